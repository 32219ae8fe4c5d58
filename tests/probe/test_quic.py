"""A question for the versions of QUIC: what is sent, and what counts as an answer."""

import struct

import pytest

from dialtone.probe.protocols.quic import is_answer, version_request

THEIRS, OURS = bytes(range(8)), bytes(range(8, 16))


def answer(version: int = 0, first: int = 0x80, ids: bytes = b"\x08" + OURS + b"\x08" + THEIRS) -> bytes:
    return struct.pack("!BI", first, version) + ids + struct.pack("!I", 1)


def test_the_request_is_as_long_as_a_first_packet_must_be_and_of_a_version_that_nobody_speaks() -> None:
    """RFC 9000, 14.1 and 15."""
    request = version_request(THEIRS, OURS)
    version = int.from_bytes(request[1:5], "big")
    assert (len(request), version & 0x0F0F0F0F, request[0] & 0xC0) == (1200, 0x0A0A0A0A, 0xC0)
    assert request[5:23] == b"\x08" + THEIRS + b"\x08" + OURS


@pytest.mark.parametrize(
    ("datagram", "good"),
    [
        (answer(), True),
        (answer(version=1), False),
        (answer(first=0x40), False),
        (answer(ids=b"\x08" + THEIRS + b"\x08" + OURS), False),
        (answer()[:-4], False),
        (version_request(THEIRS, OURS), False),
        (b"", False),
    ],
    ids=["versions", "a version", "short header", "ids not turned round", "no version in it", "an echo", "nothing"],
)
def test_answers(datagram: bytes, *, good: bool) -> None:
    assert is_answer(datagram, THEIRS, OURS) is good
