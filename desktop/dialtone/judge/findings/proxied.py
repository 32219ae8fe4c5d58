"""Findings on the way through the system's proxy, which is judged apart from the direct one."""

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

Row = Hypothesis[ProxiedCase]

PROXIED: tuple[Finding[ProxiedCase], ...] = (
    Finding("read_by_proxy", sign.answered_by_a_local_root, Kind.LOCAL_ROOT_TRUSTED).explained_by(
        Row("read_along", unknown(Cause.INTERCEPTED), COMMON)
    ),
    Finding("answered_through_proxy", sign.answered_by_the_service, Kind.ANSWERED_THROUGH_PROXY).explained_by(
        Row("works_through_proxy", WORKS, COMMON)
    ),
    Finding("proxy_dead", sign.proxy_is_dead, Kind.FAILED_THROUGH_PROXY).explained_by(
        Row("proxy_dead", blocked(Cause.THIS_COMPUTER), COMMON)
    ),
    Finding("declined_by_proxy", sign.declined, Kind.FAILED_THROUGH_PROXY).explained_by(
        Row("proxy_rule", blocked(Cause.ADDRESS_BLOCKED), COMMON)
    ),
    Finding("trouble_through_proxy", sign.server_in_trouble, Kind.SERVER_TROUBLE).explained_by(
        Row("service_down", DOWN, COMMON)
    ),
    Finding("failed_through_proxy", sign.asked, Kind.FAILED_THROUGH_PROXY).explained_by(),
)
"""Two ways to one server say the most about it together: that one of them fails alone tells little."""


def judge_proxied_endpoints(
    messenger: Messenger, index: AttemptIndex, network: NetworkVerdict, direct: Mapping[str, EndpointVerdict]
) -> dict[str, EndpointVerdict]:
    """Judge those endpoints that were asked through the proxy; whatever wants a login has not been asked.

    For what the settings leave out, the direct way is that of every app.
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
    """Return that the settings leave the proxy out, where they do so for all that a function needs."""
    needed = [proxied[e].evidence if e in proxied else () for group in rule.needs for e in group]
    told = [[e for e in each if e.kind is Kind.PROXY_SPARES] for each in needed]
    return tuple(dict.fromkeys(e for each in told for e in each)) if all(told) else ()
