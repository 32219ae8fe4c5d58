"""QUIC: reading the server name out of Initial packets, and an HTTP/3 server, both by aioquic."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from functools import partial
from typing import Any

from aioquic.asyncio.protocol import QuicConnectionProtocol
from aioquic.asyncio.server import QuicServer
from aioquic.buffer import Buffer  # type: ignore[attr-defined]  # it is what it exports, and does not say so
from aioquic.h3.connection import H3Connection
from aioquic.h3.events import DataReceived, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.connection import QuicConnection
from aioquic.quic.crypto import CryptoError, CryptoPair  # type: ignore[attr-defined]  # the same
from aioquic.quic.events import ProtocolNegotiated, QuicEvent
from aioquic.quic.packet import QuicFrameType, QuicPacketType, QuicProtocolVersion, pull_ack_frame, pull_quic_header

from lab.httpd import Site, make_secure_request
from lab.packets import hello_server_name, is_whole_message

_READ = (QuicProtocolVersion.VERSION_1, QuicProtocolVersion.VERSION_2)
_MAX_H3_BODY = 2_000_000


def crypto_frames(datagram: bytes) -> list[tuple[int, bytes]]:
    """Return the CRYPTO frames of a client's Initial packet at the start of a datagram (empty if it is none)."""
    packet = Buffer(data=datagram)
    try:
        header = pull_quic_header(packet, host_cid_length=8)
        if header.packet_type != QuicPacketType.INITIAL or header.version not in _READ:
            return []
        pair = CryptoPair()
        pair.setup_initial(header.destination_cid, is_client=False, version=header.version)
        _, plain, _ = pair.decrypt_packet(datagram[: header.packet_length], packet.tell(), 0)
        return _frames(Buffer(data=plain))
    except (CryptoError, ValueError):
        return []


def _frames(plain: Buffer) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    while not plain.eof():
        kind = plain.pull_uint_var()
        if kind == QuicFrameType.CRYPTO:
            offset = plain.pull_uint_var()
            found.append((offset, plain.pull_bytes(plain.pull_uint_var())))
        elif kind == QuicFrameType.ACK:
            pull_ack_frame(plain)
        elif kind not in (QuicFrameType.PADDING, QuicFrameType.PING):
            break
    return found


class HelloCollector:
    """Puts the ClientHello of a QUIC connection together from its Initial packets."""

    def __init__(self) -> None:
        self._parts: dict[int, bytes] = {}

    def feed(self, datagram: bytes) -> tuple[bool, str | None]:
        """Add a datagram; returns (hello complete, server name)."""
        self._parts.update(crypto_frames(datagram))
        stream = b""
        for offset, part in sorted(self._parts.items()):
            if offset > len(stream):
                break
            stream += part[len(stream) - offset :]
        if stream[:1] != b"\x01" or not is_whole_message(stream):
            return False, None
        return True, hello_server_name(stream)


# -- HTTP/3 server --------------------------------------------------------------------


class _Sender(asyncio.DatagramTransport):
    """The part of a datagram transport aioquic needs."""

    def __init__(self, sock: socket.socket) -> None:
        super().__init__()
        self._sock = sock

    def sendto(self, data: Any, peer: Any = None) -> None:
        """Send one datagram."""
        with contextlib.suppress(OSError):
            self._sock.sendto(data, peer)


class H3Server(QuicServer):
    """HTTP/3 on one UDP socket, with the certificate chosen by server name."""

    def __init__(
        self, sock: socket.socket, find_configuration: Callable[[str | None], QuicConfiguration], site: Site
    ) -> None:
        """`find_configuration`: returns that of a server name, with its certificate."""
        super().__init__(configuration=find_configuration(None), create_protocol=partial(_H3Protocol, site=site))
        self.connection_made(_Sender(sock))
        self._find_configuration = find_configuration
        self._waiting: dict[bytes, tuple[HelloCollector, list[bytes]]] = {}
        """By connection: the first packets of those whose ClientHello is not complete yet."""

    def datagram_received(self, data: bytes | str, addr: Any) -> None:
        """Process one datagram from a client.

        A ClientHello with post-quantum keys takes two packets: the first is held until the server name is known.
        """
        assert isinstance(data, bytes)
        try:
            header = pull_quic_header(Buffer(data=data), host_cid_length=self._configuration.connection_id_length)
        except ValueError:
            return
        begins = header.packet_type == QuicPacketType.INITIAL and header.version in _READ
        if header.destination_cid in self._protocols or not begins:
            super().datagram_received(data, addr)
            return
        collector, packets = self._waiting.setdefault(header.destination_cid, (HelloCollector(), []))
        packets.append(data)
        complete, name = collector.feed(data)
        if complete or len(packets) > 4:
            del self._waiting[header.destination_cid]
            self._configuration = self._find_configuration(name)
            for packet in packets:
                super().datagram_received(packet, addr)


class _H3Protocol(QuicConnectionProtocol):
    """One HTTP/3 connection."""

    def __init__(self, quic: QuicConnection, stream_handler: Any = None, *, site: Site) -> None:
        super().__init__(quic, stream_handler)
        self._http: H3Connection | None = None
        self._site = site
        self._heads: dict[int, dict[str, str]] = {}

    def quic_event_received(self, event: QuicEvent) -> None:
        """Feed HTTP/3, answer complete requests."""
        if isinstance(event, ProtocolNegotiated):
            self._http = H3Connection(self._quic)
        if self._http is None:
            return
        for http_event in self._http.handle_event(event):
            if isinstance(http_event, HeadersReceived):
                self._heads[http_event.stream_id] = {k.decode(): v.decode() for k, v in http_event.headers}
            if isinstance(http_event, (HeadersReceived, DataReceived)) and http_event.stream_ended:
                self._answer(http_event.stream_id)

    def _answer(self, stream: int) -> None:
        head = self._heads.pop(stream, {})
        request = make_secure_request(head, b"", self._site)
        response = self._site.answer(request)
        size = min(response.length(), _MAX_H3_BODY)
        fields = [
            (b":status", str(response.status).encode()),
            (b"content-length", str(size).encode()),
            (b"content-type", response.ctype.encode()),
        ]
        fields += [(k.lower().encode(), v.encode()) for k, v in response.headers.items()]
        assert self._http
        empty = size == 0 or request.method == "HEAD"
        self._http.send_headers(stream, fields, end_stream=empty)
        if not empty:
            self._http.send_data(stream, response.chunk(0, size), end_stream=True)
        self.transmit()
