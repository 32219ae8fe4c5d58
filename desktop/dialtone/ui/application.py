"""Fills the window that is already on the screen, and loads everything else."""

import logging
import signal
import sys
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QIcon, QPixmapCache
from PySide6.QtWidgets import QApplication

from dialtone.ui.appearance import Appearance
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.languages import Translations, choose_language, find_english_if_draft
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.state.window_inputs import Services, StartupInputs
from dialtone.ui.window.auto_check import AutoCheck
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.desktop_state import make_metered_reader, tray_is_there
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.gc_timer import GcTimer
from dialtone.ui.window.help_controller import HelpController
from dialtone.ui.window.notices import ChangeNotices, Notices
from dialtone.ui.window.single_instance import SingleInstance
from dialtone.ui.window.tray import Tray
from dialtone.ui.window.x11 import TrayFocus

if TYPE_CHECKING:  # window modules are imported when it is opened
    from dialtone.ui.window.main_window import MainWindow
    from dialtone.ui.window.page_controller import OpenPages, PageController
    from dialtone.ui.window.tray_panel import TrayPanel

_log = logging.getLogger(__name__)
_TRAY_RETRY_MS = 30_000
_TRAY_RETRIES = 10
"""The desktop's panel may start after Dialtone. Closing the window looks for the tray again in any case."""
_PLATFORMS_WITHOUT_PANEL = frozenset({"wayland", "cocoa"})
"""Wayland cannot place a panel at the tray icon, and macOS opens the icon's menu."""
_RELEASE_INTERVAL_MS = 3 * 60_000
"""How long a closed window is kept before it is destroyed; if something would be lost, it is kept as long again."""


def fill_frame(
    app: QApplication, frame: Frame, instance: SingleInstance, inputs: StartupInputs, language: str
) -> "ApplicationController":
    """Fill the window that is already on the screen. `language` overrides the settings for this run; empty for none."""
    sys.excepthook = _log_unexpected
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's event loop runs no Python: Ctrl-C would wait for the next event
    appearance = Appearance(app)
    application_controller = ApplicationController(app, frame, inputs, language)
    controller = application_controller.check_controller
    appearance.choose_scheme(controller.settings.scheme)
    controller.settings_changed.connect(lambda: appearance.choose_scheme(controller.settings.scheme))
    instance.raise_requested.connect(controller.open)
    instance.quit_requested.connect(app.quit)
    application_controller.begin(hidden=not frame.isVisible())
    instance.listen()
    return application_controller


