"""The window: the start page until the person agrees, then the answer and the tiles, and the pages over them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dialtone.model.answer import StepKind
from dialtone.model.computer import SettingsPlace
from dialtone.model.wording import SOURCE
from dialtone.store.settings import Settings
from dialtone.ui.messengers.detail_page import DetailPage
from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.messengers.messenger_items import Do
from dialtone.ui.messengers.result_page import ResultPage
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.painting.app_icon import app_icon, state_icon
from dialtone.ui.painting.logo import TrayState
from dialtone.ui.state.footer_text import footer_sentence
from dialtone.ui.state.loaded_content import LoadedContent, trouble_text
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.result_state import ResultState, result_state
from dialtone.ui.state.screen_state import Phase, ScreenState
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.answer_page import AnswerPage
from dialtone.ui.widgets.notice_bar import DraftBar, UndoBar
from dialtone.ui.widgets.settings_opener import open_settings
from dialtone.ui.widgets.spoken_roles import announce
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.list_changes import ListChanges
from dialtone.ui.window.main_menu import MainMenu
from dialtone.ui.window.tray import tray_state

if TYPE_CHECKING:
    from dialtone.ui.pages.start_page import StartPage
    from dialtone.ui.window.start_controller import StartController

_MINUTE_MS = 60_000
_SIGN_IN = "http://neverssl.com"
"""A plain HTTP page that a captive portal replaces with its sign-in page: opened in the browser, on a click.

