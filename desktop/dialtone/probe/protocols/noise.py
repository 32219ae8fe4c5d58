"""WhatsApp's greeting: Noise_XX_25519_AESGCM_SHA256, first message out, server hello back, and no further.

Source: tulir/whatsmeow `socket/` (prologue `WA` 6 <dictionary version>, 3-byte lengths, protobuf HandshakeMessage).
Phones begin with `WA` 5 (Auties00/Cobalt@6b60863 WhatsAppClient.java, 2025-12-31; WhatsAppSocketClient.java, 2026).
The server's static key and certificate arrive encrypted; if they decrypt, the peer speaks the protocol with our key,
and is not a middlebox that echoes. The certificate says whose key it is, signed by a key embedded in the apps: one
certificate (the phone protocol, tgalal/consonance `certman.py`), or a chain of two (WhatsApp Web, tulir/whatsmeow
`handshake.go`, `proto/waCert/WACert.proto`). Both lead to the same root. Dates are not checked: a wrong clock here must
not make a genuine server look fake.
"""

import hashlib
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_PATTERN = b"Noise_XX_25519_AESGCM_SHA256\x00\x00\x00\x00"
_DICTIONARY = 3
PROLOGUE = b"WA\x06" + bytes([_DICTIONARY])
PHONE_PROLOGUE = b"WA\x05" + bytes([_DICTIONARY])
_MAX_BYTES = 8192  # of the server hello, which has some hundred
_CLIENT_HELLO, _SERVER_HELLO = 2, 3  # fields of HandshakeMessage
_EPHEMERAL, _STATIC, _PAYLOAD = 1, 2, 3  # fields of both hellos
_LEAF, _INTERMEDIATE = 1, 2  # fields of CertChain
_DETAILS, _SIGNATURE = 1, 2  # fields of each certificate
_KEY = 3  # field of its details
_ONLY_KEY = 5  # field of the details of a single certificate
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_PRIME = 2**255 - 19
_SIGN = 0x80
_VARINT, _LEN = 0, 2  # wire types
_MAX_VARINT_BYTES = 10  # a number of 64 bits takes no more


class NoiseGreeting:
    """The client's side of the first two handshake messages."""

    def __init__(self, private: X25519PrivateKey | None = None, prologue: bytes = PROLOGUE) -> None:
        self._prologue = prologue
        self._private = private or X25519PrivateKey.generate()
        self._public = self._private.public_key().public_bytes_raw()
        self._buffer = b""
        self._server_key = b""
        self._certificates = b""

    def first_message(self) -> bytes:
        """Return prologue and framed client hello: about 43 bytes."""
        hello = encode_field(_CLIENT_HELLO, encode_field(_EPHEMERAL, self._public))
        return self._prologue + len(hello).to_bytes(3, "big") + hello

    def feed(self, data: bytes) -> bool:
        """Take bytes; return whether the server hello is complete. Raises `ProbeError` if it is invalid."""
        self._buffer += data
        if len(self._buffer) < 3:
            return False
        length = int.from_bytes(self._buffer[:3], "big")
        if not 0 < length <= _MAX_BYTES:
            raise ProbeError(Failure.BAD_ANSWER)
        if len(self._buffer) < 3 + length:
            return False
        self._decrypt(self._buffer[3 : 3 + length])
        return True

    def prove(self, roots: Sequence[bytes]) -> Proof:
        """Return whose server it is, once its hello is complete. Raises `ProbeError` for someone else's certificate."""
        return prove(self._certificates, self._server_key, roots)

    def _decrypt(self, message: bytes) -> None:
        """Decrypt the server's key and its certificates. Raises `ProbeError`."""
        hello = read_fields(read_fields(message).get(_SERVER_HELLO, b""))
        ephemeral, static = hello.get(_EPHEMERAL, b""), hello.get(_STATIC, b"")
        if len(ephemeral) != _KEY_BYTES or len(static) != _KEY_BYTES + 16:
            raise ProbeError(Failure.BAD_ANSWER)
        digest = _mix_hash(self._prologue, self._public, ephemeral)
        try:
            salt, key = self._mix_key(_PATTERN, ephemeral)
            self._server_key = AESGCM(key).decrypt(bytes(12), static, digest)
            _, key = self._mix_key(salt, self._server_key)
            sealed = hello.get(_PAYLOAD, b"")
            self._certificates = AESGCM(key).decrypt(bytes(12), sealed, hashlib.sha256(digest + static).digest())
        except (InvalidTag, ValueError):
            raise ProbeError(Failure.BAD_ANSWER) from None

    def _mix_key(self, salt: bytes, server_public: bytes) -> tuple[bytes, bytes]:
        """Return the next salt and a key: Noise's MixKey with the shared secret."""
        shared = self._private.exchange(X25519PublicKey.from_public_bytes(server_public))
        derived = HKDF(hashes.SHA256(), 2 * _KEY_BYTES, salt=salt, info=b"").derive(shared)
        return derived[:_KEY_BYTES], derived[_KEY_BYTES:]


