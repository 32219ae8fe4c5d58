"""STUN binding: 20 bytes out, the same transaction back (RFC 8489, sections 5, 6.2.2 and 14)."""

import ipaddress
import struct

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_MAGIC = 0x2112A442
_BINDING_REQUEST = 0x0001
_BINDING_SUCCESS = 0x0101
_BINDING_ERROR = 0x0111
_XOR_MAPPED_ADDRESS = 0x0020
_HEADER = struct.Struct("!HHI12s")
_LONGEST = 1024  # bytes of attributes that an answer may have


def binding_request(transaction: bytes) -> bytes:
    """Make a binding request without attributes. `transaction` is 12 random bytes."""
    return _HEADER.pack(_BINDING_REQUEST, 0, _MAGIC, transaction)


def is_answer(datagram: bytes, transaction: bytes) -> bool:
    """Return whether a datagram answers the request. An error (such as a TURN server's 401) is an answer too.

    Raises `ProbeError` for a success without an address: a host that only echoes is not a STUN server.
    """
    if len(datagram) < _HEADER.size:
        return False
    kind, *head = _HEADER.unpack_from(datagram)
    if kind not in (_BINDING_SUCCESS, _BINDING_ERROR) or head != [len(datagram) - _HEADER.size, _MAGIC, transaction]:
        return False
    if kind == _BINDING_SUCCESS and mapped_address(datagram) is None:
        raise ProbeError(Failure.BAD_ANSWER)
    return True


def missing_bytes(received: bytes) -> int:
    """Return how many bytes of a message are still missing. Raises `ProbeError` if it is not STUN."""
    if len(received) < _HEADER.size:
        return _HEADER.size - len(received)
    _, length, magic, _ = _HEADER.unpack_from(received)
    if magic != _MAGIC or length > _LONGEST:
        raise ProbeError(Failure.BAD_ANSWER)
    return int(_HEADER.size + length - len(received))


def mapped_address(datagram: bytes) -> str | None:
    """Read XOR-MAPPED-ADDRESS; None if it is missing or malformed."""
    at = _HEADER.size
    while at + 4 <= len(datagram):
        kind, length = struct.unpack_from("!HH", datagram, at)
        value = datagram[at + 4 : at + 4 + length]
        if kind == _XOR_MAPPED_ADDRESS:
            return _unmask(value, datagram[4:20]) if len(value) == length else None
        at += 4 + (length + 3) // 4 * 4
    return None


def _unmask(value: bytes, mask: bytes) -> str | None:
    """Return the address of XOR-MAPPED-ADDRESS (RFC 8489, 14.2); None if its length does not suit its family."""
    if len(value) < 2 or len(value) != {1: 8, 2: 20}.get(value[1]):
        return None
    return str(ipaddress.ip_address(bytes(a ^ b for a, b in zip(value[4:], mask, strict=False))))
