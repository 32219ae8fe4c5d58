"""The page of the result: the answer, the messengers as tiles below it, and when the check was."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from dialtone.model.guidance import Risk
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.tile_board import REST, MessengerActions, TileBoard
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import Space
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.time_text import say_day
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.item_view import Item, ItemView
from dialtone.ui.widgets.layouts import has_large_font, is_small, tab_in_reading_order
from dialtone.ui.widgets.notice_bar import RiskNotice
from dialtone.ui.widgets.page_items import ActionItem, NoticeItem, TextItem, paragraphs

OUTSIDE = "outside"  # the key of the button that confirms a check outside the VPN


class ResultPage(AnswerPage):
    """The page with which the window opens."""

    def __init__(self, actions: MessengerActions) -> None:
        super().__init__()
        self._messenger_actions = actions
        self.rows = tuple[Row, ...]()
        """All messengers, worst first; those without a tile too."""
        self.is_saved = False
        """Whether a saved check is shown, which cannot be changed."""
        self.saved_bar = RiskNotice()
        self.saved_bar.hide()
        self.above, self.below = ItemView(spacing=Space.S), ItemView(spacing=Space.S)
        """Where what is known about the network is shown: above the tiles, or below them if it is no notice."""
        self.board = TileBoard()
        self.footer = Text("", dim=True)
        self.history_button = Button(translate("Header", "History"), ButtonStyle.QUIET)
        self.check_button = Button("", ButtonStyle.QUIET, ButtonIcon.AGAIN)
        self.check_button.setAccessibleName(translate("Window", "Check again"))
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.footer, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.history_button)
        foot.addWidget(self.check_button)
        foot.addSpacing(-Space.S)  # the icon of the last button ends where the tiles end, not its padding
        self.body.setSpacing(Space.M)
        self.body.addWidget(self.above)
        self.body.addStretch(1)  # a third of the free height is above the tiles
        self._stretch_above_tiles = self.body.count() - 1
        self.body.addWidget(self.board)
        self.body.addWidget(self.below)
        self.body.addStretch(2)
        self.body.addLayout(foot)
        self.column.insertWidget(0, self.saved_bar)  # above the answer

    def show_saved(self, moment: datetime) -> None:
        """Show that the check comes from a file, which anybody can edit. `moment`: when it was made, by the file."""
        text = translate(
            "Window",
            "A saved check of {day}. Anyone can edit such a file: trust it as far as you trust its sender. "
            "Nothing was tested just now.",
        )
        self.is_saved = True
        self.saved_bar.show_risk(text.format(day=say_day(moment)), Risk.NONE)
        self.saved_bar.show()

    def show_result(self, state: ResultState, rows: Sequence[Row], *, may_check: bool, sees: str = "") -> None:
        """Show the answer and the messengers. `sees`: what the provider sees of a check outside the VPN, if offered."""
        self.rows = tuple(rows)
        self.show_answer(state)
        self.board.show_rows(self.rows, state.network)
        about_network = tuple(_make_items_about_network(state, sees))
        is_below = bool(state.notes) and not state.notice
        for view, is_here in ((self.above, not is_below), (self.below, is_below)):
            view.show_items(about_network if is_here else ())
            view.setVisible(is_here and bool(about_network))
        tab_in_reading_order(self.scroll_area)
        button_cancels = state.step is None and bool(state.verb)  # a check runs
        button_checks = state.verb == self.check_button.accessibleName()
        self.check_button.setVisible(may_check and not button_checks and not button_cancels)
        self.history_button.setVisible(bool(rows) and not self.is_saved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_cramped = is_small(self) or has_large_font(self)
        self.body.setStretch(self._stretch_above_tiles, 0 if is_cramped else 1)

    def make_row_menu(self, row: Row) -> QMenu:
        """Return a new context menu for one messenger, which deletes itself when it is closed."""
        menu = QMenu(parent=self)
        changes = self._messenger_actions.apply_to(row)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if row.watched:
            menu.addAction(self._messenger_actions.check)
            menu.addSeparator()
        menu.addActions(changes)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide a messenger if Delete is pressed on its tile."""
        row = self._row_to_change(self.focusWidget())
        if row is None or event.key() not in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            super().keyPressEvent(event)
            return
        self._messenger_actions.apply_to(row)
        self._messenger_actions.hide.trigger()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if (row := self._row_to_change(self.childAt(event.pos()))) is not None:
            self.make_row_menu(row).popup(event.globalPos())

    def _row_to_change(self, widget: QWidget | None) -> Row | None:
        """Return the messenger of a tile if the person can mute or hide it; None for any other widget."""
        if not isinstance(widget, Tile) or self.is_saved or widget.row.id == REST:
            return None
        return widget.row


def _make_items_about_network(state: ResultState, sees: str) -> Iterator[Item]:
    """Yield one row, or a notice without a row if nothing more is known: the notes, and the check outside the VPN."""
    offer = (_offer_check_outside(sees, flat=bool(state.notes)),) if sees else ()
    title = state.notice or state.notes_title
    below = (*paragraphs(state.notes), *offer)
    if state.notice and not below:
        yield NoticeItem(state.notice, Risk.NONE, key="notice")
    elif state.notice or state.notes:
        yield BoxItem((BoxRow(title, items=below, key="notes"),))
    elif offer:
        yield BoxItem(offer)


def _offer_check_outside(sees: str, *, flat: bool) -> BoxRow:
    """Return the row that expands to what the provider sees of a check outside the VPN, and its button."""
    confirm = ActionItem(translate("Window", "Compare now"), OUTSIDE)
    title = translate("Window", "Compare without VPN…")
    return BoxRow(title, items=(TextItem(sees), confirm), flat=flat, key="compare")
