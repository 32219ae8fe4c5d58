"""Starts Qt and puts the bare window on the screen. Its content is loaded after the first paint."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from dialtone import APPLICATION_ID
from dialtone.ui.qt_application import NoWindow, start_qt
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.single_instance import SingleInstance
from dialtone.ui.window.tray_availability import tray_is_there

_TRAY_TRIES, _TRAY_WAIT_MS = 10, 2000
"""How often, and how far apart, a tray is looked for at login."""

Application = QApplication
"""For modules that may not import Qt."""
Fill = Callable[[Application, Frame, SingleInstance], Callable[[], None]]
"""Builds the content of the bare window, once, after its first paint; returns what releases it without waiting."""
ShowFile = Callable[[Path], None]
"""Shows a saved check in another process."""


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
    """Run until the person quits; return the exit code. Unless `beside_others`, a running instance comes forward.

    `on_unanswered` is called if that instance does not answer; the exit code is then 1. `on_no_window` is called with
    the reason if Qt cannot open a window on this screen, and returns the exit code.
    `hidden`: stay in the tray; without a tray, the window is shown minimised. Where macOS started the program to open a
    file, which it reports by an event, another process shows the file and this one quits.
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
    window = make_frame()
    releases: list[Callable[[], None]] = []

    def fill_once() -> None:
        if releases:
            return  # it started hidden, was filled without being painted, and is painted now
        try:
            releases.append(fill(app, window, instance))
        except BaseException:
            QApplication.exit(1)  # an empty window would be worse than none
            raise

    def on_file_opened(file: Path) -> None:
        show_file(file)
        if not releases and not hidden and not beside_others:
            app.quit()  # macOS started it for this file alone

    window.first_painted.connect(fill_once)
    if app.platformName() == "cocoa":
        from dialtone.ui.window.file_open import FileOpenEvents  # only macOS reports files by events

        FileOpenEvents(app, on_file_opened)
    if hidden:
        instance.raise_requested.connect(window.come_forward)  # started again while it waits for the tray: show it
        instance.quit_requested.connect(app.quit)
        instance.listen()
        _begin_hidden(window)
    else:
        window.show()
    try:
        return app.exec()
    finally:
        for release in releases:
            release()
        instance.close()


def _begin_hidden(window: Frame, tries: int = _TRAY_TRIES) -> None:
    """Fill the window without showing it. At login the tray may start late: wait for it, then show it minimised."""
    if window.isVisible():
        return  # it was opened meanwhile
    if tray_is_there():
        window.first_painted.emit()
    elif tries:
        QTimer.singleShot(_TRAY_WAIT_MS, window, lambda: _begin_hidden(window, tries - 1))
    else:
        window.showMinimized()
        window.first_painted.emit()  # a minimised window is not painted, but must still be filled


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
