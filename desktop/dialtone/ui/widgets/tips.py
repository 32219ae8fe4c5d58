"""What a sign says when the mouse rests on it: Qt's own tips, with the edge and the corners of our menus."""

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QGuiApplication, QHelpEvent, QPainterPath, QRegion
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from dialtone.ui.painting.control_style import has_own_menus
from dialtone.ui.painting.theme import SPACE_XS

_SHAPED = "xcb"
"""Elsewhere than on X11 no window has a shape."""


def answer_tip(widget: QWidget, event: QEvent, words: str) -> bool:
    """Show these words where the event asks for a tip. Return whether it did, and there were any."""
    if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    if not words:
        QToolTip.hideText()
        return False
    QToolTip.showText(event.globalPos(), words, widget)
    if has_own_menus() and QGuiApplication.platformName() == _SHAPED:
        _cut_corners()
    return True


def _cut_corners() -> None:
    """Cut off what stands outside the round corners: Qt paints its ground there."""
    for tip in QApplication.topLevelWidgets():
        if tip.inherits("QTipLabel"):
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(tip.rect()), SPACE_XS, SPACE_XS)
            tip.setMask(QRegion(shape.toFillPolygon().toPolygon()))
