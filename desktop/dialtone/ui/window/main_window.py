"""The content of the window: the start page until the person agrees, then the result, and other pages over it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from dialtone.model.answer import StepKind
from dialtone.model.guidance import Risk
from dialtone.model.wording import SOURCE
from dialtone.ui.messengers.detail_page import DetailPage
from dialtone.ui.messengers.messenger_items import PageAction
from dialtone.ui.messengers.result_page import ResultPage
from dialtone.ui.messengers.tile_board import REST, MessengerActions
from dialtone.ui.pages.page_stack import SETTINGS, PageStack
from dialtone.ui.painting.app_icon import make_state_icon
from dialtone.ui.painting.tray_icon import TrayState
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.state.time_text import say_footer
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.address_opener import open_address
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.layouts import make_column
from dialtone.ui.widgets.notice_bar import OutcomeBar
from dialtone.ui.widgets.page_items import ActionItem, NoticeItem, start_command
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.list_changes import ListChanges
from dialtone.ui.window.main_menu import MainMenu
from dialtone.ui.window.tray import find_tray_state

if TYPE_CHECKING:
    from dialtone.ui.pages.start_page import StartPage

_MINUTE_MS = 60_000
_ICON_DELAY_MS = 50
_SIGN_IN_URL = "http://neverssl.com"
"""A plain HTTP page that a captive portal replaces with its sign-in page: opened in the browser, on a click.

