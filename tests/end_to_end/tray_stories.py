"""What a person does with the tray, played on a screen of its own inside the lab; tells as JSON what came of it.

Usage: python -m end_to_end.tray_stories STORY
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from end_to_end.notifier import Notifier, session_bus
from end_to_end.screen import NeverError, Screen, Seen, checkers, environment_of, gone, screen, until

_LIMIT = 90
_LIMIT_OF_A_PRESS = 10
_LIMIT_OF_A_CHECK = 90
_PANEL = 360
"""The process of a next check that was started in advance waits a minute, and looks the same from outside."""
_FROM_THE_END = {"Quit": 1, "Pause automatic checks": 2, "Share…": 3, "Open Dialtone": 4, "Check now": 5}
"""How often the key up must be pressed in the menu."""


def make_home(folder: Path) -> Path:
    """Somebody with two messengers, who pressed Start and chose automatic checks, and was told where a window goes."""
    programs = folder / "programs"
    entries = folder / "data" / "applications"
    settings = folder / "config" / "dialtone"
    for each in (programs, entries, settings):
        each.mkdir(parents=True)
    for name in ("signal-desktop", "telegram-desktop"):
        program = programs / name
        program.write_text("#!/bin/sh\n", encoding="utf-8")
        program.chmod(0o755)
        entry = f"[Desktop Entry]\nType=Application\nName={name}\nExec={program} %U\n"
        (entries / f"{name}.desktop").write_text(entry, encoding="utf-8")
    said = {"first_run_done": True, "language": "en", "watch_minutes": 60}
    (settings / "settings.json").write_text(json.dumps(said), encoding="utf-8")
    return folder


class Person:
    """Somebody at the screen, with a home."""

    def __init__(self, at: Screen) -> None:
        self.at = at
        self.home = Path(at.environment["HOME"])
        self.told: dict[str, object] = {}

    @contextmanager
    def dialtone(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        """Start it; whatever happens, it ends."""
        with subprocess.Popen(["dialtone", *arguments], env=dict(self.at.environment)) as one:
            try:
                yield one
            finally:
                one.kill()

    def start_again(self) -> int:
        """A second start; gives its exit code."""
        command = ["dialtone"]
        return subprocess.run(command, env=dict(self.at.environment), timeout=_LIMIT, check=False).returncode

    def window(self) -> Seen | None:
        """The window, while it is on the screen."""
        return self.at.shown("Dialtone", least=700)

    def icon(self) -> Seen | None:
        """The icon in the tray."""
        return next((w for w in self.at.windows() if w.name == "Dialtone" and 16 <= w.width <= 32), None)

    def menu(self) -> Seen | None:
        """The menu of the icon, while it is open."""
        return self.at.shown("Dialtone", least=90, most=700)

    def press_for_menu(self) -> Seen | None:
        """The menu, if one press brings it. On a busy computer a press can get lost, and people press again."""
        self.at.press(until("the icon", self.icon), 3)
        try:
            return until("the menu", self.menu, limit=_LIMIT_OF_A_PRESS)
        except NeverError:
            return None

    def choose(self, label: str) -> None:
        """Press the icon with the other button, and choose."""
        until("the menu", self.press_for_menu, limit=4 * _LIMIT_OF_A_PRESS)
        self.at.keys(*["Up"] * _FROM_THE_END[label], "Return")
        until("the menu closes", gone(self.menu))

    def close_window(self) -> None:
        """Press the cross; again where a busy computer lost the press."""
        until("the window", self.window)
        until("the window goes", self._press_to_close, limit=4 * _LIMIT_OF_A_PRESS)

    def _press_to_close(self) -> bool:
        """Whether one press closed the window."""
        if (seen := self.window()) is None:
            return True
        self.at.close(seen)
        try:
            return until("one press", gone(self.window), limit=_LIMIT_OF_A_PRESS)
        except NeverError:
            return False

    def runs(self) -> bool:
        """Whether one holds the lock, and will answer those who start it again."""
        return (self.home / "state" / "dialtone" / "running.lock").exists()

    def has_checked(self, pid: int) -> bool:
        """Whether a check came to its end and was remembered."""
        return (self.home / "state" / "dialtone" / "history.sqlite3").exists() and not checkers(pid)


def in_the_tray(person: Person) -> None:
    """Everything that the icon in a tray of X11 can do."""
    told = person.told
    with person.dialtone() as one:
        until("the window", person.window)
        until("the icon", person.icon)
        until("the first check", lambda: person.has_checked(one.pid), limit=_LIMIT_OF_A_CHECK)
        person.at.keys("F5")
        told["the keyboard is the window's, not the icon's"] = bool(until("a check", lambda: checkers(one.pid)))
        until("its end", gone(lambda: checkers(one.pid)), limit=_LIMIT_OF_A_CHECK)
        person.choose("Check now")
        told["Check now checks"] = bool(until("a check", lambda: checkers(one.pid)))
        until("its end", gone(lambda: checkers(one.pid)), limit=_LIMIT_OF_A_CHECK)
        person.close_window()
        told["closed, it lives"] = one.poll() is None and person.icon() is not None
        person.at.press(until("the icon", person.icon), 1)
        panel = until("the panel", person.menu)
        told["a press opens the panel"] = panel.width == _PANEL
        left, top = panel.x + panel.width - 90, panel.y + panel.height - 40
        person.at.press(Seen(panel.ident, "Open Dialtone", 60, 30, left, top), 1)
        told["and that the window"] = bool(until("the window", person.window))
        person.close_window()
        person.choose("Open Dialtone")
        told["Open opens it"] = bool(until("the window", person.window))
        person.close_window()
        told["a second start ends"] = person.start_again()
        told["and opens it"] = bool(until("the window", person.window))
        person.close_window()
        person.choose("Share…")
        told["Share opens the window"] = bool(until("the window", person.window))
        person.choose("Quit")
        told["Quit ends it"] = one.wait(_LIMIT)
    with person.dialtone("--hidden") as one:
        until("the icon", person.icon)
        until("the hidden check", lambda: checkers(one.pid))
        until("its end", gone(lambda: checkers(one.pid)), limit=_LIMIT_OF_A_CHECK)
        told["hidden, there is no window"] = person.window() is None
        person.choose("Open Dialtone")
        told["but it opens"] = bool(until("the window", person.window))
        person.choose("Quit")
        told["and ends"] = one.wait(_LIMIT)


def without_a_tray(person: Person) -> None:
    """Plain X11, and GNOME as it comes. Somebody else waits for a tray meanwhile, which takes its time."""
    told = person.told
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = environment_of(make_home(Path(folder)))
        other = Person(Screen({**elsewhere, "DISPLAY": person.at.environment["DISPLAY"]}))
        with other.dialtone("--hidden") as hidden:
            _close_and_end(person)
            until("a minimised window", lambda: _minimised(person.at), limit=_LIMIT)
            told["hidden for good, it is minimised"] = person.window() is None
            told["and checks"] = until("the check", lambda: other.has_checked(hidden.pid), limit=_LIMIT_OF_A_CHECK)
            told["a third start ends"] = other.start_again()
            until("the window", person.window)
            person.close_window()
            told["and it ends"] = hidden.wait(_LIMIT)


def _close_and_end(person: Person) -> None:
    told = person.told
    with person.dialtone() as one:
        until("the window", person.window)
        until("the first check", lambda: person.has_checked(one.pid), limit=_LIMIT_OF_A_CHECK)
        person.at.minimise(until("the window", person.window))
        until("it is minimised", gone(person.window))
        told["a second start ends"] = person.start_again()
        told["and brings it back"] = bool(until("the window", person.window))
        person.close_window()
        told["closing ends it"] = one.wait(_LIMIT)
    with person.dialtone("--hidden") as one:
        until("it waits", person.runs)
        told["hidden and waiting, a second start ends"] = person.start_again()
        told["and shows it"] = bool(until("the window", person.window))
        person.close_window()
        told["closing ends that too"] = one.wait(_LIMIT)


def _minimised(at: Screen) -> Seen | None:
    return next((w for w in at.windows() if w.name == "Dialtone" and w.width >= 700 and at.is_minimised(w)), None)


def on_the_bus(person: Person) -> None:
    """The icon as KDE and GNOME's extension see it."""
    told = person.told
    with session_bus(person.at.environment) as address:
        here = Person(Screen({**person.at.environment, "DBUS_SESSION_BUS_ADDRESS": address}))
        tray = Notifier(address)
        with here.dialtone() as one:
            item = until("the icon", lambda: tray.items[0] if tray.items else None)
            until("the first check", lambda: here.has_checked(one.pid), limit=_LIMIT_OF_A_CHECK)
            until("its words", lambda: "Messages in" in tray.says(item, "ToolTip")[2])
            told["title"] = tray.says(item, "Title")
            told["tooltip"] = tray.says(item, "ToolTip")[2].splitlines()
            told["has pixmaps"] = [width for width, _, _ in tray.says(item, "IconPixmap")] != []
            told["menu"] = tray.labels(item)
            here.close_window()
            tray.activate(item)
            told["Activate opens it"] = bool(until("the window", here.window))
            tray.choose(item, "Check now")
            told["Check now checks"] = bool(until("a check", lambda: checkers(one.pid)))
            tray.choose(item, "Pause automatic checks")
            told["Pause is on"] = until(
                "pausing", lambda: tray.entry(item, "Pause automatic checks")[1]["toggle-state"].value == 1
            )
            tray.choose(item, "Pause automatic checks")
            told["and off"] = until(
                "going on", lambda: tray.entry(item, "Pause automatic checks")[1]["toggle-state"].value == 0
            )
            tray.choose(item, "Quit")
            told["Quit ends it"] = one.wait(_LIMIT)
        tray.close()


