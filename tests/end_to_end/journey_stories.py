"""One look of the journeys, on a screen of its own inside the lab. Keeps pictures, and prints as JSON what was counted.

Usage: python -m end_to_end.journey_stories nothing|found LANGUAGE light|dark SCALE POINTS FOLDER
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from PySide6.QtGui import QGuiApplication, QImage

from end_to_end.desktop_stories import desktop
from end_to_end.reader import Place, Reader, Told, listen
from end_to_end.reading_stories import SENSIBLE
from end_to_end.screen import NeverError, Screen, Seen, gone, screen, until
from end_to_end.tray_stories import Person, make_home

_COUNTRIES = {"en": "US", "ru": "RU", "fa": "IR"}
_DARK = """
[Colors:Window]
BackgroundNormal=35,38,41
ForegroundNormal=252,252,252
[Colors:Button]
BackgroundNormal=49,54,59
ForegroundNormal=252,252,252
"""
_LIMIT = 120
_WIDE = 900
"""The window has 960, small ones less than this."""
_ALIKE = 4
"""So many pictures in a row that are the same: nothing moves."""
_TIMES = 5
_PRESSED = frozenset({"push button", "button", "page tab", "combo box", "button menu", "push button menu"})
"""What a mouse aims at. Of boxes to tick Qt tells the sign and the words, not all that can be pressed."""


class Traveller:
    """Somebody at one screen: presses by what a thing is, in any language, and keeps pictures."""

    def __init__(self, person: Person, reader: Reader, scale: int, files: Callable[[str], Path]) -> None:
        self.person, self.reader, self._scale, self.files = person, reader, scale, files
        self.facts: dict[str, object] = {}
        self._app = QGuiApplication([])
        self._cut: list[str] = []
        self._wrong: list[str] = []
        self._least = 1e9, ""

    def grab(self) -> QImage:
        """What is on the screen now."""
        shown = self._app.primaryScreen()
        return shown.grabWindow(0).toImage() if shown else QImage()

    def still(self) -> QImage:
        """What is on the screen once nothing moves."""
        before, alike = self.grab(), 0

        def same() -> bool:
            nonlocal before, alike
            last, before = before, self.grab()
            alike = alike + 1 if last == before else 0
            return alike >= _ALIKE

        try:
            until("rest", same)
        except NeverError:
            self.facts["never still"] = True
        return before

    def keep(self, station: str, *, still: bool = True, whole: bool = False) -> None:
        """Keep a picture of the window, or of the whole screen with what lies on it, and count what is wrong there."""
        image = self.still() if still else self.grab()
        at = self.window()
        if at is not None and not whole:
            image = image.copy(at.x, at.y, at.width, at.height)
        image.save(str(self.files(station)))
        if at is not None and still:
            self._count(station, at)

    def _count(self, station: str, window: Seen) -> None:
        program = self.reader.programs()["Dialtone"]
        for place in self.reader.shown(program):
            self._count_in(station, place, window)

    def _count_in(self, station: str, place: Place, window: Seen) -> None:
        left, _, wide, _ = self.reader.extents(place)
        frame = next((told.place for told in self._tree() if told.role == "frame"), None)
        if frame is None:  # a small window before it alone can be read
            return
        own = self.reader.extents(frame)[2] / window.width * self._scale
        for told in self.reader.tree(place):
            x, _, width, height = self.reader.extents(told.place)
            if width <= 0 or height <= 0:
                continue
            if told.name and (x < left or x + width > left + wide):
                self._cut.append(f"{station}: {told.name[:30]}")
            if "focusable" in told.states and (not told.name.strip() or told.role not in SENSIBLE):
                self._wrong.append(f"{station}: {told.role} {told.name[:30]!r} {self.reader.ident(told.place)}")
            if told.role in _PRESSED and height / own < self._least[0]:
                self._least = height / own, f"{station}: {told.role} {told.name[:30]}"

    def end(self) -> dict[str, object]:
        """All that was counted."""
        return {**self.facts, "cut sideways": self._cut, "wrong": self._wrong, "least height": self._least}

    def _tree(self) -> Iterator[Told]:
        if (place := self.reader.programs().get("Dialtone")) is not None:
            yield from self.reader.tree(place)

    def all(self, kind: str) -> list[Place]:
        """Everything on the screen whose class and parents end so."""
        program = self.reader.programs().get("Dialtone")
        return list(self.reader.kind(program, kind)) if program is not None else []

    def press(self, kind: str, number: int = 0) -> None:
        """Press what is of this kind."""
        found = until(kind, lambda: places if len(places := self.all(kind)) > number else None, limit=_LIMIT)
        self.reader.press(found[number])

    def wheel(self, turns: int) -> None:
        """Turn the wheel over the page."""
        at = until("the window", self.window)
        aside = 0.3 if self.facts["language"] == "fa" else 0.7
        self.run("xdotool", "mousemove", str(at.x + int(at.width * aside)), str(at.y + int(at.height * 0.6)))
        self.run("xdotool", "click", "--repeat", str(turns), "--delay", "5", "5")

    def click(self, kind: str) -> None:
        """Press it with the mouse, in its middle: what opens a menu answers nobody before the menu is gone."""
        (place, *_) = until(kind, lambda: self.all(kind), limit=_LIMIT)
        window = until("the window", self.window)
        frame = next(told.place for told in self._tree() if told.role == "frame")
        left, top, wide, _ = self.reader.extents(frame)
        x, y, width, height = self.reader.extents(place)
        own = window.width / wide
        middle = (int((x - left + width / 2) * own) + window.x, int((y - top + height / 2) * own) + window.y)
        self.person.at.press(Seen("", kind, 0, 0, *middle), 1)

    def window(self) -> Seen | None:
        """The window, not a small one before it."""
        return self.person.at.shown("Dialtone", least=_WIDE * self._scale)

    def each_time(self, key: str) -> Iterator[None]:
        """A few times, with a key after each."""
        for _ in range(_TIMES):
            yield
            self.person.at.keys(key)

    def run(self, *words: str) -> None:
        """Run a command in this network and on this screen."""
        subprocess.run(words, env=dict(self.person.at.environment), check=False, timeout=_LIMIT)

    def seconds(self, *keys: str) -> float:
        """How long after keys the window is another; looked at every 50 ms."""
        before, begun = self.still(), time.monotonic()
        self.person.at.keys(*keys)
        until("a change", lambda: self.grab() != before)
        return time.monotonic() - begun


def from_nothing(to: Traveller) -> None:
    """Nothing is installed: from the first page through an answer to everything that the window has."""
    chips = until("the chips", lambda: to.all("ChoiceChip"))
    to.keep("01-first-nothing")
    to.reader.press(next(chip for chip in chips if to.reader.name(chip) in ("WhatsApp", "واتساپ")))
    to.keep("02-one-chosen")
    begun = time.monotonic()
    to.press("StartPage.Button")
    until("the list", lambda: to.all("MessengerList"), limit=_LIMIT)
    to.keep("03-checking", still=False)
    until("an answer", lambda: to.reader.announced, limit=_LIMIT)
    to.facts["Start to answer"] = round(time.monotonic() - begun, 1)
    to.keep("04-answer")
    if not to.all("VerdictView.Disclosure.DisclosureHead"):  # the page lies over the list here
        to.person.at.keys("Return")
        until("the page", lambda: to.all("VerdictView.Disclosure.DisclosureHead"))
        to.keep("04-page")
    to.wheel(8)
    to.keep("05-advice")
    to.press("VerdictView.Disclosure.DisclosureHead")
    to.wheel(80)
    to.keep("06-how-we-know")
    to.click("Header.Button")
    until("the dialog", lambda: to.all("ShareDialog"))
    to.keep("07-share", whole=True)
    to.person.at.keys("Escape")
    to.facts["floor"] = round(median(to.seconds("Tab") for _ in range(_TIMES)), 3)
    to.facts["history opens"] = round(median(to.seconds("ctrl+h") for _ in to.each_time("Escape")), 3)
    to.person.at.keys("ctrl+h")
    to.keep("08-history")
    to.person.at.keys("ctrl+comma")
    to.keep("09-settings")
    to.click("SettingsPage.ScrollArea.qt_scrollarea_viewport._Ground.ReadingColumn.QWidget.LabelledRow.SearchedChoice")
    to.keep("10-countries", whole=True)
    to.person.at.keys("Escape")
    to.wheel(80)
    to.keep("11-settings-end")
    to.person.at.keys("Escape")
    to.click("Header.MenuButton")
    to.keep("12-menu", whole=True)
    to.person.at.keys("Up", "Up", "Return")
    to.keep("13-about", whole=True)
    to.person.at.keys("Escape")
    if not to.all("ListPane.QWidget.Button"):
        to.person.at.keys("Escape")
    to.click("ListPane.QWidget.Button")
    to.keep("14-add", whole=True)
    to.person.at.keys("Escape")
    told = len(to.reader.announced)
    to.run("ip", "link", "set", "eth0", "down")
    to.person.at.keys("F5")
    until("an answer", lambda: len(to.reader.announced) > told, limit=_LIMIT)
    to.keep("15-offline")


def from_found(to: Traveller) -> None:
    """Two are installed, and all is well: into the tray, and back."""
    until("the chips", lambda: to.all("ChoiceChip"))
    to.keep("16-first-found")
    to.press("StartPage.Button")
    until("an answer", lambda: to.reader.announced, limit=_LIMIT)
    to.keep("17-works")
    to.person.at.close(until("the window", to.window))
    to.keep("18-closing", whole=True)
    to.person.at.keys("Return")
    until("the window goes", gone(to.window))
    icon = until("the icon", to.person.icon)
    to.still().copy(icon.x - 60, icon.y - 10, 160, 44).save(str(to.files("19-tray")))
    to.person.at.press(icon, 1)
    until("the window", to.window)
    to.keep("20-back")


def look(story: str, language: str, scheme: str, scale: int, points: int, folder: Path) -> dict[str, object]:
    """Make one journey."""
    begun = time.monotonic()
    with (
        somebody(language, scheme, scale, points, found=story == "found") as (person, reader),
        person.dialtone(),
    ):
        name = f"{language}-{scheme}-{scale}x-{points}"
        to = Traveller(person, reader, scale, lambda station: folder / f"{name}-{station}.png")
        to.facts["language"] = language
        until("the first page", lambda: to.all("StartPage.Button"), limit=_LIMIT)
        try:
            STORIES[story](to)
        except NeverError as missed:
            to.facts["never"] = str(missed)
            to.grab().save(str(folder / f"never-{name}.png"))
        to.facts["took"] = round(time.monotonic() - begun)
        return to.end()


STORIES = {"nothing": from_nothing, "found": from_found}


@contextmanager
def somebody(language: str, scheme: str, scale: int, points: int, *, found: bool) -> Iterator[tuple[Person, Reader]]:
    """A first run on a desktop with this look, whose windows tell what they are."""
    with tempfile.TemporaryDirectory() as name:
        home = make_home(Path(name))
        settings = {"language": language, "country": _COUNTRIES[language]}
        (home / "config" / "dialtone" / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        if not found:
            for entry in (home / "data" / "applications").iterdir():
                entry.unlink()
        general = f"[General]\nfont=Noto Sans,{points},-1,5,50,0,0,0,0,0\n"
        (home / "config" / "kdeglobals").write_text(general + (_DARK if scheme == "dark" else ""), encoding="utf-8")
        size = f"{1120 * scale}x{800 * scale}"
        with screen(home, tray=found, size=size) as at, desktop(at) as here:
            environment = {
                **here.at.environment, "XDG_CURRENT_DESKTOP": "KDE", "KDE_SESSION_VERSION": "5",
                "QT_SCALE_FACTOR": str(scale), "LC_ALL": "C.UTF-8",
            }  # fmt: skip
            environment.pop("NO_AT_BRIDGE")
            os.environ.update({"DISPLAY": environment["DISPLAY"], "QT_QPA_PLATFORM": "xcb", "NO_AT_BRIDGE": "1"})
            os.environ.pop("QT_SCALE_FACTOR", None)
            reader = listen(environment["DBUS_SESSION_BUS_ADDRESS"])
            yield Person(Screen(environment)), reader
            reader.close()


def main() -> None:
    """Make the journeys of one look."""
    story, language, scheme, scale, points, folder = sys.argv[1:]
    print(json.dumps(look(story, language, scheme, int(scale), int(points), Path(folder)), ensure_ascii=False))


if __name__ == "__main__":
    main()
