"""Whether pages and uploads were slow, and whether more attempts failed than at neutral hosts."""

from collections.abc import Callable, Iterable
from math import comb
from typing import NamedTuple

from dialtone.judge.attempts import Attempt, figure, highest_rate, least_seconds, rate, successes
from dialtone.judge.kinds import TRANSLATED, family_of
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.thresholds import (
    FEW_ROUND_TRIPS,
    LATE_EXCHANGE_SECONDS,
    LATE_FACTOR,
    OFTEN_FAILING_SHARE,
    RATE_BYTES,
    RATE_SECONDS,
    SLOW_LINE_SHARE,
    SLOW_RATE,
    SLOW_SHARE,
)
from dialtone.model.vocabulary import Step


class Tally(NamedTuple):
    """How many of some tries failed."""

    failed: int = 0
    tried: int = 0

    @property
    def fails_often(self) -> bool:
        """Whether at least a tenth of the tries failed, and more than one."""
        return self.failed > 1 and self.failed >= OFTEN_FAILING_SHARE * self.tried


def at_the_same_moment(attempt: Attempt, others: Iterable[Observation]) -> list[Observation]:
    """Return those of the other observations that overlap with an attempt in time."""
    began, ended = attempt.steps[0].started, attempt.last.started + attempt.last.seconds
    return [o for o in others if o.started <= ended and o.started + o.seconds >= began]


def fastest_control_rate(
    attempt: Attempt, controls: Iterable[Observation], rate_of: Callable[[Observation], float] = rate
) -> float:
    """Return the rate of the fastest control at the same moment by the same way, translated or not; 0 if none."""
    translated = family_of(attempt.target) == TRANSLATED
    by_the_same_way = (o for o in controls if (family_of(o.target) == TRANSLATED) == translated)
    return max(map(rate_of, at_the_same_moment(attempt, by_the_same_way)), default=0.0)


def slow_limit(best: float) -> float:
    """Return the bytes per second below which a transfer is slow beside a control that came at `best`."""
    return min(SLOW_RATE, SLOW_SHARE * best)


def tells_speed(flow: Observation) -> bool:
    """Return whether enough of a page was read, or for long enough, to tell its speed."""
    is_whole = flow.facts.get(Fact.COMPLETE) is True or Fact.NAMED_PATH in flow.facts
    came_for_long = not is_whole and figure(flow, Fact.FLOW_SECONDS) >= RATE_SECONDS
    return came_for_long or figure(flow, Fact.BYTES) >= RATE_BYTES


def pages(attempts: Iterable[Attempt]) -> list[Observation]:
    """Return the successful readings, from these attempts, that are long enough to tell the speed."""
    return list(filter(tells_speed, successes(attempts, Step.FLOW)))


def is_slow(transfer: Observation, round_trip: float) -> bool:
    """Return whether a transfer was slow, and the round trips to its server (in seconds each) do not explain it."""
    return highest_rate(transfer) < SLOW_RATE and least_seconds(transfer) >= FEW_ROUND_TRIPS * round_trip


def round_trips_explain(transfer: Observation, round_trip: float) -> bool:
    """Return whether round trips of these seconds explain a transfer's time: for a few kilobytes they alone count."""
    return figure(transfer, Fact.FLOW_SECONDS) < FEW_ROUND_TRIPS * round_trip


def is_fast(transfer: Observation, round_trip: float) -> bool:
    """Return whether nothing slowed a transfer, other than the round trips (in seconds each) to a distant server."""
    return rate(transfer) >= SLOW_RATE or round_trips_explain(transfer, round_trip)


def keeps_up(transfer: Observation, best: float) -> bool:
    """Return whether a transfer clearly kept up with a control that came at `best` bytes per second.

    Next to a fast control a fifth is enough; if it was hardly faster than slow, the line slows both: the limit is
    stricter.
    """
    is_control_slow = SLOW_LINE_SHARE * best < SLOW_RATE
    share = SLOW_LINE_SHARE if is_control_slow else SLOW_SHARE
    return best > 0 and rate(transfer) >= share * best


def is_late(seconds: float, usual: float) -> bool:
    """Return whether an exchange took several times as long as usual (both in seconds)."""
    return seconds >= max(LATE_EXCHANGE_SECONDS, LATE_FACTOR * usual)


def chance_of_so_many(failed: int, tried: int, controls_failed: int, controls_tried: int) -> float:
    """Return the probability that at least `failed` fail, if controls fail alike (Fisher's exact test, one-sided)."""
    failures, tries = failed + controls_failed, tried + controls_tried
    ways = sum(comb(tried, n) * comb(controls_tried, failures - n) for n in range(failed, min(tried, failures) + 1))
    return ways / comb(tries, failures)
