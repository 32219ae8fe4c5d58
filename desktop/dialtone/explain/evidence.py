"""What the evidence of a verdict says that words depend on: who inspects, what is behind a status, which way led on."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dialtone.explain.sentences import Sentences
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.verdict_families import TOLD_DEGREES
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    Degree,
    EvidenceKind,
    FunctionStatus,
    MessengerStatus,
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
_HELPED = (NetworkFlag.VPN, NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL)


class About(NamedTuple):
    """One messenger's verdict, and the language in which something is said of it."""

    sentences: Sentences
    verdict: MessengerVerdict
    network: NetworkVerdict
    name: str
    """As the reader calls it."""

    def say(self, *keys: str, **values: object) -> str:
        """Return the first of these sentences that exists, with the messenger's name in it; else an empty text."""
        return self.sentences.say(*keys, about=self.verdict.messenger, messenger=self.name, **values)

    def lines(self, key: str, **values: object) -> tuple[str, ...]:
        """Return several short lines under one key, likewise."""
        return self.sentences.lines(key, messenger=self.name, **values)

    @property
    def first_cause(self) -> Cause | None:
        """The cause that is told first."""
        return next(iter(self.verdict.causes), None)

    @property
    def has_vpn(self) -> bool:
        """Whether a VPN is on."""
        return NetworkFlag.VPN in self.network.flags


def all_evidence(verdict: MessengerVerdict) -> Iterator[Evidence]:
    """Yield the evidence of a messenger and of each of its functions."""
    yield from verdict.evidence
    for function in verdict.functions:
        yield from function.evidence


def kinds_of(verdict: MessengerVerdict) -> frozenset[EvidenceKind]:
    """Return the kinds of evidence of a messenger and of each of its functions."""
    return frozenset(one.kind for one in all_evidence(verdict))


def interceptor_of(verdict: MessengerVerdict) -> EvidenceKind | None:
    """Return the best known of what inspects or reads secure connections; None where nothing of it was seen."""
    kinds = kinds_of(verdict)
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
    if _saw(network, EvidenceKind.REFUSED_HERE):
        return "forbidden_here"
    if network.status is NetworkStatus.INTERCEPTED and inspector_of(network):
        return "intercepted_named"
    if network.status is NetworkStatus.UNSTABLE and NetworkFlag.CLOCK_WRONG in network.flags:
        return "clock_wrong"  # what explains comes before what disturbs
    if behind := offline_behind(network):
        return behind
    if _saw(network, EvidenceKind.NOTHING_LEAVES):
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
    dead = _saw(network, EvidenceKind.FAILED_THROUGH_PROXY)
    told = (NetworkFlag.VPN,) if dead else (NetworkFlag.VPN, NetworkFlag.PROXY)
    known = [flag for flag in told if flag in network.flags]
    return f"offline_{known[0]}" if known and network.status is NetworkStatus.OFFLINE else ""


def helped_by(network: NetworkVerdict) -> NetworkFlag | None:
    """Return what makes another network of it, on this computer: a VPN, a proxy, a helper program; None for nothing."""
    return next((flag for flag in _HELPED if flag in network.flags), None)


def controls_answered(verdict: MessengerVerdict, network: NetworkVerdict) -> bool:
    """Return whether neutral sites answered in the same minute, on a network that is online."""
    seen = any(one.kind is EvidenceKind.CONTROLS_ANSWER for one in (*network.evidence, *verdict.evidence))
    return seen and network.status is NetworkStatus.ONLINE


def works_how(verdict: MessengerVerdict, network: NetworkVerdict) -> str:
    """Return the key that says on which of the two ways, past the system's proxy and through it, a messenger works."""
    if not any(e.kind is EvidenceKind.ANSWERED_THROUGH_PROXY for e in verdict.evidence):
        return "past_proxy"
    return "through_proxy" if _saw(network, EvidenceKind.ONLY_PROXY_LEADS_OUT) else "both_ways"


def told_way(verdict: MessengerVerdict) -> str:
    """Return the key for a messenger that answers on one of two ways only: through the system's proxy, or past it."""
    if verdict.status is not MessengerStatus.UNKNOWN:
        return ""
    kinds = kinds_of(verdict)
    if EvidenceKind.ANSWERED_THROUGH_PROXY in kinds:
        return "only_through_proxy"
    past = kinds & {EvidenceKind.GREETING_ANSWERED, EvidenceKind.ONLY_CONNECTS}
    return "only_past_proxy" if past and EvidenceKind.FAILED_THROUGH_PROXY in kinds else ""


def _saw(network: NetworkVerdict, kind: EvidenceKind) -> bool:
    return any(one.kind is kind for one in network.evidence)
