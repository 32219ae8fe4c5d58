"""Slow and frozen: judged against a neutral host read at the same moment, never against a fixed idea of fast."""

from collections.abc import Sequence

from dialtone.judge.beside import Beside, Moment, at_the_same_moment, highest_rate, least_seconds, number, rate
from dialtone.judge.finding import Finding
from dialtone.judge.network import controls_hold
from dialtone.judge.reading import Try, numbers, tries
from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step

_SLOW_SHARE = 0.2
_SLOW_RATE = 40_000
"""Bytes per second; faster than this is never called slow, however fast the control is."""
_ENOUGH_BYTES = 12_000
_ROUND_TRIPS = 8
_REPEATED = 2
"""One connection that stops or crawls may have lost its way; the line may have gone down in that moment."""
_FREEZE_FROM, _FREEZE_TO = 4_000, 40_000
"""Where known freezes set in: after about 16-20 KB or 25 packets."""


def came_slowly(observations: Sequence[Observation], endpoint: Endpoint) -> bool:
    """Say whether all that was read of an endpoint came so slowly that it has to be read again, beside a yardstick."""
    pages = [flow for flow in _flows(tries(observations, endpoint)) if flow.ok and _is_telling(flow)]
    return bool(pages) and all(rate(flow) < _SLOW_RATE for flow in pages)


def slow_readings(observations: Sequence[Observation], endpoint: Endpoint) -> int:
    """Count what certainly came slowly, however busy this computer was."""
    pages = [flow for flow in _flows(tries(observations, endpoint)) if flow.ok and _is_telling(flow)]
    return sum(highest_rate(flow) < _SLOW_RATE for flow in pages)


def stopped(observations: Sequence[Observation], endpoint: Endpoint) -> bool:
    """Say whether something that was read of an endpoint did not come to its end."""
    return any(not flow.ok for flow in _flows(tries(observations, endpoint)))


def judge_flow(answered: Sequence[Try], beside: Beside, network: NetworkVerdict) -> Finding | None:
    """Judge what was read after the greeting; None where there is nothing to say against it."""
    flows = [(t, flow) for t in answered if (flow := t.find(Step.FLOW)) is not None]
    early = [t for t, flow in flows if flow.failure is Failure.STALLED and _is_early(flow)]
    if early and len(early) == len(flows):
        evidence = Evidence(EvidenceKind.STOPS_EARLY, numbers(early))
        if len(early) < _REPEATED or not controls_hold(network) or beside.home_stops:
            return Finding(FunctionStatus.UNKNOWN, (Cause.FROZEN,), Confidence.UNSURE, (evidence,))
        return Finding(FunctionStatus.BLOCKED, (Cause.FROZEN,), Confidence.LIKELY, (evidence,))
    if flows and not any(flow.ok for _, flow in flows):
        evidence = Evidence(EvidenceKind.NOT_ENOUGH, numbers([t for t, _ in flows]))
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    slow = slow_tries(answered, beside.pages, network)
    if not slow:
        return None
    evidence = Evidence(EvidenceKind.SLOWER_THAN_CONTROL, numbers(slow))
    return Finding(FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.LIKELY, (evidence,))


def slow_tries(answered: Sequence[Try], pages: Sequence[Moment], network: NetworkVerdict) -> tuple[Try, ...]:
    """Give the tries that show that something is slow; none where a single one came as it should.

    A computer or a line that was busy for a moment slows whatever is read in it. So only what was read beside a
    yardstick counts, and it has to be slower than that each time. What may have been late here alone says nothing.
    """
    read = [(t, flow) for t in answered if (flow := t.find(Step.FLOW)) is not None and flow.ok and _is_telling(flow)]
    if any(_is_fast(flow, network) for _, flow in read):
        return ()
    slow = [(t, flow) for t, flow in read if _is_slow(flow, network)]
    compared = [(flow, best) for t, flow in slow if (best := max(at_the_same_moment(t, pages), default=0.0))]
    if len(compared) < _REPEATED or any(highest_rate(flow) >= _SLOW_SHARE * best for flow, best in compared):
        return ()
    return tuple(t for t, _ in slow)


def _flows(found: Sequence[Try]) -> list[Observation]:
    return [flow for t in found if (flow := t.find(Step.FLOW)) is not None]


def _is_early(flow: Observation) -> bool:
    return _FREEZE_FROM <= number(flow, "bytes") <= _FREEZE_TO


def _is_telling(flow: Observation) -> bool:
    return number(flow, "bytes") >= _ENOUGH_BYTES


def _is_fast(flow: Observation, network: NetworkVerdict) -> bool:
    # A few kilobytes take round trips, not bandwidth, to arrive: on a far line nobody is fast.
    return rate(flow) >= _SLOW_RATE or number(flow, "flow_seconds") < _ROUND_TRIPS * network.round_trip


def _is_slow(flow: Observation, network: NetworkVerdict) -> bool:
    return highest_rate(flow) < _SLOW_RATE and least_seconds(flow) >= _ROUND_TRIPS * network.round_trip
