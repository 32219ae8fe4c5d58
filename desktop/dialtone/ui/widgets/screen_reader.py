"""Accessible roles of widgets that Qt misreports to screen readers: headings, expandable rows, labels, the window.

Qt reports every checkable button as a check box, and every text as a label.
"""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleInterface,
    QAccessibleStateChangeEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QApplication, QLabel, QWidget
from shiboken6 import VoidPtr, getCppPointer

from dialtone.explain.joining import as_sentences
from dialtone.ui.state.labels import translate

_PRESS = "Press"
"""Qt's name for the action, by which the bridges to AT-SPI, UI Automation and NSAccessibility recognise it."""
_ROLES_BY_NAME: Mapping[str, QAccessible.Role] = {
    "Frame": QAccessible.Role.Window,
    "QStackedWidget": QAccessible.Role.Grouping,
    "Waves": QAccessible.Role.Graphic,
}
"""By class name: `Frame` may import nothing before it is on the screen, and a stack, which Qt reports as layers, shows
only one part at a time."""


def install_accessible_roles() -> None:
    """Make Qt use the interface that a widget's method `spoken` returns; None there leaves it to Qt. Idempotent.

    The frame is on the screen before: if a screen reader has already queried it, Qt caches the wrong role, which is
    dropped here.
    """
    QAccessible.installFactory(_interface_of)
    for window in QApplication.topLevelWidgets():
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(QAccessible.queryAccessibleInterface(window)))


def _interface_of(class_name: str, qt_object: QObject) -> QAccessibleInterface | None:
    if (spoken := getattr(qt_object, "spoken", None)) is not None:
        return cast("QAccessibleInterface | None", spoken())
    if isinstance(qt_object, QLabel) and isinstance(qt_object.parentWidget(), QAbstractButton):
        return _ButtonLabel(qt_object)
    role = _ROLES_BY_NAME.get(class_name)
    return QAccessibleWidget(qt_object, role) if role is not None and isinstance(qt_object, QWidget) else None


class _ButtonLabel(QAccessibleWidget):
    """A label in a button, whose own name and description say the same: screen readers skip it, to read that once."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.StaticText)

    def state(self) -> QAccessible.State:
        state = super().state()
        state.invisible = True
        return state


class SpokenHeading(QAccessibleWidget):
    """A heading: screen readers jump between headings, and read their text instead of their name, as on a web page.

    Source: Orca's speech_generator.py, `_generate_heading`.
    """

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label
        self._text = _LabelText(label)

    def text(self, kind: QAccessible.Text) -> str:
        return self._label.text() if kind is QAccessible.Text.Name else super().text(kind)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> VoidPtr:  # type: ignore[override]  # an int crashes
        """Return the address of the text interface; Qt requests each kind as a bare pointer."""
        if kind is QAccessible.InterfaceType.TextInterface:
            return VoidPtr(getCppPointer(self._text)[0])
        other = super().interface_cast(kind)
        return other if isinstance(other, VoidPtr) else VoidPtr(other or 0)


class _LabelText(QAccessibleTextInterface):
    """The words of a label as read-only text that can be read by letters, words and lines."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self._label = label

    def text(self, start: int, end: int) -> str:
        return self._label.text()[start:end]

    def characterCount(self) -> int:
        return len(self._label.text())

    def attributes(self, _offset: int) -> tuple[str, int, int]:
        return "", 0, self.characterCount()

    def characterRect(self, _offset: int) -> QRect:
        """Return the rectangle of the whole label, which does not know where each letter is."""
        return QRect(self._label.mapToGlobal(QPoint()), self._label.size())

    def offsetAtPoint(self, _point: QPoint) -> int:
        return -1

    def cursorPosition(self) -> int:
        return 0

    def selectionCount(self) -> int:
        return 0

    def selection(self, _index: int) -> tuple[int, int]:
        return 0, 0

    def _ignore(self, *_asked: object) -> None:
        """Do nothing: the text is read-only."""

    setCursorPosition = addSelection = removeSelection = setSelection = scrollToSubstring = _ignore


class SpokenButton(QAccessibleWidget):
    """A button that opens a menu, or else one that expands something and says which of the two it has done."""

    def __init__(self, button: QAbstractButton, *, opens_menu: bool) -> None:
        super().__init__(button, QAccessible.Role.ButtonMenu if opens_menu else QAccessible.Role.Button)
        self._button, self._opens_menu = button, opens_menu

    def state(self) -> QAccessible.State:
        state = super().state()
        expanded = self._button.isChecked()
        if self._opens_menu:
            state.hasPopup = True
        else:
            state.expandable = True
            state.expanded = expanded
            state.collapsed = not expanded
        return state

    def actionNames(self) -> list[str]:
        return [_PRESS, *super().actionNames()] if self._button.isEnabled() else super().actionNames()

    def doAction(self, name: str) -> None:
        if name == _PRESS:
            self._button.click()
        else:
            super().doAction(name)


def tell_expanded(button: QAbstractButton) -> None:
    """Tell screen readers that this was just expanded or collapsed.

    Qt 6.11 does not pass this to AT-SPI, and Orca said nothing: if the button has the focus, it is announced too.
    """
    changed = QAccessible.State()
    changed.expanded = changed.collapsed = True
    QAccessible.updateAccessibility(QAccessibleStateChangeEvent(button, changed))
    if button.hasFocus():
        opened = translate("Page", "Opened")
        announce(button, [opened if button.isChecked() else translate("Page", "Closed")])


def announce(widget: QWidget, sentences: Sequence[str]) -> None:
    """Announce sentences, one after the other; empty ones are left out."""
    spoken = [sentence.rstrip(".") for sentence in sentences if sentence]
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, as_sentences(spoken)))
