"""Slow and frozen: judged against a control read at the same moment, never against a fixed idea of fast."""

from dialtone.judge.attempts import REPEATED, Attempt, highest_rate, least_seconds, number, numbers, rate
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.control_timing import at_the_same_moment
from dialtone.judge.readings import SLOW_RATE, SLOW_SHARE, is_slow, is_telling, keeps_up, took_few_round_trips
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
)

_FREEZE_FROM, _FREEZE_TO = 4_000, 40_000
"""Bytes. Known freezes set in after 16-20 KB or 25 packets (ADR 19)."""
_A_WHILE, _ENOUGH_SECONDS = 1.0, 2.5
"""Seconds: what crept for less says nothing; what crept for so long, all readings together, likely goes on so."""
_LATE, _MANY_TIMES = 0.8, 10
"""Seconds, and how many neutral handshakes: an exchange that takes as long crawls."""
_SAID_AND_HEARD = (Step.TLS, Step.HTTP, Step.WEBSOCKET)


def frozen_early(case: EndpointCase) -> EndpointVerdict | None:
    """What is read stops after the first kilobytes, each time, and sites at home do not stop.

    One connection that stops may have lost its way; the line may have gone down in that moment. Source: ADR 19.
    """
    flows = _flows(case)
    early = [t for t, flow in flows if flow.failure is Failure.STALLED and _is_early(flow)]
    if not early or len(early) < len(flows):
        return None
    evidence = Evidence(EvidenceKind.STOPS_EARLY, numbers(early))
    if len(early) < REPEATED or not case.network.controls_answer or case.timing.home_stops:
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.FROZEN,), Confidence.UNSURE, (evidence,))
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.FROZEN,), Confidence.LIKELY, (evidence,))


def unfinished(case: EndpointCase) -> EndpointVerdict | None:
    """Nothing that was read had come to its end when the time ran out, and it crept as long as it came.

    Neutral pages were fast on the same line. What is held up after it came fast is frozen instead, and a line that
    loses packets holds up anything.
    """
    flows = _flows(case)
    best = max((page.value for page in case.timing.pages), default=0.0)
    if any(flow.ok for _, flow in flows) or best < SLOW_RATE or case.network.status is NetworkStatus.UNSTABLE:
        return None
    crept = [flow for _, flow in flows if _crept(flow, best)]
    rest = [flow for _, flow in flows if flow not in crept]
    if not crept or any(number(flow, Fact.BYTES) >= _FREEZE_FROM for flow in rest):
        return None
    evidence = Evidence(EvidenceKind.SLOWER_THAN_CONTROL, numbers([t for t, _ in flows]))
    long = sum(map(least_seconds, crept)) >= _ENOUGH_SECONDS
    confidence = Confidence.LIKELY if long else Confidence.UNSURE
    return EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,), confidence, (evidence,))


def _crept(flow: Observation, best: float) -> bool:
    """Return whether what came of something came too slowly, for long enough to tell."""
    return least_seconds(flow) >= _A_WHILE and highest_rate(flow) < min(SLOW_RATE, SLOW_SHARE * best)


def exchanges_crawl(case: EndpointCase) -> EndpointVerdict | None:
    """It answers, and its handshake and its answer both took many times as long as a handshake with neutral sites.

    A lost packet delays one of them, a busy server its answer alone, a busy computer whatever runs at the time. Too
    little was said to tell how fast files would come, so that it is never more than a suspicion.
    """
    usual, network = case.timing.handshake, case.network
    busy = network.status is not NetworkStatus.ONLINE or NetworkFlag.COMPUTER_BUSY in network.flags
    if not usual or busy or case.timing.connects_are_local:
        return None
    late = max(_LATE, _MANY_TIMES * usual)
    crawling = [t for t in case.good if len([o for o in t.steps if _is_late(o, late)]) >= REPEATED]
    if not crawling or len(crawling) < len(case.good):
        return None
    evidence = Evidence(EvidenceKind.SLOWER_THAN_CONTROL, numbers(crawling))
    return EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.UNSURE, (evidence,))


def _is_late(step: Observation, late: float) -> bool:
    return step.step in _SAID_AND_HEARD and step.ok and step.seconds - number(step, Fact.LAG) >= late


def nothing_read_whole(case: EndpointCase) -> EndpointVerdict | None:
    """The greeting was answered, but nothing that was read came to its end, for no reason that is known."""
    flows = _flows(case)
    if not flows or any(flow.ok for _, flow in flows):
        return None
    evidence = Evidence(EvidenceKind.NOT_ENOUGH, numbers([t for t, _ in flows]))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))


def slower_than_control(case: EndpointCase) -> EndpointVerdict | None:
    """All that was read came slowly, repeatedly, while a control read at the same moment came fast.

    A computer or a line that was busy for a moment slows whatever is read in it. So only what was read beside a
    control counts, and it has to be slower than that each time. What may have been late here alone says nothing.
    Source: ADR 14.
    """
    read = [(t, flow) for t, flow in _flows(case) if flow.ok and is_telling(flow)]
    if any(_is_fast(flow, case.messenger.distances.farthest(t.address)) for t, flow in read):
        return None
    slow = [(t, flow) for t, flow in read if is_slow(flow, case.messenger.distances.farthest(t.address))]
    # A queue that overflows may hold one of them up for longer than is waited: it came no faster for that.
    held_up = [(t, flow) for t, flow in _flows(case) if flow.failure is Failure.STALLED] if slow else []
    pages = case.timing.pages
    compared = [
        (flow, best) for t, flow in (*slow, *held_up) if (best := max(at_the_same_moment(t, pages), default=0.0))
    ]
    if len(compared) < REPEATED or any(highest_rate(flow) >= SLOW_SHARE * best for flow, best in compared):
        return None
    evidence = Evidence(EvidenceKind.SLOWER_THAN_CONTROL, numbers([t for t, _ in (*slow, *held_up)]))
    return EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.LIKELY, (evidence,))


def is_timed(case: EndpointCase) -> bool | None:
    """Return whether what was read tells how fast it comes; None where nothing was read."""
    flows = [flow for _, flow in _flows(case)]
    return any(map(is_telling, flows)) if flows else None


def is_doubted(case: EndpointCase) -> bool:
    """Return whether none of what was read surely came fast, nor kept up with a control read at the same moment.

    Where connections share a narrow line, pages are read one after the other, and whatever is read beside one takes its
    room: there nothing comes fast, and nobody is slowed.
    """
    read = [(t, flow) for t, flow in _flows(case) if flow.ok and is_telling(flow)]
    narrow = any(e.kind is EvidenceKind.NARROW_LINE for e in case.network.evidence)
    if not read or any(_is_fast(flow, case.messenger.distances.farthest(t.address)) for t, flow in read):
        return False
    bests = [(flow, max(at_the_same_moment(t, case.timing.pages_at_most), default=0.0)) for t, flow in read]
    in_turn = any(Fact.LINE_RATE in flow.facts for _, flow in read)
    if narrow and (in_turn or not any(best for _, best in bests)):
        return False
    return not any(keeps_up(flow, best) for flow, best in bests)


def _flows(case: EndpointCase) -> list[tuple[Attempt, Observation]]:
    return [(t, flow) for t in case.good if (flow := t.find(Step.FLOW)) is not None]


def _is_early(flow: Observation) -> bool:
    return _FREEZE_FROM <= number(flow, Fact.BYTES) <= _FREEZE_TO


def _is_fast(flow: Observation, way: float) -> bool:
    return rate(flow) >= SLOW_RATE or took_few_round_trips(flow, way)  # on a far line nothing is fast
