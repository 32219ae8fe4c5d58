"""How much a check asks by the limits that people's computers use, each from both sides."""

from collections.abc import Sequence
from random import Random

import anyio
import pytest

from dialtone.engine.control_rows import Choice, Reasons
from dialtone.engine.decide import decide
from dialtone.engine.first_questions import draw_start_times, make_quiet_plan
from dialtone.engine.line import HeadStart
from dialtone.engine.proxy_test import choose_proxied_messengers, run_proxy_test
from dialtone.engine.question import Question
from dialtone.engine.queueing import queue_questions
from dialtone.engine.requests import Profile
from dialtone.engine.state import State, make_initial_state
from dialtone.model.catalogue import Control, Endpoint
from dialtone.model.endpoint import FunctionRule
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.limits import CheckLimits, Limits
from dialtone.model.observation import Observation
from dialtone.model.proxy import Proxy, ProxyKind
from dialtone.model.vocabulary import Failure, Function, Place, Step, Wire
from dialtone.probe.endpoint_probe import observe_endpoint
from engine.simulated import SimulatedNetwork
from engine.small_plan import CHAT, CONTROLS, make_messenger, make_plan
from engine.states import QUICK, asks, known, tried
from idle_time import LoopClock
from virtual_time import in_virtual_time

SERVERS = tuple(
    Endpoint(f"app/{n}", "app", Wire.TLS, 443, f"host{n}.example.org", (f"192.0.2.{n}",)) for n in range(20)
)
MESSAGES = FunctionRule(Function.MESSAGES, tuple((e.id,) for e in SERVERS))
APP = make_messenger("app", *SERVERS, functions=(MESSAGES,))
PLAN = make_plan(APP)
LIMITS = Limits()


def answered(endpoints: Sequence[Endpoint], last: Step = Step.TLS, first: int = 1) -> list[Observation]:
    return [o for number, e in enumerate(endpoints, first) for o in tried(e, last, attempt=number)]


# What is under way


def started(state: State) -> int:
    return sum(question.row == "server.first" for question in decide(state).started.values())


def waiting(number: int) -> State:
    questions = [Question("server.first", replace(CHAT, id=f"alpha/{n}"), observe_endpoint) for n in range(number)]
    return make_initial_state(replace(PLAN, messengers=()), questions, seed=1)


def test_at_most_48_endpoints_begin_at_once() -> None:
    assert started(waiting(60)) == 48


@pytest.mark.parametrize(("seconds", "more"), [(0.9, 0), (1.1, 48)])
def test_after_a_second_an_endpoint_frees_its_slot(seconds: float, more: int) -> None:
    state = decide(waiting(100)).state
    assert started(state.after_time(state.now + seconds, QUICK)) == more


def test_at_most_160_endpoints_are_under_way() -> None:
    state, begun = waiting(300), 0
    for _ in range(6):
        begun += started(state)
        state = decide(state).state.after_time(state.now + 1.1, QUICK)
    assert begun == 160


# How often something is asked again


def test_of_lossy_servers_two_are_asked_again() -> None:
    lossy = [o for n, e in enumerate(SERVERS[:5], 1) for o in tried(e, attempt=n, resent=2)]
    lossy = [replace(o, seconds=1.2) for o in lossy]
    assert len(asks("server.loss", known(PLAN, lossy), APP)) == 2


@pytest.mark.parametrize(("place", "asked"), [(5, 2), (6, 0)])
def test_the_first_six_messengers_are_asked_late_two_servers_of_each(place: int, asked: int) -> None:
    others = [make_messenger(f"other{n}") for n in range(10)]
    plan = replace(PLAN, messengers=(*others[:place], APP, *others[place:]))
    assert len(asks("late.app_handshake", known(plan, answered(SERVERS)), APP)) == asked


def test_of_a_messenger_the_share_of_five_servers_is_measured() -> None:
    cut = [o for n, e in enumerate(SERVERS, 100) for o in tried(e, Step.TLS, Failure.RESET, attempt=n)]
    assert len(asks("share", known(PLAN, [*answered(SERVERS), *cut]), APP)) == 5


@pytest.mark.parametrize(
    ("so_far", "failure", "more"),
    [(2, Failure.RESET, 3), (2, Failure.TIMEOUT, 6), (4, Failure.TIMEOUT, 4), (9, Failure.TIMEOUT, 3)],
)
def test_a_share_takes_twelve_attempts_three_at_once_but_eight_in_one_round_where_they_are_silent(
    so_far: int, failure: Failure, more: int
) -> None:
    rows = [o for n in range(so_far) for o in tried(SERVERS[0], Step.TLS, failure if n % 2 else None, attempt=n + 1)]
    (question,) = asks("share", known(PLAN, rows), APP)
    assert question.observe.args[1] == more  # type: ignore[attr-defined]


@pytest.mark.parametrize(("seconds", "asked"), [(0.95, 0), (1.05, 1)])
def test_a_neutral_address_is_connected_to_every_second(seconds: float, asked: int) -> None:
    assert len(asks("control.pulse", known(PLAN, now=seconds))) == asked


