"""Dialtone's mark, a speech bubble with a tone in it, and the tray icons made from its outline."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from dialtone.ui.painting.base_colours import BaseColours

TRAY_SIDES = (16, 20, 22, 24, 32)
TRAY_SCALES = (1, 2)


class TrayState(Enum):
    """What the tray icon can say: the worst among the watched messengers, or what the program is doing."""

    WORKS = "works"
    PARTLY = "partly"
    BLOCKED = "blocked"
    DOWN = "down"
    UNKNOWN = "unknown"
    OFFLINE = "offline"
    CHECKING = "checking"
    NOTHING = "nothing"


def bubble(side: float, width: float) -> QPainterPath:
    """The outline in a square, its straight edges on whole or half pixels, so that strokes of this width are crisp."""
    unit = side / 16
    shift = 0.5 if round(width) % 2 else 0.0

    def snap(value: float) -> float:
        return round(value * unit - shift) + shift

    left, top, right, bottom = snap(1.5), snap(1.5), snap(14.5), snap(11.5)
    bend, tip = 3 * unit, snap(14.5)
    tail = left + bend
    path = QPainterPath(QPointF(left + bend, top))
    path.lineTo(right - bend, top)
    path.quadTo(right, top, right, top + bend)
    path.lineTo(right, bottom - bend)
    path.quadTo(right, bottom, right - bend, bottom)
    path.lineTo(tail + 3.7 * unit, bottom)
    path.lineTo(tail, tip)
    path.lineTo(tail, bottom)
    path.quadTo(left, bottom, left, bottom - bend)
    path.lineTo(left, top + bend)
    path.quadTo(left, top, left + bend, top)
    path.closeSubpath()
    return path


def wave() -> QPainterPath:
    """One turn of a tone, inside the bubble."""
    path = QPainterPath(QPointF(4.2, 6.5))
    path.cubicTo(5.2, 2.9, 7.0, 2.9, 8.0, 6.5)
    path.cubicTo(9.0, 10.1, 10.8, 10.1, 11.8, 6.5)
    return path


def ink(scheme: BaseColours) -> QColor:
    """The colour of a tray icon on a panel of this scheme."""
    return QColor("#f2f3f6") if scheme is BaseColours.DARK else QColor("#22262f")


def tray_icon(state: TrayState, colour: QColor) -> QIcon:
    """The mark in every size a tray asks for. One colour: the shape says it all."""
    icon = QIcon()
    for side in TRAY_SIDES:
        for scale in TRAY_SCALES:
            pixmap = _pixmap(state, colour, side * scale)
            pixmap.setDevicePixelRatio(scale)
            icon.addPixmap(pixmap)
    icon.setIsMask(True)
    return icon


def _pixmap(state: TrayState, colour: QColor, side: int) -> QPixmap:
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_mark(painter, QRectF(0, 0, side, side), state, colour)
    painter.end()
    return pixmap


def paint_mark(painter: QPainter, rect: QRectF, state: TrayState, colour: QColor) -> None:
    """Paint the bubble and what is in it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    side = rect.width()
    width = max(1.0, float(round(side * 1.3 / 16)))
    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    outline = QPen(pen)
    if state is TrayState.OFFLINE:
        outline.setDashPattern([1.6, 2.2])
    painter.setPen(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(bubble(side, width))
    painter.scale(side / 16, side / 16)
    pen.setWidthF(max(1.3, width * 16 / side))
    painter.setPen(pen)
    _paint_inside(painter, state, colour)
    painter.restore()


def _paint_inside(painter: QPainter, state: TrayState, colour: QColor) -> None:
    if state is TrayState.WORKS:
        painter.drawPath(wave())
    elif state is TrayState.BLOCKED:
        painter.drawLine(QPointF(5.9, 4.4), QPointF(10.1, 8.6))
        painter.drawLine(QPointF(10.1, 4.4), QPointF(5.9, 8.6))
    elif state is TrayState.DOWN:
        painter.drawPolygon([QPointF(5.5, 4.8), QPointF(10.5, 4.8), QPointF(8, 8.8)])
    elif state is TrayState.PARTLY:
        pen = painter.pen()
        pen.setWidthF(1.1)
        painter.setPen(pen)
        painter.drawEllipse(QPointF(8, 6.5), 2.8, 2.8)
        painter.setBrush(colour)
        painter.drawPie(QRectF(5.2, 3.7, 5.6, 5.6), -90 * 16, 180 * 16)
    elif state is TrayState.UNKNOWN:
        hook = QPainterPath(QPointF(6.4, 5.0))
        hook.cubicTo(6.4, 2.9, 9.7, 2.9, 9.7, 5.0)
        hook.cubicTo(9.7, 6.2, 8, 6.1, 8, 7.3)
        painter.drawPath(hook)
        painter.drawPoint(QPointF(8, 9.4))
    elif state is TrayState.CHECKING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for x in (5.2, 8.0, 10.8):
            painter.drawEllipse(QPointF(x, 6.5), 0.95, 0.95)
