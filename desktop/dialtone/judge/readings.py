"""What was read of pages, and whether it was slow; and whether more fails here than with neutral hosts."""

from math import comb

from dialtone.judge.attempts import highest_rate, least_seconds, number, rate
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.vocabulary import Step

SLOW_RATE = 40_000
"""Bytes per second; faster than this is never called slow, however fast the control is."""
ENOUGH_BYTES = 12_000
"""Less than this tells nothing about a rate."""
_ENOUGH_SECONDS = 2.5
"""What came without a pause for so long, and is not done, comes slowly, however little it is."""
_ROUND_TRIPS = 8
"""What took no longer than this number of round trips may be a far line."""
SLOW_SHARE = 0.2
"""Slow is what comes at less than this share of the control's rate."""
_HALF = 0.5
"""On a line on which not even the control comes fast, less than this share of its rate leaves a doubt."""
_LATE, _MANY_TIMES = 0.8, 10
"""Seconds, and how many neutral handshakes: an exchange that takes as long crawls."""
_EXCHANGES = (Step.TLS, Step.HTTP, Step.WEBSOCKET)


def is_telling(flow: Observation) -> bool:
    """Return whether enough was read, or read for long enough, to tell how fast it came."""
    ended = flow.facts.get(Fact.COMPLETE) is True or Fact.NAMED_PATH in flow.facts
    long = not ended and number(flow, Fact.FLOW_SECONDS) >= _ENOUGH_SECONDS
    return long or number(flow, Fact.BYTES) >= ENOUGH_BYTES


def is_slow(flow: Observation, way: float) -> bool:
    """Return whether something came, or was sent, too slowly for any line that is not far."""
    return highest_rate(flow) < SLOW_RATE and least_seconds(flow) >= _ROUND_TRIPS * way


def took_few_round_trips(flow: Observation, way: float) -> bool:
    """Return whether a reading may have taken its time on the way: a few kilobytes take round trips, not bandwidth."""
    return number(flow, Fact.FLOW_SECONDS) < _ROUND_TRIPS * way


def is_fast(flow: Observation, way: float) -> bool:
    """Return whether nothing slows a reading: on a far line nothing is fast, and nobody slows it."""
    return rate(flow) >= SLOW_RATE or took_few_round_trips(flow, way)


def keeps_up(flow: Observation, best: float) -> bool:
    """Return whether something surely came about as it should, beside a control that came at `best` bytes per second.

    Beside a control that came fast a fifth of that is enough, as nothing less is called slow. Where the control came
    slowly as well, the line slows both, and who slows one of them has less room to be seen in.
    """
    return best > 0 and rate(flow) >= (_HALF if best < SLOW_RATE else SLOW_SHARE) * best


def is_late(step: Observation, handshake: float) -> bool:
    """Return whether an exchange crawled beside the usual handshake with neutral sites (seconds)."""
    late = max(_LATE, _MANY_TIMES * handshake)
    return (
        step.seconds >= late and step.step in _EXCHANGES and step.ok and step.seconds - number(step, Fact.LAG) >= late
    )


def chance_of_so_many(failed: int, tried: int, beside: int, controls: int) -> float:
    """Return how likely `failed` or more of all failures are among these if all fail alike (Fisher's exact test).

    `beside`: how many of the tries at `controls` failed.
    """
    both, every = failed + beside, tried + controls
    ways = sum(comb(tried, n) * comb(controls, both - n) for n in range(failed, min(tried, both) + 1))
    return ways / comb(every, both)
