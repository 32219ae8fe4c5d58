"""The page of one messenger: the answer with its button, the line to it, and expandable rows for everything else."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dialtone.model.answer import StepKind
from dialtone.store.own_server import parse_server
from dialtone.ui.messengers.messenger_items import SERVER_LINE, WAVE, PageAction, list_page_items, say_not_a_server
from dialtone.ui.messengers.tile_board import MessengerActions
from dialtone.ui.painting.theme import Space
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_page_state import MessengerPageState, summarize_page
from dialtone.ui.state.screen_state import Validity
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.layouts import tab_in_reading_order
from dialtone.ui.widgets.notice_bar import OutcomeBar
from dialtone.ui.widgets.page_items import open_settings


class DetailPage(AnswerPage):
    """Shows one messenger. Expanded rows stay expanded while their words change."""

    def __init__(self, actions: MessengerActions, outcome_bar: OutcomeBar) -> None:
        super().__init__()
        self._messenger_actions, self.outcome_bar = actions, outcome_bar
        self._page: MessengerPageState | None = None
        self._typed = ""
        self._fault = ""
        self.handlers: dict[str, Callable[[Any], object]] = {}
        """The handler of each `PageAction`, called with the value of the control."""
        self.block.button.clicked.connect(self._on_button_clicked)
        self.block.link.clicked.connect(lambda: self.request(PageAction.CHECK_AGAIN))
        self.view = ItemView(spacing=Space.L)
        self.view.acted.connect(self._on_view_acted)
        self.body.setSpacing(Space.XL)
        self.body.addWidget(self.view)
        self.body.addStretch(1)
        actions.copy.triggered.connect(self.copy)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.copy)

    @property
    def messenger_id(self) -> str:
        return self._page.messenger.id if self._page else ""

    def add_notice(self, notice: QWidget) -> None:
        self.body.addWidget(notice)

    def focus_answer(self) -> None:
        """Focus the answer, not the button: a key that is held too long would press it."""
        self.block.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_messenger(self, page_state: MessengerPageState) -> None:
        """Show a messenger's state. If its page is shown already, what is expanded and typed there stays."""
        if page_state == self._page:
            return
        former_page, self._page = self._page, page_state
        is_same_messenger = former_page is not None and former_page.messenger.id == page_state.messenger.id
        former_server = former_page.server if former_page is not None else ""
        if not is_same_messenger or self._typed == former_server:  # nothing is being typed
            self._typed = page_state.server
            self._fault = ""
        self.setWindowTitle(page_state.row.name)
        if (not is_same_messenger or page_state.pending) and self.outcome_bar.offers(self._copy_advice):
            self.outcome_bar.hide()  # it would copy another text than the one offered
        if not is_same_messenger:
            self.view.show_items(())  # so that its rows are new, and not expanded
            self.scroll_area.verticalScrollBar().setValue(0)
        self.show_answer(page_state.answer)
        self._show_items(page_state)

    def _show_items(self, page: MessengerPageState) -> None:
        self.view.show_items(list_page_items(page, self._typed, self._fault))
        tab_in_reading_order(self.scroll_area)

    def show_progress(self, share: float) -> None:
        if self.view.has_control(WAVE):
            self.view.control(WAVE).show_progress(share)

    def list_menu_actions(self) -> list[QAction]:
        """Return the actions for the shown messenger: copy, mute and hide, as far as they are possible."""
        page = self._page
        if page is None:
            return []
        changes = self._messenger_actions.apply_to(page.row)
        copying = [self._messenger_actions.copy] if page.words is not None else []
        return copying if page.is_saved else [*copying, *changes]

    def copy(self) -> None:
        """Copy the page in a few lines. Where passing on advice is risky, leave it out, and offer to copy it too."""
        page = self._page
        if page is None or (words := page.words) is None:
            return
        if page.copy_note and (words.can_do or words.guidance):
            QGuiApplication.clipboard().setText(summarize_page(page, advice=False))
            self.outcome_bar.say(page.copy_note, translate("Detail", "Copy the advice too"), self._copy_advice)
        else:
            self._copy_advice()

    def _copy_advice(self) -> None:
        """Copy the page with its advice."""
        if self._page is not None:
            QGuiApplication.clipboard().setText(summarize_page(self._page))
            self.outcome_bar.say(translate("Detail", "Copied"))

    def request(self, action: str, value: object = None) -> None:
        if action in self.handlers:
            self.handlers[action](value)

    def _on_button_clicked(self) -> None:
        """Take the step of the answer. "Check again" is an ordinary check after an answer from another network."""
        page, step = self._page, self.shown.step
        if page is None or step is None or step.kind is not StepKind.CHECK_AGAIN:
            self.request(PageAction.TAKE_STEP, self.shown)
        elif page.validity is not Validity.HERE:
            self.request(PageAction.CHECK_ALL)
        elif page.words is None or not page.row.watched:
            self.request(PageAction.WATCH_AND_CHECK)
        else:
            self.request(PageAction.CHECK_AGAIN)

    def _on_view_acted(self, key: str, value: object) -> None:
        """Handle what concerns this page alone; pass everything else on to the handlers."""
        if (page := self._page) is None:
            return
        if key == PageAction.OPEN_SETTINGS:
            if not open_settings(page.system_pages[str(value)]):
                self.outcome_bar.say_trouble(translate("Detail", "The settings did not open."))
        elif key == SERVER_LINE:
            self._typed = str(value)
            self._fault = ""
            self._show_items(page)
        elif key == PageAction.SAVE_SERVER:
            self._save_server(page)
        else:
            self.request(key, value)

    def _save_server(self, page: MessengerPageState) -> None:
        """Save the typed server and check it, or remove the former one if the field is empty; or show what is wrong."""
        typed = self._typed.strip()
        try:
            server = parse_server(typed) if typed else ""
        except ValueError:
            self._fault = say_not_a_server(page)
            self._show_items(page)
            self.view.control(SERVER_LINE).setFocus()
            return
        self._typed = server
        if server or page.server:
            self.request(PageAction.SAVE_SERVER, server)
