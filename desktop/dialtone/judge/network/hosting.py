"""How the neutral sites of a hosting company fare: slowed, stopped or silent as they are is whatever stands there."""

from collections.abc import Sequence
from enum import Enum, auto

from dialtone.judge.attempts import CUT, REPEATED, Attempt, AttemptIndex, highest_rate, numbers, rate
from dialtone.model.catalogue import Controls, Operator
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Failure, Place, Step

_SHARE = 0.2
"""Slow is what comes at less than this share of the rate of another company's site in the same moment."""
_SLOW = 40_000
"""Bytes per second, as where a messenger is called slow."""


class Fate(Enum):
    """What became of a site."""

    SLOW = auto()
    FROZEN = auto()
    """What was read of it stopped, each time."""
    DEAD = auto()
    """No connection, or no handshake, each time."""


class HostingFate(Frozen):
    """A hosting company whose neutral sites all met the same fate, while others did not."""

    operator: Operator
    fate: Fate
    observations: tuple[int, ...]


def hosting_fates(index: AttemptIndex, controls: Controls) -> tuple[HostingFate, ...]:
    """Return the hosting companies that are slowed, stopped or silent here, as far as neutral sites show it."""
    abroad = [c.endpoint for c in controls.sites if c.place is Place.FOREIGN]
    attempts = {e.id: index.of(e) for e in abroad}
    found = []
    for operator in controls.operators:
        theirs = [t for e in abroad if e.operator == operator.id for t in attempts[e.id]]
        others = [t for e in abroad if e.operator != operator.id for t in attempts[e.id]]
        fate = _fate(theirs, others)
        if fate is not None:
            found.append(HostingFate(operator, fate, numbers(theirs)))
    return tuple(found)


def _fate(theirs: Sequence[Attempt], others: Sequence[Attempt]) -> Fate | None:
    if len(theirs) >= REPEATED and all(_is_dead(t) for t in theirs) and any(t.find(Step.HTTP) for t in others):
        return Fate.DEAD
    flows, fast = _flows(theirs), [f for f in _flows(others) if f.ok]
    if not flows or not fast:
        return None
    if all(f.failure is Failure.STALLED for f in flows):
        return Fate.FROZEN
    slow = [f for f in flows if f.ok and highest_rate(f) < _SLOW]
    best = max(rate(f) for f in fast)
    return Fate.SLOW if slow and all(highest_rate(f) < min(_SLOW, _SHARE * best) for f in flows) else None


def _is_dead(attempt: Attempt) -> bool:
    return attempt.failure in (*CUT, Failure.UNREACHABLE) and attempt.last.step in (Step.TCP, Step.TLS)


def _flows(attempts: Sequence[Attempt]) -> list[Observation]:
    return [flow for t in attempts if (flow := t.find(Step.FLOW)) is not None]
