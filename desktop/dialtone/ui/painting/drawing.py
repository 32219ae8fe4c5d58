"""Drawings as text, in the letters of SVG paths, and helpers that paint them and rectangles."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintDevice, QPainter, QPainterPath, QPen


@lru_cache(maxsize=128)
def parse_path(drawing: str) -> QPainterPath:
    """Return the path of a drawing. It is cached: do not change it.

    M, L, Q, C and Z as in SVG, with absolute points. `A x y w h start span`: an arc of an ellipse in a rectangle,
    in degrees, joined to the path so far; `R x y w h rx ry`: a rectangle with round corners; `O x y r`: a circle.
    """
    path = QPainterPath()
    words = iter(drawing.split())
    steps: dict[str, tuple[Callable[..., None], int]] = {
        "M": (path.moveTo, 2),
        "L": (path.lineTo, 2),
        "Q": (path.quadTo, 4),
        "C": (path.cubicTo, 6),
        "A": (path.arcTo, 6),
        "R": (path.addRoundedRect, 6),
        "O": (lambda x, y, radius: path.addEllipse(QPointF(x, y), radius, radius), 3),
        "Z": (path.closeSubpath, 0),
    }
    for letter in words:
        draw, number_count = steps[letter]
        draw(*(float(next(words)) for _ in range(number_count)))
    return path


def round_pen(colour: QColor, width: float) -> QPen:
    """Return a solid pen with round ends and joins."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def paint_lines(painter: QPainter, drawing: str, ink: QColor, width: float) -> None:
    """Paint a drawing as lines of this width, in the painter's units."""
    painter.strokePath(parse_path(drawing), round_pen(ink, width))


def paint_round(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    ground: QBrush | QColor | Qt.BrushStyle,
    edge: QPen | Qt.PenStyle = Qt.PenStyle.NoPen,
) -> None:
    """Paint a rectangle with round corners, or a disc. `edge`: without one, only the background is painted."""
    painter.setPen(edge)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, radius, radius)


@contextmanager
def painter_on(device: QPaintDevice) -> Iterator[QPainter]:
    """Paint on a widget or a picture with smooth edges."""
    with QPainter(device) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        yield painter


@contextmanager
def smooth(painter: QPainter) -> Iterator[None]:
    """Paint smooth edges inside the `with` block; after it the painter is as before."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    yield
    painter.restore()


@contextmanager
def mirror(painter: QPainter, width: float, direction: Qt.LayoutDirection) -> Iterator[None]:
    """Mirror painting inside the `with` block in right-to-left languages. `width`: of the whole drawing."""
    painter.save()
    if direction is Qt.LayoutDirection.RightToLeft:
        painter.translate(width, 0)
        painter.scale(-1, 1)
    yield
    painter.restore()


def scale_to_square(painter: QPainter, rect: QRectF, side: float) -> None:
    """Let the painter's units be those of a drawing: its square of this `side` fills the middle of a rectangle."""
    shown_side = min(rect.width(), rect.height())
    painter.translate(rect.center().x() - shown_side / 2, rect.center().y() - shown_side / 2)
    painter.scale(shown_side / side, shown_side / side)
