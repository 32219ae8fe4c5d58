"""Facts from a verdict's evidence that the wording depends on: who inspects, why a status is so, which path works."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from dialtone.explain.sentences import Sentences
from dialtone.model.answer import CausePlace
from dialtone.model.verdict import Evidence, FunctionVerdict, MessengerVerdict, NetworkVerdict, shows
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    FunctionStatus,
    MessengerStatus,
    NetworkDetail,
    NetworkFlag,
    NetworkStatus,
)

_INTERCEPTORS = (
    EvidenceKind.INSPECTED_BY_PROGRAM,
    EvidenceKind.INSPECTED_BY_GATEWAY,
    EvidenceKind.INSPECTED,
    EvidenceKind.READ_ALONG,
)
"""Who intercepts between this computer and the servers, from the most to the least specific."""
INTERMITTENT_CAUSES = frozenset({Cause.UNEXPLAINED, Cause.NAME_FILTERED})
"""First causes of a `slow` status that stands for something else: some attempts pass and some do not."""
_PLACES = {
    Cause.THIS_COMPUTER: CausePlace.COMPUTER,
    Cause.OWN_FILTER: CausePlace.HOME,
    Cause.CAPTIVE_PORTAL: CausePlace.HOME,
    Cause.HOSTING_LIMITED: CausePlace.HOSTING,
    Cause.SERVICE_DOWN: CausePlace.SERVICE,
    Cause.SERVICE_REFUSES: CausePlace.SERVICE,
    Cause.UNEXPLAINED: CausePlace.UNKNOWN,
    Cause.OFFLINE: CausePlace.UNKNOWN,
    Cause.DNS_DOWN: CausePlace.UNKNOWN,
}
"""Every other cause lies in the network."""
LIKE_AN_OUTAGE = frozenset({Cause.ADDRESS_BLOCKED, Cause.PROTOCOL_FILTERED, Cause.UNEXPLAINED, Cause.SERVICE_DOWN})
"""Causes that look from here like an outage of the service."""
_DETOURS = (NetworkFlag.VPN, NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL)


class About(NamedTuple):
    """What a text about one messenger is made of."""

    sentences: Sentences
    verdict: MessengerVerdict
    network: NetworkVerdict

    @property
    def name(self) -> str:
        """The messenger's name for this reader."""
        return self.sentences.name_of(self.verdict.messenger, self.verdict.name)

    def say(self, *keys: str, **values: object) -> str:
        """Return the first of these sentences that exists, with the messenger's name in it; else an empty text."""
        return self.sentences.say(*keys, about=self.verdict.messenger, messenger=self.name, **values)

    def lines(self, key: str, **values: object) -> tuple[str, ...]:
        """Return the short lines under one key, with the messenger's name in them."""
        return self.sentences.lines(key, messenger=self.name, **values)

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
    return frozenset(item.kind for item in all_evidence(verdict))


def place_of(cause: Cause) -> CausePlace:
    """Return where a cause lies."""
    return _PLACES.get(cause, CausePlace.NETWORK)


def may_be_an_outage(causes: Iterable[Cause], certainty: Confidence) -> bool:
    """Return whether it may be an outage of the service, from which some blocks cannot be distinguished."""
    return certainty is not Confidence.SURE and not LIKE_AN_OUTAGE.isdisjoint(causes)


def shows_wrong_clock(kinds: Collection[EvidenceKind]) -> bool:
    """Return whether the clock is what is wrong on this computer, by the kinds of evidence: nothing is overridden."""
    return EvidenceKind.CLOCK_OFF in kinds and EvidenceKind.LOCAL_OVERRIDE not in kinds


def interceptor_of(verdict: MessengerVerdict) -> EvidenceKind | None:
    """Return the most specific kind of interception that was seen, or None."""
    kinds = kinds_of(verdict)
    return next((kind for kind in _INTERCEPTORS if kind in kinds), None)


