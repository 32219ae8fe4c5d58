"""The tray and the window at work, measured on a screen inside the lab, beside an empty PySide6 window."""

import statistics

from bench.network import measure_on_screen, rows_in_lab
from bench.table import RATIO, Row
from end_to_end.screen import is_missing

_MORE = 600.0
"""Seconds for everything but the rest."""


def tray_rows(times: int, idle: float) -> list[Row]:
    """Memory and processor in the tray, and the longest stall of the window."""
    return rows_in_lab("in the tray, on a screen", lambda: _measure(times, idle), is_missing())


def _measure(times: int, idle: float) -> list[Row]:
    said = measure_on_screen("on_screen", str(times), str(idle), timeout=idle + _MORE)
    ours, floor, stalls, rest = said["dialtone"], said["empty"], said["stalls"], _spoken(idle)

    def stall(place: int, of: str) -> float:
        return statistics.median(float(one[place]) for one in stalls[of])

    return [
        Row(f"memory in the tray after {rest}", "MB", ours["memory_mb"], floor["memory_mb"], 1.4, RATIO),
        Row(f"processor in the tray over {rest}", "%", ours["processor_percent"], floor["processor_percent"], 0.1),
        Row("longest stall of the window, whole catalogue", "ms", stall(0, "dialtone"), stall(0, "empty"), 33),
        Row("of it the window's own work, at most", "ms", stall(1, "dialtone"), stall(1, "empty"), 33),
    ]  # fmt: skip


def _spoken(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"
