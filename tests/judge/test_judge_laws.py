"""What must hold whatever was observed: the judge never raises, and never says more than it may."""

import os
from collections import defaultdict
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import concerns_every_messenger, needs_no_controls
from dialtone.judge.messenger_verdicts import judge_messengers
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Confidence, Failure, Function, FunctionStatus, MessengerStatus, NetworkStatus
from judge.anything import GROUND, SAYS_NOTHING, Verdicts, World, sound_servers, worlds
from rule_page import ALL_RULES, id_of, kinds_of

SAYS = {id_of(row): kinds_of(row) for row in ALL_RULES}

anything = settings(
    deadline=None,
    derandomize="CI" in os.environ,
    max_examples=int(os.environ.get("DIALTONE_EXAMPLES", "60")),
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.filter_too_much,
    ],
)


@anything
@given(worlds())
def test_never_blocked_unless_two_neutral_hosts_abroad_answered(world: World) -> None:
    verdicts = world.judge()
    if verdicts.network.controls_answer or verdicts.network.status is NetworkStatus.WHITELIST_MODE:
        return
    for verdict in verdicts.messengers:
        assert verdict.status is not MessengerStatus.BLOCKED
        assert FunctionStatus.BLOCKED not in [f.status for f in verdict.functions]


@anything
@given(worlds())
def test_never_works_unless_a_greeting_that_it_needs_was_answered(world: World) -> None:
    index = AttemptIndex(world.observations)
    # What a server says of its own trouble is an answer, too.
    told = {o.endpoint for o in world.observations if o.failure is Failure.HTTP_ERROR}
    answered = {e.id for e in world.messenger.endpoints if index.answer(e) is not None or e.id in told}
    needs = {
        rule.function: rule.needs
        for rule in world.messenger.functions
        if not rule.platforms or world.computer.platform in rule.platforms
    }
    (verdict,) = world.judge().messengers
    working = [f.function for f in verdict.functions if f.status in (FunctionStatus.WORKS, FunctionStatus.SLOW)]
    for function in working:
        assert all(answered & set(group) for group in needs[function]), function
    if verdict.status is MessengerStatus.WORKS:
        assert Function.MESSAGES in working


@anything
@given(worlds())
def test_all_evidence_names_its_rule_and_rests_on_what_was_observed(world: World) -> None:
    known = {o.number for o in world.observations}
    for evidence in _all_evidence(world.judge()):
        assert set(evidence.observations) <= known, evidence
        assert evidence.kind in SAYS[evidence.rule], evidence


@anything
@given(worlds())
def test_how_sure_something_is_follows_from_what_else_stands(world: World) -> None:
    (verdict,) = world.judge().messengers
    for function in verdict.functions:
        assert function.confidence is function.diagnosis.confidence, function
    if verdict.confidence is Confidence.SURE:
        assert not [r for f in verdict.functions if f.confidence is Confidence.SURE for r in f.diagnosis.standing]


@anything
@given(worlds())
def test_a_failure_is_named_with_a_cause_and_evidence(world: World) -> None:
    (verdict,) = world.judge().messengers
    for function in verdict.functions:
        if function.status in (FunctionStatus.BLOCKED, FunctionStatus.DOWN, FunctionStatus.SLOW):
            assert function.causes, function
            assert function.evidence, function


@anything
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_what_ran_side_by_side_is_of_no_importance(world: World, random: Random) -> None:
    again = world.retold(tuple(_interleave(world.observations, random)))
    assert _meaning(again.judge()) == _meaning(world.judge())


@anything
@given(worlds(), st.data())
def test_what_says_nothing_makes_no_block(world: World, data: st.DataObject) -> None:
    assume(world.observations)
    more = data.draw(st.lists(st.sampled_from(world.observations), min_size=1, max_size=8))
    failures = st.sampled_from(SAYS_NOTHING)
    silent = [
        replace(o, attempt=10_000 + number, failure=data.draw(failures), facts={**o.facts, Fact.ADDRESSES: ()})
        for number, o in enumerate(more)
    ]
    before, after = world.judge(), world.retold((*world.observations, *silent)).judge()
    for old, new in zip(before.messengers[0].functions, after.messengers[0].functions, strict=True):
        if old.status is not FunctionStatus.BLOCKED:
            assert new.status is not FunctionStatus.BLOCKED, new


