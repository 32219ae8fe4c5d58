"""Slow and frozen: against a neutral host in the same check, near the borders."""

from collections.abc import Callable

import pytest

from dialtone.judge.reading import tries
from dialtone.judge.speed import control_rate, is_suspect, judge_flow
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, Step
from judge.factory import NO_CONTROLS, Story, brief, https, online, small_ground, story

PAGE = https("app/page", read_bytes=16_384)
FAST = 500_000.0
STALLED = Failure.STALLED

Telling = Callable[[Story], Story]


@pytest.mark.parametrize(
    ("telling", "control", "network", "said"),
    [
        (lambda s: s.reads(16_384, 2.0), FAST, online(), "slow throttled likely"),
        (lambda s: s.reads(16_384, 0.3), FAST, online(), ""),
        (lambda s: s.reads(16_384, 2.0), 0.0, online(), ""),
        (lambda s: s.reads(16_384, 2.0), 30_000.0, online(), ""),
        (lambda s: s.reads(16_384, 2.0), 60_000.0, online(), "slow throttled likely"),
        (lambda s: s.reads(11_000, 2.0), FAST, online(), ""),
        (lambda s: s.reads(16_384, 2.0), FAST, online(round_trip=0.3), ""),
        (lambda s: s.reads(16_384, 2.0).reads(16_384, 0.3), FAST, online(), ""),
        (lambda s: s.answers(), FAST, online(), ""),
    ],
    ids=[
        "slow beside a fast control",
        "faster than anybody calls slow",
        "no control was read",
        "the control is as slow",
        "a fifth of the control",
        "too little was read to tell",
        "a far line",
        "once slow, once not",
        "nothing was read",
    ],
)
def test_slow(telling: Telling, control: float, network: NetworkVerdict, said: str) -> None:
    told = tries(telling(story(PAGE)).observations, PAGE)
    assert brief(judge_flow(told, control, network)) == said


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (lambda s: s.reads(14_000, 0.1, STALLED).reads(13_000, 0.1, STALLED), online(), "blocked frozen likely"),
        (lambda s: s.reads(14_000, 0.1, STALLED), online(), "unknown frozen unsure"),
        (lambda s: s.reads(14_000, 0.1, STALLED).reads(14_000, 0.1, STALLED), NO_CONTROLS, "unknown frozen unsure"),
        (lambda s: s.reads(14_000, 0.1, STALLED).reads(16_384, 0.1), online(), ""),
        (lambda s: s.reads(1_000, 0.1, STALLED).reads(1_000, 0.1, STALLED), online(), "unknown unexplained unsure"),
        (lambda s: s.reads(90_000, 0.1, STALLED).reads(90_000, 0.1, STALLED), online(), "unknown unexplained unsure"),
        (
            lambda s: s.reads(14_000, 0.1, Failure.RESET).reads(14_000, 0.1, Failure.RESET),
            online(),
            "unknown unexplained unsure",
        ),
    ],
    ids=["twice", "once", "no controls", "once, and once not", "at once", "late", "cut is not frozen"],
)
def test_frozen(telling: Telling, network: NetworkVerdict, said: str) -> None:
    told = tries(telling(story(PAGE)).observations, PAGE)
    assert brief(judge_flow(told, FAST, network)) == said


def test_the_best_control_is_the_yardstick() -> None:
    ground = small_ground()
    first, second = (c.endpoint for c in ground.controls[:2])
    told = story(first).reads(16_000, 0.5)
    told.record.about(second).reads(16_000, 0.1).reads(16_000, 0.01, STALLED)
    assert control_rate(told.observations, ground) == pytest.approx(160_000)


def test_without_a_read_control_there_is_no_yardstick() -> None:
    ground = small_ground()
    assert control_rate(story(ground.controls[0].endpoint).answers().observations, ground) == 0


@pytest.mark.parametrize(
    ("telling", "suspect"),
    [
        (lambda s: s.reads(16_384, 0.1), False),
        (lambda s: s.reads(16_384, 1.0), True),
        (lambda s: s.reads(14_000, 0.1, STALLED), True),
        (lambda s: s.reads(14_000, 0.1, Failure.NOT_IN_TIME), False),
        (lambda s: s.fails(Step.TLS, Failure.RESET), False),
        (lambda s: s.answers(), False),
    ],
    ids=["fast", "slow", "stalled", "not in time", "never got there", "nothing to read"],
)
def test_what_needs_a_yardstick(telling: Telling, suspect: bool) -> None:
    assert is_suspect(telling(story(PAGE)).observations, PAGE) is suspect
