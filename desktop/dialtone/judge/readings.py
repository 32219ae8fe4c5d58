"""Page readings and whether they were slow; and whether more fails here than at neutral hosts."""

from collections.abc import Callable, Iterable
from math import comb
from typing import NamedTuple

from dialtone.judge.attempts import TRANSLATED, Attempt, family_of, highest_rate, least_seconds, number, rate, steps_of
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    FEW_ROUND_TRIPS,
    LATE_EXCHANGE,
    LATE_HANDSHAKES,
    RATE_BYTES,
    RATE_SECONDS,
    REPEATED,
    SLOW_LINE_SHARE,
    SLOW_RATE,
    SLOW_SHARE,
)
from dialtone.model.vocabulary import Step

_EXCHANGES = (Step.TLS, Step.HTTP, Step.WEBSOCKET)


class Tally(NamedTuple):
    """How many of some tries failed."""

    failed: int
    tried: int


NO_TRIES = Tally(0, 0)


def at_the_same_moment(attempt: Attempt, others: Iterable[Observation]) -> list[Observation]:
    """Return the observations that overlap with an attempt in time."""
    began, ended = attempt.steps[0].started, attempt.last.started + attempt.last.seconds
    return [o for o in others if o.started <= ended and o.started + o.seconds >= began]


def fastest_control_rate(
    attempt: Attempt, controls: Iterable[Observation], speed: Callable[[Observation], float] = rate
) -> float:
    """Return the bytes per second of the fastest control that overlaps with an attempt; 0 if none does.

    Both come through a translator, or neither: an overloaded one slows all servers with IPv4 alone, on a quick line.
    """
    translated = family_of(attempt.target) == TRANSLATED
    by_the_same_way = (o for o in controls if (family_of(o.target) == TRANSLATED) == translated)
    return max(map(speed, at_the_same_moment(attempt, by_the_same_way)), default=0.0)


def is_telling(flow: Observation) -> bool:
    """Return whether enough was read, or for long enough, to tell the speed."""
    ended = flow.facts.get(Fact.COMPLETE) is True or Fact.NAMED_PATH in flow.facts
    long = not ended and number(flow, Fact.FLOW_SECONDS) >= RATE_SECONDS
    return long or number(flow, Fact.BYTES) >= RATE_BYTES


def pages(attempts: Iterable[Attempt]) -> list[Observation]:
    """Return the successful readings, from these attempts, that are long enough to tell the speed."""
    return [flow for flow in steps_of(attempts, Step.FLOW) if flow.ok and is_telling(flow)]


def is_slow(flow: Observation, round_trip: float) -> bool:
    """Return whether a transfer was too slow for any line whose round trip (in seconds) does not explain it."""
    return highest_rate(flow) < SLOW_RATE and least_seconds(flow) >= FEW_ROUND_TRIPS * round_trip


def took_few_round_trips(flow: Observation, round_trip: float) -> bool:
    """Return whether round trips explain how long a reading took: for a few kilobytes they count, not bandwidth."""
    return number(flow, Fact.FLOW_SECONDS) < FEW_ROUND_TRIPS * round_trip


def is_fast(flow: Observation, round_trip: float) -> bool:
    """Return whether nothing slows a reading, other than the round trips of a distant server."""
    return rate(flow) >= SLOW_RATE or took_few_round_trips(flow, round_trip)


def keeps_up(flow: Observation, best: float) -> bool:
    """Return whether a transfer clearly kept up with a control that came at `best` bytes per second.

    Next to a fast control a fifth of its speed is enough, as only less is called slow. If the control itself was hardly
    faster than slow, the line or a busy computer slows both, and throttling of one is harder to see: the limit is
    stricter.
    """
    narrow = SLOW_LINE_SHARE * best < SLOW_RATE
    return best > 0 and rate(flow) >= (SLOW_LINE_SHARE if narrow else SLOW_SHARE) * best


def is_late(step: Observation, handshake: float) -> bool:
    """Return whether an exchange was far slower than the usual handshake with neutral sites (seconds)."""
    late = max(LATE_EXCHANGE, LATE_HANDSHAKES * handshake)
    return step.step in _EXCHANGES and step.ok and step.seconds - number(step, Fact.LAG) >= late


def crawls(attempt: Attempt, handshake: float) -> bool:
    """Return whether several exchanges of one connection were far slower than that handshake."""
    return sum(is_late(step, handshake) for step in attempt.steps) >= REPEATED


def chance_of_so_many(failed: int, tried: int, controls_failed: int, controls_tried: int) -> float:
    """Return the probability of at least `failed` failures in `tried` if these and the controls fail alike.

    Source: Fisher's exact test, one-sided.
    """
    failures, tries = failed + controls_failed, tried + controls_tried
    ways = sum(comb(tried, n) * comb(controls_tried, failures - n) for n in range(failed, min(tried, failures) + 1))
    return ways / comb(tries, failures)
