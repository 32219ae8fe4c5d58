"""The window: the first page until the person agrees, then band, list and page."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from dialtone.store.settings import Settings
from dialtone.ui.messengers.detail_page import DetailPage
from dialtone.ui.messengers.list_pane import ListPane
from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.state.band_state import band_state
from dialtone.ui.state.footer_text import footer_sentence
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState
from dialtone.ui.state.trouble_text import trouble_text
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.answer_band import AnswerBand
from dialtone.ui.widgets.outside_bar import OutsideBar
from dialtone.ui.widgets.saved_bar import SavedBar
from dialtone.ui.widgets.split_view import SplitView
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.list_changes import ListChanges
from dialtone.ui.window.main_menu import MainMenu
from dialtone.ui.window.state_icon import StateIcon

if TYPE_CHECKING:
    from dialtone.ui.pages.start_page import StartPage
    from dialtone.ui.window.start_controller import StartController

_MINUTE_MS = 60_000


class MainWindow(QWidget):
    """Shows a state; says what the person wants. Knows no network, no files.

    Signals:
        agreed: Start was pressed on the first page.
        check_one_requested: a messenger that is not watched should be checked (its id).
    """

    agreed = Signal()
    check_one_requested = Signal(str)

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
        self.picked = False
        """The person chose a messenger in the list."""
        self._content: LoadedContent | None = None
        self._presenter: Presenter | None = None
        self.window_actions = actions or WindowActions(self)
        self.messenger_actions = MessengerActions(self)
        self.menu = MainMenu(self.window_actions, language, self)
        self.addActions(self.window_actions.with_keys)
        self.start_page: StartPage | None = None
        self._start_controller: StartController | None = None
        if first_run:
            self._make_start_page(icon_file)
        self.saved_bar = SavedBar()
        self.band = AnswerBand()
        self.network_kind: Callable[[], str] = str
        self._kind = ""
        self.outside_bar = OutsideBar()
        self.list_pane = ListPane(self.window_actions.check, self.window_actions.cancel, self.messenger_actions)
        self.detail = DetailPage(self.messenger_actions)
        self.split_view = SplitView(self.list_pane, self.detail)
        self.list_changes = ListChanges(self.list_pane, lambda: self._watch_list, self)
        self._icon = StateIcon(icon_file, self)
        self._stack = QStackedLayout(self)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._show_footer)
        self.window_actions.pause.changed.connect(self._show_footer)
        self._minute.start()
        self._show_footer()

    def _make_start_page(self, icon_file: Path) -> None:
        from dialtone.ui.pages.start_page import StartPage  # inside, both: shown once in the life of an installation
        from dialtone.ui.window.start_controller import StartController

        self.start_page = StartPage(icon_file, self.menu)
        self._start_controller = StartController(self.start_page, self)

    def _lay_out(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.saved_bar)
        column.addWidget(self.band)
        column.addWidget(self.outside_bar)
        column.addWidget(self.split_view, 1)
        self.page_stack = PageStack(main, self.menu, self.window_actions.share)
        self._stack.addWidget(self.page_stack)
        if self.start_page is not None:
            self._stack.addWidget(self.start_page)
            self._stack.setCurrentWidget(self.start_page)

    def _connect(self) -> None:
        if self.start_page is not None:
            self.start_page.agreed.connect(self.agreed)
        self.list_pane.chosen.connect(self._show_page)
        self.list_pane.list.picked.connect(self._on_list_picked)
        self.list_pane.opened.connect(self.open_messenger)
        self.detail.back_requested.connect(self._on_detail_back_requested)
        self.detail.check_requested.connect(self.check_one_requested)
        for asking in (self.band.check.clicked, self.detail.check_here_requested):
            asking.connect(self.window_actions.check.trigger)
        self.messenger_actions.check_requested.connect(self.detail.recheck_requested)
        self.list_changes.check_requested.connect(self.check_one_requested)
        self.list_changes.opened.connect(self.open_messenger)
        self.split_view.narrow_changed.connect(self.detail.show_back)
        self.split_view.narrow_changed.connect(lambda: self.show_state(self._state, self._watch_list))
        self.split_view.over_changed.connect(self.band.stand_aside)
        self.page_stack.left.connect(
            lambda: (self.detail.more if self.split_view.page_over else self.list_pane.list).setFocus()
        )

    @property
    def asking(self) -> bool:
        """Whether the first page is shown."""
        return self._stack.currentIndex() == 1

    def focus_first(self) -> None:
        """Begin where the person does: at Start, or in the list."""
        (self.list_pane.list if self.start_page is None else self.start_page.start_button).setFocus()

    def first_choice(self, settings: Settings) -> Settings:
        """Return the settings with what was chosen on the first page."""
        return settings if self.start_page is None else self.start_page.chosen(settings)

    def leave_start_page(self) -> None:
        """Go on to the list."""
        self._stack.setCurrentIndex(0)
        self.list_pane.list.setFocus()

    def show_content(self, content: LoadedContent) -> None:
        """Take what was loaded, and is shown from now on."""
        self._content = content
        days = self._presenter.last_answers if self._presenter is not None else {}
        self._presenter = Presenter(content)
        self._presenter.last_answers = days
        self.list_changes.take(content, self._presenter)
        if content.saved is not None:
            self.saved_bar.show_day(content.saved.started_at)
        if self._start_controller is not None:
            self._start_controller.show_content(content)
        self.list_pane.check_button.setVisible(content.saved is None)
        self.list_pane.add_button.setVisible(content.saved is None)

    def show_failure(self, reason: str) -> None:
        """Say that Dialtone's own files could not be loaded."""
        said = QCoreApplication.translate(
            "Window", "Dialtone could not load its own files. Reinstalling it should help. The reason: {reason}"
        )
        self.band.show_sentence(said.format(reason=reason))
        self._stack.setCurrentIndex(0)
        self.window_actions.check.setEnabled(False)
        self.list_pane.check_button.setEnabled(False)
        self.list_pane.add_button.setEnabled(False)
        self._minute.stop()
        self.list_pane.footer.clear()

    def say_not_kept(self, problem: Exception) -> None:
        """Say that the settings hold only until the end: on their page, else under the list."""
        said, page = trouble_text(self._content, problem), self.page_stack.page
        if isinstance(page, SettingsPage):
            page.message.setText(said)
        else:
            self.list_pane.undo_bar.show_trouble(said)

    def show_state(self, state: ScreenState, watch_list: WatchList) -> None:
        """Show this state, and only what changed in it."""
        if state.phase is Phase.CHECKING and self._state.phase is not Phase.CHECKING:
            self._kind = self.network_kind()
        self._state, self._watch_list = state, watch_list
        if self._presenter is None or self._content is None:
            return
        current = self.list_pane.current()
        rows = self._presenter.rows(state, watch_list, hold=self.list_pane.list.underMouse())
        self.list_pane.model.show_rows(rows, current)
        self.list_pane.show_empty(not watch_list.listed, self._presenter.empty_note())
        if not watch_list.listed:
            self.detail.show_nothing()
        self.list_pane.check_button.setEnabled(bool(watch_list.watched))
        self.list_pane.show_checking(state.phase is Phase.CHECKING, state.share_done)
        self.page_stack.show_checking(state.phase is Phase.CHECKING, state.share_done)
        network = self._presenter.network(state)
        alone = self.split_view.narrow
        said = band_state(self._content, state, watch_list, network, self._kind, alone=alone)
        self.band.show_state(said)
        self._icon.show_state(state, watch_list.watched or watch_list.listed, doubtful=said.doubtful)
        self.outside_bar.show_risk(network.sees_outside if network is not None and self._may_ask_outside() else "")
        self.window_actions.show_state(state, watch_list, may_try=self._may_try(), asking=self.asking)
        self.messenger_actions.check.setEnabled(self.window_actions.check.isEnabled())
        self.list_pane.settle_choice(current, picked=self.picked)
        self._show_page(self.list_pane.current())
        self._show_footer()

    def show_last_answers(self, days: Mapping[str, date]) -> None:
        """Take when each messenger last answered here, by the history."""
        if self._presenter is not None:
            self._presenter.last_answers = days
            self._show_page(self.list_pane.current())

    def show_asking_help(self, asking: bool) -> None:
        """Show whether the places that advice names are being asked."""
        if self._presenter is not None:
            self._presenter.asking_help = asking
            self._show_page(self.list_pane.current())

    def show_progress(self, state: ScreenState) -> None:
        """Show how far a check is, and nothing else."""
        self._state = state
        self.list_pane.show_checking(state.phase is Phase.CHECKING, state.share_done)
        self.page_stack.show_checking(state.phase is Phase.CHECKING, state.share_done)

    def _may_try(self) -> bool:
        return not self.asking and self._content is not None and self._content.proxy_test_for is not None

    def _may_ask_outside(self) -> bool:
        if self._watch_list.quiet or self._state.phase is Phase.CHECKING:
            return False
        return self._content is not None and self._content.run_outside_for is not None

    def open_messenger(self, messenger: str) -> None:
        """Show the page of a messenger."""
        self.page_stack.go_back()
        self.picked = True
        self.list_pane.choose(messenger)
        self._show_page(messenger)
        self.split_view.show_page(True)

    def _show_page(self, messenger: str) -> None:
        if self._presenter is None:
            return
        may_try, alone = self._may_try(), self.split_view.narrow
        page_state = self._presenter.page_state(self._state, messenger, self._watch_list, may_try=may_try, alone=alone)
        if page_state is not None:
            self.detail.show_messenger(page_state)

    def changed(self, messenger: str) -> str:
        """Return what a change by the person changed for a messenger, in a sentence; empty where it changed nothing."""
        return self._presenter.changed(self._state, messenger) if self._presenter else ""

    def say_results(self, changed: str, watched: tuple[str, ...]) -> None:
        """Say the results to a screen reader; first of the messenger that the person changed something for."""
        rows = [row for row in self.list_pane.model.rows if row.id in watched]
        announce(self, [self.changed(changed), *(row.spoken for row in rows)])

    def _show_footer(self) -> None:
        self.list_pane.footer.setText(
            footer_sentence(self._state, datetime.now(UTC), paused=self.window_actions.paused)
        )

    def _on_list_picked(self) -> None:
        self.picked = True

    def _on_detail_back_requested(self) -> None:
        self.split_view.show_page(False)
        self.list_pane.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape stops a check, else goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            if self.page_stack.page is not None:
                self.page_stack.leave()
                return
            if self._state.phase is Phase.CHECKING:
                self.window_actions.cancel.trigger()
                return
            if self.split_view.page_over:
                self._on_detail_back_requested()
                return
        super().keyPressEvent(event)
