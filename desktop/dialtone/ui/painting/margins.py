"""Margins by the direction of reading: Qt mirrors what is in a layout, not the space around it."""

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QGuiApplication


def margins(leading: int, top: int, trailing: int, bottom: int) -> QMargins:
    """The margins as the program reads now; `leading` is the side where lines begin."""
    if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QMargins(trailing, top, leading, bottom)
    return QMargins(leading, top, trailing, bottom)
