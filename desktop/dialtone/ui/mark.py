"""Dialtone's mark, a speech bubble with a tone in it, and the tray icons made from its outline."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from dialtone.ui.theme import Scheme

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


def bubble() -> QPainterPath:
    """The outline on a 16-unit grid; edges lie on half units so that one-unit strokes are crisp."""
    path = QPainterPath(QPointF(4.5, 1.5))
    path.lineTo(11.5, 1.5)
    path.quadTo(14.5, 1.5, 14.5, 4.5)
    path.lineTo(14.5, 8.5)
    path.quadTo(14.5, 11.5, 11.5, 11.5)
    path.lineTo(8.2, 11.5)
    path.lineTo(4.5, 14.5)
    path.lineTo(4.5, 11.5)
    path.quadTo(1.5, 11.5, 1.5, 8.5)
    path.lineTo(1.5, 4.5)
    path.quadTo(1.5, 1.5, 4.5, 1.5)
    path.closeSubpath()
    return path


def wave() -> QPainterPath:
    """One turn of a tone, inside the bubble."""
    path = QPainterPath(QPointF(4.2, 6.5))
    path.cubicTo(5.2, 2.9, 7.0, 2.9, 8.0, 6.5)
    path.cubicTo(9.0, 10.1, 10.8, 10.1, 11.8, 6.5)
    return path


def ink(scheme: Scheme) -> QColor:
    """The colour of a tray icon on a panel of this scheme."""
    return QColor("#f2f3f6") if scheme is Scheme.DARK else QColor("#22262f")


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
    painter.scale(rect.width() / 16, rect.height() / 16)
    pen = QPen(colour, 1.3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    outline = QPen(pen)
    if state is TrayState.OFFLINE:
        outline.setDashPattern([1.6, 2.0])
    painter.setPen(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(bubble())
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
        painter.drawLine(QPointF(8, 3.9), QPointF(8, 6.9))
        painter.drawPoint(QPointF(8, 9.1))
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
