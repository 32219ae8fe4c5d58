"""What neutral hosts did, and when: what delays everybody at one moment says nothing of one messenger."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialtone.judge.reading import Try, tries
from dialtone.model.catalogue import Ground, Operator
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Place, Step

_AT_ONE_OPERATOR = 2
"""So many neutral servers of an operator have to be dead before it is called silent."""
_RESENT_AFTER = 0.9
"""Seconds. A SYN is sent again after one second."""


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
    dead: int = 0
    """Connections that got no answer at all, though the same address takes others."""
    families: frozenset[int] = frozenset()
    """4 and 6, as far as some neutral address of that kind took a connection."""
    silent_operators: tuple[Operator, ...] = ()
    """Those of whom no neutral server answers, though others answer to the same questions."""
    home_stops: bool = False
    """Whether sites at home stop in the middle as well: then whatever stops, stops on the line."""
    gaps: tuple[Moment, ...] = ()
    """Connections to the same addresses that got no answer, or not the first time: then the line was dead for all."""


def gather_beside(observations: Sequence[Observation], ground: Ground) -> Beside:
    """Sort what neutral hosts abroad did."""
    flows = _read(observations, ground, Place.FOREIGN)
    at_home = _read(observations, ground, Place.DOMESTIC)
    abroad = [e for e in ground.anchors if "/foreign" in e.id]
    connects = [tcp for e in abroad for t in tries(observations, e) if (tcp := t.find(Step.TCP))]
    alive = {tcp.target for tcp in connects if tcp.ok}
    prompt = [tcp for tcp in connects if tcp.ok and tcp.seconds < _RESENT_AFTER]
    late = [tcp for tcp in connects if tcp.target in alive and tcp not in prompt]
    return Beside(
        pages=tuple(_moment(rate(flow), flow) for flow in flows if flow.ok),
        connects=tuple(_moment(tcp.seconds, tcp) for tcp in prompt),
        dead=sum(tcp.failure is Failure.TIMEOUT for tcp in late),
        families=frozenset(_family(o.target) for o in observations if not o.messenger and o.ok and o.step is Step.TCP),
        home_stops=any(f.failure is Failure.STALLED for f in at_home) and not any(f.ok for f in at_home),
        silent_operators=tuple(o for o in ground.operators if _is_silent(o, observations, ground)),
        gaps=tuple(_moment(tcp.seconds, tcp) for tcp in late if tcp.failure in (None, Failure.TIMEOUT)),
    )


def _read(observations: Sequence[Observation], ground: Ground, place: Place) -> list[Observation]:
    found = (t for c in ground.controls if c.place is place for t in tries(observations, c.endpoint))
    return [flow for t in found if (flow := t.find(Step.FLOW)) is not None]


def _is_silent(operator: Operator, observations: Sequence[Observation], ground: Ground) -> bool:
    """Say whether all neutral servers of an operator are dead. Where UDP is closed for everybody it says nothing."""
    udp = {e.id for e in ground.udp}
    open_udp = any(t.answered(e.wire) for e in ground.udp for t in tries(observations, e))
    asked = [e for e in (*ground.anchors, *ground.udp) if open_udp or e.id not in udp]
    theirs = {e.id: found for e in asked if (found := [t for t in tries(observations, e) if operator.has(t.address)])}
    return len(theirs) >= _AT_ONE_OPERATOR and all(
        t.failure in (Failure.TIMEOUT, Failure.UNREACHABLE) and t.last is t.steps[0] for f in theirs.values() for t in f
    )


def at_the_same_moment(attempt: Try, moments: Sequence[Moment]) -> list[float]:
    """Give what was measured while an attempt was going on."""
    began, ended = attempt.steps[0].started, attempt.last.started + attempt.last.seconds
    return [m.value for m in moments if m.began <= ended and m.ended >= began]


def waited_for_the_line(attempt: Try, beside: Beside) -> bool:
    """Say whether the line was dead for everybody while an attempt waited in vain: such silence says nothing."""
    began, ended = attempt.last.started, attempt.last.started + attempt.last.seconds
    if attempt.failure is not Failure.TIMEOUT or any(began <= m.began <= ended for m in beside.connects):
        return False
    return any(m.began <= ended and m.ended >= began for m in beside.gaps)


def no_way_from_here(attempt: Try, beside: Beside) -> bool:
    """Say whether this computer has no way to addresses of that kind at all: that says nothing of one of them."""
    return attempt.failure is Failure.UNREACHABLE and _family(attempt.target) not in beside.families


def _family(target: str) -> int:
    return 6 if target.startswith("[") else 4


def rate(flow: Observation) -> float:
    """Give the bytes per second of something that was read, at least."""
    return number(flow, "bytes") / max(number(flow, "flow_seconds"), 0.001)


def highest_rate(flow: Observation) -> float:
    """Give the bytes per second, at most: what came while nobody here was there to take it may have come at once."""
    return number(flow, "bytes") / max(least_seconds(flow), 0.001)


def least_seconds(flow: Observation) -> float:
    """Give the time that the bytes took, at least."""
    return number(flow, "flow_seconds") - number(flow, "lag")


def number(observation: Observation, name: str) -> float:
    """Give a fact as a number; 0 where it is none."""
    value = observation.facts.get(name, 0)
    return float(value) if isinstance(value, int | float) else 0.0


def _moment(value: float, observation: Observation) -> Moment:
    return Moment(value, observation.started, observation.started + observation.seconds)
