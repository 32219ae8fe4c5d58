"""A connection that is kept open: what is said on it, and how its end is told."""

from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio.abc import ByteStream, SocketStream

from dialtone.engine.late_rows import was_cut_later
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.limits import KeepingLimits
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Variant, Wire
from dialtone.probe import keeping
from dialtone.probe.attempt import attempt_keeping
from dialtone.probe.context import ProbeContext
from dialtone.probe.keeping import keep_open
from dialtone.probe.paired_probes import keep_with_controls
from dialtone.probe.target import Target
from lab.mtproto import Session
from lab.wanoise import Session as WhatsApp
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import is_silent, resets, secured, serve
from probe.websocket_server import accepts, frame

Seen = Callable[..., list[Observation]]
Talk = Callable[[ByteStream], Awaitable[None]]
TARGET = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, HOST)
ROUTE = ("10.0.0.1", 443)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n"


@pytest.fixture
def tools(tools: ProbeContext) -> ProbeContext:
    """A connection lasts for half a second: nothing is timed here, and nobody waits."""
    return replace(tools, limits=replace(tools.limits, keeping=KeepingLimits(0.5, pause=0.06, silence=0.2)))


def telegram(answers: int = 99) -> Callable[[SocketStream], Awaitable[None]]:
    """Answer so many messages of Telegram's protocol, and none after them."""

    async def talk(stream: SocketStream) -> None:
        session, left = Session(), answers
        while True:
            reply = session.feed(await stream.receive())
            if reply and left:
                left -= 1
                await stream.send(reply)

    return talk


def web(answers: int = 99, then: Talk = is_silent) -> Talk:
    """Answer so many requests for a head; then do something else."""

    async def talk(stream: ByteStream) -> None:
        for _ in range(answers):
            request = await stream.receive()
            assert request.startswith(b"HEAD ")
            await stream.send(_HEAD)
        await then(stream)

    return talk


async def hangs_up(stream: ByteStream) -> None:
    await stream.receive()
    await stream.aclose()


async def keep(tools: ProbeContext, endpoint: Endpoint) -> bool:
    lasting = await attempt_keeping(tools, endpoint, TARGET)
    assert lasting is not None
    assert tools.kept.holds(lasting.tcp_stream)
    await keep_open(lasting)
    assert not tools.kept.holds(lasting.tcp_stream), "it is closed"
    kept = AttemptIndex(tools.journal.observations).attempts_at(endpoint, Variant.KEPT)
    return was_cut_later(kept[-1])


def kept(seen: Seen) -> Observation:
    (step,) = seen(Step.KEPT)
    assert step.variant is Variant.KEPT
    return step


async def test_telegram_is_asked_the_same_again_until_the_time_is_over(run: ProbeRun) -> None:
    async with serve(telegram()) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.MTPROTO, host=None))
    step, limits = kept(run.seen), run.tools.limits.keeping
    assert step.failure is None
    assert int(str(step.facts[Fact.EXCHANGES])) > 2
    assert float(str(step.facts[Fact.LIVED])) >= limits.seconds


async def test_heads_are_asked_for_on_one_connection(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.public.serve(), web())) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.HTTPS))
    assert kept(run.seen).failure is None
    assert [o.step for o in run.seen(variant=Variant.KEPT)] == [Step.TCP, Step.TLS, Step.HTTP, Step.KEPT]
    assert run.net.connected == [ROUTE]


async def test_pings_are_answered_on_a_socket(run: ProbeRun) -> None:
    pongs = [frame(10, b"")] * 20
    async with serve(secured(run.authorities.public.serve(), accepts(*pongs))) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.WEBSOCKET))
    assert kept(run.seen).failure is None


async def test_a_socket_that_is_closed_has_ended_in_order(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.public.serve(), accepts(frame(8, b"\x03\xe8")))) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.WEBSOCKET))
    assert kept(run.seen).failure is Failure.CLOSED


async def test_whatsapps_socket_is_greeted_to_the_end_before_it_is_kept(run: ProbeRun) -> None:
    async def talk(stream: ByteStream) -> None:
        with anyio.move_on_after(0.5):
            await accepts()(stream)
        mask, masked = (received := await stream.receive())[2:6], received[6:]
        message = bytes(byte ^ mask[n % 4] for n, byte in enumerate(masked))
        await stream.send(frame(2, WhatsApp().feed(message)) + frame(10, b"") * 20)
        await anyio.sleep_forever()

    async with serve(secured(run.authorities.public.serve(), talk)) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.WHATSAPP_WEBSOCKET))
    steps = [o.step for o in run.seen(variant=Variant.KEPT)]
    assert steps == [Step.TCP, Step.TLS, Step.WEBSOCKET, Step.NOISE, Step.KEPT]