def late_on_the_bus(person: Person) -> None:
    """At login the panel comes after the programs that start by themselves."""
    told = person.told
    with session_bus(person.at.environment) as address:
        here = Person(Screen({**person.at.environment, "DBUS_SESSION_BUS_ADDRESS": address}))
        with here.dialtone("--hidden") as one:
            until("it waits", person.runs)
            tray = Notifier(address)
            item = until("the icon", lambda: tray.items[0] if tray.items else None, limit=_LIMIT)
            told["hidden, there is no window"] = here.window() is None
            tray.activate(item)
            told["Activate opens it"] = bool(until("the window", here.window))
            tray.choose(item, "Quit")
            told["Quit ends it"] = one.wait(_LIMIT)
            tray.close()


def tell(person: Person, story: Callable[[], None]) -> None:
    """Play a story, and print what came of it, or what never came."""
    try:
        story()
    except NeverError as missed:
        person.told["never"] = str(missed)
    print(json.dumps(person.told))


STORIES: dict[str, tuple[bool, Callable[[Person], None]]] = {
    "in_the_tray": (True, in_the_tray),
    "without_a_tray": (False, without_a_tray),
    "on_the_bus": (False, on_the_bus),
    "late_on_the_bus": (False, late_on_the_bus),
}


def main() -> None:
    """Play one story."""
    tray, story = STORIES[sys.argv[1]]
    with tempfile.TemporaryDirectory() as folder, screen(make_home(Path(folder)), tray=tray) as at:
        tell(person := Person(at), lambda: story(person))


if __name__ == "__main__":
    main()
