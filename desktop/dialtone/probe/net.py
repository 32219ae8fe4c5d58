"""The only door to the network. Everything connects to an address, never to a name."""

import ipaddress
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import anyio
from anyio import CapacityLimiter, to_thread
from anyio.abc import ByteStream, ConnectedUDPSocket

_LOOKUPS_AT_ONCE = 240  # helper threads: names that nobody answers for hold them for seconds, and others must not wait
_RECEIVE_BYTES = 65536


class UdpStream(Protocol):
    """A UDP socket with one peer."""

    async def send(self, item: bytes) -> None:
        """Send one datagram."""
        ...

    async def receive(self) -> bytes:
        """Wait for one datagram."""
        ...

    async def aclose(self) -> None:
        """Close the socket."""
        ...


@dataclass(slots=True)
class Traffic:
    """Bytes that crossed our sockets: payload of TCP and UDP, names' lookups not counted."""

    sent: int = 0
    received: int = 0


class Network(Protocol):
    """What probes may ask for."""

    traffic: Traffic

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        """Addresses of a name, as the system's own resolver gives them. Raises `socket.gaierror`."""
        ...

    async def connect(self, address: str, port: int) -> ByteStream:
        """Open a TCP connection to an address. Raises `OSError`."""
        ...

    async def open_udp(self, address: str, port: int) -> UdpStream:
        """Open a UDP socket towards an address. Raises `OSError`."""
        ...


class RealNetwork:
    """The computer's network."""

    def __init__(self) -> None:
        self.traffic = Traffic()
        self._lookups = CapacityLimiter(_LOOKUPS_AT_ONCE)

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        """Ask `getaddrinfo` in a thread that is left behind when nobody waits any more."""
        rows = await to_thread.run_sync(
            lambda: socket.getaddrinfo(name, None, family, socket.SOCK_STREAM),
            abandon_on_cancel=True,
            limiter=self._lookups,
        )
        return tuple(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows))

    async def connect(self, address: str, port: int) -> ByteStream:
        """Open a TCP connection."""
        return CountedStream(await anyio.connect_tcp(ipaddress.ip_address(address), port), self.traffic)

    async def open_udp(self, address: str, port: int) -> UdpStream:
        """Open a UDP socket towards an address."""
        return _CountedUdp(await anyio.create_connected_udp_socket(ipaddress.ip_address(address), port), self.traffic)


class CountedStream(ByteStream):
    """A TCP stream that counts what crosses it."""

    def __init__(self, stream: ByteStream, traffic: Traffic) -> None:
        self._stream = stream
        self._traffic = traffic

    async def receive(self, max_bytes: int = _RECEIVE_BYTES) -> bytes:
        """Wait for some bytes."""
        data = await self._stream.receive(max_bytes)
        self._traffic.received += len(data)
        return data

    async def send(self, item: bytes) -> None:
        """Send all of the bytes."""
        await self._stream.send(item)
        self._traffic.sent += len(item)

    async def send_eof(self) -> None:
        """Say that no more bytes will be sent."""
        await self._stream.send_eof()

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        """What the socket below knows."""
        return self._stream.extra_attributes


class _CountedUdp:
    def __init__(self, socket_: ConnectedUDPSocket, traffic: Traffic) -> None:
        self._socket = socket_
        self._traffic = traffic

    async def send(self, item: bytes) -> None:
        await self._socket.send(item)
        self._traffic.sent += len(item)

    async def receive(self) -> bytes:
        data = await self._socket.receive()
        self._traffic.received += len(data)
        return data

    async def aclose(self) -> None:
        await self._socket.aclose()
