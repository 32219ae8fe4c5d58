"""FakeTLS of an MTProto proxy (secrets with `ee`): it looks like TLS to all but holders of the secret.

Source: tdlib `TlsInit.cpp`, `TcpTransport.cpp`, `TlsReaderByteFlow.cpp`. The client's random is an HMAC over its hello,
keyed with the secret, with the time mixed in; the server's random must be an HMAC over its answer. Without the
secret nothing can produce it, not even the real site that a proxy hides behind.
"""

import hashlib
import hmac
from enum import StrEnum

from anyio.abc import ByteStream
from anyio.streams.buffered import BufferedByteReceiveStream

from dialtone.model.client_hello import ClientHello
from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.meter import meter_of
from dialtone.probe.net import WrappedStream
from dialtone.probe.protocols.client_hello import RANDOM_AT, RANDOM_BYTES, make_hello

_HANDSHAKE, _ALERT, _CHANGE, _DATA = 22, 21, 20, 23
_HEAD_BYTES = 5
_MAX_BYTES = 16640  # per record: 2^14 plus what encryption may add
_LARGEST_SENT = 2878  # tdlib's MAX_TLS_PACKET_LENGTH
_VERSION_MAJOR = 3  # in the head of each record
_DATA_HEAD = b"\x17\x03\x03"  # of a record with application data, before its length
_CHANGE_RECORD = b"\x14\x03\x03\x00\x01\x01"


class HelloShape(StrEnum):
    """The generation of Telegram apps that a ClientHello imitates: profile `faketls-current` or `faketls-classic`."""

    CURRENT = "current"
    CLASSIC = "classic"
    """517 bytes, as older proxies require."""


async def open_faketls(
    stream: ByteStream, secret: bytes, domain: str, unix_time: float, profile: ClientHello, facts: Facts
) -> ByteStream:
    """Exchange hellos, check that the peer knows the secret, and return the stream inside. Raises `ProbeError`."""
    facts[Fact.SNI] = domain
    facts[Fact.JA4] = profile.ja4
    hello = sign(make_hello(profile, domain), secret, unix_time)
    await stream.send(hello)
    faketls = FakeTlsStream(stream)
    await faketls.check_answer(secret, hello[RANDOM_AT : RANDOM_AT + RANDOM_BYTES], facts)
    return faketls


def sign(hello: bytes, secret: bytes, unix_time: float) -> bytes:
    """Replace the all-zero random of a hello with its HMAC, with the time in the last four bytes."""
    digest = bytearray(hmac.digest(secret, hello, hashlib.sha256))
    time = int(unix_time) & 0xFFFFFFFF
    digest[28:] = (int.from_bytes(digest[28:], "little") ^ time).to_bytes(4, "little")
    return hello[:RANDOM_AT] + bytes(digest) + hello[RANDOM_AT + RANDOM_BYTES :]


class FakeTlsStream(WrappedStream):
    """Wraps bytes in records that look like TLS."""

    def __init__(self, stream: ByteStream) -> None:
        super().__init__(stream)
        self._meter = meter_of(stream)
        self._reader = BufferedByteReceiveStream(stream)
        self._opening = _CHANGE_RECORD
        self._left = b""
        """What was not yet read of the last data record."""

    async def check_answer(self, secret: bytes, client_random: bytes, facts: Facts) -> None:
        """Read the server's hello, ChangeCipherSpec and first data; check their HMAC. Raises `ProbeError`."""
        answer = b""
        for expected in (_HANDSHAKE, _CHANGE, _DATA):
            kind, record = await self._record()
            facts[Fact.LOOKS_LIKE_TLS] = True
            if kind == _ALERT:
                raise ProbeError(Failure.ALERT)
            if kind != expected:
                raise ProbeError(Failure.BAD_ANSWER)
            answer += record
        if len(answer) < RANDOM_AT + RANDOM_BYTES:
            raise ProbeError(Failure.BAD_ANSWER)
        server_random = answer[RANDOM_AT : RANDOM_AT + RANDOM_BYTES]
        with_zero_random = answer[:RANDOM_AT] + bytes(RANDOM_BYTES) + answer[RANDOM_AT + RANDOM_BYTES :]
        expected_random = hmac.digest(secret, client_random + with_zero_random, hashlib.sha256)
        if not hmac.compare_digest(server_random, expected_random):
            raise ProbeError(Failure.BAD_ANSWER)

    async def receive(self, max_bytes: int = 65536) -> bytes:
        """Wait for the bytes of one record, or return the rest of the last one. Raises `ProbeError`."""
        while not self._left:
            kind, record = await self._record()
            if kind == _ALERT:
                raise ProbeError(Failure.ALERT)
            if kind == _DATA:
                self._left = record[_HEAD_BYTES:]
        part, self._left = self._left[:max_bytes], self._left[max_bytes:]
        return part

    async def send(self, item: bytes) -> None:
        """Send bytes as records."""
        opening, self._opening = self._opening, b""
        parts = (item[at : at + _LARGEST_SENT] for at in range(0, len(item), _LARGEST_SENT))
        records = b"".join(_DATA_HEAD + len(part).to_bytes(2, "big") + part for part in parts)
        await self._stream.send(opening + records)

    async def _record(self) -> tuple[int, bytes]:
        """Return the type and the bytes of the next record, with its header. Raises `ProbeError` if it is no record."""
        self._meter.note_message()
        head = await self._reader.receive_exactly(_HEAD_BYTES)
        length = int.from_bytes(head[3:], "big")
        kind, major_version = head[0], head[1]
        is_record = kind in (_HANDSHAKE, _ALERT, _CHANGE, _DATA) and major_version == _VERSION_MAJOR
        if not is_record or length > _MAX_BYTES:
            raise ProbeError(Failure.BAD_ANSWER)
        return kind, head + (await self._reader.receive_exactly(length) if length else b"")
