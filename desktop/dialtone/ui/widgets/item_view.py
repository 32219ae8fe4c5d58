"""Shows a page from its description, and updates it in place: focus, scroll position and expanded rows stay.

The key of a control is the id of its action: `ItemView.acted` emits it, with the chosen value.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget
from shiboken6 import delete

from dialtone.model.frozen import Frozen
from dialtone.ui.painting.theme import Space
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.layouts import discard, make_column, tab_in_reading_order

Act = Callable[[str, object], None]  # takes the id of an action and its value
View = tuple[QWidget, Callable[[Any], object]]
"""The widget of an item, and a function that shows another item with the same identity in it."""


class Item(Frozen):
    """A part of a page, as a value: a page is a sequence of items."""

    def identity(self) -> Hashable:
        """Return what stays the same while the item changes in place: its type, and its key or label."""
        return type(self), getattr(self, "key", "") or getattr(self, "label", "")

    def view(self, act: Act) -> View:
        """Return its view, which is then shown the item itself. `act`: called with what the person does."""
        raise NotImplementedError


class Items(QWidget):
    """The widgets of items in a layout, in order."""

    def __init__(self, act: Act, layout: QLayout) -> None:
        super().__init__()
        self._act = act
        self._views: dict[tuple[Hashable, int], View] = {}
        self.setLayout(layout)

    def widgets(self) -> list[QWidget]:
        return [widget for widget, _ in self._views.values()]

    def show_items(self, items: Sequence[Item]) -> bool:
        """Show these items; return whether widgets were added, removed or moved."""
        former, self._views = self._views, {}
        counts = Counter[Hashable]()
        for item in items:
            identity = item.identity()
            key = identity, counts[identity]  # those with the same identity are numbered, so that each keeps its view
            counts[identity] += 1
            widget, show = former.get(key) or item.view(self._act)
            show(item)
            self._views[key] = widget, show
        for key in former.keys() - self._views.keys():
            discard(former[key][0])
        moved = list(former) != list(self._views)
        if moved:
            self._arrange()
        return moved

    def _arrange(self) -> None:
        """Put the widgets into the layout again, in order, which is also that of screen readers."""
        layout = cast("QLayout", self.layout())
        while (former := layout.takeAt(0)) is not None:
            delete(former)  # until it is gone, Qt tells only this one that the widget needs another height
        for widget in self.widgets():
            layout.addWidget(widget)
            widget.show()
            widget.raise_()


class ItemView(Items):
    """A column of items. The object name of a control's widget is its key."""

    acted = Signal(str, object)  # what the person did: the key of the control, and its value

    def __init__(self, items: Sequence[Item] = (), *, spacing: int = Space.L) -> None:
        super().__init__(lambda key, value: self.acted.emit(key, value), make_column(None, spacing=spacing))
        self.show_items(items)

    def show_items(self, items: Sequence[Item]) -> bool:
        moved = super().show_items(items)
        if moved:
            tab_in_reading_order(self)
        return moved

    def control(self, key: str) -> Any:
        """Return the widget of a control, such as a `Button`, by its key. Raises `LookupError` if it is not shown."""
        widget = self.findChild(QWidget, key)
        if widget is None:
            raise LookupError(key)
        return widget

    def has_control(self, key: str) -> bool:
        return self.findChild(QWidget, key) is not None


class ItemPage(AnswerPage):
    """A full-window page that is made of items, perhaps below an answer, with title and Back in the header."""

    back_requested = Signal()
    left = Signal()  # the page is no longer shown, and will not be again
    name = ""
    """By which the program asks whether this page is open; empty for pages about which it never asks."""
    is_for_sharing = False
    """It is what the button Share opens, so that the header need not offer that again."""

    def __init__(self, title: str, items: Sequence[Item] = (), *, spacing: int = Space.M) -> None:
        super().__init__(lines=1)
        self.view = ItemView(items, spacing=spacing)
        self.body.addWidget(self.view)
        self.body.addSpacing(Space.M)
        self.body.addStretch(1)
        self.block.hide()
        self.setWindowTitle(title)
        self.acted = self.view.acted
        self.control = self.view.control
        self.has_control = self.view.has_control
        self.show_items = self.view.show_items

    def show_answer(self, state: ResultState) -> None:
        self.block.setVisible(bool(state.sentence))
        super().show_answer(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def would_lose(self) -> bool:
        """Return whether the page would lose what the person has done on it if it were destroyed and opened again."""
        return True

    def focus(self, key: str) -> None:
        self.control(key).setFocus(Qt.FocusReason.OtherFocusReason)
