"""The part of Protocol Buffers that WhatsApp's handshake uses (protobuf.dev/programming-guides/encoding)."""

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_NUMBER, _BYTES = 0, 2  # wire types
_MAX_VARINT_BYTES = 10
"""A number of 64 bits takes no more."""


def encode_field(number: int, data: bytes) -> bytes:
    """Encode one length-delimited field shorter than 128 bytes."""
    return bytes([number << 3 | _BYTES, len(data)]) + data


def read_fields(data: bytes) -> dict[int, bytes]:
    """Read the length-delimited fields of a message and skip numbers. Raises `ProbeError` for anything else."""
    fields: dict[int, bytes] = {}
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        value, at = _read_varint(data, at)
        if key & 7 == _NUMBER:
            continue
        if key & 7 != _BYTES or at + value > len(data):
            raise ProbeError(Failure.BAD_ANSWER)
        fields[key >> 3] = data[at : at + value]
        at += value
    return fields


def _read_varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at a position, and the position after it. Raises `ProbeError` if it has no end.

    Each byte holds seven bits of it, the lowest first; the high bit says that another byte follows.
    """
    value = 0
    for count, byte in enumerate(data[at : at + _MAX_VARINT_BYTES]):
        value |= (byte & 0x7F) << 7 * count
        if not byte & 0x80:
            return value, at + count + 1
    raise ProbeError(Failure.BAD_ANSWER)
