"""Status shapes: every status is a shape before it is a colour."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

_STROKES = 8
"""Into how many pieces the edge of a doubtful shape is broken."""


def paint_glyph(
    painter: QPainter, rect: QRectF, status: str, colour: QColor, ground: QColor, *, hollow: bool = False
) -> None:
    """Paint the shape of a status into a square. `ground` is what shines through a filled shape.

    `hollow`: it is said with a doubt. Nothing of it is filled then but a pie, and its edge is broken.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side = min(rect.width(), rect.height())
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2)
    painter.scale(side / 20, side / 20)
    shapes = _HOLLOW if hollow and status in _HOLLOW else _SHAPES
    shapes.get(status, _outline)(painter, colour, ground)
    painter.restore()


def paint_warning(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """Paint the sign of what can go wrong into a square: a triangle with an exclamation mark."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 18, rect.width() / 18)
    painter.setPen(_pen(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(9, 1.5), QPointF(17, 15), QPointF(1, 15)]))
    painter.drawLine(QPointF(9, 6.3), QPointF(9, 9.8))
    painter.drawPoint(QPointF(9, 12.3))
    painter.restore()


def _pen(colour: QColor, width: float = 2.0) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _edge(painter: QPainter, colour: QColor, path: QPainterPath) -> None:
    """Paint the edge alone, in short strokes: what is said with a doubt."""
    pen = QPen(colour, 1.9, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    piece = path.length() / _STROKES / pen.widthF()
    pen.setDashPattern([piece * 0.62, piece * 0.38])
    pen.setDashOffset(-piece * 0.19)  # corners stay free
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


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


def _tick(painter: QPainter, colour: QColor) -> None:
    _strokes(painter, colour, 2.1, ((5.9, 10.4), (8.8, 13.2), (14.1, 7.2)))


def _works(painter: QPainter, colour: QColor, ground: QColor) -> None:
    _fill(painter, colour, _circle())
    _tick(painter, ground)


def _may_work(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _edge(painter, colour, _circle(1.6))
    _tick(painter, colour)


def _pie(painter: QPainter, colour: QColor, start: int, span: int, *, doubtful: bool = False) -> None:
    if doubtful:
        _edge(painter, colour, _circle(2.0))
    else:
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


def _may_be_partly(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _pie(painter, colour, -90, 180, doubtful=True)


def _may_be_slow(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _pie(painter, colour, 0, 90, doubtful=True)


def _octagon(reach: float) -> QPainterPath:
    octagon = QPainterPath()
    for corner in range(8):
        angle = math.radians(22.5 + 45 * corner)
        point = QPointF(10 + reach * math.cos(angle), 10 + reach * math.sin(angle))
        if corner:
            octagon.lineTo(point)
        else:
            octagon.moveTo(point)
    octagon.closeSubpath()
    return octagon


def _cross(painter: QPainter, colour: QColor) -> None:
    _strokes(painter, colour, 2.1, ((7, 7), (13, 13)), ((13, 7), (7, 13)))


def _blocked(painter: QPainter, colour: QColor, ground: QColor) -> None:
    _fill(painter, colour, _octagon(9.4))
    _cross(painter, ground)


def _may_be_blocked(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _edge(painter, colour, _octagon(8.8))
    _cross(painter, colour)


def _triangle() -> QPainterPath:
    triangle = QPainterPath(QPointF(2.4, 4.2))
    triangle.lineTo(17.6, 4.2)
    triangle.lineTo(10, 17.2)
    triangle.closeSubpath()
    return triangle


def _down(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    painter.setPen(_pen(colour))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_triangle())


def _may_be_down(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _edge(painter, colour, _triangle())


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
    _exclamation(painter, ground)


def _may_be_readable(painter: QPainter, colour: QColor, _ground: QColor) -> None:
    _edge(painter, colour, _circle(1.6))
    _exclamation(painter, colour)


def _exclamation(painter: QPainter, colour: QColor) -> None:
    _strokes(painter, colour, 2.1, ((10, 5.4), (10, 11.0)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(10, 14.4), 1.3, 1.3)


def _offline(painter: QPainter, colour: QColor, ground: QColor) -> None:
    """A disc with a plug that is in no socket: nothing gets through."""
    _fill(painter, colour, _circle())
    _strokes(painter, ground, 1.7, ((8, 4.6), (8, 7)), ((12, 4.6), (12, 7)), ((10, 13), (10, 15.6)))
    body = QPainterPath(QPointF(5.8, 7.6))
    body.lineTo(14.2, 7.6)
    body.lineTo(14.2, 9.4)
    body.cubicTo(14.2, 14.2, 5.8, 14.2, 5.8, 9.4)
    body.closeSubpath()
    _fill(painter, ground, body)


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
        "offline": _offline,
    }
)
_HOLLOW: Mapping[str, Callable[[QPainter, QColor, QColor], None]] = MappingProxyType(
    {
        "works": _may_work,
        "partly": _may_be_partly,
        "slow": _may_be_slow,
        "blocked": _may_be_blocked,
        "down": _may_be_down,
        "readable": _may_be_readable,
    }
)
"""The same, where they are said with a doubt; the others claim nothing."""