def _mix_hash(*parts: bytes) -> bytes:
    """Return Noise's MixHash over the parts, starting from the pattern's name."""
    digest = _PATTERN
    for part in parts:
        digest = hashlib.sha256(digest + part).digest()
    return digest


def prove(certificates: bytes, server_key: bytes, roots: Sequence[bytes]) -> Proof:
    """Return whether the certificates lead from a known root to the key that the server proved to hold.

    Unreadable ones may be in a newer format. Raises `ProbeError` if they are WhatsApp's but the key is not: the server
    presents someone else's certificate.
    """
    try:
        fields = read_fields(certificates)
    except ProbeError:
        return Proof.UNKNOWN_KEY
    if _is_signed_by_any(roots, fields):
        return _prove_key(read_fields(fields[_DETAILS]).get(_ONLY_KEY), server_key)
    try:
        leaf = read_fields(fields.get(_LEAF, b""))
        intermediate = read_fields(fields.get(_INTERMEDIATE, b""))
    except ProbeError:
        return Proof.UNKNOWN_KEY
    if not _is_signed_by_any(roots, intermediate):
        return Proof.UNKNOWN_KEY
    intermediate_key = read_fields(intermediate[_DETAILS]).get(_KEY, b"")
    signed = _is_signed_by_any([intermediate_key], leaf)
    return _prove_key(read_fields(leaf[_DETAILS]).get(_KEY) if signed else None, server_key)


def _is_signed_by_any(keys: Sequence[bytes], certificate: Mapping[int, bytes]) -> bool:
    details, signature = certificate.get(_DETAILS, b""), certificate.get(_SIGNATURE, b"")
    return _DETAILS in certificate and any(is_signed(key, details, signature) for key in keys)


def _prove_key(certified: bytes | None, server_key: bytes) -> Proof:
    if certified != server_key:
        raise ProbeError(Failure.BAD_ANSWER)
    return Proof.VALID


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Check a signature by a Curve25519 key (signal.org/docs/specifications/xeddsa): Ed25519 on the same curve.

    One bit of the Ed25519 key is in the signature.
    """
    if len(key) != _KEY_BYTES or len(signature) != _SIGNATURE_BYTES:
        return False
    u = int.from_bytes(key, "little") % (1 << 255)
    y = (u - 1) * pow(u + 1, -1, _PRIME) % _PRIME if (u + 1) % _PRIME else 0
    sign = signature[-1] & _SIGN
    edwards = bytearray(y.to_bytes(_KEY_BYTES, "little"))
    edwards[-1] |= sign
    plain = signature[:-1] + bytes([signature[-1] & ~_SIGN])
    try:
        Ed25519PublicKey.from_public_bytes(bytes(edwards)).verify(plain, message)
    except (InvalidSignature, ValueError):
        return False
    return True


# The part of Protocol Buffers that the handshake uses (protobuf.dev/programming-guides/encoding)


def encode_field(number: int, data: bytes) -> bytes:
    """Encode one length-delimited field shorter than 128 bytes."""
    return bytes([number << 3 | _LEN, len(data)]) + data


def read_fields(data: bytes) -> dict[int, bytes]:
    """Return the length-delimited fields of a message by number, skipping varints. Raises `ProbeError` for others."""
    fields: dict[int, bytes] = {}
    position = 0
    while position < len(data):
        tag, position = _read_varint(data, position)
        field_number, wire_type = tag >> 3, tag & 0b111
        length_or_value, position = _read_varint(data, position)
        if wire_type == _VARINT:
            continue
        end = position + length_or_value
        if wire_type != _LEN or end > len(data):
            raise ProbeError(Failure.BAD_ANSWER)
        fields[field_number] = data[position:end]
        position = end
    return fields


def _read_varint(data: bytes, position: int) -> tuple[int, int]:
    """Return the number at a position, seven bits per byte, and the position after it. Raises `ProbeError`."""
    value = 0
    for count, byte in enumerate(data[position : position + _MAX_VARINT_BYTES]):
        value |= (byte & 0x7F) << 7 * count
        if not byte & 0x80:
            return value, position + count + 1
    raise ProbeError(Failure.BAD_ANSWER)
