"""A screen for the real program: an X server without a monitor, a window manager, and a tray where wanted."""

import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import psutil
from PySide6.QtGui import QImage

COMMANDS = ("Xvfb", "openbox", "xdotool", "xwininfo", "xprop", "dbus-daemon")
TRAYS: Mapping[str, tuple[str, str]] = {
    "stalonetray": ("stalonetray", "--geometry 4x1-0-0 --icon-size 22"),
    "trayer": ("panel", "--edge bottom --align right --height 22 --width 10"),
}
"""Programs that are a tray, each with its window's name and its arguments; the first that is installed is taken.
Debian 12 has only the second."""
_GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
sys.exit(not application.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""
_PATIENCE = 90.0
_LOOK_AGAIN = 0.05
_WINDOW = re.compile(r'^\s+(0x\w+) (?:"(.*?)"|\(has no name\)): .*?(\d+)x(\d+)\S+ +\+(-?\d+)\+(-?\d+)$', re.MULTILINE)

Found = TypeVar("Found")


class NeverError(Exception):
    """What was waited for did not come. The text says what."""


def until(what: str, look: Callable[[], Found | None], limit: float = _PATIENCE) -> Found:
    """Look until there is something to see."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if found := look():
            return found
        select.select([], [], [], _LOOK_AGAIN)
    raise NeverError(what)


def gone(look: Callable[[], object]) -> Callable[[], bool]:
    """The opposite, to wait for."""
    return lambda: not look()


def is_missing() -> str:
    """The commands that are not installed; empty where all are."""
    missing = [name for name in COMMANDS if shutil.which(name) is None]
    return ", ".join(missing if _tray() else [*missing, " or ".join(TRAYS)])


def reader_is_missing() -> str:
    """The same, with what a screen reader listens to."""
    launchers = (Path("/usr/libexec/at-spi-bus-launcher"), Path("/usr/lib/at-spi-bus-launcher"))
    return is_missing() or ("" if any(one.exists() for one in launchers) else "at-spi2-core")


def _tray() -> str:
    """The tray that is installed; empty where none is."""
    return next((name for name in TRAYS if shutil.which(name)), "")


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Something that runs beside, and ends with this."""
    with subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as one:
        try:
            yield one
        finally:
            one.kill()


@dataclass(frozen=True)
class Seen:
    """A window: where it is on the screen, and how large."""

    ident: str
    name: str
    width: int
    height: int
    x: int
    y: int


@dataclass(frozen=True)
class Screen:
    """What a person sees and does. `environment` is for the programs on it."""

    environment: Mapping[str, str]

    def windows(self) -> list[Seen]:
        """Every window there is, on the screen or not."""
        tree = self._said("xwininfo", "-root", "-tree")
        return [
            Seen(ident, name, int(width), int(height), int(x), int(y))
            for ident, name, width, height, x, y in _WINDOW.findall(tree)
        ]

    def shown(self, name: str, least: int = 0, most: int = 10_000) -> Seen | None:
        """The window on the screen whose name begins so, if its width fits."""
        fitting = (w for w in self.windows() if w.name.startswith(name) and least <= w.width <= most)
        return next((w for w in fitting if "IsViewable" in self._said("xwininfo", "-id", w.ident)), None)

    def press(self, seen: Seen, button: int) -> None:
        """Press a button of the mouse in the middle of it."""
        x, y = seen.x + seen.width // 2, seen.y + seen.height // 2
        self._said("xdotool", "mousemove", str(x), str(y), "click", str(button))

    def keys(self, *names: str) -> None:
        """Press keys, one after the other."""
        self._said("xdotool", "key", "--delay", "40", *names)

    def close(self, seen: Seen) -> None:
        """Close a window the way the window manager does."""
        self._said("xdotool", "windowactivate", "--sync", str(int(seen.ident, 16)), "key", "alt+F4")

    def minimise(self, seen: Seen) -> None:
        """Leave of a window only its place in the list of tasks."""
        self._said("xdotool", "windowminimize", str(int(seen.ident, 16)))

    def picture(self) -> QImage:
        """What is on the screen."""
        file = Path(self.environment["HOME"]) / "screen.png"
        subprocess.run(
            [sys.executable, "-c", _GRAB, str(file)], env=dict(self.environment), timeout=_PATIENCE, check=True
        )
        return QImage(str(file))

    def is_managed(self) -> bool:
        """Whether a window manager is at work."""
        return "window id" in self._said("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")

    def is_minimised(self, seen: Seen) -> bool:
        """Whether it is only in the list of tasks."""
        return "Iconic" in self._said("xprop", "-id", seen.ident, "WM_STATE")

    def _said(self, *words: str) -> str:
        done = subprocess.run(
            words, env=dict(self.environment), capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
        return done.stdout


@contextmanager
def screen(home: Path, *, tray: bool, size: str = "1100x800") -> Iterator[Screen]:
    """A screen whose programs have a home of their own and no session bus."""
    with ExitStack() as stack:
        environment = environment_of(home)
        environment["DISPLAY"] = f":{stack.enter_context(_server(environment, size))}"
        made = Screen(environment)
        if tray:
            window, arguments = TRAYS[name := _tray()]
            stack.enter_context(running([name, *arguments.split()], environment))
            until("the tray", lambda: made.shown(window))  # before the window manager, which it asks too early
        # Without that variable: the window manager has its theme there.
        stack.enter_context(running(["env", "-u", "XDG_DATA_DIRS", "openbox"], environment))
        until("the window manager", made.is_managed)
        yield made


def environment_of(home: Path) -> dict[str, str]:
    """What somebody's programs are told, who lives there."""
    passed = ("LAB_", "SSL_", "LANG", "LC_", "FONTCONFIG_")
    kept = {name: os.environ[name] for name in os.environ if name.startswith(passed)}
    own = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "STATE", "CACHE", "DATA")}
    return {
        **kept, **own, "PATH": os.environ["PATH"], "HOME": str(home), "XDG_DATA_DIRS": str(home / "none"),
        "XDG_RUNTIME_DIR": str(home), "TMPDIR": str(home), "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "QT_QPA_PLATFORM": "xcb",
    }  # fmt: skip


@contextmanager
def _server(environment: Mapping[str, str], size: str) -> Iterator[str]:
    """An X server with a number that nobody else has; it says so when it is ready."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(
        command, env=dict(environment), pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            os.close(writing)
            with os.fdopen(reading) as numbers:
                ready, _, _ = select.select([numbers], [], [], _PATIENCE)
                if not ready:
                    raise NeverError("the X server")
                yield numbers.readline().strip()
        finally:
            server.terminate()


def checkers(pid: int) -> list[psutil.Process]:
    """The processes that check for this window."""
    found = []
    for child in psutil.Process(pid).children():
        try:
            if "--check-for-window" in child.cmdline():
                found.append(child)
        except psutil.Error:
            continue
    return found
