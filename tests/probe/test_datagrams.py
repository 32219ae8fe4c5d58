"""Requests of one datagram: what is sent, and what counts as an answer."""

import struct
from collections.abc import Callable

import pytest

from dialtone.probe.protocols.datagrams import DatagramRequest, quic_request, reflector_request, time_request


def time_answer(content: bytes, mode: int = 4, originate: bytes = b"") -> bytes:
    return bytes([0b00_100_000 | mode, 1]) + bytes(22) + (originate or content[40:]) + bytes(16)


def versions(ids: bytes, version: int = 0, first: int = 0x80) -> bytes:
    return struct.pack("!BI", first, version) + ids + struct.pack("!I", 1)


def test_the_time_request_tells_nothing_of_this_computer() -> None:
    content = time_request().content
    assert (len(content), content[0], content[1:40]) == (48, 0x23, bytes(39))


def test_the_quic_request_is_as_long_as_a_first_packet_must_be_and_of_a_version_that_nobody_speaks() -> None:
    """RFC 9000, 14.1 and 15."""
    content = quic_request().content
    version = int.from_bytes(content[1:5], "big")
    assert (len(content), version & 0x0F0F0F0F, content[0] & 0xC0) == (1200, 0x0A0A0A0A, 0xC0)
    assert (content[5], content[14], content[23:]) == (8, 8, bytes(1177))


def test_the_greeting_of_a_reflector() -> None:
    """40 bytes: as seen on a line on 2026-08-28 (90 packets, 3,600 bytes), and as `ReflectorPort.cpp` writes it."""
    content = reflector_request().content
    assert (len(content), content[16:]) == (40, b"\xff" * 12 + b"\xfe\xff\xff\xff" + bytes(7) + b"\x7b")


@pytest.mark.parametrize("make", [time_request, quic_request, reflector_request])
def test_each_request_is_fresh(make: Callable[[], DatagramRequest]) -> None:
    assert make().content != make().content


@pytest.mark.parametrize(
    ("make", "answer", "good"),
    [
        (time_request, time_answer, True),
        (time_request, lambda sent: time_answer(sent) + bytes(20), True),
        (time_request, lambda sent: time_answer(sent)[:47], False),
        (time_request, lambda sent: time_answer(sent, mode=3), False),
        (time_request, lambda sent: time_answer(sent, originate=bytes(8)), False),
        (time_request, lambda sent: sent, False),
        (time_request, lambda _: b"", False),
        (quic_request, lambda sent: versions(sent[14:23] + sent[5:14]), True),
        (quic_request, lambda sent: versions(sent[14:23] + sent[5:14], version=1), False),
        (quic_request, lambda sent: versions(sent[14:23] + sent[5:14], first=0x40), False),
        (quic_request, lambda sent: versions(sent[5:23]), False),
        (quic_request, lambda sent: versions(sent[14:23] + sent[5:14])[:-4], False),
        (quic_request, lambda sent: sent, False),
        (quic_request, lambda _: b"", False),
        (reflector_request, lambda sent: sent[:16] + b"\xff" * 40, True),
        (reflector_request, lambda sent: sent[:12] + b"peer" + b"\xff" * 40, True),
        (reflector_request, lambda sent: b"\x01" + sent[1:], False),
        (reflector_request, lambda sent: sent[:15], False),
        (reflector_request, lambda _: b"", False),
    ],
    ids=[
        *("time", "time, and more", "time cut short", "a client's time", "another's time", "time echoed", "no time"),
        *(
            "versions",
            "a version",
            "short header",
            "ids not turned round",
            "no version in it",
            "QUIC echoed",
            "no QUIC",
        ),
        *("our tag", "the last four are the peer's own", "another tag", "too short", "nothing"),
    ],
)
def test_answers(make: Callable[[], DatagramRequest], answer: Callable[[bytes], bytes], *, good: bool) -> None:
    request = make()
    assert request.is_answer(answer(request.content)) is good
