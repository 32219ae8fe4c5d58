"""What an answer means: of the messenger, of another host, of a service in trouble. The table: `rules.py`."""

from collections.abc import Sequence

from dialtone.judge.attempts import REPEATED, Attempt, numbers
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.fact import Fact
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    Step,
    Trust,
    Weight,
    Wire,
)


def intermittent(case: EndpointCase) -> EndpointVerdict | None:
    """Of tries that differ in nothing some pass and at least two are cut off: the share says what that is.

    Where one of many passes, it does not work; where one of many fails, it does. Some filters let the first
    connections pass and none after them: an app that connects again meets those. A later handshake alone is no answer
    to the app, and one at another port of the app's does not differ by chance. Source: ADR 26.
    """
    share = case.share
    if not case.good or not share.is_mixed or len(share.cut) < REPEATED or share.is_minor:
        return None
    kind = EvidenceKind.PASSES_AT_FIRST if share.passed_at_first else EvidenceKind.SOME_ATTEMPTS_FAIL
    evidence = (Evidence(kind, numbers((*share.passed, *share.cut))),)
    silent = all(t.failure is Failure.TIMEOUT for t in share.cut)
    confidence = Confidence.UNSURE if silent and not share.by_name else Confidence.LIKELY
    cause = Cause.NAME_FILTERED if share.by_name and _at_the_name(share.cut) else Cause.UNEXPLAINED
    if share.is_rare and (share.by_name or not share.passed_at_first) and case.network.controls_answer:
        return EndpointVerdict(FunctionStatus.BLOCKED, (_cause_of_rare(cause, share.cut),), confidence, evidence)
    return EndpointVerdict(FunctionStatus.SLOW, (cause,), confidence, evidence)


def _at_the_name(cut: Sequence[Attempt]) -> bool:
    return all(t.last.step is Step.TLS for t in cut)


def _cause_of_rare(cause: Cause, cut: Sequence[Attempt]) -> Cause:
    """Return the cause where next to nothing passes: the step at which the rest is cut off says it."""
    if cause is Cause.NAME_FILTERED or _at_the_name(cut):
        return cause
    unconnected = all(t.last.step is Step.TCP for t in cut)
    return Cause.ADDRESS_BLOCKED if unconnected else Cause.PROTOCOL_FILTERED


def only_connects(case: EndpointCase) -> EndpointVerdict | None:
    """It accepts a connection, and more cannot be asked of it: that proves little, since any host may accept one."""
    if case.endpoint.weight is not Weight.CONNECTS:
        return None
    connected = Evidence(EvidenceKind.ONLY_CONNECTS, numbers(case.good))
    return EndpointVerdict(FunctionStatus.WORKS, (), Confidence.UNSURE, (connected,))


def other_server(case: EndpointCase) -> EndpointVerdict | None:
    """What answers at the server that a person named says nothing of what such a server says: it may be any site.

    Of a messenger's own servers the certificate tells; of a name that a person typed it tells only whose site it is.
    """
    said = [t for t in case.good if (step := t.find(Step.HTTP)) is not None and Fact.TEXT_AS_EXPECTED in step.facts]
    if not case.endpoint.of_person or not said or len(said) < len(case.good):
        return None
    if any(step.facts[Fact.TEXT_AS_EXPECTED] for t in said if (step := t.find(Step.HTTP)) is not None):
        return None
    evidence = Evidence(EvidenceKind.OTHER_SERVER, numbers(said))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))


def greeting_answered(case: EndpointCase) -> EndpointVerdict | None:
    """The app's own greeting was answered by a verified peer, at an address the app itself would use.

    A relay that answers over TCP shows that calls have a way left, not how good it is. Source: ADR 17, ADR 28.
    """
    good, national = case.good, case.from_home
    bad = [t for t in case.own if not t.answered(case.endpoint.wire)]
    bad += [t for t in case.share.cut if t not in bad]
    evidence = [Evidence(EvidenceKind.GREETING_ANSWERED, numbers(good))]
    if len(national) == len(good):
        evidence.append(Evidence(EvidenceKind.NATIONAL_ROOT, numbers(national)))
    if bad:
        evidence.append(Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, numbers(bad)))
    confidence = Confidence.LIKELY if bad else Confidence.SURE
    if case.endpoint.wire in (Wire.STUN_TCP, Wire.STUN_TLS):
        confidence = Confidence.UNSURE
    return EndpointVerdict(FunctionStatus.WORKS, (), confidence, tuple(evidence))


