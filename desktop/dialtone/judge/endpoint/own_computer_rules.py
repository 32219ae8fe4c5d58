"""What stands in the way on this side of the line: this computer, this home, a helper. The table: `rules.py`."""

from dialtone.judge.attempts import is_invented, numbers
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.frozen import replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    FunctionStatus,
    NetworkFlag,
)


def through_a_helper(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """The way to the messenger alone leads through a helper program or a tunnel: whatever fails there, fails beyond it.

    The far end of the helper may be down, or it may hand the name on to the direct way. Where everything goes through a
    VPN its flag says so. But a VPN that invents addresses itself is such a helper, too: it alone knows where they lead,
    and may have forgotten it.
    """
    vpn = NetworkFlag.VPN in case.network.flags
    helped = [t for t in case.own if (is_invented(t.address) if vpn else t.by_helper)]
    failed = bool(helped) and len(helped) == len(case.own) and verdict.status in BROKEN
    if not helped or (vpn and not failed):
        return None
    split = () if vpn else (Evidence(EvidenceKind.SPLIT_TUNNEL, numbers(helped)),)
    evidence = (*verdict.evidence, *split)
    told = any(e.kind is EvidenceKind.SPLIT_TUNNEL for e in verdict.evidence)
    if not failed or verdict.diagnosis != Diagnosis():  # a finding has that rival in its table
        return None if told else replace(verdict, evidence=evidence)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence)
