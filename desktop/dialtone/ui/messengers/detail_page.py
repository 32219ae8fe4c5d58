"""The page of one messenger: the answer with its button, the line to it, and rows that open to everything else."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.answer import StepKind
from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.messengers.messenger_items import Do, messenger_items
from dialtone.ui.messengers.messenger_wave import MessengerWave
from dialtone.ui.messengers.result_page import NO_STATUS
from dialtone.ui.messengers.way_items import ASK_PLACES, ASK_TOOL, OPENS, TRY_PROXY
from dialtone.ui.painting.control_style import BAR_WIDTH
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_L, SPACE_XL, SPACE_XXL, colours_of
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import as_text, in_short
from dialtone.ui.state.standing import Standing
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.answer_block import AnswerBlock
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.notice_bar import NoticeBar
from dialtone.ui.widgets.reading_column import column_margin
from dialtone.ui.widgets.scroll_area import AnswerColumn
from dialtone.ui.widgets.settings_opener import open_settings

_COPIED_MS = 2000


class PageText(Protocol):
    """Writes a page as text; without the advice where that is wanted."""

    def __call__(self, page_state: MessengerPageState, *, advice: bool = True) -> str:
        """Return the text."""


class DetailPage(QWidget):
    """Shows one messenger. What was opened stays open while its words change.

    Signals:
        step_requested: the button was pressed, and it is for the window (the `ResultState` that has it).
        check_requested: the person wants this messenger checked (its id).
        check_here_requested: the answer is about another network, and the person wants one about this one.
        country_requested: the person wants to say which country this is.
        others_requested: the person wants to know what works in place of this messenger.
        help_requested: the person wants these places that the advice names asked.
        proxy_test_requested: the person wants a proxy tried for this messenger (its id).
        line_requested: the person wants to compare with another network.
        reach_requested: the person wants to say whom they want to reach.
        recheck_requested: the person changed something for this messenger (its id): did it help?
        server_requested: the person's own server for it: its id, the server or nothing.
        watch_requested: the person wants to be told when it stops or comes back (a tuple with its id).
    """

    step_requested = Signal(object)
    check_requested = Signal(str)
    check_here_requested = Signal()
    country_requested = Signal()
    others_requested = Signal()
    help_requested = Signal(object)
    proxy_test_requested = Signal(str)
    line_requested = Signal()
    reach_requested = Signal()
    recheck_requested = Signal(str)
    server_requested = Signal(str, str)
    watch_requested = Signal(object)

    def __init__(self, actions: MessengerActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messenger_actions = actions
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._shown: MessengerPageState | None = None
        self._text: PageText = in_short
        """What was copied last."""
        self.block = AnswerBlock()
        self.block.pressed.connect(self._on_block_pressed)
        self.block.link_pressed.connect(lambda: self.recheck_requested.emit(self.messenger_id))
        self._left_out = NoticeBar("", QCoreApplication.translate("Detail", "Copy the advice too"))
        self._left_out.pressed.connect(self._on_left_out_pressed)
        self._left_out.hide()
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(self._left_out.hide)
        self.view = ItemView(spacing=SPACE_L)
        self.view.acted.connect(self._on_view_acted)
        self._does: Mapping[str, Callable[[object], None]] = {
            Do.COUNTRY: lambda _value: self.country_requested.emit(),
            Do.OTHERS: lambda _value: self.others_requested.emit(),
            Do.AGAIN: lambda _value: self.recheck_requested.emit(self.messenger_id),
            Do.LINE: lambda _value: self.line_requested.emit(),
            Do.REACH: lambda _value: self.reach_requested.emit(),
            Do.TELL: self._tell,
            Do.SERVER: lambda server: self.server_requested.emit(self.messenger_id, str(server)),
            TRY_PROXY: lambda _value: self.proxy_test_requested.emit(self.messenger_id),
            ASK_PLACES: lambda _value: self._ask_places(),
        }
        self._lay_out()
        self._copy_in_full = QAction(QCoreApplication.translate("Detail", "Copy with details"), self)
        self._copy_in_full.triggered.connect(self.copy_with_details)
        actions.copy.triggered.connect(self.copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.copy)

    def _lay_out(self) -> None:
        self._body = QVBoxLayout()
        self._body.setSpacing(SPACE_XL)
        self._body.addWidget(self._left_out)
        self._body.addWidget(self.view)
        self._body.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._scroll = AnswerColumn(self.block, self._body)
        self._scroll.verticalScrollBar().valueChanged.connect(self.update)
        rows.addWidget(self._scroll)

    @property
    def messenger_id(self) -> str:
        """Which messenger is shown; empty for none."""
        return self._shown.messenger.id if self._shown else ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self._shown.name if self._shown else ""

    @property
    def status(self) -> str:
        """The word for the tint of the page."""
        return (self._shown.answer.status if self._shown else "") or NO_STATUS

    def take_keyboard(self) -> None:
        """Begin at the answer: the button is next, and is pressed by nobody who held a key too long."""
        self.block.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_messenger(self, page_state: MessengerPageState) -> None:
        """Show a messenger with its words, or what can be said before there are any."""
        if page_state == self._shown:
            return
        same = page_state.messenger.id == self.messenger_id
        self._shown = page_state
        if not same or page_state.pending:
            self._left_out.hide()
        if not same:
            self.view.show_items(())  # what was opened on another page is not opened here
            self._scroll.verticalScrollBar().setValue(0)
        self.block.show_state(page_state.answer)
        self.view.show_items(messenger_items(page_state))
        self._order_keyboard()
        self.update()

    def show_progress(self, share: float) -> None:
        """Let the line to the messenger grow while it is asked."""
        if self.view.has_control(Do.WAVE) and isinstance(wave := self.view.control(Do.WAVE), MessengerWave):
            wave.show_progress(share)

    def _order_keyboard(self) -> None:
        """Let Tab go from the answer to the button, then down the rows."""
        rows = [one for one in self.view.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for one, other in pairwise((self.block.answer, self.block.line, self.block.button, self.block.link, *rows)):
            QWidget.setTabOrder(one, other)

    def menu_actions(self) -> list[QAction]:
        """Return what can be done with the messenger that is shown, and with its page."""
        shown = self._shown
        if shown is None:
            return []
        actions = self._messenger_actions
        actions.apply_to(shown.messenger.id, shown.name, watched=shown.watched, muted=shown.muted)
        copies = [actions.copy, self._copy_in_full] if shown.words is not None else []
        changes = [] if shown.fixed else [one for one in (actions.mute, actions.hide) if one.isVisible()]
        return [*copies, *changes]

    def copy(self) -> None:
        """Put the answer on the clipboard in a few lines; without the advice where passing it on is risky."""
        self._copy_page(in_short)

    def copy_with_details(self) -> None:
        """Put all of the page on the clipboard, the technical lines too."""
        self._copy_page(_with_details)

    def _copy_page(self, text: PageText) -> None:
        shown = self._shown
        if shown is None or shown.words is None:
            return
        self._text = text
        note = shown.copy_note if shown.words.can_do or shown.words.guidance else ""
        self._put_on_clipboard(text(shown, advice=not note), note)

    def _on_left_out_pressed(self) -> None:
        if self._shown is not None and self._shown.words is not None:
            self._put_on_clipboard(self._text(self._shown, advice=True))

    def _put_on_clipboard(self, text: str, note: str = "") -> None:
        """Copy, and say so; what was left out stays said until it is added or the page goes."""
        QGuiApplication.clipboard().setText(text)
        said = note or QCoreApplication.translate("Detail", "Copied")
        self._left_out.show_sentence(said)
        self._left_out.button.setVisible(bool(note))
        self._scroll.ensureWidgetVisible(self._left_out)
        announce(self, [said])
        if note:
            self._copied.stop()
        else:
            self._copied.start()

    def _ask_places(self) -> None:
        if self._shown is not None and self._shown.words is not None:
            self.help_requested.emit(self._shown.words.help.targets)

    def _tell(self, told: object) -> None:
        if told:
            self.watch_requested.emit((self.messenger_id,))
        else:
            self._messenger_actions.mute_requested.emit(self.messenger_id, True)

    def _on_block_pressed(self) -> None:
        shown = self._shown
        if shown is None:
            return
        step = shown.answer.step
        if step is None or step.kind is not StepKind.CHECK_AGAIN:
            self.step_requested.emit(shown.answer)
        elif shown.stands is not Standing.HERE:
            self.check_here_requested.emit()
        elif shown.words is None or not shown.watched:
            self.check_requested.emit(shown.messenger.id)
        else:
            self.recheck_requested.emit(shown.messenger.id)

    def _on_view_acted(self, key: str, value: object) -> None:
        if key in self._does:
            self._does[key](value)
        elif self._shown is not None and self._shown.words is not None and key.startswith(ASK_TOOL):
            tool = key.removeprefix(ASK_TOOL)
            self.help_requested.emit(
                next((one.reach.targets for one in self._shown.words.guidance if one.id == tool), ())
            )
        elif self._shown is not None and key.startswith(OPENS):
            open_settings(self._shown.system_pages[key.removeprefix(OPENS)])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the column in the middle."""
        super().resizeEvent(event)
        side = column_margin(self)
        self._body.setContentsMargins(margins(side, SPACE_L, side - BAR_WIDTH, SPACE_XXL))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Tint the ground of the answer, from side to side, as far as it is in sight."""
        end = self.block.mapTo(self, self.block.rect().bottomLeft()).y() + 1
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), end, colours_of(self.palette()).tint(self.status))
        painter.end()


def _with_details(page_state: MessengerPageState, *, advice: bool = True) -> str:
    return as_text(page_state.words, advice=advice) if page_state.words is not None else ""
