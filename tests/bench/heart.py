"""A window that counts how long it could not be used: `heart.py dialtone`, or `heart.py empty`, the floor.

Both beat on the window's thread while the whole catalogue is checked: Dialtone because it checks, the empty window
beside the same check by somebody else. Prints, in milliseconds, the longest time without a beat, and the most that the
window's thread worked in one such time: on a busy computer the first is mostly waiting for others.
"""

import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

_BEAT_MS = 1
_AFTERWARDS_MS = 500
"""The end of a check is shown, too."""
_PROGRAM = Path(sys.executable).with_name("dialtone")


class Heart(QObject):
    """Beats from the beginning of a check to its end, then says the longest pause and ends the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = self._worked = 0.0
        self._longest = self._most = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_timer_timeout)

    def listen(self, running: bool) -> None:
        """A check has begun or ended."""
        if running:
            self._last, self._worked = time.monotonic(), time.thread_time()
            self._timer.start()
        else:
            QTimer.singleShot(_AFTERWARDS_MS, self, self._tell)

    def _on_timer_timeout(self) -> None:
        now, worked = time.monotonic(), time.thread_time()
        self._longest = max(self._longest, now - self._last)
        self._most = max(self._most, worked - self._worked)
        self._last, self._worked = now, worked

    def _tell(self) -> None:
        print(self._longest * 1000 - _BEAT_MS, self._most * 1000, flush=True)
        QApplication.quit()


def empty_window() -> int:
    """The floor: what this computer does to a window that has nothing to do."""
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(960, 640)
    window.show()
    heart = Heart(application)
    look = QTimer(application)
    look.setInterval(100)
    with subprocess.Popen([_PROGRAM, "check", "--all", "--json"], stdout=subprocess.DEVNULL) as check:

        def on_look() -> None:
            if check.poll() is not None:
                look.stop()
                heart.listen(False)

        look.timeout.connect(on_look)
        look.start()
        heart.listen(True)
        return application.exec()


def dialtone_window() -> int:
    """Dialtone as a person starts it, with everything in the list."""
    from dialtone.ui import application

    begin = application.ApplicationController.begin

    def listen_and_begin(running: application.ApplicationController, *, hidden: bool = False) -> None:
        running.check_controller.checking_changed.connect(Heart(running).listen)
        application.ApplicationController.begin = begin  # type: ignore[method-assign]  # another language begins again
        begin(running, hidden=hidden)

    application.ApplicationController.begin = listen_and_begin  # type: ignore[assignment,method-assign]
    from dialtone.cli import run

    return run([])


if __name__ == "__main__":
    sys.exit(empty_window() if sys.argv[1:] == ["empty"] else dialtone_window())
