"""How far away a messenger's servers are: what comes much sooner was sent from nearby."""

from collections.abc import Mapping, Sequence

from dialtone.judge.attempts import REPEATED, AttemptIndex, connect_seconds, network_of
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Step, Variant

_NEAR = 0.5
"""An answer that took less than this share of the way to the server and back was sent from nearby."""
CLOSE = 0.015
"""Seconds. Where the way is as short as this, the time of an answer tells nothing."""
_VARIANTS = (Variant.APP, Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST, Variant.OTHER_HELLO)


class Distances(Frozen):
    """The round trips to a messenger's servers, in seconds."""

    connects: Mapping[str, tuple[float, ...]]
    """By part of the internet: what connections to its servers took, the shortest first."""
    abroad: float
    """To neutral hosts abroad: where nothing of the messenger was reached in a part of the internet."""

    def nearest(self, address: str) -> float:
        """Return the round trip to an address, at most. One connection alone may have been read late."""
        known = self.connects.get(network_of(address), ())
        return known[0] if len(known) >= REPEATED else min((*known, self.abroad))

    def farthest(self, address: str) -> float:
        """Return the round trip to an address, at least: what takes as long may be its own answer."""
        return max((*self.connects.get(network_of(address), ())[:1], self.abroad))


def is_sooner(seconds: float, way: float) -> bool:
    """Return whether an answer came sooner than from the end of a way: it was sent from nearby. Source: ADR 8."""
    return way > CLOSE and seconds < _NEAR * way


def find_distances(
    index: AttemptIndex, endpoints: Sequence[Endpoint], network: NetworkVerdict, timing: ControlTiming
) -> Distances:
    """Return the distances of a messenger's servers, as far as its connections tell of them."""
    found: dict[str, list[float]] = {}
    for t in (t for e in endpoints for variant in _VARIANTS for t in index.of(e, variant)):
        if (tcp := t.find(Step.TCP)) is not None and tcp.ok and not timing.connects_are_local:
            found.setdefault(network_of(t.address), []).append(connect_seconds(tcp))
    known = {part: tuple(sorted(seconds)) for part, seconds in found.items()}
    return Distances(known, timing.distance or network.round_trip)
