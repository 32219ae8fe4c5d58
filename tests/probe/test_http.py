"""The HTTP steps: what is asked, what is noted, what is never believed."""

import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone.model.fact import Fact, Facts
from dialtone.model.limits import Allowance
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import NETWORK_ERRORS, ProbeError, classify
from dialtone.probe.net import Network
from dialtone.probe.page_request import Reading, read_flow
from dialtone.probe.protocols.http import Conversation, note_server_error, note_text
from idle_time import LoopClock
from named_rows import named_rows
from probe.loopback import is_silent, says, serve


@asynccontextmanager
async def _talk(handler: Callable[[ByteStream], Awaitable[None]], scheme: str = "http") -> AsyncIterator[Conversation]:
    async with serve(handler) as port:
        stream = await Network().connect("127.0.0.1", port)
        try:
            yield Conversation(stream, scheme, "chat.test")
        finally:
            await anyio.aclose_forcefully(stream)


async def _head(answer: bytes) -> Facts | Failure:
    """Ask and give what was noted, or how it failed."""
    facts: Facts = {}
    async with _talk(says(answer)) as client:
        try:
            with anyio.fail_after(2):
                await client.ask("/", facts)
        except NETWORK_ERRORS as error:
            failure = classify(error)
            assert failure is not None
            return failure
    return facts


def _answer(*headers: str, status: str = "200 OK", body: bytes = b"") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


class _Listener:
    """Keeps what it is asked, and gives one answer after another."""

    def __init__(self, *answers: bytes) -> None:
        self.asked: list[bytes] = []
        self._answers = answers

    async def __call__(self, stream: ByteStream) -> None:
        for answer in self._answers:
            self.asked.append(await stream.receive())
            await stream.send(answer)


@pytest.mark.parametrize(("body", "method"), [(True, b"GET"), (False, b"HEAD")])
async def test_the_request_is_a_browsers_and_asks_for_plain_bytes(body: bool, method: bytes) -> None:
    listener = _Listener(_answer())
    async with _talk(listener, "https") as client:
        await client.ask("/page", {}, body=body, read_bytes=100 if body else 0)
    (request,) = listener.asked
    head = request.lower()
    assert request.startswith(method + b" /page HTTP/1.1\r\n")
    assert b"host: chat.test\r\n" in head
    assert b"accept-encoding: identity\r\n" in head
    assert b"user-agent: mozilla/5.0" in head
    assert (b"range: bytes=0-99\r\n" in head) is body
    assert b"cookie" not in head
    assert b"accept: text/html,application/xhtml+xml," in head
    assert b"accept-language: en-us" in head
    for sent in (b"site: none", b"mode: navigate", b"dest: document", b"user: ?1"):
        assert head.count(b"sec-fetch-" + sent + b"\r\n") == 1, "without these WhatsApp answers 400"


async def test_in_the_clear_a_page_is_asked_for_without_naming_a_program() -> None:
    listener = _Listener(_answer())
    async with _talk(listener) as client:
        await client.ask("/page", {})
    assert listener.asked == [
        b"GET /page HTTP/1.1\r\nHost: chat.test\r\naccept: */*\r\naccept-encoding: identity\r\n\r\n"
    ]


async def test_what_is_no_page_is_asked_for_without_a_browsers_headers_or_cookies() -> None:
    listener = _Listener(*[_answer("Set-Cookie: who=you; Path=/; Max-Age=9999")] * 2)
    async with _talk(listener, "https") as client:
        for _ in range(2):
            await client.fetch("/status.json", {"accept": "application/json"}, 100)
    for request in listener.asked:
        assert b"sec-fetch" not in request.lower()
        assert request.lower().count(b"accept:") == 1
        assert b"who=you" not in request


async def test_status_and_date_are_noted() -> None:
    facts = await _head(_answer("Date: Tue, 24 Nov 2026 10:00:00 GMT", status="404 Not Found"))
    assert facts == {"status": 404, "server_time": 1795514400}


@pytest.mark.parametrize(
    "date",
    ["", "yesterday", "Tue, 99 Nov 2026 99:99:99 GMT", "Tue, 24 Nov 99999999 10:00:00 GMT", "\xff\xfe", "0" * 5000],
    ids=range(6),
)
async def test_nonsense_for_a_date_is_not_noted(date: str) -> None:
    assert await _head(_answer(f"Date: {date}")) == {"status": 200}


