"""Bytes of strangers: whatever comes, a parser gives a value or says that it is no answer."""

import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress

import anyio
import pytest
from hpack import Encoder
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection

from dialtone.model.fact import Fact, Facts
from dialtone.model.trust_anchors import Proof, RsaKey
from dialtone.model.vocabulary import Failure
from dialtone.probe.dns.message import read_answer
from dialtone.probe.failure import NETWORK_ERRORS, ProbeError, classify
from dialtone.probe.protocols import mtproto, noise, stun
from dialtone.probe.protocols.http import Conversation, note_text
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.protocols.mtproto_proof import Challenge, Puzzle, choose_key, read_puzzle
from dialtone.probe.protocols.noise import NoiseGreeting
from dialtone.probe.protocols.websocket import WebSocket
from dialtone.store.mirror import MirrorError, parse_mirror
from fuzz.recorded import Recorded

_ANY = st.binary(max_size=400)
_PIECES = st.lists(_ANY, max_size=6)
_QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
_THIN = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
_TRANSACTION = b"dialtone-one"


# Messages


@_QUICK
@given(_ANY)
def test_stun(datagram: bytes) -> None:
    with suppress(ProbeError):
        stun.is_answer(datagram, _TRANSACTION)
    assert stun.mapped_address(datagram) is None or len(datagram) >= 32


@_QUICK
@given(st.sampled_from([0x0101, 0x0111]), _ANY)
def test_stun_with_a_true_head(kind: int, body: bytes) -> None:
    datagram = struct.pack("!HHI", kind, len(body), 0x2112A442) + _TRANSACTION + body
    with suppress(ProbeError):
        assert stun.is_answer(datagram, _TRANSACTION)


@_QUICK
@given(_ANY)
def test_dns(wire: bytes) -> None:
    with suppress(ProbeError):
        assert read_answer(wire)


@_QUICK
@given(st.integers(0, 0xFFFF), st.lists(st.integers(0, 3), min_size=4, max_size=4), _ANY)
def test_dns_with_a_true_head(flags: int, counts: list[int], body: bytes) -> None:
    with suppress(ProbeError):
        assert read_answer(struct.pack("!6H", 0, flags, *counts) + body)


# Streams in pieces


@_QUICK
@given(st.sampled_from(Transport), _PIECES)
def test_mtproto(transport: Transport, pieces: list[bytes]) -> None:
    codec = mtproto.make_codec(transport, 2)
    with suppress(ProbeError):
        for piece in pieces:
            frame = codec.feed(piece)
            if frame is not None:
                mtproto.check_answer(frame, bytes(range(16)))


@_QUICK
@given(_ANY)
def test_an_answer_of_telegram_is_never_guessed(frame: bytes) -> None:
    try:
        answer = mtproto.check_answer(frame, b"sixteen bytes of")
    except ProbeError:
        return
    assert answer.startswith("error -")
    assert len(frame) == 4


@_QUICK
@given(_PIECES)
def test_noise(pieces: list[bytes]) -> None:
    greeting = NoiseGreeting()
    with suppress(ProbeError):
        for piece in pieces:
            assert not greeting.feed(piece)


@_QUICK
@given(_ANY)
def test_noise_with_a_true_length(message: bytes) -> None:
    assume(message)
    with pytest.raises(ProbeError):
        NoiseGreeting().feed(len(message).to_bytes(3, "big") + message)


# Proofs: nothing that was not made with the key is ever one

_KEY = RsaKey((1 << 2047) + 9, 65537)
_PUZZLE = Puzzle(bytes(16), bytes(16), 15, (1,))


@_QUICK
@given(_ANY)
def test_a_puzzle_of_telegram(rest: bytes) -> None:
    with suppress(ProbeError):
        puzzle = read_puzzle(bytes(20) + rest)
        assert len(puzzle.fingerprints) <= 64
        assert choose_key((_KEY,), puzzle) is None


@_QUICK
@given(
    _ANY, st.sampled_from([b"", b"\x5c\x07\xe8\xd0" + bytes(32), b"\x5c\x07\xe8\xd0" + bytes(32) + b"\xfe\x50\x02\x00"])
)
def test_a_proof_of_telegram_is_never_guessed(rest: bytes, head: bytes) -> None:
    with suppress(ProbeError):
        assert Challenge(_PUZZLE, _KEY, 2).judge(bytes(20) + head + rest) is Proof.DECLINED


@_QUICK
@given(_ANY, st.binary(min_size=32, max_size=32))
def test_a_chain_of_whatsapp_is_never_guessed(chain: bytes, root: bytes) -> None:
    with suppress(ProbeError):
        assert noise.prove(chain, bytes(32), [root]) is Proof.UNKNOWN_KEY


@_QUICK
@given(_ANY)
def test_the_address_of_a_mirror(data: bytes) -> None:
    with suppress(MirrorError):
        mirror = parse_mirror("https://" + data.decode("utf-8", "replace"))
        assert parse_mirror(str(mirror)) == mirror


# Libraries that read for us