Of the sign-in page's address only the host is recorded: the rest often holds the computer's address and a session.
"""


class MainWindow(QWidget):
    """Shows the state of its controller, and passes the person's requests on to it. Uses no network and no files."""

    def __init__(self, icon: QIcon, controller: CheckController) -> None:
        """`icon`: that of the program, on which the state is painted."""
        super().__init__()
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.controller, self.window_actions = controller, controller.actions
        controller.window = self
        self.messenger_actions = MessengerActions(self)
        self.menu = MainMenu(controller, self._list_page_actions, self)
        self.addActions(self.window_actions.with_shortcuts)
        self.start_page: StartPage | None = None
        """None unless the person has yet to agree to a check."""
        self._focus_pending = False
        """The button of the answer gets the focus once it is shown."""
        self._reopen_page: Callable[[], object] | None = None
        """Opens the page again from which that of the shown messenger was opened; None if that was the result."""
        if controller.first_run:
            self._make_start_page()
        self.result = ResultPage(self.messenger_actions)
        self.outcome_bar = OutcomeBar()
        """What was just done, below every page."""
        self.detail = DetailPage(self.messenger_actions, self.outcome_bar)
        self.list_changes = ListChanges(self, controller, self.outcome_bar)
        self._plain_icon = icon
        self._icon_state = (TrayState.NOTHING, False)
        """The state that the icon shows, and whether it is doubtful."""
        self._icon_timer = QTimer(self, singleShot=True, interval=_ICON_DELAY_MS)
        """Paints the icon once the rest is painted: it takes as long, and nobody waits for it."""
        self._icon_timer.timeout.connect(self.show_icon)
        self._add_pages()
        self._connect_result()
        self._connect_detail()
        self._connect_pages()
        self._minute_timer = QTimer(self, interval=_MINUTE_MS)
        self._minute_timer.timeout.connect(self._show_footer)  # which says how long ago the check was
        self.window_actions.pause.changed.connect(self._show_footer)
        self._minute_timer.start()
        self._show_footer()

    def show_draft_notice(self, english: str) -> None:
        """Show that the translation is a draft, with a button that switches to English and has this label."""
        text = translate("Window", "Draft translation: words may be wrong.")
        for page in (self.detail, self.start_page):
            if page is not None:
                notice = ItemView((NoticeItem(text, Risk.NONE, (ActionItem(english, "english"),), key="draft"),))
                notice.acted.connect(lambda: self.controller.choose_language(SOURCE))
                page.add_notice(notice)

    def _make_start_page(self) -> None:
        from dialtone.ui.pages.start_page import StartPage  # imported late: shown once per installation

        quiet = self.controller.settings.quiet_profile
        self.start_page = StartPage(lambda page: self.page_stack.show_page(page), quiet=quiet)
        self.start_page.agreed.connect(self._on_agreed)

    def _add_pages(self) -> None:
        """Put the pages under one header, with the start page shown before the first check, else the result."""
        start_page = (self.start_page,) if self.start_page is not None else ()
        self.page_stack = PageStack((self.result, self.detail, *start_page), self.menu, self.window_actions.share)
        self.page_stack.show_answer(self.start_page or self.result)
        header = self.page_stack.header
        QWidget.setTabOrder(self.result.check_button, header.share_button)
        QWidget.setTabOrder(header.share_button, header.menu_button)
        make_column(self, self.page_stack, self.outcome_bar).setStretchFactor(self.page_stack, 1)

    def _connect_result(self) -> None:
        """Connect the answer and the tiles."""
        result = self.result
        result.block.button.clicked.connect(lambda: self.take_step(result.shown))
        result.block.link.clicked.connect(lambda: self.follow_link(result.shown))
        result.check_button.clicked.connect(lambda: self.window_actions.check.trigger())
        result.history_button.clicked.connect(lambda: self.window_actions.history.trigger())
        result.board.pressed.connect(self._on_tile_pressed)
        for about_network in (result.above, result.below):
            about_network.acted.connect(lambda _outside: self.controller.check_outside())

    def _connect_detail(self) -> None:
        """Connect the buttons on the page of a messenger, and the actions in its menu and in that of its tile."""
        detail, controller, changes, actions = self.detail, self.controller, self.list_changes, self.messenger_actions
        detail.handlers |= {
            PageAction.TAKE_STEP: self.take_step,
            PageAction.SET_NOTICES: self._set_notices_of_shown,
            PageAction.WATCH_AND_CHECK: lambda _value: controller.add((detail.messenger_id,)),
            PageAction.CHECK_ALL: lambda _value: self.window_actions.check.trigger(),
            PageAction.CHECK_AGAIN: lambda _value: controller.check_again(detail.messenger_id),
            PageAction.CHECK_OTHERS: lambda _value: controller.check_others(),
            PageAction.SAVE_SERVER: lambda server: controller.set_own_server(detail.messenger_id, server),
        }
        actions.check.triggered.connect(lambda: controller.check_again(actions.messenger))
        actions.hide.triggered.connect(lambda: changes.hide(actions.messenger))
        actions.mute.triggered.connect(lambda: changes.set_muted(actions.messenger, not actions.muted))

    def _connect_pages(self) -> None:
        """Connect what opens and closes pages over the result."""
        self.window_actions.add.triggered.connect(self.list_changes.open_adding)
        self.list_changes.opened.connect(self.open_messenger)
        self.list_changes.hidden.connect(self._on_hidden)
        self.page_stack.back_requested.connect(self.show_result)
        self.page_stack.left.connect(self._focus_shown_page)
        self.page_stack.changed.connect(self.outcome_bar.leave_page)

    def _list_page_actions(self) -> Sequence[QAction]:
        return self.detail.list_menu_actions() if self.messenger_shown else ()

    @property
    def messenger_shown(self) -> str:
        """The messenger whose page is shown over the tiles; empty for none."""
        return self.detail.messenger_id if self.page_stack.answer is self.detail else ""

    @property
    def on_start_page(self) -> bool:
        """Whether the start page is shown."""
        return self.page_stack.answer.before_first_check

    @property
    def in_settings(self) -> bool:
        """Whether the settings page is shown."""
        return self.page_stack.page_name == SETTINGS

    def would_lose(self) -> bool:
        """Return whether destroying the window would lose something.

        That is typed text, a dialog, a sentence in the bar (an undo, what went wrong), the start page, and most pages.
        """
        if self.on_start_page or not self.outcome_bar.isHidden() or self._reopen_page is not None:
            return True
        page = self.page_stack.page
        page_would_lose = page is not None and page.would_lose()
        has_typed_text = any(line.isModified() for line in self.findChildren(QLineEdit))
        has_dialog = any(isinstance(w, QDialog) and w.isVisible() for w in QApplication.topLevelWidgets())
        return page_would_lose or has_typed_text or has_dialog

    def focus_first(self) -> None:
        """Focus the button of the start page; without that page, the button of the answer once it is shown."""
        self._focus_pending = self.start_page is None
        if self.start_page is not None:
            self.start_page.start_button.setFocus()

    def _on_agreed(self) -> None:
        if self.start_page is not None:
            chosen_settings = self.start_page.chosen(self.controller.settings)
            self.page_stack.show_answer(self.result)
            self._focus_pending = True
            self.controller.agree(chosen_settings)

    def show_content(self, content: LoadedContent) -> None:
        """Show what the content adds to the result of a saved check and to the start page."""
        if content.saved is not None:
            self.result.show_saved(content.saved.started_at)
        if self.start_page is not None:
            self.start_page.show_content(content)

    def show_failure(self, reason: str) -> None:
        """Show why nothing could be loaded, in place of a result."""
        self.result.show_result(ResultState(notice=reason), (), may_check=False)
        self.page_stack.show_answer(self.result)
        self.window_actions.check.setEnabled(False)
        self._minute_timer.stop()
        self.result.footer.setText("")

    def show_screen(self) -> None:
        """Show the controller's screen; parts that did not change stay."""
        if self.controller.presenter is None:
            return
        screen = self.controller.screen
        may_check = bool(screen.watch_list.watched) and not self.controller.presenter.is_saved
        self.result.show_result(screen.answer, screen.rows, may_check=may_check, sees=screen.sees_outside)
        self._icon_timer.start()
        may_open_pages = self.controller.may_open_pages
        self.window_actions.show_state(screen.state, screen.watch_list, may_open_pages=may_open_pages)
        self.messenger_actions.check.setEnabled(self.window_actions.check.isEnabled())
        self._show_page(self.messenger_shown)
        self._show_footer()
        if self._focus_pending and self.result.block.button.isVisible():
            self._focus_pending = False
            self.result.block.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_icon(self) -> None:
        """Show the worst known state in title bar and task bar, which macOS does not have; it stays during a check."""
        screen = self.controller.screen
        state = find_tray_state(screen.state, screen.watch_list.watched or screen.watch_list.listed)
        doubtful = screen.answer.doubtful
        if state is TrayState.CHECKING or QGuiApplication.platformName() == "cocoa":
            return
        if self._icon_state == (state, doubtful):
            return
        self._icon_state = (state, doubtful)
        icon = self._plain_icon
        if state not in (TrayState.WORKS, TrayState.NOTHING):
            icon = make_state_icon(icon, state, doubtful=doubtful)
        self.window().setWindowIcon(icon)

    def show_progress(self) -> None:
        """Show the progress of a check, and nothing else that may have changed."""
        share = self.controller.state.share_done
        self.result.board.show_progress(share)
        self.detail.show_progress(share)

    def open_messenger(self, messenger: str, back: Callable[[], object] | None = None) -> None:
        """Show the page of a messenger, if it has one. `back`: opens the page to which Back leads; None: the result."""
        self._show_page(messenger)
        if self.detail.messenger_id == messenger:
            self._reopen_page = back
            self.page_stack.show_answer(self.detail)
            self.detail.focus_answer()

    def show_result(self) -> None:
        """Return to the result, with the focus on the tile of the shown messenger; or to the page that opened it."""
        tile = self.result.board.tile_of(self.messenger_shown)
        self.page_stack.show_answer(self.result)
        (tile or self.result.block.button).setFocus(Qt.FocusReason.OtherFocusReason)
        reopen, self._reopen_page = self._reopen_page, None
        if reopen is not None:
            reopen()

    def _focus_shown_page(self) -> None:
        if self.messenger_shown:
            self.detail.focus_answer()
        else:
            self.page_stack.answer.block.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, messenger: str) -> None:
        """Update a messenger's page to the current state."""
        presenter = self.controller.presenter
        if presenter is None or not messenger:
            return
        page_state = presenter.make_page_state(messenger)
        if page_state is not None:
            self.detail.show_messenger(page_state)

    def _on_hidden(self, messenger: str) -> None:
        if messenger == self.messenger_shown:
            self.show_result()

    def take_step(self, result: ResultState) -> None:
        """Do what an answer's button offers. With an empty list it adds messengers; without a step, it cancels."""
        step = result.step
        if not self.controller.screen.watch_list.listed:
            self.list_changes.open_adding()
        elif step is None:
            self.window_actions.cancel.trigger()
        elif step.kind is StepKind.SIGN_IN:
            open_address(_SIGN_IN_URL, self)
        elif step.kind is StepKind.OPEN:
            self._open_app(step.messenger)
        elif step.kind is StepKind.TELL_ME:
            self.list_changes.watch(result.watched)
        elif step.kind is StepKind.HELP:
            self.open_messenger(result.about)
        else:
            self.window_actions.check.trigger()

    def _set_notices_of_shown(self, on: bool) -> None:
        if on:
            self.list_changes.watch((self.detail.messenger_id,))
        else:
            self.list_changes.set_muted(self.detail.messenger_id, True)

    def _open_app(self, messenger: str) -> None:
        """Open a messenger's app; a command that is gone or fails is not offered again."""
        content = self.controller.content
        command = content.computer.start_commands.get(messenger, ()) if content is not None else ()
        if not command or not start_command(command):
            self.controller.forget_command(messenger)

    def follow_link(self, result: ResultState) -> None:
        """Follow the link of an answer: to its messenger, or to what to prepare; or watch, or add all to an empty list.

        It watches where the button opens the messenger.
        """
        content = self.controller.content
        if content is not None and not self.controller.screen.watch_list.listed:
            self.controller.add(tuple(messenger.id for messenger in content.messengers))
        elif result.step is not None and result.step.kind is StepKind.HELP:
            self.list_changes.watch(result.watched)
        elif result.about:
            self.open_messenger(result.about)
        else:
            self.detail.request(PageAction.PREPARE)

    def _on_tile_pressed(self, row: Row) -> None:
        if row.id != REST:
            self.open_messenger(row.id)
            return
        tile_ids = {tile.row.id for tile in self.result.board.tiles}
        self.list_changes.open_rest([row for row in self.result.rows if row.id not in tile_ids])

    def say_results(self, changed: str) -> None:
        """Announce the results to screen readers; first the effect on `changed`, whose settings were changed."""
        presenter, result = self.controller.presenter, self.result.shown
        effect = presenter.say_effect_of_change(changed) if presenter is not None else ""
        spoken_rows = (row.spoken for row in self.result.rows if row.watched)
        announce(self, [effect, result.sentence, result.line, *spoken_rows])

    def _show_footer(self) -> None:
        state = self.controller.screen.state
        sentence = say_footer(state, datetime.now(UTC), paused=self.window_actions.paused)
        self.result.footer.setText("" if sentence == self.result.shown.sentence else sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle Escape: leave a page, else cancel a check, else return from a messenger to the result."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.page_stack.page is not None:
            self.page_stack.leave()
        elif is_escape and self.controller.state.phase is Phase.CHECKING:
            self.window_actions.cancel.trigger()
        elif is_escape and self.messenger_shown:
            self.show_result()
        else:
            super().keyPressEvent(event)
