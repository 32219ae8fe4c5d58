"""Played inside the lab, on a screen with a tray: rest there with watching off and on, then one check more.

Usage: python -m bench.watched IDLE_SECONDS; prints JSON.
"""

import json
import sys
import tempfile
from pathlib import Path

import psutil

from bench.window import settle
from end_to_end.screen import Screen, screen, until
from end_to_end.tray_stories import Person, make_home

_PATIENCE, _SETTLE = 120.0, 5.0


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
    for which in ("off", "on"):
        with tempfile.TemporaryDirectory() as folder, screen(make_home(Path(folder)), tray=True) as at:
            told[which], one = _rest(at, idle, watching=which == "on")
            if one:
                told["check"] = one
    print(json.dumps(told))


if __name__ == "__main__":
    main()
