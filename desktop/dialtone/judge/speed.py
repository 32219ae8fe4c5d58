"""Slow and frozen: judged against a neutral host read at the same moment, never against a fixed idea of fast."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialtone.judge.finding import Finding
from dialtone.judge.network import controls_hold
from dialtone.judge.reading import Try, numbers, tries
from dialtone.model.catalogue import Endpoint, Ground
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step

_SLOW_SHARE = 0.2
_SLOW_RATE = 40_000
"""Bytes per second; faster than this is never called slow, however fast the control is."""
_ENOUGH_BYTES = 12_000
_REPEATED = 2
"""One connection that stops or crawls may have lost its way; the line may have gone down in that moment."""
_FREEZE_FROM, _FREEZE_TO = 4_000, 40_000
"""Where known freezes set in: after about 16-20 KB or 25 packets."""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """One page of a neutral host abroad: how fast it came, in bytes per second, and when it was read."""

    rate: float
    began: float
    ended: float


def read_yardsticks(observations: Sequence[Observation], ground: Ground) -> tuple[Yardstick, ...]:
    """Give all that was read from neutral hosts abroad."""
    found = (flow for c in ground.controls for t in tries(observations, c.endpoint) if (flow := t.find(Step.FLOW)))
    return tuple(Yardstick(_rate(f), f.started, f.started + f.seconds) for f in found if f.ok)


def came_slowly(observations: Sequence[Observation], endpoint: Endpoint) -> bool:
    """Say whether all that was read of an endpoint came so slowly that it has to be read again, beside a yardstick."""
    whole = [flow for flow in _flows(tries(observations, endpoint)) if flow.ok]
    return bool(whole) and all(_rate(flow) < _SLOW_RATE for flow in whole)


def stopped(observations: Sequence[Observation], endpoint: Endpoint) -> bool:
    """Say whether something that was read of an endpoint did not come to its end."""
    return any(not flow.ok for flow in _flows(tries(observations, endpoint)))


def judge_flow(answered: Sequence[Try], yardsticks: Sequence[Yardstick], network: NetworkVerdict) -> Finding | None:
    """Judge what was read after the greeting; None where there is nothing to say against it."""
    flows = [(t, flow) for t in answered if (flow := t.find(Step.FLOW)) is not None]
    early = [t for t, flow in flows if flow.failure is Failure.STALLED and _is_early(flow)]
    if early and len(early) == len(flows):
        evidence = Evidence(EvidenceKind.STOPS_EARLY, numbers(early))
        if len(early) < _REPEATED or not controls_hold(network):
            return Finding(FunctionStatus.UNKNOWN, (Cause.FROZEN,), Confidence.UNSURE, (evidence,))
        return Finding(FunctionStatus.BLOCKED, (Cause.FROZEN,), Confidence.LIKELY, (evidence,))
    if flows and not any(flow.ok for _, flow in flows):
        evidence = Evidence(EvidenceKind.NOT_ENOUGH, numbers([t for t, _ in flows]))
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    slow = slow_tries(answered, yardsticks, network)
    if not slow:
        return None
    evidence = Evidence(EvidenceKind.SLOWER_THAN_CONTROL, numbers(slow))
    return Finding(FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.LIKELY, (evidence,))


def slow_tries(answered: Sequence[Try], yardsticks: Sequence[Yardstick], network: NetworkVerdict) -> tuple[Try, ...]:
    """Give the tries that show that something is slow; none where a single one came as it should.

    A computer or a line that was busy for a moment slows whatever is read in it. So only what was read beside a
    yardstick counts, and it has to be slower than that each time.
    """
    whole = [t for t in answered if (flow := t.find(Step.FLOW)) is not None and flow.ok]
    if not all(_is_slow(flow, network) for flow in _flows(whole)):
        return ()
    compared = [(t, rate) for t in whole if (rate := _beside(t, yardsticks))]
    if len(compared) < _REPEATED or any(_rate(t.last) >= _SLOW_SHARE * rate for t, rate in compared):
        return ()
    return tuple(whole)


def _flows(found: Sequence[Try]) -> list[Observation]:
    return [flow for t in found if (flow := t.find(Step.FLOW)) is not None]


def _beside(attempt: Try, yardsticks: Sequence[Yardstick]) -> float:
    """Give the best rate of a yardstick while an attempt was going on; 0 where none was read then."""
    began, ended = attempt.steps[0].started, attempt.last.started + attempt.last.seconds
    return max((y.rate for y in yardsticks if y.began <= ended and y.ended >= began), default=0.0)


def _is_early(flow: Observation) -> bool:
    return _FREEZE_FROM <= _bytes(flow) <= _FREEZE_TO


def _is_slow(flow: Observation, network: NetworkVerdict) -> bool:
    # A few kilobytes take round trips, not bandwidth, to arrive: on a far line nobody is fast.
    if _bytes(flow) < _ENOUGH_BYTES or _seconds(flow) < 8 * network.round_trip:
        return False
    return _rate(flow) < _SLOW_RATE


def _rate(flow: Observation) -> float:
    return _bytes(flow) / max(_seconds(flow), 0.001)


def _seconds(flow: Observation) -> float:
    """Give the time that the bytes took; not the time in which nobody here was there to take them."""
    return _number(flow, "flow_seconds") - _number(flow, "lag")


def _bytes(flow: Observation) -> int:
    return int(_number(flow, "bytes"))


def _number(flow: Observation, name: str) -> float:
    value = flow.facts.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0
