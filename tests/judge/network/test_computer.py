"""What a VPN that is on leaves out, and what a proxy, a tunnel or a helper program here shows of itself."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.rules import judge_network
from dialtone.model.computer import Computer
from dialtone.model.fact import Fact, Facts
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkFlag, Step
from judge.factory import Record, small_ground
from judge.neutral_hosts import ABROAD, LINUX, judge, well

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
def test_on_a_mac_an_unreachable_proxy_may_be_closed_to_this_program_alone(
    platform: str, failure: Failure, dead: bool
) -> None:
    def telling(record: Record) -> Record:
        well(record)
        for site in ABROAD:
            record.about(site).proxied(failure, Step.TCP)
        return record

    verdict = judge(telling, Computer(platform, proxy="http"))
    assert any(e.kind is EvidenceKind.FAILED_THROUGH_PROXY for e in verdict.evidence) is dead
    assert NetworkFlag.PROXY in verdict.flags
