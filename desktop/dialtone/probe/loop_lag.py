"""How long this computer was too busy to read: delays of its own say nothing about the network."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio

from dialtone.model.thresholds import ASLEEP_SECONDS
from dialtone.probe.clock import Clock

_TICK = 0.02  # seconds


@contextmanager
def repeated(call: Callable[[], None], seconds: float) -> Iterator[None]:
    """Call a function every `seconds` while the body runs. A timer that calls back costs half of a task that sleeps."""
    loop = asyncio.get_running_loop()
    timer: asyncio.TimerHandle

    def tick() -> None:
        nonlocal timer
        call()
        timer = loop.call_later(seconds, tick)

    timer = loop.call_later(seconds, tick)
    try:
        yield
    finally:
        timer.cancel()


class LoopLag:
    """The accumulated delay of a timer that fires every 20 milliseconds; 0 without a `watch`."""

    def __init__(self) -> None:
        self._clock = Clock()
        self._late = 0.0
        """Seconds of delay up to the latest tick."""
        self._due: float | None = None
        """When the next tick is due; None without a `watch`."""
        self.on_wake: Callable[[], None] = lambda: None
        """Called when the computer has slept."""

    async def watch(self, clock: Clock) -> None:
        """Measure, and call `on_wake`, until cancelled."""
        self._clock, self._due = clock, clock.now() + _TICK
        slept = clock.slept()

        def note_tick() -> None:
            nonlocal slept
            late = self.total_seconds()
            slept_before, slept = slept, clock.slept()
            if (slept - slept_before) + (late - self._late) >= ASLEEP_SECONDS:
                self.on_wake()
            self._late, self._due = late, clock.now() + _TICK

        try:
            with repeated(note_tick, _TICK):
                await anyio.sleep_forever()
        finally:
            self._due = None

    def total_seconds(self) -> float:
        """Return the seconds of delay since the watch began, an overdue wake-up included."""
        overdue = self._clock.now() - self._due if self._due is not None else 0.0
        return self._late + max(0.0, overdue)

    def start_measuring(self) -> Callable[[], float]:
        """Return a function that returns the seconds of delay since now."""
        before = self.total_seconds()
        return lambda: self.total_seconds() - before
