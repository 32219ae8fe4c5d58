"""A network inside this process: names, and what becomes of whoever connects to an address."""

import errno
import os
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import anyio
from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.probe.meter import Traffic
from dialtone.probe.net import Network, UdpStream

_STEP = 0.02


@dataclass
class Site:
    """A web server: how much it sends, and how long it waits between two pieces of 1 KB."""

    size: int = 100
    pause: float = 0.0
    status: str = "200 OK"
    before: Callable[[int], Awaitable[None]] | None = None
    """Waited for before each piece of an answer, which is given its number; the head is 0."""


class Hang(Exception):  # noqa: N818 - nothing is raised: nobody answers
    """Nobody answers."""


Fate = Site | Exception
"""What becomes of a connection to an address."""


@dataclass
class SimulatedNetwork(Network):
    """The network that a check gets. What is not set hangs."""

    names: dict[str, str | Exception] = field(default_factory=dict)
    fates: dict[str, Fate] = field(default_factory=dict)
    traffic: Traffic = field(default_factory=Traffic)
    asked: list[str] = field(default_factory=list)
    connected: list[str] = field(default_factory=list)
    open: int = 0
    reports_router_errors: bool = True

    @classmethod
    def serving(cls, *endpoints: Endpoint) -> Self:
        """Return a network in which each of these answers at the first of its addresses."""
        names = {e.host: e.addresses[0] for e in endpoints if e.host}
        return cls(names=dict(names), fates={e.addresses[0]: Site() for e in endpoints})

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        self.asked.append(name)
        await anyio.sleep(_STEP)
        found = self.names.get(name)
        if found is None:
            await anyio.sleep_forever()
        if isinstance(found, Exception):
            raise found
        if family == socket.AF_INET6 or found is None:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return (found,)

    async def connect(self, address: str, port: int, *, segment: int = 0) -> ByteStream:
        self.connected.append(address)
        fate = self.fates.get(address, Hang())
        self.open += 1
        try:
            await anyio.sleep(_STEP)
            if isinstance(fate, Hang):
                await anyio.sleep_forever()
        except BaseException:
            self.open -= 1
            raise
        if not isinstance(fate, Site):
            self.open -= 1
            raise fate
        return _WebConnection(self, fate)

    def find_source(self, address: str) -> str:
        return ""

    def next_hop(self, address: str) -> str:
        return ""

    def segments_received(self) -> int:
        return 0

    def may_send(self, address: str, port: int) -> bool:
        return True

    async def connect_one_hop(self, address: str, port: int) -> None:
        await anyio.sleep(_STEP)
        raise unreachable()

    async def open_udp(self, address: str, port: int, *, one_hop: bool = False) -> UdpStream:
        raise unreachable()


class _WebConnection(ByteStream):
    """The near end of a connection to a web server."""

    def __init__(self, net: SimulatedNetwork, site: Site) -> None:
        self._net = net
        self._site = site
        self._request = b""
        self._pieces: list[bytes] = []
        self._told = 0
        self._open = True

    async def send(self, item: bytes) -> None:
        await anyio.lowlevel.checkpoint()
        self._net.traffic.sent += len(item)
        self._request += item
        if b"\r\n\r\n" in self._request:
            size = 0 if self._request.startswith(b"HEAD") else self._site.size
            head = f"HTTP/1.1 {self._site.status}\r\nContent-Length: {self._site.size}\r\n\r\n"
            body = b"x" * size
            self._pieces = [head.encode(), *(body[i : i + 1024] for i in range(0, size, 1024))]
            self._request = b""

    async def receive(self, max_bytes: int = 65536) -> bytes:
        await anyio.sleep(self._site.pause)
        if not self._pieces:
            await anyio.sleep_forever()
        if self._site.before is not None:
            await self._site.before(self._told)
        self._told += 1
        piece = self._pieces.pop(0)
        self._net.traffic.received += len(piece)
        return piece

    async def send_eof(self) -> None:
        await anyio.lowlevel.checkpoint()

    async def aclose(self) -> None:
        if self._open:
            self._open = False
            self._net.open -= 1
        await anyio.lowlevel.checkpoint()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return {}


def unreachable() -> OSError:
    return OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))


def no_resolver() -> socket.gaierror:
    return socket.gaierror(socket.EAI_AGAIN, "try again")
