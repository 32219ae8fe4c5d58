"""QUIC: reading the server name out of Initial packets, and an HTTP/3 server.

The first part needs only ``cryptography``; the server needs aioquic and is
left out (UDP 443 then only answers version negotiation) if it is missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import socket
import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lab.httpd import Handler, Request, apply_range
from lab.packets import hello_server_name

if TYPE_CHECKING:
    from aioquic.quic.configuration import QuicConfiguration

V1, V2 = 1, 0x6B3343CF
_SALTS = {
    V1: bytes.fromhex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
    V2: bytes.fromhex("0dede3def700a6db819381be6e269dcbf9bd2ed9"),
}
_PREFIX = {V1: b"quic ", V2: b"quicv2 "}
_MAX_H3_BODY = 2_000_000


def _expand_label(secret: bytes, label: bytes, length: int) -> bytes:
    info = struct.pack("!HB", length, 6 + len(label)) + b"tls13 " + label + b"\0"
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(secret, block + info + bytes([counter]), hashlib.sha256).digest()
        out += block
        counter += 1
    return out[:length]


def _varint(data: bytes, pos: int) -> tuple[int, int]:
    size = 1 << (data[pos] >> 6)
    value = int.from_bytes(data[pos : pos + size], "big") & ((1 << (8 * size - 2)) - 1)
    return value, pos + size


def crypto_frames(datagram: bytes) -> list[tuple[int, bytes]]:
    """CRYPTO frames of a client Initial packet at the start of a datagram (empty if it is none)."""
    try:
        return _crypto_frames(datagram)
    except (IndexError, InvalidTag, struct.error, ValueError):
        return []


def _crypto_frames(data: bytes) -> list[tuple[int, bytes]]:
    version = struct.unpack_from("!I", data, 1)[0]
    kind = data[0] >> 4 & 3
    if not data[0] & 0x80 or version not in _SALTS or kind != (0 if version == V1 else 1):
        return []
    pos = 5
    dcid = data[pos + 1 : pos + 1 + data[pos]]
    pos += 1 + data[pos]
    pos += 1 + data[pos]
    token, pos = _varint(data, pos)
    pos += token
    length, pos = _varint(data, pos)
    secret = hmac.new(_SALTS[version], dcid, hashlib.sha256).digest()
    client = _expand_label(secret, b"client in", 32)
    key, iv, hp = (_expand_label(client, _PREFIX[version] + n, s) for n, s in ((b"key", 16), (b"iv", 12), (b"hp", 16)))
    sample = data[pos + 4 : pos + 20]
    mask = Cipher(algorithms.AES(hp), modes.ECB()).encryptor().update(sample)
    first = data[0] ^ (mask[0] & 0x0F)
    pn_size = (first & 3) + 1
    pn = bytes(a ^ b for a, b in zip(data[pos : pos + pn_size], mask[1:], strict=False))
    header = bytes([first]) + data[1:pos] + pn
    nonce = (int.from_bytes(iv, "big") ^ int.from_bytes(pn, "big")).to_bytes(12, "big")
    plain = AESGCM(key).decrypt(nonce, data[pos + pn_size : pos + length], header)
    frames: list[tuple[int, bytes]] = []
    at = 0
    while at < len(plain):
        kind = plain[at]
        at += 1
        if kind in (0, 1):
            continue
        if kind in (2, 3):
            _, at = _varint(plain, at)
            _, at = _varint(plain, at)
            ranges, at = _varint(plain, at)
            for _ in range(1 + 2 * ranges + (3 if kind == 3 else 0)):
                _, at = _varint(plain, at)
            continue
        if kind != 6:
            break
        offset, at = _varint(plain, at)
        size, at = _varint(plain, at)
        frames.append((offset, plain[at : at + size]))
        at += size
    return frames


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
        if len(stream) < 4 or stream[0] != 1:
            return False, None
        size = int.from_bytes(stream[1:4], "big")
        if len(stream) < 4 + size:
            return False, None
        return True, hello_server_name(stream[4 : 4 + size])


# --------------------------------------------------------------------------
# HTTP/3 server
# --------------------------------------------------------------------------


class _Sender:
    """The part of a datagram transport aioquic needs."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def sendto(self, data: bytes, peer: Any) -> None:
        """Send one datagram."""
        with contextlib.suppress(OSError):
            self._sock.sendto(data, peer)


