"""A display that is gone is no screen: the answer is text then. And what Windows says of the ground of its taskbar."""

import sys
from pathlib import Path

import pytest

from dialtone.system.screen import PanelGround, has_screen, read_panel_ground
from system.recorded import RecordedRegistry, plant

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


COLOURS = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
Keys = dict[str, dict[str, str | int]]
CONTRAST = r"HKCU\Control Panel\Accessibility\HighContrast"


@pytest.mark.parametrize("programs", [0, 1])
@pytest.mark.parametrize(("bar", "ground"), [(0, PanelGround.DARK), (1, PanelGround.LIGHT)])
def test_the_bar_counts_and_not_the_programs(bar: int, programs: int, ground: PanelGround) -> None:
    keys: Keys = {COLOURS: {"SystemUsesLightTheme": bar, "AppsUseLightTheme": programs}, CONTRAST: {"Flags": "126"}}
    assert read_panel_ground(RecordedRegistry(keys)) is ground


def test_a_contrast_theme_has_colours_of_its_own() -> None:
    keys: Keys = {COLOURS: {"SystemUsesLightTheme": 1}, CONTRAST: {"Flags": "127"}}
    assert read_panel_ground(RecordedRegistry(keys)) is PanelGround.UNKNOWN


@pytest.mark.parametrize("said", [{}, {COLOURS: {"AppsUseLightTheme": 0}}, {COLOURS: {"SystemUsesLightTheme": "1"}}])
def test_what_is_not_said_is_not_guessed(said: Keys) -> None:
    assert read_panel_ground(RecordedRegistry(said)) is PanelGround.UNKNOWN


@pytest.mark.skipif(sys.platform == "win32", reason="it has that setting")
def test_elsewhere_nothing_is_known() -> None:
    assert read_panel_ground() is PanelGround.UNKNOWN
