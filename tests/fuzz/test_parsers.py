"""Bytes of strangers: whatever comes, a parser gives a value or says that it is no answer."""

import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress

import anyio
from hpack import Encoder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection

from dialtone.model.fact import Fact, Facts
from dialtone.model.trust_anchors import Proof, RsaKey
from dialtone.model.vocabulary import Failure
from dialtone.probe.dns.message import make_query, read_answer
from dialtone.probe.dns.plain import read_response
from dialtone.probe.failure import NETWORK_ERRORS, ProbeError, classify
from dialtone.probe.protocols import mtproto, noise, stun
from dialtone.probe.protocols.http import Conversation, note_text
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.protocols.mtproto_proof import Challenge, Puzzle, choose_key, read_puzzle
from dialtone.probe.protocols.noise import NoiseGreeting
from dialtone.probe.protocols.websocket import WebSocket
from dialtone.store.mirror import parse_mirror
from fuzz.recorded import Recorded
from named_rows import named_rows
from probe.negotiated import NegotiatedHttp2

_ANY = st.binary(max_size=400)
_PIECES = st.lists(_ANY, max_size=6)
_QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
_THIN = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
_TRANSACTION = b"dialtone-one"


_NONCE = b"sixteen bytes of"
_QUERY = make_query("chat.test", identifier=7)
_KEY = RsaKey((1 << 2047) + 9, 65537)
_CHALLENGE = Challenge(Puzzle(bytes(16), bytes(16), 15, (1,)), _KEY, 2)
_PROOF_HEAD = b"\x5c\x07\xe8\xd0" + bytes(32)


def _stun(datagram: bytes) -> None:
    stun.is_answer(datagram, _TRANSACTION)
    assert stun.mapped_address(datagram) is None or len(datagram) >= 32


def _stun_with_a_true_head(kind: int) -> Callable[[bytes], None]:
    def read(body: bytes) -> None:
        assert stun.is_answer(struct.pack("!HHI", kind, len(body), 0x2112A442) + _TRANSACTION + body, _TRANSACTION)

    return read


def _dns_with_a_true_head(body: bytes) -> None:
    flags, counts = struct.unpack("!H", body[:2].ljust(2)), bytes(byte & 3 for byte in body[2:6].ljust(4))
    assert read_answer(struct.pack("!6H", 0, *flags, *counts) + body[6:])


def _answer_of_telegram(frame: bytes) -> None:
    """It is never guessed: what is no answer may be an error."""
    assert mtproto.check_answer(frame, _NONCE).startswith("error -")
    assert len(frame) == 4


def _noise_with_a_true_length(message: bytes) -> None:
    NoiseGreeting().feed(len(message).to_bytes(3, "big") + message)
    raise AssertionError("it was made without a key")


def _puzzle_of_telegram(rest: bytes) -> None:
    puzzle = read_puzzle(bytes(20) + rest)
    assert len(puzzle.fingerprints) <= 64
    assert choose_key((_KEY,), puzzle) is None


def _proof_of_telegram(head: bytes) -> Callable[[bytes], None]:
    """Nothing that was not made with the key is ever one."""

    def read(rest: bytes) -> None:
        assert _CHALLENGE.judge(bytes(20) + head + rest) is Proof.DECLINED

    return read


def _chain_of_whatsapp(data: bytes) -> None:
    assert noise.prove(data, bytes(32), [data[:32].ljust(32)]) is Proof.UNKNOWN_KEY


def _mirror(data: bytes) -> None:
    try:
        mirror = parse_mirror("https://" + data.decode("utf-8", "replace"))
    except ValueError:
        return
    assert parse_mirror(str(mirror)) == mirror


@named_rows(
    "read",
    {
        "STUN": _stun,
        "STUN with a true head": _stun_with_a_true_head(0x0101),
        "a STUN error with a true head": _stun_with_a_true_head(0x0111),
        "DNS": read_answer,
        "DNS after a question": lambda wire: read_response(wire, _QUERY),
        "DNS with a true head": _dns_with_a_true_head,
        "an answer of Telegram": _answer_of_telegram,
        "Noise with a true length": _noise_with_a_true_length,
        "a puzzle of Telegram": _puzzle_of_telegram,
        "a proof of Telegram": _proof_of_telegram(b""),
        "a proof of Telegram with a true head": _proof_of_telegram(_PROOF_HEAD),
        "a proof of Telegram of a true length": _proof_of_telegram(_PROOF_HEAD + b"\xfe\x50\x02\x00"),
        "a chain of WhatsApp": _chain_of_whatsapp,
        "the address of a mirror": _mirror,
    },
)
@_QUICK
@given(_ANY)
def test_any_bytes_are_read_or_refused(read: Callable[[bytes], object], data: bytes) -> None:
    with suppress(ProbeError):
        read(data)


@_QUICK
@given(st.sampled_from(Transport), _PIECES)
def test_mtproto(transport: Transport, pieces: list[bytes]) -> None:
    codec = mtproto.make_codec(transport, 2)
    with suppress(ProbeError):
        for piece in pieces:
            frame = codec.feed(piece)
            if frame is not None:
                mtproto.check_answer(frame, _NONCE)


@_QUICK
@given(_PIECES)
def test_noise(pieces: list[bytes]) -> None:
    greeting = NoiseGreeting()
    with suppress(ProbeError):
        for piece in pieces:
            assert not greeting.feed(piece)


# Libraries that read for us


def _ask(pieces: list[bytes], *, http2: bool) -> Failure | None:
    async def run() -> None:
        facts: Facts = {}
        stream = NegotiatedHttp2(Recorded(pieces)) if http2 else Recorded(pieces)
        response = await Conversation(stream, "http", "chat.test").ask("/", facts)
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
