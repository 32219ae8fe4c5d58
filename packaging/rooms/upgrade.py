"""From an older Dialtone to this one, in fresh Debians: `./dev upgrade OLD [--in bookworm trixie] [--kinds deb ...]`.

OLD is the `dist` folder of an older commit, with its packages in it. For each kind of package the old one is installed
as a person would, its window checks in the lab and writes a history, and the person's settings lie there. Then the
package of this commit, from DIST, takes its place: settings and history must still be there, the window opens again,
and checks in three of the lab's networks are right. Then the person lets Dialtone forget, and the package is removed:
nothing of it may be left. Needs root, debootstrap, and a screen's programs (Xvfb, openbox, import). Prints a table.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from kinds import KINDS, Kind
from room import PROJECT, BrokenRoomError, Room, fresh, run, until

EXPECTED = {
    "telegram-mtproto-dpi": {"signal": "works", "telegram": "blocked"},
    "signal-sni-rst": {"signal": "blocked", "telegram": "works"},
    "clean": {"signal": "works", "telegram": "works"},
}
"""By network of the lab: what a check must say of messages there. The windows are opened in the first."""
NETWORK = next(iter(EXPECTED))
SETTINGS = {
    "first_run_done": True,
    "language": "ru",
    "messengers_added": ["telegram", "signal"],
    "watch_minutes": 120,
    "quiet_from": "22:00",
    "quiet_to": "07:00",
}
_HISTORY = ".local/state/dialtone/history.sqlite3"


class Visit:
    """One kind of package in one room."""

    def __init__(self, room: Room, name: str, suite: str) -> None:
        self.room, self.name, self.kind, self.suite = room, name, KINDS[name], suite
        self._settings = room.home / ".config/dialtone/settings.json"

    def say(self, text: str) -> None:
        """Tell what was seen."""
        print(f"upgrade: {self.suite}: {self.name}: {text}", file=sys.stderr, flush=True)

    def old_one(self, file: Path) -> list[tuple[object, ...]]:
        """Install the old one, and let its window check; return the history that it wrote."""
        self.kind.install(self.room, file)
        version = self._version()
        self._settings.parent.mkdir(parents=True, exist_ok=True)
        self._settings.write_text(json.dumps(SETTINGS), encoding="utf-8")
        self.room.inside("chown", "-R", "person:", "/home/person/.config")
        with self._window("old"):
            pass
        self._turn_back()
        rows = self._history()
        self.say(f"installed {version}; its window checked, and wrote {len(rows)} lines of history")
        return rows

    def new_one(self, file: Path, remembered: list[tuple[object, ...]]) -> None:
        """Put the new one in its place, and look that nothing was lost."""
        self.kind.replace(self.room, file)
        version = self._version()
        with self._window("new"):
            pass
        lost = set(remembered) - set(self._history())
        if lost:
            raise BrokenRoomError(f"lost from the history: {sorted(map(str, lost))}")
        kept = json.loads(self._settings.read_text(encoding="utf-8"))
        changed = {name: kept.get(name) for name, value in SETTINGS.items() if kept.get(name, value) != value}
        if changed:
            raise BrokenRoomError(f"settings changed: {changed}")
        self.say(f"upgraded to {version}; settings and history are there, the window opened")

    def check(self) -> None:
        """A check in each of the lab's networks, in the terminal."""
        for network, expected in EXPECTED.items():
            asked = self._lab(*self.kind.command, "check", "--json", *expected, network=network)
            found = {
                m["id"]: {f["function"]: f["status"] for f in m["functions"]}["messages"]
                for m in json.loads(run(asked, _environment(), (0, 1)))["messengers"]
            }
            if found != expected:
                raise BrokenRoomError(f"in {network} it says {found}")
            self.say(f"in {network} it says {', '.join(f'{name} {status}' for name, status in found.items())}")

    def leave(self) -> None:
        """Forget, remove, and look for what is left."""
        self.room.person(*self.kind.command, "forget", "--yes")
        self.kind.remove(self.room)
        places = ("usr", "opt", "etc", "var/lib", "home")
        left = [
            str(path.relative_to(self.room.root))
            for place in places
            for path in (self.room.root / place).rglob("*[dD]ialtone*")
            if not {"dpkg", "apt", "uv"} & set(path.relative_to(self.room.root).parts)
        ]
        if left:
            raise BrokenRoomError(f"left behind: {', '.join(left)}")
        self.say("forgot, and was removed; nothing of it is left")

    def _version(self) -> str:
        return self.room.person(*self.kind.command, "--version").split()[-1]

    def _inside(self) -> Path:
        return next(self.room.root.glob(self.kind.inside))

    def _lab(self, *command: str, network: str = NETWORK) -> list[str]:
        return self.room.in_lab(network, self._inside(), *command)

    def _history(self) -> list[tuple[object, ...]]:
        """What is remembered: the hour, the messenger and what was said of it."""
        with closing(sqlite3.connect(f"file:{self.room.home / _HISTORY}?mode=ro", uri=True)) as history:
            return history.execute("SELECT hour, messenger, status FROM memories").fetchall()

    def _turn_back(self) -> None:
        """Make it yesterday's history: the next check of the same hour takes the place of its line."""
        with closing(sqlite3.connect(self.room.home / _HISTORY)) as history, history:
            history.execute("UPDATE memories SET hour = hour - 24")

    def _checked(self, before: set[tuple[object, ...]]) -> bool:
        try:
            return len({messenger for _, messenger, _ in set(self._history()) - before}) == len(EXPECTED[NETWORK])
        except sqlite3.Error:
            return False  # it is not there yet, or not whole

    @contextmanager
    def _window(self, which: str) -> Iterator[None]:
        """The window in the lab, until it has checked and the history is written; a picture; ended when asked."""
        before = set(self._history()) if (self.room.home / _HISTORY).exists() else set()
        with subprocess.Popen(
            self._lab(*self.kind.command),
            env=_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as window:  # fmt: skip
            try:
                until("the window did not check", lambda: self._checked(before), lambda: window.poll() is None)
                subprocess.run(["sleep", "3"], check=True)  # what came last is painted
                self.room.picture(f"{self.suite}-{self.name}-{which}")
                yield
                self.room.person(*self.kind.command, "--quit")
                until("the window does not end when asked", lambda: window.poll() is not None)
            except BrokenRoomError as error:
                self.room.picture(f"{self.suite}-{self.name}-{which}-failed")
                window.terminate()
                raise BrokenRoomError(f"{error}: {window.communicate()[1][-1500:]}") from None
            said = window.communicate()[1].strip()
        if said:
            raise BrokenRoomError(f"the window complains: {said[-800:]}")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(PROJECT / "tests")}


