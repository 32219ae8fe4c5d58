"""Opens a menu where its button is."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget


def open_below(menu: QMenu, button: QWidget) -> None:
    """Open a menu below a button at the end of a line, with the outer edges in line."""
    rect = button.rect()
    inwards = QPoint(menu.sizeHint().width() if button.isLeftToRight() else 0, 0)
    corner = rect.bottomRight() if button.isLeftToRight() else rect.bottomLeft()
    menu.popup(button.mapToGlobal(corner) - inwards)
