"""A QR code on whole pixels: no seams between its squares, and the quiet zone that readers require."""

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor, QPainter

from dialtone.ui.painting.drawing import paint_round

_QUIET = 4  # squares of border on each side (ISO/IEC 18004)
_CORNER_SQUARES = 2  # the radius of the corners of the border, in squares


def make_code_squares(text: str) -> list[list[bool]]:
    """Return the squares of the code of a text, row by row, without a border; True is dark."""
    import segno  # imported only when a code is painted

    return [[bool(square) for square in row] for row in segno.make_qr(text, error="m", mode="byte").matrix]


def fit_code_side(squares: list[list[bool]], limit: float) -> int:
    """Return the side of the code with its border, in pixels: up to `limit`, but at least one for each square."""
    count = len(squares) + 2 * _QUIET
    return count * max(1, int(limit // count))


def paint_code(painter: QPainter, squares: list[list[bool]], corner: QPoint, side: int) -> None:
    """Paint the code into a square whose corner and side are whole pixels, dark on white in every scheme."""
    pixels = side // (len(squares) + 2 * _QUIET)  # of one square
    painter.save()
    border = QRectF(corner.x(), corner.y(), side, side)
    paint_round(painter, border, _CORNER_SQUARES * pixels, QColor("#ffffff"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for row_number, row in enumerate(squares):
        for column, dark in enumerate(row):
            if dark:
                left = corner.x() + (_QUIET + column) * pixels
                top = corner.y() + (_QUIET + row_number) * pixels
                painter.fillRect(left, top, pixels, pixels, QColor("#000000"))
    painter.restore()