@pytest.mark.parametrize(
    ("location", "host"),
    [
        ("https://login.hotel.test/start?from=chat", "login.hotel.test"),
        ("/elsewhere", ""),
        ("//other.test/x", "other.test"),
        ("javascript:alert(1)", ""),
        ("http://[::1", ""),
        ("http://\u044f/".encode().decode("latin-1"), "\u044f"),
        ("http://login\u202e\x9b.test/".encode().decode("latin-1"), "login??.test"),
        ("http://xn--zzzzzzzzz--/", "xn--zzzzzzzzz--"),  # as it came: nothing is decoded
        ("http://" + "a" * 300 + ".test/", "a" * 100),
        ("http://host:99999999/", "host"),
        ("http:///nowhere", ""),
        ("mailto:me@chat.test", ""),
        ("\xff\xfe\xfd", ""),
    ],
    ids=range(13),
)
async def test_a_redirect_is_noted_and_never_followed(location: str, host: str) -> None:
    facts = await _head(_answer(f"Location: {location}", status="302 Found"))
    assert isinstance(facts, dict)
    assert facts[Fact.STATUS] == 302
    assert str(facts[Fact.LOCATION_HOST]) == host


async def test_a_location_of_a_megabyte_is_no_answer() -> None:
    assert await _head(_answer("Location: http://" + "a" * 1_000_000, status="302 Found")) is Failure.BAD_ANSWER


@named_rows(
    "answer",
    {
        "closed": b"",
        "tls": b"\x16\x03\x01\x02\x00",
        "status": b"HTTP/1.1 two hundred\r\n\r\n",
        "length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "ssh": b"SSH-2.0-OpenSSH_9.9\r\n",
    },
)
async def test_what_is_not_http(answer: bytes) -> None:
    assert await _head(answer) is Failure.BAD_ANSWER


async def test_endless_headers_end() -> None:
    sent = 0

    async def flood(stream: ByteStream) -> None:
        nonlocal sent
        await stream.receive()
        await stream.send(b"HTTP/1.1 200 OK\r\n")
        while True:
            await stream.send(b"x: y\r\n" * 1000)
            sent += 6000

    async with _talk(flood) as client:
        with pytest.raises(NETWORK_ERRORS) as caught:
            await client.ask("/", {})
    assert classify(caught.value) is Failure.BAD_ANSWER
    assert sent < 10_000_000


@named_rows(
    ("opening", "endlessly"),
    {
        "informational answers": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        "pieces of one byte": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nz\r\n"),
    },
)
async def test_endless_small_messages_are_no_answer(opening: bytes, endlessly: bytes) -> None:
    """They are cut off by their number, long before their bytes are too many."""
    net = Network()

    async def flood(stream: ByteStream) -> None:
        await stream.receive()
        await stream.send(opening)
        while True:
            await stream.send(endlessly * 100)

    async with serve(flood) as port:
        client = Conversation(await net.connect("127.0.0.1", port), "http", "chat.test")
        with pytest.raises(NETWORK_ERRORS) as caught, anyio.fail_after(20):
            await read_flow(await client.ask("/", {}), Reading(500_000, 20, 60.0), LoopClock(), {})
        await client.aclose()
    assert classify(caught.value) is Failure.BAD_ANSWER
    assert net.traffic.events == Allowance().events
    assert net.traffic.received < Allowance().connection


async def test_one_byte_a_minute_ends_with_the_step() -> None:
    async def drip(stream: ByteStream) -> None:
        await stream.send(b"H")
        await is_silent(stream)

    async with _talk(drip) as client:
        with pytest.raises(TimeoutError), anyio.fail_after(0.1):
            await client.ask("/", {})


async def _converse(*answers: bytes, healthy: int = 0) -> tuple[list[bytes], Facts]:
    """Ask for a head; return the methods that were used, and what was noted."""
    listener, facts = _Listener(*answers), Facts()
    async with _talk(listener) as client:
        with anyio.fail_after(2):
            await client.ask("/", facts, body=False, healthy=healthy)
    return [request.partition(b" ")[0] for request in listener.asked], facts


@pytest.mark.parametrize("status", ["501 Not Implemented", "503 Service Unavailable", "405 Method Not Allowed"])
async def test_an_error_to_head_alone_is_none_of_the_server(status: str) -> None:
    head = f"HTTP/1.1 {status}\r\nContent-Length: 20\r\n\r\n".encode()
    asked, facts = await _converse(head, _answer(body=b"a page"))
    assert (asked, facts[Fact.STATUS]) == ([b"HEAD", b"GET"], 200)


async def test_a_server_that_hangs_up_after_the_head_has_answered() -> None:
    asked, facts = await _converse(_answer("Connection: close", status="503 Service Unavailable"))
    assert (asked, facts[Fact.STATUS]) == ([b"HEAD"], 503)
    asked, facts = await _converse(_answer(status="503 Service Unavailable"))
    assert facts[Fact.STATUS] == 503


