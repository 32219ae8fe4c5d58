"""Played inside the lab, on a screen with a tray: rest there with watching off and on, then check once more.

Usage: python -m bench.watched IDLE_SECONDS; prints JSON.
"""

import json
import sys
import tempfile
from collections.abc import Callable
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


def _begin(at: Screen, minutes: int) -> Person:
    person = Person(at)
    file = person.home / "config" / "dialtone" / "settings.json"
    said = json.loads(file.read_text(encoding="utf-8")) | {"watch_minutes": minutes}
    file.write_text(json.dumps(said), encoding="utf-8")
    return person


def _cost(person: Person, process: psutil.Process, ask: Callable[[], None]) -> dict[str, float]:
    """Return what another check costs, from when it is asked for until it was remembered."""
    kept = person.home / "state" / "dialtone" / "history.sqlite3"
    written, processor, line = kept.stat().st_mtime_ns, _processor(process), _on_the_line()
    ask()
    until("another check", lambda: kept.stat().st_mtime_ns != written and person.has_checked(process.pid), _PATIENCE)
    settle(process, _SETTLE)
    return {"processor": _processor(process) - processor, "bytes": _on_the_line() - line}


def _look(at: Screen) -> dict[str, float]:
    """Wait for the look that comes by itself after a minute; return what it cost, with that minute."""
    person = _begin(at, 1)
    with person.dialtone("--hidden") as ours:
        until("the icon", person.icon, _PATIENCE)
        until("the first check", lambda: person.has_checked(ours.pid), _PATIENCE)
        process = psutil.Process(ours.pid)
        settle(process, _SETTLE)
        return _cost(person, process, lambda: None)


def _rest(at: Screen, idle: float, *, watching: bool) -> tuple[dict[str, float], dict[str, float]]:
    """Rest after the first check, then check once more from the tray; return what each cost."""
    person = _begin(at, 60 if watching else 0)
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
        return rested, _cost(person, process, lambda: person.choose("Check now")) if watching else {}


def main() -> None:
    """Measure, and say it as JSON."""
    idle, told = float(sys.argv[1]), {}
    for which in ("off", "on"):
        with tempfile.TemporaryDirectory() as folder, screen(make_home(Path(folder)), tray=True) as at:
            told[which], one = _rest(at, idle, watching=which == "on")
            if one:
                told["asked"] = one
    with tempfile.TemporaryDirectory() as folder, screen(make_home(Path(folder)), tray=True) as at:
        told["check"] = _look(at)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