class H3Server:
    """HTTP/3 on one UDP socket, with the certificate chosen by server name."""

    def __init__(
        self,
        sock: socket.socket,
        configuration: Callable[[str | None], QuicConfiguration],
        handler: Handler,
        local_ip: str,
    ) -> None:
        self._sock = sock
        self._configuration = configuration
        self._handler = handler
        self._local_ip = local_ip
        self._protocols: dict[bytes, Any] = {}
        #: first packets of connections whose ClientHello is not complete yet
        self._waiting: dict[bytes, tuple[HelloCollector, list[bytes]]] = {}

    def datagram(self, data: bytes, peer: Any) -> None:
        """Process one datagram from a client."""
        from aioquic._buffer import Buffer
        from aioquic.quic.packet import QuicPacketType, pull_quic_header

        try:
            header = pull_quic_header(Buffer(data=data), host_cid_length=8)
        except ValueError:
            return
        protocol = self._protocols.get(header.destination_cid)
        if protocol is not None:
            protocol.datagram_received(data, peer)
            return
        if header.packet_type != QuicPacketType.INITIAL or len(data) < 1200:
            return
        # A ClientHello with post-quantum keys takes two packets: hold the first
        # until the server name, and with it the certificate, is known.
        collector, packets = self._waiting.setdefault(header.destination_cid, (HelloCollector(), []))
        packets.append(data)
        complete, name = collector.feed(data)
        if complete or len(packets) > 4:
            del self._waiting[header.destination_cid]
            protocol = self._connect(header.destination_cid, name)
            for packet in packets:
                protocol.datagram_received(packet, peer)

    def _connect(self, destination: bytes, name: str | None) -> Any:
        from aioquic.quic.connection import QuicConnection

        connection = QuicConnection(
            configuration=self._configuration(name), original_destination_connection_id=destination
        )
        protocol = _protocol_class()(connection, self._handler, self._local_ip)
        protocol.connection_made(_Sender(self._sock))
        protocol._connection_id_issued_handler = lambda cid: self._protocols.__setitem__(cid, protocol)
        protocol._connection_id_retired_handler = lambda cid: self._protocols.pop(cid, None)
        protocol._connection_terminated_handler = lambda: self._forget(protocol)
        self._protocols[destination] = protocol
        self._protocols[connection.host_cid] = protocol
        return protocol

    def _forget(self, protocol: Any) -> None:
        for cid in [c for c, p in self._protocols.items() if p is protocol]:
            del self._protocols[cid]


_class: Any = None


def _protocol_class() -> Any:
    """The aioquic protocol, defined on first use so that the import costs nothing otherwise."""
    global _class
    if _class is not None:
        return _class
    from aioquic.asyncio.protocol import QuicConnectionProtocol
    from aioquic.h3.connection import H3Connection
    from aioquic.h3.events import DataReceived, HeadersReceived
    from aioquic.quic.events import ProtocolNegotiated

    class H3Protocol(QuicConnectionProtocol):
        """One HTTP/3 connection."""

        def __init__(self, quic: Any, handler: Handler, local_ip: str) -> None:
            super().__init__(quic)
            self._http: H3Connection | None = None
            self._handler = handler
            self._local_ip = local_ip
            self._heads: dict[int, dict[str, str]] = {}

        def quic_event_received(self, event: Any) -> None:
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
            request = Request(
                head.get(":method", "GET"),
                head.get(":path", "/"),
                head.get(":authority", "").rsplit(":", 1)[0].lower(),
                {k: v for k, v in head.items() if not k.startswith(":")},
                b"",
                True,
                self._local_ip,
                "HTTP/3",
            )
            response = apply_range(request, self._handler(request))
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

    _class = H3Protocol
    return _class


def available() -> bool:
    """True if HTTP/3 can be served."""
    try:
        import aioquic  # noqa: F401
    except ImportError:
        return False
    return True
