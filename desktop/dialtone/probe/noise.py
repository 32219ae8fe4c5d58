"""WhatsApp's greeting: Noise_XX_25519_AESGCM_SHA256, first message out, server hello back. Stop there.

Source: tulir/whatsmeow `socket/` (prologue `WA` 6 <dictionary version>, 3-byte lengths, protobuf HandshakeMessage).
The server's static key and certificate arrive encrypted; that they decrypt proves the peer speaks the protocol
with our key, not a middlebox that echoes.
"""

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_PATTERN = b"Noise_XX_25519_AESGCM_SHA256\x00\x00\x00\x00"
_DICTIONARY = 3
PROLOGUE = b"WA\x06" + bytes([_DICTIONARY])
_MOST_BYTES = 8192
_CLIENT_HELLO, _SERVER_HELLO = 2, 3  # fields of HandshakeMessage
_EPHEMERAL, _STATIC, _PAYLOAD = 1, 2, 3  # fields of both hellos
_KEY_BYTES = 32


class NoiseGreeting:
    """The client's side of the first two handshake messages."""

    def __init__(self, private: X25519PrivateKey | None = None) -> None:
        self._private = private or X25519PrivateKey.generate()
        self._public = self._private.public_key().public_bytes_raw()
        self._buffer = b""

    def first_message(self) -> bytes:
        """Give prologue and client hello, framed: 43 bytes or so."""
        hello = _field(_CLIENT_HELLO, _field(_EPHEMERAL, self._public))
        return PROLOGUE + len(hello).to_bytes(3, "big") + hello

    def feed(self, data: bytes) -> bool:
        """Take bytes; say whether the server hello is complete and true. Raises `ProbeError` where it is not true."""
        self._buffer += data
        if len(self._buffer) < 3:
            return False
        length = int.from_bytes(self._buffer[:3], "big")
        if not 0 < length <= _MOST_BYTES:
            raise ProbeError(Failure.BAD_ANSWER)
        if len(self._buffer) < 3 + length:
            return False
        self._check(self._buffer[3 : 3 + length])
        return True

    def _check(self, message: bytes) -> None:
        hello = _fields(_fields(message).get(_SERVER_HELLO, b""))
        ephemeral, static = hello.get(_EPHEMERAL, b""), hello.get(_STATIC, b"")
        if len(ephemeral) != _KEY_BYTES or len(static) != _KEY_BYTES + 16:
            raise ProbeError(Failure.BAD_ANSWER)
        digest = hashlib.sha256(_PATTERN + PROLOGUE).digest()
        for part in (self._public, ephemeral):
            digest = hashlib.sha256(digest + part).digest()
        try:
            shared = self._private.exchange(X25519PublicKey.from_public_bytes(ephemeral))
            keys = HKDF(hashes.SHA256(), 2 * _KEY_BYTES, salt=_PATTERN, info=b"").derive(shared)
            AESGCM(keys[_KEY_BYTES:]).decrypt(bytes(12), static, digest)
        except (InvalidTag, ValueError):
            raise ProbeError(Failure.BAD_ANSWER) from None


def _field(number: int, data: bytes) -> bytes:
    """Encode one length-delimited protobuf field shorter than 128 bytes."""
    return bytes([number << 3 | 2, len(data)]) + data


def _fields(data: bytes) -> dict[int, bytes]:
    """Read the length-delimited fields of a protobuf message; anything else in it is no server hello."""
    found: dict[int, bytes] = {}
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        length, at = _varint(data, at)
        if key & 7 != 2 or at + length > len(data):
            raise ProbeError(Failure.BAD_ANSWER)
        found[key >> 3] = data[at : at + length]
        at += length
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 35, 7):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            return value, at
    raise ProbeError(Failure.BAD_ANSWER)
