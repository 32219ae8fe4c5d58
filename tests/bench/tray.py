"""The tray and the window at work, measured on a screen inside the lab, beside an empty PySide6 window."""

import json
import os
import statistics
import sys
from pathlib import Path
from typing import Any

from bench.network import NoAnswerError, lab, output
from bench.table import RATIO, Row
from end_to_end.screen import is_missing
from lab.runner import LabError
from lab.scenarios import find_scenario

_TESTS = Path(__file__).resolve().parents[1]
_MORE = 600.0
"""Seconds for everything but the rest."""


def tray_rows(times: int, idle: float) -> list[Row]:
    """Memory and processor in the tray, and the longest stall of the window."""
    why = is_missing()
    if os.geteuid() != 0 or not Path("/dev/net/tun").exists():
        why = "root and /dev/net/tun"
    if why:
        return [Row("in the tray, on a screen", "", missing=f"needs {why}")]
    try:
        said = _measured(times, idle)
    except (LabError, NoAnswerError) as reason:
        return [Row("in the tray, on a screen", "", missing=str(reason))]
    ours, floor, stalls, rest = said["dialtone"], said["empty"], said["stalls"], _spoken(idle)

    def stall(place: int, of: str) -> float:
        return statistics.median(float(one[place]) for one in stalls[of])

    return [
        Row(f"memory in the tray after {rest}", "MB", ours["memory_mb"], floor["memory_mb"], 1.4, RATIO),
        Row(f"processor in the tray over {rest}", "%", ours["processor_percent"], floor["processor_percent"], 0.1),
        Row("longest stall of the window, whole catalogue", "ms", stall(0, "dialtone"), stall(0, "empty"), 33),
        Row("of it the window's own work, at most", "ms", stall(1, "dialtone"), stall(1, "empty"), 33),
    ]  # fmt: skip


def _measured(times: int, idle: float) -> dict[str, Any]:
    programs = Path(sys.executable).parent
    with lab(find_scenario("clean")) as clean:
        text = output(
            clean.run(
                [sys.executable, "-m", "bench.on_screen", str(times), str(idle)],
                timeout=idle + _MORE,
                capture=True,
                env={"PYTHONPATH": str(_TESTS), "PATH": f"{programs}:{os.environ['PATH']}"},
            )
        )
    answer: dict[str, Any] = json.loads(text)
    return answer


def _spoken(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"
