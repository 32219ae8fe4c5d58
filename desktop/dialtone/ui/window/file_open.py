"""Saved checks opened by a double click on macOS, which sends an event instead of an argument.

Imported only there: an application-wide event filter is called for every event.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QProcess
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpenEvents(QObject):
    """Listens from the start: the event for the file that started the program comes before the first paint."""

    def __init__(self, application: QApplication, show: Callable[[Path], None]) -> None:
        super().__init__(application)
        self._show = show
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Handle file-open events; pass on everything else."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        file = event.file() or event.url().toLocalFile()
        if file:
            self._show(Path(file))
        return True


def open_beside(command: Sequence[str], file: Path) -> None:
    """Show a saved check in a new process, as a double click does elsewhere. `command` starts this program."""
    program, *arguments = command
    QProcess.startDetached(program, [*arguments, "open", str(file)])