def _ask(pieces: list[bytes], *, http2: bool) -> Failure | None:
    async def run() -> None:
        facts: Facts = {}
        response = await Conversation(Recorded(pieces), "http", "chat.test", http2=http2).ask("/", facts)
        assert 100 <= int(str(facts[Fact.STATUS])) < 1000
        await note_text(response, "text", facts)

    return _expected(run)


def _expected(run: Callable[[], Awaitable[None]]) -> Failure | None:
    try:
        anyio.run(run)
    except NETWORK_ERRORS as error:
        failure = classify(error)
        assert failure is not None
        return failure
    return None


@_THIN
@given(_PIECES)
def test_http_1(pieces: list[bytes]) -> None:
    _ask(pieces, http2=False)


@_THIN
@given(
    st.sampled_from(
        [b"Location", b"Date", b"Set-Cookie", b"Content-Length", b"Transfer-Encoding", b"Content-Encoding"]
    ),
    _ANY,
    _ANY,
)
def test_http_1_with_a_header_of_noise(name: bytes, value: bytes, body: bytes) -> None:
    value = value.replace(b"\r", b"").replace(b"\n", b"").replace(b"\0", b"")
    _ask([b"HTTP/1.1 302 Found\r\n" + name + b": " + value + b"\r\n\r\n" + body], http2=False)


@_THIN
@given(st.text(max_size=80), st.sampled_from(["http://", "//", "https://xn--", "http://[", "javascript:", ""]))
def test_http_1_with_a_location_like_an_address(text: str, start: str) -> None:
    value = (start + text).encode("utf-8", "ignore").translate(None, b"\r\n\0")
    _ask([b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + value + b"\r\n\r\n"], http2=False)


_FRAMES = st.builds(
    lambda kind, flags, stream, body: len(body).to_bytes(3, "big") + struct.pack("!BBI", kind, flags, stream) + body,
    st.integers(0, 11),
    st.integers(0, 0x2F),
    st.sampled_from([0, 1, 1, 1, 2, 3]),
    st.binary(max_size=60),
)


_HEADERS = st.builds(
    lambda pairs, flags: _head(Encoder().encode(pairs), flags),
    st.lists(
        st.tuples(st.sampled_from([b":status", b"location", b"date", b"content-length", b":path", b""]), _ANY),
        max_size=4,
    ),
    st.sampled_from([0, 1, 4, 5]),
)


def _head(block: bytes, flags: int) -> bytes:
    return len(block).to_bytes(3, "big") + struct.pack("!BBI", 1, flags, 1) + block


@_THIN
@given(st.lists(st.one_of(_HEADERS, _FRAMES, _ANY), max_size=8))
def test_http_2(pieces: list[bytes]) -> None:
    _ask([bytes(3) + b"\x04\0" + bytes(4), *pieces], http2=True)


def _upgrade(pieces: list[bytes]) -> None:
    async def run() -> None:
        socket = WebSocket(Recorded(pieces))
        await socket.upgrade("chat.test", "/", {}, ["binary"], {})
        while True:
            await socket.receive()

    _expected(run)


@_THIN
@given(_PIECES)
def test_the_answer_to_an_upgrade(pieces: list[bytes]) -> None:
    _upgrade(pieces)


@_THIN
@given(st.sampled_from([b"Connection", b"Upgrade", b"Sec-WebSocket-Accept", b"Sec-WebSocket-Protocol"]), _ANY)
def test_an_upgrade_with_a_header_of_noise(name: bytes, value: bytes) -> None:
    value = value.translate(None, b"\r\n\0")
    _upgrade([b"HTTP/1.1 101 Switching Protocols\r\n" + name + b": " + value + b"\r\n\r\n"])


_MESSAGES = st.builds(
    lambda head, body: bytes([head, len(body)]) + body,
    st.sampled_from([0x00, 0x01, 0x02, 0x80, 0x81, 0x82, 0x88, 0x89, 0x8A, 0xC2]),
    st.binary(max_size=125),
)


@_THIN
@given(st.lists(st.one_of(_MESSAGES, _ANY), max_size=8))
def test_frames_of_a_websocket(pieces: list[bytes]) -> None:
    """The frames are read by what an accepted upgrade leaves behind."""

    async def run() -> None:
        socket = await _accepted(pieces)
        while True:
            await socket.receive()

    _expected(run)


async def _accepted(pieces: list[bytes]) -> WebSocket:
    stream = _Accepting(pieces)
    socket = WebSocket(stream)
    await socket.upgrade("chat.test", "/", {}, [], {})
    return socket


class _Accepting(Recorded):
    """Accepts the upgrade before it says what was written down."""

    async def send(self, item: bytes) -> None:
        await super().send(item)
        if item.startswith(b"GET "):
            self._pieces.insert(0, _acceptance(item))


def _acceptance(request: bytes) -> bytes:
    server = WSConnection(ConnectionType.SERVER)
    server.receive_data(request)
    next(iter(server.events()))
    return server.send(AcceptConnection())
