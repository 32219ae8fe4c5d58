"""What only tells failures apart is asked where there is one, and nowhere else; more of it in a look by itself."""

from collections import Counter

import anyio
import pytest

from dialtone.engine.check_run import run_check
from dialtone.engine.first_questions import HELD, list_first_questions
from dialtone.engine.plan import Plan
from dialtone.engine.requests import Profile
from dialtone.engine.state import make_initial_state
from dialtone.judge.follow_up import needs_explanation
from dialtone.model.catalogue import Endpoint
from dialtone.model.check import Check
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.limits import StepLimits
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Confidence, Failure, MessengerStatus, NetworkStatus, Step, Variant, Weight, Wire
from dialtone.probe.clock import Clock
from dialtone.probe.journal import RunningStep
from engine.simulated import Hang, SimulatedNetwork
from engine.small_plan import ANCHOR, CHAT, PLAIN, PLAN, SPREAD
from engine.states import QUICK
from shipped_catalogue import shipped_catalogue


@pytest.fixture
def net() -> SimulatedNetwork:
    return SimulatedNetwork.serving(*PLAIN, SPREAD, CHAT, ANCHOR)


def check(net: SimulatedNetwork, plan: Plan = PLAN) -> Check:
    return anyio.run(run_check, plan, net, Clock(), lambda _event: None)


@pytest.mark.parametrize("profile", [Profile.USUAL, Profile.UNATTENDED])
def test_where_everything_works_what_only_confirms_it_is_not_asked(net: SimulatedNetwork, profile: Profile) -> None:
    done = check(net, replace(PLAN, profile=profile))
    assert done.network.status is NetworkStatus.ONLINE
    assert [(m.status, m.confidence) for m in done.messengers] == [(MessengerStatus.WORKS, Confidence.SURE)]
    assert SPREAD.addresses[0] not in net.connected
    assert SPREAD.host not in net.asked


def test_a_quiet_check_leaves_out_nothing() -> None:
    assert {task.row for task in list_first_questions(replace(PLAN, profile=Profile.QUIET))}.isdisjoint(HELD)


@pytest.mark.parametrize("profile", [Profile.USUAL, Profile.UNATTENDED])
def test_where_a_messenger_fails_everything_is_asked(net: SimulatedNetwork, profile: Profile) -> None:
    net.fates[CHAT.addresses[0]] = Hang()
    done = check(net, replace(PLAN, profile=profile))
    assert done.messengers[0].status is not MessengerStatus.WORKS
    assert SPREAD.addresses[0] in net.connected


@pytest.mark.parametrize("silent", [CHAT, PLAIN[0], ANCHOR])
def test_silence_is_not_waited_for_to_its_end(net: SimulatedNetwork, silent: Endpoint) -> None:
    """What tells failures apart is asked beside whatever keeps us waiting, not after it."""
    net.fates[silent.addresses[0]] = Hang()
    patient = replace(PLAN.limits, steps=StepLimits(uninformed=4.0, shortest=4.0))
    done = check(net, replace(PLAN, limits=patient))
    spread = min(o.started for o in done.observations if o.endpoint == SPREAD.id)
    waited = [o for o in done.observations if o.endpoint == silent.id and o.failure is Failure.TIMEOUT]
    assert waited
    assert spread < min(o.started + o.seconds for o in waited)


@pytest.mark.parametrize(
    ("failure", "facts", "odd"),
    [
        (None, {}, False),
        (None, {Fact.MOZILLA: True}, False),
        (None, {Fact.MOZILLA: False}, True),
        (Failure.NO_ADDRESS, {}, False),
        (Failure.NO_SUCH_NAME, {}, True),
        (Failure.RESET, {}, True),
    ],
)
def test_what_asks_for_a_reason(failure: Failure | None, facts: Facts, odd: bool) -> None:
    step = Observation(1, "alpha", CHAT.id, Step.TLS, "203.0.113.8:443", 0.0, 0.04, failure, facts, 1)
    assert needs_explanation(step) is odd


def test_of_the_real_catalogue_sites_in_one_place_and_one_of_each_kind_of_udp_are_asked() -> None:
    catalogue = shipped_catalogue()
    plan = replace(PLAN, catalogue=catalogue, messengers=(), computer=Computer("linux", has_ipv6=True))
    asked = [task.endpoint for task in list_first_questions(plan) if task.row not in HELD]
    sites = {c.endpoint.id for c in catalogue.controls.sites}
    assert len([e for e in asked if e.id in sites and not e.cdn]) >= 3, "fewer could all stand on a white list"
    assert not [e for e in asked if e.id in sites and e.cdn]
    kinds = Counter(e.wire for e in asked if e in (*catalogue.controls.udp, *catalogue.controls.stun_tcp))
    assert kinds == {Wire.STUN: 1, Wire.NTP: 1, Wire.QUIC: 1, Wire.STUN_TCP: 1}
    everything = {task.endpoint.id for task in list_first_questions(replace(plan, profile=Profile.USUAL))}
    assert {task.endpoint.id for task in list_first_questions(plan)} == everything


@pytest.mark.parametrize(
    ("step", "odd"), [(Step.TLS, True), (Step.FLOW, False), (Step.SENDING, False), (Step.DNS, True)]
)
def test_what_takes_long_by_nature_is_no_reason(step: Step, odd: bool) -> None:
    running = RunningStep(CHAT.id, step, "203.0.113.8:443", 0.0, Variant.APP, {}, "alpha")
    assert make_initial_state(PLAN, [], 1).after_time(1.0, QUICK, (running,)).anything_odd is odd


def test_where_only_relays_are_silent_everything_is_asked_once_they_have_failed(net: SimulatedNetwork) -> None:
    """Their silence is nothing odd before that, as many of them are often silent."""
    relay = replace(CHAT, id="alpha/relay", weight=Weight.RELAYS)
    net.fates[relay.addresses[0]] = Hang()
    alpha = replace(PLAN.messengers[0], endpoints=(relay,))
    check(net, replace(PLAN, messengers=(alpha,), catalogue=replace(PLAN.catalogue, messengers=(alpha,))))
    assert SPREAD.addresses[0] in net.connected