@pytest.mark.parametrize(("healthy", "times"), [(200, 2), (403, 1), (0, 1)])
async def test_a_refusal_is_asked_again_where_it_is_not_the_usual_answer(healthy: int, times: int) -> None:
    answer = _answer(status="403 Forbidden")
    asked, facts = await _converse(*[answer] * times, healthy=healthy)
    assert (len(asked), facts[Fact.STATUS]) == (times, 403)


async def test_a_riddle_for_browsers_is_noted() -> None:
    assert Fact.CHALLENGE in await _head(_answer("cf-mitigated: challenge", status="403 Forbidden"))
    assert Fact.CHALLENGE not in await _head(_answer("cf-mitigated: block", status="403 Forbidden"))


@pytest.mark.parametrize(("status", "fails"), [(200, False), (404, False), (499, False), (500, True), (503, True)])
def test_trouble_of_the_server_is_a_failure(status: int, fails: bool) -> None:
    with pytest.raises(ProbeError) if fails else nullcontext() as caught:
        note_server_error({Fact.STATUS: status})
    assert caught is None or caught.value.failure is Failure.HTTP_ERROR


@pytest.mark.parametrize(("body", "found"), [(b"Microsoft Connect Test", True), (b"<html>sign in</html>", False)])
async def test_the_text_of_a_page(body: bytes, found: bool) -> None:
    facts: Facts = {}
    async with _talk(says(_answer(body=body))) as client:
        await note_text(await client.ask("/", facts), "Microsoft Connect Test", facts)
    assert facts[Fact.TEXT_AS_EXPECTED] is found
    assert facts[Fact.BYTES] == len(body)


async def _endless_body(stream: ByteStream) -> None:
    """Send a body of 1 GB, as far as anybody reads it."""
    await stream.receive()
    await stream.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
    while True:
        await stream.send(bytes(65536))


async def test_of_a_text_only_the_beginning_is_read() -> None:
    facts: Facts = {}
    async with _talk(_endless_body) as client:
        await note_text(await client.ask("/", facts), "needle", facts)
    assert facts[Fact.TEXT_AS_EXPECTED] is False
    assert int(str(facts[Fact.BYTES])) < 100_000


_PART = _answer(body=bytes(16_000)).replace(b"16000", b"99999")
_BOMB = gzip.compress(bytes(50_000_000))


@named_rows(
    ("server", "wanted", "least", "most", "failure"),
    {
        "a gigabyte": (_endless_body, 200_000, 200_000, 300_000, None),
        "a whole body": (says(_answer(body=bytes(5000))), 10_000, 5000, 5000, None),
        "one that stops": (says(_PART, then_wait=True), 50_000, 16_000, 16_000, Failure.STALLED),
        "one cut short": (says(_PART), 50_000, 16_000, 16_000, Failure.BAD_ANSWER),
        "a bomb, as it lies there": (
            says(_answer("Content-Encoding: gzip", body=_BOMB)),
            10_000_000,
            len(_BOMB),
            len(_BOMB),
            None,
        ),
    },
)
async def test_of_a_body_as_much_is_read_as_was_wanted_and_came(
    server: Callable[[ByteStream], Awaitable[None]], wanted: int, least: int, most: int, failure: Failure | None
) -> None:
    facts: Facts = {}
    async with _talk(server) as client:
        response = await client.ask("/", facts)
        with pytest.raises(NETWORK_ERRORS) if failure else nullcontext() as caught:
            await read_flow(response, Reading(wanted, 1, 60.0), LoopClock(), facts)
    assert caught is None or classify(caught.value) is failure
    assert least <= int(str(facts[Fact.BYTES])) <= most
    assert (Fact.COMPLETE in facts) is (failure is None and most < wanted)
    assert float(str(facts[Fact.FLOW_SECONDS])) >= 0


async def test_fetching_reads_a_small_answer_and_no_larger_one() -> None:
    async with _talk(says(_answer(body=b"small"))) as client:
        assert await client.fetch("/", {}, 10) == b"small"
    async with _talk(_endless_body) as client:
        with pytest.raises(ProbeError):
            await client.fetch("/", {}, 4096)
    async with _talk(says(_answer(status="403 Forbidden", body=b"small"))) as client:
        with pytest.raises(ProbeError):
            await client.fetch("/", {}, 10)


async def test_a_server_that_hangs_up_between_two_questions() -> None:
    async with _talk(says(_answer("Connection: close", body=b"small"))) as client:
        assert await client.fetch("/", {}, 10) == b"small"
        with pytest.raises(NETWORK_ERRORS) as caught:
            await client.fetch("/", {}, 10)
    assert classify(caught.value) is Failure.CLOSED
