"""Connections left open after the answer: for the next request to the same server, or to see whether they last."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import anyio
from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure
from dialtone.probe.target import Target

if TYPE_CHECKING:  # loaded once the first questions are under way (`libraries.py`)
    from dialtone.probe.protocols.http import Conversation

MAY_BE_STALE = (Failure.CLOSED, Failure.RESET, Failure.BAD_ANSWER)
"""How a request fails on an idle connection that has ended, which means nothing: a fresh connection will show the
same failure if it is real."""


class KeptConnection(Frozen):
    """A connection that waits for its next request."""

    line: ByteStream
    """The TCP connection below TLS."""
    client: "Conversation"


class KeptConnections:
    """The kept connections of one check, at most one to each address of a server."""

    def __init__(self, files: Iterable[Endpoint] = ()) -> None:
        self._wanted = {_server(e): e.read_bytes for e in files}
        self._open: dict[tuple[object, ...], KeptConnection] = {}
        self._coming: dict[tuple[object, ...], anyio.Event] = {}
        self._lasting: list[ByteStream] = []

    def bytes_to_come(self, endpoint: Endpoint) -> int:
        """Return how many bytes of a file will be read later from the server of a headers-only endpoint; or 0."""
        return 0 if endpoint.named_by or endpoint.read_bytes else self._wanted.get(_server(endpoint), 0)

    @contextmanager
    def coming(self, endpoint: Endpoint, target: Target) -> Iterator[None]:
        """Note that a connection to be kept is being made to a target, for as long as the body runs."""
        key, ended = _key(endpoint, target), anyio.Event()
        if not self.bytes_to_come(endpoint) or key in self._coming:
            yield
            return
        self._coming[key] = ended
        try:
            yield
        finally:
            del self._coming[key]
            ended.set()

    def keep(self, endpoint: Endpoint, target: Target, connection: KeptConnection) -> None:
        """Leave a connection open, unless there is one already."""
        self._open.setdefault(_key(endpoint, target), connection)

    async def take(self, endpoint: Endpoint, target: Target, seconds: float) -> KeptConnection | None:
        """Return the connection on which a file can be requested, or None; the caller has to close it.

        If one is being made, wait for it for at most `seconds`.
        """
        key = _key(endpoint, target)
        with anyio.move_on_after(seconds):
            while key not in self._open and (ended := self._coming.get(key)) is not None:
                await ended.wait()
        return self._open.pop(key, None)

    def leave_open(self, line: ByteStream) -> None:
        """Leave a connection open for as long as it lasts."""
        self._lasting.append(line)

    async def end(self, line: ByteStream) -> None:
        """Close a connection that was left open."""
        self._lasting = [left_open for left_open in self._lasting if left_open is not line]
        await anyio.aclose_forcefully(line)

    def holds(self, line: ByteStream) -> bool:
        """Return whether a connection is kept here, so that nothing else may close it."""
        return any(kept_line is line for kept_line in (*self._lasting, *(kept.line for kept in self._open.values())))

    async def aclose(self) -> None:
        """Close the remaining connections."""
        while self._open:
            await anyio.aclose_forcefully(self._open.popitem()[1].line)
        while self._lasting:
            await anyio.aclose_forcefully(self._lasting.pop())


def _server(endpoint: Endpoint) -> tuple[object, ...]:
    """Return what identifies a server together with the protocols spoken to it."""
    return endpoint.wire, endpoint.host, endpoint.port, endpoint.trust, endpoint.alpn


def _key(endpoint: Endpoint, target: Target) -> tuple[object, ...]:
    """Return what a kept connection must have in common with a new request for the same server and address."""
    return (*_server(endpoint), target.address, target.port)
