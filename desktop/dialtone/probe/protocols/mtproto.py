"""Telegram's greeting: `req_pq_multi` out, `resPQ` with our nonce back. It needs no key and no account.

Sources: core.telegram.org/mtproto (transports, unencrypted messages), tdlib `TcpTransport.cpp` (obfuscation),
`mtproto_api.tl` (constructor numbers).
"""

import hashlib
import re
import secrets
import struct
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Protocol

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext, algorithms, modes

from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_REQ_PQ_MULTI = 0xBE7E8EF1
_RES_PQ = struct.pack("<I", 0x05162463)
_MOST_BYTES = 4096
_MOST_NOISE = 64  # four-byte words, exclusive
_MARKS = {"abridged": b"\xef\xef\xef\xef", "intermediate": b"\xee\xee\xee\xee", "padded": b"\xdd\xdd\xdd\xdd"}
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
    body += secrets.token_bytes(4 * secrets.randbelow(_MOST_NOISE))
    identifier = int(unix_time * 2**32) & ~0b11
    return struct.pack("<QQI", 0, identifier & (2**64 - 1), len(body)) + body


def check_answer(frame: bytes, nonce: bytes) -> str:
    """Return what a frame is: `resPQ`, or one of Telegram's error codes. Raises `ProbeError` for anything else."""
    if len(frame) == 4:
        code = struct.unpack("<i", frame)[0]
        if -1000 < code < 0:
            return f"error {code}"
    at = frame.find(_RES_PQ)
    if at == 20 and frame[:8] == bytes(8) and frame[at + 4 : at + 20] == nonce:
        return "resPQ"
    raise ProbeError(Failure.BAD_ANSWER)


class Codec(Protocol):
    """A transport's framing: what goes on the wire, and whole frames from what comes back."""

    def encode(self, message: bytes) -> bytes:
        """Frame one message, with the transport's opening bytes before the first."""
        ...

    def feed(self, data: bytes) -> bytes | None:
        """Take bytes; return the next whole frame, or None. Raises `ProbeError` for a frame that is too long."""
        ...


async def next_frame(codec: Codec, receive: Callable[[], Awaitable[bytes]]) -> bytes:
    """Return the next whole frame, buffered or received. Raises `ProbeError` for one that is too long."""
    frame = codec.feed(b"")
    while frame is None:
        frame = codec.feed(await receive())
    return frame


def make_codec(transport: Transport, data_centre: int, secret: bytes = b"", host: str = "") -> Codec:
    """Make the codec of a transport. `data_centre` goes into the obfuscated header, `host` into the HTTP header.

    A proxy's 16-byte secret changes the keys: without it the traffic is noise.
    """
    if transport is Transport.ABRIDGED:
        return _Plain(_Abridged(), b"\xef")
    if transport is Transport.INTERMEDIATE:
        return _Plain(_Intermediate(), b"\xee\xee\xee\xee")
    if transport is Transport.PADDED:
        return _Obfuscated(_Intermediate(pad=True), _MARKS["padded"], data_centre, secret)
    if transport is Transport.HTTP:
        return _Http(host)
    return _Obfuscated(_Abridged(), _MARKS["abridged"], data_centre, secret)


class _Framing(Protocol):
    def wrap(self, message: bytes) -> bytes: ...

    def unwrap(self, buffer: bytes) -> tuple[bytes, bytes] | None:
        """Return the first whole frame and what follows it."""
        ...


class _Abridged:
    def wrap(self, message: bytes) -> bytes:
        words = len(message) // 4
        head = bytes([words]) if words < 0x7F else b"\x7f" + words.to_bytes(3, "little")
        return head + message

    def unwrap(self, buffer: bytes) -> tuple[bytes, bytes] | None:
        if not buffer:
            return None
        start, words = (1, buffer[0]) if buffer[0] < 0x7F else (4, int.from_bytes(buffer[1:4], "little"))
        return _cut(buffer, start, words * 4)


