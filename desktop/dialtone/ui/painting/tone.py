"""The tone in the bubble, which carries the state: whole, weak, broken, flat, still awaited, or a question."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

SIDE = 16.0
"""The side of the square in which the tone and its bubble are drawn."""
_STROKE, _DOT, _EDGE = 1.35, 1.9, 1.1


class Tone(Enum):
    """What is heard in the bubble."""

    WHOLE = "whole"
    WEAK = "weak"
    BROKEN = "broken"
    FLAT = "flat"
    AWAITED = "awaited"
    UNKNOWN = "unknown"


_TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "works": Tone.WHOLE,
        "readable": Tone.WHOLE,
        "partly": Tone.WEAK,
        "slow": Tone.WEAK,
        "blocked": Tone.BROKEN,
        "down": Tone.FLAT,
        "offline": Tone.FLAT,
        "checking": Tone.AWAITED,
        "resting": Tone.WHOLE,
        "ready": Tone.WHOLE,
    }
)


def tone_of(status: str) -> Tone:
    """Return the tone of a status; of what was not found out: the question."""
    return _TONES.get(status, Tone.UNKNOWN)


def tone_path(tone: Tone) -> QPainterPath:
    """Return the strokes of a tone, in the square of the bubble."""
    if tone is Tone.BROKEN:
        path = QPainterPath(QPointF(3.5, 7.3))
        path.cubicTo(4.3, 3.3, 6.3, 2.7, 7.2, 5.5)
        path.moveTo(8.8, 7.5)
        path.cubicTo(9.7, 10.3, 11.7, 9.7, 12.5, 5.7)
        return path
    path = QPainterPath(QPointF(4.2, 6.5))
    if tone is Tone.WHOLE:
        path.cubicTo(5.2, 2.9, 7.0, 2.9, 8.0, 6.5)
        path.cubicTo(9.0, 10.1, 10.8, 10.1, 11.8, 6.5)
    elif tone is Tone.WEAK:
        path.cubicTo(5.0, 3.0, 6.2, 3.0, 7.0, 6.5)
        path.cubicTo(7.5, 8.4, 8.3, 8.4, 8.8, 6.5)
        path.lineTo(11.8, 6.5)
    elif tone is Tone.FLAT:
        path.lineTo(11.8, 6.5)
    elif tone is Tone.AWAITED:
        path = QPainterPath()
        for x in (4.8, 8.0, 11.2):
            path.moveTo(x, 6.5)
            path.lineTo(x, 6.51)
    else:
        path = QPainterPath(QPointF(6.4, 5.0))
        path.cubicTo(6.4, 2.9, 9.7, 2.9, 9.7, 5.0)
        path.cubicTo(9.7, 6.2, 8, 6.1, 8, 7.3)
        path.moveTo(8, 9.4)
        path.lineTo(8, 9.41)
    return path


def bubble_path() -> QPainterPath:
    """Return the bubble, filled: straight sides, one tail."""
    path = QPainterPath(QPointF(4.4, 1.0))
    path.lineTo(11.6, 1.0)
    path.quadTo(15.0, 1.0, 15.0, 4.4)
    path.lineTo(15.0, 8.6)
    path.quadTo(15.0, 12.0, 11.6, 12.0)
    path.lineTo(8.4, 12.0)
    path.lineTo(4.4, 15.2)
    path.lineTo(4.4, 12.0)
    path.quadTo(1.0, 12.0, 1.0, 8.6)
    path.lineTo(1.0, 4.4)
    path.quadTo(1.0, 1.0, 4.4, 1.0)
    path.closeSubpath()
    return path


def paint_face(
    painter: QPainter, square: QRectF, tone: Tone, ground: QColor, ink: QColor, *, hollow: bool = False
) -> None:
    """Paint the bubble in `ground`, and the tone in it in `ink`.

    `hollow`: it is said with a doubt. The bubble is filled with `ink` then, and its edge and the tone are in `ground`.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(square.width() / SIDE, square.height() / SIDE)
    painter.fillPath(bubble_path(), ink if hollow else ground)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if hollow:
        painter.setPen(_round_pen(ground, _EDGE))
        painter.drawPath(bubble_path())
    painter.setPen(_round_pen(ground if hollow else ink, _DOT if tone is Tone.AWAITED else _STROKE))
    painter.drawPath(tone_path(tone))
    painter.restore()


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
