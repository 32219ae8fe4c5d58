"""How late a wake-up call comes, on a clock of the test's own; and the computer's two clocks."""

from datetime import UTC, datetime

import anyio
import pytest

from dialtone.probe.clock import Clock
from dialtone.probe.loop_lag import LoopLag
from probe.clocks import HandClock


def test_where_nobody_watches_there_is_no_lag() -> None:
    clock = HandClock()
    lag = LoopLag()
    clock.time += 5
    assert lag.total_seconds() == 0


async def test_what_a_wake_up_comes_late_by_adds_up() -> None:
    clock, lag = HandClock(), LoopLag()
    async with anyio.create_task_group() as group:
        group.start_soon(lag.watch, clock)
        await anyio.wait_all_tasks_blocked()
        clock.time += 0.015
        assert lag.total_seconds() == 0, "not due yet"
        clock.time += 0.105
        assert lag.total_seconds() == pytest.approx(0.1), "overdue, and not there yet"
        clock.asked = anyio.Event()
        await clock.asked.wait()
        clock.time += 0.05
        assert lag.total_seconds() == pytest.approx(0.13)
        group.cancel_scope.cancel()
    clock.time += 5
    assert lag.total_seconds() == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("late", "slept", "woke"),
    [(0.05, 3600.0, True), (5.5, 0.0, True), (4.5, 0.0, False), (0.05, 0.0, False)],
    ids=["its clock stopped meanwhile", "its clock went on", "it was busy", "nothing happened"],
)
async def test_a_computer_that_slept_is_told_from_a_busy_one(late: float, slept: float, *, woke: bool) -> None:
    clock, lag, woken = HandClock(), LoopLag(), list[bool]()
    lag.on_wake = lambda: woken.append(True)
    async with anyio.create_task_group() as group:
        group.start_soon(lag.watch, clock)
        await anyio.wait_all_tasks_blocked()
        clock.time += late
        clock.asleep += slept
        for _ in range(2):
            clock.asked = anyio.Event()
            await clock.asked.wait()
        group.cancel_scope.cancel()
    assert woken == [True] * woke


def test_dates_carry_their_zone_and_seconds_never_go_back() -> None:
    clock = Clock()
    before = clock.now()
    assert abs((clock.today() - datetime.now(UTC)).total_seconds()) < 5
    assert clock.now() >= before
