"""The clock, which tests and simulations replace."""

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Two clocks: a monotonic one for measuring, and one for dates."""

    def now(self) -> float:
        """Seconds on a clock that never jumps."""
        ...

    def today(self) -> datetime:
        """Return the computer's date and time, with a time zone."""
        ...


class RealClock:
    """The computer's own clocks."""

    def now(self) -> float:
        """Seconds on a clock that never jumps."""
        return time.monotonic()

    def today(self) -> datetime:
        """Return the computer's date and time in UTC."""
        return datetime.now(UTC)
