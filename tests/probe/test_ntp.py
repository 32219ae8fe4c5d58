"""Time servers' messages, by the bytes of RFC 5905."""

import pytest

from dialtone.probe.protocols import ntp

_STAMP = b"\x01\x02\x03\x04\x05\x06\x07\x08"


def _answer(mode: int = 4, originate: bytes = _STAMP) -> bytes:
    return bytes([0b00_100_000 | mode, 1]) + bytes(22) + originate + bytes(16)


def test_the_request_tells_nothing_of_this_computer() -> None:
    request = ntp.time_request(_STAMP)
    assert len(request) == 48
    assert request[0] == 0x23
    assert request[1:40] == bytes(39)
    assert request[40:] == _STAMP


def test_an_answer_repeats_our_stamp() -> None:
    assert ntp.is_answer(_answer(), ntp.time_request(_STAMP))
    assert ntp.is_answer(_answer() + bytes(20), ntp.time_request(_STAMP))


@pytest.mark.parametrize(
    "datagram", [b"", _answer()[:47], _answer(mode=3), _answer(mode=6), _answer(originate=bytes(8))], ids=range(5)
)
def test_what_is_no_answer(datagram: bytes) -> None:
    assert not ntp.is_answer(datagram, ntp.time_request(_STAMP))


def test_an_echo_is_no_answer() -> None:
    request = ntp.time_request(_STAMP)
    assert not ntp.is_answer(request, request)
