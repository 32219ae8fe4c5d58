"""STUN messages, by the bytes of RFC 8489 and RFC 5769."""

import struct

import pytest

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols import stun

_TRANSACTION = bytes.fromhex("b7e7a701bc34d686fa87dfae")
# RFC 5769, 2.2: the sample IPv4 response without its integrity and fingerprint.
_MAPPED = bytes.fromhex("002000080001a147e112a643")


def _message(kind: int, body: bytes = b"", *, transaction: bytes = _TRANSACTION, magic: int = 0x2112A442) -> bytes:
    return struct.pack("!HHI", kind, len(body), magic) + transaction + body


def test_the_request_is_twenty_bytes() -> None:
    request = stun.binding_request(_TRANSACTION)
    assert request == bytes.fromhex("000100002112a442") + _TRANSACTION


def test_the_sample_answer_of_the_standard() -> None:
    answer = _message(0x0101, _MAPPED)
    assert stun.is_answer(answer, _TRANSACTION)
    assert stun.mapped_address(answer) == "192.0.2.1"


def test_an_address_of_the_other_family() -> None:
    masked = bytes.fromhex("0002a1470113a9faa5d3f179bc25f4b5bed2b9d9")  # RFC 5769, 2.3
    answer = _message(0x0101, struct.pack("!HH", 0x20, 20) + masked)
    assert stun.mapped_address(answer) == "2001:db8:1234:5678:11:2233:4455:6677"


def test_attributes_before_the_address_are_stepped_over() -> None:
    software = struct.pack("!HH", 0x8022, 5) + b"small" + bytes(3)
    assert stun.mapped_address(_message(0x0101, software + _MAPPED)) == "192.0.2.1"


def test_a_relay_that_asks_for_a_password_has_answered() -> None:
    error = struct.pack("!HHHBB", 9, 4, 0, 4, 1)
    answer = _message(0x0111, error)
    assert stun.is_answer(answer, _TRANSACTION)


@pytest.mark.parametrize(
    "datagram",
    [
        b"",
        _message(0x0101, _MAPPED)[:19],
        _message(0x0101, _MAPPED, transaction=bytes(12)),
        _message(0x0101, _MAPPED, magic=0),
        _message(0x0101, _MAPPED)[:-1],
        _message(0x0101, _MAPPED) + b"\0",
        _message(0x0001),  # our own words, echoed
        _message(0x0003),
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=range(9),
)
def test_what_is_no_answer(datagram: bytes) -> None:
    assert not stun.is_answer(datagram, _TRANSACTION)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\0",
        _MAPPED[:4] + b"\0\x09" + _MAPPED[6:],  # a family that does not exist
        struct.pack("!HH", 0x20, 4) + _MAPPED[4:8],  # too short for its family
        struct.pack("!HH", 0x20, 0xFFFF) + _MAPPED[4:],  # a length that runs away
        struct.pack("!HH", 0x8022, 0xFFFF),
        struct.pack("!HH", 0x0001, 8) + _MAPPED[4:],
    ],
    ids=range(7),
)
def test_a_success_without_an_address_is_nobody_who_speaks_stun(body: bytes) -> None:
    answer = _message(0x0101, body)
    assert stun.mapped_address(answer) is None
    with pytest.raises(ProbeError) as caught:
        stun.is_answer(answer, _TRANSACTION)
    assert caught.value.failure is Failure.BAD_ANSWER
