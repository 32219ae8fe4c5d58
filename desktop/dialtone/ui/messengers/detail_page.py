"""The page of one messenger: the answer with its button, the line to it, and expandable rows for everything else."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dialtone.model.answer import StepKind
from dialtone.store.own_server import OwnServerError, parse_server
from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.messengers.messenger_items import SERVER_LINE, PageAction, list_page_items, server_fault
from dialtone.ui.painting.theme import SPACE_L, SPACE_XL
from dialtone.ui.state.answer_validity import Validity
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import summarize_page
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.item_view import ItemView, tab_stops
from dialtone.ui.widgets.layouts import tab_in_order
from dialtone.ui.widgets.notice_bar import OutcomeBar
from dialtone.ui.widgets.settings_opener import open_settings


class DetailPage(AnswerPage):
    """Shows one messenger. Expanded rows stay open while their words change.

    `handlers`: the handler of each `PageAction`, called with the value of the control.
    """

    def __init__(self, actions: MessengerActions, outcome_bar: OutcomeBar) -> None:
        super().__init__()
        self._messenger_actions, self.outcome_bar = actions, outcome_bar
        self._page: MessengerPageState | None = None
        """The shown messenger; None before the first."""
        self._typed = self._fault = ""
        """The person's own server as typed, and what is wrong with it."""
        self.handlers: dict[str, Callable[[Any], object]] = {}
        self.block.button.clicked.connect(self._on_button_clicked)
        self.block.link.clicked.connect(lambda: self.ask(PageAction.AGAIN))
        self.view = ItemView(spacing=SPACE_L)
        self.view.acted.connect(self._on_view_acted)
        self.body.setSpacing(SPACE_XL)
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        actions.copy.triggered.connect(self.copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.copy)

    @property
    def messenger_id(self) -> str:
        """The id of the shown messenger; empty for none."""
        return self._page.messenger.id if self._page else ""

    def add_notice(self, notice: QWidget) -> None:
        """Add a notice at the end of the page."""
        self.body.addWidget(notice)

    def focus_answer(self) -> None:
        """Focus the answer rather than the button, which a key held too long would press."""
        self.block.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_messenger(self, page_state: MessengerPageState) -> None:
        """Show a messenger with its words, or what is known before there are any."""
        if page_state == self._page:
            return
        same_messenger, former_page = page_state.messenger.id == self.messenger_id, self._page
        is_typing = same_messenger and former_page is not None and self._typed != former_page.server
        if not is_typing:
            self._typed, self._fault = page_state.server, ""
        self._page = page_state
        self.setWindowTitle(page_state.name)
        if not same_messenger or page_state.pending:
            self.outcome_bar.withdraw(self._copy_advice)  # it is outdated
        if not same_messenger:
            self.view.show_items(())  # rows expanded for another messenger are not expanded here
            self.area.verticalScrollBar().setValue(0)
        self.show_answer(page_state.answer)
        self._show_items(page_state)

    def _show_items(self, page: MessengerPageState) -> None:
        self.view.show_items(list_page_items(page, self._typed, self._fault))
        self._order_keyboard()

    def show_progress(self, share: float) -> None:
        """Let the line to the messenger grow while it is checked."""
        if self.view.has_control(PageAction.WAVE):
            self.view.control(PageAction.WAVE).show_progress(share)

    def _order_keyboard(self) -> None:
        """Set the tab order: the answer, the button, then the rows from top to bottom."""
        block = self.block
        tab_in_order(block.answer, block.line, block.button, block.link, *tab_stops(self.view))

    def menu_actions(self) -> list[QAction]:
        """Return the actions for the shown messenger and its page."""
        page = self._page
        if page is None:
            return []
        actions = self._messenger_actions
        actions.apply_to(page.messenger.id, page.name, watched=page.watched, muted=page.muted)
        copying = [actions.copy] if page.words is not None else []
        changes = [] if page.is_saved else [action for action in (actions.mute, actions.hide) if action.isVisible()]
        return [*copying, *changes]

    def copy(self) -> None:
        """Copy the answer in a few lines, and say so; without the advice where passing it on is risky."""
        page = self._page
        if page is None or (words := page.words) is None:
            return
        note = page.copy_note if words.can_do or words.guidance else ""
        QGuiApplication.clipboard().setText(summarize_page(page, advice=not note))
        if note:
            self.outcome_bar.say(note, translate("Detail", "Copy the advice too"), self._copy_advice)
        else:
            self._say_copied()

    def _copy_advice(self) -> None:
        """Copy the same with the advice."""
        if self._page is not None:
            QGuiApplication.clipboard().setText(summarize_page(self._page))
            self._say_copied()

    def _say_copied(self) -> None:
        self.outcome_bar.say(translate("Detail", "Copied"))

    def ask(self, action: str, value: object = None) -> None:
        """Call the handler of `action`, if there is one."""
        if action in self.handlers:
            self.handlers[action](value)

    def _on_button_clicked(self) -> None:
        """Take the step of the answer.

        "Check again" is an ordinary check after an answer from another network; an unwatched messenger is added first.
        """
        page, step = self._page, self.shown.step
        if page is None or step is None or step.kind is not StepKind.CHECK_AGAIN:
            self.ask(PageAction.STEP, self.shown)
        elif page.validity is not Validity.HERE:
            self.ask(PageAction.CHECK_HERE)
        elif page.words is None or not page.watched:
            self.ask(PageAction.CHECK)
        else:
            self.ask(PageAction.AGAIN)

    def _on_view_acted(self, key: str, value: object) -> None:
        """Handle what concerns this page alone; everything else goes to the handlers."""
        if (page := self._page) is None:
            return
        if key == PageAction.OPENS:
            open_settings(page.system_pages[str(value)])
        elif key == SERVER_LINE:
            self._typed, self._fault = str(value), ""
            self._show_items(page)
        elif key == PageAction.SERVER:
            self._keep_server(page)
        else:
            self.ask(key, value)

    def _keep_server(self, page: MessengerPageState) -> None:
        """Save the typed server and check it; forget it if the field is empty; show the error if it is no server."""
        typed = self._typed.strip()
        try:
            server = parse_server(typed) if typed else ""
        except OwnServerError:
            self._fault = server_fault(page)
            self._show_items(page)
            self.view.control(SERVER_LINE).setFocus()
            return
        self._typed = server
        if server or page.server:
            self.ask(PageAction.SERVER, server)
