"""A window that tells when it is painted first: `paint.py empty`, the floor, or `paint.py dialtone`.

The same watcher sits in both programs, so what it costs cancels out. It goes after the first paint.
"""

import sys
import time
from collections.abc import Sequence

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class Watcher(QObject):
    """Prints the clock when the first top-level window is painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See every event of the program until a window paints."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            application = QCoreApplication.instance()
            assert application is not None
            application.removeEventFilter(self)
            print(time.monotonic_ns(), flush=True)
        return False


class WatchedApplication(QApplication):
    """Takes the place of QApplication before Dialtone looks for it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        self._watcher = Watcher()
        self.installEventFilter(self._watcher)


def empty_window() -> int:
    """The floor: what every PySide6 program pays."""
    application = WatchedApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(900, 600)
    window.show()
    return application.exec()


def dialtone_window() -> int:
    """Dialtone as a person starts it."""
    QtWidgets.QApplication = WatchedApplication  # type: ignore[assignment,misc]
    sys.argv = ["dialtone"]
    from dialtone.__main__ import main  # after the watcher is in place

    return main()


if __name__ == "__main__":
    sys.exit(empty_window() if sys.argv[1:] == ["empty"] else dialtone_window())
