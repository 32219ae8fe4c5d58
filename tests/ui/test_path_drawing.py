"""The drawing of the way to a messenger: it breaks where the words say, mirrors, and fits in every font."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication

from dialtone.model.network_path import NetworkPath, Station, StationKind
from dialtone.ui.messengers.path_drawing import PathCanvas, PathDrawing
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.monogram import monogram_colours
from dialtone.ui.painting.theme import colours, palette
from dialtone.ui.widgets.controls import Text
from typefaces import FAMILIES

HUE = "#2f9e58"
WIDE, NARROW = 700, 260


@pytest.fixture(autouse=True)
def _restore(qapp: QApplication) -> Iterator[None]:
    font, direction, colour = qapp.font(), qapp.layoutDirection(), qapp.palette()
    yield
    qapp.setFont(font)
    qapp.setLayoutDirection(direction)
    qapp.setPalette(colour)


def path(first: int = 1, last: int = 4, status: str = "blocked", by: str = "a false address is given") -> NetworkPath:
    labels = ("You", "Router", "شرکت اینترنت", "Интернет", "WhatsApp")
    stations = tuple(Station(kind, label) for kind, label in zip(_KINDS, labels, strict=True))
    return NetworkPath(stations, status, first, last, "The trouble is somewhere.", by)


_KINDS = (StationKind.YOU, StationKind.ROUTER, StationKind.PROVIDER, StationKind.VPN, StationKind.MESSENGER)


def picture(drawn: NetworkPath, width: int = WIDE) -> QImage:
    canvas = PathCanvas(drawn, "W", HUE)
    canvas.resize(width, canvas.heightForWidth(width))
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    image.fill(canvas.palette().base().color())
    canvas.render(image, renderFlags=PathCanvas.RenderFlag.DrawChildren)
    return image


def columns_of(image: QImage, colour: QColor) -> list[int]:
    wanted = colour.rgb()
    return [x for x in range(image.width()) if any(image.pixel(x, y) == wanted for y in range(image.height()))]


@pytest.mark.parametrize("scheme", BaseColours)
def test_the_line_breaks_only_where_the_trouble_is(qapp: QApplication, scheme: BaseColours) -> None:
    qapp.setPalette(palette(scheme))
    red, green = colours(scheme).of_status("blocked"), colours(scheme).of_status("works")
    found = columns_of(picture(path(first=3, by="")), red)
    assert min(found) > WIDE * 0.7
    assert max(found) < WIDE * 0.9
    assert not columns_of(picture(path(first=-1, last=-1, status="works", by="")), red)
    assert columns_of(picture(path(first=-1, last=-1, status="works", by="")), green)


def test_the_mark_stands_at_the_one_station_that_is_at_fault(qapp: QApplication) -> None:
    qapp.setPalette(palette(BaseColours.LIGHT))
    blue = colours(BaseColours.LIGHT).of_status("down")
    assert min(columns_of(picture(path(4, 4, "down", "")), blue)) > WIDE * 0.85
    assert max(columns_of(picture(path(0, 0, "down", "")), blue)) < WIDE * 0.2


def test_it_is_mirrored_where_reading_starts_at_the_right(qapp: QApplication) -> None:
    qapp.setPalette(palette(BaseColours.LIGHT))
    ground, _ = monogram_colours(HUE)
    assert min(columns_of(picture(path()), ground)) > WIDE * 0.8
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert max(columns_of(picture(path()), ground)) < WIDE * 0.2


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("points", [10, 20])
def test_no_word_is_cut_in_any_width(qapp: QApplication, family: str, points: int) -> None:
    qapp.setFont(QFont(family, points))
    canvas = PathCanvas(path(), "W", HUE)
    metrics = QFontMetrics(canvas.font())
    widest = max(metrics.horizontalAdvance(station.label) for station in path().stations)
    for width in range(canvas.minimumSizeHint().width(), 1200, 40):
        upright = canvas.stands_upright(width)
        assert upright or widest <= width / len(path().stations)
        assert canvas.heightForWidth(width) > metrics.height() * (2 if not upright else len(path().stations))
    assert canvas.minimumSizeHint().width() <= 420


def test_narrow_it_stands_upright_and_shows_the_same(qapp: QApplication) -> None:
    qapp.setPalette(palette(BaseColours.LIGHT))
    image = picture(path(), NARROW)
    assert image.height() > 2 * picture(path()).height()
    assert columns_of(image, colours(BaseColours.LIGHT).of_status("blocked"))


def test_who_does_not_see_it_is_told_the_same(qapp: QApplication) -> None:
    drawing = PathDrawing(path(), "W", HUE)
    canvas = drawing.findChild(PathCanvas)
    assert canvas is not None
    assert canvas.accessibleName() == "You, Router, شرکت اینترنت, Интернет, WhatsApp"
    assert canvas.accessibleDescription() == "The trouble is somewhere. a false address is given"
    assert [text.text() for text in drawing.findChildren(Text)] == ["The trouble is somewhere."]
