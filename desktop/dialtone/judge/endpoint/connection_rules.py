"""Every attempt failed at its address: a wrong certificate, an unanswered greeting, a dead address, a refusal."""

from collections.abc import Sequence

from dialtone.judge.attempts import CUT, GREETING, REPEATED, Attempt, connect_seconds, numbers
from dialtone.judge.endpoint.distance import CLOSE, NEAR
from dialtone.judge.endpoint.endpoint_case import RAW_WIRES, EndpointCase
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkStatus,
    Step,
    Wire,
)


def page_instead(case: EndpointCase) -> EndpointVerdict | None:
    """On a wire without TLS something else than the messenger answers, every time.

    Where the network answers in the place of all neutral sites, one such answer shows that it does so here, too.
    """
    wrong = [t for t in case.deepest if t.failure is Failure.BAD_ANSWER]
    if case.endpoint.wire not in RAW_WIRES or not wrong:
        return None
    evidence = Evidence(EvidenceKind.PAGE_INSTEAD, numbers(wrong))
    if case.network.status is NetworkStatus.INTERCEPTED:
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.LIKELY, (evidence,))
    if len(wrong) < REPEATED:
        return None
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.BLOCK_PAGE,), Confidence.UNSURE, (evidence,))


def large_packets_lost(case: EndpointCase) -> EndpointVerdict | None:
    """No handshake comes about, whatever the name; in small packets the same one does: larger ones get lost on the way.

    A tunnel or a router on the way to this messenger that takes only smaller packets, and tells nobody (RFC 2923, 2.1).
    Some filters miss a name that is cut in pieces. So an older first message, which fits into one packet, must have
    been acknowledged, and only what came back have been lost; where it was answered, a filter of first messages by
    their shape is as likely. Source: ADR 29.
    """
    lost = [t for t in case.deepest if t.last.step is Step.TLS and t.failure is Failure.TIMEOUT]
    passed = [t for t in case.small_packets if t.answered(Wire.TLS)]
    arrived = [t for t in case.other_hello if t.failure is None or (t.failure is Failure.TIMEOUT and t.delivered)]
    if len(lost) < REPEATED or not passed or not arrived or any(t.failure is None for t in case.contrast):
        return None
    evidence = Evidence(EvidenceKind.LARGE_PACKETS_LOST, numbers((*lost, *passed, *arrived)))
    confidence = Confidence.UNSURE if any(t.failure is None for t in arrived) else Confidence.LIKELY
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), confidence, (evidence,))


def silent_to_any_name(case: EndpointCase) -> EndpointVerdict | None:
    """It accepts connections and says nothing to any name: a block of the address, or a service that hangs.

    Source: ADR 8 and 11.
    """
    cut = [t for t in case.deepest if t.last.step is Step.TLS and t.failure in CUT]
    if len(cut) < REPEATED:
        return None
    evidence = Evidence(EvidenceKind.ADDRESS_SILENT, numbers((*cut, *case.contrast)))
    if any(t.failure is Failure.RESET for t in (*cut, *case.contrast)):
        return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.UNSURE, (evidence,))
    if any(t.failure is None for t in case.other_hello):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    return _unanswered(case, cut, [*case.contrast, *case.other_hello], evidence)


def greeting_cut(case: EndpointCase) -> EndpointVerdict | None:
    """It connects, but the app's own greeting gets no answer, every time.

    Where it is as silent to a plain request, it may as well be the service that accepts and says nothing. And what
    was acknowledged was not swallowed on the way. Source: ADR 11.
    """
    steps = {GREETING[case.endpoint.wire], Step.WEBSOCKET, Step.HTTP} - {Step.TCP, Step.TLS, Step.STUN, Step.REFLECTOR}
    cut = [t for t in case.deepest if t.last.step in steps and t.failure in CUT]
    if len(cut) < REPEATED:
        return None
    alive = [t for t in case.neutral if t.failure is None]
    evidence = Evidence(EvidenceKind.GREETING_CUT, numbers((*cut, *alive)))
    reset = any(t.failure is Failure.RESET for t in cut)
    if (case.neutral or case.timing.connects_are_local) and not alive and not reset:
        return _unanswered(case, cut, list(case.neutral), evidence)
    if not alive and _is_acknowledged(case, cut):
        return _hangs(case, cut)
    confidence = Confidence.LIKELY if alive or reset or case.sibling_lives else Confidence.UNSURE
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.PROTOCOL_FILTERED,), confidence, (evidence,))


def _unanswered(
    case: EndpointCase, cut: Sequence[Attempt], contrast: Sequence[Attempt], evidence: Evidence
) -> EndpointVerdict:
    """Whatever is said gets no answer. Did it arrive? A server that hangs ACKs what a filter would swallow.

    Something near that accepts all connections acknowledges everything, and the dead look like those that hang.
    """
    if case.timing.connects_are_local and several_hang(case):
        return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.UNSURE, (evidence,))
    if case.timing.connects_are_local:
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    if _is_acknowledged(case, cut):
        return _hangs(case, [*cut, *contrast])
    swallowed = [t for t in cut if t.delivered is False]
    if len(swallowed) >= REPEATED and not any(t.delivered for t in (*cut, *contrast)):
        return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.LIKELY, (evidence,))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))


def _is_acknowledged(case: EndpointCase, cut: Sequence[Attempt]) -> bool:
    """Return whether the other end acknowledged every greeting that it left without an answer."""
    return (
        not case.timing.connects_are_local
        and len(cut) >= REPEATED
        and all(t.failure is Failure.TIMEOUT and t.delivered is True for t in cut)
    )


def _hangs(case: EndpointCase, silent: Sequence[Attempt]) -> EndpointVerdict:
    """Judge a server that hangs: in one data centre an outage; where several hang at once, perhaps a filter.

    One that swallows the answers alone leaves the same picture: what is sent is acknowledged, and nothing comes back.
    So does a box on the way that accepts every connection: it is nearer than sites abroad are.
    """
    evidence = (Evidence(EvidenceKind.TAKEN_WITHOUT_ANSWER, numbers(list(silent))),)
    way = case.timing.distance or case.network.round_trip
    connects = [connect_seconds(tcp) for t in silent if (tcp := t.find(Step.TCP)) is not None and tcp.ok]
    nearby = way > CLOSE and any(seconds < NEAR * way for seconds in connects)
    if nearby or several_hang(case):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, evidence)
    return EndpointVerdict(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.UNSURE, evidence)


def several_hang(case: EndpointCase) -> bool:
    """Return whether the messenger's servers take what they are told and say nothing in several places at once."""
    hanging = case.messenger.hanging_networks
    return len(hanging) >= REPEATED and not hanging & case.messenger.living_networks
