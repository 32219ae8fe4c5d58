"""What a VPN leaves out, what was seen past it, and what a proxy, a tunnel or a helper program here shows of itself."""

from datetime import UTC, datetime

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.computer import judge_outside, note_ipv6_past_vpn
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_network
from dialtone.model.check import Check, OutsideOutcome
from dialtone.model.computer import Computer, OutsideInterface
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, MessengerStatus, NetworkFlag, NetworkStatus, Step, Variant
from judge.factory import Record, small_ground
from judge.neutral_hosts import ABROAD, LINUX, judge, well
from named_rows import named_rows

WITH_VPN = Computer("linux", tunnels=("tun0",), has_ipv6=True)
BESIDE = {NetworkFlag.NAMES_BESIDE_VPN, NetworkFlag.IPV6_BESIDE_VPN}


def tcp(number: int, target: str, *, through: bool, failure: Failure | None = None, messenger: str = "") -> Observation:
    facts: Facts = {Fact.FROM: "system"}
    facts |= {Fact.VIA: "tunnel"} if through else {}
    return Observation(number, messenger, "x", Step.TCP, target, 0.0, 0.1, failure, facts, number)


def lookup(number: int, *, beside: bool, failure: Failure | None = None, hosts: bool = False) -> Observation:
    facts: Facts = {Fact.RESOLVER: "system"}
    facts |= {Fact.ASKED_BESIDE: True} if beside else {}
    facts |= {Fact.HOSTS_FILE: True} if hosts else {}
    return Observation(number, "", "x", Step.DNS, "example.org@system", 0.0, 0.1, failure, facts, number)


def flags(*steps: Observation, computer: Computer = WITH_VPN) -> set[NetworkFlag]:
    return BESIDE & set(judge_network(ControlResults(AttemptIndex(steps), small_ground()), computer).flags)


FOUR, SIX = "192.0.2.1:443", "[2001:db8::1]:443"


def test_names_past_the_vpn() -> None:
    assert flags(lookup(1, beside=True)) == {NetworkFlag.NAMES_BESIDE_VPN}
    assert not flags(lookup(1, beside=False))
    assert not flags(lookup(1, beside=True, failure=Failure.TIMEOUT))  # a lock may have stopped it
    assert not flags(lookup(1, beside=True, hosts=True))
    assert not flags(lookup(1, beside=True), computer=Computer("linux"))


def test_a_connection_whose_route_was_not_recorded_did_not_pass_the_vpn() -> None:
    to_resolver = replace(tcp(2, SIX, through=False), facts={})
    assert not flags(tcp(1, FOUR, through=True), to_resolver)


def test_ipv6_past_the_vpn() -> None:
    assert flags(tcp(1, FOUR, through=True), tcp(2, SIX, through=False)) == {NetworkFlag.IPV6_BESIDE_VPN}
    assert not flags(tcp(1, FOUR, through=True), tcp(2, SIX, through=True))
    assert not flags(tcp(1, FOUR, through=True), tcp(2, SIX, through=False, failure=Failure.TIMEOUT))


def test_a_check_of_an_older_version_did_not_note_the_way() -> None:
    assert not flags(tcp(1, FOUR, through=False), tcp(2, SIX, through=False))


@pytest.mark.parametrize(
    ("computer", "flags"),
    [
        (LINUX, ()),
        (Computer("linux", tunnels=("tun0",)), (NetworkFlag.VPN,)),
        (Computer("linux", proxy="http"), (NetworkFlag.PROXY,)),
    ],
)
def test_circumstances(computer: Computer, flags: tuple[NetworkFlag, ...]) -> None:
    assert judge(well, computer).flags == flags


@pytest.mark.parametrize(
    ("platform", "failure", "dead"),
    [
        ("macos", Failure.UNREACHABLE, False),
        ("macos", Failure.REFUSED, True),
        ("macos", Failure.TIMEOUT, True),
        ("windows", Failure.UNREACHABLE, True),
        ("linux", Failure.UNREACHABLE, True),
    ],
)
def test_on_a_mac_an_unreachable_proxy_may_be_closed_to_us_alone(platform: str, failure: Failure, dead: bool) -> None:
    def telling(record: Record) -> Record:
        well(record)
        for site in ABROAD:
            record.about(site).proxied(failure, Step.TCP)
        return record

    verdict = judge(telling, Computer(platform, proxy="http"))
    assert any(e.kind is EvidenceKind.FAILED_THROUGH_PROXY for e in verdict.evidence) is dead
    assert NetworkFlag.PROXY in verdict.flags


