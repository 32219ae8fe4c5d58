"""Starts Qt and puts the bare window on the screen. Its content is loaded after the first paint."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from dialtone import APPLICATION_ID
from dialtone.ui.qt_application import NoWindow, start_qt
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.single_instance import SingleInstance
from dialtone.ui.window.tray_availability import tray_is_there

_TRAY_RETRIES, _TRAY_RETRY_MS = 10, 2000
"""How many more times a tray is looked for at login, and the interval."""

Application = QApplication
"""For modules that may not import Qt."""
Fill = Callable[[Application, Frame, SingleInstance], Callable[[], None]]
"""Builds the content of the bare window, once, after its first paint; returns what releases it without waiting."""
ShowFile = Callable[[Path], None]  # shows a saved check in another process


def open_window(
    fill: Fill,
    make_frame: Callable[[], Frame],
    state_folder: Path,
    show_file: ShowFile,
    on_unanswered: Callable[[], None],
    on_no_window: NoWindow,
    *,
    beside_others: bool,
    hidden: bool = False,
) -> int:
    """Open the window, and run until the person quits; return the exit code.

    Unless `beside_others`, an instance that is already running is brought forward instead. If that does not answer,
    `on_unanswered` is called, and the exit code is 1. `on_no_window` is called with the reason if Qt cannot open a
    window on this screen, and returns the exit code. `hidden`: stay in the tray; without a tray, the window is shown
    minimised. If macOS started the program to open a file, which it reports by an event, another process shows the
    file, and this one quits.
    """
    app = QApplication.instance() or start_qt(on_no_window)
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    name_application(app)
    instance = SingleInstance(state_folder)
    if not beside_others and not instance.claim(quietly=hidden):
        if instance.unanswered:
            on_unanswered()
        return int(instance.unanswered)
    frame = make_frame()
    release: Callable[[], None] | None = None

    def fill_once() -> None:
        """Fill the window at its first paint, unless it started hidden and was filled before."""
        nonlocal release
        if release is not None:
            return
        try:
            release = fill(app, frame, instance)
        except BaseException:
            QApplication.exit(1)  # an empty window would be worse than none
            raise

    def on_file_opened(file: Path) -> None:
        """Show a saved check in another process, and quit if the program was started for this file alone."""
        show_file(file)
        if release is None and not hidden and not beside_others:
            app.quit()

    frame.first_painted.connect(fill_once)
    if app.platformName() == "cocoa":
        FileOpenEvents(app, on_file_opened)
    if hidden:
        instance.raise_requested.connect(frame.bring_to_front)  # started again while it waits for the tray: show it
        instance.quit_requested.connect(app.quit)
        instance.listen()
        _begin_hidden(frame)
    else:
        frame.show()
    try:
        return app.exec()
    finally:
        if release is not None:
            release()
        instance.close()


def _begin_hidden(frame: Frame, retries: int = _TRAY_RETRIES) -> None:
    """Fill the window unseen, once there is a tray, which may start later; if none comes, show it minimised."""
    if frame.isVisible():
        return  # it was opened meanwhile
    if tray_is_there():
        frame.first_painted.emit()
    elif retries:
        QTimer.singleShot(_TRAY_RETRY_MS, frame, lambda: _begin_hidden(frame, retries - 1))
    else:
        frame.showMinimized()
        frame.first_painted.emit()  # a minimised window is not painted, but must still be filled


class FileOpenEvents(QObject):
    """Calls `on_file_opened` with the path of each file that macOS asks to open; the first one before the first paint.

    Created only on macOS: an application-wide event filter is called for every event.
    """

    def __init__(self, application: QApplication, on_file_opened: Callable[[Path], None]) -> None:
        super().__init__(application)
        self._on_file_opened = on_file_opened
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle file-open events; pass on everything else."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        file = event.file() or event.url().toLocalFile()
        if file:
            self._on_file_opened(Path(file))
        return True


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
