"""Rows of a page, opened as a person opens them, and those of the dialog in which one is chosen."""

from typing import TypeVar, overload

from PySide6.QtWidgets import QLabel, QWidget

from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.widgets.box_items import BoxRowView
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.window.main_window import MainWindow

Kind = TypeVar("Kind", bound=ItemPage)


@overload
def shown_page(window: MainWindow) -> ItemPage: ...
@overload
def shown_page(window: MainWindow, kind: type[Kind]) -> Kind: ...
def shown_page(window: MainWindow, kind: type[ItemPage] = ItemPage) -> ItemPage:
    """Return the page over the answer."""
    page = window.page_stack.page
    assert isinstance(page, kind)
    return page


def row(page: QWidget, label: str) -> BoxRowView:
    """Return the row with this label."""
    return next(one for one in page.findChildren(BoxRowView) if one.head.text() == label and one.isVisibleTo(page))


def open_row(page: QWidget, label: str) -> BoxRowView:
    """Open a row, and return it."""
    found = row(page, label)
    found.head.setChecked(True)
    return found


def open_all(page: QWidget) -> None:
    """Open everything that can be opened, also what comes out of it."""
    while True:
        parts = [one for one in page.findChildren(BoxRowView) if one.head.expands and one.isVisibleTo(page)]
        if not (opens := [one.head for one in parts if not one.head.isChecked()]):
            return
        for head in opens:
            head.setChecked(True)


def texts(page: QWidget) -> list[str]:
    """Return what the page says now, from above."""
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def pick(choice: Choice, value: object) -> None:
    """Choose a value."""
    choice.choose(value)
    choice.activated.emit(choice.currentIndex())


def listed(dialog: ChooseDialog) -> list[str]:
    """Return the words of each row that can be chosen now."""
    rows = dialog.list
    return [rows.item(number).text() for number in range(rows.count())]


def instead(page: MessengerPageState) -> str:
    """What the page names as working instead, in sentences."""
    assert page.words is not None
    return " ".join(way.title for way in page.words.ways if way.guidance is None)
