"""Telegram's greeting: `req_pq_multi` out, `resPQ` with our nonce back. It needs no key and no account.

Sources: core.telegram.org/mtproto (transports, unencrypted messages), tdlib `TcpTransport.cpp` (obfuscation),
`mtproto_api.tl` (constructor numbers).
"""

import hashlib
import re
import secrets
import struct
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from anyio.abc import ByteStream
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

if TYPE_CHECKING:  # loaded once the first questions are under way (`libraries.py`)
    from dialtone.probe.protocols.websocket import WebSocket

_REQ_PQ_MULTI = 0xBE7E8EF1
_RES_PQ = struct.pack("<I", 0x05162463)
_HEAD_BYTES = 20  # header of an unencrypted message: zero key id, message id, length
_KEY_BYTES, _ERROR_BYTES = 8, 4
_MAX_BYTES = 4096  # of a frame; `resPQ` has about a hundred
_MAX_NOISE = 64  # four-byte words, exclusive
# First bytes that middleboxes take for another protocol; official clients draw again (tdlib TcpTransport.cpp).
_FORBIDDEN_WORDS = (b"HEAD", b"POST", b"GET ", b"OPTI", b"\x16\x03\x01\x02", b"\xdd\xdd\xdd\xdd", b"\xee\xee\xee\xee")


class Transport(StrEnum):
    """How messages are framed on the wire."""

    ABRIDGED = "abridged"
    INTERMEDIATE = "intermediate"
    OBFUSCATED = "obfuscated"
    """Abridged frames under AES-CTR, as Telegram Desktop does by default (tdesktop `connection_tcp.cpp`)."""
    PADDED = "padded"
    """Intermediate frames with random padding under AES-CTR (`dd`)."""
    HTTP = "http"
    """An unencrypted POST, which Telegram Desktop tries alongside the others (`connection_http.cpp`)."""


class Greeting(Frozen):
    """The unencrypted `req_pq_multi` and the nonce that the answer must repeat."""

    nonce: bytes
    message: bytes


def new_greeting(unix_time: float, nonce: bytes | None = None) -> Greeting:
    """Make a greeting: constructor and nonce in a message without a key."""
    nonce = nonce or secrets.token_bytes(16)
    return Greeting(nonce, unencrypted(struct.pack("<I", _REQ_PQ_MULTI) + nonce, unix_time))


def unencrypted(body: bytes, unix_time: float) -> bytes:
    """Make a message without a key: 8 zero bytes, message id, length, body, and noise that is part of the length.

    The app adds up to 252 bytes too (tdesktop `connection_abstract.cpp`), so its length does not identify our packet.
    """
    body += secrets.token_bytes(4 * secrets.randbelow(_MAX_NOISE))
    identifier = int(unix_time * 2**32) & ~0b11
    return struct.pack("<QQI", 0, identifier & (2**64 - 1), len(body)) + body


def check_answer(frame: bytes, nonce: bytes) -> str:
    """Return what a frame is: `resPQ`, or one of Telegram's error codes. Raises `ProbeError` for anything else."""
    if len(frame) == 4:
        code = struct.unpack("<i", frame)[0]
        if -1000 < code < 0:
            return f"error {code}"
    at = frame.find(_RES_PQ)
    if at == _HEAD_BYTES and frame[:8] == bytes(8) and frame[at + 4 : at + 20] == nonce:
        return "resPQ"
    raise ProbeError(Failure.BAD_ANSWER)


class _Abridged:
    """A framing. `find` returns where the first frame's content begins, and its length; 0 for both while unknown."""

    def wrap(self, message: bytes) -> bytes:
        words = len(message) // 4
        head = bytes([words]) if words < 0x7F else b"\x7f" + words.to_bytes(3, "little")
        return head + message

    def find(self, received: bytes) -> tuple[int, int]:
        if received[:1] != b"\x7f":
            return len(received[:1]), 4 * int.from_bytes(received[:1], "little")
        return (4, 4 * int.from_bytes(received[1:4], "little")) if len(received) >= 4 else (0, 0)


class _Intermediate:
    def wrap(self, message: bytes) -> bytes:
        return struct.pack("<I", len(message)) + message

    def find(self, received: bytes) -> tuple[int, int]:
        return (4, struct.unpack_from("<I", received)[0] & 0x7FFFFFFF) if len(received) >= 4 else (0, 0)


class _Padded(_Intermediate):
    def wrap(self, message: bytes) -> bytes:
        return super().wrap(message + secrets.token_bytes(secrets.randbelow(16)))


