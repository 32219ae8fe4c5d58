"""A menu of one make with the rest of the window. Where Qt has a native style the menu is the system's own."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionEvent,
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QStyle, QWidget

from dialtone.ui.painting.theme import RADIUS, SPACE_L, SPACE_M, SPACE_S, SPACE_XS, TARGET, Colours, colours_of
from dialtone.ui.widgets.round_corners import cut_corners, make_round, paint_panel

_OURS = "fusion"
"""The style that draws every menu itself, square and with rows of 24 pixels."""
_SIGN = 14
_DISABLED = 0.45


class Menu(QMenu):
    """Qt's own menu, with its keyboard, its roles and its submenus; only geometry and paint are ours."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._signs: bool | None = None
        self._ours = self.style().name().lower() in (_OURS, "")
        if self._ours:
            make_round(self)
            # Not before it is shown: the first look at a font reads the system's list of them, 5 MB in the tray.
            self.aboutToShow.connect(self._leave_room)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return its size, with the room that the rows need."""
        if self._ours:
            self._leave_room()
        return super().sizeHint()

    def actionEvent(self, event: QActionEvent) -> None:  # noqa: N802 - Qt's name
        """Leave room for ticks as soon as something can be ticked."""
        super().actionEvent(event)
        if self._ours and self.isVisible() and event.action().isCheckable():  # most are not, and each is an event
            self._leave_room()

    def _leave_room(self) -> None:
        signs = any(action.isCheckable() and action.isVisible() for action in self.actions())
        if signs == self._signs:
            return
        self._signs = signs
        above = max(SPACE_XS, (TARGET - self.fontMetrics().height()) // 2)
        sides = f"padding: {above}px {SPACE_L + SPACE_M}px {above}px {self._begin()}px"
        self.setStyleSheet(
            f"QMenu {{ padding: {SPACE_XS}px; }} QMenu::item {{ {sides}; }}"
            f"QMenu::separator {{ height: {SPACE_S + 1}px; }} QMenu::indicator {{ width: 0px; }}"
        )

    def _begin(self) -> int:
        return SPACE_M + (_SIGN + SPACE_S if self._signs else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the corners round."""
        super().resizeEvent(event)
        if self._ours:
            cut_corners(self)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint panel and rows."""
        if not self._ours:
            super().paintEvent(event)
            return
        colours = colours_of(self.palette())
        painter = QPainter(self)
        paint_panel(painter, self, colours)
        for action in self.actions():
            place = self.actionGeometry(action)
            if action.isVisible() and place.intersects(event.rect()):
                self._paint_row(painter, colours, action, place)
        painter.end()

    def _paint_row(self, painter: QPainter, colours: Colours, action: QAction, place: QRect) -> None:
        if action.isSeparator():
            line = QRectF(place.left(), place.center().y(), place.width(), 1)
            painter.fillRect(line, colours.hairline)
            return
        painter.save()
        if action is self.activeAction() and action.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected)
            painter.drawRoundedRect(QRectF(place), RADIUS - 2, RADIUS - 2)
        if not action.isEnabled():
            painter.setOpacity(_DISABLED)
        self._paint_words(painter, colours, action, place)
        middle = place.center().y() + 0.5
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if action.isChecked():
            painter.setPen(_stroke(colours.accent, 2))
            left = self._mirror(place, QRect(place.left() + SPACE_M, place.top(), _SIGN, place.height())).left()
            tick = ((1.5, 0.5), (5.2, 4.2), (12.0, -4.0))
            painter.drawPolyline([QPointF(left + x, middle + y) for x, y in tick])
        if action.menu() is not None:
            painter.setPen(_stroke(colours.dim, 1.6))
            ahead = 2 if self.isLeftToRight() else -2
            x = place.right() - SPACE_M if self.isLeftToRight() else place.left() + SPACE_M
            painter.drawPolyline(
                [QPointF(x - ahead, middle - 4), QPointF(x + ahead, middle), QPointF(x - ahead, middle + 4)]
            )
        painter.restore()

    def _paint_words(self, painter: QPainter, colours: Colours, action: QAction, place: QRect) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        words = self._mirror(place, place.adjusted(self._begin(), 0, -SPACE_M, 0))
        begin, end = (
            QStyle.visualAlignment(self.layoutDirection(), side)
            for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        )
        painter.setPen(colours.text)
        painter.drawText(words, int(begin | middle | Qt.TextFlag.TextHideMnemonic), action.text())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys and action.isShortcutVisibleInContextMenu():
            painter.setPen(colours.dim)
            painter.drawText(words, int(end | middle), keys)

    def _mirror(self, place: QRect, inner: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), place, inner)


def _stroke(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