def unproved(case: EndpointCase) -> EndpointVerdict | None:
    """Something answered as the messenger does, and never proved to be it: an impostor, or a new key.

    Source: ADR 17.
    """
    doubtful = [t for t in (*case.own, *case.other) if t.last.step is Step.PROOF and t.failure is not None]
    if not doubtful:
        return None
    evidence = Evidence(EvidenceKind.UNPROVED, numbers(doubtful))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))


def server_trouble(case: EndpointCase) -> EndpointVerdict | None:
    """The verified server itself answers with an error: the way is free, the service is in trouble.

    It counts where it is known what a healthy server says to the same question, and where the app's own upgrade of a
    connection was asked for. Many a healthy host answers an error to what nobody asks of it.
    """
    known = bool(case.endpoint.healthy or case.endpoint.expect_text)
    errors = _errors(case, (*case.own, *case.other))
    bad = [t for t in errors if known or t.last.step is Step.WEBSOCKET]
    if not bad:
        return None
    evidence = Evidence(EvidenceKind.SERVER_TROUBLE, numbers(bad))
    confidence = Confidence.SURE if len(bad) >= REPEATED else Confidence.LIKELY
    return EndpointVerdict(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), confidence, (evidence,))


def error_reached(case: EndpointCase) -> EndpointVerdict | None:
    """The verified server answers with an error, which may be what it says to everybody who asks for this page.

    Source: OONI's samples of healthy hosts hold 501 and 503 (sfu.voip.signal.org, Telegram's data centres).
    """
    bad = _errors(case, case.own)
    if not bad:
        return None
    evidence = Evidence(EvidenceKind.ERROR_REACHED, numbers(bad))
    return EndpointVerdict(FunctionStatus.WORKS, (), Confidence.UNSURE, (evidence,))


def _errors(case: EndpointCase, attempts: Sequence[Attempt]) -> list[Attempt]:
    """Return the errors of servers that showed a public certificate, or the messenger's own: not an interceptor's."""
    bad = [t for t in attempts if t.failure is Failure.HTTP_ERROR]
    secured = [(t, t.find(Step.TLS)) for t in bad]
    public = case.endpoint.trust is Trust.PUBLIC
    return [t for t, tls in secured if not (public and tls and tls.facts.get(Fact.MOZILLA) is False)]


def service_refuses(case: EndpointCase) -> EndpointVerdict | None:
    """Every web server of the messenger answers that it will not serve here (403 or 451), while others serve.

    Some services turn away whole countries. One such answer proves nothing: it has to be all of them, one of which is
    known to answer otherwise, and none may be a riddle for browsers. Source: Slack's list of countries (2018), Zoom's
    (2020), RFC 7725 for 451.
    """
    refused = [t for t in case.own if set(t.numbers) & set(case.messenger.refusals)]
    if not refused or any(t not in refused for t in case.good):
        return None
    evidence = Evidence(EvidenceKind.SERVICE_REFUSES, numbers(refused))
    confidence = Confidence.UNSURE if case.messenger.at_home else Confidence.LIKELY
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.SERVICE_REFUSES,), confidence, (evidence,))


def not_enough(case: EndpointCase) -> EndpointVerdict | None:
    """No other rule holds: what was observed, if anything, is not enough for a verdict."""
    seen = numbers((*case.own, *case.other, *case.system))
    causes = (Cause.UNEXPLAINED,) if seen else ()
    evidence = Evidence(EvidenceKind.NOT_ENOUGH, seen)
    return EndpointVerdict(FunctionStatus.UNKNOWN, causes, Confidence.UNSURE, (evidence,))
