"""The computer's two clocks."""

from datetime import UTC, datetime

from dialtone.probe.clock import Clock


def test_dates_carry_their_zone_and_seconds_never_go_back() -> None:
    clock = Clock()
    before = clock.now()
    assert abs((clock.today() - datetime.now(UTC)).total_seconds()) < 5
    assert clock.now() >= before
