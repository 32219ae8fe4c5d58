"""Past a VPN: what counts as an answer there, which silence is whose, and what leaks past it."""

from datetime import UTC, datetime

import pytest

from dialtone.judge.network.computer import judge_outside, note_ipv6_past_vpn
from dialtone.model.check import Check, OutsideOutcome
from dialtone.model.computer import OutsideInterface
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, MessengerStatus, NetworkFlag, NetworkStatus, Step, Variant

WAY = OutsideInterface("eth0", 2, leads_out=True)
OFFLINE = NetworkVerdict(NetworkStatus.OFFLINE, evidence=(Evidence(EvidenceKind.NOTHING_ANSWERS),))


def step(failure: Failure | None, seconds: float = 1.0, target: str = "1.1.1.1:443") -> Observation:
    return Observation(1, "", "anchor/one", Step.TCP, target, 0.0, seconds, failure, {}, 1)


def told(network: NetworkVerdict, *observations: Observation, interface: OutsideInterface = WAY) -> OutsideOutcome:
    when = datetime(2026, 11, 25, tzinfo=UTC)
    return judge_outside(Check("0", "0", when, 1.0, 0, 0, "linux", network, (), observations), interface)


def test_controls_that_answered() -> None:
    answered = NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER),))
    assert told(answered, step(None)) is OutsideOutcome.ANSWERED
    assert told(NetworkVerdict(NetworkStatus.WHITELIST_MODE)) is OutsideOutcome.ANSWERED


@pytest.mark.parametrize(
    ("observation", "outcome"),
    [
        (step(Failure.REFUSED, 0.0004), OutsideOutcome.LOCKED),
        (step(Failure.UNREACHABLE, 0.0004), OutsideOutcome.LOCKED),
        (step(Failure.DENIED), OutsideOutcome.LOCKED),
        (step(Failure.UNREACHABLE, 3.0), OutsideOutcome.NO_ROUTE),
        (step(Failure.UNREACHABLE, 0.0002, "[2606:4700:4700::1111]:443"), OutsideOutcome.SILENT),
        (replace(step(Failure.UNREACHABLE, 0.01), variant=Variant.ONE_HOP), OutsideOutcome.SILENT),
        (step(Failure.REFUSED, 0.04), OutsideOutcome.SILENT),
        (step(Failure.TIMEOUT, 5.0), OutsideOutcome.SILENT),
    ],
)
def test_nothing_that_this_computer_does_is_a_block(observation: Observation, outcome: OutsideOutcome) -> None:
    assert told(OFFLINE, observation) is outcome


def test_what_the_system_says_of_itself() -> None:
    silence = step(Failure.TIMEOUT, 5.0)
    assert told(OFFLINE, silence, interface=replace(WAY, strict=True)) is OutsideOutcome.STRICT_PATHS
    assert told(OFFLINE, silence, interface=replace(WAY, leads_out=False)) is OutsideOutcome.NO_ROUTE


def test_one_host_that_is_unreachable_is_not_the_whole_way() -> None:
    silence = [step(Failure.TIMEOUT, 5.0)] * 2
    assert told(OFFLINE, *silence, step(Failure.UNREACHABLE, 0.1)) is OutsideOutcome.SILENT


def test_a_datagram_that_may_not_leave_is_the_lock() -> None:
    when = datetime(2026, 11, 25, tzinfo=UTC)
    silent = Check("0", "0", when, 1.0, 0, 0, "linux", OFFLINE, (), (step(Failure.TIMEOUT, 5.0),))
    assert judge_outside(silent, WAY, may_send=False) is OutsideOutcome.LOCKED
    assert judge_outside(silent, WAY) is OutsideOutcome.SILENT


def test_names_and_a_sign_in() -> None:
    assert told(NetworkVerdict(NetworkStatus.DNS_DOWN), step(None)) is OutsideOutcome.NO_NAMES
    assert told(NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL), step(None)) is OutsideOutcome.SIGN_IN
    assert told(NetworkVerdict(NetworkStatus.ONLINE), step(None)) is OutsideOutcome.SILENT


def tcp(number: int, target: str, *, through: bool, failure: Failure | None = None, messenger: str = "") -> Observation:
    facts: Facts = {Fact.VIA: "tunnel"} if through else {}
    return Observation(number, messenger, "x", Step.TCP, target, 0.0, 0.1, failure, facts, number)


def lookup(number: int, *, beside: bool, failure: Failure | None = None, hosts: bool = False) -> Observation:
    facts: Facts = {Fact.RESOLVER: "system"}
    facts |= {Fact.ASKED_BESIDE: True} if beside else {}
    facts |= {Fact.HOSTS_FILE: True} if hosts else {}
    return Observation(number, "", "x", Step.DNS, "example.org@system", 0.0, 0.1, failure, facts, number)


FOUR, SIX = "192.0.2.1:443", "[2001:db8::1]:443"


def beside_vpn(messenger: str, *steps: Observation, noted: bool = True) -> list[tuple[int, ...]]:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.IPV6_BESIDE_VPN,) if noted else ())
    verdict = MessengerVerdict(messenger, messenger, MessengerStatus.WORKS)
    (said,) = note_ipv6_past_vpn((verdict,), network, steps)
    assert {e.kind for e in said.evidence} <= {EvidenceKind.BESIDE_VPN}
    return [e.observations for e in said.evidence]


def test_what_of_a_messenger_bypasses_the_vpn() -> None:
    steps = (tcp(1, SIX, through=False, messenger="signal"), tcp(2, SIX, through=True, messenger="whatsapp"))
    assert beside_vpn("signal", *steps) == [(1,)]
    assert beside_vpn("signal", *steps, noted=False) == []
    assert beside_vpn("whatsapp", *steps) == []
    named = replace(lookup(3, beside=False), messenger="signal", facts={Fact.ADDRESSES: ("192.0.2.1", "2001:db8::1")})
    assert beside_vpn("signal", named) == [(3,)]
    assert beside_vpn("signal", replace(named, facts={Fact.ADDRESSES: ("192.0.2.1",)})) == []