class ApplicationController(QObject):
    """Owns what lives as long as the program, and what is rebuilt: the window, and all that depends on the language."""

    def __init__(self, app: QApplication, frame: Frame, inputs: StartupInputs, language: str = "") -> None:
        super().__init__()
        self._app = app
        self.frame = frame
        self._inputs = inputs
        self._language_override = language
        """The language of the command line or the one chosen last; empty for that of the settings."""
        self._gc_timer = GcTimer(self)
        self._runner = CheckRunner(self)
        self._runner.work_finished.connect(self._gc_timer.freeze_loaded)
        self._translations = Translations(inputs.resources / "languages", self)
        self.check_controller = controller = CheckController(inputs, self._runner, frame, self)
        controller.language_requested.connect(self._on_language_requested)
        controller.checking_changed.connect(self._gc_timer.pause)
        controller.settings_changed.connect(self._set_quit_on_close)
        self._shown_timer = QTimer(self, singleShot=True, interval=0)
        """Lets the tray follow in a turn of its own: the window is painted between them."""
        self._shown_timer.timeout.connect(self._on_shown)
        controller.shown.connect(self._shown_timer.start)
        self.window: MainWindow | None = None
        """The content of the window; None in the tray, before it is first opened and after it was destroyed."""
        self._pages: PageController | None = None
        self._pages_to_reopen: OpenPages | None = None
        """The pages of the window that was destroyed; None if there was none."""
        self._panel: TrayPanel | None = None
        """The panel that was last opened at the tray icon; the reference keeps it alive while it is open."""
        self.tray: Tray | None = None
        self._tray_available = False
        """Whether the desktop had a tray when it was last asked: then closing the window need not quit."""
        self._notices = Notices(lambda: self.tray, lambda: app.alert(frame), self)
        self._notices.open_requested.connect(controller.open)
        self.auto_check: AutoCheck | None = None
        """None for a saved check."""
        self._tray_retries_left = _TRAY_RETRIES
        self._tray_timer = QTimer(self, interval=_TRAY_RETRY_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._tray_timer.timeout.connect(self._retry_tray)
        self.release_timer = QTimer(self, interval=_RELEASE_INTERVAL_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        """Runs while the window is closed, and destroys it."""
        self.release_timer.timeout.connect(self._on_release_timer_timeout)
        frame.closing.connect(self._on_frame_closing)
        frame.appearing.connect(self._open_window)
        self._tray_focus = TrayFocus(app, self)
        app.applicationStateChanged.connect(self._on_application_state_changed)

    def begin(self, *, hidden: bool = False) -> None:
        """Fill the window, and load the rest, also in another language. `hidden`: build only what the tray needs."""
        language = choose_language(
            self._language_override or self.check_controller.settings.language, self._inputs.resources
        )
        self._translations.use(language)
        self.check_controller.begin_language()
        self.check_controller.actions.quit.triggered.connect(self._app.quit)
        self.check_controller.actions.share.triggered.connect(self._on_share_triggered)
        self._pages_to_reopen = None  # a page of the former language is not shown again
        if not hidden or self._inputs.saved is not None or not tray_is_there():
            self._build_window()
        else:
            self._gc_timer.collect_rarely(True)
        self.check_controller.load(language)
        if self._inputs.saved is None:
            self._start_watching()
        if self.window is not None:
            self._add_pages(self.window)
        self._show_tray()
        if self.tray is None and self._inputs.saved is None:  # the panel may start after Dialtone
            self._tray_timer.start()

    def _build_window(self) -> "MainWindow":
        """Build the window with all that is known now, and put it into the frame."""
        from dialtone.ui.painting.app_icon import make_app_icon  # both imported late: the tray needs neither
        from dialtone.ui.window.main_window import MainWindow

        icon = make_app_icon(self._inputs.resources / "icons")
        self._app.setWindowIcon(icon)
        self.window = window = MainWindow(icon, self.check_controller)
        if english := find_english_if_draft(self._inputs.resources):
            window.show_draft_notice(english)
        self.frame.fill(window)
        window.focus_first()
        self._gc_timer.collect_rarely(False)
        return window

    def _open_window(self) -> None:
        """Build the window if it was never built; rebuild it as it was if it was destroyed."""
        self.release_timer.stop()
        if self.window is not None:
            return
        controller = self.check_controller
        window = self._build_window()
        pages = self._add_pages(window)
        if controller.content is not None:
            window.show_content(controller.content)
            controller.show()
            window.show_icon()  # at once: the window is about to appear
        if self._pages_to_reopen is not None:
            pages.reopen(self._pages_to_reopen)
        controller.find_makers()

    def _on_release_timer_timeout(self) -> None:
        """Destroy the window if it is still closed and nothing in it would be lost."""
        if self.window is None or self._pages is None or self.frame.isVisible():
            return
        if self.check_controller.state.phase is Phase.CHECKING or self.window.would_lose():
            return
        self.release_timer.stop()
        self._pages_to_reopen = self._pages.open_pages
        self._forget_window()
        self.check_controller.show()
        self.frame.release_memory()
        self._app.setWindowIcon(QIcon())
        QPixmapCache.clear()
        self._gc_timer.collect_rarely(True)
        QTimer.singleShot(0, self, self._gc_timer.freeze_loaded)  # collect what the window left behind

    def _forget_window(self) -> None:
        """Use the window no more: the frame destroys it, with its pages, when it is emptied or filled again."""
        self.window = None
        self._pages = None
        self.check_controller.window = None

    def _on_frame_closing(self) -> None:
        self._show_tray()
        if self.tray is not None:
            self.release_timer.start()

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        """Show the window when the macOS Dock or a second double click activates the program: no other event does.

        Source: applicationShouldHandleReopen in Qt's qcocoaapplicationdelegate.mm.
        """
        if self._app.platformName() != "cocoa" or state is not Qt.ApplicationState.ApplicationActive:
            return
        if self.tray is not None and not self.frame.isVisible():
            self.check_controller.open()

    def _show_tray(self) -> None:
        """Show the tray icon, if there is a tray; without one, closing the window quits the program."""
        self._tray_available = self._inputs.saved is None and tray_is_there()
        if self._tray_available and self.tray is None:
            self.tray = Tray(self.check_controller.actions, self)
            self.tray.open_requested.connect(self.check_controller.open)
            self.tray.pressed.connect(self._on_tray_pressed)
            self._on_shown()
            self.tray.icon.show()
            self._tray_timer.stop()
        self._set_quit_on_close()

    def _drop_tray(self) -> None:
        if self.tray is not None:
            self.tray.close()
            self.tray.deleteLater()
            self.tray = None

    def _set_quit_on_close(self) -> None:
        settings = self.check_controller.settings
        watching = settings.watch_minutes > 0 and not settings.quiet_profile
        self._app.setQuitOnLastWindowClosed(not (self._tray_available and watching))

    def _on_tray_pressed(self, icon_rect: QRect) -> None:
        """Open the panel beside the tray icon, or the window where no panel can be placed there."""
        controller = self.check_controller
        platform = self._app.platformName()
        needs_window = controller.first_run or controller.content is None or self.frame.isVisible()
        can_place_panel = platform not in _PLATFORMS_WITHOUT_PANEL and not icon_rect.isEmpty()
        if can_place_panel and not needs_window:
            from dialtone.ui.window.tray_panel import TrayPanel  # the tray loads no widgets before a press

            self._panel = TrayPanel(controller)
            self._panel.open_at(icon_rect)
            return
        if platform == "wayland" and not needs_window:
            self.frame.resize(self.frame.minimumSize())  # in place of the panel
        controller.open()

    def _on_shown(self) -> None:
        """Show the new state in the tray, and without a window in the actions, which a window otherwise updates."""
        controller = self.check_controller
        screen = controller.screen
        if self.window is None:
            may_open_pages = controller.may_open_pages
            controller.actions.show_state(screen.state, screen.watch_list, may_open_pages=may_open_pages)
        if self.tray is not None:
            watched = [row for row in screen.rows if row.watched]
            self.tray.show_state(screen.state, watched, screen.answer.whole)

    def _retry_tray(self) -> None:
        self._tray_retries_left -= 1
        self._show_tray()
        if not self._tray_retries_left:
            self._tray_timer.stop()

    @cached_property
    def _services(self) -> Services:
        return self._inputs.services()

    @cached_property
    def _help(self) -> HelpController:
        return HelpController(self.check_controller, self._services.network_mark, self)

    def _add_pages(self, window: "MainWindow") -> "PageController":
        from dialtone.ui.messengers.messenger_items import PageAction  # all imported late: only the window has pages
        from dialtone.ui.window.page_context import PageContext
        from dialtone.ui.window.page_controller import PageController

        window.detail.handlers[PageAction.TEST_HELP] = self._help.start_test
        self._pages = pages = PageController(PageContext(self._services, window), self._inputs.resources / "fonts")
        pages.traces_removed.connect(self._app.quit)
        if self.auto_check is not None:
            self.auto_check.stored.connect(pages.history_stored)
            pages.history_changed.connect(self.auto_check.reload_past)
        return pages

    def _start_watching(self) -> None:
        """Start automatic checks, the first time; connect the action that pauses them, which each language remakes."""
        if self.auto_check is None:
            self.auto_check = self._make_auto_check()
            self.auto_check.begin()
        pause = self.check_controller.actions.pause
        pause.setChecked(self.auto_check.paused)
        pause.toggled.connect(self._on_pause_toggled)
        self._show_pause_action()

    def _make_auto_check(self) -> AutoCheck:
        """Return the automatic checks, connected with the state and with the notices of what they find."""
        controller = self.check_controller
        auto_check = AutoCheck(self._services, lambda: controller.settings, make_metered_reader(), self)
        change_notices = ChangeNotices(controller, self._notices, self.frame, self._services.now)
        auto_check.check_due.connect(lambda unattended: controller.check(unattended=unattended))
        auto_check.changed.connect(change_notices.notify_changes)
        auto_check.records_read.connect(change_notices.warn_of_sign_outs)
        auto_check.stored.connect(lambda problem: controller.learn(history_error=problem))
        auto_check.past_found.connect(lambda past: controller.learn(past=past))
        auto_check.network_seen.connect(controller.fold)
        controller.checking_changed.connect(auto_check.on_checking_changed)
        controller.check_finished.connect(auto_check.on_check_finished)
        controller.settings_changed.connect(auto_check.reschedule)
        controller.settings_changed.connect(self._show_pause_action)
        return auto_check

    def _show_pause_action(self) -> None:
        self.check_controller.actions.pause.setVisible(self.check_controller.settings.watch_minutes > 0)

    def _on_pause_toggled(self, paused: bool) -> None:
        if self.auto_check is not None:
            self.auto_check.paused = paused

    def _on_share_triggered(self) -> None:
        """Show the page to share, and bring the window forward: the action may come from the tray."""
        self.check_controller.open()
        if self._pages is not None:
            self._pages.show_share()

    def close(self) -> None:
        """Close everything. It waits only for a write to the history to finish."""
        self._tray_timer.stop()
        self._shown_timer.stop()
        self.frame.closing.disconnect(self._on_frame_closing)
        self.release_timer.stop()
        self.check_controller.close()
        self._runner.close()
        if self.auto_check is not None:
            self.auto_check.close()
        if self.tray is not None:
            self.tray.close()
        self.frame.close()

    def _on_language_requested(self, language: str) -> None:
        """Build window and tray again in another language.

        `language`: overrides the command line's from now on; empty for the system's.
        """
        self._language_override = language
        in_settings = self.window is not None and self.window.in_settings
        self._forget_window()
        self._drop_tray()
        self.begin()
        if in_settings and self._pages is not None:
            self._pages.show_settings().focus("language")  # so that the person can continue by keyboard


def _log_unexpected(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """Log an exception raised in a slot; it does not end the program."""
    _log.error("unexpected", exc_info=(kind, problem, trace))
