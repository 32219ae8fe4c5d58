"""What Windows says of its own bar, which is set apart from the programs."""

import sys

import pytest

from dialtone.system.screen import PanelGround, read_panel_ground
from system.recorded import RecordedRegistry

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
