"""Fills the window that is on the screen, and loads everything else beside it."""

import logging
import signal
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from dialtone.engine.monitoring import Change
from dialtone.explain.explainer import Explainer
from dialtone.explain.notice import notice_lines
from dialtone.system.country_guess import guess_country
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.painting.app_icon import app_icon
from dialtone.ui.painting.logo import ink
from dialtone.ui.painting.theme import palette, scheme_for
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.languages import Translations, chosen_language
from dialtone.ui.state.services import Services
from dialtone.ui.state.startup_inputs import StartupInputs
from dialtone.ui.window.auto_check import AutoCheck
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.file_open import open_beside
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.gc_timer import GcTimer
from dialtone.ui.window.main_window import MainWindow
from dialtone.ui.window.metered_connection import read_metered
from dialtone.ui.window.page_controller import PageController
from dialtone.ui.window.single_instance import SingleInstance
from dialtone.ui.window.tray import Tray
from dialtone.ui.window.tray_availability import tray_is_there
from dialtone.ui.window.tray_focus import TrayFocus

_log = logging.getLogger(__name__)
_NATIVE_STYLES = frozenset({"macos", "windows11"})
_LATE_MS, _LATE_LOOKS = 30_000, 10
"""A panel may come after the window. Once the window is closed, it is asked for again anyhow."""


def fill_frame(
    app: QApplication, frame: Frame, instance: SingleInstance, parts: StartupInputs, language: str
) -> "ApplicationController":
    """Fill the window that is on the screen already. `language` outranks the settings for this run."""
    sys.excepthook = _log_surprise
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop runs no Python: ctrl-C would wait for the next event
    dress(app)
    running = ApplicationController(app, frame, parts, language)
    instance.raise_wanted.connect(running.desk.open)
    instance.quit_wanted.connect(app.quit)
    running.begin()
    instance.listen()
    return running


def dress(app: QApplication) -> None:
    """One look: Fusion where Qt has no native style of its own, and our palette for what the desktop asks for."""
    if app.style().name().lower() not in _NATIVE_STYLES:
        app.setStyle("Fusion")
    hints = app.styleHints()
    bare = QPalette(app.palette())

    contrast = hints.accessibility()

    def follow() -> None:
        strong = contrast.contrastPreference() is Qt.ContrastPreference.HighContrast
        app.setPalette(palette(scheme_for(hints.colorScheme(), bare), strong=strong))

    follow()
    hints.colorSchemeChanged.connect(follow)
    contrast.contrastPreferenceChanged.connect(follow)


