"""Limits grow with the line, and never shrink below one lost packet."""

from dialtone.model.limits import StepLimits
from dialtone.probe.timeouts import AdaptiveTimeouts


def test_before_anybody_answered_a_slow_line_gets_its_chance() -> None:
    patience = AdaptiveTimeouts(StepLimits())
    assert not patience.informed
    assert patience.limit == 3.0


def test_a_fast_line_still_outlasts_one_lost_packet() -> None:
    patience = AdaptiveTimeouts(StepLimits())
    patience.learn(0.001)
    assert patience.informed
    assert patience.limit > 1.0


def test_the_slowest_control_counts() -> None:
    patience = AdaptiveTimeouts(StepLimits())
    for seconds in (0.02, 0.5, 0.03):
        patience.learn(seconds)
    assert patience.limit == 3.5


def test_nothing_takes_forever() -> None:
    patience = AdaptiveTimeouts(StepLimits())
    patience.learn(60.0)
    assert patience.limit == 8.0