@anything
@given(sound_servers(), st.data())
def test_what_stands_alone_is_said_whatever_neutral_hosts_say_later(world: World, data: st.DataObject) -> None:
    """It goes out before the verdict on the network, and no word that is said is taken back.

    How surely may change: whether anything on the line is odd is known when all is done.
    """
    neutral = sorted({o.endpoint for o in world.observations if not o.messenger})
    later = data.draw(st.sets(st.sampled_from(neutral)))
    early = world.retold(tuple(o for o in world.observations if o.endpoint not in later))
    (said,) = early.judge().messengers
    assume(needs_no_controls(world.messenger, said, AttemptIndex(early.observations), GROUND))
    (at_last,) = world.judge().messengers
    assert _words(said) == _words(at_last)


@anything
@given(worlds(), worlds())
def test_what_others_met_says_nothing_of_a_messenger_unless_it_tells_of_everybody(world: World, other: World) -> None:
    """Whoever waits for the network's word is judged again only after its own steps and such.

    How surely it works may change with what others meet: at the end all are judged.
    """
    assume(world.messenger.id != other.messenger.id)
    theirs = [
        replace(o, number=o.number + 10_000, attempt=o.attempt + 10_000)
        for o in other.observations
        if o.messenger and not concerns_every_messenger(o)
    ]

    def judged(*observations: Observation) -> tuple[MessengerVerdict, ...]:
        results, online = ControlResults(AttemptIndex(observations), GROUND), NetworkVerdict(NetworkStatus.ONLINE)
        return judge_messengers((world.messenger,), results, online, world.computer, frozenset())

    assert list(map(_words, judged(*world.observations, *theirs))) == list(map(_words, judged(*world.observations)))


@anything
@given(worlds(), st.lists(st.integers(0, 300), max_size=4))
def test_an_index_that_grew_says_the_same_as_one_made_at_once(world: World, ends: list[int]) -> None:
    index = AttemptIndex(())
    for end in sorted(ends):
        before = index.steps
        index = index.up_to(world.observations[: max(end, len(before))])
    grown, whole = index.up_to(world.observations), AttemptIndex(world.observations)
    assert index.steps == world.observations[: len(index.steps)]
    assert _listed(grown) == _listed(whole)


@anything
@given(worlds())
def test_judging_twice_says_the_same_twice(world: World) -> None:
    assert world.judge() == world.judge()


def _all_evidence(verdicts: Verdicts) -> list[Evidence]:
    theirs = [e for m in verdicts.messengers for f in m.functions for e in f.evidence]
    return [*verdicts.network.evidence, *(e for m in verdicts.messengers for e in m.evidence), *theirs]


def _listed(index: AttemptIndex) -> object:
    known = {name: list(kept.items()) for name, kept in vars(index).items() if isinstance(kept, dict)}
    told = {
        name: [(key, [getattr(o, "steps", getattr(o, "observation", o)) for o in found]) for key, found in rows]
        for name, rows in known.items()
    }
    return told, index.steps, index.direct


def _interleave(observations: tuple[Observation, ...], random: Random) -> list[Observation]:
    steps: dict[int, list[Observation]] = defaultdict(list)
    for observation in observations:
        steps[observation.attempt].append(observation)
    order = [o.attempt for o in observations]
    random.shuffle(order)
    return [steps[attempt].pop(0) for attempt in order]


def _words(verdict: MessengerVerdict) -> object:
    return verdict.status, verdict.causes, [(f.function, f.status, f.causes) for f in verdict.functions]


def _meaning(verdicts: Verdicts) -> object:
    """All that is said. Of several observations that prove the same any may be named."""
    network, (whole,) = verdicts.network, verdicts.messengers
    ground = (network.status, network.flags, network.confidence, network.round_trip, _kinds(network.evidence))
    functions = [(f.function, f.status, f.causes, f.confidence, _kinds(f.evidence)) for f in whole.functions]
    return ground, (whole.status, whole.causes, whole.confidence), functions


def _kinds(evidence: tuple[Evidence, ...]) -> list[str]:
    return sorted(e.kind.value for e in evidence)


@anything
@given(worlds())
def test_past_the_systems_proxy_no_verdict_is_sure(world: World) -> None:
    """Apps that follow the proxy go a way that nobody tested."""
    computer = replace(world.computer, proxy="http")
    verdicts = World(world.observations, world.messenger, computer).judge()
    assert verdicts.network.status is not NetworkStatus.OFFLINE or verdicts.network.confidence is not Confidence.SURE
    for verdict in verdicts.messengers if world.messenger.untested is None else ():
        on_this_computer = [f for f in verdict.functions if f.why_not != "phone_may_lack_it"]
        assert {verdict.confidence, *(f.confidence for f in on_this_computer)} == {Confidence.UNSURE}