class ApplicationController(QObject):
    """The parts that live as long as the program, and the content and tray that are built anew for a language."""

    def __init__(self, app: QApplication, frame: Frame, parts: StartupInputs, language: str = "") -> None:
        super().__init__()
        self._app = app
        self.frame = frame
        self._parts = parts
        self._over_settings = language
        self._collector = GcTimer(self)
        self._bridge = CheckRunner(self)
        self._bridge.prepared.connect(self._collector.settle)
        self._translations = Translations(parts.resources / "translations", self)
        self.desk = CheckController(parts, self._bridge, self)
        self.desk.take_frame(frame)
        self.desk.language_wanted.connect(self._on_desk_language_wanted)
        self.desk.quit_wanted.connect(self._on_desk_quit_wanted)
        self.desk.checking_changed.connect(self._collector.rest)
        self.window: MainWindow | None = None
        self.tray: Tray | None = None
        self.watcher: AutoCheck | None = None
        self._rooms: PageController | None = None
        self._extras: Services | None = None
        self._late_looks = _LATE_LOOKS
        self._late = QTimer(self)
        self._late.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._late.setInterval(_LATE_MS)
        self._late.timeout.connect(self._on_late_timeout)
        frame.closing.connect(self._on_frame_closing)
        self._tray_focus = TrayFocus(app, self)
        self._icon_file = parts.resources / "icons" / "dialtone.svg"
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        app.setWindowIcon(app_icon(self._icon_file))

    def begin(self) -> None:
        """Fill the window, and load the rest beside it."""
        self._translations.use(self._language())
        settings, first_run = self.desk.settings, self.desk.first_run
        country = settings.country or (guess_country() if first_run else "")
        self.window = MainWindow(self._icon_file, first_run=first_run, language=settings.language, country=country)
        self.desk.take_window(self.window)
        self.frame.fill(self.window)
        self.window.focus_first()
        self.desk.load(self._language())
        self._furnish(self.window)
        self._show_tray()
        if self.tray is None and self._parts.saved is None:
            self._late.start()

    def _show_tray(self) -> None:
        """Appear in the tray, if there is one; closing the window ends the program where it would be out of reach."""
        there = self._parts.saved is None and tray_is_there()
        if there and self.tray is None:
            self.tray = Tray(self._ink(), self)
            self.desk.take_tray(self.tray)
            self._serve_tray(self.tray)
            self.tray.show()
            self._late.stop()
        self._app.setQuitOnLastWindowClosed(not there)

    def _serve_tray(self, tray: Tray) -> None:
        tray.share_wanted.connect(self.desk.open)
        if self._rooms is not None:
            tray.share_wanted.connect(self._rooms.share)
        tray.pause.setChecked(self.watcher is not None and self.watcher.paused)
        tray.pause_wanted.connect(self._on_pause_wanted)
        self._show_pause()

    def _on_late_timeout(self) -> None:
        self._late_looks -= 1
        self._show_tray()
        if not self._late_looks:
            self._late.stop()

    def _on_frame_closing(self) -> None:
        self._show_tray()

    def _furnish(self, window: MainWindow) -> None:
        """Give the window its other places, and watch."""
        if self._parts.extras is None:
            return
        if self._extras is None:
            self._extras = self._parts.extras()
        desk = self.desk
        self._rooms = rooms = PageController(
            self._extras,
            self._parts.resources / "fonts",
            lambda: desk.settings,
            lambda: desk.library,
            lambda: desk.state.check,
            window,
            window.places,
        )
        rooms.settings_changed.connect(desk.change_settings)
        rooms.language_wanted.connect(desk.choose_language)
        rooms.saved_wanted.connect(self._on_rooms_saved_wanted)
        window.menu.save_wanted.connect(rooms.save_check)
        window.menu.open_wanted.connect(rooms.open_check)
        window.menu.report_wanted.connect(rooms.report)
        window.menu.advice_wanted.connect(rooms.show_advice)
        window.menu.trial_wanted.connect(rooms.show_trial)
        window.detail.trial_wanted.connect(rooms.show_trial)
        if self._parts.saved is None:
            self._watch(self._extras, window)

    def _watch(self, extras: Services, window: MainWindow) -> None:
        if self.watcher is None:
            self.watcher = AutoCheck(extras, lambda: self.desk.settings, read_metered(), self)
            self.watcher.check_due.connect(self.desk.check)
            self.watcher.changed.connect(self._on_watcher_changed)
            self.desk.checking_changed.connect(self.watcher.on_checking)
            self.desk.check_finished.connect(self.watcher.take)
            self.desk.settings_changed.connect(self.watcher.reschedule)
            self.desk.settings_changed.connect(self._show_pause)
            self.watcher.begin()
        if self._rooms is not None:
            self.watcher.remembered.connect(self._rooms.renew_history)
        window.menu.pause.setChecked(self.watcher.paused)
        window.menu.pause_wanted.connect(self._on_pause_wanted)
        self._show_pause()

    def _show_pause(self) -> None:
        """Offer to pause only what goes on: watching is off until the person chooses how often."""
        watching = self.watcher is not None and self.desk.settings.watch_minutes > 0
        if self.tray is not None:
            self.tray.pause.setVisible(watching)
        if self.window is not None:
            self.window.menu.pause.setVisible(watching)

    def _on_pause_wanted(self, paused: bool) -> None:
        """In the tray or in the window's menu: the other one shows it too."""
        if self.watcher is not None:
            self.watcher.paused = paused
        if self.tray is not None:
            self.tray.pause.setChecked(paused)
        if self.window is not None:
            self.window.menu.pause.setChecked(paused)

    def _on_watcher_changed(self, changes: tuple[Change, ...]) -> None:
        library = self.desk.library
        if library is None or not isinstance(library.words, Explainer) or self.frame.isActiveWindow():
            return  # who looks at the window sees it there
        if self.tray is None:
            self._app.alert(self.frame)
            return
        lines = notice_lines(library.words.sentences, [change.verdict for change in changes], library.names)
        self.tray.tell(changes[0].messenger, lines)

    def _on_rooms_saved_wanted(self, path: Path) -> None:
        if self._extras is not None:
            open_beside(self._extras.command, path)

    def _ink(self) -> QColor:
        return ink(scheme_for(self._app.styleHints().colorScheme(), self._app.palette()))

    def _on_scheme_changed(self) -> None:
        if self.tray is not None:
            self.tray.show_ink(self._ink())

    def close(self) -> None:
        """Let go of everything; waits only for what is being written into the history."""
        self._late.stop()
        self.frame.closing.disconnect(self._on_frame_closing)
        self._bridge.close()
        if self.watcher is not None:
            self.watcher.close()
        if self.tray is not None:
            self.tray.close()
        self.frame.close()

    def _language(self) -> str:
        return chosen_language(self._over_settings or self.desk.settings.language)

    def _on_desk_language_wanted(self, _language: str) -> None:
        self._over_settings = ""
        in_settings = self.window is not None and isinstance(self.window.places.page, SettingsPage)
        if self.tray is not None:
            self.tray.close()
            self.tray.deleteLater()
            self.tray = None
        self.begin()
        if in_settings and self.window is not None:
            self.window.places.open(Section.SETTINGS)
            if isinstance(page := self.window.places.page, SettingsPage):
                page.language.setFocus()  # who goes through the languages by keyboard goes on

    def _on_desk_quit_wanted(self) -> None:
        self._app.quit()


def _log_surprise(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """An exception in a slot does not end the program; the log has it."""
    _log.error("unexpected", exc_info=(kind, problem, trace))
