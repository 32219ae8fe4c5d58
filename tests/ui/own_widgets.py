"""Widgets that a test makes, and that end with it."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

Made = TypeVar("Made", bound=QWidget)


def keep_widget(qtbot: QtBot, widget: Made) -> Made:
    """Return a widget that ends with the test."""
    qtbot.addWidget(widget)
    return widget


def show_widget(qtbot: QtBot, widget: Made, width: int = 0, height: int = 0) -> Made:
    """Return a widget that is on the screen until the end of the test, in its own size unless one is given."""
    if width:
        widget.resize(width, height)
    widget.show()
    return keep_widget(qtbot, widget)
