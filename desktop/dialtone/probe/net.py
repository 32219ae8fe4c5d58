"""The only access to the network. Connections always go to an address, never to a name."""

import asyncio
import errno
import ipaddress
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakSet

import anyio
from anyio import CapacityLimiter, to_thread
from anyio.abc import ByteStream, SocketStream

from dialtone.model.limits import Allowance, LookupLimits
from dialtone.probe.meter import Meter, MeterAttribute, Traffic
from dialtone.probe.next_hop import next_hop
from dialtone.probe.tcp_info import dropped, has_segment_counters, read_segments_from_outside, received

_RECEIVE_BYTES = 16 * 1024
"""Bytes read from a stream at once: the most in a TLS record (RFC 8446, 5.1), and enough for anything else."""
_DATAGRAM_BYTES = 65536  # no datagram is larger
_ANY_IPV4 = "192.0.2.1"  # for its family
_ANY_PORT = 9  # to ask for a route, which depends on the address alone; nothing is sent
_PROTOCOLS = {socket.SOCK_STREAM: socket.IPPROTO_TCP, socket.SOCK_DGRAM: socket.IPPROTO_UDP}
_ONE_HOP = {
    socket.AF_INET: (socket.IPPROTO_IP, socket.IP_TTL),
    socket.AF_INET6: (socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS),
}
"""The option that limits how many routers forward a packet."""
SMALL_SEGMENT = 536  # bytes that every host accepts in a packet (RFC 9293, 3.7.1)
_PORT_UNREACHABLE = 1234  # Windows' ERROR_PORT_UNREACHABLE; some of its calls report WSAECONNRESET instead
_AFTER_ERROR = 0.01  # seconds to pause, since others can trigger meaningless errors as fast as they like


