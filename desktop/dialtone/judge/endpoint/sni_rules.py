"""What happens when a connection names the messenger (SNI, RFC 6066): cut or refused, by whom, and on which ways.

A name that was cut is also shown to servers that have nothing to do with the messenger (ADR 16): there it dies as
well, or on this one way alone.
"""

from collections.abc import Sequence

from dialtone.judge.attempts import CUT, REPEATED, Attempt, numbers
from dialtone.judge.endpoint.distance import CLOSE, NEAR
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.frozen import replace
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step


def residual_censorship(case: EndpointCase) -> EndpointVerdict | None:
    """Nothing gets through to the address, and the name dies at unrelated servers too: it is dead because it was named.

    Some filters punish an address where they heard the name, so that no contrast there lives. Others let through only
    the names on a list. Source: ADR 16.
    """
    cut, anywhere = _cut_at_name(case), _cut_anywhere(case)
    if not cut or anywhere is None or any(t.failure not in CUT for t in (*case.neutral, *case.other_hello)):
        return None
    silent = Evidence(EvidenceKind.ADDRESS_SILENT, numbers((*cut, *case.neutral)))
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.LIKELY, (anywhere, silent))


def hello_shape_cut(case: EndpointCase) -> EndpointVerdict | None:
    """Not the name but the shape of our own first message is cut: the same name in another shape lives.

    The app's first message may have yet another shape. Where the same message passed at another time, it is not its
    shape: of what a filter lets through by chance the other one may have been lucky. Source: ADR 26.
    """
    cut, alive = _cut_beside_contrast(case)
    if not cut or case.share.passed or all(t.failure is not None for t in case.other_hello):
        return None
    evidence = Evidence(EvidenceKind.GREETING_CUT, numbers((*cut, *alive, *case.other_hello)))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.PROTOCOL_FILTERED,), Confidence.UNSURE, (evidence,))


def name_cut(case: EndpointCase) -> EndpointVerdict | None:
    """The connection dies when the name is seen; with a neutral name the same address answers.

    Where it dies at unrelated servers too, the name is filtered, and not by a server of the messenger. Where it passes
    there, the server itself may have ended it here, unless that is ruled out. And where later handshakes with the
    name passed here, it is not always cut, and nothing is sure. Source: ADR 8, 11, 16 and 26.
    """
    cut, alive = _cut_beside_contrast(case)
    if not cut:
        return None
    evidence = Evidence(EvidenceKind.NAME_CUT, numbers((*cut, *alive, *case.other_hello)))
    passed = case.share.passed
    passes_at_times = bool(passed) and not case.share.is_rare
    if len(passed) >= REPEATED and passes_at_times:
        later = Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, numbers((*passed, *cut)))
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.NAME_FILTERED,), Confidence.UNSURE, (evidence, later))
    anywhere, passes = _cut_anywhere(case), _passes_elsewhere(case)
    if anywhere is not None:
        confidence = Confidence.LIKELY if passes_at_times else Confidence.SURE
        return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), confidence, (evidence, anywhere))
    if passes is not None and not _cannot_be_the_server(case, cut):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence, passes))
    acknowledged = all(t.failure is Failure.TIMEOUT and t.delivered is True for t in cut)
    confidence = Confidence.LIKELY if acknowledged or passes_at_times else _sureness_of_cut(cut, alive)
    seen = (evidence,) if passes is None else (evidence, passes)
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), confidence, seen)


def name_cut_at_built_in(case: EndpointCase) -> EndpointVerdict | None:
    """The system has no address for the name, and at the app's built-in ones, where it then goes, the name is cut.

    A neutral name was answered there: that server lives. It is believed where the server itself cannot have done it,
    or where the name dies at unrelated servers, and never sure: the names may be gone for a reason of their own.
    """
    if "built_in" not in case.endpoint.names_fallback or any(found.addresses for found in case.system):
        return None
    there = replace(case, tried=tuple(t for t in case.other if t.origin == "built_in"))
    on_the_way = _cut_anywhere(there) is not None or _cannot_be_the_server(there, _cut_at_name(there))
    if not on_the_way or not there.repeated(there.failed) or hello_shape_cut(there) is not None:
        return None
    found = name_cut(there)
    return replace(found, confidence=Confidence.LIKELY) if found and found.confidence is Confidence.SURE else found


