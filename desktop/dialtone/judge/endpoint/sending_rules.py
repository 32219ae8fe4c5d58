"""What is sent and does not arrive, or slowly: judged beside the same, sent to neutral sites. The table: `rules.py`."""

from collections.abc import Sequence

from dialtone.judge.attempts import REPEATED, Attempt, highest_rate, number, numbers
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.control_timing import TimedSample, at_the_same_moment
from dialtone.judge.readings import SLOW_SHARE, is_slow
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step

_LONG = 12_000
"""Bytes; a shorter body tells nothing about a rate."""


def frozen_by_packets(case: EndpointCase) -> EndpointVerdict | None:
    """A small message in many packets never arrives, though the greeting before it did; at neutral sites it does.

    Such a filter counts the packets of both directions and lets some 25 of them pass, whatever is in them. A server
    that does not like the message acknowledges it all the same, or hangs up. Source: ADR 27.
    """
    stopped, arrived = _sorted(case.in_pieces)
    return _frozen(case, EvidenceKind.STOPS_AFTER_PACKETS, stopped, arrived, case.timing.pieces, FunctionStatus.BLOCKED)


def sending_stops(case: EndpointCase) -> EndpointVerdict | None:
    """What is sent stops on the way, each time, and at neutral sites it arrives: receiving may still work.

    Source: ADR 27.
    """
    stopped, arrived = _sorted(case.sent)
    large = [t for t in arrived if _is_long(_sending(t))]
    return _frozen(case, EvidenceKind.SENDING_STOPS, stopped, large, case.timing.uploads, FunctionStatus.SLOW)


def sending_slower_than_control(case: EndpointCase) -> EndpointVerdict | None:
    """All that is sent arrives slowly, repeatedly, while the same sent to a neutral site at that moment arrives fast.

    Source: ADR 14 and 27.
    """
    _, arrived = _sorted(case.sent)
    timed = [(t, _sending(t)) for t in arrived if _is_long(_sending(t))]
    uploads = case.timing.uploads
    compared = [(t, flow, best) for t, flow in timed if (best := max(at_the_same_moment(t, uploads), default=0.0))]
    far = case.messenger.distances.farthest
    late = [(t, flow, best) for t, flow, best in compared if is_slow(flow, far(t.address))]
    slow = [t for t, flow, best in late if highest_rate(flow) < SLOW_SHARE * best]
    if len(slow) < REPEATED or len(slow) < len(timed):
        return None
    evidence = Evidence(EvidenceKind.SENDING_SLOWER, numbers(slow))
    return EndpointVerdict(FunctionStatus.SLOW, (Cause.THROTTLED,), Confidence.LIKELY, (evidence,))


def _frozen(
    case: EndpointCase,
    kind: EvidenceKind,
    stopped: Sequence[Attempt],
    arrived: Sequence[Attempt],
    controls: Sequence[TimedSample],
    status: FunctionStatus,
) -> EndpointVerdict | None:
    if len(stopped) < REPEATED or arrived:
        return None
    evidence = (Evidence(kind, numbers(stopped)),)
    if not case.network.controls_answer or not any(at_the_same_moment(t, controls) for t in stopped):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.FROZEN,), Confidence.UNSURE, evidence)
    return EndpointVerdict(status, (Cause.FROZEN,), Confidence.LIKELY, evidence)


def _sorted(sent: Sequence[Attempt]) -> tuple[list[Attempt], list[Attempt]]:
    """Return what stopped without an ACK, and what arrived. What a server ended tells nothing."""
    told = [t for t in sent if t.find(Step.SENDING) is not None]
    stopped = [t for t in told if t.failure is Failure.STALLED and t.last.facts.get(Fact.DELIVERED) is False]
    return stopped, [t for t in told if t.failure is None]


def _sending(attempt: Attempt) -> Observation:
    return attempt.last


def _is_long(sending: Observation) -> bool:
    return number(sending, Fact.BYTES) >= _LONG
