"""A browser's first TLS message: Chrome's, in the two shapes that Telegram's apps have sent in FakeTLS too.

Source of the list of extensions: tdlib `TlsInit.cpp`. Filters look at this message: it must be what an app sends.
"""

import random
import secrets
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

RANDOM_AT, RANDOM_BYTES = 11, 32
HEAD_BYTES = 6
"""Of an answer: the head of its first record, and the kind of message in it."""
_ALERT, _HANDSHAKE, _SERVER_HELLO = 21, 22, 2
_PADDED_BYTES = 517
_LOW_HALF = 0x0A
_KYBER_PAIRS, _KYBER_PRIME = 384, 3329
_CIPHERS = "1301 1302 1303 c02b c02f c02c c030 cca9 cca8 c013 c014 009c 009d 002f 0035"
_SIGNATURES = "0403 0804 0401 0503 0805 0501 0806 0601"
_PROTOCOLS = b"\x02h2\x08http/1.1"


class HelloShape(StrEnum):
    """Which generation of the apps the message is like."""

    CURRENT = "current"
    """With a post-quantum key, extensions in any order: some 1700 bytes."""
    CLASSIC = "classic"
    """517 bytes, as older proxies demand."""


def fresh_hello(domain: str) -> bytes:
    """Make a whole record as a browser of today sends it."""
    hello = make_hello(domain, HelloShape.CURRENT)
    return hello[:RANDOM_AT] + secrets.token_bytes(RANDOM_BYTES) + hello[RANDOM_AT + RANDOM_BYTES :]


def check_answer(head: bytes) -> None:
    """Check that an answer begins as a TLS server's does: with its hello, or an alert. Raises `ProbeError`."""
    hello = head[0] == _HANDSHAKE and head[5] == _SERVER_HELLO
    if head[1] != 3 or not (hello or head[0] == _ALERT):
        raise ProbeError(Failure.BAD_ANSWER)


def make_hello(domain: str, shape: HelloShape) -> bytes:
    """Make a whole record: the random in it is all zeros, to be replaced by `faketls.sign`."""
    grease = [_grease() for _ in range(3)]
    groups = [grease[1], *([b"\x11\xec"] if shape is HelloShape.CURRENT else []), b"\x00\x1d", b"\x00\x17", b"\x00\x18"]
    extensions = [
        _extension(0x0000, _counted(2, b"\x00" + _counted(2, domain.encode("latin-1")))),
        _extension(0x0017, b""),
        _extension(0xFF01, b"\x00"),
        _extension(0x000A, _counted(2, b"".join(groups))),
        _extension(0x000B, b"\x01\x00"),
        _extension(0x0023, b""),
        _extension(0x0010, _counted(2, _PROTOCOLS)),
        _extension(0x0005, b"\x01\x00\x00\x00\x00"),
        _extension(0x000D, _counted(2, bytes.fromhex(_SIGNATURES))),
        _extension(0x0012, b""),
        _extension(0x0033, _counted(2, _keys(grease[1], shape))),
        _extension(0x002D, b"\x01\x01"),
        _extension(0x002B, _counted(1, grease[2] + b"\x03\x04\x03\x03")),
        _extension(0x001B, b"\x02\x00\x02"),
    ]
    if shape is HelloShape.CURRENT:
        extensions += [_extension(0x44CD, _counted(2, b"\x02h2")), _extension(0xFE0D, _sealed())]
        random.SystemRandom().shuffle(extensions)
    first, last = _extension(_number(grease[0]), b""), _extension(_number(_grease(unlike=grease[0])), b"\0")
    head = b"\x03\x03" + bytes(RANDOM_BYTES) + _counted(1, secrets.token_bytes(32))
    head += _counted(2, _grease() + bytes.fromhex(_CIPHERS)) + b"\x01\x00"
    body = first + b"".join(extensions) + last
    missing = _PADDED_BYTES - len(_record(head, body)) - 4
    return _record(head, body + _extension(0x0015, bytes(missing)) if missing >= 0 else body)


def _record(head: bytes, extensions: bytes) -> bytes:
    message = head + _counted(2, extensions)
    return b"\x16\x03\x01" + _counted(2, b"\x01" + _counted(3, message))


def _keys(grease: bytes, shape: HelloShape) -> bytes:
    own = X25519PrivateKey.generate().public_key().public_bytes_raw()
    keys = grease + b"\x00\x01\x00"
    if shape is HelloShape.CURRENT:
        keys += b"\x11\xec" + _counted(2, _kyber() + X25519PrivateKey.generate().public_key().public_bytes_raw())
    return keys + b"\x00\x1d" + _counted(2, own)


def _kyber() -> bytes:
    """Make what looks like an ML-KEM-768 key; it is never used."""
    key = b""
    for _ in range(_KYBER_PAIRS):
        low, high = secrets.randbelow(_KYBER_PRIME), secrets.randbelow(_KYBER_PRIME)
        key += (low | high << 12).to_bytes(3, "little")
    return key + secrets.token_bytes(32)


def _sealed() -> bytes:
    """Make an encrypted hello that cannot be opened, as browsers send it to every site (GREASE ECH)."""
    payload = secrets.token_bytes(144 + 32 * secrets.randbelow(4))
    key = _counted(2, secrets.token_bytes(32))
    return b"\x00\x00\x01\x00\x01" + secrets.token_bytes(1) + key + _counted(2, payload)


def _grease(unlike: bytes = b"") -> bytes:
    """Draw one of the meaningless values of RFC 8701: no extension may be there twice (tdlib `TlsInit.cpp`)."""
    while True:
        byte = secrets.token_bytes(1)[0] & 0xF0 | _LOW_HALF
        if (drawn := bytes((byte, byte))) != unlike:
            return drawn


def _number(two: bytes) -> int:
    return int.from_bytes(two, "big")


def _extension(kind: int, data: bytes) -> bytes:
    return kind.to_bytes(2, "big") + _counted(2, data)


def _counted(size: int, data: bytes) -> bytes:
    """Return data after its length, which takes `size` bytes."""
    return len(data).to_bytes(size, "big") + data
