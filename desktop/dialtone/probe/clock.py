"""The clock: tests and simulations pass another."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Two clocks: one to measure with, one for dates."""

    def now(self) -> float:
        """Seconds on a clock that never jumps."""
        ...

    def today(self) -> datetime:
        """Return the computer's date and time, with its zone."""
        ...


class RealClock:
    """The computer's own."""

    def now(self) -> float:
        """Seconds on a clock that never jumps."""
        return time.monotonic()

    def today(self) -> datetime:
        """Return the computer's date and time in UTC."""
        return datetime.now(UTC)
