"""The font of the card, which Dialtone brings along: equal letters on every computer."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication

FAMILY = "Dialtone Card"


class CardFontError(Exception):
    """The font cannot be read. The message is one line."""


def painting_application() -> QGuiApplication:
    """Return the application object that painting text needs; where none runs, one that needs no screen."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    return QGuiApplication(["dialtone", "-platform", "offscreen"])


def read_card_font(folder: Path) -> None:
    """Make the card's font known to Qt. Needs an application object."""
    if FAMILY in QFontDatabase.families():
        return
    for name in ("card-regular.ttf", "card-bold.ttf"):
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise CardFontError(f"{folder / name}: not a font")