class Network:
    """The computer's network, as far as probes may use it. Tests replace it with a network of their own."""

    def __init__(self, allowance: Allowance | None = None, lookups_at_once: int = LookupLimits().at_once) -> None:
        self.traffic = Traffic()
        self.reports_router_errors = has_segment_counters()
        """Whether the system reports routers' errors, so that a connection that a router rejects fails at once."""
        self._allowance = allowance or Allowance()
        self._lookups = CapacityLimiter(lookups_at_once)
        self._received_before = read_segments_from_outside()
        self._streams = WeakSet[CountedStream]()

    async def resolve(self, name: str, family: int) -> tuple[str, ...]:
        """Return the addresses of a name that the system's own resolver gives. Raises `socket.gaierror`."""
        try:
            rows = await to_thread.run_sync(
                lambda: socket.getaddrinfo(name, None, family, socket.SOCK_STREAM),
                abandon_on_cancel=True,
                limiter=self._lookups,
            )
        except UnicodeError:  # `proxy..corp`: Python rejects it before asking the system
            raise socket.gaierror(socket.EAI_NONAME, "not a host name") from None
        return tuple(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows))  # without the scope: fe80::1%eth0

    async def connect(self, address: str, port: int, *, segment: int = 0) -> ByteStream:
        """Open a TCP connection to an address; with packets of `segment` bytes at most, if given.

        Raises `OSError`, and `ProbeError` if the allowance is used up. Its small receive buffer has to be set before
        the window is negotiated.
        """
        address = str(ipaddress.ip_address(address))
        meter = self._make_meter()
        with _closed_on_error(self._make_socket(address, socket.SOCK_STREAM)) as raw:
            if self._allowance.unread:
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._allowance.unread)
            if segment:
                raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, segment)
            await asyncio.get_running_loop().sock_connect(raw, (address, port))
            self._confirm_interface(raw)
            stream = CountedStream(_read_on_demand(await SocketStream.from_socket(raw)), meter)
            self._streams.add(stream)
            return stream

    async def connect_one_hop(self, address: str, port: int) -> None:
        """Try a TCP connection with packets that no router forwards (TTL of one). Raises as `connect` does."""
        self._make_meter()  # none is needed: this raises if the allowance is used up
        with self._make_socket(address, socket.SOCK_STREAM, one_hop=True) as raw:
            await asyncio.get_running_loop().sock_connect(raw, (address, port))

    def may_send(self, address: str, port: int) -> bool:
        """Return whether this computer lets a datagram out: its own firewall rejects it at once (EPERM, EACCES)."""
        try:
            with self._make_socket(address, socket.SOCK_DGRAM, one_hop=True) as raw:
                raw.sendto(b"", (address, port))
        except OSError as error:
            return not isinstance(error, PermissionError)
        return True

    def bind(self) -> None:
        """Raise `OSError` if the system does not permit binding to the interface to which this network is limited."""
        self._make_socket(_ANY_IPV4, socket.SOCK_DGRAM).close()

    def find_source(self, address: str) -> str:
        """Return this computer's source address towards an address; empty without a route. Nothing is sent."""
        with suppress(OSError), self._make_socket(address, socket.SOCK_DGRAM) as raw:
            raw.connect((address, _ANY_PORT))
            return str(raw.getsockname()[0])
        return ""

    def next_hop(self, address: str) -> str:
        """Return a word for the adapter and the gateway that lead to an address; empty without any. Nothing is sent.

        Where the system does not tell the gateway, the source address stands for the adapter; over IPv6 it does not, as
        an adapter has several.
        """
        return next_hop(address) or (self.find_source(address) if "." in address else "")

    def segments_received(self) -> int:
        """Return the TCP segments received since the check began, Dialtone's included; 0 if the system does not say."""
        return read_segments_from_outside() - self._received_before

    async def open_udp(self, address: str, port: int, *, one_hop: bool = False) -> "UdpStream":
        """Open a UDP socket towards an address; no router forwards `one_hop` datagrams. Raises as `connect` does."""
        meter = self._make_meter(of_datagrams=True)
        address = str(ipaddress.ip_address(address))
        with _closed_on_error(self._make_socket(address, socket.SOCK_DGRAM, one_hop=one_hop)) as raw:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._allowance.datagrams_unread)
            raw.connect((address, port))
            self._confirm_interface(raw)
            return UdpStream(raw, meter)

    def _make_socket(self, address: str, kind: socket.SocketKind, *, one_hop: bool = False) -> socket.socket:
        """Return a non-blocking socket for an address's family; no router forwards the packets of a `one_hop` one.

        The protocol is named, since asyncio sets TCP_NODELAY only then: otherwise small packets wait for ACKs (Nagle).
        """
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with _closed_on_error(socket.socket(family, kind, _PROTOCOLS[kind])) as raw:
            raw.setblocking(False)
            self._bind(raw)
            if one_hop:
                raw.setsockopt(*_ONE_HOP[family], 1)
            return raw

    def _bind(self, raw: socket.socket) -> None:
        """Bind a socket to an interface if a subclass does so. Raises `OSError` if the system does not permit it."""

    def _confirm_interface(self, raw: socket.socket) -> None:
        """Raise `OSError` if a subclass is limited to an interface and a connection leaves through another."""

    def _make_meter(self, *, of_datagrams: bool = False) -> Meter:
        """Return the meter of a new connection. Raises `ProbeError` if the allowance is used up.

        First count what arrived on all others, read or not: otherwise a flood fills hundreds before the first is read.
        """
        for stream in self._streams:
            stream.count()
        meter = Meter(self.traffic, self._allowance, of_datagrams=of_datagrams)
        meter.check_allowance()
        return meter


class WrappedStream(ByteStream):
    """A stream around another one that changes or counts the data: subclasses define `receive` and `send`."""

    def __init__(self, stream: ByteStream) -> None:
        self._stream = stream
        # Read once: anyio makes them anew, with a call to the system, each time that one of them is asked for.
        self._attributes: Mapping[Any, Callable[[], Any]] = stream.extra_attributes

    async def send_eof(self) -> None:
        """Tell the peer that no more bytes will be sent."""
        await self._stream.send_eof()

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        """The attributes of the socket below, and the meter, on which protocols count their messages."""
        return self._attributes


