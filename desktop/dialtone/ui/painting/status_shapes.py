"""Status shapes: every status is a shape before it is a colour."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from dialtone.explain.status_signs import STATUS_SIGNS


def sign(status: str) -> str:
    """The text shape of a status."""
    return STATUS_SIGNS.get(status, STATUS_SIGNS["not_tested"])


def paint_glyph(painter: QPainter, rect: QRectF, status: str, colour: QColor, ground: QColor) -> None:
    """Paint the shape of a status into a square. `ground` is what shines through a filled shape."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 20, side / 20)
    _SHAPES.get(status, _outline)(painter, colour, ground)
    painter.restore()


def _pen(colour: QColor, width: float = 2.0) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _fill(painter: QPainter, colour: QColor, path: QPainterPath) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(path)


def _circle(inset: float = 1.0) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(inset, inset, 20 - 2 * inset, 20 - 2 * inset))
    return path


def _strokes(painter: QPainter, colour: QColor, width: float, *lines: tuple[tuple[float, float], ...]) -> None:
    painter.setPen(_pen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in lines:
        painter.drawPolyline([QPointF(x, y) for x, y in line])


def _works(painter: QPainter, colour: QColor, ground: QColor) -> None:
    _fill(painter, colour, _circle())
    _strokes(painter, ground, 2.1, ((5.9, 10.4), (8.8, 13.2), (14.1, 7.2)))


def _pie(painter: QPainter, colour: QColor, start: int, span: int) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_circle(2.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(QRectF(2, 2, 16, 16), start * 16, span * 16)


def _partly(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _pie(painter, colour, -90, 180)


def _slow(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _pie(painter, colour, 0, 90)


def _blocked(painter: QPainter, colour: QColor, ground: QColor) -> None:
    octagon = QPainterPath()
    for corner in range(8):
        angle = math.radians(22.5 + 45 * corner)
        point = QPointF(10 + 9.4 * math.cos(angle), 10 + 9.4 * math.sin(angle))
        if corner:
            octagon.lineTo(point)
        else:
            octagon.moveTo(point)
    octagon.closeSubpath()
    _fill(painter, colour, octagon)
    _strokes(painter, ground, 2.1, ((7, 7), (13, 13)), ((13, 7), (7, 13)))


def _down(painter: QPainter, colour: QColor, ground: QColor) -> None:
    triangle = QPainterPath(QPointF(2.4, 4.2))
    triangle.lineTo(17.6, 4.2)
    triangle.lineTo(10, 17.2)
    triangle.closeSubpath()
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(triangle)


def _unknown(painter: QPainter, colour: QColor, ground: QColor) -> None:
    _fill(painter, colour, _circle())
    hook = QPainterPath(QPointF(7.4, 7.9))
    hook.cubicTo(7.4, 4.4, 12.8, 4.4, 12.8, 7.9)
    hook.cubicTo(12.8, 9.9, 10.1, 9.7, 10.1, 11.9)
    painter.setPen(_pen(ground, 1.9))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(hook)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(10.1, 14.7), 1.2, 1.2)


def _readable(painter: QPainter, colour: QColor, ground: QColor) -> None:
    """A disc with an exclamation mark: it works, and a state can read along."""
    _fill(painter, colour, _circle())
    _strokes(painter, ground, 2.1, ((10, 5.4), (10, 11.0)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(10, 14.4), 1.3, 1.3)


def _outline(painter: QPainter, colour: QColor, ground: QColor) -> None:
    painter.setPen(_pen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_circle(2.0))
    _strokes(painter, colour, 1.7, ((7, 10), (13, 10)))


_SHAPES: Mapping[str, Callable[[QPainter, QColor, QColor], None]] = MappingProxyType(
    {
        "works": _works,
        "partly": _partly,
        "slow": _slow,
        "blocked": _blocked,
        "down": _down,
        "unknown": _unknown,
        "not_tested": _outline,
        "readable": _readable,
    }
)
