"""On a narrow line a check may take longer, and leaves out what would only fill it."""

import pytest

from client_hellos import CHROME
from dialtone.engine import page_rows
from dialtone.engine.decide import decide
from dialtone.engine.line import HeadStart, Line, measure_line
from dialtone.engine.question import Question
from dialtone.engine.requests import Profile
from dialtone.judge.attempts import AttemptIndex
from dialtone.model.catalogue import Control, Controls, Endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.limits import CheckLimits
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Place, Step, Variant, Wire
from dialtone.probe.endpoint_probe import observe_endpoint
from dialtone.probe.journal import RunningStep
from dialtone.probe.line_pace import LinePace
from engine.small_plan import make_messenger, make_plan
from engine.states import QUICK, asks, known, later, names, tried
from named_rows import named_rows
from probe.loopback import LoopbackNetwork
from probe.tools import make_tools

PAGE = Endpoint("app/page", "app", Wire.HTTPS, 443, "page.example.org", read_bytes=32768)
APP = make_messenger("app", PAGE)
CONTROLS = Controls((), (), (), (), (), "neutral.test")
PLAN = make_plan(APP, controls=CONTROLS)


def narrow() -> LinePace:
    pace = LinePace()
    for _ in range(3):
        pace.learn_handshake(3.0, 0.04, neutral=True)
    pace.rate = 8_000.0
    assert pace.is_narrow
    return pace


@pytest.mark.parametrize(("now", "longer"), [(28.4, False), (28.5, True)])
def test_near_its_end_a_check_on_a_narrow_line_is_given_more_time(now: float, longer: bool) -> None:
    late = known(PLAN, line=replace(QUICK, narrow=True), now=now)
    late = replace(late, queue=(Question("server.first", PAGE, observe_endpoint),))
    assert decide(late).state.may_take_longer is longer


LIMITS = replace(CheckLimits(), foreign_first=1.0, foreign_longest=4.0)


@named_rows(
    ("line", "seconds"),
    {
        "quick": (QUICK, 1.0),
        "as long as something arrives": (replace(QUICK, busy=True), 4.0),
        "longer where it is full": (replace(QUICK, filled=True), 15.0),
        "the farther the longer": (replace(QUICK, first_connection=0.3), 3.0),
        "but not so long": (replace(QUICK, first_connection=3.0), 4.0),
    },
)
def test_controls_abroad_are_waited_for(line: Line, seconds: float) -> None:
    head_start, over = HeadStart(LIMITS.foreign_first), list[float]()
    for tick in range(1, 400):
        head_start = head_start.at(tick / 20, line, LIMITS)
        over += [tick / 20] * head_start.over
    assert over[0] == pytest.approx(seconds)


def slow_page() -> list[Observation]:
    return tried(PAGE, Step.FLOW, status=200, bytes=24_576, flow_seconds=3.0)


async def test_a_page_that_is_as_slow_as_the_line_is_not_read_again() -> None:
    net = LoopbackNetwork()
    tools = make_tools(net, pace=narrow())
    tools.journal.observations.extend(slow_page())
    questions = asks("page.again", known(PLAN, slow_page(), line=measure_line(tools)), APP)
    for question in questions:
        await question.observe(tools, PAGE)
    assert questions
    assert len(tools.journal.observations) == len(slow_page())


@pytest.mark.parametrize(
    ("profile", "narrow_line", "asked"),
    [(Profile.USUAL, False, 1), (Profile.QUIET, False, 0), (Profile.USUAL, True, 0)],
)
def test_a_slow_page_on_a_wide_line_is_read_again_beside_itself(
    profile: Profile, narrow_line: bool, asked: int
) -> None:
    state = known(replace(PLAN, profile=profile), steps=coming(), line=replace(QUICK, narrow=narrow_line))
    assert names(asks("page.early", state, APP)) == ["app/page"] * asked


def coming(*, received: int = 8_000, seconds: float = 2.0, last: float = 2.0, lag: float = 0.0) -> tuple[RunningStep]:
    facts: Facts = {Fact.BYTES: received, Fact.FLOW_SECONDS: last, Fact.LAG: lag}
    return (RunningStep(PAGE.id, Step.FLOW, "192.0.2.9:443", 10.0 - seconds, Variant.APP, facts, "app"),)


