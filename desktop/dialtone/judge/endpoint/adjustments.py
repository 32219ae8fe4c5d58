"""What is known beside an endpoint's own attempts adjusts its verdict. The table: `rules.py`."""

from dialtone.judge.attempts import CUT, network_of, numbers
from dialtone.judge.diagnosis import with_rivals
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.frozen import replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, Rival
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Prior, Step, Weight

_ONLY_SILENT = frozenset({EvidenceKind.ADDRESS_SILENT, EvidenceKind.GREETING_CUT, EvidenceKind.NOT_ENOUGH})
"""What a service that is down leaves behind; anything more was done on the way."""
_EVERY_HELLO = 3
"""From this many on, with none answered, it is no chance."""
_SHUT = frozenset({EvidenceKind.ADDRESS_SILENT, EvidenceKind.ADDRESS_REFUSES, EvidenceKind.TAKEN_WITHOUT_ANSWER})
"""What a service leaves behind that is closed to a country."""


def outage_reported(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """The service's status page reports a serious incident: what is down is surely so, what is only silent likely.

    A public root vouches for the page's certificate. That no incident is reported proves nothing. A greeting that
    dies beside one that lives was cut on the way, whatever the page says. Source: ADR 11.
    """
    if not case.messenger.outage_reported or verdict.diagnosis != Diagnosis():
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.SERVICE_ADMITS, case.messenger.outage_reported))
    if verdict.status is FunctionStatus.DOWN:
        return replace(verdict, confidence=Confidence.SURE, evidence=evidence)
    if [e.kind for e in verdict.evidence] == [EvidenceKind.ERROR_REACHED]:
        return EndpointVerdict(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.LIKELY, evidence)
    if verdict.status not in (FunctionStatus.BLOCKED, FunctionStatus.UNKNOWN):
        return None
    if not {e.kind for e in verdict.evidence} <= _ONLY_SILENT or not _may_be_an_outage(verdict):
        return None
    return EndpointVerdict(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.LIKELY, evidence)


def _may_be_an_outage(verdict: EndpointVerdict) -> bool:
    if verdict.status is FunctionStatus.UNKNOWN:
        return verdict.causes in ((), (Cause.UNEXPLAINED,))
    silent = verdict.causes == (Cause.ADDRESS_BLOCKED,)
    return silent or (verdict.causes == (Cause.PROTOCOL_FILTERED,) and verdict.confidence is Confidence.UNSURE)


def path_loss(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """Packets get lost on the way to this messenger alone: silence there is not yet a block."""
    loss, failed = case.messenger.path_loss, [t for t in case.asked if t.failure is not None]
    if loss is None or not {network_of(t.address) for t in case.asked} - loss.clean or verdict.status not in BROKEN:
        return None
    named = any(e.kind is EvidenceKind.NAME_CUT_ANYWHERE for e in verdict.evidence)
    if named or not failed or any(t.failure is not Failure.TIMEOUT for t in failed):
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.PACKETS_LOST, loss.observations))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.THROTTLED,), Confidence.UNSURE, evidence)


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


def silent_abroad(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """No answer from the address of a service of one country: such services often answer no one abroad.

    Some are silent, some refuse, some take what is sent and say nothing. The person's country is never certain, so this
    is neither called a block nor an outage. Source: ADR 13.
    """
    blocked = verdict.status is FunctionStatus.BLOCKED and set(verdict.causes) == {Cause.ADDRESS_BLOCKED}
    shut = {e.kind for e in verdict.evidence} <= _SHUT
    down = verdict.status is FunctionStatus.DOWN and shut and not case.messenger.outage_reported
    if not case.messenger.at_home or not (blocked or down) or verdict.diagnosis != Diagnosis():
        return None
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, verdict.evidence)


def bootstrap_only(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """Only new installations ask these servers: the others know thousands, which are not tested.

    Source: session-foundation/session-desktop@1380d1e ts/session/apis/seed_node_api/SeedNodeAPI.ts: where all seeds
    fail, the app takes the list that it brings along.
    """
    if case.endpoint.weight is not Weight.BOOTSTRAP:
        return None
    others = Rival("installed_knows_others", Prior.COMMON)
    if verdict.status in BROKEN:
        standing, cause = Diagnosis(standing=(others,)), (Cause.UNEXPLAINED,)
        return EndpointVerdict(FunctionStatus.UNKNOWN, cause, Confidence.UNSURE, verdict.evidence, diagnosis=standing)
    diagnosis = with_rivals(verdict.diagnosis, others)
    return replace(verdict, confidence=Confidence.UNSURE, diagnosis=diagnosis)
