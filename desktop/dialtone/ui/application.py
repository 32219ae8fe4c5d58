"""Fills the window that is on the screen, and loads everything else beside it."""

import logging
import signal
import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QProcess
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from dialtone.engine.watching import Change
from dialtone.explain.explanation import Explainer
from dialtone.explain.notice import notice_lines
from dialtone.system.country import guess_country
from dialtone.ui.bridge import Bridge
from dialtone.ui.collector import Collector
from dialtone.ui.desk import Desk
from dialtone.ui.extras import Extras
from dialtone.ui.frame import Frame
from dialtone.ui.given import Parts
from dialtone.ui.mark import ink
from dialtone.ui.metered import read_metered
from dialtone.ui.rooms import Rooms
from dialtone.ui.single_instance import SingleInstance
from dialtone.ui.theme import palette, scheme_for
from dialtone.ui.translate import Translations, chosen_language
from dialtone.ui.tray import Tray
from dialtone.ui.watcher import Watcher
from dialtone.ui.window import MainWindow

_log = logging.getLogger(__name__)
_NATIVE_STYLES = frozenset({"macos", "windows11"})


def fill_frame(app: QApplication, frame: Frame, instance: SingleInstance, parts: Parts, language: str) -> "Running":
    """Fill the window that is on the screen already. `language` outranks the settings for this run."""
    sys.excepthook = _log_surprise
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop runs no Python: ctrl-C would wait for the next event
    dress(app)
    running = Running(app, frame, parts, language)
    instance.raise_wanted.connect(running.desk.open)
    instance.quit_wanted.connect(app.quit)
    running.begin()
    instance.listen()
    return running


def dress(app: QApplication) -> None:
    """One look: Fusion where Qt has no native style of its own, and our palette for the scheme the desktop asks for."""
    if app.style().name().lower() not in _NATIVE_STYLES:
        app.setStyle("Fusion")
    hints = app.styleHints()
    bare = QPalette(app.palette())

    def follow() -> None:
        app.setPalette(palette(scheme_for(hints.colorScheme(), bare)))

    follow()
    hints.colorSchemeChanged.connect(follow)


class Running(QObject):
    """The parts that live as long as the program, and the content and tray that are built anew for a language."""

    def __init__(self, app: QApplication, frame: Frame, parts: Parts, language: str = "") -> None:
        super().__init__()
        self._app = app
        self.frame = frame
        self._parts = parts
        self._over_settings = language
        self._collector = Collector(self)
        self._bridge = Bridge(self)
        self._bridge.prepared.connect(self._collector.settle)
        self._translations = Translations(parts.resources / "translations", self)
        self.desk = Desk(parts, self._bridge, self)
        self.desk.take_frame(frame)
        self.desk.language_wanted.connect(self._on_desk_language_wanted)
        self.desk.quit_wanted.connect(self._on_desk_quit_wanted)
        self.desk.checking_changed.connect(self._collector.rest)
        self.window: MainWindow | None = None
        self.tray: Tray | None = None
        self.watcher: Watcher | None = None
        self._extras: Extras | None = None
        self._icon_file = parts.resources / "icons" / "dialtone.svg"
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)
        app.setWindowIcon(QIcon(str(self._icon_file)))

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
        self._show_tray()
        self._furnish(self.window)

    def _show_tray(self) -> None:
        if self.tray is None and self._parts.saved is None and QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = Tray(self._ink(), self)
            self.desk.take_tray(self.tray)
            self.tray.show()
        self._app.setQuitOnLastWindowClosed(self.tray is None)

    def _furnish(self, window: MainWindow) -> None:
        """Give the window its other places, and watch."""
        if self._parts.extras is None:
            return
        if self._extras is None:
            self._extras = self._parts.extras()
        desk = self.desk
        rooms = Rooms(
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
            self._watch(self._extras, rooms)

    def _watch(self, extras: Extras, rooms: Rooms) -> None:
        if self.watcher is None:
            self.watcher = Watcher(extras, lambda: self.desk.settings, read_metered(), self)
            self.watcher.check_due.connect(self.desk.check)
            self.watcher.changed.connect(self._on_watcher_changed)
            self.desk.check_finished.connect(self.watcher.take)
            self.desk.settings_changed.connect(self.watcher.reschedule)
            self.watcher.begin()
        if self.tray is not None:
            self.tray.share_wanted.connect(self.desk.open)
            self.tray.share_wanted.connect(rooms.share)
            self.tray.pause.setChecked(self.watcher.paused)
            self.tray.pause_wanted.connect(self._on_tray_pause_wanted)

    def _on_tray_pause_wanted(self, paused: bool) -> None:
        if self.watcher is not None:
            self.watcher.paused = paused

    def _on_watcher_changed(self, changes: tuple[Change, ...]) -> None:
        library = self.desk.library
        if self.tray is None or library is None or not isinstance(library.words, Explainer):
            return
        lines = notice_lines(library.words.sentences, [(c.messenger, c.after) for c in changes], library.names)
        self.tray.tell(changes[0].messenger, lines)

    def _on_rooms_saved_wanted(self, path: Path) -> None:
        if self._extras is not None:
            program, *arguments = self._extras.command
            QProcess.startDetached(program, [*arguments, "open", str(path)])

    def _ink(self) -> QColor:
        return ink(scheme_for(self._app.styleHints().colorScheme(), self._app.palette()))

    def _on_scheme_changed(self) -> None:
        if self.tray is not None:
            self.tray.show_ink(self._ink())

    def close(self) -> None:
        """Let go of everything; waits for nothing."""
        self._bridge.close()
        if self.tray is not None:
            self.tray.close()
        self.frame.close()

    def _language(self) -> str:
        return chosen_language(self._over_settings or self.desk.settings.language)

    def _on_desk_language_wanted(self, _language: str) -> None:
        self._over_settings = ""
        if self.tray is not None:
            self.tray.close()
            self.tray.deleteLater()
            self.tray = None
        self.begin()

    def _on_desk_quit_wanted(self) -> None:
        self._app.quit()


def _log_surprise(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """An exception in a slot does not end the program; the log has it."""
    _log.error("unexpected", exc_info=(kind, problem, trace))