@named_rows(
    ("step", "slow"),
    {
        "little for half a second": (coming(received=8_000, seconds=0.6, last=0.5), True),
        "not long yet": (coming(received=8_000, seconds=0.4, last=0.4), False),
        "enough": (coming(received=20_000, seconds=0.6, last=0.5), False),
        "nothing yet": (coming(received=0, seconds=2.0, last=0.0), False),
        "some has just come": (coming(received=8_000, seconds=2.0, last=1.77), True),
        "it may have stopped": (coming(received=8_000, seconds=2.0, last=1.73), False),
        "a busy computer": (coming(received=8_000, seconds=0.9, last=0.9, lag=0.5), False),
    },
)
def test_from_when_on_a_page_comes_slowly(step: tuple[RunningStep], slow: bool) -> None:
    assert page_rows.list_slow_pages(known(PLAN, steps=step), 0.5) == [PAGE.id] * slow


SITES = tuple(
    Endpoint(f"control/{n}", "", Wire.HTTPS, 443, None, read_bytes=32768, place=Place.FOREIGN) for n in (1, 2)
)
BESIDE = replace(
    PLAN, catalogue=replace(PLAN.catalogue, controls=replace(CONTROLS, sites=tuple(Control(e) for e in SITES)))
)


def neutral_pages(seconds: float) -> list[Observation]:
    pages = [tried(e, Step.FLOW, attempt=10 + n, bytes=16_000, flow_seconds=seconds) for n, e in enumerate(SITES)]
    return [replace(page[-1], started=1.0, seconds=2.0) for page in pages]


@pytest.mark.parametrize("profile", [Profile.USUAL, Profile.QUIET])
def test_neutral_pages_are_read_once_before_anything_is_read_again_where_every_handshake_was_slow(
    profile: Profile,
) -> None:
    line = replace(QUICK, makes_all_wait=True)
    state = known(replace(BESIDE, profile=profile), steps=coming(), line=line)
    neutral = asks("page.neutral", state)
    assert names(neutral) == ([] if profile is Profile.QUIET else ["control/1", "control/2"])
    assert asks("page.neutral", later(state, neutral)) == []
    assert asks("page.neutral", replace(state, line=replace(line, filled=True))) == []
    beside = tuple(replace(step, endpoint="control/1", messenger="") for step in coming())
    assert asks("page.neutral", replace(state, running_steps=beside)) == [], "it is neutral itself"


@pytest.mark.parametrize(("seconds", "asked"), [(0.45, 0), (0.55, 2)])
def test_neutral_pages_are_read_once_a_page_has_come_slowly_for_half_a_second(seconds: float, asked: int) -> None:
    steps = coming(received=2_000, seconds=seconds, last=seconds)
    assert len(asks("page.neutral", known(BESIDE, steps=steps, line=replace(QUICK, makes_all_wait=True)))) == asked


@pytest.mark.parametrize(("seconds", "may"), [(11.9, False), (12.1, True)])
def test_neutral_pages_are_waited_for_twelve_seconds(seconds: float, may: bool) -> None:
    state = known(BESIDE, steps=coming(), line=replace(QUICK, makes_all_wait=True))
    for question in asks("page.neutral", state):
        state = state.after_asking(question).after_starting(question)
    assert page_rows.may_read_again(replace(state, now=state.now + seconds)) is may


HOME = Endpoint("control/home", "", Wire.HTTPS, 443, None, place=Place.DOMESTIC)
NEAR = replace(
    BESIDE,
    country="RU",
    catalogue=replace(
        BESIDE.catalogue, controls=replace(CONTROLS, sites=(*map(Control, SITES), Control(HOME, countries=("RU",))))
    ),
)


@named_rows(
    ("abroad", "line", "asked"),
    {
        "all slow": (neutral_pages(2.0), QUICK, ["control/home"]),
        "one may be slow itself": (neutral_pages(2.0)[:1], QUICK, []),
        "one was fast": ([*neutral_pages(2.0)[:1], *neutral_pages(0.1)[1:]], QUICK, []),
        "it is full": (neutral_pages(2.0), replace(QUICK, filled=True), []),
        "handshakes waited": ([], replace(QUICK, narrow=True), ["control/home"]),
        "they did, and it is": ([], replace(QUICK, narrow=True, filled=True), []),
    },
)
def test_a_page_at_home_is_read_where_all_abroad_crawl(abroad: list[Observation], line: Line, asked: list[str]) -> None:
    state = known(NEAR, abroad, line=line)
    home = asks("page.home", state)
    assert names(home) == asked
    assert all(question.endpoint.read_bytes == 24_576 for question in home)
    assert asks("page.home", later(state, home)) == [] or not home
    assert asks("page.home", replace(state, plan=replace(NEAR, country=""))) == [], "nobody named it"


