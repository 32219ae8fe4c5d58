"""Places are given in turn, passed on by those who wait long, and always given back."""

import anyio
import pytest

from dialtone.engine.concurrency import StartLimiter
from dialtone.model.frozen import replace
from dialtone.model.limits import StartLimits

pytestmark = pytest.mark.anyio

FEW = StartLimits(at_once=2, in_all=5)


async def _begin(number: int, done: anyio.Event) -> int:
    """Let so many want a place, none ever done; count those that got one when all is still."""
    begun = 0
    places = StartLimiter(FEW)

    async def want() -> None:
        nonlocal begun
        async with places.one():
            begun += 1
            await done.wait()

    async with anyio.create_task_group() as group:
        for _ in range(number):
            group.start_soon(want)
        await anyio.wait_all_tasks_blocked()
        at_first = begun
        done.set()
    assert begun == number
    return at_first


async def test_only_so_many_begin_at_once() -> None:
    assert await _begin(7, anyio.Event()) == 2


async def test_who_takes_long_passes_the_place_on() -> None:
    places, everybody, begun = StartLimiter(replace(FEW, passed_on_after=0.0)), anyio.Event(), 0

    async def want() -> None:
        nonlocal begun
        async with places.one():
            begun += 1
            if begun == 5:
                everybody.set()
            await anyio.sleep_forever()

    with anyio.fail_after(5):
        async with anyio.create_task_group() as group:
            for _ in range(9):
                group.start_soon(want)
            await everybody.wait()
            await anyio.wait_all_tasks_blocked()
            assert begun == 5  # not more than in all
            group.cancel_scope.cancel()


async def test_a_place_comes_back_from_whoever_fails_or_is_stopped() -> None:
    places = StartLimiter(FEW)
    for _ in range(9):
        with anyio.move_on_after(0):
            async with places.one():
                await anyio.sleep_forever()
    with anyio.fail_after(5):
        async with places.one():
            pass
