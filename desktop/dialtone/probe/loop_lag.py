"""How long this computer was too busy to read: delays of its own say nothing about the network."""

import anyio

from dialtone.probe.clock import Clock

_TICK = 0.02  # seconds


class LoopLag:
    """The accumulated delay of a timer that fires every 20 milliseconds."""

    def __init__(self) -> None:
        self._late = 0.0
        self._due: float | None = None

    async def watch(self, clock: Clock) -> None:
        """Measure until cancelled."""
        try:
            while True:
                self._due = clock.now() + _TICK
                await anyio.sleep(_TICK)
                self._late = self.so_far(clock)
        finally:
            self._due = None

    def so_far(self, clock: Clock) -> float:
        """Return the seconds of delay since the watch began, an overdue wake-up included; 0 without a watch."""
        return self._late + (max(0.0, clock.now() - self._due) if self._due is not None else 0.0)
