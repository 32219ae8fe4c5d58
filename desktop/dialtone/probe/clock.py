"""The clock, which tests and simulations replace."""

import time
from datetime import UTC, datetime

_COUNTS_SLEEP: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The clock that goes on while the computer sleeps, where Python's monotonic one stops: Linux's and macOS's."""


class Clock:
    """The computer's two clocks: a monotonic one for measuring, and one for dates."""

    def now(self) -> float:
        """Return the seconds on a clock that never jumps."""
        return time.monotonic()

    def slept(self) -> float:
        """Return the seconds that the computer has slept since it started; 0 where `now` counts these as well."""
        return time.clock_gettime(_COUNTS_SLEEP) - time.monotonic() if _COUNTS_SLEEP is not None else 0.0

    def today(self) -> datetime:
        """Return the computer's date and time in UTC."""
        return datetime.now(UTC)
