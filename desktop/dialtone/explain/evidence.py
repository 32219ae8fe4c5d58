"""What the evidence of a verdict says that words depend on: who inspects, and what is behind a status."""

from collections.abc import Iterable, Iterator

from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.verdict_families import TOLD_DEGREES
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Degree,
    EvidenceKind,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
)

_INTERCEPTORS = (
    EvidenceKind.INSPECTED_BY_PROGRAM,
    EvidenceKind.INSPECTED_BY_GATEWAY,
    EvidenceKind.INSPECTED,
    EvidenceKind.READ_ALONG,
)
"""Who is between this computer and the servers, from the best known to the least."""
PASSES_AT_TIMES = ((Cause.UNEXPLAINED,), (Cause.NAME_FILTERED,))
"""Causes of what is `slow` since some tries pass and some do not: that is not called slow."""
_SUREST_FIRST = tuple(Confidence)


def all_evidence(verdict: MessengerVerdict) -> Iterator[Evidence]:
    """Yield the evidence of a messenger and of each of its functions."""
    yield from verdict.evidence
    for function in verdict.functions:
        yield from function.evidence


def interceptor_of(verdict: MessengerVerdict) -> EvidenceKind | None:
    """Return the best known of what inspects or reads secure connections; None where nothing of it was seen."""
    kinds = {one.kind for one in all_evidence(verdict)}
    return next((kind for kind in _INTERCEPTORS if kind in kinds), None)


def is_not_safe(verdict: FunctionVerdict) -> bool:
    """Return whether another host answers in the service's place: here alone, or wherever this computer asks."""
    cause = verdict.causes[0] if verdict.causes else None
    if cause is Cause.CERTIFICATE_SWAPPED:
        return verdict.status is FunctionStatus.BLOCKED
    return cause is Cause.INTERCEPTED and verdict.status in (FunctionStatus.BLOCKED, FunctionStatus.UNKNOWN)


def least_sure(confidences: Iterable[Confidence]) -> Confidence:
    """Return the lowest confidence: several are spoken of together only as surely."""
    return max(confidences, key=_SUREST_FIRST.index)


def told_network(network: NetworkVerdict) -> str:
    """Return the key of the network's state: what passes on it, or what is behind its status."""
    if any(e.kind is EvidenceKind.REFUSED_HERE for e in network.evidence):
        return "forbidden_here"
    if network.status is NetworkStatus.INTERCEPTED and inspector_of(network):
        return "intercepted_named"
    if network.status is NetworkStatus.UNSTABLE and NetworkFlag.CLOCK_WRONG in network.flags:
        return "clock_wrong"  # what explains comes before what disturbs
    if behind := offline_behind(network):
        return behind
    if any(e.kind is EvidenceKind.NOTHING_LEAVES for e in network.evidence):
        return "nothing_leaves"
    if network.status is NetworkStatus.CAPTIVE_PORTAL and network.degree is Degree.SOME_NAMES_ONLY:
        return "portal_some_open"
    told = network.degree if network.degree in TOLD_DEGREES else network.status
    return told.value


def inspector_of(network: NetworkVerdict) -> str:
    """Return the name of the known program that inspects secure connections of all; empty where none is known."""
    return next((e.program for e in network.evidence if e.program), "")


def offline_behind(network: NetworkVerdict) -> str:
    """Return the key for a VPN or proxy that may be why nothing answers; empty where there is none."""
    if network.degree is Degree.ANSWERED_NEARBY:
        return Degree.ANSWERED_NEARBY.value
    dead = any(e.kind is EvidenceKind.FAILED_THROUGH_PROXY for e in network.evidence)
    told = (NetworkFlag.VPN,) if dead else (NetworkFlag.VPN, NetworkFlag.PROXY)
    known = [flag for flag in told if flag in network.flags]
    return f"offline_{known[0]}" if known and network.status is NetworkStatus.OFFLINE else ""