@pytest.mark.parametrize(("seconds", "asked"), [(2.0, 1), (0.4, 0)])
def test_it_does_not_wait_for_the_end_of_those_that_come_slowly(seconds: float, asked: int) -> None:
    (step,) = coming(received=2_000, seconds=seconds, last=seconds)
    second = replace(step, endpoint="control/2", messenger="")
    assert len(asks("page.home", known(NEAR, neutral_pages(2.0)[:1], steps=(second,)))) == asked
    assert asks("page.home", known(NEAR, neutral_pages(0.1)[:1], steps=(second,))) == [], "the first was fast"


@named_rows(("beside", "again"), {"as slow": (2.0, 0), "fast": (0.1, 1), "half as slow": (0.9, 1)})
def test_a_page_that_came_as_neutral_ones_did_is_not_read_again(beside: float, again: int) -> None:
    told = AttemptIndex([*slow_page(), *neutral_pages(beside)])
    assert len(asks("page.again", known(BESIDE, told), APP)) == again


def test_a_page_that_is_too_quick_to_be_called_slow_and_still_in_doubt_is_read_again_once() -> None:
    told = AttemptIndex([*slow_page(), *neutral_pages(0.9)])
    state = known(BESIDE, told)
    (once,) = asks("page.again", state, APP)
    assert asks("page.again", later(state, [once]), APP) == []


def test_neutral_pages_that_are_still_read_are_waited_for_and_decide() -> None:
    line = replace(QUICK, makes_all_wait=True)
    state = known(BESIDE, slow_page(), steps=coming(), line=line)
    for question in asks("page.neutral", state):
        state = state.after_asking(question).after_starting(question)
    (again,) = asks("page.again", state, APP)
    waiting = state.after_asking(again)
    assert not page_rows.may_read_again(waiting)
    assert "page.again" not in [question.row for question in decide(waiting).started.values()]
    told = replace(waiting, index=AttemptIndex([*slow_page(), *neutral_pages(2.0)]))
    assert not page_rows.is_still_wanted(told, again)
    ended = told.after_end(0).after_end(1)
    decision = decide(ended)
    assert again not in decision.state.queue
    assert "page.again" not in [question.row for question in decision.started.values()]


@pytest.mark.parametrize(("shared", "room"), [(False, 4), (True, 1)])
def test_only_a_few_pages_are_read_again_at_once(shared: bool, room: int) -> None:
    state = known(BESIDE, line=replace(QUICK, filled=shared))
    for number in range(room):
        assert page_rows.may_read_again(state), number
        question = Question("page.again", replace(PAGE, id=f"app/{number}"), observe_endpoint)
        state = state.after_asking(question).after_starting(question)
    assert not page_rows.may_read_again(state)


async def test_a_page_slower_than_a_full_line_is_read_alone_then_beside_one(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []
    preferred: list[frozenset[str]] = []

    async def reads(beside: tuple[Endpoint, ...], at: frozenset[str], *_: object) -> None:
        read.append([e.id for e in beside])
        preferred.append(at)

    monkeypatch.setattr("dialtone.engine.page_rows.read_with_controls", reads)
    tools = make_tools(LoopbackNetwork(), pace=narrow())
    tools.pace.rate = 30_000.0
    tools.journal.observations.extend(slow_page())
    (task,) = asks("page.again", known(BESIDE, slow_page()), APP)
    await task.observe(tools, task.endpoint)
    assert read == [[], ["control/1"]], "8 KB/s of 30"
    assert preferred == [{"192.0.2.99:443"}] * 2, "where it was answered before"


def test_what_is_read_again_says_no_browsers_words() -> None:
    """They are said once, beside its first reading, which need not have ended."""
    page = replace(PAGE, hello=CHROME)
    app = replace(APP, endpoints=(page,))
    plan = replace(BESIDE, messengers=(app,), catalogue=replace(BESIDE.catalogue, messengers=(app,)))
    assert [q.endpoint.hello for q in asks("page.again", known(plan, slow_page()), app)] == [None]


@pytest.mark.parametrize(
    ("line", "asked"), [(QUICK, 1), (replace(QUICK, narrow=True), 0), (replace(QUICK, lossy=True), 0)]
)
def test_servers_that_lost_packets_are_asked_again_unless_the_line_is_why(line: Line, asked: int) -> None:
    rows = [o for n in range(1, 9) for o in tried(PAGE, Step.TCP, attempt=n, seconds=1.2, resent=2)]
    state = known(PLAN, rows, line=line)
    assert len(asks("server.loss", state, APP)) == asked
    assert asks("server.loss", later(state, asks("server.loss", state, APP)), APP) == []
