"""A saved check opened by a double click where the system says so by an event: on macOS no argument is passed.

Imported there alone: a filter of a whole program is asked about all that happens in it.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QProcess, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class FileOpenEvents(QObject):
    """Listens from the first moment: the event that started the program comes before the first paint.

    Signals:
        opened: the file.
    """

    opened = Signal(Path)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take what is about a file; let everything else pass."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent):
            return super().eventFilter(watched, event)
        file = event.file() or event.url().toLocalFile()
        if file:
            self.opened.emit(Path(file))
        return True


def open_beside(command: Sequence[str], file: Path) -> None:
    """Show a saved check in a program of its own, as a double click does elsewhere. `command` starts this one."""
    program, *arguments = command
    QProcess.startDetached(program, [*arguments, "open", str(file)])
