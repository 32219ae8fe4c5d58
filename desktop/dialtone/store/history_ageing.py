"""How the history discards old days, so that a wrong clock, however wrong and however often, never erases it at once.

A clock is a claim, made by this computer or by a server that reports the time. So it never decides how much is deleted,
only what: the first record of a new day deletes at most the two oldest days, of those that were too old on the last day
remembered before it. In daily use one day is added and one deleted, and deleting two catches up after a long pause. One
day with a wrong clock deletes nothing, and N of them at most 2 N days, whatever they showed. Where the clock allows no
deletion, the maximum number of days does.
"""

import sqlite3

KEPT_DAYS = 400
MOST_DAYS = 1000
"""More days than a correct clock ever leaves; with more than these, the day farthest from today is deleted."""
MOST_DELETED_AT_ONCE = 2
_HOURS = 24


def is_new_day(file: sqlite3.Connection, hour: int) -> bool:
    """Return whether nothing is remembered of the (UTC) day of an hour."""
    midnight = hour // _HOURS * _HOURS
    remembered = file.execute(
        "SELECT 1 FROM memories WHERE hour BETWEEN ? AND ? LIMIT 1", (midnight, midnight + _HOURS - 1)
    )
    return remembered.fetchone() is None


def delete_old_days(file: sqlite3.Connection, hour: int, network: int, *, clock_is_wrong: bool) -> None:
    """Delete the days that a new day displaces, and the networks without records except `network`, which is in use.

    A clock that is known to be wrong decides nothing about age; the maximum number of days still applies.
    """
    today = hour // _HOURS
    too_old = [] if clock_is_wrong else _find_too_old(file, today)
    for day in too_old or _find_too_many(file, today):
        file.execute("DELETE FROM memories WHERE hour BETWEEN ? AND ?", (day * _HOURS, (day + 1) * _HOURS - 1))
    file.execute("DELETE FROM networks WHERE number <> ? AND number NOT IN (SELECT network FROM memories)", (network,))


def _find_too_old(file: sqlite3.Connection, today: int) -> list[int]:
    """Return the oldest of the days that are too old, as days since 1970; no more than may be deleted at once.

    Age counts from the last day remembered before `today`.
    """
    (last_hour,) = file.execute("SELECT MAX(hour) FROM memories WHERE hour < ?", (today * _HOURS,)).fetchone()
    if not isinstance(last_hour, int):  # none, or a damaged row
        return []
    days: list[int] = []
    start = -(2**62)  # before any hour that a clock can show
    end = (last_hour // _HOURS - KEPT_DAYS) * _HOURS
    while len(days) < MOST_DELETED_AT_ONCE:
        oldest = file.execute("SELECT MIN(hour) FROM memories WHERE hour >= ? AND hour < ?", (start, end)).fetchone()
        if not isinstance(oldest[0], int):
            break
        days.append(oldest[0] // _HOURS)
        start = (days[-1] + 1) * _HOURS
    return days


def _find_too_many(file: sqlite3.Connection, today: int) -> list[int]:
    """Return the day farthest from today, if more days are remembered than a correct clock ever leaves."""
    hours = [hour for (hour,) in file.execute("SELECT DISTINCT hour FROM memories") if isinstance(hour, int)]
    days = {hour // _HOURS for hour in hours}
    return [max(days, key=lambda day: abs(day - today))] if len(days) > MOST_DAYS else []
