"""The signs of what stands between a person and a messenger: strokes of one width, no brands."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dialtone.model.network_path import StationKind


def paint_station(painter: QPainter, square: QRectF, kind: StationKind, colour: QColor) -> None:
    """Paint the sign of a station into a square; the messenger has its own (`monogram`)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(square.width() / 20, square.height() / 20)
    painter.setPen(QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind is StationKind.YOU:
        painter.drawRoundedRect(QRectF(2.5, 3.5, 15, 10), 1.5, 1.5)
        painter.drawLine(QPointF(7, 17), QPointF(13, 17))
        painter.drawLine(QPointF(10, 13.5), QPointF(10, 17))
    elif kind is StationKind.ROUTER:
        painter.drawRoundedRect(QRectF(2.5, 11, 15, 6), 1.5, 1.5)
        painter.drawLine(QPointF(14, 11), QPointF(14, 7))
        painter.drawPoint(QPointF(6, 14))
        painter.drawPoint(QPointF(9, 14))
        painter.drawArc(QRectF(11.4, 4.6, 5.2, 5.2), 30 * 16, 120 * 16)
        painter.drawArc(QRectF(9.2, 2.2, 9.6, 9.6), 40 * 16, 100 * 16)
    elif kind is StationKind.PROVIDER:
        painter.drawPolyline([QPointF(5.5, 18), QPointF(10, 7), QPointF(14.5, 18)])
        painter.drawLine(QPointF(7.2, 14), QPointF(12.8, 14))
        painter.drawEllipse(QPointF(10, 5.2), 1.6, 1.6)
        for start in (-45, 135):
            painter.drawArc(QRectF(4.2, -0.6, 11.6, 11.6), start * 16, 90 * 16)
    elif kind is StationKind.VPN:
        painter.drawRoundedRect(QRectF(4, 9, 12, 8.5), 1.5, 1.5)
        painter.drawArc(QRectF(6.2, 2.5, 7.6, 12), 0, 180 * 16)
        painter.drawLine(QPointF(10, 12.4), QPointF(10, 14.2))
    else:
        painter.drawEllipse(QPointF(10, 10), 7.8, 7.8)
        painter.drawEllipse(QPointF(10, 10), 3.4, 7.8)
        painter.drawLine(QPointF(2.2, 10), QPointF(17.8, 10))
    painter.restore()
