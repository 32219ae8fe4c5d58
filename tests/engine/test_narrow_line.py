"""On a narrow line a check may take longer, and leaves out what would only fill it."""

from typing import cast

import anyio
import pytest

from client_hellos import CHROME
from dialtone.engine.concurrency import allow_longer, comes_while_busy
from dialtone.engine.plan import Plan, Task
from dialtone.engine.rechecks import loss_recheck
from dialtone.engine.sending_rechecks import upload_look
from dialtone.engine.speed_rechecks import SpeedRecheck
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Catalogue, Control, Controls, Endpoint, Messenger
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.limits import CheckLimits, Limits
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Function, Place, Step, Wire
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.journal import Journal
from dialtone.probe.line_pace import LinePace
from dialtone.probe.protocols.tls import Contexts
from dialtone.probe.timeouts import AdaptiveTimeouts
from idle_time import LoopClock
from probe.loopback import LoopbackNetwork

pytestmark = pytest.mark.anyio

PAGE = Endpoint("app/page", "app", Wire.HTTPS, 443, "page.example.org", read_bytes=32768)
APP = Messenger("app", "App", "A", "#000000", endpoints=(PAGE,), functions=())
CONTROLS = Controls((), (), (), (), (), "neutral.test")
PLAN = Plan(Catalogue("0", (APP,), CONTROLS), (APP,), Computer(platform="linux"), frozenset(), "0", ())
NO_NAMES = cast(Names, None)


def narrow() -> LinePace:
    pace = LinePace()
    for _ in range(3):
        pace.learn(3.0, 0.04, neutral=True)
    pace.rate = 8_000.0
    assert pace.is_narrow
    return pace


def context(net: LoopbackNetwork, pace: LinePace) -> ProbeContext:
    clock, limits = LoopClock(), Limits()
    known = ProbeContext(
        net,
        clock,
        Journal(clock),
        AdaptiveTimeouts(limits.steps),
        Contexts([], {}),
        "neutral.test",
        "",
        frozenset(),
        ipv6=False,
        limits=limits,
    )
    return replace(known, pace=pace)


@pytest.mark.parametrize(
    ("pace", "busy", "longer"),
    [(narrow(), False, True), (LinePace(), False, False), (LinePace(), True, True)],
    ids=["narrow", "wide", "on a busy computer"],
)
async def test_a_check_may_take_longer(pace: LinePace, busy: bool, longer: bool) -> None:
    limits = replace(CheckLimits(), seconds=0.02, narrow_seconds=60.0)
    with anyio.CancelScope(deadline=anyio.current_time() + 5) as check:
        before = check.deadline
        await allow_longer(check, pace, lambda: busy, limits)
    assert (check.deadline > before + 50) is longer


@pytest.mark.parametrize("busy", [True, False])
async def test_controls_abroad_are_waited_for_as_long_as_something_arrives(busy: bool) -> None:
    pace = LinePace()
    pace.is_busy = busy
    limits = replace(CheckLimits(), foreign_first=0.02, foreign_times=3)
    began = anyio.current_time()
    assert not await comes_while_busy(anyio.Event(), pace, limits)
    assert (anyio.current_time() - began > 0.05) is busy


async def test_controls_abroad_are_waited_for_longer_on_a_line_that_is_full() -> None:
    pace, event = LinePace(), anyio.Event()
    for seconds in (0.04, 0.9):
        pace.learn_way(seconds)
    assert pace.is_filled
    limits = replace(CheckLimits(), foreign_first=0.02, foreign_times=1, foreign_times_filled=500)
    async with anyio.create_task_group() as group:

        async def answer() -> None:
            await anyio.sleep(0.2)
            event.set()

        group.start_soon(answer)
        assert await comes_while_busy(event, pace, limits)


async def test_the_farther_the_first_host_the_longer_those_abroad_are_waited_for() -> None:
    pace = LinePace()
    pace.learn_way(0.2)
    limits = replace(CheckLimits(), foreign_first=0.01, foreign_ways=1)
    began = anyio.current_time()
    assert not await comes_while_busy(anyio.Event(), pace, limits)
    assert anyio.current_time() - began >= 0.19