def name_refused(case: EndpointCase) -> EndpointVerdict | None:
    """A TLS alert answers the name, repeatedly; a neutral name at the same address gets a whole handshake.

    A server may refuse its own name. It was done on the way where the alert came sooner than any server's could, or
    where the name dies at servers that have nothing to do with the messenger. Source: ADR 8 and 16.
    """
    refused = [t for t in case.deepest if t.last.step is Step.TLS and t.failure is Failure.ALERT]
    whole = [t for t in case.contrast if t.failure is None]
    if len(refused) < REPEATED or not whole or any(t.failure is None for t in case.other_hello):
        return None
    evidence = Evidence(EvidenceKind.NAME_REFUSED, numbers((*refused, *whole, *case.other_hello)))
    anywhere, passes = _cut_anywhere(case), _passes_elsewhere(case)
    seen = (evidence, *(e for e in (anywhere, passes) if e is not None))
    if anywhere is not None or came_from_nearby(case, refused):
        return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.LIKELY, seen)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, seen)


def _cut_at_name(case: EndpointCase) -> list[Attempt]:
    return [t for t in case.deepest if t.last.step is Step.TLS and t.failure in CUT]


def _cut_beside_contrast(case: EndpointCase) -> tuple[list[Attempt], list[Attempt]]:
    """Return what was cut when the name was seen, and the contrasts that lived; nothing where either shows nothing."""
    cut = _cut_at_name(case)
    alive = [t for t in case.contrast if t.failure is None or t.failure not in CUT]
    if not alive or (all(t.failure is Failure.TIMEOUT for t in cut) and not case.repeated(cut)):
        return [], []
    return cut, alive


def _sureness_of_cut(cut: Sequence[Attempt], alive: Sequence[Attempt]) -> Confidence:
    """Resets, or silence beside a whole handshake, repeated, leave no doubt.

    An orderly close may be the server's own, and a short alert beside silence may only have been small enough to pass.
    """
    reset = [t for t in cut if t.failure is Failure.RESET]
    silent = [t for t in cut if t.failure is Failure.TIMEOUT]
    whole = any(t.failure is None for t in alive)
    sure = len(reset) >= REPEATED or (whole and len(silent) + len(reset) >= REPEATED)
    return Confidence.SURE if sure else Confidence.LIKELY


def _cannot_be_the_server(case: EndpointCase, cut: Sequence[Attempt]) -> bool:
    """Return whether it was done on the way: a reachable server ACKs what arrives, and answers from its own place."""
    swallowed = [t for t in cut if t.failure is Failure.TIMEOUT and t.delivered is False]
    return len(swallowed) >= REPEATED or came_from_nearby(case, [t for t in cut if t.failure is not Failure.TIMEOUT])


def came_from_nearby(case: EndpointCase, answered: Sequence[Attempt]) -> bool:
    """Return whether answers came too soon for the server: repeatedly, in less than half of the shortest way to it."""
    if case.timing.connects_are_local:
        return False

    def is_near(attempt: Attempt) -> bool:
        tcp, way = attempt.find(Step.TCP), case.messenger.distances.nearest(attempt.address)
        return tcp is not None and tcp.ok and way > CLOSE and attempt.last.seconds < NEAR * way

    return sum(is_near(t) for t in answered) >= REPEATED


def _cut_anywhere(case: EndpointCase) -> Evidence | None:
    """Return that at two unrelated servers a connection with the messenger's name dies, and with a neutral one lives.

    To those servers both names are foreign.
    """
    dead = [pair for t in case.messenger.elsewhere if (pair := _died_there(t, case))]
    if len({t.address for t, _ in dead}) < REPEATED or _passes_elsewhere(case) is not None:
        return None
    return Evidence(EvidenceKind.NAME_CUT_ANYWHERE, numbers([t for pair in dead for t in pair]))


def _passes_elsewhere(case: EndpointCase) -> Evidence | None:
    """Return that a server unrelated to the messenger got its name and answered, with anything at all.

    An alert is an answer only where that server refuses a neutral name in the same way.
    """
    heard = [t for t in case.messenger.elsewhere if t.find(Step.TLS) is not None and not _is_dead(t, case)]
    return Evidence(EvidenceKind.NAME_PASSES_ELSEWHERE, numbers(heard)) if heard else None


def _is_dead(attempt: Attempt, case: EndpointCase) -> bool:
    if attempt.failure is not Failure.ALERT:
        return attempt.failure in CUT
    neutral = case.messenger.neutral_elsewhere
    return not any(t.address == attempt.address and t.failure is Failure.ALERT for t in neutral)


def _died_there(attempt: Attempt, case: EndpointCase) -> tuple[Attempt, Attempt] | None:
    """Return the attempt with the name and a neutral one that lived beside it; None where it shows nothing."""
    if attempt.last.step is not Step.TLS or not _is_dead(attempt, case):
        return None
    if attempt.failure is Failure.TIMEOUT and case.network.lossy:
        return None
    answers = (None,) if attempt.failure is Failure.ALERT else (None, Failure.ALERT)
    beside = (t for t in case.messenger.neutral_elsewhere if t.address == attempt.address and t.find(Step.TLS))
    lives = next((t for t in beside if t.failure in answers), None)
    return (attempt, lives) if lives is not None else None
