"""What a sign says when the mouse rests on it: Qt's own tips, with the edge and the corners of our menus."""

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QGuiApplication, QHelpEvent, QPainterPath, QRegion
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from dialtone.ui.painting.theme import SPACE_XS

TIP_LINES = (
    "QToolTip { background: palette(base); color: palette(text); border: 1px solid palette(mid);"
    f" border-radius: {SPACE_XS}px; padding: 1px 2px; }}"
)
"""Without it Qt's edge has the colour of the words. Qt asks the widget that a tip is about, not the application."""

_OWN_LOOK, _SHAPED = "fusion", "xcb"
"""Where Qt has a native style, tips are the system's own. Elsewhere than on X11 no window has a shape."""


def answer_tip(widget: QWidget, event: QEvent, words: str) -> bool:
    """Show these words where the event asks for a tip. Return whether it did, and there were any."""
    if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    if not words:
        QToolTip.hideText()
        return False
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.style().name().lower() == _OWN_LOOK and not widget.styleSheet():
        widget.setStyleSheet(TIP_LINES)  # not sooner: most widgets never show one
    QToolTip.showText(event.globalPos(), words, widget)
    if widget.styleSheet() and QGuiApplication.platformName() == _SHAPED:
        _cut_corners()
    return True


def _cut_corners() -> None:
    """Cut off what stands outside the round corners: Qt paints its ground there."""
    for tip in QApplication.topLevelWidgets():
        if tip.inherits("QTipLabel"):
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(tip.rect()), SPACE_XS, SPACE_XS)
            tip.setMask(QRegion(shape.toFillPolygon().toPolygon()))
