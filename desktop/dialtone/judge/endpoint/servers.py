"""A messenger's servers: how far away they are, and what they say of the service."""

from collections.abc import Mapping, Sequence

from dialtone.judge.attempts import Attempt, AttemptIndex, connect_seconds, network_of, number, numbers
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.model.catalogue import Endpoint, StatusPage
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.thresholds import ANSWERED_NEARBY, CLOSE, REPEATED
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, Step, Variant, Weight, Wire

_VARIANTS = (Variant.APP, Variant.NEUTRAL_NAME, Variant.NEUTRAL_REQUEST, Variant.OTHER_HELLO)
_SERIOUS = "major"
_REFUSED = (403, 451)
_BY_LAW = 451
_ASKED = (Step.HTTP, Step.WEBSOCKET)
_OWN_WIRES = (Wire.WHATSAPP_WEBSOCKET, Wire.WHATSAPP_NOISE, Wire.MTPROTO, Wire.MTPROTO_WEBSOCKET)


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
    return way > CLOSE and seconds < ANSWERED_NEARBY * way


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


def find_reported_outage(index: AttemptIndex, status: StatusPage | None) -> tuple[int, ...]:
    """Return where the service's status page, whose certificate a public root vouches for, reports an incident."""
    if status is None:
        return ()
    return numbers(
        [
            t
            for t in index.of(status.endpoint, Variant.STATUS)
            if (answer := t.find(Step.HTTP)) is not None and answer.facts.get(Fact.INDICATOR) == _SERIOUS
            if (tls := t.find(Step.TLS)) is not None and tls.facts.get(Fact.MOZILLA) is True
        ]
    )


def find_refusals(endpoints: Sequence[Endpoint], index: AttemptIndex, *, at_home: bool) -> tuple[int, ...]:
    """Return the observations in which every web server of a messenger refuses; none where one does not.

    That a healthy server says something else must be known of one of them; 451 needs no such witness, and nor does a
    service of one country, which may refuse everybody abroad.
    """
    web = [e for e in endpoints if e.wire in (Wire.HTTPS, Wire.WEBSOCKET) and e.weight is not Weight.SPEED]
    said = {e.id: found for e in web if (found := _answers(e, index))}
    answers = [t for found in said.values() for t in found]
    serves = any(index.answer(e) for e in endpoints if e.wire in _OWN_WIRES)
    if not answers or serves or not all(_is_refusal(t) for t in answers):
        return ()
    known = any(e.id in said and _is_known_to_serve(e) for e in web)
    law = any(_status(t) == _BY_LAW for t in answers)
    return numbers(answers) if known or law or at_home else ()


def _answers(endpoint: Endpoint, index: AttemptIndex) -> list[Attempt]:
    """Return the attempts at which the verified server said something in HTTP."""
    spoken = (t for t in index.of(endpoint) if _status(t))
    return [t for t in spoken if (tls := t.find(Step.TLS)) is None or tls.facts.get(Fact.MOZILLA) is not False]


def _status(attempt: Attempt) -> int:
    answer = next((step for step in map(attempt.find, _ASKED) if step is not None), None)
    return int(number(answer, Fact.STATUS)) if answer is not None else 0


def _is_refusal(attempt: Attempt) -> bool:
    answer = next((step for step in map(attempt.find, _ASKED) if step is not None), None)
    if answer is None or answer.facts.get(Fact.CHALLENGE) or answer.facts.get(Fact.TEXT_AS_EXPECTED):
        return False
    return _status(attempt) in _REFUSED and answer.failure in (None, Failure.BAD_ANSWER)


def _is_known_to_serve(endpoint: Endpoint) -> bool:
    return bool(endpoint.expect_text) or (bool(endpoint.healthy) and endpoint.healthy not in _REFUSED)
