"""How narrow a text may be without more lines: then none of them holds one word alone."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

_SLACK, _NO_LIMIT = 4, 16_777_215
"""What a label wants more than its words are wide; Qt's width that is none."""


def balance(label: QLabel, room: int) -> None:
    """Let its lines be about as long as each other; where it stands, a stretch takes what is left of the room."""
    width = balanced_width(QLabel.text(label), label.fontMetrics(), room)  # with the marks of what goes together
    label.setMaximumWidth(width + _SLACK if width < room - _SLACK else _NO_LIMIT)


def balanced_width(text: str, metrics: QFontMetrics, room: int) -> int:
    """Return the least width for as many lines as the text takes on all the room; the room, where it is one line."""

    def height(width: int) -> int:
        return metrics.boundingRect(QRect(0, 0, width, 100_000), int(Qt.TextFlag.TextWordWrap), text).height()

    allowed = height(room)
    if room <= 1 or allowed <= height(100_000):  # letters of another font may be higher than the metrics say
        return room
    narrow, wide = room // 2, room
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        if height(middle) <= allowed:
            wide = middle
        else:
            narrow = middle
    return wide
