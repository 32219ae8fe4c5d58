"""Starts Qt and puts the bare window on the screen. Its content is loaded after the first paint."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from dialtone import APPLICATION_ID
from dialtone.ui.qt_application import NoWindow, start_qt
from dialtone.ui.window.desktop_state import tray_is_there
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.single_instance import SingleInstance

_TRAY_RETRIES = 10  # how many more times a tray is looked for at login
_TRAY_RETRY_MS = 2000

Application = QApplication
"""For modules that may not import Qt."""
Fill = Callable[[Application, Frame, SingleInstance], Callable[[], None]]
"""Builds the content of the bare window, once, after its first paint; returns what releases it without waiting."""


class StartSteps(NamedTuple):
    """What the start of the window calls. Each step imports what it needs, so that the first paint waits for little."""

    make_frame: Callable[[], Frame]
    fill: Fill
    say_unanswered: Callable[[], None]
    """Says that another instance is running but does not answer."""
    on_no_window: NoWindow


def open_window(steps: StartSteps, state_folder: Path, *, beside_others: bool, hidden: bool = False) -> int:
    """Open the window, and run until the person quits; return the exit code.

    Unless `beside_others`, an instance that is already running is brought forward instead; if it does not answer, the
    exit code is 1. `hidden`: stay in the tray; without a tray, the window is shown minimised.
    """
    app = QApplication.instance() or start_qt(steps.on_no_window)
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    name_application(app)
    instance = SingleInstance(state_folder)
    if not beside_others and not instance.claim(quietly=hidden):
        if instance.unanswered:
            steps.say_unanswered()
        return int(instance.unanswered)
    window = StartingWindow(app, instance, steps, quits_after_file=not hidden and not beside_others)
    if app.platformName() == "cocoa":
        app.installEventFilter(window)  # only on macOS: a filter of the application is called for every event
    if hidden:
        window.start_hidden()
    else:
        window.frame.show()
    try:
        return app.exec()
    finally:
        window.release()
        instance.close()


class StartingWindow(QObject):
    """A bare window that gets its content once; as an event filter it shows the files that macOS asks to open."""

    def __init__(
        self, app: QApplication, instance: SingleInstance, steps: StartSteps, *, quits_after_file: bool
    ) -> None:
        """`quits_after_file`: whether a request of macOS to open a file ends this process while the window is empty.

        The program was then started for that file alone, which another process shows.
        """
        super().__init__(app)
        self._app = app
        self._instance = instance
        self._steps = steps
        self._quits_after_file = quits_after_file
        self._release_content: Callable[[], None] | None = None
        """Stops what the content runs, such as checks and timers; None until the window has its content."""
        self.frame = steps.make_frame()
        self.frame.first_painted.connect(self._fill_once)

    def start_hidden(self) -> None:
        """Wait unseen for a tray; show the window if the program is started again meanwhile."""
        self._instance.raise_requested.connect(self.frame.bring_to_front)
        self._instance.quit_requested.connect(self._app.quit)
        self._instance.listen()
        self._fill_with_tray(_TRAY_RETRIES)

    def release(self) -> None:
        """Release the content, if the window has any, without waiting for what it runs."""
        if self._release_content is not None:
            self._release_content()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show, in another process, a file that macOS asks to open; pass on every other event."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        file = event.file() or event.url().toLocalFile()
        if not file:
            return True
        from dialtone.ui.pages.file_places import open_in_new_process  # rarely needed

        open_in_new_process(Path(file))
        if self._quits_after_file and self._release_content is None:
            self._app.quit()
        return True

    def _fill_once(self) -> None:
        """Fill the window at its first paint, unless it started hidden and was filled before."""
        if self._release_content is not None:
            return
        try:
            self._release_content = self._steps.fill(self._app, self.frame, self._instance)
        except BaseException:
            QApplication.exit(1)  # an empty window would be worse than none
            raise

    def _fill_with_tray(self, retries: int) -> None:
        """Fill the window unseen, once there is a tray, which may start later; if none comes, show it minimised."""
        if self.frame.isVisible():
            return  # it was opened meanwhile
        if tray_is_there():
            self.frame.first_painted.emit()
        elif retries:
            QTimer.singleShot(_TRAY_RETRY_MS, self.frame, lambda: self._fill_with_tray(retries - 1))
        else:
            self.frame.showMinimized()
            self.frame.first_painted.emit()  # a minimised window is not painted, but must still be filled


def end_running(state_folder: Path) -> bool:
    """Ask this person's running Dialtone to quit. Return whether none runs any more."""
    application = QCoreApplication.instance() or QCoreApplication(["dialtone"])
    ended = SingleInstance(state_folder).end_other()
    del application
    return ended


def name_application(app: QApplication) -> None:
    """Set the names by which desktops find the icon and the window."""
    app.setApplicationName("Dialtone")  # a tray on the session bus shows this one
    app.setApplicationDisplayName("Dialtone")
    app.setDesktopFileName(APPLICATION_ID)
