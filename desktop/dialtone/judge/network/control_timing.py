"""What the controls did, and when: what delays everything at one moment says nothing of one messenger."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialtone.judge.attempts import Attempt, AttemptIndex, rate
from dialtone.judge.network.packet_loss import RESENT_AFTER, connections
from dialtone.model.catalogue import Controls, Operator
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Place, Step, Wire

_AT_ONE_OPERATOR = 2
"""The least number of an operator's controls that must be dead before it is called silent."""


@dataclass(frozen=True, slots=True)
class TimedSample:
    """Something that a control abroad did. The field that holds it names the unit of `value`."""

    value: float
    began: float
    """Seconds since the check began, as `ended`."""
    ended: float


@dataclass(frozen=True, slots=True)
class ControlTiming:
    """What the controls did in the moments of a check."""

    pages: tuple[TimedSample, ...] = ()
    """Pages read whole, in bytes per second."""
    connects: tuple[TimedSample, ...] = ()
    """Connections to addresses that need no name, in seconds."""
    dead: int = 0
    """Connections that got no answer at all, though the same address accepts others."""
    families: frozenset[int] = frozenset()
    """4 and 6, as far as a control's address of that kind accepted a connection."""
    silent_operators: tuple[Operator, ...] = ()
    """The operators of which no control answers, though others answer to the same questions."""
    home_stops: bool = False
    """Whether sites at home stop in the middle as well: then whatever stops, stops on the line."""
    gaps: tuple[TimedSample, ...] = ()
    """Connections to the same addresses that got no answer, or not the first time: then the line was dead for all."""
    connections: tuple[Attempt, ...] = ()
    """Connections to controls that tell of lost packets."""
    stun_ports: frozenset[int] = frozenset()
    """The ports on which neutral STUN servers answered over UDP."""


def time_controls(index: AttemptIndex, controls: Controls) -> ControlTiming:
    """Sort what the controls did."""
    flows = _read(index, controls, Place.FOREIGN)
    at_home = _read(index, controls, Place.DOMESTIC)
    abroad = [e for e in controls.anchors if e.place is Place.FOREIGN]
    connects = [tcp for e in abroad for t in index.of(e) if (tcp := t.find(Step.TCP))]
    alive = {tcp.target for tcp in connects if tcp.ok}
    prompt = [tcp for tcp in connects if tcp.ok and tcp.seconds < RESENT_AFTER]
    late = [tcp for tcp in connects if tcp.target in alive and tcp not in prompt]
    return ControlTiming(
        pages=tuple(_sample(rate(flow), flow) for flow in flows if flow.ok),
        connects=tuple(_sample(tcp.seconds, tcp) for tcp in prompt),
        dead=sum(tcp.failure is Failure.TIMEOUT for tcp in late),
        families=frozenset(_family(o.target) for o in index.direct if not o.messenger and o.ok and o.step is Step.TCP),
        home_stops=any(f.failure is Failure.STALLED for f in at_home) and not any(f.ok for f in at_home),
        silent_operators=tuple(o for o in controls.operators if _is_silent(o, index, controls)),
        gaps=tuple(_sample(tcp.seconds, tcp) for tcp in late if tcp.failure in (None, Failure.TIMEOUT)),
        connections=tuple(
            t for e in (*(c.endpoint for c in controls.sites), *controls.anchors) for t in connections(index, e)
        ),
        stun_ports=frozenset(t.port for e in controls.udp if e.wire is Wire.STUN if (t := index.answer(e)) is not None),
    )


def _read(index: AttemptIndex, controls: Controls, place: Place) -> list[Observation]:
    found = (t for c in controls.sites if c.place is place for t in index.of(c.endpoint))
    return [flow for t in found if (flow := t.find(Step.FLOW)) is not None]


def _is_silent(operator: Operator, index: AttemptIndex, controls: Controls) -> bool:
    """Return whether all controls of an operator are dead. Where UDP is closed for everything it says nothing."""
    udp = {e.id for e in controls.udp}
    open_udp = any(index.answer(e) for e in controls.udp)
    asked = [e for e in (*controls.anchors, *controls.udp) if open_udp or e.id not in udp]
    theirs = {e.id: found for e in asked if (found := [t for t in index.of(e) if operator.has(t.address)])}
    return len(theirs) >= _AT_ONE_OPERATOR and all(
        t.failure in (Failure.TIMEOUT, Failure.UNREACHABLE) and t.last is t.steps[0] for f in theirs.values() for t in f
    )


def at_the_same_moment(attempt: Attempt, samples: Sequence[TimedSample]) -> list[float]:
    """Return what was measured while an attempt was going on."""
    began, ended = attempt.steps[0].started, attempt.last.started + attempt.last.seconds
    return [s.value for s in samples if s.began <= ended and s.ended >= began]


def waited_for_the_line(attempt: Attempt, timing: ControlTiming) -> bool:
    """Return whether the line was dead for all while an attempt waited in vain: such silence says nothing."""
    began, ended = attempt.last.started, attempt.last.started + attempt.last.seconds
    if attempt.failure is not Failure.TIMEOUT or any(began <= s.began <= ended for s in timing.connects):
        return False
    return any(s.began <= ended and s.ended >= began for s in timing.gaps)


def no_way_from_here(attempt: Attempt, timing: ControlTiming) -> bool:
    """Return whether this computer has no way to addresses of that kind at all: that says nothing of one of them."""
    return attempt.failure is Failure.UNREACHABLE and _family(attempt.target) not in timing.families


def _family(target: str) -> int:
    return 6 if target.startswith("[") else 4


def _sample(value: float, observation: Observation) -> TimedSample:
    return TimedSample(value, observation.started, observation.started + observation.seconds)