SITES = tuple(
    Endpoint(f"control/{n}", "", Wire.HTTPS, 443, f"n{n}.example.org", read_bytes=32_768, place=Place.FOREIGN)
    for n in range(5)
)
HOMES = tuple(replace(e, id=f"{e.id}/home", place=Place.DOMESTIC) for e in SITES)
PAGE = Endpoint("app/page", "app", Wire.HTTPS, 443, "page.example.org", read_bytes=16_384)
READER = make_messenger("app", PAGE, functions=(FunctionRule(Function.WEB, ((PAGE.id,),), (PAGE.id,)),))
READING = make_plan(
    READER,
    controls=replace(CONTROLS, sites=(*map(Control, SITES), *(Control(e, countries=("RU",)) for e in HOMES))),
    country="RU",
)


def neutral_beside(question: Question) -> list[str]:
    return [e.id for e in question.observe.args[0]]  # type: ignore[attr-defined]


def test_a_slow_page_is_read_beside_two_of_ordinary_sites_abroad() -> None:
    slow = tried(PAGE, Step.FLOW, bytes=16_384, flow_seconds=4.0)
    (again,) = asks("page.again", known(READING, slow), READER)
    assert neutral_beside(again) == ["control/0", "control/1"]
    assert again.endpoint.read_bytes == 65_536


def test_a_page_that_stopped_is_read_beside_two_at_home() -> None:
    stopped = tried(PAGE, Step.FLOW, Failure.STALLED, bytes=16_384, flow_seconds=0.2)
    (again,) = asks("page.domestic", known(READING, stopped), READER)
    assert neutral_beside(again) == ["control/0/home", "control/1/home"]


def test_six_servers_get_a_message_in_pieces_the_first_beside_one_site() -> None:
    page = replace(PAGE, id="app/page")
    app = make_messenger("app", *SERVERS, page, functions=(MESSAGES,))
    plan = make_plan(app, controls=READING.catalogue.controls)
    stopped = tried(page, Step.FLOW, Failure.STALLED, attempt=99, bytes=16_384, flow_seconds=0.2)
    asked = asks("body.pieces", known(plan, [*answered(SERVERS), *stopped]), app)
    assert [len(neutral_beside(question)) for question in asked] == [1, 0, 0, 0, 0, 0]


# How long a check takes


@pytest.mark.parametrize(
    ("seconds", "longer", "ends"), [(29.9, False, False), (30.0, False, True), (59.9, True, False), (60.0, True, True)]
)
def test_a_check_takes_half_a_minute_or_where_allowed_a_whole_one(seconds: float, longer: bool, ends: bool) -> None:
    assert decide(replace(waiting(1), now=seconds, may_take_longer=longer)).ends is ends


@pytest.mark.parametrize(("seconds", "over"), [(0.55, False), (0.65, True)])
def test_hosts_abroad_have_a_head_start_of_six_tenths_of_a_second(seconds: float, over: bool) -> None:
    assert make_initial_state(PLAN, [], 1).head_start.at(seconds, QUICK, CheckLimits()).over is over


@pytest.mark.parametrize(("seconds", "over"), [(2.35, False), (2.45, True)])
def test_on_a_long_line_the_head_start_takes_no_more_than_two_and_a_half_seconds(seconds: float, over: bool) -> None:
    line = replace(QUICK, first_connection=1.0)
    assert HeadStart(CheckLimits().foreign_first).at(seconds, line, CheckLimits()).over is over


@pytest.mark.parametrize(("seconds", "choice"), [(1.1, Choice.WAIT), (1.3, Choice.DROP)])
def test_sites_abroad_wait_a_second_and_a_fifth_longer_for_those_at_home(seconds: float, choice: Choice) -> None:
    home = Question("control.home", HOMES[0], observe_endpoint)
    state = replace(known(READING, now=10.0 + seconds), head_start_ended_at=10.0, queue=(home,))
    elsewhere = Question("control.elsewhere", replace(HOMES[1], id="control/far"), observe_endpoint)
    assert Reasons(state).choose(elsewhere) is choice


@pytest.mark.parametrize(
    ("hosted_in", "failure", "choice"),
    [("RU", Failure.TIMEOUT, Choice.ASK), ("RU", None, Choice.DROP), ("KR", Failure.TIMEOUT, Choice.DROP)],
)
def test_sites_at_home_are_asked_where_a_service_at_home_fails(
    hosted_in: str, failure: Failure | None, choice: Choice
) -> None:
    """Though hosts abroad answer: whether the way to it is free, a site beside it tells."""
    controls = replace(CONTROLS, sites=(*map(Control, SITES), *(Control(e, countries=("RU",)) for e in HOMES)))
    service = replace(APP, hosted_in=(hosted_in,))
    rows = [*answered(SITES, Step.HTTP), *tried(SERVERS[0], Step.TCP if failure else Step.HTTP, failure, attempt=99)]
    state = known(replace(make_plan(service, controls=controls), country="RU"), rows)
    assert Reasons(state).choose(Question("control.home", HOMES[0], observe_endpoint)) is choice


