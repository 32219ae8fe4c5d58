"""A network in which every address is a port of this computer, and the servers behind it."""

import errno
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.abc import ByteStream, SocketAttribute, SocketStream
from anyio.streams.tls import TLSStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import Wire
from dialtone.probe.net import Network, UdpStream

Handler = Callable[[SocketStream], Awaitable[None]]
Answer = tuple[str, ...] | Exception
_HERE = "127.0.0.1"
_ENDED = (anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream, ssl.SSLError, OSError)


def named(host: str, endpoint: str = "chat/one") -> Endpoint:
    """Return an endpoint of a messenger, of which only the name matters."""
    return Endpoint(endpoint, "chat", Wire.HTTPS, 443, host)


class LoopbackNetwork(Network):
    """Names and routes as a test sets them. What is not set answers like a cable that ends in the wall."""

    def __init__(self, allowance: Allowance | None = None) -> None:
        super().__init__(allowance)
        self.names: dict[tuple[str, int], Answer | list[Answer | None]] = {}
        """A list holds one answer for each question; None is silence."""
        self.routes: dict[tuple[str, int], int | Exception] = {}
        self.sources: dict[str, str] = {}
        self.hops: dict[str, str] = {}
        self.asked: list[tuple[str, int]] = []
        self.connected: list[tuple[str, int]] = []
        self.knocked: list[tuple[str, int]] = []
        self.refuses_here = False
        self.reports_router_errors = True

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        self.asked.append((name, family))
        await anyio.lowlevel.checkpoint()
        found = self.names.get((name, family))
        answer = (found.pop(0) if found else None) if isinstance(found, list) else found
        if answer is None:
            await anyio.sleep_forever()
        if isinstance(answer, Exception):
            raise answer
        return answer or ()

    async def connect(self, address: str, port: int, *, segment: int = 0) -> ByteStream:
        return await super().connect(_HERE, await self._route(address, port), segment=segment)

    def find_source(self, address: str) -> str:
        """Return nothing where a test sets none: here is no way of its own to anywhere."""
        return self.sources.get(address, "")

    def next_hop(self, address: str) -> str:
        """Return nothing where a test sets none: all addresses are reached alike."""
        return self.hops.get(address, "")

    def segments_received(self) -> int:
        """Nothing else is on this computer."""
        return 0

    def may_send(self, address: str, port: int) -> bool:
        """Nothing is forbidden."""
        return True

    async def connect_one_hop(self, address: str, port: int) -> None:
        self.knocked.append((address, port))
        await anyio.lowlevel.checkpoint()
        route = self.routes.get((address, port))
        raise route if isinstance(route, OSError) and self.refuses_here else OSError(errno.EHOSTUNREACH, "no route")

    async def open_udp(self, address: str, port: int, *, one_hop: bool = False) -> UdpStream:
        """Only what a test puts one hop away is there."""
        return await super().open_udp(_HERE, await self._route(f"one hop to {address}" if one_hop else address, port))

    async def _route(self, address: str, port: int) -> int:
        self.connected.append((address, port))
        route = self.routes.get((address, port))
        if isinstance(route, Exception):
            raise route
        if route is None:
            await anyio.sleep_forever()
        return route or 0


@asynccontextmanager
async def serve(handler: Handler) -> AsyncIterator[int]:
    """Serve TCP on a free port and give the port."""

    async def guarded(stream: SocketStream) -> None:
        async with stream:
            try:
                await handler(stream)
            except _ENDED:
                return

    listener = await anyio.create_tcp_listener(local_host=_HERE)
    async with listener, anyio.create_task_group() as group:
        group.start_soon(listener.serve, guarded)
        try:
            yield int(listener.extra(SocketAttribute.local_port))
        finally:
            group.cancel_scope.cancel()


@asynccontextmanager
async def serve_udp(reply: Callable[[bytes], list[bytes]]) -> AsyncIterator[int]:
    """Answer every datagram with those that `reply` gives."""
    async with (
        await anyio.create_udp_socket(family=socket.AF_INET, local_host=_HERE) as udp,
        anyio.create_task_group() as group,
    ):

        async def run() -> None:
            async for data, peer in udp:
                for answer in reply(data):
                    await udp.sendto(answer, *peer)

        group.start_soon(run)
        try:
            yield int(udp.extra(SocketAttribute.local_port))
        finally:
            group.cancel_scope.cancel()


def secured(context: ssl.SSLContext, handler: Callable[[ByteStream], Awaitable[None]]) -> Handler:
    """Put TLS in front of a handler."""

    async def handle(stream: SocketStream) -> None:
        tls = await TLSStream.wrap(stream, server_side=True, ssl_context=context, standard_compatible=False)
        await handler(tls)

    return handle


def says(answer: bytes, *, then_wait: bool = False) -> Callable[[ByteStream], Awaitable[None]]:
    """Read one request, give one answer, and hang up or fall silent."""

    async def handle(stream: ByteStream) -> None:
        await stream.receive()
        if answer:
            await stream.send(answer)
        if then_wait:
            await anyio.sleep_forever()

    return handle


async def is_silent(_stream: ByteStream) -> None:
    """Accept and say nothing."""
    await anyio.sleep_forever()


async def resets(stream: SocketStream) -> None:
    """Read one message and answer with RST."""
    await stream.receive()
    raw = stream.extra(SocketAttribute.raw_socket)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    await anyio.aclose_forcefully(stream)


def closed_udp_port() -> int:
    """Return a port on which nobody hears datagrams."""
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.bind((_HERE, 0))
        return int(probe.getsockname()[1])


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((_HERE, 0))
        return int(probe.getsockname()[1])
