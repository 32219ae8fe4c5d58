"""The four laws of a check, over whatever may happen in one; and what `decide` starts and leaves."""

import os
from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialtone.engine.control_rows import Choice, Reasons
from dialtone.engine.decide import decide, steps_to_answer
from dialtone.engine.plan import Plan
from dialtone.engine.question import Question
from dialtone.engine.requests import Profile
from dialtone.engine.state import State, make_initial_state
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.pending_probes import Ending, Judged, list_endings, make_comparable
from dialtone.judge.rules import judge_network
from dialtone.model.catalogue import Catalogue, Messenger
from dialtone.model.computer import Computer
from dialtone.model.frozen import replace
from dialtone.model.limits import QuietLimits, StartLimits
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Failure, MessengerStatus, NetworkFlag, NetworkStatus, Place, Step, Variant
from dialtone.probe.endpoint_probe import observe_endpoint
from dialtone.probe.journal import RunningStep
from engine.played import BETA_CHAT, CALLS, LINE, RELAYS, TIME, Played
from engine.small_plan import ALPHA, CHAT, PLAIN, PLAN, SPREAD
from engine.states import QUICK, known, tried
from judge.factory import Record, Story, raw
from judge.plain_answers import GROUND as WITH_PAGES
from judge.plain_answers import HOTEL, cut, pages
from named_rows import named_rows

anything = settings(
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=int(os.environ.get("DIALTONE_EXAMPLES", "20")),
    suppress_health_check=list(HealthCheck),
)


def played(random: Random, plan: Plan = CALLS, failing: float = 0.5) -> Played:
    fate: dict[str, int] = {}

    def ends(question: Question, possible: Sequence[Ending]) -> Ending:
        """One server ends alike each time: a share has its own tests."""
        nth = fate.setdefault(
            question.endpoint.id, 0 if random.random() > failing else random.randrange(1, len(possible))
        )
        return possible[nth % len(possible)]

    def some(running: Sequence[int]) -> list[int]:
        return random.sample(running, random.randint(1, len(running)))

    check = Played(plan, ends, some)
    check.run()
    return check


def _words(verdict: MessengerVerdict) -> object:
    """What is said of a messenger. How surely may change until all is known: whether anything on the line is odd."""
    return verdict.status, verdict.causes, [(f.function, f.status) for f in verdict.functions]


@anything
@given(st.integers(0, 1 << 32).map(Random), st.sampled_from([0.0, 0.2, 0.5, 1.0]))
def test_nothing_said_is_unsaid(random: Random, failing: float) -> None:
    check = played(random, failing=failing)
    network, verdicts = check.verdicts()
    at_last = {v.messenger: _words(v) for v in verdicts}
    said = [verdict for verdict in check.said if isinstance(verdict, MessengerVerdict)]
    assert [_words(v) for v in said] == [at_last[v.messenger] for v in said]
    assert len({v.messenger for v in said}) == len(said), "each once"
    (told,) = [verdict for verdict in check.said if not isinstance(verdict, MessengerVerdict)]
    assert told.status is network.status


@anything
@given(st.integers(0, 1 << 32).map(Random), st.sampled_from([0.2, 0.5, 1.0]))
def test_a_question_that_was_left_changes_no_claim_however_it_would_have_ended(random: Random, failing: float) -> None:
    check = played(random, failing=failing)
    for question, state in check.left:
        chain = steps_to_answer(state, question)
        about = [check.plan.messengers.index(m) for m in check.plan.messengers if m.id == question.about] or [0, 1]

        def said(state: State, about: list[int] = about) -> object:
            network, verdicts = Played.verdicts(_Of(state))
            return make_comparable(Judged(network, tuple(verdicts[n] for n in about)))

        for end in list_endings(chain):
            assert said(_after(check.state, end)) == said(check.state), (question.row, question.endpoint.id)


class _Of(Played):
    def __init__(self, state: State) -> None:
        self.state = state


def _after(state: State, end: Ending) -> State:
    steps = list(state.index.steps)
    for nth, attempt in enumerate(end):
        steps += [replace(o, number=len(steps) + 1 + n, attempt=9_000 + nth) for n, o in enumerate(attempt)]
    return state.after_observing(steps)


