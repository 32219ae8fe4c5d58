"""Lets Tab stop at reading text from when a screen reader listens, also where the text was there first."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication


class ReadingFocus(QObject):
    """Looks whenever the keyboard goes somewhere, until a screen reader listens: Qt tells Python no such moment."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self) -> None:
        if not QAccessible.isActive():
            return
        self._app.focusChanged.disconnect(self._on_focus_changed)
        from dialtone.ui.widgets.controls import Text  # where nobody listens, a program in the tray needs no texts

        for widget in self._app.allWidgets():
            if isinstance(widget, Text):
                widget.let_tab_stop()
