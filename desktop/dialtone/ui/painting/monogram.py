"""A messenger's monogram: a rounded square with its letter, in the colour people know it by. No logos."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath

from dialtone.ui.painting.drawing import smooth
from dialtone.ui.painting.theme import LEAST_CONTRAST, contrast, scale_to_font

_NO_HUE = "#68707e"
_WHITE, _DARK = "#ffffff", "#14181f"
_MIN_WHITE_CONTRAST = 2.6
"""From this contrast with white on, the colour is darkened for a white letter; lighter colours get a dark letter."""
_CORNER = 0.26  # the radius of the corners, as a share of the side
_SMALL, _SMALL_FONT_HEIGHTS = 24, 1.25
"""The greatest side of a small monogram; with a large font, in font heights."""


def paint_monogram(painter: QPainter, rect: QRectF, letter: str, hue: str, font: QFont) -> None:
    """Paint a monogram into a square. `hue`: such as `#2f9e58`; empty for grey."""
    with smooth(painter):
        ink = paint_square(painter, rect, hue)
        small = rect.height() <= scale_to_font(_SMALL, font, _SMALL_FONT_HEIGHTS)
        one_letter, two_letters = (0.68, 0.56) if small else (0.46, 0.36)
        size = one_letter if len(letter) == 1 else two_letters
        letter_font = QFont(font)
        letter_font.setPixelSize(max(1, round(rect.height() * size)))
        letter_font.setWeight(QFont.Weight.Bold if small else QFont.Weight.DemiBold)
        painter.setFont(letter_font)
        painter.setPen(ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)


def paint_square(painter: QPainter, rect: QRectF, hue: str) -> QColor:
    """Paint the square of a monogram; return the colour of its letter."""
    square = QPainterPath()
    square.addRoundedRect(rect, rect.width() * _CORNER, rect.height() * _CORNER)
    ground, ink = find_monogram_colours(hue)
    painter.fillPath(square, ground)
    return ink


@lru_cache(maxsize=256)
def find_monogram_colours(hue: str) -> tuple[QColor, QColor]:
    """Return the background (grey if `hue` is no colour) and the letter's colour, at least `LEAST_CONTRAST` apart."""
    ground = QColor(hue) if QColor.isValidColorName(hue) else QColor(_NO_HUE)
    white, dark = QColor(_WHITE), QColor(_DARK)
    if contrast(white, ground) < _MIN_WHITE_CONTRAST:
        while contrast(dark, ground) < LEAST_CONTRAST:
            ground = ground.lighter(104)
        return ground, dark
    while contrast(white, ground) < LEAST_CONTRAST:
        ground = ground.darker(103)
    return ground, white
