"""Findings about the path through the system's proxy, which is judged separately from the direct one."""

from collections.abc import Mapping

from dialtone.judge.attempts import AttemptIndex, numbers
from dialtone.judge.claims import DOWN, WORKS, blocked, unknown
from dialtone.judge.diagnosis import COMMON, Finding, Hypothesis, diagnose, said
from dialtone.judge.signs import proxied as sign
from dialtone.judge.signs.proxied import ProxiedCase, is_spared
from dialtone.model.catalogue import Messenger
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import EndpointVerdict, Evidence, NetworkVerdict
from dialtone.model.vocabulary import Cause, Variant
from dialtone.model.vocabulary import EvidenceKind as Kind

_ROWS = (
    ("read_by_proxy", sign.answered_by_a_local_root, Kind.LOCAL_ROOT_TRUSTED, "read_along", unknown(Cause.INTERCEPTED)),
    ("answered_through_proxy", sign.answered_by_the_service, Kind.ANSWERED_THROUGH_PROXY, "works_through_proxy", WORKS),
    ("proxy_dead", sign.proxy_is_dead, Kind.FAILED_THROUGH_PROXY, "proxy_dead", blocked(Cause.THIS_COMPUTER)),
    ("declined_by_proxy", sign.declined, Kind.FAILED_THROUGH_PROXY, "proxy_rule", blocked(Cause.ADDRESS_BLOCKED)),
    ("trouble_through_proxy", sign.server_in_trouble, Kind.SERVER_TROUBLE, "service_down", DOWN),
)
PROXIED: tuple[Finding[ProxiedCase], ...] = (
    *(Finding(name, seen, kind, (Hypothesis(truth, says, COMMON),)) for name, seen, kind, truth, says in _ROWS),
    Finding("failed_through_proxy", sign.asked, Kind.FAILED_THROUGH_PROXY),
)
"""Two paths to one server say the most together: that one of them fails alone says little."""


def judge_proxied_endpoints(
    messenger: Messenger, index: AttemptIndex, network: NetworkVerdict, direct: Mapping[str, EndpointVerdict]
) -> dict[str, EndpointVerdict]:
    """Judge the endpoints that were tried through the proxy; if it wants a login, they do not count as tried.

    If the settings exempt a host, every app connects to it directly.
    """
    verdicts = {}
    login = any(e.kind is Kind.PROXY_WANTS_LOGIN for e in network.evidence)
    for each in messenger.endpoints:
        made = index.of(each, Variant.PROXIED)
        if (left_out := [t for t in made if is_spared(t)]) and each.id in direct:
            told = Evidence(Kind.PROXY_SPARES, numbers(left_out), "past_the_proxy")
            verdicts[each.id] = replace(direct[each.id], evidence=(*direct[each.id].evidence, told))
        asked = tuple(t for t in made if not is_spared(t)) if not login else ()
        if asked and (found := diagnose(PROXIED, ProxiedCase(each, asked, network))):
            verdicts[each.id] = said(found)
    return verdicts


def find_left_out(rule: FunctionRule, proxied: Mapping[str, EndpointVerdict]) -> tuple[Evidence, ...]:
    """Return evidence that the settings exempt all that a function needs from the proxy, or nothing."""
    needed = [proxied[e].evidence if e in proxied else () for group in rule.needs for e in group]
    told = [[e for e in each if e.kind is Kind.PROXY_SPARES] for each in needed]
    return tuple(dict.fromkeys(e for each in told for e in each)) if all(told) else ()
