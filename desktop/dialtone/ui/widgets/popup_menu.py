"""Opens a menu where its button is."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget


def open_below(menu: QMenu, button: QWidget, *, leading: bool = False) -> None:
    """Open a menu below a button, the outer edges in line: at the end of a line; `leading`: at its beginning."""
    rect = button.rect()
    to_the_right = button.isLeftToRight() == leading
    corner = rect.bottomLeft() if to_the_right else rect.bottomRight()
    if button.hasFocus() and button.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
        first = next((one for one in menu.actions() if one.isVisible() and one.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)  # who comes by the keyboard goes on with it
    menu.popup(button.mapToGlobal(corner) - QPoint(0 if to_the_right else menu.sizeHint().width(), 0))
