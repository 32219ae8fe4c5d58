"""What a VPN that is on leaves out: names, and IPv6."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.past_vpn import add_ipv6_beside, note_ipv6_past_vpn
from dialtone.judge.network_verdict import judge_network
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, Failure, MessengerStatus, NetworkFlag, NetworkStatus, Step
from judge.factory import small_ground

WITH_VPN = Computer("linux", tunnels=("tun0",), has_ipv6=True)
BESIDE = {NetworkFlag.NAMES_BESIDE_VPN, NetworkFlag.IPV6_BESIDE_VPN}


def tcp(number: int, target: str, *, through: bool, failure: Failure | None = None, messenger: str = "") -> Observation:
    facts: Facts = {Fact.VIA: "tunnel"} if through else {}
    return Observation(number, messenger, "x", Step.TCP, target, 0.0, 0.1, failure, facts, number)


def lookup(number: int, *, beside: bool, failure: Failure | None = None, hosts: bool = False) -> Observation:
    facts: Facts = {Fact.RESOLVER: "system"}
    facts |= {Fact.ASKED_BESIDE: True} if beside else {}
    facts |= {Fact.HOSTS_FILE: True} if hosts else {}
    return Observation(number, "", "x", Step.DNS, "example.org@system", 0.0, 0.1, failure, facts, number)


def flags(*steps: Observation, computer: Computer = WITH_VPN) -> set[NetworkFlag]:
    return BESIDE & set(judge_network(AttemptIndex(steps), small_ground(), computer).flags)


FOUR, SIX = "192.0.2.1:443", "[2001:db8::1]:443"


def test_names_past_the_vpn() -> None:
    assert flags(lookup(1, beside=True)) == {NetworkFlag.NAMES_BESIDE_VPN}
    assert not flags(lookup(1, beside=False))
    assert not flags(lookup(1, beside=True, failure=Failure.TIMEOUT))  # a lock may have stopped it
    assert not flags(lookup(1, beside=True, hosts=True))
    assert not flags(lookup(1, beside=True), computer=Computer("linux"))


def test_ipv6_past_the_vpn() -> None:
    assert flags(tcp(1, FOUR, through=True), tcp(2, SIX, through=False)) == {NetworkFlag.IPV6_BESIDE_VPN}
    assert not flags(tcp(1, FOUR, through=True), tcp(2, SIX, through=True))
    assert not flags(tcp(1, FOUR, through=True), tcp(2, SIX, through=False, failure=Failure.TIMEOUT))


def test_a_check_of_an_older_version_did_not_note_the_way() -> None:
    assert not flags(tcp(1, FOUR, through=False), tcp(2, SIX, through=False))


def test_which_messenger_it_was() -> None:
    steps = (tcp(1, SIX, through=False, messenger="signal"), tcp(2, SIX, through=True, messenger="whatsapp"))
    (evidence,) = add_ipv6_beside((), steps, "signal")
    assert (evidence.kind, evidence.observations) == (EvidenceKind.BESIDE_VPN, (1,))
    assert add_ipv6_beside((), steps, "whatsapp") == ()


@pytest.mark.parametrize("noted", [True, False])
def test_it_is_said_of_a_messenger_only_where_it_was_seen_of_the_network(noted: bool) -> None:
    flagged = (NetworkFlag.IPV6_BESIDE_VPN,) if noted else ()
    signal = MessengerVerdict("signal", "Signal", MessengerStatus.WORKS)
    steps = (tcp(1, SIX, through=False, messenger="signal"),)
    (said,) = note_ipv6_past_vpn((signal,), NetworkVerdict(NetworkStatus.ONLINE, flagged), steps)
    assert [e.kind for e in said.evidence] == [EvidenceKind.BESIDE_VPN] * noted


def test_a_messenger_whose_names_have_such_addresses() -> None:
    named = replace(lookup(3, beside=False), messenger="signal", facts={Fact.ADDRESSES: ("192.0.2.1", "2001:db8::1")})
    (evidence,) = add_ipv6_beside((), (named,), "signal")
    assert evidence.observations == (3,)
    assert add_ipv6_beside((), (replace(named, facts={Fact.ADDRESSES: ("192.0.2.1",)}),), "signal") == ()
