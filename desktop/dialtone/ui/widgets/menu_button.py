"""A button that opens a menu, also for the keyboard and a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibleInterface, QKeyEvent

from dialtone.ui.widgets.controls import Button
from dialtone.ui.widgets.spoken_roles import SpokenMenuButton


class MenuButton(Button):
    """The arrow down opens it too, as in a list of choices."""

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenMenuButton(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu by the arrow."""
        if event.key() == Qt.Key.Key_Down:
            self.click()
        else:
            super().keyPressEvent(event)
