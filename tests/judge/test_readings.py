"""What the speed of readings tells, and how many of some tries fail; `test_threshold_signs.py` has the limits."""

import pytest

from dialtone.judge.readings import chance_of_so_many, fastest_control_rate, pages, slow_limit
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from judge.factory import https, sample, story

PAGE = https("app/page", read_bytes=16_384)


@pytest.mark.parametrize(
    ("failed", "tried", "controls_failed", "controls_tried", "chance"),
    [(4, 4, 0, 4, 1 / 70), (3, 4, 1, 4, 17 / 70), (0, 5, 3, 9, 1.0), (2, 2, 0, 0, 1.0)],
    ids=["all here and none there", "Fisher's tea, one cup wrong", "nothing failed", "nothing to compare with"],
)
def test_failing_by_chance(failed: int, tried: int, controls_failed: int, controls_tried: int, chance: float) -> None:
    assert chance_of_so_many(failed, tried, controls_failed, controls_tried) == pytest.approx(chance)


def test_a_reading_is_compared_with_what_came_at_the_same_moment_by_the_same_way() -> None:
    told = story(PAGE).reads(16_384, 0.2)
    (attempt,) = told.index.attempts_at(PAGE)
    slow, fast, later = sample(1_000, 0, 1), sample(9_000, 0, 1), sample(90_000, 50, 51)
    translated = replace(sample(99_000, 0, 1), target="[64:ff9b::101:101]:443")
    assert fastest_control_rate(attempt, [slow, fast, later, translated]) == pytest.approx(9_000)
    assert fastest_control_rate(attempt, [later, translated]) == 0.0


@pytest.mark.parametrize(("best", "limit"), [(100_000, 20_000), (1_000_000, 40_000)])
def test_slow_is_a_fifth_of_the_control_and_never_more_than_40_kilobytes_a_second(best: float, limit: float) -> None:
    assert slow_limit(best) == limit


def test_only_what_was_read_whole_or_long_is_a_page() -> None:
    told = story(PAGE).reads(16_384, 0.2).reads(600, 0.1)
    assert [flow.facts[Fact.BYTES] for flow in pages(told.index.attempts_at(PAGE))] == [16_384]
