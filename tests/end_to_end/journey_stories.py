"""One look of the journeys, on a screen of its own inside the lab. Keeps pictures, and prints as JSON what was counted.

Usage: python -m end_to_end.journey_stories STORY LANGUAGE light|dark SCALE POINTS FOLDER
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from end_to_end.desktop_stories import desktop
from end_to_end.reader import Place, Reader, listen
from end_to_end.screen import NeverError, Screen, gone, running, screen, until
from end_to_end.traveller import LIMIT, TIMES, Traveller
from end_to_end.tray_stories import Person, make_home

THREE = ("WhatsApp", "Telegram", "Signal", "واتساپ", "تلگرام", "سیگنال")
_COUNTRIES = {"en": "US", "ru": "RU", "fa": "IR"}
_DARK = """
[Colors:Window]
BackgroundNormal=35,38,41
ForegroundNormal=252,252,252
[Colors:Button]
BackgroundNormal=49,54,59
ForegroundNormal=252,252,252
"""


def from_nothing(to: Traveller) -> None:
    """Nothing is installed: from the first page through an answer to everything that the window has."""
    chips = until("the chips", lambda: to.all("MessengerChoices.Tile"))
    to.keep("01-first-nothing")
    to.press_on(next(chip for chip in chips if to.reader.name(chip) in ("WhatsApp", "واتساپ")))
    to.keep("02-one-chosen")
    begun = time.monotonic()
    to.press("AnswerBlock.Button")
    until("the tiles", lambda: to.all("TileBoard.Tile"), limit=LIMIT)
    to.keep("03-checking", still=False)
    until("an answer", lambda: to.reader.announced, limit=LIMIT)
    to.facts["Start to answer"] = round(time.monotonic() - begun, 1)
    to.keep("04-answer")
    to.press("TileBoard.Tile")
    until("the page", lambda: to.all("BoxRowView.why"))
    to.keep("04-page")
    to.wheel(8)
    to.keep("05-advice")
    to.press("BoxRowView.why")
    to.wheel(80)
    to.keep("06-how-we-know")
    to.still()
    place, begun = to.middle("Header.share"), time.monotonic()
    to.click_on(place)
    until("the picture", lambda: to.shows_a_picture(), limit=LIMIT)
    to.facts["picture"] = round(time.monotonic() - begun, 3)
    until("the page", lambda: to.all("SharePage"))
    to.keep("07-share")
    to.keys("Escape")
    to.facts["floor"] = round(median(to.seconds("Tab") for _ in range(TIMES)), 3)
    to.facts["history opens"] = round(median(to.seconds("ctrl+h") for _ in to.each_time("Escape")), 3)
    to.keys("ctrl+h")
    to.keep("08-history")
    to.keys("ctrl+comma")
    until("the settings", lambda: to.all("QWidget.country"), limit=LIMIT)
    to.keep("09-settings")
    to.click("QWidget.country")
    to.keep("10-countries", whole=True)
    to.keys("Escape")
    to.wheel(80)
    to.keep("11-settings-end")
    to.keys("Escape")
    to.click("Header.MenuButton")
    to.keep("12-menu", whole=True)
    to.keys("Up", "Up", "Return")
    to.keep("13-about", whole=True)
    to.keys("Escape", "Escape")  # from the small window, then from the messenger's page
    until("the answer again", lambda: to.all("TileBoard.Tile"), limit=LIMIT)
    to.click("Header.MenuButton")
    to.keys("Down", "Down", "Down", "Down", "Return")
    to.keep("14-add", whole=True)
    to.keys("Escape")
    told = len(to.reader.announced)
    to.run("ip", "link", "set", "eth0", "down")
    to.keys("F5")
    until("an answer", lambda: len(to.reader.announced) > told, limit=LIMIT)
    to.keep("15-offline")


def from_found(to: Traveller) -> None:
    """Two are installed, and all is well; closing the window ends it, as nothing is watched."""
    until("the chips", lambda: to.all("MessengerChoices.Tile"))
    to.keep("16-first-found")
    to.press("AnswerBlock.Button")
    until("an answer", lambda: to.reader.announced, limit=LIMIT)
    to.keep("17-works")
    to.person.at.close(until("the window", to.window))
    until("the window goes", gone(to.window))


def from_three(to: Traveller, case: str) -> None:
    """Ask three messengers, and open the first of them in the answer."""
    for chip in until("the chips", lambda: to.all("MessengerChoices.Tile"), limit=LIMIT):
        if to.reader.name(chip) in THREE:
            to.press_on(chip)
            until("the tick", partial(is_ticked, to, chip))
    to.press("AnswerBlock.Button")
    until("an answer", lambda: to.reader.announced, limit=LIMIT)
    to.keep(f"20-{case}")
    to.press("TileBoard.Tile")
    until("the page", gone(lambda: to.all("TileBoard.Tile")))
    to.keep(f"21-{case}-page")


def is_ticked(to: Traveller, chip: Place) -> bool:
    """Whether a messenger of the first page is ticked."""
    return "checked" in to.reader.told(chip).states


def look(story: str, language: str, scheme: str, scale: int, points: int, folder: Path) -> dict[str, object]:
    """Make one journey."""
    begun = time.monotonic()
    with somebody(language, scheme, scale, points, found=story == "found") as (person, reader), ExitStack() as stack:
        floor = empty_window(person)
        started = time.monotonic()
        stack.enter_context(person.dialtone())
        name = f"{language}-{scheme}-{scale}x-{points}"
        to = Traveller(person, reader, scale, lambda station: folder / f"{name}-{station}.png")
        to.facts["language"] = language
        until("the window", person.window, limit=LIMIT)
        to.facts["an empty window"] = floor
        to.facts["start to window"] = round(time.monotonic() - started, 2)
        until("the first page", lambda: to.all("AnswerBlock.Button"), limit=LIMIT)
        try:
            STORIES[story][1](to)
        except NeverError as missed:
            to.facts["never"] = str(missed)
            to.grab().save(str(folder / f"never-{name}.png"))
        to.facts["took"] = round(time.monotonic() - begun)
        return to.end()


def empty_window(person: Person) -> float:
    """How long an empty window takes from start to screen, for comparison."""
    begun = time.monotonic()
    with running([sys.executable, "-c", _EMPTY], person.at.environment):
        until("an empty window", lambda: person.at.shown("Empty"), limit=LIMIT)
        return round(time.monotonic() - begun, 2)


_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.setWindowTitle("Empty")
window.resize(960, 640)
window.show()
application.exec()
"""

STORIES: Mapping[str, tuple[str, Callable[[Traveller], None]]] = {
    "nothing": ("whatsapp-dns-nxdomain", from_nothing),
    "found": ("clean", from_found),
    "russia": ("russia-2026", partial(from_three, case="russia")),
    "iran": ("iran-2026", partial(from_three, case="iran")),
    "calls": ("emirates-2026", partial(from_three, case="calls")),
    "sign-in": ("captive-portal", partial(from_three, case="sign-in")),
    "fault": ("outage-signal-503", partial(from_three, case="fault")),
    "read-along": ("mitm-state-root", partial(from_three, case="read-along")),
    "white-list": ("whitelist-mode", partial(from_three, case="white-list")),
    "vpn": ("vpn-up", partial(from_three, case="vpn")),
}
"""Ten journeys by name: the network, and the way through the window."""


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
