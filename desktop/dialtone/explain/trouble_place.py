"""Where on the way to a messenger the trouble lies, as far as a check can tell: never nearer than it was seen."""

from collections.abc import Mapping
from types import MappingProxyType

from dialtone.explain.reasons import may_be_an_outage
from dialtone.explain.sentences import Sentences
from dialtone.model.status_groups import IN_THE_NETWORK, UNTESTABLE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, MessengerStatus, NetworkFlag

_UNTESTED = UNTESTABLE | {MessengerStatus.NOT_TESTED}
_OTHER_WAYS = frozenset({NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL})
"""Some connections go another way: one place would not be true."""
_ELSEWHERE: Mapping[Cause, str] = MappingProxyType(
    {
        Cause.THIS_COMPUTER: "computer",
        Cause.OWN_FILTER: "home",
        Cause.CAPTIVE_PORTAL: "home",
        Cause.WHITELIST_MODE: "network",
        Cause.HOSTING_LIMITED: "network",
        Cause.SERVICE_DOWN: "service",
        Cause.SERVICE_REFUSES: "service",
    }
)


def say_where(sentences: Sentences, verdict: MessengerVerdict, network: NetworkVerdict, name: str) -> str:
    """Return where the trouble lies in a sentence; empty where nothing was tested, or there are several ways."""
    if verdict.status in _UNTESTED or _OTHER_WAYS & set(network.flags):
        return ""
    where = _where(verdict, vpn=NetworkFlag.VPN in network.flags)
    return sentences.say(f"path_where.{where}", about=verdict.messenger, messenger=name)


def _where(verdict: MessengerVerdict, *, vpn: bool) -> str:
    """Return the key of the place. What is not sure has none."""
    cause = next(iter(verdict.causes), None)
    if verdict.status is MessengerStatus.WORKS:
        return "open"
    if cause is None or verdict.status is MessengerStatus.UNKNOWN or verdict.confidence is Confidence.UNSURE:
        return "unknown"
    if cause is Cause.CERTIFICATE_SWAPPED:
        return "unknown"  # a program on this computer can do that too
    if may_be_an_outage(verdict) and cause is not Cause.SERVICE_DOWN:
        return "network_or_service" if not vpn else "vpn"
    if cause is Cause.INTERCEPTED:
        return _inspector(verdict)
    if cause in IN_THE_NETWORK:
        return "vpn" if vpn else "network"
    where = _ELSEWHERE.get(cause, "unknown")
    return "vpn" if vpn and where == "network" else where


def _inspector(verdict: MessengerVerdict) -> str:
    kinds = {e.kind for e in (*verdict.evidence, *(e for f in verdict.functions for e in f.evidence))}
    if EvidenceKind.INSPECTED_BY_PROGRAM in kinds:
        return "computer"
    return "home" if EvidenceKind.INSPECTED_BY_GATEWAY in kinds else "unknown"
