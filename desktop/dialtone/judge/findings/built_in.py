"""The name is cut at the app's built-in addresses, where it goes when the system has none for it."""

from dialtone.judge.diagnosis import diagnose
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.findings.handshakes import NAME_CUT
from dialtone.judge.signs import handshakes as sign
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict
from dialtone.model.vocabulary import Confidence, FunctionStatus


def name_cut_at_built_in(case: EndpointCase) -> EndpointVerdict | None:
    """The system has no address for the name, and at the app's built-in ones, where it then goes, the name is cut.

    A neutral name was answered there: that server lives. It is believed where the server itself cannot have done it,
    or where the name dies at unrelated servers, and never sure: the names may be gone for a reason of their own.
    """
    if "built_in" not in case.endpoint.names_fallback or any(found.addresses for found in case.system):
        return None
    there = replace(case, tried=tuple(t for t in case.other if t.origin == "built_in"))
    on_the_way = sign.dies_at_unrelated_servers(there) or sign.was_swallowed(there) or sign.ended_from_nearby(there)
    found = diagnose((NAME_CUT,), there) if on_the_way and not sign.only_this_shape_is_cut(there) else None
    if found is None or found.claim.cause is None:
        return None
    confidence = Confidence.LIKELY if found.confidence is Confidence.SURE else found.confidence
    evidence = tuple(replace(e, rule="") for e in found.evidence)
    return EndpointVerdict(FunctionStatus(found.claim.status), (found.claim.cause,), confidence, evidence)
