"""A messenger's servers: how far away they are, and what they say about the service."""

from collections.abc import Callable, Mapping, Sequence

from dialtone.judge.attempts import TO_THE_SERVER, Attempt, AttemptIndex, connect_seconds, network_of, number, numbers
from dialtone.judge.network.control_timing import ControlTiming
from dialtone.model.catalogue import Endpoint, StatusPage
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.function_rule import FunctionRule
from dialtone.model.observation import Observation
from dialtone.model.thresholds import ANSWERED_NEARBY, CLOSE, REPEATED
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, Function, Step, Variant, Weight, Wire

_SERIOUS = "major"
_REFUSED = (403, 451)
_BY_LAW = 451
_ASKED = (Step.HTTP, Step.WEBSOCKET)
_OWN_WIRES = (Wire.WHATSAPP_WEBSOCKET, Wire.WHATSAPP_NOISE, Wire.MTPROTO, Wire.MTPROTO_WEBSOCKET)


class Distances(Frozen):
    """The round trips to a messenger's servers, in seconds."""

    connects: Mapping[str, tuple[float, ...]]
    """By address block: the seconds of connections to its servers, shortest first."""
    abroad: float
    """The round trip to neutral hosts abroad, for address blocks in which the messenger was not reached."""
    to_company: Callable[[str], float] = lambda _: 0.0
    """The round trip to neutral hosts of the company at an address, which may have a place nearby; 0 if not known."""

    def nearest(self, address: str) -> float:
        """Return the shortest plausible round trip to an address. A single connection may have been read late."""
        connects = self.connects.get(network_of(address), ())
        if len(connects) >= REPEATED:
            return connects[0]
        return min((*connects, self.abroad, self.to_company(address) or self.abroad))

    def farthest(self, address: str) -> float:
        """Return the longest plausible round trip to an address: an answer that took as long may come from there."""
        return max((*self.connects.get(network_of(address), ())[:1], self.abroad))


def is_sooner(seconds: float, round_trip: float) -> bool:
    """Return whether an answer came sooner than this round trip allows: it was sent from nearby. Source: ADR 8."""
    return round_trip > CLOSE and seconds < ANSWERED_NEARBY * round_trip


def find_distances(
    index: AttemptIndex, endpoints: Sequence[Endpoint], network: NetworkVerdict, timing: ControlTiming
) -> Distances:
    """Return the distances of a messenger's servers, as far as its connections show them."""
    seconds_by_block: dict[str, list[float]] = {}
    for t in index.at(endpoints, *TO_THE_SERVER) if not timing.connects_are_local else ():
        if tcp := t.passed(Step.TCP):
            seconds_by_block.setdefault(t.block, []).append(connect_seconds(tcp))
    connects = {block: tuple(sorted(seconds)) for block, seconds in seconds_by_block.items()}
    return Distances(connects, timing.distance or network.round_trip, timing.round_trip_to_company)


def find_reported_outage(index: AttemptIndex, status: StatusPage | None) -> tuple[int, ...]:
    """Return where the service's status page, verified by a public root, reports a serious incident."""
    asked = index.of(status.endpoint, Variant.STATUS) if status is not None else ()
    serious = (t for t in asked if (http := t.find(Step.HTTP)) and http.facts.get(Fact.INDICATOR) == _SERIOUS)
    return numbers(t for t in serious if (tls := t.find(Step.TLS)) and tls.facts.get(Fact.MOZILLA) is True)


def find_refusals(
    endpoints: Sequence[Endpoint], functions: Sequence[FunctionRule], index: AttemptIndex, *, one_country: bool
) -> dict[int, bool]:
    """Return the observations in which every web server of a messenger refuses, or every one that a function needs.

    With each, whether it is known that a healthy server of these answers otherwise: by the catalogue, by 451 itself, or
    as a service of one country, which may refuse everyone abroad. Else those are pages that people open in a browser.
    """
    needed = [[e for e in endpoints if any(e.id in group for group in rule.needs)] for rule in functions]
    opened = (False, *(rule.function is Function.WEB for rule in functions))
    refused = dict[int, bool]()
    for servers, by_people in zip((endpoints, *needed), opened, strict=True):
        web = [e for e in servers if e.wire in (Wire.HTTPS, Wire.WEBSOCKET) and e.weight is not Weight.SPEED]
        answers = [(e, t, answer) for e in web for t in index.of(e) if (answer := _verified_answer(t))]
        serves = any(index.answer(e) for e in servers if e.wire in _OWN_WIRES)
        by_law = any(answer.facts.get(Fact.STATUS) == _BY_LAW for _, _, answer in answers)
        told = any(e.expect_text or (e.healthy and e.healthy not in _REFUSED) for e, _, _ in answers)
        is_known = told or by_law or one_country
        if (is_known or by_people) and not serves and all(_is_refusal(answer) for _, _, answer in answers):
            refused |= {n: is_known or refused.get(n, False) for n in numbers(t for _, t, _ in answers)}
    return refused


def _verified_answer(attempt: Attempt) -> Observation | None:
    """Return the verified server's HTTP answer, or None."""
    tls = attempt.find(Step.TLS)
    answer = next((step for step in attempt.steps if step.step in _ASKED and number(step, Fact.STATUS)), None)
    return answer if tls is None or tls.facts.get(Fact.MOZILLA) is not False else None


def _is_refusal(answer: Observation) -> bool:
    """Return whether a server refuses to serve (403, 451): neither a bot challenge nor its usual page."""
    if answer.facts.get(Fact.CHALLENGE) or answer.facts.get(Fact.TEXT_AS_EXPECTED):
        return False
    return answer.facts[Fact.STATUS] in _REFUSED and answer.failure in (None, Failure.BAD_ANSWER)
