"""The tray icon is read on any panel, and says its state by tone, shape and colour."""

from itertools import combinations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from dialtone.system.screen import PanelGround
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import colours, contrast, mix
from dialtone.ui.painting.tray_icon import GROUND, INK, MARKS, TRAY_SIDES, TrayLook, TrayState, make_tray_icon

pytestmark = pytest.mark.usefixtures("qapp")

PANELS = ("#eceef1", "#303238", "#ffffff", "#000000")
"""A light and a dark panel as desktops have them, and the two ends."""


def image(state: TrayState, side: int, *, paused: bool = False, doubtful: bool = False) -> QImage:
    return make_tray_icon(TrayLook(state, paused=paused, doubtful=doubtful)).pixmap(QSize(side, side), 1.0).toImage()


@pytest.mark.parametrize("side", TRAY_SIDES)
def test_states_differ_in_every_size(side: int) -> None:
    images = [image(state, side) for state in TrayState]
    images += [image(state, side, paused=True) for state in MARKS]
    assert all(one.size() == QSize(side, side) for one in images)
    for one, other in combinations(images, 2):
        differing = sum(one.pixel(x, y) != other.pixel(x, y) for x in range(side) for y in range(side))
        assert differing >= side / 2


@pytest.mark.parametrize("panel", PANELS)
def test_it_stands_out_from_every_panel(panel: str) -> None:
    """The outline or what it is filled with: the scheme of the program has no part in it."""
    ground = QColor(panel)
    assert max(contrast(INK, ground), contrast(GROUND, ground)) > 7
    assert contrast(INK, GROUND) > 7
    assert all(contrast(mark, ground) >= 3 for mark in MARKS.values())


@pytest.mark.parametrize("state", MARKS)
def test_a_mark_has_the_colour_of_its_status_between_light_and_dark(state: TrayState) -> None:
    """The tray's red was another than the window's."""
    light, dark = (colours(scheme).of_status(state.value) for scheme in BaseColours)
    assert MARKS[state].name() == mix(light, dark, 0.63).name()


@pytest.mark.parametrize("state", MARKS)
@pytest.mark.parametrize("side", TRAY_SIDES)
def test_a_state_has_its_colour(state: TrayState, side: int) -> None:
    found = image(state, side)
    wanted = MARKS[state].rgb()
    assert sum(found.pixel(x, y) == wanted for x in range(side) for y in range(side)) >= side / 2


@pytest.mark.parametrize("side", TRAY_SIDES)
@pytest.mark.parametrize("state", MARKS)
def test_a_doubtful_state_has_a_hole_in_its_mark(state: TrayState, side: int) -> None:
    """Unknown is never sure: there is nothing to tell apart."""
    claims = state is not TrayState.UNKNOWN
    assert (image(state, side, doubtful=True) != image(state, side)) is claims


def test_paused_is_visible_whatever_the_state() -> None:
    for state in TrayState:
        assert image(state, 24) != image(state, 24, paused=True)


def test_on_a_mac_it_is_a_template_of_one_colour() -> None:
    icons = {state: make_tray_icon(TrayLook(state, template=True)) for state in TrayState}
    assert all(icon.isMask() for icon in icons.values())
    assert not make_tray_icon(TrayLook(TrayState.BLOCKED)).isMask(), "elsewhere it is not painted over"
    images = [icon.pixmap(QSize(16, 16), 1.0).toImage() for icon in icons.values()]
    opaque = {
        one.pixel(x, y) for one in images for x in range(16) for y in range(16) if one.pixelColor(x, y).alpha() == 255
    }
    assert opaque == {INK.rgb()}


@pytest.mark.parametrize(("panel", "ground"), [(PanelGround.LIGHT, "#f3f3f3"), (PanelGround.DARK, "#202020")])
@pytest.mark.parametrize("state", TrayState)
def test_on_a_known_ground_it_is_drawn_in_legible_ink(panel: PanelGround, ground: str, state: TrayState) -> None:
    shown = make_tray_icon(TrayLook(state, panel=panel)).pixmap(QSize(24, 24), 1.0).toImage()
    pixels = [shown.pixelColor(x, y) for x in range(24) for y in range(24)]
    solid = {pixel.rgb() for pixel in pixels if pixel.alpha() == 255} - {mark.rgb() for mark in MARKS.values()}
    assert len(solid) == 1
    assert contrast(QColor(solid.pop()), QColor(ground)) > 7
    assert shown != image(state, 24), "which is in two tones"
