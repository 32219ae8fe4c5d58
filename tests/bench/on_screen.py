"""Played inside the lab, on a screen with a tray: what Dialtone costs there, and whether its window can be used.

Usage: python -m bench.on_screen TIMES IDLE_SECONDS; prints JSON.
"""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

from bench.window import PROGRAM, Start, read_line, rest
from end_to_end.screen import Screen, screen, until
from end_to_end.tray_stories import Person, make_home
from shipped_catalogue import shipped_catalogue

_HEART = Path(__file__).with_name("heart.py")
_PATIENCE = 60.0


def in_the_tray(at: Screen, idle: float) -> tuple[Start, Start]:
    """Rest beside each other: an empty window, and Dialtone in the tray, watching, after its first check."""
    person = Person(at)
    with (
        subprocess.Popen(
            [sys.executable, str(PROGRAM), "empty"],
            env=dict(at.environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
        ) as empty,
        person.dialtone("--hidden") as ours,
    ):  # fmt: skip
        try:
            read_line(empty)
            until("the icon", person.icon, _PATIENCE)
            until("the first check", lambda: person.has_checked(ours.pid), _PATIENCE)
            with ThreadPoolExecutor(2) as both:
                floor, measured = both.map(lambda pid: rest(pid, Start(0.0), idle), (empty.pid, ours.pid))
            return floor, measured
        finally:
            empty.kill()


def longest_stall(at: Screen, which: str) -> tuple[float, float]:
    """Milliseconds in which the window could not be used while everything was checked, and the most that it worked."""
    done = subprocess.run(
        [sys.executable, str(_HEART), which],
        env=dict(at.environment), capture_output=True, text=True, timeout=_PATIENCE, check=True,
    )  # fmt: skip
    stall, work = done.stdout.split()[-2:]
    return float(stall), float(work)


def add_everybody(home: Path) -> None:
    """From now on the whole catalogue is in the list."""
    file = home / "config" / "dialtone" / "settings.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    said["messengers_added"] = [messenger.id for messenger in shipped_catalogue().messengers]
    file.write_text(json.dumps(said), encoding="utf-8")


def main() -> None:
    """Measure, and say it as JSON."""
    times, idle = int(sys.argv[1]), float(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        home = make_home(Path(folder))
        with screen(home, tray=True) as at:
            floor, ours = in_the_tray(at, idle)
            add_everybody(home)
            stalls = {which: [longest_stall(at, which) for _ in range(times)] for which in ("empty", "dialtone")}
    print(json.dumps({"empty": asdict(floor), "dialtone": asdict(ours), "stalls": stalls}))


if __name__ == "__main__":
    main()