def _only(folder: Path, kind: Kind) -> Path:
    found = sorted(folder.glob(kind.files))
    if len(found) != 1:
        raise SystemExit(f"upgrade: {folder} must hold one {kind.files}, not {len(found)}")
    return found[0]


def main() -> int:
    """Do it for each kind in each Debian; end with 1 where one failed."""
    parser = argparse.ArgumentParser(prog="./dev upgrade", description="Upgrades in fresh Debians.")
    parser.add_argument("old", type=Path, help="the folder with the packages of an older commit")
    parser.add_argument("--to", type=Path, default=PROJECT / "dist", help="the folder with the new ones")
    parser.add_argument("--in", dest="suites", nargs="+", default=["bookworm", "trixie"])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--pictures", type=Path, default=PROJECT / "artefacts/upgrade")
    options = parser.parse_args()
    failed = []
    for suite in options.suites:
        with fresh(suite, options.pictures) as room:
            for name in options.kinds:
                visit = Visit(room, name, suite)
                try:
                    remembered = visit.old_one(_only(options.old, visit.kind))
                    visit.new_one(_only(options.to, visit.kind), remembered)
                    visit.check()
                    visit.leave()
                except BrokenRoomError as error:
                    visit.say(f"FAILED: {error}")
                    failed.append(f"{suite} {name}")
                    with suppress(BrokenRoomError):
                        visit.kind.remove(room)  # the next kind must not meet it
    print("upgrade: " + (f"FAILED: {', '.join(failed)}" if failed else "everything went well"))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
