"""Slow and frozen: judged against a neutral host in the same check, never against a fixed idea of fast."""

from collections.abc import Sequence

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
"""One connection that stops may have lost its way; the line may have gone down in that moment."""
_FREEZE_FROM, _FREEZE_TO = 4_000, 40_000
"""Where known freezes set in: after about 16-20 KB or 25 packets."""


def control_rate(observations: Sequence[Observation], ground: Ground) -> float:
    """Give the best rate read from a neutral host abroad, in bytes per second; 0 where none was read."""
    found = [t for control in ground.controls for t in tries(observations, control.endpoint)]
    return max((_rate(flow) for t in found if (flow := t.find(Step.FLOW)) is not None and flow.ok), default=0.0)


def is_suspect(observations: Sequence[Observation], endpoint: Endpoint) -> bool:
    """Say whether what was read from an endpoint came so slowly that a yardstick is needed."""
    flows = (t.find(Step.FLOW) for t in tries(observations, endpoint))
    return any(flow is not None and (not flow.ok or _rate(flow) < _SLOW_RATE) for flow in flows)


def judge_flow(answered: Sequence[Try], control: float, network: NetworkVerdict) -> Finding | None:
    """Judge what was read after the greeting; None where there is nothing to say against it."""
    flows = [(t, flow) for t in answered if (flow := t.find(Step.FLOW)) is not None]
    stopped = [t for t, flow in flows if flow.failure is Failure.STALLED and _is_early(flow)]
    if stopped and len(stopped) == len(flows):
        evidence = Evidence(EvidenceKind.STOPS_EARLY, numbers(stopped))
        if len(stopped) < _REPEATED or not controls_hold(network):
            return Finding(FunctionStatus.UNKNOWN, (Cause.FROZEN,), Confidence.UNSURE, (evidence,))
        return Finding(FunctionStatus.BLOCKED, (Cause.FROZEN,), Confidence.LIKELY, (evidence,))
    if flows and not any(flow.ok for _, flow in flows):
        evidence = Evidence(EvidenceKind.NOT_ENOUGH, numbers([t for t, _ in flows]))
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    slow = [t for t, flow in flows if flow.ok and _is_slow(flow, control, network)]
    if slow and len(slow) == len(flows):
        evidence = Evidence(EvidenceKind.SLOWER_THAN_CONTROL, numbers(slow))
        return Finding(FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.LIKELY, (evidence,))
    return None


def _is_early(flow: Observation) -> bool:
    return _FREEZE_FROM <= _bytes(flow) <= _FREEZE_TO


def _is_slow(flow: Observation, control: float, network: NetworkVerdict) -> bool:
    if not control or _bytes(flow) < _ENOUGH_BYTES:
        return False
    # A few kilobytes take round trips, not bandwidth, to arrive: on a far line nobody is fast.
    if float(_number(flow, "flow_seconds")) < 8 * network.round_trip:
        return False
    return _rate(flow) < min(_SLOW_RATE, _SLOW_SHARE * control)


def _rate(flow: Observation) -> float:
    return _bytes(flow) / max(float(_number(flow, "flow_seconds")), 0.001)


def _bytes(flow: Observation) -> int:
    return int(_number(flow, "bytes"))


def _number(flow: Observation, name: str) -> float:
    value = flow.facts.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0
