"""What is known beside an endpoint's own attempts adjusts its verdict. The table: `rules.py`."""

from dialtone.judge.attempts import CUT, network_of, numbers
from dialtone.judge.diagnosis import with_rivals
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.hosting import Fate
from dialtone.model.frozen import replace
from dialtone.model.status_groups import BROKEN
from dialtone.model.verdict import Diagnosis, EndpointVerdict, Evidence, Rival
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Prior, Step, Weight

_ONLY_SILENT = frozenset({EvidenceKind.ADDRESS_SILENT, EvidenceKind.GREETING_CUT, EvidenceKind.NOT_ENOUGH})
"""What a service that is down leaves behind; anything more was done on the way."""
_EVERY_HELLO = 3
"""From this many on, with none answered, it is no chance."""
_NO_ANSWER = frozenset({EvidenceKind.ADDRESS_SILENT, EvidenceKind.OPERATOR_SILENT, EvidenceKind.TAKEN_WITHOUT_ANSWER})
_ABOUT_THE_NAME = frozenset({EvidenceKind.NAME_CUT_ANYWHERE, EvidenceKind.NAME_CUT, EvidenceKind.NAME_REFUSED})
_SHUT = frozenset({EvidenceKind.ADDRESS_SILENT, EvidenceKind.ADDRESS_REFUSES, EvidenceKind.TAKEN_WITHOUT_ANSWER})
"""What a service leaves behind that is closed to a country."""
_BY_ANOTHER = frozenset({Cause.INTERCEPTED, Cause.CERTIFICATE_SWAPPED})
"""Another host answered in the place of the messenger, or reads what is said."""
_OWN = ("system", "built_in")
"""How the app itself learns addresses."""


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
    """Packets get lost on the way to this messenger alone: what answers is slow, and silence is not yet a block."""
    loss = case.messenger.path_loss
    if loss is None:
        return None
    found, wire = case.asked, case.endpoint.wire
    networks = {network_of(t.address) for t in found}
    if not networks - loss.clean or any(e.kind is EvidenceKind.NAME_CUT_ANYWHERE for e in verdict.evidence):
        return None
    evidence = (*verdict.evidence, Evidence(EvidenceKind.PACKETS_LOST, loss.observations))
    in_doubt = verdict.status is FunctionStatus.UNKNOWN or Cause.FROZEN in verdict.causes
    in_doubt = in_doubt and not _BY_ANOTHER & set(verdict.causes)  # whoever answered in its place was only slow
    answers = in_doubt and any(t.answered(wire) and t.origin in _OWN for t in found)
    intermittent = verdict.status is FunctionStatus.SLOW and Cause.THROTTLED not in verdict.causes
    if answers or intermittent or verdict.status is FunctionStatus.WORKS:
        confidence = loss.confidence if networks & loss.networks else Confidence.UNSURE
        return EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,), confidence, evidence)
    failed = [t for t in found if t.failure is not None]
    if verdict.status in BROKEN and failed and all(t.failure is Failure.TIMEOUT for t in failed):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.THROTTLED,), Confidence.UNSURE, evidence)
    return None


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


def hosting_limited(verdict: EndpointVerdict, case: EndpointCase) -> EndpointVerdict | None:
    """All of it stands at one hosting company, and a neutral site there fares the same: it is not singled out.

    What is slowed or stops is so on this network; what gives no answer may be that company's outage. Source: ADR 23.
    """
    fate = _fate(verdict)
    if fate is None or verdict.diagnosis != Diagnosis():
        return None
    alike = (fate, Fate.FROZEN) if fate is Fate.SLOW else (fate,)
    theirs = [f for f in case.timing.fates if f.fate in alike and all(f.operator.has(t.address) for t in case.asked)]
    if not theirs or not case.asked or any(e.kind in _ABOUT_THE_NAME for e in verdict.evidence):
        return None
    evidence = (*verdict.evidence, *(Evidence(EvidenceKind.OPERATOR_LIMITED, f.observations) for f in theirs))
    silent = fate is Fate.DEAD
    status = FunctionStatus.UNKNOWN if silent else verdict.status
    confidence = Confidence.UNSURE if silent else verdict.confidence
    return EndpointVerdict(status, (Cause.HOSTING_LIMITED,), confidence, evidence)


def _fate(verdict: EndpointVerdict) -> Fate | None:
    causes = verdict.causes[:1]
    if causes == (Cause.THROTTLED,) and verdict.status is FunctionStatus.SLOW:
        return Fate.SLOW
    if causes == (Cause.FROZEN,):
        return Fate.FROZEN
    silent = any(e.kind in _NO_ANSWER for e in verdict.evidence)
    return Fate.DEAD if silent and verdict.status in (*BROKEN, FunctionStatus.UNKNOWN) else None


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
