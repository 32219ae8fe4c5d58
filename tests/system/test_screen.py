"""A display that is gone is no screen: then the answer is text instead of a crash of Qt."""

import sys
from pathlib import Path

import pytest

from dialtone.system.screen import has_screen
from system.recorded import plant

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    unix = "0: 00000002 0 10000 1 1 7 @/tmp/.X11-unix/X7\n"
    return plant(tmp_path, {"tmp/.X11-unix/X1": "", "/proc/net/unix": unix, "/run/wayland-0": ""})


@pytest.mark.parametrize(
    ("environ", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":1"}, True),
        ({"DISPLAY": "unix:1.0"}, True),
        ({"DISPLAY": ":7"}, True),
        ({"DISPLAY": ":9"}, False),
        ({"DISPLAY": ":x"}, True),
        ({"DISPLAY": "elsewhere:10.0"}, True),
        ({"DISPLAY": ":9", "WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-1"}, False),
        ({"WAYLAND_DISPLAY": "wayland-1", "DISPLAY": ":1"}, True),
        ({"WAYLAND_SOCKET": "7"}, True),
        ({"DISPLAY": ":9", "QT_QPA_PLATFORM": "offscreen"}, True),
        ({"DISPLAY": ":9", "QT_QPA_PLATFORM": "xcb"}, False),
    ],
    ids=str,
)
def test_a_screen_is_one_whose_server_is_there(root: Path, environ: dict[str, str], there: bool) -> None:
    assert has_screen({"XDG_RUNTIME_DIR": str(root / "run"), **environ}, root) is there


def test_without_what_draws_windows_the_answer_is_text(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line alone is installed without it: `dialtone` must not end in a traceback there."""
    monkeypatch.setitem(sys.modules, "PySide6", None)
    assert not has_screen({"DISPLAY": ":1"}, root)
