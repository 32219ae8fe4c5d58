"""What a desktop of others makes of us: Xfce's panel and dunst. Tells as JSON what came of it.

Usage: python -m end_to_end.desktop_stories panel|notices
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from dialtone import APPLICATION_ID
from dialtone.ui.painting.theme import contrast
from dialtone.ui.painting.tray_icon import MARKS, TrayState
from end_to_end.notifier import session_bus
from end_to_end.screen import NeverError, Screen, Seen, gone, running, screen, until
from end_to_end.tray_stories import Person, make_home, tell

_ENVIRONMENT = {
    "XDG_DATA_DIRS": "/usr/local/share:/usr/share",
    "XFCE_PANEL_MIGRATE_DEFAULT": "1",  # else Debian 12's asks which panel one would like
    "NO_AT_BRIDGE": "1",
    "GTK_A11Y": "none",
}
_AROUND = 14
"""Half of what an icon takes on the panel, and a little."""
_LIMIT = 90
"""The panel comes when it likes, and is looked for twice a minute."""
_LIMIT_OF_A_PRESS = 10
_DUNST = """
[global]
    follow = none
    mouse_left_click = do_action, close_current
    idle_threshold = 0
[urgency_normal]
    timeout = 0
    script = {script}
"""


@contextmanager
def desktop(at: Screen) -> Iterator[Person]:
    """The screen with a session bus that starts what a desktop starts."""
    environment = {**at.environment, **_ENVIRONMENT}
    with session_bus(environment) as address:
        yield Person(Screen({**environment, "DBUS_SESSION_BUS_ADDRESS": address}))


def mark(picture: QImage) -> Seen | None:
    """Where the mark for "it works" is on a picture of the screen."""
    wanted = MARKS[TrayState.WORKS].rgb()
    points = [(x, y) for y in range(picture.height()) for x in range(picture.width()) if picture.pixel(x, y) == wanted]
    if not points:
        return None
    (left, right), (top, bottom) = ((min(line), max(line)) for line in zip(*points, strict=True))
    return Seen("", "mark", right - left + 1, bottom - top + 1, left, top)


def has_mark(picture: QImage, state: TrayState) -> bool:
    """Whether the mark of a state is somewhere on a picture of the screen."""
    wanted = MARKS[state].rgb()
    return any(picture.pixel(x, y) == wanted for y in range(picture.height()) for x in range(picture.width()))


def stands_out(picture: QImage, at: Seen) -> bool:
    """Whether the icon around a mark has a tone that is read on the panel's ground, and the mark too."""
    ground = picture.pixelColor(at.x + at.width + _AROUND, at.y)
    places = [(x, y) for x in range(at.x - _AROUND, at.x) for y in range(max(0, at.y - _AROUND), at.y)]
    best = max(contrast(picture.pixelColor(x, y), ground) for x, y in places)
    return best > 7 and contrast(QColor(MARKS[TrayState.WORKS]), ground) >= 3


def panel(here: Person) -> None:
    """The icon on a panel of Xfce: read there, pressed, and its menu."""
    told, at = here.told, here.at
    with running(["xfce4-panel", "--disable-wm-check"], at.environment), here.dialtone() as one:
        until("the window", here.window)
        icon = until("the icon", lambda: mark(at.picture()), limit=_LIMIT)
        told["on the dark panel it stands out"] = stands_out(at.picture(), icon)
        dark = at.picture().pixelColor(icon.x + _AROUND, icon.y)
        command = ["xfconf-query", "-c", "xfce4-panel", "-p", "/panels/dark-mode", "-n", "-t", "bool", "-s", "false"]
        subprocess.run(command, env=dict(at.environment), timeout=_LIMIT, check=True)
        until("the light panel", lambda: at.picture().pixelColor(icon.x + _AROUND, icon.y) != dark)
        told["on the light panel it stands out"] = stands_out(at.picture(), icon)
        here.close_window()

        def press_opens() -> bool:
            at.press(icon, 1)
            try:
                return bool(until("the window", here.window, limit=_LIMIT_OF_A_PRESS))
            except NeverError:
                return False

        told["a press opens it"] = until("an answer to a press", press_opens, limit=_LIMIT)

        def quits() -> bool:
            below = icon.x, icon.y + 3 * _AROUND
            before = at.picture().pixelColor(*below)
            at.press(icon, 3)
            try:
                until("the menu", lambda: at.picture().pixelColor(*below) != before, limit=_LIMIT_OF_A_PRESS)
                at.keys("Up", "Return")
                return bool(until("its end", lambda: one.poll() is not None, limit=_LIMIT_OF_A_PRESS))
            except NeverError:
                return False

        told["Quit in its menu ends it"] = until("the end", quits, limit=_LIMIT) and one.returncode


