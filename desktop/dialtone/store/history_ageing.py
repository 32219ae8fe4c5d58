"""How the history gets rid of what is old, so that no clock, however wrong and however often, erases it at once.

A clock is a claim: of this computer, or of a server that tells it the time. So it never says how much goes, only what:
a day that is remembered for the first time takes at most the two oldest days with it, of those that were too old on the
last day remembered before it. In daily use one comes and one goes, and two catch up with what a long pause left. One
day of a wrong clock takes nothing, and N of them at most 2 N days, whatever they showed. Where the clock lets nothing
go, the number of days does.
"""

import sqlite3

KEPT_DAYS = 400
MOST_DAYS = 1000
"""More days than a right clock ever leaves; beyond it the one farthest from today goes."""
GO_AT_ONCE = 2
_HOURS = 24


def is_new_day(file: sqlite3.Connection, hour: int) -> bool:
    """Return whether nothing is remembered of the day of an hour (UTC)."""
    first = hour // _HOURS * _HOURS
    found = file.execute("SELECT 1 FROM memories WHERE hour BETWEEN ? AND ? LIMIT 1", (first, first + _HOURS - 1))
    return found.fetchone() is None


def make_room(file: sqlite3.Connection, hour: int, network: int, *, clock_is_wrong: bool) -> None:
    """Forget what a day that is new takes with it, and the networks that nothing is remembered of, but for this one.

    A clock that is known to be wrong says nothing of age; the number of days holds for it too.
    """
    today = hour // _HOURS
    gone = [] if clock_is_wrong else _too_old(file, today)
    for day in gone or _too_many(file, today):
        file.execute("DELETE FROM memories WHERE hour BETWEEN ? AND ?", (day * _HOURS, (day + 1) * _HOURS - 1))
    file.execute("DELETE FROM networks WHERE number <> ? AND number NOT IN (SELECT network FROM memories)", (network,))


def _too_old(file: sqlite3.Connection, today: int) -> list[int]:
    """Return the oldest days of those that are too old, as many as may go at once."""
    (last,) = file.execute("SELECT MAX(hour) FROM memories WHERE hour < ?", (today * _HOURS,)).fetchone()
    if not isinstance(last, int):  # none, or a damaged row
        return []
    days: list[int] = []
    start, end = -(2**62), (last // _HOURS - KEPT_DAYS) * _HOURS
    while len(days) < GO_AT_ONCE:
        found = file.execute("SELECT MIN(hour) FROM memories WHERE hour >= ? AND hour < ?", (start, end)).fetchone()
        if not isinstance(found[0], int):
            break
        days.append(found[0] // _HOURS)
        start = (days[-1] + 1) * _HOURS
    return days


def _too_many(file: sqlite3.Connection, today: int) -> list[int]:
    """Return the day farthest from today, where there are too many."""
    hours = [hour for (hour,) in file.execute("SELECT DISTINCT hour FROM memories") if isinstance(hour, int)]
    days = {hour // _HOURS for hour in hours}
    return [max(days, key=lambda day: abs(day - today))] if len(days) > MOST_DAYS else []