@anything
@given(st.integers(0, 1 << 32).map(Random))
def test_order_within_one_instant_changes_nothing(random: Random) -> None:
    """The same ends, told in another order, lead to the same decision."""
    check = played(random)
    states = [before for before in check.moments if len(before.running) > 1]
    if not states:
        return
    state = random.choice(states)
    ended = random.sample(sorted(state.running), random.randint(2, len(state.running)))
    steps = {n: _steps(state, state.running[n].question, random) for n in ended}

    def decided(order: list[int]) -> object:
        observed = list(state.index.steps)
        for number in order:
            observed += [replace(o, number=len(observed) + 1 + n) for n, o in enumerate(steps[number])]
        after = state.after_time(state.now + 0.05, LINE, ()).after_observing(observed)
        for number in order:
            after = after.after_end(number)
        decision = decide(after)
        started = {(question.row, question.endpoint.id) for question in decision.started.values()}
        said = [_words(verdict) for verdict in decision.verdicts if isinstance(verdict, MessengerVerdict)]
        return started, said, set(decision.cancelled)

    assert decided(ended) == decided(random.sample(ended, len(ended)))


def _steps(state: State, question: Question, random: Random) -> list[Observation]:
    chain = steps_to_answer(state, question)
    base = 1_000 * next(n for n, each in state.running.items() if each.question is question) + 1_000
    end = random.choice(list_endings(chain)) if chain else ()
    return [replace(o, attempt=base + nth) for nth, attempt in enumerate(end) for o in attempt]


QUIET = QuietLimits((0.4, 1.6), (2.0, 8.0), (30.0, 120.0), (1.0, 10.0), 20.0, 90.0)


@anything
@given(st.integers(0, 1 << 32).map(Random))
def test_the_quiet_profile_keeps_its_pauses(random: Random) -> None:
    limits = replace(CALLS.limits, quiet=QUIET)
    check = played(random, plan=replace(CALLS, profile=Profile.QUIET, limits=limits))
    first = [(at, q) for at, q in check.started if q.row in ("server.first", "server.relay")]
    for (before, one), (after, other) in pairwise(first):
        least = QUIET.server_pause[0] if one.about == other.about else QUIET.messenger_pause[0]
        assert after - before >= least - 0.1
    for at, question in check.started:
        assert at >= question.not_before - 0.001
        late = question.row.partition(".")[0] in ("late", "share", "page", "name", "body", "app_handshake")
        assert not late or at - check.state.asked[question.row, question.endpoint.id][0] >= QUIET.late_pause[0] - 0.001
    assert not any(q.row in ("share", "late.kept", "page.early") for _, q in check.started)


def always(failing: dict[str, int]) -> Played:
    return Played(CALLS, lambda q, ends: ends[failing.get(q.endpoint.id, 0)], lambda running: list(running[:1]))


def test_relays_are_left_where_messages_fail() -> None:
    """Calls begin with messages, and are judged by them: nothing that a relay could say would change that."""
    check = always({CHAT.id: 1, RELAYS[0].id: 1, RELAYS[1].id: 1})
    check.which = lambda running: [
        n for n in running if check.state.running[n].question.endpoint.id not in check.state.relays
    ][:1]
    check.run_at_most(60)
    assert {q.endpoint.id for q, _ in check.left} == {e.id for e in RELAYS}


def test_relays_are_heard_to_their_end_where_calls_hang_on_them() -> None:
    check = always({})
    check.run()
    assert not check.left
    assert {e.id for e in RELAYS} <= {o.endpoint for o in check.state.index.steps}


def test_a_connection_that_is_kept_for_nothing_ends_with_the_check_at_once() -> None:
    """Another decision would come after what arrives meanwhile, and judge everything once more."""
    check, kept = always({}), Question("kept.open", CHAT, observe_endpoint)
    check.run()
    decision = decide(check.state.after_asking(kept).after_starting(kept))
    assert (decision.cancelled, decision.ends) == ([check.state.next_number], True)


@named_rows("matters", {"nothing hangs on it": False, "a flag does": True})
def test_neutral_datagrams_are_left_where_nothing_hangs_on_them(monkeypatch: pytest.MonkeyPatch, matters: bool) -> None:
    """Something fails, so that all else was asked."""

    def judge(results: ControlResults, computer: Computer) -> NetworkVerdict:
        network = judge_network(results, computer)
        silent = matters and results.index.answer(TIME) is None
        return replace(network, flags=(NetworkFlag.UDP_BLOCKED,)) if silent else network

    monkeypatch.setattr("dialtone.engine.decide.judge_network", judge)
    check = always({BETA_CHAT.id: 1})
    check.which = lambda running: [n for n in running if check.state.running[n].question.endpoint != TIME][:1]
    check.run_at_most(60)
    assert [q.endpoint for q, _ in check.left] == ([] if matters else [TIME])


