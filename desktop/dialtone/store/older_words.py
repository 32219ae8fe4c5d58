"""Words that older versions wrote into a saved check, and what they are called today."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from dialtone.model.vocabulary import EvidenceKind

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
        "operator_silent": EvidenceKind.OPERATOR_LIMITED,
        "other_server": EvidenceKind.UNPROVED,
        "packets_lost": EvidenceKind.LOSSY_LINE,
        "passes_at_first": EvidenceKind.SOME_ATTEMPTS_FAIL,
        "sending_slower": EvidenceKind.SLOWER_THAN_CONTROL,
        "sending_stops": EvidenceKind.STOPS_EARLY,
        "split_tunnel": EvidenceKind.BYPASS_TOOL,
        "stops_after_packets": EvidenceKind.STOPS_EARLY,
    }
)


def renew_words(raw: Mapping[str, object]) -> None:
    """Put today's words into a check as it was read, which is not looked at yet: all else stays as it is."""
    outside = raw.get("outside")
    for side in (raw, outside.get("check") if isinstance(outside, dict) else None):
        for part in _judged(side):
            for each in _tables(part.get("evidence")):
                kind = each.get("kind")
                if isinstance(kind, str):
                    each["kind"] = OLDER_KINDS.get(kind, kind)


def _judged(side: object) -> Iterator[dict[str, object]]:
    """Yield whatever of a check has evidence: the network, the messengers, their functions."""
    if isinstance(side, dict):
        messengers = tuple(_tables(side.get("messengers")))
        yield from _tables([side.get("network"), *messengers])
        for messenger in messengers:
            yield from _tables(messenger.get("functions"))


def _tables(value: object) -> Iterator[dict[str, object]]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