class _Http:
    """Each message is the body of a request, and each answer the body of a response."""

    def __init__(self, host: str) -> None:
        self._host = f"[{host}]" if ":" in host else host

    def wrap(self, message: bytes) -> bytes:
        lines = [
            "POST /api HTTP/1.1",
            f"Host: {self._host}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(message)}",
            "Connection: Keep-Alive",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + message

    def find(self, received: bytes) -> tuple[int, int]:
        head, end, _ = received.partition(b"\r\n\r\n")
        if len(head) > _MAX_BYTES or (received and not b"HTTP/1.1 ".startswith(received[:9])):
            raise ProbeError(Failure.BAD_ANSWER)
        return (len(head + end), _content_length(head)) if end else (0, 0)


def _content_length(head: bytes) -> int:
    status, _, fields = head.partition(b"\r\n")
    match = re.search(rb"(?im)^content-length: *(\d{1,5})\r?$", fields)
    if not status.startswith(b"HTTP/1.1 200") or match is None or int(match[1]) > _MAX_BYTES:
        raise ProbeError(Failure.BAD_ANSWER)
    return int(match[1])


class Codec(msgspec.Struct):
    """A transport's framing, and its encryption if it has one, for both directions of one connection."""

    transport: Transport
    framing: _Abridged | _Intermediate | _Http
    opening: bytes = b""
    hide: Callable[[bytes], bytes] = bytes
    reveal: Callable[[bytes], bytes] = bytes
    buffer: bytes = b""

    def encode(self, message: bytes) -> bytes:
        """Frame one message, with the transport's opening bytes before the first."""
        opening, self.opening = self.opening, b""
        return opening + self.hide(self.framing.wrap(message))

    def feed(self, data: bytes) -> bytes | None:
        """Take bytes; return the next whole frame, or None.

        Raises `ProbeError` for a frame that is too long, or is neither an error nor a message without a key. That shows
        in its first bytes: noise may begin with any length, and the rest would never come.
        """
        self.buffer += self.reveal(data)
        start, length = self.framing.find(self.buffer)
        end = start + length
        has_key = bool(start) and length != _ERROR_BYTES and any(self.buffer[start : start + _KEY_BYTES])
        if has_key or length > _MAX_BYTES or len(self.buffer) > 2 * _MAX_BYTES:
            raise ProbeError(Failure.BAD_ANSWER)
        if not start or len(self.buffer) < end:
            return None
        frame, self.buffer = self.buffer[start:end], self.buffer[end:]
        return frame


async def next_frame(codec: Codec, stream: "ByteStream | WebSocket") -> bytes:
    """Return the next whole frame, buffered or received. Raises `ProbeError` for one that is too long."""
    frame = codec.feed(b"")
    while frame is None:
        frame = codec.feed(await stream.receive())
    return frame


async def ask(codec: Codec, stream: "ByteStream | WebSocket", unix_time: float) -> tuple[bytes, str]:
    """Send `req_pq_multi`; return the answer, and what it is. Raises `ProbeError` if it is none."""
    greeting = new_greeting(unix_time)
    await stream.send(codec.encode(greeting.message))
    frame = await next_frame(codec, stream)
    return frame, check_answer(frame, greeting.nonce)


def make_codec(transport: Transport, data_centre: int, secret: bytes = b"", host: str = "") -> Codec:
    """Make the codec of a transport. `data_centre` goes into the obfuscated header, `host` into the HTTP header.

    A proxy's 16-byte secret changes the keys: without it the traffic is noise.
    """
    match transport:
        case Transport.ABRIDGED:
            return Codec(transport, _Abridged(), b"\xef")
        case Transport.INTERMEDIATE:
            return Codec(transport, _Intermediate(), b"\xee\xee\xee\xee")
        case Transport.OBFUSCATED:
            opening, hide, reveal = _obfuscate(b"\xef\xef\xef\xef", data_centre, secret)
            return Codec(transport, _Abridged(), opening, hide, reveal)
        case Transport.PADDED:
            opening, hide, reveal = _obfuscate(b"\xdd\xdd\xdd\xdd", data_centre, secret)
            return Codec(transport, _Padded(), opening, hide, reveal)
        case Transport.HTTP:
            return Codec(transport, _Http(host))


_Crypt = Callable[[bytes], bytes]


def _obfuscate(mark: bytes, data_centre: int, secret: bytes) -> tuple[bytes, _Crypt, _Crypt]:
    """Return 64 bytes with the keys of both directions, and what encrypts and decrypts all that follows (AES-CTR)."""
    head = _obfuscated_head(mark, data_centre)
    reversed_part = head[8:56][::-1]
    outgoing = _keystream(_derive_key(head[8:40], secret), head[40:56])
    incoming = _keystream(_derive_key(reversed_part[:32], secret), reversed_part[32:])
    return head[:56] + outgoing.update(head)[56:], outgoing.update, incoming.update


def _obfuscated_head(mark: bytes, data_centre: int) -> bytes:
    """Draw the 64 bytes that begin a connection: random, but for the transport's mark at 56 and the data centre at 60.

    Source: core.telegram.org/mtproto (transports, obfuscation). They must not look like another protocol, or like the
    beginning of a transport that is not obfuscated.
    """
    while True:
        head = bytearray(secrets.token_bytes(64))
        if head[0] != 0xEF and bytes(head[:4]) not in _FORBIDDEN_WORDS and any(head[4:8]):
            head[56:60] = mark
            head[60:62] = struct.pack("<h", data_centre)
            return bytes(head)


def _derive_key(key: bytes, secret: bytes) -> bytes:
    return hashlib.sha256(key + secret).digest() if secret else key


def _keystream(key: bytes, counter: bytes) -> CipherContext:
    return Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()
