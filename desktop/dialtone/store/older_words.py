"""Words that older versions wrote into a saved check, and what they are called today."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import to_builtins

from dialtone.model.verdict import Diagnosis, Rival
from dialtone.model.vocabulary import EvidenceKind, Prior

OLDER_KINDS: Mapping[str, EvidenceKind] = MappingProxyType(
    {
        "all_certificates_swapped": EvidenceKind.CERTIFICATE_WRONG,
        "another_site_answers": EvidenceKind.GREETING_ANSWERED,
        "declined_by_proxy": EvidenceKind.FAILED_THROUGH_PROXY,
        "forbidden_here": EvidenceKind.REFUSED_HERE,
        "ipv6_beside_vpn": EvidenceKind.BESIDE_VPN,
        "large_packets_lost": EvidenceKind.BIG_PACKETS_LOST,
        "name_missing_at_provider": EvidenceKind.NAME_MISSING,
        "name_refused": EvidenceKind.NAME_CUT,
        "names_beside_vpn": EvidenceKind.BESIDE_VPN,
        "names_fallback": EvidenceKind.GREETING_ANSWERED,
        "operator_silent": EvidenceKind.OPERATOR_LIMITED,
        "other_server": EvidenceKind.UNPROVED,
        "packets_lost": EvidenceKind.LOSSY_LINE,
        "passes_at_first": EvidenceKind.SOME_ATTEMPTS_FAIL,
        "phone_hello_cut": EvidenceKind.GREETING_CUT,
        "proxy_dead": EvidenceKind.FAILED_THROUGH_PROXY,
        "sending_slower": EvidenceKind.SLOWER_THAN_CONTROL,
        "sending_stops": EvidenceKind.STOPS_EARLY,
        "split_tunnel": EvidenceKind.BYPASS_TOOL,
        "stops_after_packets": EvidenceKind.STOPS_EARLY,
        "taken_without_answer": EvidenceKind.GREETING_CUT,
    }
)

OLDER_DOUBTS: Mapping[str, str] = MappingProxyType(
    {
        "bootstrap_only": "installed_knows_others",
        "old_entry": "catalogue_old",
        "servers_in_doubt": "carried_by_others",
        "servers_unpublished": "carried_by_others",
        "speed_in_doubt": "slowed_unseen",
        "speed_not_measured": "too_short_to_tell",
    }
)
"""What stood among the evidence as a doubt, by the other explanation that it let stand."""


def renew_words(raw: Mapping[str, object]) -> None:
    """Put today's words into a check as it was read, which is not looked at yet: all else stays as it is."""
    outside = raw.get("outside")
    for side in (raw, outside.get("check") if isinstance(outside, dict) else None):
        for part in _judged(side):
            rivals = [rival for each in _tables(part.get("evidence")) if (rival := OLDER_DOUBTS.get(_kind(each)))]
            for each in _tables(part.get("evidence")):
                if (kind := _kind(each)) in OLDER_KINDS:
                    each["kind"] = OLDER_KINDS[kind].value
            if rivals:
                _let_stand(part, dict.fromkeys(rivals))


def _let_stand(part: dict[str, object], rivals: Iterable[str]) -> None:
    """Take doubts out of the evidence. A check that has no diagnosis yet gets one, in which they stand."""
    part["evidence"] = [each for each in _list(part["evidence"]) if _kind(each) not in OLDER_DOUBTS]
    standing = tuple(Rival(rival, Prior.COMMON) for rival in rivals)
    part.setdefault("diagnosis", to_builtins(Diagnosis(standing=standing)))


def _kind(evidence: object) -> str:
    return str(evidence.get("kind")) if isinstance(evidence, dict) else ""


def _judged(side: object) -> Iterator[dict[str, object]]:
    """Yield whatever of a check has evidence: the network, the messengers, their functions."""
    if isinstance(side, dict):
        messengers = tuple(_tables(side.get("messengers")))
        yield from _tables([side.get("network"), *messengers])
        for messenger in messengers:
            yield from _tables(messenger.get("functions"))


def _tables(value: object) -> Iterator[dict[str, object]]:
    return (each for each in _list(value) if isinstance(each, dict))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
