"""The pages of an answer, and every other page over them, under one header. Such a page is built when it is opened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from dialtone.ui.pages.header import Header
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.layouts import make_column


class PageStack(QWidget):
    """Header and pages. Every other page leads back to the answer below it, unless it is shown with another way back.

    Signals:
        changed: another page is shown.
        left: the person left a page for the answer.
        back_requested: Back was pressed with no page open: leave the page of a messenger.
    """

    changed = Signal(int)
    left = Signal()
    back_requested = Signal()

    def __init__(self, answers: Sequence[AnswerPage], menu: QMenu, share: QAction) -> None:
        """`answers`: the pages of an answer; the first is shown."""
        super().__init__()
        self.header = Header(menu, share)
        self._stack = QStackedWidget()
        self._stack.currentChanged.connect(self.changed)
        for page in answers:
            self._stack.addWidget(page)
            page.answered.connect(self.show_header)
        self.answer = answers[0]
        """The page of an answer that is shown, or covered by another page."""
        self.header.back_button.clicked.connect(self._on_back_clicked)
        make_column(self, self.header).addWidget(self._stack, 1)
        self.show_header()

    @property
    def page(self) -> ItemPage | None:
        """The page over the answer; None if there is none."""
        current = self._stack.currentWidget()
        return current if isinstance(current, ItemPage) else None

    def show_page(self, page: ItemPage, back: Callable[[], object] | None = None) -> None:
        """Show a page over the answer. `back`: opens the page that Back leads to; None for the answer."""
        page.back_requested.connect(back or self.leave)
        page.answered.connect(self.show_header)
        self._drop_page()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.show_header()
        self.header.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_answer(self, page: AnswerPage) -> None:
        """Show the page of an answer, without any page over it."""
        self._drop_page()
        self.answer = page
        self._stack.setCurrentWidget(page)
        self.show_header()

    def leave(self) -> None:
        """Return to the answer, with the keyboard focus."""
        self.show_answer(self.answer)
        self.left.emit()

    def show_header(self) -> None:
        """Show the title and the tint of the current page."""
        page = self.page or self.answer
        self.header.show_page(page.windowTitle(), page.status, may_share=not self.answer.asks)

    def _on_back_clicked(self) -> None:
        """Let the open page decide how to go back; without one, the window does."""
        if (page := self.page) is not None:
            page.back_requested.emit()
        else:
            self.back_requested.emit()

    def _drop_page(self) -> None:
        """Remove the open page, which shows the answer below it."""
        page = self.page
        if page is not None:
            self._stack.removeWidget(page)
            page.left.emit()
            page.deleteLater()
