"""A request for the QUIC versions that a server speaks: 1,200 bytes out, a list back (RFC 9000, 6, 17.2.1)."""

import struct

_FIXED = 0b1100_0000
_RESERVED = 0x1A2A3A4A  # matches 0x?a?a?a?a, which no server speaks (RFC 9000, 15)
_LENGTH = 1200  # bytes; a shorter one is dropped (RFC 9000, 14.1)
_HEAD = struct.Struct("!BI")


def version_request(destination: bytes, source: bytes) -> bytes:
    """Make an initial packet with a nonexistent version. The ids are 8 random bytes each."""
    ids = bytes([len(destination)]) + destination + bytes([len(source)]) + source
    head = _HEAD.pack(_FIXED, _RESERVED) + ids
    return head + bytes(_LENGTH - len(head))


def is_answer(datagram: bytes, destination: bytes, source: bytes) -> bool:
    """Return whether a datagram lists versions for this request: version 0, and both ids swapped."""
    ids = bytes([len(source)]) + source + bytes([len(destination)]) + destination
    if len(datagram) < _HEAD.size + len(ids) + 4 or not datagram[0] & 0x80:
        return False
    _, version = _HEAD.unpack_from(datagram)
    return version == 0 and datagram[_HEAD.size :].startswith(ids)
