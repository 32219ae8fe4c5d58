"""The page of one messenger: the answer with its button, the line to it, and rows that open to everything else."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dialtone.model.answer import StepKind
from dialtone.store.own_server import OwnServerError, read_server
from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.messengers.messenger_items import SERVER_LINE, Do, messenger_items, server_fault
from dialtone.ui.messengers.way_items import ASK_PLACES, ASK_TOOL, OPENS
from dialtone.ui.painting.theme import SPACE_L, SPACE_XL
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import as_text, in_short
from dialtone.ui.state.standing import Standing
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.notice_bar import NoticeBar
from dialtone.ui.widgets.settings_opener import open_settings
from dialtone.ui.widgets.spoken_roles import announce

_COPIED_MS = 2000


class PageText(Protocol):
    """Writes a page as text; without the advice where that is wanted."""

    def __call__(self, page_state: MessengerPageState, *, advice: bool = True) -> str:
        """Return the text."""


class DetailPage(AnswerPage):
    """Shows one messenger. What was opened stays open while its words change.

    `does`: what is done on a press, by the word of `Do`; given the value of the control.
    """

    def __init__(self, actions: MessengerActions) -> None:
        super().__init__()
        self._messenger_actions = actions
        self._page: MessengerPageState | None = None
        self._typed = self._fault = ""
        """The person's own server as it is typed, and what is wrong with it."""
        self._text: PageText = in_short
        """What was copied last."""
        self.does: dict[str, Callable[[Any], object]] = {}
        self.block.pressed.connect(self._on_block_pressed)
        self.block.link_pressed.connect(lambda: self.ask(Do.AGAIN))
        self._left_out = NoticeBar("", QCoreApplication.translate("Detail", "Copy the advice too"))
        self._left_out.pressed.connect(self._on_left_out_pressed)
        self._left_out.hide()
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(self._left_out.hide)
        self.view = ItemView(spacing=SPACE_L)
        self.view.acted.connect(self._on_view_acted)
        self.body.setSpacing(SPACE_XL)
        self.body.addWidget(self._left_out)
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        self._copy_in_full = QAction(QCoreApplication.translate("Detail", "Copy with details"), self)
        self._copy_in_full.triggered.connect(self.copy_with_details)
        actions.copy.triggered.connect(self.copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.copy)

    @property
    def messenger_id(self) -> str:
        """Which messenger is shown; empty for none."""
        return self._page.messenger.id if self._page else ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self._page.name if self._page else ""

    def take_keyboard(self) -> None:
        """Begin at the answer: the button is next, and is pressed by nobody who held a key too long."""
        self.block.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_messenger(self, page_state: MessengerPageState) -> None:
        """Show a messenger with its words, or what can be said before there are any."""
        if page_state == self._page:
            return
        same, before = page_state.messenger.id == self.messenger_id, self._page
        if not same or before is None or self._typed == before.server:  # else it is being typed
            self._typed, self._fault = page_state.server, ""
        self._page = page_state
        if not same or page_state.pending:
            self._left_out.hide()
        if not same:
            self.view.show_items(())  # what was opened on another page is not opened here
            self.area.verticalScrollBar().setValue(0)
        self.show_answer(page_state.answer)
        self._show_items(page_state)

    def _show_items(self, page: MessengerPageState) -> None:
        self.view.show_items(messenger_items(page, self._typed, self._fault))
        self._order_keyboard()

    def show_progress(self, share: float) -> None:
        """Let the line to the messenger grow while it is asked."""
        if self.view.has_control(Do.WAVE):
            self.view.control(Do.WAVE).show_progress(share)

    def _order_keyboard(self) -> None:
        """Let Tab go from the answer to the button, then down the rows."""
        rows = [one for one in self.view.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        for one, other in pairwise((self.block.answer, self.block.line, self.block.button, self.block.link, *rows)):
            QWidget.setTabOrder(one, other)

    def menu_actions(self) -> list[QAction]:
        """Return what can be done with the messenger that is shown, and with its page."""
        shown = self._page
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
        shown = self._page
        if shown is None or shown.words is None:
            return
        self._text = text
        note = shown.copy_note if shown.words.can_do or shown.words.guidance else ""
        self._put_on_clipboard(text(shown, advice=not note), note)

    def _on_left_out_pressed(self) -> None:
        if self._page is not None and self._page.words is not None:
            self._put_on_clipboard(self._text(self._page, advice=True))

    def _put_on_clipboard(self, text: str, note: str = "") -> None:
        """Copy, and say so; what was left out stays said until it is added or the page goes."""
        QGuiApplication.clipboard().setText(text)
        said = note or QCoreApplication.translate("Detail", "Copied")
        self._left_out.show_sentence(said)
        self._left_out.button.setVisible(bool(note))
        self.area.ensureWidgetVisible(self._left_out)
        announce(self, [said])
        if note:
            self._copied.stop()
        else:
            self._copied.start()

    def ask(self, what: str, value: object = None) -> None:
        """Do what the person wants."""
        if what in self.does:
            self.does[what](value)

    def _on_block_pressed(self) -> None:
        page, step = self._page, self.shown.step
        if page is None or step is None or step.kind is not StepKind.CHECK_AGAIN:
            self.ask(Do.STEP, self.shown)
        elif page.stands is not Standing.HERE:
            self.ask(Do.CHECK_HERE)
        elif page.words is None or not page.watched:
            self.ask(Do.CHECK)
        else:
            self.ask(Do.AGAIN)

    def _on_view_acted(self, key: str, value: object) -> None:
        words = self._page.words if self._page is not None else None
        if self._page is not None and key.startswith(OPENS):
            open_settings(self._page.system_pages[key.removeprefix(OPENS)])
        elif words is not None and key.startswith(ASK_TOOL):
            tool = key.removeprefix(ASK_TOOL)
            self.ask(Do.HELP, next((one.reach.targets for one in words.guidance if one.id == tool), ()))
        elif words is not None and key == ASK_PLACES:
            self.ask(Do.HELP, words.help.targets)
        elif self._page is not None and key == SERVER_LINE:
            self._typed, self._fault = str(value), ""
            self._show_items(self._page)
        elif self._page is not None and key == Do.SERVER:
            self._keep_server(self._page)
        elif key == Do.TELL and not value:
            self._messenger_actions.mute_requested.emit(self.messenger_id, True)
        else:
            self.ask(key, value)

    def _keep_server(self, page: MessengerPageState) -> None:
        """Keep the server that was typed, and check it; forget it where nothing was, or say what is wrong."""
        typed = self._typed.strip()
        try:
            server = read_server(typed) if typed else ""
        except OwnServerError:
            self._fault = server_fault(page)
            self._show_items(page)
            self.view.control(SERVER_LINE).setFocus()
            return
        self._typed = server
        if server or page.server:
            self.ask(Do.SERVER, server)


def _with_details(page_state: MessengerPageState, *, advice: bool = True) -> str:
    return as_text(page_state.words, advice=advice) if page_state.words is not None else ""
