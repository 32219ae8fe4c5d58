"""Small line signs for buttons, painted so that they are crisp everywhere and mirror where they point."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen


class ButtonIcon(Enum):
    """What an icon button shows."""

    NONE = ""
    AGAIN = "again"
    STOP = "stop"
    BACK = "back"
    MORE = "more"
    COPY = "copy"
    DONE = "done"
    SHARE = "share"
    PLUS = "plus"
    MUTED = "muted"


def paint_sign(painter: QPainter, rect: QRectF, sign: ButtonIcon, ink: QColor, direction: Qt.LayoutDirection) -> None:
    """Paint a button's sign into a square."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 16, rect.height() / 16)
    if sign is ButtonIcon.BACK and direction is Qt.LayoutDirection.RightToLeft:
        painter.translate(16, 0)
        painter.scale(-1, 1)
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if sign is ButtonIcon.AGAIN:
        painter.drawArc(QRectF(3, 3, 10, 10), 60 * 16, 285 * 16)
        painter.drawPolyline([QPointF(10.6, 0.9), QPointF(10.7, 3.8), QPointF(7.9, 4.3)])
    elif sign is ButtonIcon.STOP:
        painter.drawLine(QPointF(4, 4), QPointF(12, 12))
        painter.drawLine(QPointF(12, 4), QPointF(4, 12))
    elif sign is ButtonIcon.BACK:
        painter.drawPolyline([QPointF(10, 3), QPointF(5, 8), QPointF(10, 13)])
    elif sign is ButtonIcon.COPY:
        painter.drawRoundedRect(QRectF(5.5, 5.5, 8, 8), 2, 2)
        painter.drawPath(_sheet_behind())
    elif sign is ButtonIcon.SHARE:
        painter.drawPolyline([QPointF(5, 5.4), QPointF(8, 2.4), QPointF(11, 5.4)])
        painter.drawLine(QPointF(8, 2.8), QPointF(8, 9.5))
        painter.drawPolyline(
            [
                QPointF(4.4, 7.8),
                QPointF(3, 7.8),
                QPointF(3, 13.4),
                QPointF(13, 13.4),
                QPointF(13, 7.8),
                QPointF(11.6, 7.8),
            ]
        )
    elif sign is ButtonIcon.DONE:
        painter.drawPolyline([QPointF(3, 8.5), QPointF(6.6, 12), QPointF(13, 4.5)])
    elif sign is ButtonIcon.PLUS:
        painter.drawLine(QPointF(3, 8), QPointF(13, 8))
        painter.drawLine(QPointF(8, 3), QPointF(8, 13))
    elif sign is ButtonIcon.MUTED:
        painter.drawPath(_bell())
        painter.drawLine(QPointF(2.6, 2.4), QPointF(13.4, 13.6))
    elif sign is ButtonIcon.MORE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for x in (3.0, 8.0, 13.0):
            painter.drawEllipse(QPointF(x, 8), 1.4, 1.4)
    painter.restore()


def _sheet_behind() -> QPainterPath:
    """What is seen of the sheet that is copied: two straight edges and the round corner between them."""
    sheet = QPainterPath(QPointF(2.5, 10.5))
    sheet.lineTo(2.5, 4.5)
    sheet.quadTo(2.5, 2.5, 4.5, 2.5)
    sheet.lineTo(10.5, 2.5)
    return sheet


def _bell() -> QPainterPath:
    """A bell with its clapper."""
    bell = QPainterPath(QPointF(3.2, 11.2))
    bell.lineTo(12.8, 11.2)
    bell.cubicTo(11.4, 9.8, 11.6, 8.4, 11.6, 6.6)
    bell.cubicTo(11.6, 1.6, 4.4, 1.6, 4.4, 6.6)
    bell.cubicTo(4.4, 8.4, 4.6, 9.8, 3.2, 11.2)
    bell.moveTo(6.6, 13.5)
    bell.quadTo(8, 14.5, 9.4, 13.5)
    return bell
