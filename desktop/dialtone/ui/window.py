"""The window: the first page until the person agrees, then banner, list and page."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QKeyEvent,
    QKeySequence,
    QPalette,
    QShortcut,
)
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from dialtone.ui.banner import Banner
from dialtone.ui.detail_page import DetailPage
from dialtone.ui.labels import ago, day
from dialtone.ui.library import Library
from dialtone.ui.list_pane import ListPane
from dialtone.ui.panes import Panes
from dialtone.ui.presenter import Presenter, state_sentence
from dialtone.ui.screen_state import Phase, ScreenState
from dialtone.ui.start_page import StartPage
from dialtone.ui.translate import LANGUAGES

_MINUTE_MS = 60_000


class MainWindow(QWidget):
    """Shows a state; says what the person wants. Knows no network, no files.

    Signals:
        agreed: Start was pressed on the first page.
        check_wanted / cancel_wanted / all_wanted: as they say.
        one_wanted: a messenger that is not watched should be checked (its id).
        language_wanted: a language was chosen; empty for the system's.
        quit_wanted: Quit was chosen.
    """

    agreed = Signal()
    check_wanted = Signal()
    cancel_wanted = Signal()
    all_wanted = Signal()
    one_wanted = Signal(str)
    language_wanted = Signal(str)
    quit_wanted = Signal()

    def __init__(self, icon_file: Path, *, first_run: bool, language: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._state = ScreenState()
        self._watched: tuple[str, ...] = ()
        self._library: Library | None = None
        self._presenter: Presenter | None = None
        self.menu = self._make_menu(language)
        self.start_page = StartPage(icon_file, self.menu) if first_run else None
        self.banner = Banner()
        self.list_pane = ListPane(self.menu)
        self.detail = DetailPage()
        self.panes = Panes(self.list_pane, self.detail)
        self._stack = QStackedLayout(self)
        self._lay_out()
        self._connect()
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._show_footer)
        self._minute.start()
        self._show_footer()

    def _lay_out(self) -> None:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.panes, 1)
        self._stack.addWidget(main)
        if self.start_page is not None:
            self._stack.addWidget(self.start_page)
            self._stack.setCurrentWidget(self.start_page)

    def _connect(self) -> None:
        if self.start_page is not None:
            self.start_page.agreed.connect(self.agreed)
        self.list_pane.check_wanted.connect(self.check_wanted)
        self.list_pane.cancel_wanted.connect(self.cancel_wanted)
        self.list_pane.all_wanted.connect(self.all_wanted)
        self.list_pane.chosen.connect(self._on_list_chosen)
        self.list_pane.opened.connect(self.open_messenger)
        self.detail.back_wanted.connect(self._on_detail_back_wanted)
        self.detail.check_wanted.connect(self.one_wanted)
        self.panes.narrow_changed.connect(self.detail.show_back)
        again = QShortcut(QKeySequence(Qt.Key.Key_F5), self)
        again.activated.connect(self._on_again_activated)

    def _make_menu(self, language: str) -> QMenu:
        menu = QMenu(self)
        languages = menu.addMenu(QCoreApplication.translate("Window", "Language"))
        group = QActionGroup(self)
        choices = (("", QCoreApplication.translate("Window", "As the system")), *LANGUAGES.items())
        for code, name in choices:
            action = languages.addAction(name)
            action.setCheckable(True)
            action.setChecked(code == language)
            action.setData(code)
            group.addAction(action)
        group.triggered.connect(self._on_language_triggered)
        menu.addSeparator()
        leave = menu.addAction(QCoreApplication.translate("Window", "Quit"))
        leave.setShortcut(QKeySequence(QKeySequence.StandardKey.Quit))
        leave.triggered.connect(self.quit_wanted)
        self.addAction(leave)
        return menu

    @property
    def asking(self) -> bool:
        """The first page is shown."""
        return self._stack.currentIndex() == 1

    def focus_first(self) -> None:
        """Begin where the person does: at Start, or in the list."""
        (self.list_pane.list if self.start_page is None else self.start_page.start_button).setFocus()

    def leave_start_page(self) -> None:
        """Go on to the list."""
        self._stack.setCurrentIndex(0)
        self.list_pane.list.setFocus()

    def show_library(self, library: Library) -> None:
        """What there is to show is loaded."""
        self._library = library
        self._presenter = Presenter(library)
        self.list_pane.check_button.setVisible(library.saved is None)

    def show_failure(self, reason: str) -> None:
        """Something of our own could not be loaded."""
        said = QCoreApplication.translate("Window", "Dialtone could not load its own files. {reason}")
        self.banner.show_sentence(said.format(reason=reason))
        self.list_pane.check_button.setEnabled(False)
        self._minute.stop()
        self.list_pane.footer.clear()

    def show_state(self, state: ScreenState, watched: tuple[str, ...]) -> None:
        """Show this state, and only what changed in it."""
        self._state, self._watched = state, watched
        if self._presenter is None:
            return
        current = self.list_pane.current()
        rows = self._presenter.rows(state, watched)
        self.list_pane.model.show_rows(rows)
        self.list_pane.show_empty(not watched, self._presenter.empty_note())
        self.list_pane.check_button.setEnabled(bool(watched))
        self.list_pane.show_checking(state.phase is Phase.CHECKING, state.share_done)
        self.banner.show_network(self._presenter.network(state))
        if rows and not self.list_pane.list.currentIndex().isValid():
            first = next(row.id for row in rows if not row.heading)
            self.list_pane.choose(current or first)
        self._show_page(self.list_pane.current())
        self._show_footer()

    def open_messenger(self, messenger: str) -> None:
        """Show the page of a messenger."""
        self.list_pane.choose(messenger)
        self._show_page(messenger)
        self.panes.show_page(True)

    def _show_page(self, messenger: str) -> None:
        about = self._library.messenger(messenger) if self._library else None
        if about is None or self._presenter is None or self._library is None:
            return
        self.detail.show_messenger(
            about,
            self._library.names.get(messenger, about.name),
            self._presenter.explanation(self._state, messenger),
            pending=messenger in self._state.pending,
            watched=messenger in self._watched,
            fixed=self._library.saved is not None,
        )

    def _show_footer(self) -> None:
        state = self._state
        said = state_sentence(state)
        if state.phase is Phase.SAVED and state.started_at is not None:
            said = QCoreApplication.translate("Window", "A saved check of {day}").format(day=day(state.started_at))
        elif not said and state.checked_at is not None:
            when = ago(state.checked_at, datetime.now(UTC))
            said = QCoreApplication.translate("Window", "Checked {when}").format(when=when)
        self.list_pane.footer.setText(said)

    def _on_list_chosen(self, messenger: str) -> None:
        self._show_page(messenger)

    def _on_detail_back_wanted(self) -> None:
        self.panes.show_page(False)
        self.list_pane.list.setFocus()

    def _on_again_activated(self) -> None:
        if not self.asking and self.list_pane.check_button.isEnabled() and self._state.phase is not Phase.CHECKING:
            self.check_wanted.emit()

    def _on_language_triggered(self, action: QAction) -> None:
        self.language_wanted.emit(str(action.data()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape stops a check, else goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            if self._state.phase is Phase.CHECKING:
                self.cancel_wanted.emit()
                return
            if self.panes.page_over:
                self._on_detail_back_wanted()
                return
        super().keyPressEvent(event)
