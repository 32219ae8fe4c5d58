"""Telegram's greeting, against a server written apart from it."""

import struct

import pytest

from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError
from dialtone.probe.protocols.mtproto import Transport, check_answer, make_codec, new_greeting
from lab.mtproto import Session
from lab.mtproxy import SECRET
from named_rows import named_rows

_NONCE = bytes(range(16))


def _answer(nonce: bytes = _NONCE, *, key: int = 0) -> bytes:
    return struct.pack("<QQIi", key, 1, 84, 0x05162463) + nonce + bytes(64)


@pytest.mark.parametrize("transport", [one for one in Transport if one is not Transport.HTTP])
@pytest.mark.parametrize("data_centre", [2, -2, 10_002])
def test_every_framing_is_understood(transport: Transport, data_centre: int) -> None:
    codec, greeting, server = make_codec(transport, data_centre), new_greeting(1_795_514_400.5), Session()
    answer = b""
    for byte in codec.encode(greeting.message):
        answer += server.feed(bytes([byte]))
    assert not server.failed
    frames = [codec.feed(bytes([byte])) for byte in answer]
    assert frames[:-1] == [None] * (len(answer) - 1)
    assert frames[-1] is not None
    assert check_answer(frames[-1], greeting.nonce) == "resPQ"


def test_the_greeting_says_only_what_it_must() -> None:
    greeting = new_greeting(1_795_514_400.25, _NONCE)
    key, identifier, length, constructor = struct.unpack_from("<QQII", greeting.message)
    assert (key, length, constructor) == (0, len(greeting.message) - 20, 0xBE7E8EF1)
    assert identifier >> 32 == 1_795_514_400
    assert identifier % 4 == 0
    assert greeting.message[24:40] == _NONCE
    assert new_greeting(0).nonce != new_greeting(0).nonce


def test_the_first_packet_has_no_length_of_its_own() -> None:
    sizes = {len(make_codec(Transport.OBFUSCATED, 2).encode(new_greeting(0).message)) for _ in range(400)}
    assert min(sizes) >= 105
    assert max(sizes) <= 357
    assert len(sizes) > 30
    assert {size % 4 for size in sizes} == {1}


def test_over_http_a_message_is_a_request() -> None:
    codec, greeting = make_codec(Transport.HTTP, 2, host="2001:db8::1"), new_greeting(0)
    head, _, body = codec.encode(greeting.message).partition(b"\r\n\r\n")
    assert head.startswith(b"POST /api HTTP/1.1\r\nHost: [2001:db8::1]\r\n")
    assert f"Content-Length: {len(body)}".encode() in head
    assert body == greeting.message
    first, second = bytes(8) + b"abc", bytes(1)
    answer = b"HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n" + first
    answer += b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + second
    frames = [codec.feed(answer[n : n + 1]) for n in range(len(answer))]
    assert [frame for frame in frames if frame is not None] == [first, second]


@pytest.mark.parametrize("transport", [Transport.OBFUSCATED, Transport.PADDED])
def test_an_echo_is_no_answer_whatever_length_it_begins_with(transport: Transport) -> None:
    """As it was found: a proxy that echoes was called silent, as the rest of what it announced never came."""

    def read_echo() -> None:
        codec, greeting = make_codec(transport, 2, SECRET), new_greeting(0)
        frame = codec.feed(codec.encode(greeting.message))
        assert frame is not None
        check_answer(frame, greeting.nonce)  # four bytes may be an error code

    for _ in range(100):
        with pytest.raises(ProbeError) as caught:
            read_echo()
        assert caught.value.failure is Failure.BAD_ANSWER


@named_rows(
    "answer",
    {
        "not found": b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nabcd",
        "without a length": b"HTTP/1.1 200 OK\r\n\r\n",
        "too long": b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
        "no HTTP": b"<html>",
        "an endless head": b"HTTP/1.1 200 OK\r\nX: " + bytes(5000),
    },
)
def test_any_other_answer_over_http_is_not_telegrams(answer: bytes) -> None:
    with pytest.raises(ProbeError) as caught:
        make_codec(Transport.HTTP, 2).feed(answer)
    assert caught.value.failure is Failure.BAD_ANSWER


def test_the_hidden_header_never_looks_like_another_protocol() -> None:
    for _ in range(300):
        head = make_codec(Transport.OBFUSCATED, 2).encode(b"")[:64]
        assert head[0] != 0xEF
        assert head[:4] not in (b"HEAD", b"POST", b"GET ", b"OPTI", b"\xee" * 4, b"\xdd" * 4, b"\x16\x03\x01\x02")
        assert head[4:8] != bytes(4)


def test_an_error_of_the_server_is_an_answer() -> None:
    assert check_answer(struct.pack("<i", -404), _NONCE) == "error -404"
    assert check_answer(struct.pack("<i", -429), _NONCE) == "error -429"


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        _answer(bytes(16)),
        _answer(_NONCE[::-1]),
        _answer(key=7),
        _answer()[:30],
        b"x" + _answer(),
        struct.pack("<i", 404),
        struct.pack("<i", 0),
        struct.pack("<i", -100_000),
        new_greeting(0, _NONCE).message,
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
    ids=range(11),
)
def test_what_is_no_answer(frame: bytes) -> None:
    with pytest.raises(ProbeError) as caught:
        check_answer(frame, _NONCE)
    assert caught.value.failure is Failure.BAD_ANSWER


@pytest.mark.parametrize(
    ("transport", "opening"),
    [
        (Transport.INTERMEDIATE, struct.pack("<I", 5000)),
        (Transport.INTERMEDIATE, b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        (Transport.ABRIDGED, b"\x7f\xff\xff\xff"),
        (Transport.ABRIDGED, b"\x7f" + (2000).to_bytes(3, "little")),
    ],
    ids=range(4),
)
def test_a_frame_that_is_too_large_is_refused_at_once(transport: Transport, opening: bytes) -> None:
    with pytest.raises(ProbeError):
        make_codec(transport, 2).feed(opening)


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_the_long_length_of_the_short_framing_may_come_in_pieces(cut: int) -> None:
    body = bytes(600)
    wire = b"\x7f" + (len(body) // 4).to_bytes(3, "little") + body
    codec = make_codec(Transport.ABRIDGED, 2)
    assert codec.feed(wire[:cut]) is None
    assert codec.feed(wire[cut:]) == body


def test_more_than_a_frame_is_never_kept() -> None:
    codec = make_codec(Transport.INTERMEDIATE, 2)
    with pytest.raises(ProbeError):
        codec.feed(struct.pack("<I", 100) + bytes(100_000))
