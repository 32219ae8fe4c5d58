"""Starts Qt, shows the window at once, and loads everything else after the first paint."""

import logging
import signal
import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from dialtone.ui.bridge import Bridge
from dialtone.ui.collector import Collector
from dialtone.ui.desk import Desk, Parts
from dialtone.ui.mark import ink
from dialtone.ui.single_instance import SingleInstance
from dialtone.ui.theme import palette, scheme_for
from dialtone.ui.translate import Translations, chosen_language
from dialtone.ui.tray import Tray
from dialtone.ui.window import MainWindow

_log = logging.getLogger(__name__)
_NATIVE_STYLES = frozenset({"macos", "windows11"})


def run_application(parts: Parts, language: str = "") -> int:
    """Run the window until the person is done. `language` outranks the settings for this run."""
    app = QApplication.instance() or QApplication(["dialtone"])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    name_application(app)
    instance = SingleInstance(parts.state_folder)
    if parts.saved is None and not instance.is_first():
        return 0
    sys.excepthook = _log_surprise
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop runs no Python: ctrl-C would wait for the next event
    dress(app)
    running = Running(app, parts, language)
    instance.raise_wanted.connect(running.desk.open)
    running.on_screen.connect(instance.listen)
    running.begin()
    try:
        return app.exec()
    finally:
        running.close()
        instance.close()


def name_application(app: QApplication) -> None:
    """Say who we are: desktops find the icon, the name and the window by it."""
    app.setApplicationName("dialtone")
    app.setApplicationDisplayName("Dialtone")
    app.setOrganizationDomain("dialtone.app")
    app.setDesktopFileName("app.dialtone.Dialtone")


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
    """The parts that live as long as the program, and the window and tray that are built anew for a language.

    Signals:
        on_screen: a window is painted: now may follow what its first paint did not wait for.
    """

    on_screen = Signal()

    def __init__(self, app: QApplication, parts: Parts, language: str = "") -> None:
        super().__init__()
        self._app = app
        self._parts = parts
        self._over_settings = language
        self._collector = Collector(self)
        self._bridge = Bridge(self)
        self._bridge.prepared.connect(self._collector.settle)
        self._translations = Translations(parts.resources / "translations", self)
        self.desk = Desk(parts, self._bridge, self)
        self.desk.language_wanted.connect(self._on_desk_language_wanted)
        self.desk.quit_wanted.connect(self._on_desk_quit_wanted)
        self.desk.checking_changed.connect(self._collector.rest)
        self.window: MainWindow | None = None
        self.tray: Tray | None = None
        self._icon_file = parts.resources / "icons" / "dialtone.svg"
        app.setWindowIcon(QIcon(str(self._icon_file)))

    def begin(self) -> None:
        """Show the window; the rest follows its first paint."""
        self._translations.use(self._language())
        self._build_window()

    def close(self) -> None:
        """Let go of everything; waits for nothing."""
        self._bridge.close()
        if self.tray is not None:
            self.tray.close()
        if self.window is not None:
            self.window.close()

    def _language(self) -> str:
        return chosen_language(self._over_settings or self.desk.settings.language)

    def _build_window(self) -> None:
        self.window = MainWindow(self._icon_file, first_run=self.desk.first_run, language=self.desk.settings.language)
        self.desk.take_window(self.window)
        self.window.first_painted.connect(self._on_window_first_painted)
        self.window.show()

    def _on_window_first_painted(self) -> None:
        self.on_screen.emit()
        self.desk.load(self._language())
        if self.tray is None and self._parts.saved is None and QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = Tray(ink(scheme_for(self._app.styleHints().colorScheme(), self._app.palette())), self)
            self.desk.take_tray(self.tray)
            self.tray.show()
        self._app.setQuitOnLastWindowClosed(self.tray is None)

    def _on_desk_language_wanted(self, _language: str) -> None:
        self._over_settings = ""
        self._app.setQuitOnLastWindowClosed(False)
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        if self.tray is not None:
            self.tray.close()
            self.tray.deleteLater()
            self.tray = None
        self._translations.use(self._language())
        self._build_window()

    def _on_desk_quit_wanted(self) -> None:
        self._app.quit()


def _log_surprise(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """An exception in a slot does not end the program; the log has it."""
    _log.error("unexpected", exc_info=(kind, problem, trace))
