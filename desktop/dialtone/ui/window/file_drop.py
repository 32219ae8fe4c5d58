"""A file that is dropped on the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one file at a time for a widget, and hands its path on. What is no file is left alone."""

    def __init__(self, target: QWidget, take: Callable[[Path], None]) -> None:
        super().__init__(target)
        self._take = take
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Accept a file; let everything else pass."""
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            path = _local_file(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self._take(path)
                return True
        return super().eventFilter(watched, event)


def _local_file(event: QDropEvent | QDragEnterEvent) -> Path | None:
    urls = event.mimeData().urls()
    file = urls[0].toLocalFile() if len(urls) == 1 else ""
    return Path(file) if file else None
