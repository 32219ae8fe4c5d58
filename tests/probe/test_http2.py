"""HTTP/2: the same questions, and servers that flood."""

import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import anyio.lowlevel
import h2.config
import h2.connection
import h2.events
import h2.settings
import pytest
from anyio.abc import ByteStream
from hpack import Encoder

from dialtone.model.fact import Fact, Facts
from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import NETWORK_ERRORS, classify
from dialtone.probe.net import Network
from dialtone.probe.page_request import Reading, read_flow
from dialtone.probe.protocols.http import Conversation
from dialtone.probe.protocols.http_transport import Window, window_for
from idle_time import LoopClock
from named_rows import named_rows
from probe.loopback import serve
from probe.negotiated import NegotiatedHttp2

_SETTINGS, _HEADERS, _GOAWAY, _PING, _CONTINUATION, _DATA, _PUSH, _RESET, _PRIORITY = 4, 1, 7, 6, 9, 0, 5, 3, 2
_ALTERNATIVES = 10


def _frame(kind: int, flags: int, stream: int, body: bytes = b"") -> bytes:
    return len(body).to_bytes(3, "big") + struct.pack("!BBI", kind, flags, stream) + body


_HELLO = _frame(_SETTINGS, 0, 0)
_OK = Encoder().encode([(":status", "200")])


@asynccontextmanager
async def _talk(
    handler: Callable[[ByteStream], Awaitable[None]], allowance: Allowance | None = None, window: Window | None = None
) -> AsyncIterator[Conversation]:
    async with serve(handler) as port:
        stream = await Network(allowance).connect("127.0.0.1", port)
        try:
            yield Conversation(NegotiatedHttp2(stream), "https", "chat.test", window=window)
        finally:
            await anyio.aclose_forcefully(stream)


def _server(**settings: Any) -> h2.connection.H2Connection:
    server = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, **settings))
    server.initiate_connection()
    return server


async def _requests(stream: ByteStream, server: h2.connection.H2Connection) -> AsyncIterator[h2.events.RequestReceived]:
    """Yield the requests that come; send what the server wants to say, before and after each."""
    while True:
        await stream.send(server.data_to_send())
        for event in server.receive_data(await stream.receive()):
            if isinstance(event, h2.events.RequestReceived):
                yield event


async def _honest(stream: ByteStream) -> None:
    """Answer every request with 20 000 bytes."""
    server = _server()
    async for request in _requests(stream, server):
        server.send_headers(request.stream_id, [(":status", "200"), ("date", "Tue, 24 Nov 2026 10:00:00 GMT")])
        for last in (False, True):
            server.send_data(request.stream_id, bytes(10_000), end_stream=last)


def _sends(*parts: bytes, endlessly: bytes = b"") -> Callable[[ByteStream], Awaitable[None]]:
    async def handle(stream: ByteStream) -> None:
        await stream.send(_HELLO)
        await stream.receive()
        for part in parts:
            await stream.send(part)
        while endlessly:
            await stream.send(endlessly)
        await anyio.sleep_forever()

    return handle


async def _fails(handler: Callable[[ByteStream], Awaitable[None]], limit: float = 1) -> Failure:
    facts: Facts = {}
    async with _talk(handler) as client:
        with pytest.raises(NETWORK_ERRORS) as caught, anyio.fail_after(limit):
            await read_flow(await client.ask("/", facts), Reading(100_000, limit, 60.0), LoopClock(), facts)
    failure = classify(caught.value)
    assert failure is not None
    return failure


async def test_a_page() -> None:
    facts: Facts = {}
    async with _talk(_honest) as client:
        await read_flow(await client.ask("/", facts), Reading(100_000, 1, 60.0), LoopClock(), facts)
    assert (facts[Fact.STATUS], facts[Fact.BYTES], facts[Fact.COMPLETE]) == (200, 20_000, True)
    assert facts[Fact.SERVER_TIME] == 1795514400


