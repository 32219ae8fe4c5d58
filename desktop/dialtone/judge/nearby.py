"""Who is plainly told by how soon connections ended, while a check still runs."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.endpoint.servers import Distances, find_distances, is_sooner
from dialtone.judge.network.control_timing import time_controls
from dialtone.model.catalogue import Controls, Endpoint
from dialtone.model.thresholds import PLAINLY_NEARBY, REPEATED, TRIES_NEARBY
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step, Weight

_ENDED = {
    Step.TCP: (Failure.REFUSED, Failure.RESET),
    Step.TLS: (Failure.RESET, Failure.CLOSED, Failure.ALERT),
}


def sent_from_nearby(index: AttemptIndex, endpoints: Sequence[Endpoint], controls: Controls) -> frozenset[str]:
    """Return the endpoints of a messenger whose connections plainly ended too soon for any server to have done it.

    How soon an end comes tells who made it (ADR 8). It is asked for again in a calm moment, since a computer in a rush
    reads it late; one that was read as early as this needs no calm.
    """
    own = [e for e in endpoints if e.weight is not Weight.RELAYS]
    ended = {e.id: found for e in own if (found := [t for t in index.of(e) if _has_ended(t)])}
    if sum(map(len, ended.values())) < TRIES_NEARBY:
        return frozenset()
    timing = time_controls(index, controls)
    if timing.connects_are_local:
        return frozenset()
    distances = find_distances(index, own, NetworkVerdict(NetworkStatus.ONLINE), timing)
    return frozenset(e for e, found in ended.items() if _is_told([t for t in found if _is_soon(t, distances)]))


def _is_told(soon: Sequence[Attempt]) -> bool:
    """Return whether the judge needs no more of them: one refusal, or two handshakes that were cut."""
    return any(t.last.step is Step.TCP for t in soon) or len(soon) >= REPEATED


def _has_ended(attempt: Attempt) -> bool:
    return attempt.failure in _ENDED.get(attempt.last.step, ())


def _is_soon(attempt: Attempt, distances: Distances) -> bool:
    return is_sooner(attempt.last.seconds / PLAINLY_NEARBY, distances.nearest(attempt.address))
