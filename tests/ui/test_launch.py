"""From nothing to a window that begins hidden. In a process of its own: Qt runs its loop once in each."""

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from dialtone.ui.launch import Application, StartSteps, open_window
from dialtone.ui.pages import file_places
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.single_instance import SingleInstance


def frame_closed() -> None:
    """There is nothing to let go of."""


def begin_hidden(folder: Path) -> None:
    """Begin with a tray, come to the screen, be painted, end; print at each filling whether the window was there."""

    def fill(app: Application, frame: Frame, _: SingleInstance) -> Callable[[], None]:
        sys.stdout.write(f"filled, visible: {frame.isVisible()}\n")
        frame.first_painted.connect(partial(QTimer.singleShot, 0, app.quit))
        QTimer.singleShot(0, frame.show)
        return frame_closed

    QSystemTrayIcon.isSystemTrayAvailable = staticmethod(lambda: True)  # type: ignore[method-assign]
    sys.exit(open_window(StartSteps(Frame, fill, print, unseen), folder, beside_others=False, hidden=True))


def shown(file: Path) -> None:
    """What would show a saved check."""
    sys.stdout.write(f"shown: {file.name}\n")


def unseen(reason: str) -> int:
    """What would say that there can be no window."""
    raise AssertionError(reason)


def begin_for_a_file(folder: Path, *, when_filled: bool, beside_others: bool) -> None:
    """Be told of a file as macOS does it: before the first paint, or once the window is filled."""

    def tell(app: Application) -> None:
        app.postEvent(app, QFileOpenEvent(QUrl.fromLocalFile("/checks/one.dialtone")))

    def fill(app: Application, _: Frame, __: SingleInstance) -> Callable[[], None]:
        sys.stdout.write("filled\n")
        if when_filled:
            tell(app)
        QTimer.singleShot(0, app.quit)
        return frame_closed

    QGuiApplication.platformName = staticmethod(lambda: "cocoa")  # type: ignore[method-assign]
    file_places.open_in_new_process = shown
    app = QApplication(["dialtone"])
    if not when_filled:
        tell(app)
    sys.exit(open_window(StartSteps(Frame, fill, print, unseen), folder, beside_others=beside_others))


def begin(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, __file__, str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_what_begins_hidden_is_filled_once(tmp_path: Path) -> None:
    """Not again when it comes forward for the first time: there would be two tray icons."""
    done = begin(tmp_path)
    assert (done.returncode, done.stdout) == (0, "filled, visible: False\n"), done.stderr


def test_a_hidden_start_beside_another_ends_at_once(tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    done = begin(tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    first.close()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["file"], "shown: one.dialtone\n"),  # it was started for the file alone
        (["file", "filled"], "filled\nshown: one.dialtone\n"),
        (["file", "beside"], "shown: one.dialtone\nfilled\n"),  # itself a saved check: it stays
    ],
)
def test_a_file_that_macos_tells_of_is_shown(tmp_path: Path, words: list[str], said: str) -> None:
    done = begin(tmp_path, *words)
    assert (done.returncode, done.stdout) == (0, said), done.stderr


def test_desktops_find_the_window_and_the_icon_in_the_tray_by_one_name(qapp: QApplication) -> None:
    """The tray on the session bus shows this name; X11 calls windows of ours by it, and the starter must know them."""
    entry = Path(__file__).parents[2] / "packaging" / "linux" / "dialtone.desktop"
    assert qapp.applicationName() == "Dialtone"
    assert "StartupWMClass=Dialtone" in entry.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    if "file" in sys.argv:
        begin_for_a_file(Path(sys.argv[1]), when_filled="filled" in sys.argv, beside_others="beside" in sys.argv)
    begin_hidden(Path(sys.argv[1]))
