"""The lines from a person to messengers, where a single one leaves little room at the beginning."""

import pytest
from PySide6.QtGui import QImage, QPainter

from dialtone.model.answer import CausePlace
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import colours
from dialtone.ui.painting.wave_lines import YOU_SIZE, WaveArea, WaveLine, paint_stretch, paint_waves

SIGN = 20
"""A sign is at least so wide."""


@pytest.mark.parametrize(("shape", "place"), [("offline", CausePlace.HOME), ("blocked", CausePlace.COMPUTER)])
def test_the_circle_for_you_hides_no_sign(shape: str, place: CausePlace) -> None:
    look, image = colours(BaseColours.LIGHT), QImage(400, 80, QImage.Format.Format_RGB32)
    image.fill(look.page)
    with QPainter(image) as painter:
        paint_waves(painter, WaveArea((40.0,), 400.0), [WaveLine(shape, doubtful=False, place=place)], look)
    ink = look.of_status(shape).name()
    across = [x for x in range(400) if any(image.pixelColor(x, y).name() == ink for y in range(80))]
    assert across[-1] - across[0] >= SIGN
    assert across[0] >= YOU_SIZE


def test_a_line_is_weak_from_where_the_cause_lies() -> None:
    """As a hosts file here held photos back, the line became weak only at the bar of a network without fault."""
    look = colours(BaseColours.LIGHT)
    area = WaveArea((40.0,), 400.0)

    def height_before_the_bar(place: CausePlace) -> int:
        image = QImage(400, 80, QImage.Format.Format_RGB32)
        image.fill(look.page)
        with QPainter(image) as painter:
            paint_waves(painter, area, [WaveLine("partly", doubtful=False, place=place)], look)
        ink = look.of_status("partly")
        before = range(int(area.begin) + SIGN, int(area.bar) - SIGN)
        inked = [y for y in range(80) for x in before if image.pixelColor(x, y) == ink]
        return inked[-1] - inked[0]

    assert height_before_the_bar(CausePlace.COMPUTER) < height_before_the_bar(CausePlace.NETWORK)


@pytest.mark.parametrize("shape", ["blocked", "down"])
def test_a_stretch_of_the_history_in_which_nothing_passed_has_no_wave(shape: str) -> None:
    """That of a service that was down looked like one in which it worked, with the shape at the end."""
    look, image = colours(BaseColours.LIGHT), QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(look.page)
    with QPainter(image) as painter:
        paint_stretch(painter, WaveLine(shape, doubtful=False, place=CausePlace.UNKNOWN), (0.0, 200.0), 20.0, look)

    def height_between(begin: int, end: int) -> int:
        inked = [y for y in range(40) for x in range(begin, end) if image.pixelColor(x, y) != look.page]
        return inked[-1] - inked[0] + 1

    assert height_between(0, 20) >= 12, "the shape"
    assert height_between(30, 200) <= 5, "dots"
