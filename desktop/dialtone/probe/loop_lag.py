"""How long this computer was too busy to read: delays of its own say nothing about the network."""

import asyncio

import anyio

from dialtone.probe.clock import Clock

_TICK = 0.02  # seconds


class LoopLag:
    """The accumulated delay of a timer that fires every 20 milliseconds."""

    def __init__(self) -> None:
        self._late = 0.0
        self._due: float | None = None

    async def watch(self, clock: Clock) -> None:
        """Measure until cancelled. A timer that calls back costs half of a task that sleeps."""
        loop = asyncio.get_running_loop()
        timer: asyncio.TimerHandle

        def look() -> None:
            nonlocal timer
            self._late, self._due = self.so_far(clock), clock.now() + _TICK
            timer = loop.call_later(_TICK, look)

        self._due = clock.now() + _TICK
        timer = loop.call_later(_TICK, look)
        try:
            await anyio.sleep_forever()
        finally:
            timer.cancel()
            self._due = None

    def so_far(self, clock: Clock) -> float:
        """Return the seconds of delay since the watch began, an overdue wake-up included; 0 without a watch."""
        return self._late + (max(0.0, clock.now() - self._due) if self._due is not None else 0.0)
