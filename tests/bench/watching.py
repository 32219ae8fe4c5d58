"""What watching costs while nothing happens, on a screen inside the lab: bytes, processor time and wake-ups.

Beside each other: the same program with watching on and off, after their first check, in the tray.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from bench.network import NoAnswerError, lab, output
from bench.table import Row
from end_to_end.screen import is_missing
from lab.runner import LabError
from lab.scenarios import find_scenario

_TESTS = Path(__file__).resolve().parents[1]
_MORE = 400.0
_HOUR, _DAY = 3600, 24
_NAMES = {"off": "not watching", "on": "watching"}


def watching_rows(times: int, idle: float) -> list[Row]:
    """Rest for a while, both ways; one check is measured and added as often as an hour and a day hold one."""
    del times
    why = is_missing()
    if os.geteuid() != 0 or not Path("/dev/net/tun").exists():
        why = "root and /dev/net/tun"
    if why:
        return [Row("watching", "", missing=f"needs {why}")]
    try:
        said = _measured(idle)
    except (LabError, NoAnswerError) as reason:
        return [Row("watching", "", missing=str(reason))]
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


def _measured(idle: float) -> dict[str, Any]:
    with lab(find_scenario("clean")) as clean:
        text = output(
            clean.run(
                [sys.executable, "-m", "bench.watched", str(idle)],
                timeout=2 * idle + _MORE,
                capture=True,
                env={"PYTHONPATH": str(_TESTS), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            )
        )
    answer: dict[str, Any] = json.loads(text)
    return answer
