"""Clocks that stand, for tests of what others say the time is."""

from datetime import UTC, datetime

NOW = 1_795_514_400


class TwentySecondsBehind:
    """A clock that stands, twenty seconds before the Date that the servers here send."""

    def now(self) -> float:
        return 0.0

    def today(self) -> datetime:
        return datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
