"""Notices by the desktop: sent as the specification says, opened by a press, told otherwise if nobody takes them.

A program of its own, because Qt keeps the session bus for the life of a process.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dialtone.ui.window.notice_bus import NoticeBus

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="the session bus is of Linux desktops"),
    pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no dbus-daemon"),
]
STORY = Path(__file__).parent / "notice_story.py"


def play(*arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(STORY), *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("action", ["default", "open"])
def test_a_press_on_a_notice_opens_its_messenger(action: str) -> None:
    word = "['default', 'Open Dialtone', 'open', 'Open Dialtone']"
    picture = "image-data=[64, 64, 256, True, 8, 4] 16384 00000000 f6f7f9ff"
    said = f"desktop-entry=app.dialtone.Dialtone {picture}"
    assert play(action) == [f"Dialtone 0  Dialtone 'first\\nsecond' {word} {said} -1", "open telegram"]


def test_a_notice_that_nobody_takes_comes_back() -> None:
    assert play("nobody") == ["window"]


@pytest.mark.parametrize("address", ["nonsense", "tcp:host=localhost", "unix:path=/nowhere/bus", ""])
def test_where_no_bus_is_that_is_an_error_of_the_system(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    with pytest.raises(OSError, match=r"."), NoticeBus():
        pass
