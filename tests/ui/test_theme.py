import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette

from dialtone.explain.status_signs import sign_of
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.painting import theme
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import LEAST_CONTRAST, colours, contrast, make_palette, scheme_for, scheme_of
from ui.examples import RESOURCES

STRONG_CONTRAST = 7.0
"""For those who asked the system for more contrast: the guidelines' higher level."""
LEAST = ((False, LEAST_CONTRAST), (True, STRONG_CONTRAST))
SHOWN = ("works", "partly", "slow", "blocked", "down", "unknown", "not_tested")


@pytest.mark.parametrize(("strong", "least"), LEAST)
@pytest.mark.parametrize("scheme", BaseColours)
@pytest.mark.parametrize("status", SHOWN)
def test_a_status_is_legible_on_every_ground(scheme: BaseColours, status: str, strong: bool, least: float) -> None:
    c = colours(scheme, strong=strong)
    for ground in (c.window, c.page, c.raised, c.hover, c.selected, c.tint(status)):
        assert contrast(c.of_status(status), ground) >= least


@pytest.mark.parametrize(("strong", "least"), LEAST)
@pytest.mark.parametrize("scheme", BaseColours)
def test_text_can_be_read_on_everything_it_stands_on(scheme: BaseColours, strong: bool, least: float) -> None:
    c = colours(scheme, strong=strong)
    grounds = (c.window, c.page, c.raised, c.hover, c.selected, *(c.tint(status) for status in SHOWN))
    for ink in (c.text, c.dim):
        assert all(contrast(ink, ground) >= least for ground in grounds)
    tints = () if strong else (c.tint(status) for status in c.status)
    assert all(contrast(c.link, ground) >= least for ground in (c.window, c.page, c.raised, *tints))
    assert contrast(c.on_accent, c.accent) >= least


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("scheme", BaseColours)
def test_widgets_find_the_scheme_in_their_palette(scheme: BaseColours, strong: bool) -> None:
    made = make_palette(scheme, strong=strong)
    assert scheme_of(made) is scheme
    assert theme.colours_of(made) == colours(scheme, strong=strong)


@pytest.mark.parametrize("scheme", BaseColours)
def test_the_edges_of_what_can_be_pressed_are_seen(scheme: BaseColours) -> None:
    c, strong = colours(scheme), colours(scheme, strong=True)
    assert contrast(theme.mix(c.dim, c.outline, 0.4), c.page) >= 2.0
    assert contrast(strong.outline, strong.page) >= STRONG_CONTRAST
    assert contrast(strong.hairline, strong.page) >= STRONG_CONTRAST


def test_a_palette_of_somebody_elses_is_told_by_its_background() -> None:
    assert theme.colours_of(QPalette(QColor("#303030"))) == colours(BaseColours.DARK)


def test_the_desktop_decides_the_scheme_and_else_its_palette() -> None:
    dark = QPalette(QColor("#202020"))
    assert scheme_for(Qt.ColorScheme.Light, dark) is BaseColours.LIGHT
    assert scheme_for(Qt.ColorScheme.Dark, QPalette(QColor("#ffffff"))) is BaseColours.DARK
    assert scheme_for(Qt.ColorScheme.Unknown, dark) is BaseColours.DARK


def test_every_status_of_the_model_has_colour_and_shape() -> None:
    """A status without a shape of its own is shown as the quiet outline, never as nothing."""
    c = colours(BaseColours.LIGHT)
    for status in MessengerStatus:
        assert c.of_status(status).isValid()
    assert len({sign_of(status) for status in SHOWN}) == len(SHOWN)
    assert {sign_of(status) for status in MessengerStatus} == {sign_of(status) for status in SHOWN}


@pytest.mark.usefixtures("qapp")
def test_type_follows_the_systems_font() -> None:
    base = QFont()
    base.setPointSizeF(10)
    assert theme.enlarge(base, theme.TITLE).pointSizeF() == pytest.approx(QFontInfo(base).pointSizeF() + 3)
    base.setPixelSize(20)
    assert theme.enlarge(base, theme.TEXT).pointSizeF() == pytest.approx(QFontInfo(base).pointSizeF() + 1)


def test_the_page_about_looks_says_what_is_computed() -> None:
    page = (RESOURCES.parent / "docs" / "visual.md").read_text(encoding="utf-8")
    for scheme in BaseColours:
        c = colours(scheme)
        for status in SHOWN:
            ink = c.of_status(status)
            least = min(contrast(ink, g) for g in (c.window, c.page, c.raised, c.hover, c.selected, c.tint(status)))
            assert f"`{ink.name()}` | {least:.2f} |" in page


def test_tips_have_the_windows_colours() -> None:
    """Qt keeps a palette of its own for them, which is yellow. In a process of its own: dressing is for good."""
    said = dressed(
        "tip = QToolTip.palette();"
        "print(tip.color(tip.ColorRole.ToolTipBase).name(), tip.color(tip.ColorRole.ToolTipText).name())"
    )
    known = [colours(scheme) for scheme in BaseColours]
    assert said in [[each.raised.name(), each.text.name()] for each in known]


def test_who_chose_a_scheme_has_it_whatever_the_desktop_asks_for() -> None:
    """And has the desktop's again once nothing is chosen; of a word that nobody knows nothing is."""
    said = dressed(
        "ground = lambda scheme: (dress.choose_scheme(scheme), app.palette().window().color().name())[1];"
        "print(*map(ground, ('', 'dark', 'light', 'dark', 'blue', '')), QToolTip.palette().window().color().name())"
    )
    light, dark = (colours(scheme).window.name() for scheme in (BaseColours.LIGHT, BaseColours.DARK))
    own = said[0]
    assert own in (light, dark)
    assert said == [own, dark, light, dark, own, own, own]


def dressed(program: str) -> list[str]:
    """Run a few lines with an application that is dressed, and return what they print."""
    begin = (
        "from PySide6.QtWidgets import QApplication, QToolTip; from dialtone.ui.appearance import Appearance;"
        "app = QApplication([]); dress = Appearance(app);"
    )
    done = subprocess.run(
        [sys.executable, "-c", begin + program],
        env={**os.environ, "PYTHONPATH": str(RESOURCES.parent / "desktop"), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()
