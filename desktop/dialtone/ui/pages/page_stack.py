"""The pages of an answer, and one page at a time over them, under one header."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import TEXT, Space, colours_of, margins
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, MenuButton, open_below
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.layouts import has_large_font, is_small, make_column

HISTORY, SETTINGS = "history", "settings"
"""The names of the pages about which the program asks whether they are open."""
_TITLE_STRETCH = 1000
"""The stretch of the title, against 1 for the spacer that keeps the buttons at the end if there is no title."""


class Header(QWidget):
    """The bar at the top, on the tint of the page below: Back with the title of that, Share and the menu."""

    def __init__(self, menu: QMenu, share: QAction) -> None:
        super().__init__()
        self._status = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(Space.L, Space.S, Space.M, Space.S))
        row.setSpacing(Space.XS)
        self.back_button = Button("", ButtonStyle.QUIET, ButtonIcon.BACK)
        self.back_button.setAccessibleName(translate("Page", "Back"))
        self.title = Heading("", TEXT, selectable=False)
        row.addWidget(self.back_button)
        row.addWidget(self.title, _TITLE_STRETCH, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self._share_word = share.iconText()
        self.share_button = Button(self._share_word, ButtonStyle.QUIET, ButtonIcon.SHARE)
        self.share_button.setObjectName("share")
        self.share_button.setAccessibleName(self._share_word)
        self.share_button.clicked.connect(share.trigger)
        self.share_button.setEnabled(share.isEnabled())
        share.enabledChanged.connect(self.share_button.setEnabled)
        row.addWidget(self.share_button)
        self.menu_button = MenuButton("", ButtonStyle.QUIET, ButtonIcon.MORE)
        self.menu_button.setAccessibleName(translate("Window", "Menu"))
        self.menu_button.clicked.connect(lambda: open_below(menu, self.menu_button))
        row.addWidget(self.menu_button)
        key = QShortcut(QKeySequence(Qt.Key.Key_F10), self.menu_button)  # the key of menu bars
        key.activated.connect(lambda: open_below(menu, self.menu_button, by_key=True))

    def show_page(self, title: str, status: str, *, may_share: bool) -> None:
        """Show the title of a page, which Back leaves, and the tint of its status; both are empty for none."""
        self._status = status
        self.share_button.setVisible(may_share)
        self.back_button.setVisible(bool(title))
        self.title.show_words(title)  # a screen reader would stop at an empty heading
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the word Share beside its icon where it fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fits = not (is_small(self) or has_large_font(self))
        self.share_button.setText(self._share_word if fits else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colours.tint(self._status) if self._status else colours.page)


class PageStack(QWidget):
    """Header and pages: those of an answer stay; a page over them is destroyed once another one is shown.

    Signals:
        changed: another page is shown.
        left: the person left a page for the answer below it.
        back_requested: Back was pressed with no page over the answer: leave the page of a messenger.
    """

    changed = Signal(int)
    left = Signal()
    back_requested = Signal()

    def __init__(self, answers: Sequence[AnswerPage], menu: QMenu, share: QAction) -> None:
        """`answers`: the pages of an answer; the first is shown. `menu`, `share`: of the header."""
        super().__init__()
        self.header = Header(menu, share)
        self._stack = QStackedWidget()
        self._stack.currentChanged.connect(self.changed)
        for page in answers:
            self._stack.addWidget(page)
            page.answered.connect(self.show_header)
        self.answer = answers[0]
        """The page of an answer that is shown, or below the page over it."""
        self.header.back_button.clicked.connect(self._on_back_clicked)
        make_column(self, self.header).addWidget(self._stack, 1)
        self.show_header()

    @property
    def page(self) -> ItemPage | None:
        """The page over the answer; None if there is none."""
        current = self._stack.currentWidget()
        return current if isinstance(current, ItemPage) else None

    @property
    def page_name(self) -> str:
        """The name of the page over the answer; empty if there is none, or it has no name."""
        return self.page.name if self.page is not None else ""

    def show_page(self, page: ItemPage, back: Callable[[], object] | None = None) -> None:
        """Show a page over the answer. `back`: called by Back, to open another page; None to return to the answer."""
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
        is_shared = self.page is not None and self.page.is_for_sharing
        may_share = not (self.answer.before_first_check or is_shared)
        self.header.show_page(page.windowTitle(), page.status, may_share=may_share)

    def _on_back_clicked(self) -> None:
        if (page := self.page) is not None:
            page.back_requested.emit()
        else:
            self.back_requested.emit()

    def _drop_page(self) -> None:
        if (page := self.page) is not None:
            self._stack.removeWidget(page)
            page.left.emit()
            page.deleteLater()
