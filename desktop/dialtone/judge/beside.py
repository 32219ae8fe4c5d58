"""What neutral hosts did, and when: what delays everybody at one moment says nothing of one messenger."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialtone.judge.reading import Try, tries
from dialtone.model.catalogue import Ground
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Step


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that a neutral host abroad did: `value` is its measure."""

    value: float
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Beside:
    """The moments of a check."""

    pages: tuple[Moment, ...] = ()
    """Pages read whole, in bytes per second."""
    connects: tuple[Moment, ...] = ()
    """Connections to addresses that need no name, in seconds."""


def gather_beside(observations: Sequence[Observation], ground: Ground) -> Beside:
    """Sort what neutral hosts abroad did."""
    flows = (flow for c in ground.controls for t in tries(observations, c.endpoint) if (flow := t.find(Step.FLOW)))
    abroad = [e for e in ground.anchors if "/foreign" in e.id]
    connects = (tcp for e in abroad for t in tries(observations, e) if (tcp := t.find(Step.TCP)))
    return Beside(
        pages=tuple(_moment(rate(flow), flow) for flow in flows if flow.ok),
        connects=tuple(_moment(tcp.seconds, tcp) for tcp in connects if tcp.ok),
    )


def at_the_same_moment(attempt: Try, moments: Sequence[Moment]) -> list[float]:
    """Give what was measured while an attempt was going on."""
    began, ended = attempt.steps[0].started, attempt.last.started + attempt.last.seconds
    return [m.value for m in moments if m.began <= ended and m.ended >= began]


def rate(flow: Observation) -> float:
    """Give the bytes per second of something that was read."""
    return number(flow, "bytes") / max(seconds_read(flow), 0.001)


def seconds_read(flow: Observation) -> float:
    """Give the time that the bytes took; not the time in which nobody here was there to take them."""
    return number(flow, "flow_seconds") - number(flow, "lag")


def number(observation: Observation, name: str) -> float:
    """Give a fact as a number; 0 where it is none."""
    value = observation.facts.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _moment(value: float, observation: Observation) -> Moment:
    return Moment(value, observation.started, observation.started + observation.seconds)
