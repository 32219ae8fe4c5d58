"""Opens saved checks: on macOS a double click sends an event instead of an argument; and from the menu."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QProcess
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpenEvents(QObject):
    """Calls `on_file_opened` with the path of each file that macOS asks the program to open.

    The event for the file that started the program comes before the first paint. Created only on macOS: an
    application-wide event filter is called for every event.
    """

    def __init__(self, application: QApplication, on_file_opened: Callable[[Path], None]) -> None:
        super().__init__(application)
        self._on_file_opened = on_file_opened
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Handle file-open events; pass on everything else."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        file = event.file() or event.url().toLocalFile()
        if file:
            self._on_file_opened(Path(file))
        return True


def open_in_new_process(command: Sequence[str], file: Path) -> None:
    """Show a saved check in another process of this program. `command`: starts the program."""
    program, *arguments = command
    QProcess.startDetached(program, [*arguments, "open", str(file)])
