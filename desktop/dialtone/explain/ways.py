"""On which way a messenger answers: past the system's proxy or through it, and what this computer adds to the way."""

from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import EvidenceKind, MessengerStatus, NetworkFlag, NetworkStatus


def works_how(verdict: MessengerVerdict, network: NetworkVerdict) -> str:
    """Return the key that says on which of the two ways, past the system's proxy and through it, a messenger works."""
    if not any(e.kind is EvidenceKind.ANSWERED_THROUGH_PROXY for e in verdict.evidence):
        return "past_proxy"
    alone = any(e.kind is EvidenceKind.ONLY_PROXY_LEADS_OUT for e in network.evidence)
    return "through_proxy" if alone else "both_ways"


def changed_here(network: NetworkVerdict) -> bool:
    """Return whether this computer may have a part in it: a VPN, a proxy, a helper program."""
    return bool({NetworkFlag.VPN, NetworkFlag.PROXY, NetworkFlag.BYPASS_TOOL} & set(network.flags))


def controls_answered(verdict: MessengerVerdict, network: NetworkVerdict) -> bool:
    """Return whether neutral sites answered in the same minute, on a network that is online."""
    return network.status is NetworkStatus.ONLINE and any(
        one.kind is EvidenceKind.CONTROLS_ANSWER for one in (*network.evidence, *verdict.evidence)
    )


def told_way(verdict: MessengerVerdict) -> str:
    """Return the key for a messenger that answers on one of two ways only: through the system's proxy, or past it."""
    if verdict.status is not MessengerStatus.UNKNOWN:
        return ""
    kinds = {one.kind for one in (*verdict.evidence, *(e for f in verdict.functions for e in f.evidence))}
    if EvidenceKind.ANSWERED_THROUGH_PROXY in kinds:
        return "only_through_proxy"
    past = kinds & {EvidenceKind.GREETING_ANSWERED, EvidenceKind.ONLY_CONNECTS}
    return "only_past_proxy" if past and EvidenceKind.FAILED_THROUGH_PROXY in kinds else ""
