"""What watching costs while nothing happens, on a screen inside the lab: bytes, processor time and wake-ups.

Beside each other: the same program with watching on and off, after their first check, in the tray.
"""

from bench.network import measure_on_screen, rows_in_lab
from bench.table import Row
from end_to_end.screen import is_missing

_MORE = 400.0
_HOUR, _DAY = 3600, 24
_NAMES = {"off": "not watching", "on": "watching"}


def watching_rows(times: int, idle: float) -> list[Row]:
    """Rest for a while, both ways; one check is measured and added as often as an hour and a day hold one."""
    del times
    return rows_in_lab("watching", lambda: _measure(idle), is_missing())


def _measure(idle: float) -> list[Row]:
    said = measure_on_screen("watched", str(idle), timeout=2 * idle + _MORE)
    rows = []
    for which, name in _NAMES.items():
        rest = said[which]
        rows += [
            Row(f"{name}: wake-ups an hour at rest", "", rest["wake_ups"] / idle * _HOUR),
            Row(f"{name}: processor time an hour at rest", "s", rest["processor"] / idle * _HOUR),
            Row(f"{name}: bytes on the line at rest", "", rest["bytes"]),
        ]
    one = said["check"]
    rest_of_hour = said["on"]["processor"] / idle * _HOUR
    return [
        *rows,
        Row("a check that a person asks for: data", "KB", said["asked"]["bytes"] / 1000),
        Row("the same: processor time, of both processes", "s", said["asked"]["processor"]),
        Row("a check by itself that finds nothing new: data", "KB", one["bytes"] / 1000),
        Row("the same: processor time, of both processes", "s", one["processor"]),
        Row("an hour of watching, one check in it: data", "KB", one["bytes"] / 1000),
        Row("the same: processor time", "s", rest_of_hour + one["processor"]),
        Row("a day of hourly checks: data", "MB", one["bytes"] * _DAY / 1e6),
        Row("the same: processor time", "s", (rest_of_hour + one["processor"]) * _DAY),
    ]
