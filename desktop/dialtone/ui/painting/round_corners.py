"""The round corners of what opens over the window, and of the tray's menu, which needs nothing else of it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPen, QRegion
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.theme import RADIUS, Colours

_SHAPED = "xcb"
"""Whether windows can be translucent is not known there: the corners are cut off."""


def make_round(widget: QWidget) -> None:
    """Let the corners of a popup be round, before it is shown. Its `resizeEvent` calls `cut_corners`."""
    widget.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    widget.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
    if QGuiApplication.platformName() != _SHAPED:
        widget.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)


def cut_corners(widget: QWidget) -> None:
    """Cut the corners off, where they cannot be translucent."""
    if QGuiApplication.platformName() == _SHAPED:
        widget.setMask(QRegion(_panel(QRectF(widget.rect())).toFillPolygon().toPolygon()))


def paint_panel(painter: QPainter, rect: QRect, colours: Colours) -> None:
    """Paint the ground and the edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colours.outline, 1))
    painter.setBrush(colours.page)
    painter.drawPath(_panel(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)))


def _panel(rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, RADIUS, RADIUS)
    return path
