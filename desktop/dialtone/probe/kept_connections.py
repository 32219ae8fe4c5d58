"""Connections left open after their answer: for what is asked of the same server next, or to see whether they last."""

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
"""How the end of what was idle is met: it says nothing. A fresh connection is made, and meets again what is real."""


class KeptConnection(Frozen):
    """A connection that waits for its next question."""

    line: ByteStream
    """The TCP connection, which a stream of TLS goes over."""
    client: "Conversation"


class KeptConnections:
    """Those of one check, at most one to each address of a server."""

    def __init__(self, files: Iterable[Endpoint] = ()) -> None:
        self._wanted = {_server(e): e.read_bytes for e in files}
        self._open: dict[tuple[object, ...], KeptConnection] = {}
        self._coming: dict[tuple[object, ...], anyio.Event] = {}
        self._lasting: list[ByteStream] = []

    def bytes_to_come(self, endpoint: Endpoint) -> int:
        """Return how much is read later of a file at the server of an endpoint whose head alone is asked for; or 0."""
        return 0 if endpoint.named_by or endpoint.read_bytes else self._wanted.get(_server(endpoint), 0)

    @contextmanager
    def coming(self, endpoint: Endpoint, target: Target) -> Iterator[None]:
        """Note that the server of an endpoint is asked for its head at a target, until that has ended."""
        place, ended = _place(endpoint, target), anyio.Event()
        if not self.bytes_to_come(endpoint) or place in self._coming:
            yield
            return
        self._coming[place] = ended
        try:
            yield
        finally:
            del self._coming[place]
            ended.set()

    def keep(self, endpoint: Endpoint, target: Target, connection: KeptConnection) -> None:
        """Leave a connection open, unless there is one already."""
        self._open.setdefault(_place(endpoint, target), connection)

    async def take(self, endpoint: Endpoint, target: Target, seconds: float) -> KeptConnection | None:
        """Return the connection on which a file can be asked for: the taker has to close it.

        One that is about to be there is waited for, so long. None where there is none.
        """
        place = _place(endpoint, target)
        with anyio.move_on_after(seconds):
            while place not in self._open and (ended := self._coming.get(place)) is not None:
                await ended.wait()
        return self._open.pop(place, None)

    def leave_open(self, line: ByteStream) -> None:
        """Leave a connection open for as long as it lasts."""
        self._lasting.append(line)

    async def end(self, line: ByteStream) -> None:
        """Close one of those."""
        self._lasting = [each for each in self._lasting if each is not line]
        await anyio.aclose_forcefully(line)

    def holds(self, line: ByteStream) -> bool:
        """Return whether a connection waits here, so that nobody else may close it."""
        return any(each is line for each in (*self._lasting, *(kept.line for kept in self._open.values())))

    async def aclose(self) -> None:
        """Close what nobody took."""
        while self._open:
            await anyio.aclose_forcefully(self._open.popitem()[1].line)
        while self._lasting:
            await anyio.aclose_forcefully(self._lasting.pop())


def _server(endpoint: Endpoint) -> tuple[object, ...]:
    return endpoint.wire, endpoint.host, endpoint.port, endpoint.trust, endpoint.alpn


def _place(endpoint: Endpoint, target: Target) -> tuple[object, ...]:
    return (*_server(endpoint), target.address, target.port)
