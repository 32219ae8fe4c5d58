"""How wide the column is that is read, and what makes way where there is little room or the letters are large."""

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QWidget

_COLUMN, _LETTERS, _SIDE, _SIDE_SMALL = 720, 48, 40, 20
"""Its width, where the letters are large in their heights; and what is free beside it at least."""
_SMALL = 520
_LARGE_POINTS = 18


def is_small(widget: QWidget) -> bool:
    """Return whether there is so little width that pictures and words beside each other make way."""
    return widget.width() < _SMALL


def has_large_letters(widget: QWidget) -> bool:
    """Return whether the system's letters are so large that they take the room of what is drawn."""
    return QFontInfo(widget.font()).pointSizeF() >= _LARGE_POINTS


def column_margin(widget: QWidget, beside: int = 0) -> int:
    """Return what is free at each side of the column; in a wide window it stands in the middle.

    `beside`: the width of a scroll bar beside the widget, in pixels.
    """
    side = _SIDE_SMALL if is_small(widget) or has_large_letters(widget) else _SIDE
    column = max(_COLUMN, _LETTERS * QFontInfo(widget.font()).pixelSize())
    return max(side, (widget.width() + beside - column) // 2)
