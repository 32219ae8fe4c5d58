"""Fills the window that is on the screen, and loads everything else beside it."""

import logging
import signal
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from dialtone.system.country_guess import guess_country
from dialtone.ui.dress import dress
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.painting.app_icon import app_icon
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.languages import Translations, chosen_language
from dialtone.ui.state.services import Services
from dialtone.ui.state.startup_inputs import StartupInputs
from dialtone.ui.window.auto_check import AutoCheck
from dialtone.ui.window.change_notices import ChangeNotices
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.closing_controller import ClosingController
from dialtone.ui.window.file_open import open_beside
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.gc_timer import GcTimer
from dialtone.ui.window.help_controller import HelpController
from dialtone.ui.window.line_controller import LineController
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.maker_controller import MakerController
from dialtone.ui.window.metered_connection import read_metered
from dialtone.ui.window.network_kind import network_kind
from dialtone.ui.window.notices import Notices
from dialtone.ui.window.page_controller import PageController
from dialtone.ui.window.ready_controller import ReadyController
from dialtone.ui.window.single_instance import SingleInstance
from dialtone.ui.window.tray import Tray
from dialtone.ui.window.tray_availability import tray_is_there
from dialtone.ui.window.tray_focus import TrayFocus

_log = logging.getLogger(__name__)
_LATE_MS, _LATE_LOOKS = 30_000, 10
"""A panel may come after the window. Once the window is closed, it is asked for again anyhow."""


def fill_frame(
    app: QApplication, frame: Frame, instance: SingleInstance, inputs: StartupInputs, language: str
) -> "ApplicationController":
    """Fill the window that is on the screen already. `language` outranks the settings for this run."""
    sys.excepthook = _log_surprise
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop runs no Python: ctrl-C would wait for the next event
    dress(app)
    running = ApplicationController(app, frame, inputs, language)
    instance.raise_requested.connect(running.check_controller.open)
    instance.quit_requested.connect(app.quit)
    running.begin()
    instance.listen()
    return running