Of the sign-in page's address only the host is recorded: the rest often holds the computer's address and a session.
"""


class MainWindow(QWidget):
    """Shows a state, and emits what the person requests. Uses no network and no files.

    Signals:
        agreed: the button of the start page was pressed.
        check_one_requested: a messenger that is not watched should be checked (its id).
        check_all_requested: check all messengers, since none is in the list.
        not_started: a messenger could not be opened (its id).
        ready_requested: all works, and the person wants to prepare for a block.
    """

    agreed = Signal()
    check_one_requested = Signal(str)
    check_all_requested = Signal()
    not_started = Signal(str)
    ready_requested = Signal()

    def __init__(
        self,
        icon_file: Path,
        *,
        first_run: bool,
        language: str = "",
        actions: WindowActions | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._state = ScreenState()
        self._watch_list = WatchList()
        self._content: LoadedContent | None = None
        self._presenter: Presenter | None = None
        self.window_actions = actions or WindowActions(self)
        self.messenger_actions = MessengerActions(self)
        self.menu = MainMenu(self.window_actions, language, self)
        self.addActions(self.window_actions.with_keys)
        self.start_page: StartPage | None = None
        self._start_controller: StartController | None = None
        self._focuses_answer = False
        """The answer's button must get the focus once it is shown."""
        if first_run:
            self._make_start_page()
        self.result = ResultPage(self.messenger_actions)
        self.detail = DetailPage(self.messenger_actions)
        self.undo_bar = UndoBar()
        self.list_changes = ListChanges(self.undo_bar, lambda: self._watch_list, self)
        self._icon_file, self._icon = icon_file, (TrayState.NOTHING, False)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._show_footer)
        self.window_actions.pause.changed.connect(self._show_footer)
        self._minute.start()
        self._show_footer()

    def say_draft(self, english: str) -> None:
        """Show that the translation is a draft, with a button named `english` that switches to English."""
        self.result.add_bar(self._draft_bar(english))
        if self.start_page is not None:
            self.start_page.add_bar(self._draft_bar(english))

    def _draft_bar(self, english: str) -> DraftBar:
        bar = DraftBar(english)
        bar.button.clicked.connect(lambda: self.menu.language_requested.emit(SOURCE))
        return bar

    def _make_start_page(self) -> None:
        from dialtone.ui.pages.start_page import StartPage  # both imported late: shown once per installation
        from dialtone.ui.window.start_controller import StartController

        self.start_page = StartPage()
        self._start_controller = StartController(self.start_page, self, lambda page: self.page_stack.show_page(page))

    def _lay_out(self) -> None:
        self._over = QStackedWidget()
        self._over.addWidget(self.result)
        self._over.addWidget(self.detail)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._over, 1)
        column.addWidget(self.undo_bar)
        self.page_stack = PageStack(main, self.menu, self.window_actions.share)
        header = self.page_stack.header
        QWidget.setTabOrder(self.result.check_button, header.share_button)
        QWidget.setTabOrder(header.share_button, header.menu_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page_stack)
        if self.start_page is not None:
            self._over.addWidget(self.start_page)
            self._over.setCurrentWidget(self.start_page)
            self._show_tint()

    def _connect(self) -> None:
        if self.start_page is not None:
            self.start_page.agreed.connect(self.agreed)
        result, actions = self.result, self.window_actions
        result.block.button.clicked.connect(lambda: self.take_step(result.shown))
        result.block.link.clicked.connect(self._on_why_requested)
        result.check_button.clicked.connect(lambda: actions.check.trigger())
        result.history_button.clicked.connect(lambda: self.page_stack.open(Section.HISTORY))
        result.board.opened.connect(self.open_messenger)
        result.board.rest_opened.connect(self._on_rest_opened)
        actions.add.triggered.connect(self.list_changes.open_adding)
        actions.settings.triggered.connect(
            self._on_settings_triggered
        )  # a method, because the action outlives this window
        detail = self.detail
        detail.does[Do.STEP] = self.take_step
        detail.does[Do.TELL] = lambda _on: self.list_changes.watch((detail.messenger_id,))
        detail.does[Do.CHECK] = lambda _value: self.check_one_requested.emit(detail.messenger_id)
        detail.does[Do.CHECK_HERE] = lambda _value: actions.check.trigger()
        self.page_stack.back_requested.connect(self.show_result)
        self.menu.lead_with(lambda: self.detail.menu_actions() if self.messenger_shown else ())
        self.messenger_actions.hide_requested.connect(self.list_changes.hide)
        self.messenger_actions.mute_requested.connect(self.list_changes.mute)
        self.list_changes.check_requested.connect(self.check_one_requested)
        self.list_changes.opened.connect(self.open_messenger)
        self.list_changes.hidden.connect(lambda one: self.show_result() if one == self.messenger_shown else None)
        self.page_stack.left.connect(self._take_keyboard)

    @property
    def messenger_shown(self) -> str:
        """The messenger whose page is shown over the tiles; empty for none."""
        return self.detail.messenger_id if self._over.currentWidget() is self.detail else ""

    @property
    def asking(self) -> bool:
        """Whether the start page is shown."""
        return self._over.currentWidget() is self.start_page

    def focus_first(self) -> None:
        """Focus the button of the start page, or the answer's button once it is shown."""
        self._focuses_answer = self.start_page is None
        if self.start_page is not None:
            self.start_page.start_button.setFocus()

    def first_choice(self, settings: Settings) -> Settings:
        """Return the settings with the choices of the start page."""
        return settings if self.start_page is None else self.start_page.chosen(settings)

    def leave_start_page(self) -> None:
        """Show the answer instead of the start page."""
        self._over.setCurrentWidget(self.result)
        self._show_tint()
        self._focuses_answer = True

    def show_content(self, content: LoadedContent, presenter: Presenter | None = None) -> None:
        """Use the loaded content from now on; `presenter`: the one shared with the tray, if any."""
        self._content = content
        self._presenter = presenter or Presenter(content)
        self.list_changes.take(content, self._presenter)
        if content.saved is not None:
            self.result.show_saved(content.saved.started_at)
        if self._start_controller is not None:
            self._start_controller.show_content(content)

    def show_failure(self, reason: str) -> None:
        """Show that Dialtone's own files could not be loaded."""
        said = QCoreApplication.translate(
            "Window", "Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}"
        )
        self.result.show_result(ResultState(notice=said.format(reason=reason)), (), may_check=False)
        self._over.setCurrentWidget(self.result)
        self._show_tint()
        self.window_actions.check.setEnabled(False)
        self._minute.stop()
        self.result.footer.clear()

    def say_not_kept(self, problem: Exception) -> None:
        """Show that the settings could not be stored: on their page, else under the tiles."""
        said, page = trouble_text(self._content, problem), self.page_stack.page
        if isinstance(page, SettingsPage):
            page.say(said)
        else:
            self.undo_bar.show_trouble(said)

    def show_state(self, state: ScreenState, watch_list: WatchList) -> None:
        """Show this state; parts that did not change stay."""
        self._state, self._watch_list = state, watch_list
        if self._presenter is None or self._content is None:
            return
        network = self._presenter.network(state)
        rows = self._presenter.rows(state, watch_list, tuple(row.id for row in self.result.rows))
        said = result_state(self._content, state, watch_list, network)
        if not watch_list.listed:
            add = QCoreApplication.translate("Window", "Add a messenger")
            every = QCoreApplication.translate("Window", "Check all of them")
            said = ResultState(self._presenter.empty_note(), verb=add, filled=True, link=every)
        sees = network.sees_outside if network is not None and self._may_ask_outside() else ""
        may_check = bool(watch_list.watched) and self._content.saved is None
        self.result.show_result(said, rows, may_check=may_check, sees=sees)
        self._show_icon(tray_state(state, watch_list.watched or watch_list.listed), doubtful=said.doubtful)
        self.window_actions.show_state(state, watch_list, may_try=self._may_try(), asking=self.asking)
        self.messenger_actions.check.setEnabled(self.window_actions.check.isEnabled())
        self._show_page(self.messenger_shown)
        self._show_tint()
        self._show_footer()
        if self._focuses_answer and self.result.block.button.isVisible():
            self._focuses_answer = False
            self.result.block.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_icon(self, seen: TrayState, *, doubtful: bool) -> None:
        """Show the worst known state in title bar and task bar, as the tray does; it stays during a check.

        Not on macOS, where the Dock shows the program's icon and title bars have none.
        """
        if seen is TrayState.CHECKING or self._icon == (seen, doubtful) or QGuiApplication.platformName() == "cocoa":
            return
        self._icon = (seen, doubtful)
        calm, file = seen in (TrayState.WORKS, TrayState.NOTHING), self._icon_file
        self.window().setWindowIcon(app_icon(file) if calm else state_icon(file, seen, doubtful=doubtful))

    def _show_tint(self) -> None:
        page, self.page_stack.asking = self._over.currentWidget(), self.asking
        if isinstance(page, AnswerPage):
            self.page_stack.show_place(page.status, self.detail.name if page is self.detail else "")

    def show_progress(self, state: ScreenState) -> None:
        """Show only the progress of a check."""
        self._state = state
        self.result.board.show_progress(state.share_done)
        self.detail.show_progress(state.share_done)

    def _may_try(self) -> bool:
        return not self.asking and self._content is not None and self._content.saved is None

    def _may_ask_outside(self) -> bool:
        if self._watch_list.quiet or self._state.phase is Phase.CHECKING:
            return False
        return self._content is not None and self._content.saved is None

    def open_messenger(self, messenger: str) -> None:
        """Show the page of a messenger over the tiles."""
        self.page_stack.go_back()
        self._show_page(messenger)
        if self.detail.messenger_id == messenger:
            self._over.setCurrentWidget(self.detail)
            self._show_tint()
            self.detail.take_keyboard()

    def show_result(self) -> None:
        """Return to the answer and the tiles, with the focus on the tile of the page."""
        was = self.messenger_shown
        self._over.setCurrentWidget(self.result)
        self._show_tint()
        tile = self.result.board.tile_of(was)
        (tile or self.result.block.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_keyboard(self) -> None:
        page = self._over.currentWidget()
        if self.messenger_shown:
            self.detail.take_keyboard()
        elif isinstance(page, AnswerPage):
            page.block.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_page(self, messenger: str) -> None:
        if self._presenter is None or not messenger:
            return
        page_state = self._presenter.page_state(self._state, messenger, self._watch_list, may_try=self._may_try())
        if page_state is not None:
            self.detail.show_messenger(page_state)

    def _on_settings_triggered(self) -> None:
        self.page_stack.open(Section.SETTINGS)

    def take_step(self, said: ResultState) -> None:
        """Do what the button of an answer offers."""
        step = said.step
        if not self._watch_list.listed:
            self.list_changes.open_adding()
        elif step is None:
            self.window_actions.cancel.trigger()
        elif step.kind is StepKind.SIGN_IN:
            QDesktopServices.openUrl(QUrl(_SIGN_IN))
        elif step.kind is StepKind.OPEN:
            self._open_app(step.messenger)
        elif step.kind is StepKind.TELL_ME:
            self.list_changes.watch(said.watched)
        else:
            self.window_actions.check.trigger()

    def _open_app(self, messenger: str) -> None:
        command = self._content.start_commands.get(messenger, ()) if self._content is not None else ()
        if not command or not open_settings(SettingsPlace(command=command)):
            self.not_started.emit(messenger)

    def _on_why_requested(self) -> None:
        if not self._watch_list.listed:
            self.check_all_requested.emit()
        elif self.result.shown.about:
            self.open_messenger(self.result.shown.about)
        else:
            self.ready_requested.emit()

    def _on_rest_opened(self) -> None:
        shown = {tile.row.id for tile in self.result.board.tiles}
        self.list_changes.open_rest([row for row in self.result.rows if row.id not in shown])

    def changed(self, messenger: str) -> str:
        """Return the effect of the person's change for a messenger, in a sentence; empty if there was none."""
        return self._presenter.changed(self._state, messenger) if self._presenter else ""

    def say_results(self, changed: str, watched: tuple[str, ...]) -> None:
        """Announce the results to screen readers, first that of the messenger whose settings the person changed."""
        said = self.result.shown
        rows = [row for row in self.result.rows if row.id in watched]
        announce(self, [self.changed(changed), said.sentence, said.line, *(row.spoken for row in rows)])

    def _show_footer(self) -> None:
        said = footer_sentence(self._state, datetime.now(UTC), paused=self.window_actions.paused)
        self.result.footer.setText("" if said == self.result.shown.sentence else said)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Handle Escape: leave a page, else cancel a check, else return to the tiles."""
        if event.key() == Qt.Key.Key_Escape:
            if self.page_stack.page is not None:
                self.page_stack.leave()
                return
            if self._state.phase is Phase.CHECKING:
                self.window_actions.cancel.trigger()
                return
            if self.messenger_shown:
                self.show_result()
                return
        super().keyPressEvent(event)
