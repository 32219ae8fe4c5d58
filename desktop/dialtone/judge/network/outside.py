"""What came of asking past a VPN, before anything is said of a messenger there.

A socket that is bound to the interface below a VPN may fail for reasons that say nothing of the network: the VPN's
lock, a missing route, a filter of the kernel. So there is a verdict only where controls, bound likewise, answered.
Source: measured on Linux 6.18 in a namespace, 2026-11-25 (docs/decisions, "The VPN from both sides").
"""

from collections.abc import Callable, Sequence

from dialtone.model.check import Check, OutsideOutcome
from dialtone.model.computer import OutsideWay
from dialtone.model.observation import Observation
from dialtone.model.thresholds import ON_THIS_COMPUTER_PAST_VPN
from dialtone.model.vocabulary import EvidenceKind, Failure, NetworkStatus, Step, Variant

_BY_NETWORK = {NetworkStatus.CAPTIVE_PORTAL: OutsideOutcome.SIGN_IN, NetworkStatus.DNS_DOWN: OutsideOutcome.NO_NAMES}


def judge_outside(check: Check, way: OutsideWay, *, may_send: bool = True) -> OutsideOutcome:
    """Return whether the controls answered past the VPN, and else why not. `may_send`: this computer lets UDP out."""
    network = check.network
    kinds = {evidence.kind for evidence in network.evidence}
    if network.status is NetworkStatus.WHITELIST_MODE or EvidenceKind.CONTROLS_ANSWER in kinds:
        return OutsideOutcome.ANSWERED
    if network.status in _BY_NETWORK:
        return _BY_NETWORK[network.status]
    tried = [o for o in check.observations if o.step is Step.TCP and o.variant is Variant.APP and "[" not in o.target]
    if any(o.ok for o in tried):
        return OutsideOutcome.SILENT
    denied = any(o.failure is Failure.DENIED and o.step is not Step.DNS for o in check.observations)
    if denied or not may_send or EvidenceKind.REFUSED_HERE in kinds or _most(tried, _is_refused_here):
        return OutsideOutcome.LOCKED
    if way.leads_out is False or _most(tried, lambda o: o.failure is Failure.UNREACHABLE):
        return OutsideOutcome.NO_WAY
    return OutsideOutcome.STRICT_PATHS if way.strict else OutsideOutcome.SILENT


def _most(tried: Sequence[Observation], holds: Callable[[Observation], bool]) -> bool:
    return sum(map(holds, tried)) * 2 > len(tried)


def _is_refused_here(observation: Observation) -> bool:
    """Return whether it was refused so soon that nothing but this computer can have done it."""
    return (
        observation.failure in (Failure.REFUSED, Failure.UNREACHABLE)
        and observation.seconds < ON_THIS_COMPUTER_PAST_VPN
    )
