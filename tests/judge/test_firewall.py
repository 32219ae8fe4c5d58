"""Where the computer itself stops connections: for each thing that may be behind it a story, and what is said then."""

from collections.abc import Callable, Mapping

import pytest

from dialtone.judge.diagnosis import Finding, diagnose
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.connections import DENIED_HERE, REFUSED_HERE
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step
from judge.factory import NO_CONTROLS, Story, case_of, https, online, story
from named_rows import named_rows

CHAT = https()
REFUSED, TIMEOUT, DENIED = Failure.REFUSED, Failure.TIMEOUT, Failure.DENIED
VPN = online(NetworkStatus.ONLINE, NetworkFlag.VPN)


def case(telling: Callable[[Story], Story], network: NetworkVerdict | None = None) -> EndpointCase:
    return case_of(telling(story(CHAT)), CHAT, network)


def refused(seconds: float) -> Callable[[Story], Story]:
    return lambda s: s.fails(Step.TCP, REFUSED, times=2, seconds=seconds).one_hop(REFUSED, seconds=seconds)


def silent(s: Story) -> Story:
    return s.fails(Step.TCP, TIMEOUT, times=2)


def denied(s: Story) -> Story:
    return s.fails(Step.TCP, DENIED, times=2)


FORBIDDEN = case(silent)
FORBIDDEN.denied_datagrams = (7,)
TRUE: Mapping[tuple[str, str], tuple[EndpointCase, str]] = {
    ("refused_here", "own_firewall"): (case(refused(0.0002)), "blocked this_computer likely"),
    ("refused_here", "dialtone_alone"): (FORBIDDEN, "blocked this_computer likely"),
    ("refused_here", "first_router"): (case(refused(0.008)), "blocked this_computer unsure"),
    ("denied_here", "own_firewall"): (case(denied), "blocked this_computer likely"),
    ("denied_here", "dialtone_alone"): (case(denied), "blocked this_computer likely"),
    ("denied_here", "all_is_forbidden"): (case(denied, NO_CONTROLS), "unknown this_computer likely"),
}
"""For a finding and what is true behind it: what is observed then, and what is said."""


def said(finding: Finding[EndpointCase], told: EndpointCase) -> str:
    found = diagnose((finding,), told)
    return f"{found.claim.status} {found.claim.cause} {found.diagnosis.confidence}" if found is not None else ""


@pytest.mark.parametrize(
    ("finding", "truth"),
    [(f, each.id) for f in (REFUSED_HERE, DENIED_HERE) for each in f.hypotheses],
    ids=lambda x: str(x)[:20],
)
def test_the_truth_always_stands_and_nothing_is_sure(finding: Finding[EndpointCase], truth: str) -> None:
    told, words = TRUE[finding.id, truth]
    assert said(finding, told) == words
    found = diagnose((finding,), told)
    assert found is not None
    assert truth not in {each.id for each in found.diagnosis.excluded}


@named_rows(
    ("told", "words"),
    {
        "silence alone": (case(silent), ""),
        "silence, and the system lets no datagram out to there": (FORBIDDEN, "blocked this_computer likely"),
        "a refusal that took longer came from the first router": (case(refused(0.3)), ""),
        "with a VPN its server is the first router": (case(refused(0.008), VPN), ""),
        "before any VPN": (case(refused(0.0002), VPN), "blocked this_computer likely"),
        "one try was silent": (case(lambda s: refused(0.0002)(s).fails(Step.TCP, TIMEOUT)), ""),
        "nobody asked whether a router is needed for it": (
            case(lambda s: s.fails(Step.TCP, REFUSED, times=2, seconds=0.0002)),
            "",
        ),
    },
)
def test_who_refused_it(told: EndpointCase, words: str) -> None:
    assert said(REFUSED_HERE, told) == words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (lambda s: s.fails(Step.TCP, Failure.UNREACHABLE, "2001:db8::7"), "blocked this_computer likely"),
        (lambda s: s.fails(Step.TCP, TIMEOUT), ""),
    ],
    ids=["over IPv6 it reads as unreachable", "one connection was let out"],
)
def test_what_the_system_denied(more: Callable[[Story], Story], words: str) -> None:
    assert said(DENIED_HERE, case(lambda s: more(denied(s)))) == words
