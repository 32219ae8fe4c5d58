"""How many endpoints begin at once, and how long one waits for another."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import anyio

from dialtone.model.limits import CheckLimits, StartLimits
from dialtone.probe.line_pace import LinePace

_NEAR_THE_END = 0.95
"""Of a check's time, this share."""


class StartLimiter:
    """Slots for endpoints. One that is not done after a second frees its slot and goes on without one.

    Home routers drop bursts, not connections that wait in silence. So hundreds of endpoints need not wait for one
    another's timeouts on a network that swallows everything, and no more of them begin in a second than on a network
    that answers. Timeouts start only when a slot is granted.
    """

    def __init__(self, limits: StartLimits) -> None:
        self._places = anyio.Semaphore(limits.at_once)
        self._all = anyio.Semaphore(limits.in_all)
        self._passed_on_after = limits.passed_on_after

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a slot, and hold it until done or until a second has passed."""
        async with self._all:
            await self._places.acquire()
            held = _Held(self._places, self._passed_on_after)
            try:
                async with anyio.create_task_group() as group:
                    group.start_soon(held.give_back_later)
                    yield
                    group.cancel_scope.cancel()
            finally:
                held.give_back()


async def comes(event: anyio.Event, seconds: float) -> bool:
    """Wait at most so long for something to happen; return whether it has."""
    with anyio.move_on_after(seconds):
        await event.wait()
    return event.is_set()


class _Held:
    """One slot, given back once."""

    def __init__(self, places: anyio.Semaphore, passed_on_after: float) -> None:
        self._places = places
        self._passed_on_after = passed_on_after
        self._given_back = False

    def give_back(self) -> None:
        if not self._given_back:
            self._given_back = True
            self._places.release()

    async def give_back_later(self) -> None:
        await anyio.sleep(self._passed_on_after)
        self.give_back()


async def allow_longer(
    check: anyio.CancelScope, pace: LinePace, is_busy: Callable[[], bool], limits: CheckLimits
) -> None:
    """Put off the end of a check, shortly before it comes, where the line is narrow or the computer busy.

    Few are asked at once then, or read late, and what is cut off is not known: of what is blocked too.
    """
    await anyio.sleep(limits.seconds * _NEAR_THE_END)
    if pace.is_narrow or is_busy():
        check.deadline += limits.narrow_seconds - limits.seconds


async def comes_while_busy(event: anyio.Event, pace: LinePace, limits: CheckLimits) -> bool:
    """Wait for controls abroad; longer as long as the line is busy, or full. Return whether the event has come."""
    if await comes(event, limits.foreign_first):
        return True
    far = min(limits.foreign_longest, limits.foreign_ways * pace.first_way)
    if await comes(event, max(0.0, far - limits.foreign_first)):
        return True
    for times in range(1, limits.foreign_times_filled):
        if not pace.is_filled and (times >= limits.foreign_times or not pace.is_busy):
            return False
        if await comes(event, limits.foreign_first):
            return True
    return False
