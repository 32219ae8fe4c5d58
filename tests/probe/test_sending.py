"""What is sent: a body, a message in pieces, and what becomes of either."""

from collections.abc import Callable

import anyio
import pytest
from anyio.abc import ByteStream, SocketStream

from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.limits import Limits
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Variant, Wire
from dialtone.probe import sending
from dialtone.probe.attempt import attempt_again, attempt_with
from dialtone.probe.target import Target
from lab.mtproto import Session as Telegram
from lab.wanoise import Session as WhatsApp
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import is_silent, resets, says, secured, serve

pytestmark = pytest.mark.usefixtures("brisk")

TARGET = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, HOST)
ROUTE = ("10.0.0.1", 443)
REFUSAL = b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture
def heard() -> list[bytes]:
    return []


@pytest.fixture
def listener(heard: list[bytes]) -> Callable[[ByteStream], object]:
    async def listen(stream: ByteStream) -> None:
        while True:
            heard.append(await stream.receive())

    return listen


async def test_a_body_arrives_whatever_the_server_says_to_it(run: ProbeRun) -> None:
    for answer in (says(REFUSAL, then_wait=True), is_silent):
        async with serve(secured(run.authorities.public.serve(), answer)) as run.net.routes[ROUTE]:
            endpoint = run.endpoint(Wire.HTTPS)
            failed = await attempt_with(run.tools, endpoint, TARGET, Variant.UPLOAD, sending.send_first_body)
        assert failed is None
    for step in run.seen(Step.SENDING, Variant.UPLOAD):
        assert 18_000 < int(str(step.facts[Fact.BYTES])) < 20_000, "filters freeze uploads after 16 to 20 KB"
        assert step.facts[Fact.PIECES] == 20, "with six of the handshake more than the 25 that some filters let pass"


@pytest.mark.parametrize(
    ("way", "took", "pause"),
    [(0.04, 0.0, 0.004), (0.04, 0.05, 0.003), (0.07, 0.06, 0.007), (0.07, 0.08, 0.0035), (0.3, 0.2, 0.008)],
)
def test_pieces_follow_twice_as_closely_once_the_first_ack_may_have_come(way: float, took: float, pause: float) -> None:
    limits = Limits().sending
    assert sending.choose_pause(limits, limits.short_pause, way, took) == pytest.approx(pause)
    assert sending.choose_pause(limits, limits.longest_pause, 10 * way, took) == pytest.approx(0.02), "a small message"


@pytest.mark.parametrize("size", [28, 56, 57, 59, 63, 18_575])
def test_a_message_is_cut_into_as_many_pieces_as_wanted(size: int) -> None:
    message = bytes(n % 251 for n in range(size))
    pieces = sending.split_evenly(message, 28)
    assert (len(pieces), b"".join(pieces)) == (28, message)
    assert max(map(len, pieces)) - min(map(len, pieces)) <= 1


def test_no_piece_is_empty() -> None:
    assert sending.split_evenly(b"ab", 28) == [b"a", b"b"]


async def test_a_small_message_goes_in_many_pieces_and_is_whole(
    run: ProbeRun, heard: list[bytes], listener: Callable[[ByteStream], None]
) -> None:
    async with serve(secured(run.authorities.public.serve(), listener)) as run.net.routes[ROUTE]:  # type: ignore[arg-type]
        endpoint = run.endpoint(Wire.HTTPS, path="/ws/chat")
        await attempt_with(run.tools, endpoint, TARGET, Variant.IN_PIECES, sending.send_in_pieces)
        await anyio.sleep(0.05)
    assert b"".join(heard) == f"HEAD /ws/chat HTTP/1.1\r\nHost: {HOST}\r\nAccept: */*\r\n\r\n".encode()
    assert len(heard) > run.tools.limits.sending.pieces / 2
    assert run.seen(Step.SENDING)[0].failure is None


async def test_pieces_are_sent_apart(run: ProbeRun) -> None:
    """Without a pause a system may put several of them into one packet."""
    apart = replace(run.tools.limits.sending, pieces=5, shortest_pause=0.1, longest_pause=0.1)
    tools = replace(run.tools, limits=replace(run.tools.limits, sending=apart))
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes[ROUTE]:
        began = anyio.current_time()
        await attempt_with(tools, run.endpoint(Wire.HTTPS), TARGET, Variant.IN_PIECES, sending.send_in_pieces)
    assert anyio.current_time() - began >= 4 * apart.shortest_pause


