"""The same servers as each function meets them: a browser trusts fewer roots, and a phone says something else first."""

from collections.abc import Mapping

from dialtone.model.catalogue import Endpoint
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Function, FunctionStatus


def as_the_function_meets_them(
    function: Function, endpoints: Mapping[str, EndpointVerdict]
) -> Mapping[str, EndpointVerdict]:
    """Return the verdicts on endpoints as they hold for one function."""
    if function is Function.WEB:
        return _in_a_browser(endpoints)
    return _on_a_phone(endpoints) if function is Function.PHONE else endpoints


def pages_of_own_hosts(rule: FunctionRule, entries: Mapping[str, Endpoint]) -> list[str]:
    """Return the pages whose speed counts for a function that stand at a host which it needs itself."""
    hosts = {entries[e].host for group in rule.needs for e in group if e in entries} - {None}
    return [e for e in rule.speed if e in entries and entries[e].host in hosts]


def _in_a_browser(endpoints: Mapping[str, EndpointVerdict]) -> dict[str, EndpointVerdict]:
    """Doubt what has its country's own root: the app trusts it, and a browser only where it was installed."""
    told = {
        name: next((e for e in v.evidence if e.kind is EvidenceKind.NATIONAL_ROOT), None)
        for name, v in endpoints.items()
    }
    return {
        name: EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (root,))
        if root
        else endpoints[name]
        for name, root in told.items()
    }


def _on_a_phone(endpoints: Mapping[str, EndpointVerdict]) -> dict[str, EndpointVerdict]:
    """Let the first message of phones decide, where it fares otherwise than that of the endpoint."""
    return {name: next(filter(None, map(_of_phone, v.evidence)), v) for name, v in endpoints.items()}


def _of_phone(told: Evidence) -> EndpointVerdict | None:
    if told.kind is EvidenceKind.PHONE_HELLO_PASSES:
        return EndpointVerdict(FunctionStatus.WORKS, (), Confidence.LIKELY, (told,))
    if told.kind is EvidenceKind.PHONE_HELLO_CUT:
        # No real server was ever seen to answer this message of ours, so that it is cut is no block for sure.
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.PROTOCOL_FILTERED,), Confidence.LIKELY, (told,))
    return None
