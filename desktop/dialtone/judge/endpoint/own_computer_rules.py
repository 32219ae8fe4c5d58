"""What stands in the way on this side of the line: this computer, this home, a helper. The table: `rules.py`."""

from dialtone.judge.attempts import REPEATED, is_invented, numbers
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.frozen import replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    Step,
)

_REFUSED = (Failure.REFUSED, Failure.RESET)
_STOPPED = (*_REFUSED, Failure.TIMEOUT, Failure.UNREACHABLE)
_ON_THIS_COMPUTER = 0.002
"""Seconds. A refusal of this computer's own comes in a tenth of a millisecond; the first router's takes longer."""
_HELD_BACK = 0.02
"""Seconds within which the fastest of several refusals here came, on a computer however busy."""


def refused_here(case: EndpointCase) -> EndpointVerdict | None:
    """No connection comes about, and it is this computer that stops them: a firewall, or a program that has ended.

    It does not let a datagram out to there either, which it does to others; or a connection that no router passes on is
    refused as well. The first router answers such a packet itself only for what it takes as its own; that takes longer.
    With a VPN its server is the first router.
    """
    dead = [t for t in case.failed if t.last.step is Step.TCP and t.failure in _STOPPED]
    if len(dead) < REPEATED or len(dead) < len(case.failed):
        return None
    if case.forbidden or len(case.denied) >= REPEATED:
        evidence = Evidence(EvidenceKind.REFUSED_HERE, (*numbers(dead), *case.denied, *case.forbidden))
        return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.THIS_COMPUTER,), Confidence.LIKELY, (evidence,))
    near = [t for t in case.one_hop if t.failure in _REFUSED]
    if not near or any(t.failure not in _REFUSED for t in dead):
        return None
    fastest = min(t.last.seconds for t in (*near, *dead))
    if fastest > (_ON_THIS_COMPUTER if NetworkFlag.VPN in case.network.flags else _HELD_BACK):
        return None
    confidence = Confidence.LIKELY if fastest <= _ON_THIS_COMPUTER else Confidence.UNSURE
    evidence = Evidence(EvidenceKind.REFUSED_HERE, numbers((*dead, *near)))
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.THIS_COMPUTER,), confidence, (evidence,))


def denied_here(case: EndpointCase) -> EndpointVerdict | None:
    """The system did not allow the connections: a firewall of this computer, or a sandbox. Others it allowed.

    EPERM and EACCES (connect(2)), and Windows' 10013, never come from the network. Over IPv6 EACCES does: there it is
    noted as unreachable, and speaks neither for this computer nor against it.
    """
    led_somewhere = any(t.failure is not Failure.UNREACHABLE for t in case.own)
    if led_somewhere or len(case.denied) < REPEATED:
        return None
    evidence = Evidence(EvidenceKind.REFUSED_HERE, case.denied)
    status = FunctionStatus.BLOCKED if case.network.controls_answer else FunctionStatus.UNKNOWN
    return EndpointVerdict(status, (Cause.THIS_COMPUTER,), Confidence.LIKELY, (evidence,))


def through_a_helper(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """The way to the messenger alone leads through a helper program or a tunnel: whatever fails there, fails beyond it.

    The far end of the helper may be down, or it may hand the name on to the direct way. Where everything goes through a
    VPN its flag says so. But a VPN that invents addresses itself is such a helper, too: it alone knows where they lead,
    and may have forgotten it.
    """
    vpn = NetworkFlag.VPN in case.network.flags
    helped = [t for t in case.own if (is_invented(t.address) if vpn else t.by_helper)]
    failed = bool(helped) and len(helped) == len(case.own) and verdict.status in BROKEN
    if not helped or (vpn and not failed) or verdict.diagnosis != Diagnosis():
        return None
    split = () if vpn else (Evidence(EvidenceKind.SPLIT_TUNNEL, numbers(helped)),)
    evidence = (*verdict.evidence, *split)
    if not failed:
        return replace(verdict, evidence=evidence)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence)
