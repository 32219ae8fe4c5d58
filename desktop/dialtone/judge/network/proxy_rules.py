"""Rules about the system's proxy: what stands beside the direct way. The table: `rules.py`."""

from dialtone.judge.network.network_case import NetworkCase
from dialtone.judge.network.network_rules import no_route, nothing_answers
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import EvidenceKind

SCRIPT = "script"


def only_proxy_out(case: NetworkCase) -> Evidence | None:
    """Nothing answers on the direct way, and sites abroad answer through the system's proxy: so companies do it.

    Then the internet is there, for every app that follows the proxy. Source: ADR 30.
    """
    if not case.proxied.leads_out or not (no_route(case) or nothing_answers(case)):
        return None
    return Evidence(EvidenceKind.ONLY_PROXY_LEADS_OUT, case.proxied.leads_out)


def proxy_set(case: NetworkCase) -> Evidence | None:
    """The system has a proxy set: some apps go through it, and some do not."""
    return Evidence(EvidenceKind.PROXY_SET) if case.computer.proxy else None


def proxy_tried(case: NetworkCase) -> Evidence | None:
    """What came of asking sites abroad through the system's proxy, where that is possible.

    They answered. Or the proxy does not answer, whatever it is asked for: a helper program that was ended leaves its
    setting behind (2dust/v2rayN#3205). Or it wants a login, which browsers have (RFC 9110, 15.5.8).
    Where a script chooses the proxy for each host, that is a program, and is not run.
    """
    way = case.proxied
    if case.computer.proxy == SCRIPT:
        return Evidence(EvidenceKind.PROXY_SCRIPT)
    if way.leads_out:
        return Evidence(EvidenceKind.PROXY_LEADS_OUT, way.leads_out)
    if way.dead:
        return Evidence(EvidenceKind.PROXY_DEAD, way.dead)
    return Evidence(EvidenceKind.PROXY_WANTS_LOGIN, way.wants_login) if way.wants_login else None
