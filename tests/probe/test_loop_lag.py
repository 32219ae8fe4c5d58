"""How late a wake-up call comes, on a clock of the test's own."""

import anyio
import pytest

from dialtone.probe.loop_lag import LoopLag
from probe.clocks import HandClock


def test_where_nobody_watches_there_is_no_lag() -> None:
    clock = HandClock()
    lag = LoopLag()
    clock.time += 5
    assert lag.so_far() == 0


@pytest.mark.anyio
async def test_what_a_wake_up_comes_late_by_adds_up() -> None:
    clock, lag = HandClock(), LoopLag()
    async with anyio.create_task_group() as group:
        group.start_soon(lag.watch, clock)
        await anyio.wait_all_tasks_blocked()
        clock.time += 0.015
        assert lag.so_far() == 0, "not due yet"
        clock.time += 0.105
        assert lag.so_far() == pytest.approx(0.1), "overdue, and not there yet"
        clock.asked = anyio.Event()
        await clock.asked.wait()
        clock.time += 0.05
        assert lag.so_far() == pytest.approx(0.13)
        group.cancel_scope.cancel()
    clock.time += 5
    assert lag.so_far() == pytest.approx(0.1)
