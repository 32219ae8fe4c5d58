"""A column that is no wider than can be read, and what is left free beside it."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.theme import SPACE_L, SPACE_XXL

_WIDTH, _LETTERS = 744, 48
"""The least that it may grow to, and how many letters' heights, where those are large."""

_NARROW = 40
"""Letters' heights. What has less width keeps it for the words."""


def side_margin(widget: QWidget) -> int:
    """Return what is left free at each side of a page."""
    return SPACE_L if widget.width() < _NARROW * QFontInfo(widget.font()).pixelSize() else SPACE_XXL


_COLUMN, _SIDE, _SIDE_SMALL = 720, 40, 20
_SMALL = 520
_LARGE_POINTS = 18


def is_small(widget: QWidget) -> bool:
    """Return whether there is so little width that pictures and words beside each other make way."""
    return widget.width() < _SMALL


def has_large_letters(widget: QWidget) -> bool:
    """Return whether the system's letters are so large that they take the room of what is drawn."""
    return QFontInfo(widget.font()).pointSizeF() >= _LARGE_POINTS


def column_margin(widget: QWidget, beside: int = 0) -> int:
    """Return what is free at each side of the column with the answer; in a wide window it stands in the middle.

    `beside`: the width of a scroll bar beside the widget, in pixels.
    """
    side = _SIDE_SMALL if is_small(widget) or has_large_letters(widget) else _SIDE
    return max(side, (widget.width() + beside - _COLUMN) // 2)


class ReadingColumn(QWidget):
    """Its greatest width follows the letters; where there is more room, a layout puts it in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.setMaximumWidth(max(_WIDTH, _LETTERS * QFontInfo(self.font()).pixelSize()))