class _Intermediate:
    def __init__(self, *, pad: bool = False) -> None:
        self._pad = pad

    def wrap(self, message: bytes) -> bytes:
        body = message + (secrets.token_bytes(secrets.randbelow(16)) if self._pad else b"")
        return struct.pack("<I", len(body)) + body

    def unwrap(self, buffer: bytes) -> tuple[bytes, bytes] | None:
        if len(buffer) < 4:
            return None
        return _cut(buffer, 4, struct.unpack_from("<I", buffer)[0] & 0x7FFFFFFF)


def _cut(buffer: bytes, start: int, length: int) -> tuple[bytes, bytes] | None:
    if length > _MOST_BYTES:
        raise ProbeError(Failure.BAD_ANSWER)
    end = start + length
    return (buffer[start:end], buffer[end:]) if len(buffer) >= end else None


class _Plain:
    def __init__(self, framing: _Framing, opening: bytes) -> None:
        self._framing = framing
        self._opening = opening
        self._buffer = b""

    def encode(self, message: bytes) -> bytes:
        opening, self._opening = self._opening, b""
        return opening + self._framing.wrap(message)

    def feed(self, data: bytes) -> bytes | None:
        self._buffer += data
        if len(self._buffer) > 2 * _MOST_BYTES:
            raise ProbeError(Failure.BAD_ANSWER)
        found = self._framing.unwrap(self._buffer)
        if found is None:
            return None
        frame, self._buffer = found
        return frame


class _Http:
    """Each message is the body of a request, and each answer the body of a response."""

    def __init__(self, host: str) -> None:
        self._host = f"[{host}]" if ":" in host else host
        self._buffer = b""

    def encode(self, message: bytes) -> bytes:
        lines = [
            "POST /api HTTP/1.1",
            f"Host: {self._host}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(message)}",
            "Connection: Keep-Alive",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + message

    def feed(self, data: bytes) -> bytes | None:
        self._buffer += data
        head, end, rest = self._buffer.partition(b"\r\n\r\n")
        if len(head) > _MOST_BYTES or (self._buffer and not b"HTTP/1.1 ".startswith(self._buffer[:9])):
            raise ProbeError(Failure.BAD_ANSWER)
        if not end:
            return None
        length = _content_length(head)
        if len(rest) < length:
            return None
        self._buffer = rest[length:]
        return rest[:length]


def _content_length(head: bytes) -> int:
    """Return the body length of a successful answer. Raises `ProbeError` for any other answer."""
    status, _, fields = head.partition(b"\r\n")
    found = re.search(rb"(?im)^content-length: *(\d{1,5})\r?$", fields)
    if not status.startswith(b"HTTP/1.1 200") or found is None or int(found[1]) > _MOST_BYTES:
        raise ProbeError(Failure.BAD_ANSWER)
    return int(found[1])


class _Obfuscated:
    """64 random bytes contain the keys of both directions; everything after them is AES-256-CTR."""

    def __init__(self, framing: _Framing, mark: bytes, data_centre: int, secret: bytes) -> None:
        self._inner = _Plain(framing, b"")
        head = _obfuscated_head(mark, data_centre)
        turned = head[8:56][::-1]
        self._out = _keystream(_keyed(head[8:40], secret), head[40:56])
        self._in = _keystream(_keyed(turned[:32], secret), turned[32:])
        hidden = self._out.update(head)
        self._opening = head[:56] + hidden[56:]

    def encode(self, message: bytes) -> bytes:
        opening, self._opening = self._opening, b""
        return opening + self._out.update(self._inner.encode(message))

    def feed(self, data: bytes) -> bytes | None:
        return self._inner.feed(self._in.update(data))


def _obfuscated_head(mark: bytes, data_centre: int) -> bytes:
    while True:
        head = bytearray(secrets.token_bytes(64))
        if head[0] != 0xEF and bytes(head[:4]) not in _FORBIDDEN_WORDS and any(head[4:8]):
            head[56:60] = mark
            head[60:62] = struct.pack("<h", data_centre)
            return bytes(head)


def _keyed(key: bytes, secret: bytes) -> bytes:
    return hashlib.sha256(key + secret).digest() if secret else key


def _keystream(key: bytes, counter: bytes) -> CipherContext:
    return Cipher(algorithms.AES(key), modes.CTR(counter)).encryptor()
