"""How long this computer was busy elsewhere: what is read late for that reason says nothing about the network."""

import anyio

from dialtone.probe.clock import Clock

_TICK = 0.02  # seconds


class LoopLag:
    """A wake-up call every few milliseconds; what it comes late by adds up."""

    def __init__(self) -> None:
        self._late = 0.0
        self._due: float | None = None

    async def watch(self, clock: Clock) -> None:
        """Go on until cancelled."""
        try:
            while True:
                self._due = clock.now() + _TICK
                await anyio.sleep(_TICK)
                self._late = self.so_far(clock)
        finally:
            self._due = None

    def so_far(self, clock: Clock) -> float:
        """Seconds since the watch began, the wake-up that is overdue included; 0 where nobody watches."""
        return self._late + (max(0.0, clock.now() - self._due) if self._due is not None else 0.0)
