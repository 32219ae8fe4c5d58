"""All measurements of one test on one network and day, judged as one: OONI tries once, and once proves nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict
from ooni.comparing import Compared, Said
from ooni.judging import Judged, judge_observations

_MOST = 200
"""Measurements of one network that are put together; more say the same."""


@dataclass(slots=True)
class _Pool:
    test: str
    together: list[Judged] = field(default_factory=list)
    flags: dict[str, Counter[Said]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass(frozen=True, slots=True)
class Pooled:
    where: str
    """The network, and the day."""
    test: str
    measurements: int
    verdict: MessengerVerdict
    flags: dict[str, Counter[Said]]
    """How often OONI said what, by its flag."""


class Pools:
    def __init__(self) -> None:
        self._pools: dict[tuple[str, str], _Pool] = {}

    def add(self, judged: Judged, compared: Sequence[Compared]) -> None:
        """Take one in. Where no line was known, it is left out: a dead line fails like a block."""
        if not judged.network.controls_answer:
            return
        measurement = judged.measurement
        where = f"{measurement.when[:10]} {measurement.where}"
        pool = self._pools.setdefault((where, measurement.test), _Pool(measurement.test))
        for one in compared:
            pool.flags[one.flag][one.ooni] += 1
        if len(pool.together) < _MOST:
            pool.together.append(judged)

    def judged(self) -> Iterator[Pooled]:
        for (where, test), pool in sorted(self._pools.items()):
            if len(pool.together) > 1:
                network = pool.together[0].network
                _, verdict = judge_observations(test, _joined(pool.together), network, "linux")
                yield Pooled(where, test, len(pool.together), verdict, dict(pool.flags))


def _joined(together: Sequence[Judged]) -> tuple[Observation, ...]:
    """Return all observations, with numbers and attempts of their own, and one after the other in time."""
    found: list[Observation] = []
    attempts, elapsed = 0, 0.0
    for judged in together:
        theirs = judged.observations
        found += [
            replace(o, number=len(found) + n, attempt=attempts + o.attempt, started=elapsed + o.started)
            for n, o in enumerate(theirs, start=1)
        ]
        attempts += max((o.attempt for o in theirs), default=0) + 1
        elapsed += max((o.started + o.seconds for o in theirs), default=0.0) + 1.0
    return tuple(found)
