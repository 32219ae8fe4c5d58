"""The clock, which tests and simulations replace."""

import time
from datetime import UTC, datetime


class Clock:
    """The computer's two clocks: a monotonic one for measuring, and one for dates."""

    def now(self) -> float:
        """Return the seconds on a clock that never jumps."""
        return time.monotonic()

    def today(self) -> datetime:
        """Return the computer's date and time in UTC."""
        return datetime.now(UTC)