def is_not_safe(verdict: FunctionVerdict) -> bool:
    """Return whether another host answers in the service's place, for this service only or for all."""
    if verdict.first_cause is Cause.CERTIFICATE_SWAPPED:
        return verdict.status is FunctionStatus.BLOCKED
    is_stopped = verdict.status in (FunctionStatus.BLOCKED, FunctionStatus.UNKNOWN)
    return verdict.first_cause is Cause.INTERCEPTED and is_stopped


def network_reason(network: NetworkVerdict) -> str:
    """Return the key of the reason for the network's state, for sentences (`network_banner.…`) and its clause."""
    if shows(network, EvidenceKind.REFUSED_HERE):
        return "forbidden_here"
    if network.status is NetworkStatus.INTERCEPTED and inspector_of(network):
        return "intercepted_named"
    if network.status is NetworkStatus.UNSTABLE and NetworkFlag.CLOCK_WRONG in network.flags:
        return "clock_wrong"  # handshakes that fail because of it look like an unstable network
    if behind := offline_behind(network):
        wants_login = behind == "offline_proxy" and shows(network, EvidenceKind.PROXY_WANTS_LOGIN)
        return "proxy_login" if wants_login else behind
    if shows(network, EvidenceKind.NOTHING_LEAVES):
        return "nothing_leaves"
    if network.status is NetworkStatus.CAPTIVE_PORTAL and network.detail is NetworkDetail.SOME_NAMES_ONLY:
        return "portal_some_open"
    if network.detail in (None, NetworkDetail.IPV6_GONE):  # a flag says that IPv6 is gone
        return str(network.status)
    return str(network.detail)


def inspector_of(network: NetworkVerdict) -> str:
    """Return the name of the known program that inspects all secure connections, or an empty text."""
    return next((e.program for e in network.evidence if e.program), "")


def offline_behind(network: NetworkVerdict) -> str:
    """Return the key of what may be why nothing answers: a VPN, a proxy, or something nearby; empty for none."""
    if network.detail is NetworkDetail.ANSWERED_NEARBY:
        return NetworkDetail.ANSWERED_NEARBY.value
    fails_through_proxy = shows(network, EvidenceKind.FAILED_THROUGH_PROXY)
    tunnels = (NetworkFlag.VPN,) if fails_through_proxy else (NetworkFlag.VPN, NetworkFlag.PROXY)
    tunnels_on = [flag for flag in tunnels if flag in network.flags]
    return f"offline_{tunnels_on[0]}" if tunnels_on and network.status is NetworkStatus.OFFLINE else ""


def detour_of(network: NetworkVerdict) -> NetworkFlag | None:
    """Return the flag of what leads this computer's traffic elsewhere: a VPN, a proxy, a bypass tool; None without."""
    return next((flag for flag in _DETOURS if flag in network.flags), None)


def controls_answered(verdict: MessengerVerdict, network: NetworkVerdict) -> bool:
    """Return whether neutral sites answered at the same time, on a network that is online."""
    answered = network.controls_answer or shows(verdict, EvidenceKind.CONTROLS_ANSWER)
    return answered and network.status is NetworkStatus.ONLINE


def working_path_key(verdict: MessengerVerdict, network: NetworkVerdict) -> str:
    """Return the key of the path on which a working messenger answers: past the system's proxy, through it, or both."""
    if not shows(verdict, EvidenceKind.ANSWERED_THROUGH_PROXY):
        return "past_proxy"
    return "through_proxy" if shows(network, EvidenceKind.ONLY_PROXY_LEADS_OUT) else "both_ways"


def proxy_path_key(verdict: MessengerVerdict) -> str:
    """Return the key of the only path on which an unknown messenger answers: through the proxy or past it."""
    if verdict.status is not MessengerStatus.UNKNOWN:
        return ""
    kinds = kinds_of(verdict)
    if EvidenceKind.ANSWERED_THROUGH_PROXY in kinds:
        return "only_through_proxy"
    outside_proxy = kinds & {EvidenceKind.GREETING_ANSWERED, EvidenceKind.ONLY_CONNECTS}
    return "only_past_proxy" if outside_proxy and EvidenceKind.FAILED_THROUGH_PROXY in kinds else ""
