"""What watching costs while nothing happens, on a screen inside the lab: bytes, processor time and wake-ups.

Beside each other: the same program with watching on and off, after their first check, in the tray.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import psutil

from bench.network import NoAnswerError, lab, output
from bench.table import Row
from bench.window import settle
from end_to_end.screen import Screen, is_missing, screen, until
from end_to_end.tray_stories import Person, make_home
from lab.runner import LabError
from lab.scenarios import get

_TESTS = Path(__file__).resolve().parents[1]
_PATIENCE, _MORE = 120.0, 400.0
_SETTLE = 5.0
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
        Row("a check by itself that finds nothing new: data", "KB", one["bytes"] / 1000),
        Row("the same: processor time, of both processes", "s", one["processor"]),
        Row("an hour of watching, one check in it: data", "KB", one["bytes"] / 1000),
        Row("the same: processor time", "s", rest_of_hour + one["processor"]),
        Row("a day of hourly checks: data", "MB", one["bytes"] * _DAY / 1e6),
        Row("the same: processor time", "s", (rest_of_hour + one["processor"]) * _DAY),
    ]


def _measured(idle: float) -> dict[str, Any]:
    with lab(get("clean")) as clean:
        text = output(
            clean.run(
                [sys.executable, "-m", "bench.watching", str(idle)],
                timeout=2 * idle + _MORE,
                capture=True,
                env={"PYTHONPATH": str(_TESTS), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            )
        )
    answer: dict[str, Any] = json.loads(text)
    return answer


def _wake_ups(process: psutil.Process) -> int:
    """Return how often its threads went to sleep of themselves, and so woke up again (proc(5), status)."""
    switched = 0
    for status in Path(f"/proc/{process.pid}/task").glob("*/status"):
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                switched += int(line.split()[1])
    return switched


def _processor(process: psutil.Process) -> float:
    """Seconds, with what its children used that have ended."""
    return sum(process.cpu_times()[:4])


def _on_the_line() -> int:
    """Bytes in both directions, all but the loopback."""
    counters = psutil.net_io_counters(pernic=True)
    return sum(one.bytes_sent + one.bytes_recv for name, one in counters.items() if name != "lo")


def _rest(at: Screen, idle: float, *, watching: bool) -> tuple[dict[str, float], dict[str, float]]:
    """Rest after the first check, then check once more from the tray; return what each cost."""
    person = Person(at)
    file = person.home / "config" / "dialtone" / "settings.json"
    said = json.loads(file.read_text(encoding="utf-8")) | {"watch_minutes": 60 if watching else 0}
    file.write_text(json.dumps(said), encoding="utf-8")
    with person.dialtone("--hidden") as ours:
        process = psutil.Process(ours.pid)
        until("the icon", person.icon, _PATIENCE)
        if watching:
            until("the first check", lambda: person.has_checked(ours.pid), _PATIENCE)
        settle(process, _SETTLE)
        before = (_wake_ups(process), _processor(process), _on_the_line())
        settle(process, idle)
        after = (_wake_ups(process), _processor(process), _on_the_line())
        figures = (then - now for now, then in zip(before, after, strict=True))
        rested = dict(zip(("wake_ups", "processor", "bytes"), figures, strict=True))
        if not watching:
            return rested, {}
        kept = person.home / "state" / "dialtone" / "history.sqlite3"
        written, before = kept.stat().st_mtime_ns, (0, _processor(process), _on_the_line())
        person.choose("Check now")
        until("another check", lambda: kept.stat().st_mtime_ns != written and person.has_checked(ours.pid), _PATIENCE)
        settle(process, _SETTLE)
        return rested, {"processor": _processor(process) - before[1], "bytes": _on_the_line() - before[2]}


def main() -> None:
    """Measure, and say it as JSON."""
    idle, told = float(sys.argv[1]), {}
    for which in _NAMES:
        with tempfile.TemporaryDirectory() as folder, screen(make_home(Path(folder)), tray=True) as at:
            told[which], one = _rest(at, idle, watching=which == "on")
            if one:
                told["check"] = one
    print(json.dumps(told))


if __name__ == "__main__":
    main()
