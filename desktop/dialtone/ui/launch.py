"""Starts Qt and puts the bare window on the screen. Its content is loaded after the first paint."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from dialtone import APPLICATION_ID
from dialtone.ui.qt_application import NoWindow, start_qt
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.single_instance import SingleInstance
from dialtone.ui.window.tray_availability import tray_is_there


class WindowContent(Protocol):
    """What fills the window."""

    def close(self) -> None:
        """Let go of everything; wait for nothing."""


_TRIES, _WAIT_MS = 10, 2000

Application = QApplication
"""For those who may not name Qt."""
Fill = Callable[[Application, Frame, SingleInstance], WindowContent]
ShowFile = Callable[[Path], None]
"""Shows a saved check in a program of its own."""


def open_window(
    fill: Fill,
    frame: Callable[[], Frame],
    state_folder: Path,
    show_file: ShowFile,
    say_unanswered: Callable[[], None],
    no_window: NoWindow,
    *,
    beside_others: bool,
    hidden: bool = False,
) -> int:
    """Run until the person is done. Another one that runs comes forward instead, unless this may stand beside it.

    `say_unanswered` is called where that one does not answer; then the exit code is 1. `no_window` is called with the
    reason where Qt cannot open one on this screen.
    `hidden`: the window stays in the tray, and is shown where there is none. Where macOS started the program to open a
    file, which it says by an event, the file is shown by another process and this one quits.
    """
    app = QApplication.instance() or start_qt(no_window)
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application runs already")
    name_application(app)
    instance = SingleInstance(state_folder)
    if not beside_others and not instance.is_first(quietly=hidden):
        if instance.unanswered:
            say_unanswered()
        return int(instance.unanswered)
    window = frame()
    filled: list[WindowContent] = []

    def on_painted() -> None:
        if filled:
            return  # it began hidden, and came to the screen only now
        try:
            filled.append(fill(app, window, instance))
        except BaseException:
            app.exit(1)  # an empty window that stays would be worse than none
            raise

    def on_file_opened(file: Path) -> None:
        show_file(file)
        if not filled and not hidden and not beside_others:
            app.quit()

    window.first_painted.connect(on_painted)
    if app.platformName() == "cocoa":
        from dialtone.ui.window.file_open import FileOpenEvents  # only macOS tells of files by events

        FileOpenEvents(app).opened.connect(on_file_opened)
    if hidden:
        instance.raise_requested.connect(window.come_forward)  # started again while it waits: show it
        instance.quit_requested.connect(app.quit)
        instance.listen()
        _begin_hidden(window)
    else:
        window.show()
    try:
        return app.exec()
    finally:
        for content in filled:
            content.close()
        instance.close()


def _begin_hidden(window: Frame, tries: int = _TRIES) -> None:
    """Fill the window without showing it. At login the tray may be late: wait a little, then show it minimised."""
    if window.isVisible():
        return  # it was asked for meanwhile
    if tray_is_there():
        window.first_painted.emit()
    elif tries:
        QTimer.singleShot(_WAIT_MS, window, lambda: _begin_hidden(window, tries - 1))
    else:
        window.showMinimized()
        window.first_painted.emit()  # what is minimised is not painted, and has to work all the same


def end_running(state_folder: Path) -> bool:
    """Ask the Dialtone that runs for this person to end. Return True where none runs any more."""
    application = QCoreApplication.instance() or QCoreApplication(["dialtone"])
    ended = SingleInstance(state_folder).end_other()
    del application
    return ended


def name_application(app: QApplication) -> None:
    """Set the names by which desktops find the icon and the window."""
    app.setApplicationName("Dialtone")  # a tray on the session bus shows this one
    app.setApplicationDisplayName("Dialtone")
    app.setDesktopFileName(APPLICATION_ID)
