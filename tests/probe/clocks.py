"""Clocks of the tests' own: one that stands, for what others say the time is, and one that is moved by hand."""

from datetime import UTC, datetime

import anyio

from dialtone.probe.clock import Clock

NOW = 1_795_514_400


class TwentySecondsBehind(Clock):
    """A clock that stands, twenty seconds before the Date that the servers here send."""

    def now(self) -> float:
        return 0.0

    def today(self) -> datetime:
        return datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


class HandClock(Clock):
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.time, self.asleep = 100.0, 0.0
        self.asked = anyio.Event()

    def now(self) -> float:
        """Seconds."""
        self.asked.set()
        return self.time

    def slept(self) -> float:
        """Seconds."""
        return self.asleep

    def today(self) -> datetime:
        """A day."""
        return datetime(2026, 11, 24, tzinfo=UTC)
