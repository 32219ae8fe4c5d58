"""The first page: the answer, the messengers as tiles below it, and when that was. It scrolls as one column."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.messengers.tile_board import TileBoard
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.control_style import BAR_WIDTH
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, colours_of
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.widgets.answer_block import AnswerBlock
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.widgets.face import EmptyState
from dialtone.ui.widgets.notice_bar import NoticeBar, SavedBar
from dialtone.ui.widgets.outside_bar import OutsideBar
from dialtone.ui.widgets.reading_column import column_margin, has_large_letters, is_small
from dialtone.ui.widgets.scroll_area import AnswerColumn

NO_STATUS = "not_tested"
"""The ground where nothing is known yet."""


class ResultPage(QWidget):
    """What the window opens with.

    Signals:
        step_requested: the button was pressed; what it does is in `shown`.
        why_requested: the link was pressed; where it leads is in `shown`.
        check_requested: check again.
        history_requested: the person wants to see the days before.
        check_all_requested: check everything, though nothing is installed.
        add_requested: the person wants another messenger in the list.
        opened: a messenger was pressed (its id).
        rest_opened: those without a tile of their own are wanted.
    """

    step_requested = Signal()
    why_requested = Signal()
    check_requested = Signal()
    history_requested = Signal()
    check_all_requested = Signal()
    add_requested = Signal()
    opened = Signal(str)
    rest_opened = Signal()

    def __init__(self, actions: MessengerActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messenger_actions = actions
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.shown, self.rows = ResultState(), tuple[Row, ...]()
        self.fixed = False
        """A saved check is shown: nothing of it can be changed."""
        self.saved_bar, self.block, self.outside_bar = SavedBar(), AnswerBlock(), OutsideBar()
        self.block.pressed.connect(self.step_requested)
        self.block.link_pressed.connect(self.why_requested)
        self.notice = NoticeBar("")
        self.notice.hide()
        self.board = TileBoard()
        self.board.opened.connect(self.opened)
        self.board.rest_opened.connect(self.rest_opened)
        self.board.delete_pressed.connect(self._on_board_delete_pressed)
        self.board.menu_requested.connect(self._on_board_menu_requested)
        self.notes_text = Text()
        self.notes = Disclosure(QCoreApplication.translate("Window", "What can I do?"), self.notes_text)
        self.notes.hide()
        add = QCoreApplication.translate("Window", "Add a messenger")
        self.empty = EmptyState("", "", verb=add, other=QCoreApplication.translate("Window", "Check all of them"))
        self.empty.hide()
        self.empty.button.clicked.connect(self.add_requested)
        self.empty.other.clicked.connect(self.check_all_requested)
        self.footer = Text("", dim=True)
        self.history_button = Button(QCoreApplication.translate("Header", "History"), ButtonStyle.QUIET)
        self.history_button.clicked.connect(self.history_requested)
        self._again = QCoreApplication.translate("Window", "Check again")
        self.check_button = Button(self._again, ButtonStyle.QUIET, ButtonIcon.AGAIN)
        self.check_button.setAccessibleName(self._again)
        self.check_button.clicked.connect(self.check_requested)
        self._lay_out()

    def _lay_out(self) -> None:
        self._body = QVBoxLayout()
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_S)
        foot.addWidget(self.footer, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.history_button)
        foot.addWidget(self.check_button)
        self._body.setSpacing(SPACE_M)
        for part in (self.notice, self.outside_bar, self.board, self.notes, self.empty):
            self._body.addWidget(part)
        self._body.addStretch(1)
        self._body.addLayout(foot)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._scroll = AnswerColumn(self.block, self._body)
        self._scroll.verticalScrollBar().valueChanged.connect(self.update)
        rows.addWidget(self.saved_bar)
        rows.addWidget(self._scroll, 1)

    def add_bar(self, bar: NoticeBar) -> None:
        """Show a notice at the end of the page."""
        self._body.addWidget(bar)

    def show_result(self, state: ResultState, rows: Sequence[Row], *, may_check: bool) -> None:
        """Show the answer and the messengers."""
        self.shown, self.rows = state, tuple(rows)
        self.block.show_state(state)
        before = len(self.board.tiles)
        self.board.show_rows(self.rows, state.network)
        if len(self.board.tiles) > before:
            self._order_keyboard()
        self.notice.show_sentence(state.notice)
        self.notice.setVisible(bool(state.notice))
        self.notes_text.setText("\n".join(state.notes))
        self.notes.setVisible(bool(state.notes))
        self.update()
        self.check_button.setVisible(may_check and state.verb != self._again and not self._runs())

    def _order_keyboard(self) -> None:
        """Let Tab go down the page: tiles are made when there is something to show."""
        bar = self.outside_bar
        acts = (self.block.button, self.block.link, bar.offer, bar.leave, bar.go)
        for one, other in pairwise(
            (*acts, *self.board.tiles, self.notes.head, self.footer, self.history_button, self.check_button)
        ):
            QWidget.setTabOrder(one, other)

    def show_empty(self, empty: bool, note: str) -> None:
        """Say why there is no messenger, and offer to add one, or to check them all."""
        self.empty.say(note)
        self.empty.setVisible(empty)
        self.block.setVisible(not empty)
        self.history_button.setVisible(not empty and not self.fixed)

    def _runs(self) -> bool:
        return self.shown.step is None and bool(self.shown.verb)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column in the middle; where there is little width, a sign without its word is enough."""
        super().resizeEvent(event)
        side = column_margin(self)
        self._body.setContentsMargins(margins(side, SPACE_L, side - BAR_WIDTH, SPACE_M))
        short = is_small(self) or has_large_letters(self)
        self.check_button.show_as("" if short else self._again, ButtonIcon.AGAIN)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tint the ground of the answer, from side to side, as far as it is in sight."""
        if not self.block.isHidden():
            end = self.block.mapTo(self, self.block.rect().bottomLeft()).y() + 1
            painter = QPainter(self)
            painter.fillRect(0, 0, self.width(), end, colours_of(self.palette()).tint(self.shown.status or NO_STATUS))
            painter.end()

    def row_menu(self, row: Row) -> QMenu:
        """Return the menu of what can be done with one messenger."""
        self._messenger_actions.apply_to(row.id, row.name, watched=row.watched, muted=row.muted)
        menu = self._messenger_actions.menu(self)
        first = menu.actions()[0]
        if row.watched:
            menu.insertAction(first, self._messenger_actions.check)
            menu.insertSeparator(first)
        return menu

    def _on_board_delete_pressed(self, row: Row) -> None:
        if not self.fixed:
            self._messenger_actions.apply_to(row.id, row.name, watched=row.watched, muted=row.muted)
            self._messenger_actions.hide.trigger()

    def _on_board_menu_requested(self, row: Row, place: QPoint) -> None:
        if not self.fixed:
            self.row_menu(row).popup(place)
