"""The fonts of the card, which Dialtone brings along: equal letters on every computer."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

FAMILY = "Dialtone Card"
FAMILIES = (FAMILY, f"{FAMILY} Han")
"""Where a letter is in neither, it is of the system's."""
_FILES = ("card-regular.ttf", "card-bold.ttf", "card-han-regular.otf")


class CardFontError(Exception):
    """The font cannot be read. The message is one line."""


def painting_application() -> QGuiApplication:
    """Return the application object that painting text needs; where none runs, one that needs no screen."""
    running = QGuiApplication.instance()
    if isinstance(running, QGuiApplication):
        return running
    return QGuiApplication(["dialtone", "-platform", "offscreen"])


def read_card_font(folder: Path) -> None:
    """Make the card's fonts known to Qt. Needs an application object."""
    if FAMILY in QFontDatabase.families():
        return
    for name in _FILES:
        if QFontDatabase.addApplicationFont(str(folder / name)) < 0:
            raise CardFontError(f"{folder / name}: not a font")


def can_write(text: str) -> bool:
    """Return whether the card's fonts and the system's have all letters of a text. The card's must be loaded."""
    font = QFont()
    font.setFamilies(FAMILIES)
    metrics = QFontMetricsF(font)
    return all(metrics.inFontUcs4(ord(letter)) for letter in text if letter.isprintable())