class CountedStream(WrappedStream):
    """A TCP stream that counts its traffic, and receives no more than is allowed."""

    def __init__(self, stream: ByteStream, meter: Meter) -> None:
        super().__init__(stream)
        self._meter, self._closed = meter, False
        self._attributes = {**self._attributes, MeterAttribute.meter: lambda: meter}

    async def receive(self, max_bytes: int = _RECEIVE_BYTES) -> bytes:
        """Wait for some bytes. Raises `ProbeError` if too many came already."""
        data = await self._stream.receive(min(max_bytes, self._meter.check_allowance()))
        self._meter.note_received(data)
        return data

    async def send(self, item: bytes) -> None:
        """Send all of the bytes."""
        await self._stream.send(item)
        self._meter.note_sent(item)

    async def aclose(self) -> None:
        """Close the connection; count what arrived but was not read."""
        self.count()
        self._closed = True
        await super().aclose()

    def count(self) -> None:
        """Count what has arrived so far, read or not."""
        if not self._closed:
            self._meter.note_arrived(received(self) or 0)


class UdpStream:
    """A UDP socket with one peer that counts its traffic, and receives no more than is allowed.

    The system reports ICMP errors about a connected socket's datagrams (RFC 1122, 4.1.3.3), each once, on the next
    call. Only "port unreachable" matters here: a datagram that a router does not forward counts as lost.
    """

    def __init__(self, raw: socket.socket, meter: Meter) -> None:
        self._raw = raw
        self._meter = meter
        self._refused = False

    async def send(self, item: bytes) -> None:
        """Send one datagram; without a route it counts as lost. Raises `OSError` if this computer does not let it out.

        EPERM never comes from a router, as EACCES may over IPv6.
        """
        loop = asyncio.get_running_loop()
        try:
            await loop.sock_sendall(self._raw, item)
        except OSError as error:  # about the previous datagram: this one was not sent, so try once more
            self._refused = self._refused or _is_port_closed(error)
            try:
                await loop.sock_sendall(self._raw, item)
            except OSError as again:
                if again.errno == errno.EPERM:
                    raise
        self._meter.note_sent(item)

    async def receive(self) -> bytes:
        """Wait for a datagram.

        Raises `ConnectionRefusedError` if the peer's port is closed, and `ProbeError` once more has come than the
        allowance for datagrams permits.
        """
        while True:
            await anyio.lowlevel.checkpoint()
            self._meter.check_allowance()
            if self._refused:  # as sending the last one showed
                self._refused = False
                raise ConnectionRefusedError(errno.ECONNREFUSED, "the port is closed")
            try:
                data = await asyncio.get_running_loop().sock_recv(self._raw, _DATAGRAM_BYTES)
            except OSError as error:
                if _is_port_closed(error):
                    raise ConnectionRefusedError(errno.ECONNREFUSED, "the port is closed") from None
                await anyio.sleep(_AFTER_ERROR)
            else:
                self._meter.note_received(data)
                return data

    async def aclose(self) -> None:
        """Close the socket; count datagrams that were dropped for lack of room."""
        self._meter.note_dropped(dropped(self._raw))
        self._raw.close()
        await anyio.lowlevel.checkpoint()


async def receive_any(udp: UdpStream) -> bytes:
    """Wait for one datagram, ignoring reports that the port is closed."""
    while True:
        with suppress(ConnectionRefusedError):
            return await udp.receive()


@contextmanager
def _closed_on_error(raw: socket.socket) -> Iterator[socket.socket]:
    try:
        yield raw
    except BaseException:
        raw.close()
        raise


def _read_on_demand(stream: SocketStream) -> SocketStream:
    """Read nothing before it is requested, as with `anyio.connect_tcp`, but not with `from_socket`; and little at once.

    What is read and not yet used when a flood ends a connection has arrived in vain. asyncio reads up to 256 KB.
    """
    transport = stream._transport  # type: ignore[attr-defined]  # anyio has no public way
    transport.max_size = _RECEIVE_BYTES
    transport.pause_reading()
    return stream


def _is_port_closed(error: OSError) -> bool:
    unreachable = getattr(error, "winerror", None) == _PORT_UNREACHABLE
    return unreachable or isinstance(error, ConnectionRefusedError | ConnectionResetError)
