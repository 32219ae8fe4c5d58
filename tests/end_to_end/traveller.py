"""Somebody at one screen who makes a journey: presses by what a thing is in any language, keeps pictures, counts."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage

from end_to_end.reader import Place, Reader, Told
from end_to_end.reading_stories import SENSIBLE
from end_to_end.screen import NeverError, Seen, until
from end_to_end.tray_stories import Person
from shown_words import count_words

LIMIT = 120
TIMES = 5
_WIDE = 760
"""The window has 800, small ones less than this."""
_GROUND, _RED = 16, 0xBF2720
_ALIKE = 4
"""So many pictures in a row that are the same: nothing moves."""
_PRESSED = frozenset({"push button", "button", "page tab", "combo box", "button menu", "push button menu"})
"""What a mouse aims at. Of boxes to tick Qt tells the sign and the words, not all that can be pressed."""
_WORDED = _PRESSED | {"label", "heading", "check box", "radio button", "list item", "link"}
"""What shows the name by which it is called."""
_SIGN = 1.3
"""A button that is not wider than this, in its height, shows a sign instead of its name."""


class Traveller:
    """Somebody at one screen: presses by what a thing is, in any language, and keeps pictures.

    Of each station it counts the seconds from the last press until nothing changes any more, and the words.
    """

    def __init__(self, person: Person, reader: Reader, scale: int, files: Callable[[str], Path]) -> None:
        self.person, self.reader, self._scale, self.files = person, reader, scale, files
        self.facts: dict[str, object] = {}
        self._app = QGuiApplication([])
        self._cut: list[str] = []
        self._wrong: list[str] = []
        self._least = 1e9, ""
        self._acted = self._changed = time.monotonic()
        self._stations: dict[str, tuple[float, int | None]] = {}

    def grab(self) -> QImage:
        """What is on the screen now."""
        shown = self._app.primaryScreen()
        return shown.grabWindow(0).toImage() if shown else QImage()

    def still(self) -> QImage:
        """What is on the screen once nothing moves."""
        before, alike = self.grab(), 0

        self._changed = time.monotonic()

        def same() -> bool:
            nonlocal before, alike
            last, before = before, self.grab()
            alike = alike + 1 if last == before else 0
            if not alike:
                self._changed = time.monotonic()
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
            seconds = round(self._changed - self._acted, 2)
            self._stations[station] = seconds, None if whole else self._count_words()
            self._count(station, at)

    def _count_words(self) -> int:
        """Return how many words the page has, also below its fold; those of labels in a button are in its name too."""
        words, button = 0, (0, 0, 0, 0)
        for told in self._tree():
            left, top, width, height = self.reader.extents(told.place)
            shown = told.role in _WORDED or self.reader.ident(told.place).endswith("Waves")
            in_button = (
                told.role == "label"
                and button[0] <= left
                and left + width <= button[0] + button[2]
                and button[1] <= top
                and top + height <= button[1] + button[3]
            )
            if shown and width > _SIGN * height > 0 and not in_button:
                words += count_words(told.name)
            if told.role in _WORDED - {"label", "heading"}:
                button = left, top, width, height
        return words

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
        counted = {"cut sideways": self._cut, "wrong": self._wrong, "least height": self._least}
        return {**self.facts, "stations": self._stations, **counted}

    def _tree(self) -> Iterator[Told]:
        if (place := self.reader.programs().get("Dialtone")) is not None:
            yield from self.reader.tree(place)

    def all(self, kind: str) -> list[Place]:
        """Everything on the screen whose class and parents end so."""
        program = self.reader.programs().get("Dialtone")
        return list(self.reader.kind(program, kind)) if program is not None else []

    def press(self, kind: str, number: int = 0) -> None:
        """Press what is of this kind."""
        found = until(kind, lambda: places if len(places := self.all(kind)) > number else None, limit=LIMIT)
        self.press_on(found[number])

    def press_on(self, place: Place) -> None:
        """Press this, as a screen reader does."""
        self._acted = time.monotonic()
        self.reader.press(place)

    def keys(self, *names: str) -> None:
        """Press these keys."""
        self._acted = time.monotonic()
        self.person.at.keys(*names)

    def wheel(self, turns: int) -> None:
        """Turn the wheel over the page."""
        at = until("the window", self.window)
        aside = 0.3 if self.facts["language"] == "fa" else 0.7
        self.run("xdotool", "mousemove", str(at.x + int(at.width * aside)), str(at.y + int(at.height * 0.6)))
        self._acted = time.monotonic()
        self.run("xdotool", "click", "--repeat", str(turns), "--delay", "5", "5")

    def click(self, kind: str) -> None:
        """Press it with the mouse: what opens a menu answers nobody before the menu is gone."""
        self.click_on(self.middle(kind))

    def click_on(self, place: Seen) -> None:
        """Press this place with the mouse."""
        self._acted = time.monotonic()
        self.person.at.press(place, 1)

    def middle(self, kind: str) -> Seen:
        """Where the middle of it is."""
        (place, *_) = until(kind, lambda: self.all(kind), limit=LIMIT)
        return self.middle_of(place)

    def middle_of(self, place: Place) -> Seen:
        """Where the middle of this is."""
        window = until("the window", self.window)
        frame = next(told.place for told in self._tree() if told.role == "frame")
        left, top, wide, _ = self.reader.extents(frame)
        x, y, width, height = self.reader.extents(place)
        own = window.width / wide
        middle = (int((x - left + width / 2) * own) + window.x, int((y - top + height / 2) * own) + window.y)
        return Seen("", "", 0, 0, *middle)

    def shows_a_picture(self) -> bool:
        """Whether the ground of a picture's answer is on the screen: much red below red."""
        image = self.grab()
        high = _GROUND * self._scale
        for x in range(0, image.width(), high):
            for y in range(0, image.height() - high, high):
                if all(image.pixel(x, y + one) & 0xFFFFFF == _RED for one in range(0, high, 4)):
                    return True
        return False

    def window(self) -> Seen | None:
        """The window, not a small one before it."""
        return self.person.at.shown("Dialtone", least=_WIDE * self._scale)

    def each_time(self, key: str) -> Iterator[None]:
        """A few times, with a key after each."""
        for _ in range(TIMES):
            yield
            self.person.at.keys(key)

    def run(self, *words: str) -> None:
        """Run a command in this network and on this screen."""
        subprocess.run(words, env=dict(self.person.at.environment), check=False, timeout=LIMIT)

    def seconds(self, *keys: str) -> float:
        """How long after keys the window is another; looked at every 50 ms."""
        before, begun = self.still(), time.monotonic()
        self.person.at.keys(*keys)
        until("a change", lambda: self.grab() != before)
        return time.monotonic() - begun
