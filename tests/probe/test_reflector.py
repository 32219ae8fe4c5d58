"""The first message to a relay of Telegram's calls, and what the app takes for an answer."""

import pytest

from dialtone.probe.protocols.reflector import hello, is_answer

TAG = bytes(range(16))


def test_the_greeting() -> None:
    """40 bytes: as seen on a line on 2026-08-28 (90 packets, 3,600 bytes), and as `ReflectorPort.cpp` writes it."""
    assert hello(TAG) == TAG + b"\xff" * 12 + b"\xfe\xff\xff\xff" + bytes(7) + b"\x7b"
    assert len(hello(TAG)) == 40


@pytest.mark.parametrize(
    ("datagram", "good"),
    [
        (TAG + b"\xff" * 40, True),
        (TAG[:12] + b"peer" + b"\xff" * 40, True),
        (b"\x01" + TAG[1:] + b"\xff" * 40, False),
        (TAG[:15], False),
        (b"", False),
    ],
    ids=["our tag", "the last four are the peer's own", "another tag", "too short", "nothing"],
)
def test_answers(datagram: bytes, *, good: bool) -> None:
    assert is_answer(datagram, TAG) is good