@pytest.mark.parametrize(
    ("wire", "session", "steps"),
    [
        (Wire.WHATSAPP_NOISE, WhatsApp, [Step.TCP, Step.NOISE, Step.SENDING]),
        (Wire.MTPROTO, Telegram, [Step.TCP, Step.MTPROTO, Step.SENDING]),
    ],
)
async def test_after_a_greeting_the_beginning_of_what_follows_goes_in_pieces(
    run: ProbeRun, wire: Wire, session: Callable[[], WhatsApp | Telegram], steps: list[Step]
) -> None:
    async def answer(stream: ByteStream) -> None:
        await stream.send(session().feed(await stream.receive()))
        await anyio.sleep_forever()

    async with serve(answer) as run.net.routes[ROUTE]:
        await attempt_with(run.tools, run.endpoint(wire), TARGET, Variant.IN_PIECES, sending.send_in_pieces)
    assert [step.step for step in run.seen()] == steps
    (step,) = run.seen(Step.SENDING)
    assert (step.failure, step.facts[Fact.PIECES]) == (None, 28)


async def test_what_is_not_acknowledged_stopped_on_the_way(run: ProbeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "unacked", lambda _stream: 3)
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes[ROUTE]:
        await attempt_with(run.tools, run.endpoint(Wire.HTTPS), TARGET, Variant.UPLOAD, sending.send_large_body)
    (step,) = run.seen(Step.SENDING)
    assert (step.failure, step.facts[Fact.DELIVERED]) == (Failure.STALLED, False)
    assert 24_000 < int(str(step.facts[Fact.BYTES])) < 26_000, "more than any filter known lets through"


async def test_what_is_not_acknowledged_yet_is_on_its_way(run: ProbeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    left = iter([9, 6, 3, 0])
    monkeypatch.setattr(sending, "unacked", lambda _stream: next(left))
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes[ROUTE]:
        await attempt_with(run.tools, run.endpoint(Wire.HTTPS), TARGET, Variant.UPLOAD, sending.send_large_body)
    (step,) = run.seen(Step.SENDING)
    assert step.failure is None
    assert 0 < float(str(step.facts[Fact.STILL_COMING])) <= float(str(step.facts[Fact.FLOW_SECONDS]))


@pytest.mark.parametrize(("answer", "failure"), [(says(REFUSAL), None), (is_silent, Failure.STALLED)])
async def test_a_system_that_shows_no_acks_waits_for_an_answer_and_blames_nobody(
    run: ProbeRun, monkeypatch: pytest.MonkeyPatch, answer: Callable[[ByteStream], None], failure: Failure | None
) -> None:
    monkeypatch.setattr(sending, "unacked", lambda _stream: None)
    async with serve(secured(run.authorities.public.serve(), answer)) as run.net.routes[ROUTE]:  # type: ignore[arg-type]
        await attempt_with(run.tools, run.endpoint(Wire.HTTPS), TARGET, Variant.UPLOAD, sending.send_large_body)
    (step,) = run.seen(Step.SENDING)
    assert step.failure is failure
    assert Fact.DELIVERED not in step.facts


async def test_said_again_it_is_a_handshake_or_the_whole_greeting(run: ProbeRun) -> None:
    page = says(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
    endpoint = run.endpoint(Wire.HTTPS, read_bytes=100)
    async with serve(secured(run.authorities.public.serve(), page)) as run.net.routes[ROUTE]:
        await attempt_again(run.tools, endpoint, TARGET, whole=False)
        await attempt_again(run.tools, endpoint, TARGET, whole=True)
    assert [o.step for o in run.seen(None, Variant.AGAIN)] == [Step.TCP, Step.TLS, Step.TCP, Step.TLS, Step.HTTP]


async def test_said_again_it_may_be_cut_off(run: ProbeRun) -> None:
    async def end(stream: SocketStream) -> None:
        await resets(stream)

    async with serve(end) as run.net.routes[ROUTE]:
        await attempt_again(run.tools, run.endpoint(Wire.HTTPS), TARGET, whole=False)
    assert [(o.step, o.failure) for o in run.seen()] == [(Step.TCP, None), (Step.TLS, Failure.RESET)]