WAY = OutsideInterface("eth0", 2, leads_out=True)
OFFLINE = NetworkVerdict(NetworkStatus.OFFLINE, evidence=(Evidence(EvidenceKind.NOTHING_ANSWERS),))
CONTROLS_ANSWER = NetworkVerdict(NetworkStatus.ONLINE, evidence=(Evidence(EvidenceKind.CONTROLS_ANSWER),))


def step(failure: Failure | None, seconds: float = 1.0, target: str = "1.1.1.1:443") -> Observation:
    return Observation(1, "", "anchor/one", Step.TCP, target, 0.0, seconds, failure, {}, 1)


def outside(
    network: NetworkVerdict, *steps: Observation, interface: OutsideInterface = WAY, may_send: bool = True
) -> OutsideOutcome:
    check = Check("0", "0", datetime(2026, 11, 25, tzinfo=UTC), 1.0, 0, 0, "linux", network, (), steps)
    return judge_outside(check, interface, may_send=may_send)


SILENCE = step(Failure.TIMEOUT, 5.0)


@named_rows(
    ("network", "steps", "outcome"),
    {
        "controls answered": (CONTROLS_ANSWER, [step(None)], OutsideOutcome.ANSWERED),
        "only those on a list did": (NetworkVerdict(NetworkStatus.WHITELIST_MODE), [], OutsideOutcome.ANSWERED),
        "no name is resolved": (NetworkVerdict(NetworkStatus.DNS_DOWN), [step(None)], OutsideOutcome.NO_NAMES),
        "a sign-in": (NetworkVerdict(NetworkStatus.CAPTIVE_PORTAL), [step(None)], OutsideOutcome.SIGN_IN),
        "something was accepted": (NetworkVerdict(NetworkStatus.ONLINE), [step(None)], OutsideOutcome.SILENT),
        "refused here": (OFFLINE, [step(Failure.REFUSED, 0.0004)], OutsideOutcome.LOCKED),
        "unreachable from here": (OFFLINE, [step(Failure.UNREACHABLE, 0.0004)], OutsideOutcome.LOCKED),
        "denied": (OFFLINE, [step(Failure.DENIED)], OutsideOutcome.LOCKED),
        "unreachable beyond": (OFFLINE, [step(Failure.UNREACHABLE, 3.0)], OutsideOutcome.NO_ROUTE),
        "one of three is": (OFFLINE, [SILENCE, SILENCE, step(Failure.UNREACHABLE, 0.1)], OutsideOutcome.SILENT),
        "no IPv6": (OFFLINE, [step(Failure.UNREACHABLE, 0.0002, "[2606:4700:4700::1111]:443")], OutsideOutcome.SILENT),
        "within one hop": (
            OFFLINE,
            [replace(step(Failure.UNREACHABLE, 0.01), variant=Variant.ONE_HOP)],
            OutsideOutcome.SILENT,
        ),
        "refused beyond": (OFFLINE, [step(Failure.REFUSED, 0.04)], OutsideOutcome.SILENT),
        "silence": (OFFLINE, [SILENCE], OutsideOutcome.SILENT),
    },
)
def test_this_computer_is_no_block(network: NetworkVerdict, steps: list[Observation], outcome: OutsideOutcome) -> None:
    assert outside(network, *steps) is outcome


def test_what_the_system_says_of_itself() -> None:
    assert outside(OFFLINE, SILENCE, interface=replace(WAY, strict=True)) is OutsideOutcome.STRICT_PATHS
    assert outside(OFFLINE, SILENCE, interface=replace(WAY, leads_out=False)) is OutsideOutcome.NO_ROUTE
    assert outside(OFFLINE, SILENCE, may_send=False) is OutsideOutcome.LOCKED, "a datagram may not leave"


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
