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

    tcp_stream: ByteStream
    """The TCP connection below TLS."""
    client: "Conversation"


class KeptConnections:
    """The connections of one check that are left open, at most one to each address of a server.

    `files`: the endpoints whose paths are learnt from another answer of their server, and requested on its connection.
    """

    def __init__(self, files: Iterable[Endpoint] = ()) -> None:
        self._file_bytes = {_server_key(e): e.read_bytes for e in files}
        """How much of its file will be read from each server."""
        self._open: dict[tuple[object, ...], KeptConnection] = {}
        self._being_made: dict[tuple[object, ...], anyio.Event] = {}
        """Set once the connection is made, or has failed."""
        self._lasting = set[ByteStream]()
        """Those that are left open to see whether they last."""

    def bytes_to_read_later(self, endpoint: Endpoint) -> int:
        """Return how many bytes of another file will be read later on the connection of an endpoint; 0 if none will."""
        return 0 if endpoint.named_by or endpoint.read_bytes else self._file_bytes.get(_server_key(endpoint), 0)

    @contextmanager
    def being_made(self, endpoint: Endpoint, target: Target) -> Iterator[None]:
        """Note that a connection to be kept is being made to a target, for as long as the body runs."""
        key, ended = _connection_key(endpoint, target), anyio.Event()
        if not self.bytes_to_read_later(endpoint) or key in self._being_made:
            yield
            return
        self._being_made[key] = ended
        try:
            yield
        finally:
            del self._being_made[key]
            ended.set()

    def keep(self, endpoint: Endpoint, target: Target, connection: KeptConnection) -> None:
        """Leave a connection open, unless there is one already."""
        self._open.setdefault(_connection_key(endpoint, target), connection)

    async def take(self, endpoint: Endpoint, target: Target, seconds: float) -> KeptConnection | None:
        """Return the connection for the next request, which the caller has to close; None without one.

        Wait at most `seconds` for one that is being made.
        """
        key = _connection_key(endpoint, target)
        with anyio.move_on_after(seconds):
            while key not in self._open and (ended := self._being_made.get(key)) is not None:
                await ended.wait()
        return self._open.pop(key, None)

    def leave_open(self, tcp_stream: ByteStream) -> None:
        """Leave a connection open for as long as it lasts."""
        self._lasting.add(tcp_stream)

    async def end(self, tcp_stream: ByteStream) -> None:
        """Close a connection that was left open."""
        self._lasting.discard(tcp_stream)
        await anyio.aclose_forcefully(tcp_stream)

    def holds(self, tcp_stream: ByteStream) -> bool:
        """Return whether a connection is kept here, so that nothing else may close it."""
        return tcp_stream in self._lasting or any(kept.tcp_stream is tcp_stream for kept in self._open.values())

    async def aclose(self) -> None:
        """Close the remaining connections."""
        while self._open:
            await anyio.aclose_forcefully(self._open.popitem()[1].tcp_stream)
        while self._lasting:
            await anyio.aclose_forcefully(self._lasting.pop())


def _server_key(endpoint: Endpoint) -> tuple[object, ...]:
    return endpoint.wire, endpoint.host, endpoint.port, endpoint.trust, endpoint.alpn


def _connection_key(endpoint: Endpoint, target: Target) -> tuple[object, ...]:
    return (*_server_key(endpoint), target.address, target.port)
