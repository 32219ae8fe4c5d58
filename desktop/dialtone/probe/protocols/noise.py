"""WhatsApp's greeting: Noise_XX_25519_AESGCM_SHA256, first message out, server hello back, and no further.

Source: tulir/whatsmeow `socket/` (prologue `WA` 6 <dictionary version>, 3-byte lengths, protobuf HandshakeMessage).
Phones begin with `WA` 5 (Auties00/Cobalt@6b60863 WhatsAppClient.java, 2025-12-31; WhatsAppSocketClient.java, 2026).
The server's static key and certificate arrive encrypted; if they decrypt, the peer speaks the protocol with our key,
and is not a middlebox that echoes. The certificate says whose key it is: see `prove`.
"""

import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols import noise_certificates
from dialtone.probe.protocols.protobuf import encode_field, read_fields

_PATTERN = b"Noise_XX_25519_AESGCM_SHA256\x00\x00\x00\x00"
_DICTIONARY = 3
PROLOGUE = b"WA\x06" + bytes([_DICTIONARY])
PHONE_PROLOGUE = b"WA\x05" + bytes([_DICTIONARY])
_MAX_BYTES = 8192  # of the server hello, which has some hundred
_CLIENT_HELLO, _SERVER_HELLO = 2, 3  # fields of HandshakeMessage
_EPHEMERAL, _STATIC, _PAYLOAD = 1, 2, 3  # fields of both hellos
_KEY_BYTES = 32


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
        return noise_certificates.prove(self._certificates, self._server_key, roots)

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
