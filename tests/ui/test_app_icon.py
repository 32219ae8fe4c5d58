"""The program's icon, above all where it is small."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from dialtone.ui.painting.app_icon import make_app_icon
from ui.examples import ICONS

SMALL = (16, 20, 22, 24)


def picture(side: int) -> QImage:
    return make_app_icon(ICONS).pixmap(QSize(side, side), 1.0).toImage()


@pytest.mark.parametrize("side", [*SMALL, 32, 48, 256])
def test_every_size_is_there(qapp: QApplication, side: int) -> None:
    assert picture(side).size() == QSize(side, side)


@pytest.mark.parametrize("side", SMALL)
def test_small_ones_are_fitted_to_the_pixels(qapp: QApplication, side: int) -> None:
    """The ground fills whole pixels, and the bubble has whole white ones above and beside the tone."""
    image, middle = picture(side), side // 2
    assert all(image.pixelColor(middle, y).alpha() == 255 for y in (0, side - 1))
    assert all(image.pixelColor(x, middle).alpha() == 255 for x in (0, side - 1))
    column = [image.pixelColor(middle, y) for y in range(middle)]
    white = column.index(QColor("#ffffff"))
    assert all(colour.blue() > colour.red() for colour in column[:white])
    assert white >= 2
