"""A messenger's servers: how far away they are, and what they say about the service."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import NamedTuple

from dialtone.judge.attempts import FORBIDDEN_STATUSES, TO_THE_SERVER, Attempt, AttemptIndex, block_of, number, numbers
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.network.inspection import is_local
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import Frozen
from dialtone.model.observation import Observation
from dialtone.model.thresholds import ANSWERED_NEARBY_SHARE, CLOSE_SECONDS, REPEATED
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, Function, Step, Weight, Wire

_WEB_STEPS = (Step.HTTP, Step.WEBSOCKET)
RAW_WIRES = (Wire.MTPROTO, Wire.WHATSAPP_NOISE)
"""Wires on which any wrong answer comes from another host, since no TLS certificate names the peer."""
OWN_PROTOCOLS = (*RAW_WIRES, Wire.WHATSAPP_WEBSOCKET, Wire.MTPROTO_WEBSOCKET)


class Distances(Frozen):
    """The round trips to a messenger's servers, in seconds."""

    connects: Mapping[str, tuple[float, ...]]
    """By address block: the seconds of connections to its servers, shortest first."""
    abroad: float
    """The round trip to neutral hosts abroad, for address blocks in which the messenger was not reached."""
    to_company: Callable[[str], float] = lambda _: 0.0
    """The round trip to neutral hosts of the company that has an address, perhaps at a place nearby; 0 if unknown."""

    def nearest(self, address: str) -> float:
        """Return the least seconds that a round trip to an address plausibly takes. One connection may be read late."""
        connects = self.connects.get(block_of(address), ())
        if len(connects) >= REPEATED:
            return connects[0]
        return min((*connects, self.abroad, self.to_company(address) or self.abroad))

    def farthest(self, address: str) -> float:
        """Return the most seconds that a round trip to an address plausibly takes."""
        return max((*self.connects.get(block_of(address), ())[:1], self.abroad))


def is_sooner(seconds: float, round_trip: float) -> bool:
    """Return whether an answer came sooner than the server's round trip allows: from nearby. Source: ADR 8."""
    return round_trip > CLOSE_SECONDS and seconds < ANSWERED_NEARBY_SHARE * round_trip


def find_distances(
    index: AttemptIndex, endpoints: Sequence[Endpoint], network: NetworkVerdict, results: ControlResults
) -> Distances:
    """Return the distances of a messenger's servers: unknown where something nearby accepts all connections."""
    seconds_by_block: dict[str, list[float]] = {}
    for t in index.attempts(endpoints, *TO_THE_SERVER) if not results.connects_are_local else ():
        if t.passed(Step.TCP):
            seconds_by_block.setdefault(t.block, []).append(t.connect_seconds)
    connects = {block: tuple(sorted(seconds)) for block, seconds in seconds_by_block.items()}
    return Distances(connects, results.distance or network.round_trip, results.round_trip_to_company)


class _WebAnswer(NamedTuple):
    """A verified answer of a web server."""

    endpoint: Endpoint
    attempt: Attempt
    answer: Observation


def find_refusals(endpoints: Sequence[Endpoint], messenger: Messenger, index: AttemptIndex) -> dict[int, bool]:
    """Return the observations in which every web server refuses, of all or of those that a function needs.

    By their numbers: whether a healthy server of these is known to answer otherwise, by the catalogue, by 451 itself,
    or as the service of one country, which may refuse everyone abroad. Else only pages for browsers count.
    """
    refused = dict[int, bool]()
    needed = [[e for e in endpoints if any(e.id in group for group in rule.needs)] for rule in messenger.functions]
    for_browsers = (False, *(rule.function is Function.WEB for rule in messenger.functions))
    for servers, for_browser in zip((endpoints, *needed), for_browsers, strict=True):
        answers = _list_web_answers(servers, index)
        all_refuse = all(_is_refusal(each.answer) for each in answers)
        serves_apps = any(index.answer(e) for e in servers if e.wire in OWN_PROTOCOLS)
        is_known = bool(messenger.home) or any(map(_is_known_to_serve, answers))
        if all_refuse and not serves_apps and (is_known or for_browser):
            refused |= {n: is_known or refused.get(n, False) for n in numbers(each.attempt for each in answers)}
    return refused


def _list_web_answers(servers: Sequence[Endpoint], index: AttemptIndex) -> list[_WebAnswer]:
    """Return the verified answers of the web servers among these."""
    web = [e for e in servers if e.wire in (Wire.HTTPS, Wire.WEBSOCKET) and e.weight is not Weight.SPEED]
    return [_WebAnswer(e, t, answer) for e in web for t in index.attempts_at(e) if (answer := _verified_answer(t))]


def _is_known_to_serve(refusing: _WebAnswer) -> bool:
    endpoint = refusing.endpoint
    by_law = refusing.answer.facts.get(Fact.STATUS) == HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS
    has_other_status = endpoint.healthy and endpoint.healthy not in FORBIDDEN_STATUSES
    return bool(by_law or endpoint.expect_text or has_other_status)


def _verified_answer(attempt: Attempt) -> Observation | None:
    """Return the HTTP answer of a server whose certificate has a public root, or that has none; else None."""
    tls = attempt.find(Step.TLS)
    answer = next((step for step in attempt.steps if step.step in _WEB_STEPS and number(step, Fact.STATUS)), None)
    return answer if tls is None or not is_local(tls) else None


def _is_refusal(answer: Observation) -> bool:
    """Return whether a server refuses to serve (403, 451), rather than to show a bot challenge or its usual page."""
    if answer.facts.get(Fact.CHALLENGE) or answer.facts.get(Fact.TEXT_AS_EXPECTED):
        return False
    return answer.facts[Fact.STATUS] in FORBIDDEN_STATUSES and answer.failure in (None, Failure.BAD_ANSWER)
