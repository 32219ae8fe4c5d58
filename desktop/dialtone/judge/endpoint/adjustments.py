"""What is known beside an endpoint's own attempts adjusts its verdict. The table: `rules.py`."""

from dialtone.judge.attempts import CUT, network_of, numbers
from dialtone.judge.diagnosis import confidence_of, with_rivals
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.frozen import replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import EndpointVerdict, Evidence, Rival
from dialtone.model.vocabulary import Cause, EvidenceKind, Failure, FunctionStatus, Prior, Step, Weight

_EVERY_HELLO = 3
"""From this many on, with none answered, it is no chance."""


def path_loss(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """Packets get lost on the way to this messenger alone: silence there is not yet a block."""
    loss, failed = case.messenger.path_loss, [t for t in case.asked if t.failure is not None]
    if loss is None or not {network_of(t.address) for t in case.asked} - loss.clean or verdict.status not in BROKEN:
        return None
    named = any(e.kind is EvidenceKind.NAME_CUT_ANYWHERE for e in verdict.evidence)
    if named or not failed or any(t.failure is not Failure.TIMEOUT for t in failed):
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.PACKETS_LOST, loss.observations))
    diagnosis = with_rivals(verdict.diagnosis, Rival("loses_on_its_way", Prior.COMMON))
    certainty = confidence_of(diagnosis)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.THROTTLED,), certainty, evidence, diagnosis=diagnosis)


def phone_hello(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """A phone's first message fares otherwise than that of WhatsApp for Mac: a filter tells them apart by one byte.

    It adds evidence alone: what a phone's way is worth, only the function of phones is judged by (`functions`).
    Source: Auties00/Cobalt@6b60863 WhatsAppClient.java (MOBILE_VERSION 5, WEB_VERSION 6).
    """
    cut = [t for t in case.phone if t.last.step is Step.NOISE and t.failure in CUT]
    if verdict.status is FunctionStatus.WORKS and len(cut) >= _EVERY_HELLO and len(cut) == len(case.phone):
        told = Evidence(EvidenceKind.PHONE_HELLO_CUT, numbers(cut))
    else:
        return None
    return replace(verdict, evidence=(*verdict.evidence, told))


def bootstrap_only(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """Only new installations ask these servers: the others know thousands, which are not tested.

    Source: session-foundation/session-desktop@1380d1e ts/session/apis/seed_node_api/SeedNodeAPI.ts: where all seeds
    fail, the app takes the list that it brings along.
    """
    if case.endpoint.weight is not Weight.BOOTSTRAP:
        return None
    others = Rival("installed_knows_others", Prior.COMMON)
    if verdict.status in BROKEN:
        verdict = EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), evidence=verdict.evidence)
    diagnosis = with_rivals(verdict.diagnosis, others)
    return replace(verdict, confidence=confidence_of(diagnosis), diagnosis=diagnosis)
