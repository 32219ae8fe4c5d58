"""The verdict about the network itself, before any messenger is judged."""

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network.network_case import USABLE, NetworkCase, gather_network
from dialtone.judge.network.network_rules import refused_abroad
from dialtone.judge.rule_rows import Need, NetworkRule
from dialtone.judge.rules import NETWORK_RULES, signed
from dialtone.model.catalogue import Controls
from dialtone.model.computer import Computer
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import Confidence, EvidenceKind, NetworkFlag, NetworkStatus


def judge_network(index: AttemptIndex, controls: Controls, computer: Computer) -> NetworkVerdict:
    """Judge the network from all observations of a check. The first rule that holds gives the status."""
    case = gather_network(index, controls, computer)
    status, evidence = NetworkStatus.ONLINE, None
    for rule in NETWORK_RULES:
        if isinstance(rule.gives, NetworkStatus) and (evidence := _seen(rule, case)):
            status = rule.gives
            break
    answered = [_seen(rule, case) for rule in NETWORK_RULES if rule.gives is NetworkStatus.ONLINE and status in USABLE]
    flags = [
        (rule.gives, found)
        for rule in NETWORK_RULES
        if isinstance(rule.gives, NetworkFlag) and _may_speak(rule, status) and (found := _seen(rule, case))
    ]
    everything = dict.fromkeys((evidence, *answered, *(found for _, found in flags)))
    return NetworkVerdict(
        status=status,
        flags=tuple(dict.fromkeys(flag for flag, _ in flags)),
        evidence=tuple(e for e in everything if e is not None),
        confidence=_confidence(status, evidence, case),
        round_trip=case.round_trip,
    )


def _seen(rule: NetworkRule, case: NetworkCase) -> Evidence | None:
    found = rule.decide(case)
    return signed((found,), rule.id)[0] if found is not None else None


def _may_speak(rule: NetworkRule, status: NetworkStatus) -> bool:
    met = {Need.USABLE: status in USABLE, Need.NOT_OFFLINE: status is not NetworkStatus.OFFLINE}
    return all(met[need] for need in rule.needs)


def _confidence(status: NetworkStatus, evidence: Evidence | None, case: NetworkCase) -> Confidence:
    if evidence is None or evidence.kind in (EvidenceKind.FORBIDDEN_HERE, EvidenceKind.NOTHING_LEAVES):
        return Confidence.UNSURE
    if status is NetworkStatus.WHITELIST_MODE:
        # A provider that lost its way abroad looks the same. With exceptions there may be another reason.
        return Confidence.UNSURE if case.good(case.foreign) or refused_abroad(case) else Confidence.LIKELY
    if evidence.kind is EvidenceKind.BIG_PACKETS_LOST:
        return Confidence.UNSURE
    if status is NetworkStatus.OFFLINE and (case.computer.proxy or case.computer.tunnels):
        # Nothing got past the proxy, or through the tunnel: there may well be a connection.
        return Confidence.UNSURE
    if status is NetworkStatus.OFFLINE and case.tcp_succeeded:
        return Confidence.LIKELY
    return Confidence.SURE
