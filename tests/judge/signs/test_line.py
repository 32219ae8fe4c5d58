"""What stands in the way on this side of the line."""

import pytest

from dialtone.judge.findings.functions import settled
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.judge.rules import judge_endpoint
from dialtone.judge.signs.functions import FunctionCase
from dialtone.model.verdict import Evidence, FunctionVerdict, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    Function,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
)
from judge.factory import HERE, Story, brief, case_of, https, online, story

CHAT = https()
INVENTED = "198.18.0.7"


def test_what_the_system_forbids_over_ipv6_too_is_this_computer() -> None:
    """Over IPv6 it says what a router may say as well: the address is unreachable."""
    told, timing = story(CHAT).fails(Step.TCP, Failure.DENIED, times=2), ControlTiming(families=frozenset({4, 6}))
    told.fails(Step.TCP, Failure.UNREACHABLE, "2001:db8::7")
    assert judge_endpoint(case_of(told, CHAT, timing=timing)).causes == (Cause.THIS_COMPUTER,)


def test_what_fails_through_a_helper_fails_beyond_it() -> None:
    told = story(CHAT)
    for _ in range(2):
        told.fails(Step.TLS, Failure.TIMEOUT, address="198.18.0.7")
    assert brief(judge_endpoint(case_of(told, CHAT))) == "unknown unexplained unsure"


def test_where_a_program_here_accepts_all_connections_nothing_comes_from_nearby() -> None:
    told = story(CHAT).fails(Step.TLS, Failure.RESET, times=3, seconds=0.0001)
    case = case_of(told, CHAT, timing=ControlTiming(connects_are_local=True))
    assert not case.came_from_nearby(case.failed)


def test_what_nobody_tests_stays_untested_behind_a_proxy() -> None:
    ground = NetworkVerdict(
        NetworkStatus.ONLINE, (NetworkFlag.PROXY,), (Evidence(EvidenceKind.ONLY_PROXY_LEADS_OUT),), Confidence.SURE
    )
    calls = FunctionVerdict(Function.CALLS, FunctionStatus.NOT_TESTED)
    after = settled(calls, FunctionCase(ground, None, ()))
    assert (after.status, after.confidence) == (FunctionStatus.NOT_TESTED, Confidence.UNSURE)


def _forgotten(step: Step, failure: Failure, *, elsewhere: bool) -> Story:
    """A helper's own address for the name leads nowhere; at its true address the messenger may answer."""
    told = story(CHAT).system(INVENTED).trusted(HERE).fails(step, failure, INVENTED, times=3)
    return told.answers(HERE, origin="trusted") if elsewhere else told


@pytest.mark.parametrize("elsewhere", [False, True], ids=["nowhere", "answers elsewhere"])
@pytest.mark.parametrize("flags", [(), (NetworkFlag.VPN,)], ids=["alone", "for everything"])
@pytest.mark.parametrize(
    ("step", "failure"),
    [(Step.TLS, Failure.TIMEOUT), (Step.TLS, Failure.RESET), (Step.TCP, Failure.TIMEOUT), (Step.TCP, Failure.REFUSED)],
)
def test_an_address_that_a_helper_invented_is_no_forgery(
    step: Step, failure: Failure, flags: tuple[NetworkFlag, ...], *, elsewhere: bool
) -> None:
    """Clash and sing-box invent addresses as a VPN for everything too, and forget them when they are started anew."""
    ground = online(NetworkStatus.ONLINE, *flags)
    verdict = judge_endpoint(case_of(_forgotten(step, failure, elsewhere=elsewhere), CHAT, ground))
    assert brief(verdict) == "unknown unexplained unsure"
    kinds = {e.kind for e in verdict.evidence}
    assert EvidenceKind.NAME_FORGED not in kinds
    assert (EvidenceKind.BYPASS_TOOL in kinds) is not (NetworkFlag.VPN in flags)


def test_what_works_through_a_vpn_that_invents_addresses_works() -> None:
    told = story(CHAT).system(INVENTED).answers(INVENTED)
    verdict = judge_endpoint(case_of(told, CHAT, online(NetworkStatus.ONLINE, NetworkFlag.VPN)))
    assert brief(verdict) == "works sure"
    assert [e.kind for e in verdict.evidence] == [EvidenceKind.GREETING_ANSWERED]
