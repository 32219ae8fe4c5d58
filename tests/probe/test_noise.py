"""WhatsApp's greeting, against a responder written apart from it."""

import pytest

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.noise import PHONE_PROLOGUE, NoiseGreeting
from lab.wanoise import Session, field


def _framed(message: bytes) -> bytes:
    return len(message).to_bytes(3, "big") + message


def _fails(greeting: NoiseGreeting, wire: bytes) -> Failure:
    with pytest.raises(ProbeError) as caught:
        greeting.feed(wire)
    return caught.value.failure


def test_a_true_hello_is_believed_in_whatever_pieces_it_comes() -> None:
    greeting, server = NoiseGreeting(), Session()
    answer = server.feed(greeting.first_message())
    results = [greeting.feed(bytes([byte])) for byte in answer]
    assert results == [False] * (len(answer) - 1) + [True]


def test_the_first_message_is_prologue_and_key() -> None:
    first = NoiseGreeting().first_message()
    assert first[:4] == b"WA\x06\x03"
    assert first[4:7] == (36).to_bytes(3, "big")
    assert len(first) == 43
    assert first != NoiseGreeting().first_message()


def test_phones_begin_with_another_byte_and_take_the_same_answer() -> None:
    greeting, server = NoiseGreeting(prologue=PHONE_PROLOGUE), Session()
    assert greeting.first_message()[:4] == b"WA\x05\x03"
    assert greeting.feed(server.feed(greeting.first_message()))
    assert _fails(NoiseGreeting(), Session().feed(NoiseGreeting(prologue=PHONE_PROLOGUE).first_message()))


def test_an_answer_to_somebody_else_is_not_believed() -> None:
    answer = Session().feed(NoiseGreeting().first_message())
    assert _fails(NoiseGreeting(), answer) is Failure.BAD_ANSWER


def test_one_changed_bit_is_not_believed() -> None:
    greeting = NoiseGreeting()
    answer = bytearray(Session().feed(greeting.first_message()))
    answer[60] ^= 1
    assert _fails(greeting, bytes(answer)) is Failure.BAD_ANSWER


def test_an_echo_is_not_believed() -> None:
    greeting = NoiseGreeting()
    assert _fails(greeting, greeting.first_message()) is Failure.BAD_ANSWER


@pytest.mark.parametrize(
    "wire",
    [
        bytes(3),
        b"\xff\xff\xff",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        _framed(b"\xff" * 30),
        _framed(field(3, b"")),
        _framed(field(3, field(1, bytes(32)))),
        _framed(field(3, field(1, bytes(32)) + field(2, bytes(48)))),  # a key that shares nothing
        _framed(field(3, field(1, b"\x09" + bytes(31)) + field(2, bytes(48)))),
        _framed(field(3, field(1, bytes(31)) + field(2, bytes(48)))),
        _framed(field(2, field(1, bytes(32)))),
        _framed(b"\x08\x01"),
        _framed(b"\x1a\x7fshort"),
        _framed(b"\x1a\xff\xff\xff\xff\xff\xff\xff\xff\x01"),
        _framed(b"\x1a"),
    ],
    ids=range(14),
)
def test_what_is_no_hello(wire: bytes) -> None:
    assert _fails(NoiseGreeting(), wire) is Failure.BAD_ANSWER


def test_a_hello_that_never_ends_is_not_collected() -> None:
    greeting = NoiseGreeting()
    assert not greeting.feed((8192).to_bytes(3, "big"))
    assert not greeting.feed(bytes(8191))
    assert _fails(greeting, bytes(1)) is Failure.BAD_ANSWER