async def test_one_question_after_another_and_what_the_server_is_told_before_the_first() -> None:
    told: list[int] = []

    async def handle(stream: ByteStream) -> None:
        server = _server()
        server.update_settings({h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS: 128})
        async for request in _requests(stream, server):
            told.append(server.remote_settings.max_concurrent_streams)
            server.send_headers(request.stream_id, [(":status", "200")], end_stream=True)

    async with _talk(handle, window=window_for(1000, until_found=False)) as client:
        for _ in range(3):
            assert client.release(await client.ask("/", {}, body=False))
    assert told == [100, 100, 100]


async def test_no_more_questions_at_once_than_the_server_allows() -> None:
    most = 0

    async def handle(stream: ByteStream) -> None:
        nonlocal most
        server = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        server.local_settings[h2.settings.SettingCodes.MAX_CONCURRENT_STREAMS] = 3
        server.local_settings.acknowledge()
        server.initiate_connection()
        waiting: list[int] = []
        while True:
            await stream.send(server.data_to_send())
            with anyio.move_on_after(0.05):
                received = server.receive_data(await stream.receive())
                waiting += [e.stream_id or 0 for e in received if isinstance(e, h2.events.RequestReceived)]
                continue
            most = max(most, len(waiting))
            for number in waiting:
                server.send_headers(number, [(":status", "200")], end_stream=True)
            waiting.clear()

    async with _talk(handle) as client:
        with anyio.fail_after(5):
            async with anyio.create_task_group() as group:
                for _ in range(8):
                    group.start_soon(client.fetch, "/", {}, 100)
    assert most == 3


@named_rows("after", {"before it was sent": 0.0, "while it was waited for": 0.05})
async def test_a_first_question_that_was_given_up_spoils_no_later_one(after: float) -> None:
    async def slow(stream: ByteStream) -> None:
        await anyio.sleep(0.1)
        await _honest(stream)

    answers = list[bytes]()

    async def ask(client: Conversation) -> None:
        answers.append(await client.fetch("/", {}, 100_000))

    async with _talk(slow) as client:
        with anyio.move_on_after(after) as scope:
            await client.fetch("/", {}, 100_000)
        assert scope.cancelled_caught
        with anyio.fail_after(5):
            for _ in range(2):
                async with anyio.create_task_group() as group:
                    for _ in range(3):
                        group.start_soon(ask, client)
    assert answers == [bytes(20_000)] * 6


def _long_page(sent: list[int], padding: int | None = None) -> Callable[[ByteStream], Awaitable[None]]:
    """Answer with a page without an end, as far as the other side's windows allow; note how much that was."""

    async def handle(stream: ByteStream) -> None:
        server = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        server.initiate_connection()
        page = 0
        while True:
            await stream.send(server.data_to_send())
            for event in server.receive_data(await stream.receive()):
                if isinstance(event, h2.events.RequestReceived):
                    page = event.stream_id
                    server.send_headers(page, [(":status", "200")])
            while page and (room := min(server.local_flow_control_window(page), 4096)) > (padding or 0) + 1:
                size = room - (padding + 1 if padding else 0)
                server.send_data(page, bytes(size), pad_length=padding)
                sent.append(size)

    return handle


@pytest.mark.parametrize(
    ("until_found", "padding", "over"),
    [(False, None, 1024), (False, 255, 4096), (True, None, 16_384 + 4096)],
    ids=["a page", "a padded page", "a page in which something is looked for"],
)
async def test_a_server_sends_no_more_of_a_page_than_is_read(until_found: bool, padding: int | None, over: int) -> None:
    """What is on its way when a line is closed is paid for too. Padding counts towards a window, and stops no page."""
    sent: list[int] = []
    facts: Facts = {}
    async with _talk(_long_page(sent, padding), window=window_for(32_768, until_found=until_found)) as client:
        with anyio.fail_after(5):
            await read_flow(await client.ask("/", {}), Reading(32_768, 1, 60.0), LoopClock(), facts)
        assert int(str(facts[Fact.BYTES])) >= 32_768
        await anyio.sleep(0.05)
    assert sum(sent) <= 32_768 + over


async def test_many_questions_at_once_on_one_line() -> None:
    answers: list[bytes] = []
    async with _talk(_honest, Allowance(connection=2_000_000)) as client:

        async def fetch() -> None:
            answers.append(await client.fetch("/", {}, 20_000))

        with anyio.fail_after(5):
            async with anyio.create_task_group() as group:
                for _ in range(60):
                    group.start_soon(fetch)
    assert [len(answer) for answer in answers] == [20_000] * 60


