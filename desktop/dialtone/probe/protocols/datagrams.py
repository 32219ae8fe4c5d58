"""Requests of one datagram, with fresh random ids, and what answers them."""

import secrets
import struct
from collections.abc import Callable
from functools import partial

from dialtone.model.frozen import Frozen
from dialtone.probe.protocols import stun

_TIME_BYTES = 48
_SERVER_MODE = 4
_QUIC_HEAD = struct.Struct("!BI")
_LONG_HEADER = 0b1100_0000
_RESERVED_VERSION = 0x1A2A3A4A  # matches 0x?a?a?a?a, which no server speaks (RFC 9000, 15)
_QUIC_BYTES = 1200  # a shorter packet is dropped (RFC 9000, 14.1)
_REFLECTOR_HELLO = bytes([0xFF] * 12 + [0xFE, 0xFF, 0xFF, 0xFF]) + (123).to_bytes(8, "big")
_TAG_BYTES, _SHARED_BYTES = 16, 12


class DatagramRequest(Frozen):
    """A request, and the question whether a datagram answers it, which may raise `ProbeError`."""

    content: bytes
    is_answer: Callable[[bytes], bool]


def stun_request() -> DatagramRequest:
    """Make a STUN binding request."""
    transaction = secrets.token_bytes(12)
    return DatagramRequest(stun.binding_request(transaction), partial(stun.is_answer, transaction=transaction))


def time_request() -> DatagramRequest:
    """Make a request for the time (RFC 5905, 7.3). Random bytes replace our own time, which a server only repeats."""
    stamp = secrets.token_bytes(8)

    def is_answer(datagram: bytes) -> bool:
        return len(datagram) >= _TIME_BYTES and datagram[0] & 0b111 == _SERVER_MODE and datagram[24:32] == stamp

    no_leap_version_4_client = bytes([0b00_100_011])
    return DatagramRequest(no_leap_version_4_client + bytes(_TIME_BYTES - 9) + stamp, is_answer)


def quic_request() -> DatagramRequest:
    """Make an initial QUIC packet of a nonexistent version, to be answered by a list of versions (RFC 9000, 17.2.1)."""
    destination, source = b"\x08" + secrets.token_bytes(8), b"\x08" + secrets.token_bytes(8)

    def is_answer(datagram: bytes) -> bool:
        """Return whether a datagram lists versions: version 0, and both ids swapped."""
        ids = source + destination
        if len(datagram) < _QUIC_HEAD.size + len(ids) + 4 or not datagram[0] & 0x80:
            return False
        _, version = _QUIC_HEAD.unpack_from(datagram)
        return version == 0 and datagram[_QUIC_HEAD.size :].startswith(ids)

    head = _QUIC_HEAD.pack(_LONG_HEADER, _RESERVED_VERSION) + destination + source
    return DatagramRequest(head + bytes(_QUIC_BYTES - len(head)), is_answer)


def reflector_request() -> DatagramRequest:
    """Make the first message to a relay of Telegram's calls (a reflector), for which no account is needed.

    A relay connects two people who send the same tag of 16 bytes, of which the last 4 are each app's own. The app
    accepts any datagram that begins with the first 12 as the answer. Source: TelegramMessenger/tgcalls@1b5aeed
    tgcalls/v2/ReflectorPort.cpp, and tools/cli/main.cpp, which calls through real relays with tags that it makes up.
    """
    tag = secrets.token_bytes(_TAG_BYTES)

    def is_answer(datagram: bytes) -> bool:
        return len(datagram) >= _TAG_BYTES and datagram.startswith(tag[:_SHARED_BYTES])

    return DatagramRequest(tag + _REFLECTOR_HELLO, is_answer)