@pytest.mark.usefixtures("brisk")
async def test_what_no_longer_arrives_went_silent(run: ProbeRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "is_acked", lambda _stream: False)
    async with serve(telegram(answers=3)) as run.net.routes[ROUTE]:
        assert await keep(run.tools, run.endpoint(Wire.MTPROTO, host=None))
    step = kept(run.seen)
    assert (step.failure, step.facts[Fact.EXCHANGES], step.facts[Fact.DELIVERED]) == (Failure.STALLED, 2, False)
    assert 0 < float(str(step.facts[Fact.LIVED])) < run.tools.limits.keeping.seconds


@pytest.mark.usefixtures("brisk")
async def test_a_server_that_hears_and_says_no_more_has_ended_nothing(run: ProbeRun) -> None:
    async with serve(telegram(answers=2)) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.MTPROTO, host=None))
    assert (kept(run.seen).failure, kept(run.seen).facts.get(Fact.DELIVERED)) == (Failure.STALLED, True)


@pytest.mark.parametrize(
    ("then", "failure", "ended"), [(hangs_up, Failure.CLOSED, False), (resets, Failure.RESET, True)]
)
async def test_a_reset_is_told_from_an_end_in_order(run: ProbeRun, then: Talk, failure: Failure, ended: bool) -> None:
    async def talk(stream: SocketStream) -> None:
        await stream.send(Session().feed(await stream.receive()))
        await then(stream)

    async with serve(talk) as run.net.routes[ROUTE]:
        assert await keep(run.tools, run.endpoint(Wire.MTPROTO, host=None)) is ended
    assert kept(run.seen).failure is failure


async def test_what_is_left_before_its_end_leaves_nothing_behind(run: ProbeRun) -> None:
    async with serve(telegram()) as run.net.routes[ROUTE]:
        lasting = await attempt_keeping(run.tools, run.endpoint(Wire.MTPROTO, host=None), TARGET)
        assert lasting is not None
        with anyio.move_on_after(0.1):
            await keep_open(lasting)
    assert run.seen(Step.KEPT) == []
    assert [o.failure for o in run.seen(variant=Variant.KEPT)] == [None, None]
    assert not run.tools.kept.holds(lasting.tcp_stream)


async def test_what_is_left_while_it_still_greets_has_passed_so_far(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes[ROUTE]:
        lasting = await attempt_keeping(run.tools, run.endpoint(Wire.HTTPS), TARGET)
        assert lasting is not None
        with anyio.move_on_after(0.1):
            await keep_open(lasting)
    assert [(o.step, o.failure) for o in run.seen(variant=Variant.KEPT)] == [(Step.TCP, None), (Step.TLS, None)]


async def test_a_connection_that_nobody_kept_is_closed_with_the_rest(run: ProbeRun) -> None:
    async with serve(telegram()) as run.net.routes[ROUTE]:
        lasting = await attempt_keeping(run.tools, run.endpoint(Wire.MTPROTO, host=None), TARGET)
        assert lasting is not None
        await run.tools.kept.aclose()
    assert not run.tools.kept.holds(lasting.tcp_stream)


async def test_where_only_a_page_is_answered_nothing_is_kept(run: ProbeRun) -> None:
    async def talk(stream: ByteStream) -> None:
        for answer in (b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n", _HEAD):
            await stream.receive()
            await stream.send(answer)
        await anyio.sleep_forever()

    async with serve(secured(run.authorities.public.serve(), talk)) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.HTTPS))
    assert run.seen(Step.KEPT) == []


@pytest.mark.usefixtures("brisk")
async def test_a_step_that_fails_before_it_is_no_end_of_a_kept_connection(run: ProbeRun) -> None:
    async with serve(secured(run.authorities.public.serve(), is_silent)) as run.net.routes[ROUTE]:
        assert not await keep(run.tools, run.endpoint(Wire.HTTPS))
    assert [(o.step, o.failure) for o in run.seen()][-1] == (Step.HTTP, Failure.TIMEOUT)
    run.net.routes[ROUTE] = ConnectionRefusedError(111, "")
    assert await attempt_keeping(run.tools, run.endpoint(Wire.HTTPS), TARGET) is None


async def test_what_ended_is_kept_again_beside_a_control(run: ProbeRun) -> None:
    control = run.endpoint(Wire.MTPROTO, host=None, addresses=("10.0.0.2",), messenger="")
    server = run.endpoint(Wire.MTPROTO, host=None)
    async with serve(telegram()) as port:
        run.net.routes[ROUTE] = run.net.routes["10.0.0.2", 443] = port
        await keep_with_controls([control], TARGET, run.tools, server)
        assert [o.messenger for o in run.seen(Step.KEPT)].count("") == 1
        assert len(run.seen(Step.KEPT)) == 1 + run.tools.limits.keeping.again
        run.tools.timeouts.learn_round_trip(0.01)
        for _ in range(run.tools.limits.steps.lossy_after):
            run.tools.timeouts.note_loss()
        await keep_with_controls([control], TARGET, run.tools, server)
    assert len(run.seen(Step.KEPT)) == 1 + run.tools.limits.keeping.again, (
        "on a line that loses packets it says nothing"
    )
