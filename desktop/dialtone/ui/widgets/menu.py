"""A menu of one make with the rest of the window. Where Qt has a native style the menu is the system's own."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget


def open_below(menu: QMenu, button: QWidget, *, leading: bool = False, by_key: bool = False) -> None:
    """Open a menu below a button, the outer edges in line: at the end of a line; `leading`: at its beginning.

    `by_key`: by a key that works anywhere in the window.
    """
    rect = button.rect()
    to_the_right = button.isLeftToRight() == leading
    corner = rect.bottomLeft() if to_the_right else rect.bottomRight()
    on_the_button = button.hasFocus() and button.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    if by_key or on_the_button:
        first = next((one for one in menu.actions() if one.isVisible() and one.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)  # who comes by the keyboard goes on with it
    menu.popup(button.mapToGlobal(corner) - QPoint(0 if to_the_right else menu.sizeHint().width(), 0))


def open_by_f10(menu: QMenu, button: QWidget) -> None:
    """Open the menu of a window by F10 too, the key of menu bars, while its button is to be seen."""
    key = QShortcut(QKeySequence(Qt.Key.Key_F10), button)
    key.activated.connect(lambda: open_below(menu, button, by_key=True))