def test_what_cannot_be_looked_through_as_its_name_is_not_known_yet_is_wanted() -> None:
    check = always({BETA_CHAT.id: 1})
    check.which = lambda running: [n for n in running if check.state.running[n].question.endpoint.id != TIME.id][:1]
    named = replace(TIME, host="time.example.org", addresses=())
    first = [replace(q, endpoint=named) if q.endpoint == TIME else q for q in (*check.state.held, *check.state.queue)]
    check.state = make_initial_state(check.plan, first, seed=1)
    check.run_at_most(60)
    assert not check.left


@pytest.mark.parametrize(("judged", "left"), [(57, True), (58, False)])
def test_sixty_outcomes_are_judged_in_a_check_at_most(judged: int, left: bool) -> None:
    """An answer, a silence and a refusal are three."""
    check = always({BETA_CHAT.id: 1})
    check.which = lambda running: [n for n in running if check.state.running[n].question.endpoint.id != TIME.id][:1]
    check.state = replace(check.state, outcomes_judged=judged)
    check.run_at_most(60)
    assert bool(check.left) is left


@pytest.mark.parametrize(("fine", "choice"), [(True, Choice.DROP), (False, Choice.WAIT)])
def test_where_the_way_abroad_is_free_no_other_country_is_asked(fine: bool, choice: Choice) -> None:
    far = Question("control.elsewhere", replace(SPREAD, id="control/far", place=Place.DOMESTIC), observe_endpoint)
    check = always({e.id: 1 for e in PLAIN} if not fine else {})
    for _ in range(8):
        check.turn()
        check.happen()
    assert Reasons(replace(check.state, head_start_ended_at=None)).choose(far) is choice
    assert Reasons(check.state).choose(replace(far, not_before=1e6)) is Choice.WAIT


def test_the_network_is_judged_once_the_last_question_that_waited_is_dropped() -> None:
    check, far = always({}), Question("control.elsewhere", replace(SPREAD, id="control/far"), observe_endpoint)
    check.run()
    decision = decide(replace(check.state, held=(far,), network=None, news=frozenset()))
    assert [verdict.status for verdict in decision.verdicts] == [NetworkStatus.ONLINE]


@pytest.mark.parametrize(("news", "times"), [("", 0), (ALPHA.id, 1)])
def test_before_the_network_is_judged_only_its_own_news_has_a_messenger_judged(
    monkeypatch: pytest.MonkeyPatch, news: str, times: int
) -> None:
    judged = list[str]()

    def judge(messengers: Sequence[Messenger], *arguments: Any) -> tuple[MessengerVerdict, ...]:
        judged.extend(m.id for m in messengers)
        return judge_messengers(messengers, *arguments)

    monkeypatch.setattr("dialtone.engine.decide.judge_messengers", judge)
    waits = Question("control.first", SPREAD, observe_endpoint)
    state = replace(known(PLAN, tried(CHAT, Step.HTTP)), first_asked={("late.app_handshake", ALPHA.id): 0.0})
    decide(replace(state, news=frozenset({news}), queue=(waits,)))
    assert judged.count(ALPHA.id) == times


def test_what_only_a_failure_could_give_a_reason_is_dropped_last() -> None:
    check = always({})
    check.run()
    far = Question("control.elsewhere", replace(SPREAD, id="control/far"), observe_endpoint, not_before=1e6)
    host = replace(far, row="control.host", endpoint=replace(SPREAD, id="control/host"), not_before=0.0)
    for held, left in (((far, host), (far, host)), ((host,), ())):
        assert decide(replace(check.state, held=held)).state.held == left


def test_datagrams_take_no_place_of_a_connection() -> None:
    limits = replace(PLAN.limits, starts=StartLimits(at_once=2, in_all=2))
    servers = [Question("server.first", replace(CHAT, id=f"alpha/{n}"), observe_endpoint) for n in range(3)]
    questions = [Question("control.udp", TIME, observe_endpoint), *servers]
    decision = decide(make_initial_state(replace(PLAN, limits=limits), questions, 1))
    assert [question.endpoint.id for question in decision.started.values()] == [TIME.id, "alpha/0", "alpha/1"]


