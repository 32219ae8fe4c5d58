"""The part of Protocol Buffers that WhatsApp's handshake uses (protobuf.dev/programming-guides/encoding)."""

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError

_NUMBER, _BYTES = 0, 2  # wire types


def field(number: int, data: bytes) -> bytes:
    """Encode one length-delimited field shorter than 128 bytes."""
    return bytes([number << 3 | _BYTES, len(data)]) + data


def read_fields(data: bytes) -> dict[int, bytes]:
    """Read the length-delimited fields of a message and skip numbers. Raises `ProbeError` for anything else."""
    found: dict[int, bytes] = {}
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        value, at = _varint(data, at)
        if key & 7 == _NUMBER:
            continue
        if key & 7 != _BYTES or at + value > len(data):
            raise ProbeError(Failure.BAD_ANSWER)
        found[key >> 3] = data[at : at + value]
        at += value
    return found


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        value |= (data[at] & 0x7F) << shift
        at += 1
        if not data[at - 1] & 0x80:
            return value, at
    raise ProbeError(Failure.BAD_ANSWER)
