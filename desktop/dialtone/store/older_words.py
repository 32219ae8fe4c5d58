"""Words that older versions wrote into a saved check, and their current names."""

from collections.abc import Mapping

from msgspec import to_builtins

from dialtone.model.verdict import Diagnosis, Rival
from dialtone.model.vocabulary import EvidenceKind, NetworkDetail, Prior

OLDER_KINDS: Mapping[str, EvidenceKind] = {
    "all_certificates_swapped": EvidenceKind.CERTIFICATE_WRONG,
    "another_site_answers": EvidenceKind.GREETING_ANSWERED,
    "browser_hello_cut": EvidenceKind.GREETING_CUT,
    "declined_by_proxy": EvidenceKind.FAILED_THROUGH_PROXY,
    "error_reached": EvidenceKind.SERVER_TROUBLE,
    "forbidden_here": EvidenceKind.REFUSED_HERE,
    "gateway_answers": EvidenceKind.PAGE_INSTEAD,
    "ipv6_beside_vpn": EvidenceKind.BESIDE_VPN,
    "large_packets_lost": EvidenceKind.BIG_PACKETS_LOST,
    "name_missing_at_provider": EvidenceKind.NAME_MISSING,
    "name_refused": EvidenceKind.NAME_CUT,
    "names_beside_vpn": EvidenceKind.BESIDE_VPN,
    "names_fallback": EvidenceKind.GREETING_ANSWERED,
    "no_route": EvidenceKind.NOTHING_ANSWERS,
    "only_domestic_answers": EvidenceKind.MOST_ABROAD_SILENT,
    "operator_silent": EvidenceKind.OPERATOR_LIMITED,
    "other_server": EvidenceKind.UNPROVED,
    "packets_lost": EvidenceKind.LOSSY_LINE,
    "passes_at_first": EvidenceKind.SOME_ATTEMPTS_FAIL,
    "phone_hello_cut": EvidenceKind.GREETING_CUT,
    "port_silent": EvidenceKind.PORT_CLOSED,
    "proxy_dead": EvidenceKind.FAILED_THROUGH_PROXY,
    "proxy_leads_out": EvidenceKind.PROXY_SET,
    "proxy_script": EvidenceKind.PROXY_SET,
    "relays_refuse": EvidenceKind.ADDRESS_REFUSES,
    "relays_silent": EvidenceKind.ADDRESS_SILENT,
    "sending_slower": EvidenceKind.SLOWER_THAN_CONTROL,
    "sending_stops": EvidenceKind.STOPS_EARLY,
    "sign_in_page": EvidenceKind.PAGE_INSTEAD,
    "split_tunnel": EvidenceKind.BYPASS_TOOL,
    "stops_after_packets": EvidenceKind.STOPS_EARLY,
    "taken_without_answer": EvidenceKind.GREETING_CUT,
    "tunnel_present": EvidenceKind.BYPASS_TOOL,
}

OLDER_DOUBTS: Mapping[str, str] = {
    "bootstrap_only": "installed_knows_others",
    "old_entry": "catalogue_old",
    "servers_in_doubt": "carried_by_others",
    "servers_unpublished": "carried_by_others",
    "speed_in_doubt": "slowed_unseen",
    "speed_not_measured": "too_short_to_tell",
}
"""Former evidence of doubt, with the explanation that each left open."""

_REDUNDANT = ("network_at_fault",)  # evidence that only repeated the cause
OLDER_DEGREES: Mapping[str, NetworkDetail] = {
    "gateway_answers": NetworkDetail.ANSWERED_NEARBY,
    "handshakes_cut": NetworkDetail.NO_ENCRYPTION,
    "lossy_line": NetworkDetail.PACKETS_LOST,
    "narrow_line": NetworkDetail.NARROW,
}
"""Former evidence that named the degree of a network's state, before its verdict had a key for that."""


def renew_words(raw: Mapping[str, object]) -> None:
    """Replace old words, in place, in a check that is not validated yet; everything else stays as it is."""
    outside = raw.get("outside")
    for side in _list_tables([raw, outside.get("check") if isinstance(outside, dict) else None]):
        for network in _list_tables([side.get("network")]):
            kinds = map(_kind_of, _list_tables(network.get("evidence")))
            network.setdefault("degree", next((OLDER_DEGREES[kind] for kind in kinds if kind in OLDER_DEGREES), None))
        for verdict in _list_verdicts(side):
            _renew_verdict(verdict)


def _renew_verdict(verdict: dict[str, object]) -> None:
    """Replace old words in a verdict, in place. Former evidence of doubt becomes a diagnosis, if it has none."""
    evidence = _as_list(verdict.get("evidence"))
    rivals = dict.fromkeys(rival for item in evidence if (rival := OLDER_DOUBTS.get(_kind_of(item))))
    if outdated := [item for item in evidence if _kind_of(item) in (*OLDER_DOUBTS, *_REDUNDANT)]:
        verdict["evidence"] = [item for item in evidence if item not in outdated]
    if rivals:
        standing = tuple(Rival(rival, Prior.COMMON) for rival in rivals)
        verdict.setdefault("diagnosis", to_builtins(Diagnosis(standing=standing)))
    for item in _list_tables(evidence):
        if (kind := _kind_of(item)) in OLDER_KINDS:
            item["kind"] = OLDER_KINDS[kind].value
            item["rule"] = item.get("rule") or kind  # the sentences of some rules depend on it


def _kind_of(evidence: object) -> str:
    return str(evidence.get("kind")) if isinstance(evidence, dict) else ""


def _list_verdicts(check: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the verdicts of a check, all of which have evidence: network, messengers, their functions."""
    messengers = _list_tables(check.get("messengers"))
    functions = [function for messenger in messengers for function in _list_tables(messenger.get("functions"))]
    return [*_list_tables([check.get("network")]), *messengers, *functions]


def _list_tables(value: object) -> list[dict[str, object]]:
    """Return the tables in a list; none if the value is no list, as a damaged file may have it."""
    return [item for item in _as_list(value) if isinstance(item, dict)]


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