def test_what_waits_for_a_reason_is_left_where_all_is_well_and_asked_where_something_fails() -> None:
    well, odd = always({}), always({BETA_CHAT.id: 1})
    for check in (well, odd):
        check.run()
    asked = [{q.endpoint.id for _, q in check.started} for check in (well, odd)]
    assert [SPREAD.id in each for each in asked] == [False, True]
    network, verdicts = well.verdicts()
    assert network.status is NetworkStatus.ONLINE
    assert [v.status for v in verdicts] == [MessengerStatus.WORKS] * 2


def test_nothing_is_asked_twice_by_one_row_for_no_reason() -> None:
    check = always({CHAT.id: 2})
    check.run()
    asked = [(q.row, q.endpoint.id) for _, q in check.started if q.row not in ("control.pulse", "share")]
    assert len(asked) == len(set(asked))
    assert Failure.REFUSED in {o.failure for o in check.state.index.steps}


def test_a_flood_ends_the_check() -> None:
    """Nothing more can be received; what was asked all the same failed at once, thousands of times."""
    flooded = known(PLAN, line=replace(QUICK, flooded=True))
    decision = decide(flooded)
    assert (decision.ends, decision.started, decision.verdicts) == (True, {}, [])


@named_rows(
    ("telling", "said", "stops"),
    {
        "not answered yet": (lambda s: s.fails(Step.TCP, None), [], False),
        "stopped like all others": (lambda s: s.fails(Step.TCP, Failure.RESET), [NetworkStatus.CAPTIVE_PORTAL], True),
        "spared": (lambda s: s.answers(), [NetworkStatus.CAPTIVE_PORTAL], False),
    },
)
def test_behind_a_sign_in_page_a_check_goes_on_where_a_messenger_is_spared(
    telling: Callable[[Story], Story], said: list[NetworkStatus], stops: bool
) -> None:
    centre = raw()
    app = replace(ALPHA, id="app", endpoints=(centre,), functions=())
    plan = replace(PLAN, catalogue=Catalogue("2026-11-24", (app,), WITH_PAGES), messengers=(app,))
    record = telling(pages(cut(Record()), *[HOTEL] * 5).about(centre)).record
    state = replace(known(plan, record.observations), news=frozenset({"", "app"}))
    question = Question("server.first", centre, observe_endpoint)
    state = state.after_asking(question).after_starting(question)
    decision = decide(state)
    assert [verdict.status for verdict in decision.verdicts] == said
    assert decision.ends is stops


@named_rows(("since", "left"), {"silent for a moment": (2.0, [1]), "just begun": (9.9, [])})
def test_behind_a_sign_in_page_a_messenger_kept_out_is_asked_nothing_more(since: float, left: list[int]) -> None:
    """Its other ports are silent for eight seconds; but its other addresses may pass, if only IPv4 is kept out."""
    spared, kept_out = raw(), replace(raw(), id="other/raw", messenger="other")
    apps = [replace(ALPHA, id=e.messenger, endpoints=(e,), functions=()) for e in (spared, kept_out)]
    plan = replace(PLAN, catalogue=Catalogue("2026-11-24", tuple(apps), WITH_PAGES), messengers=tuple(apps))
    record = pages(cut(Record()), *[HOTEL] * 5).about(spared).answers().record
    record = record.about(kept_out).fails(Step.TCP, Failure.RESET).record
    step = RunningStep(kept_out.id, Step.TCP, "192.0.2.7:80", since, Variant.APP, {}, kept_out.messenger)
    state = known(plan, record.observations, steps=(step,))
    state = replace(state, news=frozenset({"", *(app.id for app in apps)}))
    for endpoint in (spared, kept_out):
        question = Question("server.first", endpoint, observe_endpoint)
        state = state.after_asking(question).after_starting(question)
    decision = decide(state)
    assert decision.cancelled == left
    assert kept_out.messenger not in [question.about for question in decision.started.values()]


def test_assumed_steps_at_an_ipv6_address_have_it_in_brackets() -> None:
    endpoint = replace(CHAT, addresses=("2001:db8::1",))
    steps = steps_to_answer(known(PLAN), Question("server.first", endpoint, observe_endpoint))
    assert {step.target for step in steps} == {"[2001:db8::1]:80"}