@named_rows("handler", {
"reset": _sends(_frame(_RESET, 0, 1, struct.pack("!I", 2))),
"goaway": _sends(_frame(_GOAWAY, 0, 0, struct.pack("!II", 0, 0))),
"bad headers": _sends(_frame(_HEADERS, 4, 1, b"\xff" * 50)),
"status word": _sends(_frame(_HEADERS, 4, 1, Encoder().encode([(":status", "twelve")]))),
"status bytes": _sends(_frame(_HEADERS, 4, 1, Encoder().encode([(b":status", b"\xff\xfe")]))),
"status number": _sends(_frame(_HEADERS, 4, 1, Encoder().encode([(":status", "99999999999999999999999")]))),
"strange stream": _sends(_frame(_HEADERS, 4, 7, _OK)),
"data first": _sends(_frame(_DATA, 0, 1, b"early")),
"push": _sends(_frame(_PUSH, 4, 1, struct.pack("!I", 2) + _OK)),
"continuations": _sends(_frame(_HEADERS, 0, 1, _OK), endlessly=_frame(_CONTINUATION, 0, 1, b"\x82" * 16000)),
"frame too large": _sends(_frame(_HEADERS, 4, 1, _OK), _frame(_DATA, 0, 1, bytes(16385))),
"half a frame": _sends(_frame(_HEADERS, 4, 1, _OK), _frame(_ALTERNATIVES, 0, 0)),
"padding": _sends(_frame(_HEADERS, 4, 1, _OK), _frame(_DATA, 8, 1, b"\x01")),
"strange data": _sends(_frame(_HEADERS, 4, 1, _OK), _frame(_DATA, 0, 3, b"whose?")),
})  # fmt: skip
async def test_what_is_not_http_2(handler: Callable[[ByteStream], Awaitable[None]]) -> None:
    assert await _fails(handler) is Failure.BAD_ANSWER


@named_rows(
    "flood",
    {
        "settings": _frame(_SETTINGS, 0, 0, struct.pack("!HI", 3, 50)),
        "pings": _frame(_PING, 0, 0, bytes(8)),
        "empty data": _frame(_DATA, 0, 1),
        "priorities": _frame(_PRIORITY, 0, 1, bytes(4) + b"\1"),
    },
)
async def test_floods_of_small_frames_are_no_answer(flood: bytes) -> None:
    """They are cut off by their number, long before their bytes are too many."""
    net = Network()
    opening = (_frame(_HEADERS, 4, 1, _OK),) if flood[3] == _DATA else ()
    async with serve(_sends(*opening, endlessly=flood * 100)) as port:
        client = Conversation(NegotiatedHttp2(await net.connect("127.0.0.1", port)), "https", "chat.test")
        with pytest.raises(NETWORK_ERRORS) as caught, anyio.fail_after(20):
            await read_flow(await client.ask("/", {}), Reading(100_000, 20, 60.0), LoopClock(), {})
        await client.aclose()
    assert classify(caught.value) is Failure.BAD_ANSWER
    assert net.traffic.received - 2 * Allowance().unread < Allowance().connection // 4


async def test_frames_of_no_known_kind_are_no_answer_once_they_are_too_many() -> None:
    """RFC 9113, 5.5: frames of unknown types are ignored, however many come."""
    assert await _fails(_sends(endlessly=_frame(0xEE, 0, 0, bytes(16_000))), 5) is Failure.BAD_ANSWER


async def test_other_connections_get_a_turn_between_small_frames_that_arrive_at_once() -> None:
    """Some 1,800 empty frames fit into what is read at once: read in one turn, they would delay all other answers."""
    net = Network()
    most_in_a_turn = 0

    async def count_in_each_turn() -> None:
        nonlocal most_in_a_turn
        before = 0
        while True:
            await anyio.lowlevel.checkpoint()
            most_in_a_turn = max(most_in_a_turn, net.traffic.events - before)
            before = net.traffic.events

    async with serve(_sends(endlessly=_frame(0xEE, 0, 0) * 1800)) as port, anyio.create_task_group() as group:
        client = Conversation(NegotiatedHttp2(await net.connect("127.0.0.1", port)), "https", "chat.test")
        group.start_soon(count_in_each_turn)
        with pytest.raises(NETWORK_ERRORS), anyio.fail_after(5):
            await client.ask("/", {})
        group.cancel_scope.cancel()
        await client.aclose()
    assert net.traffic.events >= Allowance().events
    assert most_in_a_turn <= 50


