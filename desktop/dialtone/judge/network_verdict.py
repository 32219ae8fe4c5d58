"""The verdict about the network itself, before any messenger is judged."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network import network_rules as rules
from dialtone.judge.network.network_case import USABLE, NetworkCase, gather_network
from dialtone.judge.network.plain_pages import is_plainly_a_sign_in_page
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


def _always(_case: NetworkCase) -> bool:
    return True


_UNCERTAIN = frozenset({EvidenceKind.FORBIDDEN_HERE, EvidenceKind.NOTHING_LEAVES, EvidenceKind.BIG_PACKETS_LOST})
"""Evidence that an innocent cause explains as well."""
_EARNS_SURE: Mapping[EvidenceKind, Callable[[NetworkCase], bool]] = MappingProxyType(
    {
        EvidenceKind.CONTROLS_ANSWER: _always,  # they proved who they are
        EvidenceKind.ONLY_PROXY_LEADS_OUT: _always,  # so did those behind the proxy
        EvidenceKind.NO_ROUTE: _always,  # it was said of every step
        EvidenceKind.NOTHING_ANSWERS: lambda case: not case.tcp_succeeded,
        EvidenceKind.SIGN_IN_PAGE: is_plainly_a_sign_in_page,
        EvidenceKind.RESOLVER_SILENT: rules.has_system_given_up,
        EvidenceKind.ALL_CERTIFICATES_SWAPPED: rules.are_strangers_signing,
        EvidenceKind.LOCAL_ROOT_TRUSTED: _always,  # each chain was built
        EvidenceKind.NARROW_LINE: rules.have_handshakes_waited,
        EvidenceKind.LOSSY_LINE: lambda case: case.loss_is_certain,
    }
)
"""What makes a verdict sure, by the evidence for it. Everything else is likely at most."""


def _confidence(status: NetworkStatus, evidence: Evidence | None, case: NetworkCase) -> Confidence:
    if evidence is None or evidence.kind in _UNCERTAIN:
        return Confidence.UNSURE
    if status is NetworkStatus.WHITELIST_MODE:
        # A provider that lost its way abroad looks the same. With exceptions there may be another reason.
        return Confidence.UNSURE if case.good(case.foreign) or rules.refused_abroad(case) else Confidence.LIKELY
    if status is NetworkStatus.OFFLINE and (case.computer.proxy or case.computer.tunnels):
        # Nothing got past the proxy, or through the tunnel: there may well be a connection.
        return Confidence.UNSURE
    earns = _EARNS_SURE.get(evidence.kind)
    return Confidence.SURE if earns is not None and earns(case) else Confidence.LIKELY
