"""The result and the pages over it, under one header. A page is built when it is opened."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from dialtone.ui.pages.header import Header
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.layouts import in_a_column

Build = Callable[[], ItemPage]


class Section(Enum):
    """The sections of the window."""

    RESULT = "result"
    HISTORY = "history"
    SETTINGS = "settings"


class PageStack(QWidget):
    """Header and stack. The result comes first; every other page leads back to it, or to the section it belongs to.

    Signals:
        left: the person left a page for the result.
        back_requested: Back was pressed with no page open: close the messenger page over the result.
    """

    left = Signal()
    back_requested = Signal()

    def __init__(self, result: QWidget, menu: QMenu, share: QAction) -> None:
        super().__init__()
        self.header = Header(menu, share)
        self._stack = QStackedWidget()
        self._stack.addWidget(result)
        self._result = result
        self._status = self._title = ""
        """What the header shows above the result: the status of its tint, and the messenger whose page is open."""
        self.section = Section.RESULT
        """The section whose page is shown; the result for a page of no section."""
        self.asking = False
        """The start page is shown: sections cannot be opened."""
        self.header.back_button.clicked.connect(self._on_back_clicked)
        self._builders: dict[Section, Build] = {}
        in_a_column(self, self.header).addWidget(self._stack, 1)
        history = QShortcut(QKeySequence("Ctrl+H"), self)
        history.activated.connect(lambda: self.open(Section.HISTORY))

    def offer(self, section: Section, build: Build) -> None:
        """Set the builder of a section's page."""
        self._builders[section] = build

    @property
    def page(self) -> ItemPage | None:
        """The page over the result; None if there is none."""
        current = self._stack.currentWidget()
        return current if isinstance(current, ItemPage) else None

    def open(self, section: Section) -> None:
        """Open a section; its page is rebuilt, so that it is up to date."""
        if self.asking or section not in self._builders:
            self.show_result()
            return
        self.show_page(self._builders[section]())
        self.section = section

    def show_page(self, page: ItemPage, back_to: Section = Section.RESULT) -> None:
        """Show a page over the result. `back_to`: the section that Back leads to."""
        page.back_requested.connect(self.leave if back_to is Section.RESULT else lambda: self.open(back_to))
        self._drop_page()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._show_header()
        self.header.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_result(self) -> None:
        """Return to the result."""
        self._drop_page()
        self._stack.setCurrentWidget(self._result)
        self._show_header()

    def leave(self) -> None:
        """Return to the result, with the keyboard focus."""
        self.show_result()
        self.left.emit()

    def show_status(self, status: str, title: str = "") -> None:
        """Tint the header above the result by this status; empty for no tint. `title`: the messenger page over it."""
        self._status, self._title = status, title
        self._show_header()

    def _show_header(self) -> None:
        """Show the title of the open page; without one, the status and title of the result."""
        if (page := self.page) is not None:
            self.header.show_status("", page.windowTitle(), asking=self.asking)
        else:
            self.header.show_status(self._status, self._title, asking=self.asking)

    def _on_back_clicked(self) -> None:
        """Let the open page decide how to go back; without one, the window does."""
        if (page := self.page) is not None:
            page.back_requested.emit()
        else:
            self.back_requested.emit()

    def _drop_page(self) -> None:
        """Remove the open page, which shows the result below it."""
        page = self.page
        if page is not None:
            self.section = Section.RESULT
            self._stack.removeWidget(page)
            page.left.emit()
            page.deleteLater()
