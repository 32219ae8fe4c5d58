"""Whose key a WhatsApp server shows: the certificates in its hello, signed by a key embedded in the apps.

There are two forms: one certificate (the phone protocol, tgalal/consonance `certman.py`), or a chain of two (WhatsApp
Web, tulir/whatsmeow `handshake.go`, `proto/waCert/WACert.proto`). Both lead to the same root. For signatures with
Curve25519 keys: signal.org/docs/specifications/xeddsa. Dates are not checked: a wrong clock here must not
make a genuine server look fake.
"""

from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.protobuf import read_fields

_LEAF, _INTERMEDIATE = 1, 2  # fields of CertChain
_DETAILS, _SIGNATURE = 1, 2  # fields of each certificate
_KEY = 3  # field of its details
_ONLY_KEY = 5  # field of the details of a single certificate
_KEY_BYTES, _SIGNATURE_BYTES = 32, 64
_PRIME = 2**255 - 19
_SIGN = 0x80


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
        leaf, intermediate = read_fields(fields.get(_LEAF, b"")), read_fields(fields.get(_INTERMEDIATE, b""))
    except ProbeError:
        return Proof.UNKNOWN_KEY
    if not _is_signed_by_any(roots, intermediate):
        return Proof.UNKNOWN_KEY
    intermediate_key = read_fields(intermediate[_DETAILS]).get(_KEY, b"")
    signed = _is_signed_by_any([intermediate_key], leaf)
    return _prove_key(read_fields(leaf[_DETAILS]).get(_KEY) if signed else None, server_key)


def _is_signed_by_any(keys: Sequence[bytes], certificate: Mapping[int, bytes]) -> bool:
    """Return whether a certificate has details, and a signature of them by one of these keys."""
    details, signature = certificate.get(_DETAILS, b""), certificate.get(_SIGNATURE, b"")
    return _DETAILS in certificate and any(is_signed(key, details, signature) for key in keys)


def _prove_key(certified: bytes | None, server_key: bytes) -> Proof:
    """Return `Proof.SHOWN` if the certified key is the server's. Raises `ProbeError` if it is another one, or none."""
    if certified != server_key:
        raise ProbeError(Failure.BAD_ANSWER)
    return Proof.SHOWN


def is_signed(key: bytes, message: bytes, signature: bytes) -> bool:
    """Check a signature by a Curve25519 key: Ed25519 on the same curve, with one bit of the key in the signature."""
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
