"""The first check as somebody makes it who hears the window: by keyboard and what AT-SPI tells. Prints JSON.

Usage: python -m end_to_end.reading_stories
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from end_to_end.desktop_stories import desktop
from end_to_end.reader import Place, Reader, Told, listen
from end_to_end.screen import Screen, screen, until
from end_to_end.tray_stories import Person, make_home, tell

_MOST = 80
_LIMIT = 90
_LIMIT_OF_A_KEY = 30
SENSIBLE = frozenset(
    {"push button", "check box", "radio button", "combo box", "entry", "text", "label", "heading", "list", "list item"}
    | {"page tab", "link", "table", "button", "push button menu", "button menu"}
)
"""Roles of AT-SPI where the keyboard may stop."""


class Listener:
    """Somebody at the keyboard who hears the window."""

    def __init__(self, person: Person, reader: Reader) -> None:
        self._person, self._reader = person, reader
        self._program: Place = until("the program", lambda: reader.programs().get("Dialtone"), limit=_LIMIT)

    def stops(self) -> list[Told]:
        """Where the Tab key stops, until it is back where it began."""
        found: list[Place] = []
        while len(found) < _MOST and (at := self._next_stop()) not in found:
            found.append(at)
        return [self._reader.told(place) for place in found]

    def _next_stop(self) -> Place:
        before = len(self._reader.focused)
        self._person.at.keys("Tab")
        until("another stop", lambda: len(self._reader.focused) > before, limit=_LIMIT_OF_A_KEY)
        return self._reader.focused[-1]

    def all(self, role: str) -> list[Told]:
        """What of a kind is on the screen."""
        return [told for told in self._reader.tree(self._program) if told.role == role]

    def find(self, role: str, name: str) -> Told | None:
        """What has this role, and a name that begins so."""
        return next((told for told in self.all(role) if told.name.startswith(name)), None)

    def read(self) -> list[Told]:
        """What is read of the window from its beginning to its end, by somebody who does not use the Tab key."""
        return [told for told in self._reader.tree(self._program) if told.name]

    def press(self, role: str, name: str) -> Place:
        """Press it as a screen reader does."""
        told = until(name, lambda: self.find(role, name))
        self._reader.press(told.place)
        return told.place


def wrong(stops: list[Told]) -> list[str]:
    """Stops without a name, or with a role that tells nothing."""
    return [f"{stop.role} {stop.name!r}" for stop in stops if not stop.name.strip() or stop.role not in SENSIBLE]


def names(stops: list[Told]) -> list[str]:
    """What is heard of each: its beginning is enough, and neither the country nor the time is ours."""
    return [
        "the country" if stop.role == "combo box" else "Checked" if stop.name.startswith("Checked ") else stop.name[:28]
        for stop in stops
    ]


def journey(person: Person, reader: Reader) -> None:
    """From the first page to what is known of one messenger."""
    told, own = person.told, Listener(person, reader)
    until("a window", lambda: own.all("frame"), limit=_LIMIT)  # the program is known a moment before its window is
    told["a window has its name"] = [frame.name for frame in own.all("frame")]
    until("where it begins", lambda: (start := own.find("push button", "Check now")) and "focused" in start.states)
    until("the chips", lambda: own.find("check box", "WhatsApp"))
    first = own.stops()
    told["first page, wrong"] = wrong(first)
    told["first page"] = names(first)
    told["first page, headings"] = names(own.all("heading"))
    chip = own.press("check box", "WhatsApp")
    told["a tick is heard"] = until("the tick", lambda: "checked" in reader.told(chip).states)
    own.press("push button", "Check now")
    until("an answer", lambda: reader.announced, limit=_LIMIT)
    told["the answer has the keyboard"] = until(
        "the answer", lambda: any("focused" in one.states for one in own.all("push button"))
    )
    told["the lines"] = bool(until("the lines", lambda: own.find("graphic", "You, ")))
    tiles = own.stops()
    told["answer, wrong"] = wrong(tiles)
    told["answer"] = names(tiles)
    told["answer, headings"] = names(own.all("heading"))
    told["answer, read"] = names(own.read())
    own.press("push button", "WhatsApp, ")
    until("the page", lambda: own.find("push button", "How we know"))
    stops = own.stops()
    told["result, wrong"] = wrong(stops)
    told["result"] = names(stops)
    headings = own.all("heading")
    told["result, headings"] = names(headings)
    told["headings have their words as text"] = all(reader.text(one.place) == one.name for one in headings)
    place = own.press("push button", "How we know")
    told["it says that it is open"] = until("opening", lambda: "expanded" in reader.told(place).states)
    more = own.stops()
    told["opened, wrong"] = wrong(more)
    told["opened, more stops"] = len(more) > len(stops)
    told["the drawing"] = bool(until("the drawing", lambda: own.find("graphic", "You, ")))
    told["said once"] = reader.announced


@contextmanager
def hearing() -> Iterator[tuple[Person, Reader]]:
    """A first run, on a desktop that says that a screen reader is at work."""
    with tempfile.TemporaryDirectory() as folder, screen(make_home(Path(folder)), tray=False) as at:
        (Path(folder) / "config" / "dialtone" / "settings.json").unlink()  # a first run
        with desktop(at) as here:
            heard = {**here.at.environment, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8", "LANGUAGE": "en"}
            heard.pop("NO_AT_BRIDGE")
            reader = listen(heard["DBUS_SESSION_BUS_ADDRESS"])
            yield Person(Screen(heard)), reader
            reader.close()


def main() -> None:
    """Play it."""
    with hearing() as (person, reader), person.dialtone():
        tell(person, lambda: journey(person, reader))


if __name__ == "__main__":
    main()
