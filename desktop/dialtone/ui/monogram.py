"""A messenger's sign: a rounded square with its letter, in a hue people know it by. No logos."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from dialtone.ui.theme import contrast


def paint_monogram(painter: QPainter, rect: QRectF, letter: str, hue: str, font: QFont) -> None:
    """Paint the sign of a messenger into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = QPainterPath()
    square.addRoundedRect(rect, rect.width() * 0.26, rect.height() * 0.26)
    ground = QColor(hue) if QColor.isValidColorName(hue) else QColor("#68707e")
    painter.fillPath(square, ground)
    big = QFont(font)
    big.setPixelSize(max(1, round(rect.height() * (0.46 if len(letter) == 1 else 0.36))))
    big.setWeight(QFont.Weight.DemiBold)
    painter.setFont(big)
    painter.setPen(letter_colour(ground))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def letter_colour(ground: QColor) -> QColor:
    """White, unless only a dark letter can be read on this hue."""
    white, dark = QColor("#ffffff"), QColor("#14181f")
    return white if contrast(white, ground) >= 3.0 else dark


class Monogram(QWidget):
    """The sign at the head of a page."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._letter = ""
        self._hue = ""
        self.setFixedSize(QSize(side, side))

    def show_messenger(self, letter: str, hue: str) -> None:
        """Show another messenger's sign."""
        self._letter, self._hue = letter, hue
        self.update()

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the square and the letter."""
        painter = QPainter(self)
        paint_monogram(painter, QRectF(self.rect()), self._letter, self._hue, self.font())
        painter.end()
