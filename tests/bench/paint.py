"""A window that tells when it is painted first: `paint.py empty`, the floor, or `paint.py dialtone`.

The same watcher sits in both programs, so what it costs cancels out. It goes after the first paint. In Dialtone another
one stays until something that can be pressed is painted: from then on the window is complete. It sees private widgets
of Qt, for which PySide6 makes all its types, 2.3 MB: so there is none in `paint.py resting`, whose memory is measured.
"""

import sys
import time
from collections.abc import Sequence

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget


class Watcher(QObject):
    """Prints the clock when the first widget of a kind is painted."""

    def __init__(self, *kinds: type[QWidget]) -> None:
        super().__init__()
        self._kinds = list(kinds)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """See every event of the program until a window paints."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, self._kinds[0]):
            print(time.monotonic_ns(), flush=True)
            self._kinds.pop(0)
            application = QCoreApplication.instance()
            if not self._kinds and application is not None:
                application.removeEventFilter(self)
        return False


class WatchedApplication(QApplication):
    """Takes the place of QApplication before Dialtone looks for it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(arguments)
        kinds = [QWidget, QAbstractButton] if sys.argv[1:] == ["dialtone"] else [QWidget]
        self._watcher = Watcher(*kinds)
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
    from dialtone.cli import run  # after the watcher is in place

    return run([])


if __name__ == "__main__":
    sys.exit(empty_window() if sys.argv[1:] == ["empty"] else dialtone_window())