class ApplicationController(QObject):
    """The parts that live as long as the program, and the content and tray that are built anew for a language."""

    def __init__(self, app: QApplication, frame: Frame, inputs: StartupInputs, language: str = "") -> None:
        super().__init__()
        self._app = app
        self.frame = frame
        self._inputs = inputs
        self._over_settings = language
        self._gc_timer = GcTimer(self)
        self._runner = CheckRunner(self)
        self._runner.prepared.connect(self._gc_timer.settle)
        self._translations = Translations(inputs.resources / "translations", self)
        self.check_controller = CheckController(inputs, self._runner, self)
        self.check_controller.take_frame(frame)
        self.check_controller.language_requested.connect(self._on_language_requested)
        self.check_controller.checking_changed.connect(self._gc_timer.rest)
        self._makers = MakerController(self)
        self._makers.found.connect(lambda makers: self.check_controller.revise(lambda old: old.with_makers(makers)))
        self.check_controller.loaded.connect(self._makers.look)
        self.window: MainWindow | None = None
        self.tray: Tray | None = None
        self._notices = Notices(lambda: self.tray, lambda: app.alert(frame), self)
        self._notices.open_requested.connect(self.check_controller.open)
        self.auto_check: AutoCheck | None = None
        self._page_controller: PageController | None = None
        self._services: Services | None = None
        self._late_looks = _LATE_LOOKS
        self._late = QTimer(self)
        self._late.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._on_late_timeout)
        frame.closing.connect(self._show_tray)
        self._closing = ClosingController(app, frame, self.check_controller, self)
        self._tray_focus = TrayFocus(app, self)
        self._icon_file = inputs.resources / "icons" / "dialtone.svg"
        app.setWindowIcon(app_icon(self._icon_file))

    def begin(self) -> None:
        """Fill the window, and load the rest beside it."""
        self._translations.use(self._language())
        settings, first_run = self.check_controller.settings, self.check_controller.first_run
        country = settings.country or (guess_country() if first_run else "")
        self.window = MainWindow(self._icon_file, first_run=first_run, language=settings.language, country=country)
        self.window.network_kind = network_kind
        self.window.window_actions.quit.triggered.connect(self._app.quit)
        self.check_controller.take_window(self.window)
        self._makers.serve(self.window, lambda: self.check_controller.content)
        self.frame.fill(self.window)
        self.window.focus_first()
        self.check_controller.load(self._language(), country)
        self._add_pages(self.window)
        self._show_tray()
        if self.tray is None and self._inputs.saved is None:
            self._late.start()

    def _show_tray(self) -> None:
        """Appear in the tray, if there is one; closing the window ends the program where it would be out of reach."""
        there = self._inputs.saved is None and tray_is_there()
        if there and self.tray is None and self.window is not None:
            self.tray = Tray(self.window.window_actions, self)
            self.check_controller.take_tray(self.tray)
            self.tray.show()
            self._late.stop()
        self._closing.show_meaning(tray=there)

    def _on_late_timeout(self) -> None:
        self._late_looks -= 1
        self._show_tray()
        if not self._late_looks:
            self._late.stop()

    def _add_pages(self, window: MainWindow) -> None:
        """Add the other pages to the window, and start watching."""
        if self._inputs.services is None:
            return
        if self._services is None:
            self._services = self._inputs.services()
        check_controller = self.check_controller
        self._page_controller = page_controller = PageController(
            self._services,
            self._inputs.resources / "fonts",
            lambda: check_controller.settings,
            lambda: check_controller.content,
            lambda: check_controller.state.check,
            window,
            window.page_stack,
        )
        page_controller.settings_changed.connect(check_controller.change_settings)
        page_controller.language_requested.connect(check_controller.choose_language)
        page_controller.saved_check_requested.connect(self._on_saved_check_requested)
        page_controller.traces_removed.connect(self._app.quit)
        actions = window.window_actions
        actions.share.triggered.connect(self._on_share_triggered)
        actions.save.triggered.connect(page_controller.save_check)
        actions.open.triggered.connect(page_controller.open_check)
        actions.report.triggered.connect(page_controller.report)
        actions.advice.triggered.connect(page_controller.show_advice)
        actions.known.triggered.connect(page_controller.show_known)
        HelpController(check_controller, window, self._services.network_mark)
        ReadyController(check_controller, window)
        line_controller = LineController(
            self._services.network_mark, lambda: check_controller.content, lambda: check_controller.state.check, window
        )
        line_controller.check_requested.connect(check_controller.check)
        check_controller.checking_changed.connect(line_controller.on_checking)
        check_controller.check_finished.connect(line_controller.take)
        window.detail.line_requested.connect(lambda: line_controller.show(window.page_stack))
        window.detail.country_requested.connect(lambda: window.page_stack.open(Section.SETTINGS))
        actions.proxy_test.triggered.connect(lambda: page_controller.show_proxy_test())
        window.detail.proxy_test_requested.connect(page_controller.show_proxy_test)
        if self._inputs.saved is None:
            self._watch(self._services, window)

    def _watch(self, services: Services, window: MainWindow) -> None:
        if self.auto_check is None:
            self.auto_check = AutoCheck(services, lambda: self.check_controller.settings, read_metered(), self)
            self.auto_check.check_due.connect(self.check_controller.check)
            self._change_notices = ChangeNotices(
                self.frame, self.check_controller, lambda: self.window, self._notices, services.now
            )
            self.auto_check.changed.connect(self._change_notices.tell)
            self.auto_check.recalled.connect(self._change_notices.recall)
            self.check_controller.checking_changed.connect(self.auto_check.on_checking)
            self.check_controller.check_finished.connect(self.auto_check.take)
            self.check_controller.settings_changed.connect(self.auto_check.reschedule)
            self.check_controller.settings_changed.connect(self._show_pause)
            self.auto_check.past_found.connect(self._runner.happened)
            self.auto_check.begin()
        if self._page_controller is not None:
            self.auto_check.remembered.connect(self._page_controller.renew_history)
            self._page_controller.history_controller.changed.connect(self.auto_check.recall)
        window.window_actions.pause.setChecked(self.auto_check.paused)
        window.window_actions.pause.toggled.connect(self._on_pause_toggled)
        self._show_pause()

    def _show_pause(self) -> None:
        """Offer to pause only what goes on: watching is off until the person chooses how often."""
        if self.window is not None:
            self.window.window_actions.pause.setVisible(self.check_controller.settings.watch_minutes > 0)

    def _on_pause_toggled(self, paused: bool) -> None:
        if self.auto_check is not None:
            self.auto_check.paused = paused

    def _on_share_triggered(self) -> None:
        """Bring the window forward first: it may be asked for in the tray."""
        self.check_controller.open()
        if self._page_controller is not None:
            self._page_controller.share()

    def _on_saved_check_requested(self, path: Path) -> None:
        if self._services is not None:
            open_beside(self._services.command, path)

    def close(self) -> None:
        """Close everything; waits only for a write into the history."""
        self._late.stop()
        self.frame.closing.disconnect(self._show_tray)
        self._closing.close()
        self._runner.close()
        if self.auto_check is not None:
            self.auto_check.close()
        if self.tray is not None:
            self.tray.close()
        self.frame.close()

    def _language(self) -> str:
        return chosen_language(self._over_settings or self.check_controller.settings.language)

    def _on_language_requested(self, _language: str) -> None:
        self._over_settings = ""
        in_settings = self.window is not None and isinstance(self.window.page_stack.page, SettingsPage)
        if self.tray is not None:
            self.tray.close()
            self.tray.deleteLater()
            self.tray = None
        self.begin()
        if in_settings and self.window is not None:
            self.window.page_stack.open(Section.SETTINGS)
            if isinstance(page := self.window.page_stack.page, SettingsPage):
                page.language.setFocus()  # who goes through the languages by keyboard goes on


def _log_surprise(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """An exception in a slot does not end the program; the log has it."""
    _log.error("unexpected", exc_info=(kind, problem, trace))