@pytest.mark.parametrize(
    ("failure", "choice"), [(Failure.NO_SUCH_NAME, Choice.ASK), (Failure.NO_ADDRESS, Choice.DROP), (None, Choice.DROP)]
)
def test_sites_at_home_are_asked_where_a_service_at_home_has_lost_a_name(
    failure: Failure | None, choice: Choice
) -> None:
    """That there is no address of one family (`NO_ADDRESS`) is usual."""
    controls = replace(CONTROLS, sites=(*map(Control, SITES), *(Control(e, countries=("RU",)) for e in HOMES)))
    facts: Facts = {Fact.RESOLVER: "system", Fact.FAMILY: 4}
    lookup = Observation(
        990, "app", SERVERS[0].id, Step.DNS, "app.example.org@system", 99.0, 0.1, failure, facts, attempt=99
    )
    plan = replace(make_plan(replace(APP, home=("RU",)), controls=controls), country="RU")
    state = known(plan, [*answered(SITES, Step.HTTP), lookup])
    assert Reasons(state).choose(Question("control.home", HOMES[0], observe_endpoint)) is choice


# A quiet check


def pauses(of: str) -> list[float]:
    """Return the pauses between two first questions in many quiet checks, to what `of` names."""
    about = {"neutral": ["", ""], "server": ["app", "app"], "messenger": ["", "app"]}[of]
    questions = [
        Question("server.first", replace(CHAT, id=f"{messenger}/{n}", messenger=messenger), observe_endpoint)
        for n, messenger in enumerate(about)
    ]
    drawn = [sorted(draw_start_times(questions, LIMITS, Random(seed))) for seed in range(400)]
    return [last - first for first, last in drawn]


def test_pauses_between_neutral_hosts_take_two_fifths_of_a_second_to_eight() -> None:
    assert min(pauses("neutral")) == pytest.approx(0.4, abs=0.05)
    assert max(pauses("neutral")) == pytest.approx(1.6, abs=0.05)


def test_pauses_between_servers_of_a_messenger_take_two_to_eight_seconds() -> None:
    assert min(pauses("server")) == pytest.approx(2.0, abs=0.2)
    assert max(pauses("server")) == pytest.approx(8.0, abs=0.2)


def test_the_next_messenger_follows_after_half_a_minute_to_two() -> None:
    """After the pause of a neutral host."""
    assert min(pauses("messenger")) == pytest.approx(31.0, abs=3.0)
    assert max(pauses("messenger")) == pytest.approx(121.0, abs=3.0)


def test_in_a_quiet_check_what_is_asked_late_waits_one_to_ten_seconds() -> None:
    quiet, rows = replace(PLAN, profile=Profile.QUIET), answered(SERVERS)
    states = [replace(known(quiet, rows), seed=seed, news=frozenset({"app"})) for seed in range(200)]
    late = [q.not_before - s.now for s in states for q in queue_questions(s).queue if q.row == "late.app_handshake"]
    assert min(late) == pytest.approx(1.0, abs=0.2)
    assert max(late) == pytest.approx(10.0, abs=0.2)


@pytest.mark.parametrize(("seconds", "asked"), [(19.0, 0), (21.0, 1)])
def test_in_a_quiet_check_a_neutral_address_is_connected_to_every_twenty_seconds(seconds: float, asked: int) -> None:
    assert len(asks("control.pulse", known(make_quiet_plan(PLAN, [0.0]), now=seconds))) == asked


@pytest.mark.parametrize(("seconds", "ends"), [(689.0, False), (691.0, True)])
def test_a_quiet_check_ends_a_minute_and_a_half_after_its_last_question_began(seconds: float, ends: bool) -> None:
    state = replace(waiting(1), plan=make_quiet_plan(PLAN, [0.0, 600.0]), now=seconds)
    assert decide(state).ends is ends


# A proxy


PROXY = Proxy(ProxyKind.SOCKS5, "192.0.2.9", 1080, own_network=True)


@in_virtual_time
async def test_each_step_through_a_proxy_has_eight_seconds() -> None:
    trial = await run_proxy_test(make_plan(controls=CONTROLS), PROXY, [APP], SimulatedNetwork(), LoopClock())
    through = [o.seconds for o in trial.observations if o.messenger and o.step is Step.TCP]
    assert through
    assert through == pytest.approx([8.0] * len(through))


@in_virtual_time
async def test_a_proxy_test_ends_after_three_quarters_of_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hang(*_: object) -> None:
        await anyio.sleep_forever()

    monkeypatch.setattr("dialtone.engine.proxy_test.observe_proxy", hang)
    trial = await run_proxy_test(make_plan(controls=CONTROLS), PROXY, [APP], SimulatedNetwork(), LoopClock())
    assert trial.seconds == pytest.approx(45.0, abs=0.5)


def test_where_none_is_named_a_proxy_is_tested_for_six_of_the_installed_messengers() -> None:
    messengers = [
        make_messenger(
            f"m{n}", replace(SERVERS[0], id=f"m{n}/0"), functions=(replace(MESSAGES, needs=((f"m{n}/0",),)),)
        )
        for n in range(9)
    ]
    installed = frozenset(m.id for m in messengers)
    assert len(choose_proxied_messengers(messengers, PROXY, "linux", installed)) == 6