def slow_page() -> list[Observation]:
    facts: Facts = {Fact.BYTES: 24_576, Fact.FLOW_SECONDS: 3.0}
    rows = [(Step.TCP, {Fact.FROM: "system"}), (Step.TLS, {}), (Step.HTTP, {Fact.STATUS: 200}), (Step.FLOW, facts)]
    return [
        Observation(n, "app", "app/page", step, "192.0.2.9:443", 0.1 * n, 0.1, None, cast(Facts, of), 1)
        for n, (step, of) in enumerate(rows, 1)
    ]


async def test_a_page_that_is_as_slow_as_the_line_is_not_read_again() -> None:
    net = LoopbackNetwork()
    tools = context(net, narrow())
    tasks = SpeedRecheck(PLAN).work(PAGE, AttemptIndex(slow_page()))
    for task in tasks:
        await task.observe(tools, NO_NAMES, PAGE)
    assert tasks
    assert not tools.journal.observations


@pytest.mark.parametrize("quiet", [False, True])
async def test_a_page_that_comes_slowly_on_a_wide_line_is_read_again_while_it_is_read(quiet: bool) -> None:
    tools = context(LoopbackNetwork(), LinePace())
    tools.patience.learn(0.04)
    for _ in range(tools.limits.steps.handshakes_known):
        tools.patience.note_handshake(0.05)
    began = tools.journal.elapsed() - 2
    always = 3600.0  # however late this computer looks, something has just come
    facts: Facts = {Fact.BYTES: 8_000, Fact.FLOW_SECONDS: always}
    tools.journal.begin(tools.journal.attempt("app", "app/page"), Step.FLOW, "t", began, facts)
    tasks = SpeedRecheck(replace(PLAN, quiet=quiet)).look(tools, AttemptIndex(()))
    assert [task.endpoint.id for task in tasks] == ([] if quiet else ["app/page"])


SITES = tuple(
    Endpoint(f"control/{n}", "", Wire.HTTPS, 443, None, read_bytes=32768, place=Place.FOREIGN) for n in (1, 2)
)
BESIDE = replace(
    PLAN, catalogue=replace(PLAN.catalogue, controls=replace(CONTROLS, sites=tuple(Control(e) for e in SITES)))
)


def makes_all_wait() -> LinePace:
    pace = LinePace()
    for _ in range(2):
        pace.learn(0.6, 0.04, neutral=True)
    assert pace.makes_all_wait
    return pace


def neutral_pages(seconds: float) -> list[Observation]:
    facts: Facts = {Fact.BYTES: 16_000, Fact.FLOW_SECONDS: seconds}
    return [
        Observation(10 + n, "", site.id, Step.FLOW, "198.51.100.9:443", 0.2, 2.0, None, facts, 10 + n)
        for n, site in enumerate(SITES)
    ]


def slow_page_under_way(tools: ProbeContext) -> None:
    facts: Facts = {Fact.BYTES: 8_000, Fact.FLOW_SECONDS: 3600.0}
    began = tools.journal.elapsed() - 2
    tools.journal.begin(tools.journal.attempt("app", "app/page"), Step.FLOW, "192.0.2.9:443", began, facts)


@pytest.mark.parametrize("quiet", [False, True])
async def test_neutral_pages_are_read_once_before_anything_is_read_again_where_every_handshake_was_slow(
    quiet: bool,
) -> None:
    tools = context(LoopbackNetwork(), makes_all_wait())
    slow_page_under_way(tools)
    closer = SpeedRecheck(replace(BESIDE, quiet=quiet))
    rounds = [[task.endpoint.id for task in closer.look(tools, AttemptIndex(()))] for _ in range(2)]
    assert rounds == [[] if quiet else ["control/1", "control/2"], []]