class Teller:
    """A program that tells notices; what it says is kept line by line."""

    def __init__(self, at: Screen) -> None:
        self._file = Path(at.environment["HOME"]) / "pressed"
        with self._file.open("wb") as into:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "end_to_end.notice_teller"],
                env={**at.environment, "PYTHONPATH": os.environ["PYTHONPATH"]},
                stdin=subprocess.PIPE,
                stdout=into,
                text=True,
            )

    def say(self, messenger: str, sentence: str) -> None:
        """Let it tell a notice."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{messenger} {sentence}\n")
        self._process.stdin.flush()

    def heard(self) -> list[str]:
        """What it printed."""
        return self._file.read_text(encoding="utf-8").splitlines()

    def end(self) -> None:
        """Let it go."""
        self._process.communicate()


def notices(here: Person) -> None:
    """Notices by dunst: shown without a tray, one in the place of the former, opened by a press."""
    told, at = here.told, here.at
    log, script, file, complaints = (here.home / name for name in ("shown", "script", "dunstrc", "complaints"))
    log.touch()
    script.write_text(f'#!/bin/sh\necho "$DUNST_ID $2: $3" >>{log}\n', encoding="utf-8")
    script.chmod(0o755)
    file.write_text(_DUNST.format(script=script), encoding="utf-8")

    def shown() -> list[str]:
        return log.read_text(encoding="utf-8").splitlines()

    def press_first() -> bool:
        """Press the uppermost; again where a busy computer lost the press."""
        before = len(teller.heard())
        seen = until("a notice", lambda: at.shown("Dunst"))
        at.press(Seen(seen.ident, seen.name, seen.width, 24, seen.x, seen.y), 1)
        try:
            return until("what comes of a press", lambda: len(teller.heard()) > before, limit=_LIMIT_OF_A_PRESS)
        except NeverError:
            return False

    dunst = ["sh", "-c", 'exec dunst -conf "$0" 2>"$1"', str(file), str(complaints)]
    with running(dunst, at.environment):
        teller = Teller(at)
        teller.say("telegram", "stopped")
        until("a notice", lambda: at.shown("Dunst"))
        until("the first", lambda: len(shown()) == 1)
        told["its picture shows the state"] = until("the picture", lambda: has_mark(at.picture(), TrayState.BLOCKED))
        teller.say("telegram", "is back")
        until("the second", lambda: len(shown()) == 2)
        teller.say("signal", "stopped")
        until("the third", lambda: len(shown()) == 3)
        numbers, texts = zip(*(line.split(" ", 1) for line in shown()), strict=True)
        told["shown"] = texts
        told["the second is in the place of the first"] = numbers[0] == numbers[1]
        told["the third beside it"] = numbers[2] != numbers[1]
        until("a press", press_first, limit=_LIMIT)
        until("another press", press_first, limit=_LIMIT)
        told["opened"] = sorted(set(teller.heard()))
        told["then none is left"] = until("their end", gone(lambda: at.shown("Dunst")))
        teller.end()
        said = complaints.read_text(encoding="utf-8").splitlines()
        told["what is missed of its icon"] = [line for line in said if "icon found" in line or APPLICATION_ID in line]


STORIES = {"panel": panel, "notices": notices}


def main() -> None:
    """Play one story."""
    with (
        tempfile.TemporaryDirectory() as folder,
        screen(make_home(Path(folder)), tray=False) as at,
        desktop(at) as here,
    ):
        tell(here, lambda: STORIES[sys.argv[1]](here))


if __name__ == "__main__":
    main()