async def test_settings_that_allow_no_stream_end_with_the_step() -> None:
    async def handle(stream: ByteStream) -> None:
        await stream.send(_frame(_SETTINGS, 0, 0, struct.pack("!HI", 3, 0)))
        await anyio.sleep_forever()

    assert await _fails(handle, 0.2) is Failure.TIMEOUT


async def test_a_server_that_says_goodbye_between_two_questions() -> None:
    async with _talk(_says_goodbye) as client:
        assert len(await client.fetch("/", {}, 100)) == 5
        with pytest.raises(NETWORK_ERRORS) as caught, anyio.fail_after(1):
            await client.fetch("/", {}, 100)
    assert classify(caught.value) in (Failure.CLOSED, Failure.BAD_ANSWER)


async def _says_goodbye(stream: ByteStream) -> None:
    await stream.send(_HELLO)
    await stream.receive()
    await stream.send(_frame(_HEADERS, 4, 1, _OK) + _frame(_DATA, 1, 1, b"small"))
    while True:
        await stream.receive()
        await stream.send(_frame(_GOAWAY, 0, 0, struct.pack("!II", 1, 0)))


def _answers(*parts: bytes, to: str = "HEAD") -> Callable[[ByteStream], Awaitable[None]]:
    """Answer a request of one method with frames of its stream sent at once; refuse the stream of any other method."""

    async def handle(stream: ByteStream) -> None:
        async for request in _requests(stream, server := _server(header_encoding="utf-8")):
            number = request.stream_id.to_bytes(4, "big")
            asked = (":method", to) in [(str(k), str(v)) for k, v in request.headers]
            answer = [part[:5] + number + part[9:] for part in (parts if asked else (_REFUSAL,))]
            await stream.send(server.data_to_send() + b"".join(answer))

    return handle


_REFUSAL = _frame(_RESET, 0, 1, struct.pack("!I", 1))
_NOT_GRPC = Encoder().encode([(":status", "415"), ("content-type", "text/plain"), ("grpc-status", "13")])
_TRAILERS_ONLY = Encoder().encode([(":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "12")])


@pytest.mark.parametrize(
    ("server", "status"),
    [
        (_answers(_frame(_HEADERS, 4, 1, _NOT_GRPC), _frame(_DATA, 1, 1, b"no content type")), 415),
        (_answers(_frame(_HEADERS, 4, 1, _NOT_GRPC), _frame(_DATA, 0, 1, bytes(9000)), _REFUSAL), 415),
        (_answers(_frame(_HEADERS, 5, 1, _TRAILERS_ONLY)), 200),
        (_answers(_frame(_HEADERS, 5, 1, _TRAILERS_ONLY), _REFUSAL), 200),
        (_answers(_frame(_HEADERS, 4, 1, _OK), _frame(_DATA, 1, 1, bytes(300)), to="GET"), 200),
    ],
    ids=["a body after all", "a body cut off", "trailers only", "trailers and a reset", "no such question"],
)
async def test_a_server_of_grpc_asked_for_a_head(server: Callable[[ByteStream], Awaitable[None]], status: int) -> None:
    """A server of gRPC knows POST alone, and what they make of a HEAD differs: each is the answer of that server."""
    facts: Facts = {}
    async with _talk(server) as client:
        with anyio.fail_after(5):
            await client.ask("/", facts, body=False)
    assert facts[Fact.STATUS] == status


async def test_a_server_that_refuses_every_question_has_not_answered() -> None:
    async with _talk(_answers(_REFUSAL)) as client:
        with pytest.raises(NETWORK_ERRORS) as caught, anyio.fail_after(5):
            await client.ask("/", {}, body=False)
    assert classify(caught.value) is Failure.BAD_ANSWER
