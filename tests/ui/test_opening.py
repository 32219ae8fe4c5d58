"""From nothing to a window that begins hidden. In a process of its own: Qt runs its loop once in each."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSystemTrayIcon

from dialtone.ui.frame import Frame
from dialtone.ui.opening import Application, Filled, open_window
from dialtone.ui.single_instance import SingleInstance


class Content:
    """What would live in the window."""

    def close(self) -> None:
        """Nothing to let go of."""


def begin_hidden(folder: Path) -> None:
    """Begin with a tray, come to the screen, be painted, end; print at each filling whether the window was there."""

    def fill(app: Application, frame: Frame, _: SingleInstance) -> Filled:
        sys.stdout.write(f"filled, visible: {frame.isVisible()}\n")
        frame.first_painted.connect(partial(QTimer.singleShot, 0, app.quit))
        QTimer.singleShot(0, frame.show)
        return Content()

    QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)  # type: ignore[method-assign]
    sys.exit(open_window(fill, Frame, folder, beside_others=False, hidden=True))


def begin(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, __file__, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_what_begins_hidden_is_filled_once(tmp_path: Path) -> None:
    """Not again when it comes forward for the first time: there would be two tray icons."""
    done = begin(tmp_path)
    assert (done.returncode, done.stdout) == (0, "filled, visible: False\n"), done.stderr


def test_a_hidden_start_beside_another_ends_at_once(tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.is_first()
    done = begin(tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    first.close()


if __name__ == "__main__":
    begin_hidden(Path(sys.argv[1]))