@pytest.mark.parametrize(("beside", "again"), [(2.0, 0), (0.1, 1), (0.9, 1)], ids=["as slow", "fast", "half as slow"])
async def test_a_page_that_came_as_neutral_ones_did_is_not_read_again(beside: float, again: int) -> None:
    told = AttemptIndex([*slow_page(), *neutral_pages(beside)])
    assert len(SpeedRecheck(BESIDE).work(PAGE, told)) == again


async def test_a_page_that_is_too_quick_to_be_called_slow_and_still_in_doubt_is_read_again_once() -> None:
    told = AttemptIndex([*slow_page(), *neutral_pages(0.9)])
    closer = SpeedRecheck(BESIDE)
    assert [len(closer.work(PAGE, told)) for _ in range(2)] == [1, 0]


async def test_neutral_pages_that_are_still_read_are_waited_for_and_decide() -> None:
    net = LoopbackNetwork()
    tools = context(net, makes_all_wait())
    slow_page_under_way(tools)
    closer = SpeedRecheck(BESIDE)
    neutral = closer.look(tools, AttemptIndex(()))
    tools.journal.observations.extend(slow_page())
    (again,) = closer.work(PAGE, AttemptIndex(tools.journal.observations))

    async def observe(task: Task) -> None:
        known = (
            replace(task.endpoint, host=None, addresses=("192.0.2.9",)) if task.endpoint.messenger else task.endpoint
        )
        await task.observe(tools, NO_NAMES, known)

    async with anyio.create_task_group() as group:
        group.start_soon(observe, again)
        await anyio.wait_all_tasks_blocked()
        tools.journal.observations.extend(neutral_pages(2.0))
        for task in neutral:
            group.start_soon(observe, task)
    asked = [o.endpoint for o in tools.journal.observations if o.step is not Step.FLOW and o.number > 4]
    assert "app/page" not in asked


async def test_on_a_full_line_a_page_that_is_slower_than_it_is_read_again_alone_and_then_beside_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[list[str]] = []

    async def reads(beside: tuple[Endpoint, ...], *_: object, **__: object) -> None:
        read.append([e.id for e in beside])

    monkeypatch.setattr("dialtone.engine.speed_rechecks.read_with_controls", reads)
    tools = context(LoopbackNetwork(), narrow())
    tools.pace.rate = 30_000.0
    tools.journal.observations.extend(slow_page())
    (task,) = SpeedRecheck(BESIDE).work(PAGE, AttemptIndex(tools.journal.observations))
    await task.observe(tools, NO_NAMES, task.endpoint)
    assert read == [[], ["control/1"]], "8 KB/s of 30"


def test_what_is_read_again_says_no_browsers_words() -> None:
    """They are said once, beside its first reading, which need not have ended."""
    page = replace(PAGE, hello=CHROME)
    app = replace(APP, endpoints=(page,))
    plan = replace(BESIDE, messengers=(app,), catalogue=replace(BESIDE.catalogue, messengers=(app,)))
    assert [t.endpoint.hello for t in SpeedRecheck(plan).work(page, AttemptIndex(slow_page()))] == [None]


async def test_nothing_large_is_sent_where_every_handshake_was_slow() -> None:
    net = LoopbackNetwork()
    tools = context(net, makes_all_wait())
    media = FunctionRule(Function.MEDIA, (("app/page",),), ("app/page",))
    (task,) = upload_look(PLAN, replace(APP, functions=(media,)), AttemptIndex(slow_page()[:3]))
    await task.observe(tools, NO_NAMES, task.endpoint)
    assert not tools.journal.observations


async def test_what_was_sent_again_got_lost_on_a_wide_line_alone() -> None:
    tools = context(LoopbackNetwork(), narrow())
    first: Facts = {Fact.FROM: "system", Fact.RESENT: 2}
    rows = [
        Observation(n, "app", "app/page", Step.TCP, "192.0.2.9:443", 0.1 * n, 1.2, None, first, n) for n in range(1, 9)
    ]
    tasks = loss_recheck(PLAN, APP, AttemptIndex(rows))
    for task in tasks:
        await task.observe(tools, NO_NAMES, PAGE)
    assert tasks
    assert not tools.journal.observations
