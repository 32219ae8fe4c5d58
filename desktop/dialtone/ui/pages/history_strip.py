"""A messenger through time, painted as a row of cells; each says its time and state to a mouse and a screen reader."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dialtone.explain.history_summary import Cell, Strip
from dialtone.ui.painting.theme import colours_of
from dialtone.ui.widgets.tips import answer_tip

_HEIGHT = 34
_GAP = 2.0
_ROUND = 3.0
_LEAST_CROSS = 5
"""Narrower bars have no room for a cross: they are cut in two."""
_SHORT = {"works": 1.0, "partly": 0.66, "slow": 0.66, "unknown": 0.4, "down": 1.0, "blocked": 1.0}
"""Heights: what goes stands tall, what only half goes is half as high. No information by colour alone."""


class HistoryStrip(QLabel):
    """Moves with the arrow keys from cell to cell. A label, so that a screen reader takes it for text.

    Signals:
        pointed: the cell that the keyboard is at, as spoken; empty once it is elsewhere.
    """

    pointed = Signal(str)

    def __init__(self, strip: Strip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells, self._room = strip.cells, max(strip.room, len(strip.cells))
        self._at = len(strip.cells) - 1
        self.setAccessibleName(strip.name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What is painted, the oldest first."""
        return self._cells

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as there is room."""
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the cells, the oldest where reading begins."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, cell in enumerate(self._cells):
            rect = self._place(number)
            share = _SHORT.get(cell.status, 0.0)
            painter.setPen(Qt.PenStyle.NoPen)
            if not share:
                dot = QRectF(rect.center().x() - 1.5, rect.bottom() - 4, 3, 3)
                painter.setBrush(colours.hairline)
                painter.drawEllipse(dot)
            else:
                bar = QRectF(rect)
                bar.setTop(rect.bottom() - rect.height() * share)
                paint_cell(painter, bar, colours.of_status(cell.status), colours.page, unsure=cell.unsure)
                self._mark(painter, bar, cell.status)
            if self.hasFocus() and number == self._at:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.text, 2))
                painter.drawRoundedRect(rect.adjusted(-1, 1, 1, -1), _ROUND, _ROUND)
        painter.end()

    def _mark(self, painter: QPainter, bar: QRectF, status: str) -> None:
        """Cut a shape into what is stopped, so that it differs from what works without its colour."""
        if status not in ("blocked", "down"):
            return
        if bar.width() < _LEAST_CROSS:
            cut = QRectF(bar.left(), bar.center().y() - 1.5, bar.width(), 3)
            painter.fillRect(cut, colours_of(self.palette()).page)
            return
        painter.setPen(QPen(colours_of(self.palette()).page, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle, reach = bar.center(), min(bar.width(), 10.0) / 3
        across = QPointF(reach, reach)
        painter.drawLine(middle - across, middle + across)
        if status == "blocked":
            back = QPointF(reach, -reach)
            painter.drawLine(middle - back, middle + back)

    def _place(self, number: int) -> QRectF:
        step = self.width() / self._room
        left = number * step if self.isLeftToRight() else self.width() - (number + 1) * step
        return QRectF(left + _GAP / 2, 2, max(1.0, step - _GAP), self.height() - 4)

    def event(self, event: QEvent) -> bool:
        """Return what the mouse points at."""
        spoken = ""
        if isinstance(event, QHelpEvent):
            spoken = next((c.spoken for n, c in enumerate(self._cells) if self._place(n).contains(event.pos())), "")
        return answer_tip(self, event, spoken) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go from cell to cell, in the direction of reading."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if not self.isLeftToRight():
            step = -step
        self._at = max(0, min(len(self._cells) - 1, self._at + step))
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Say nothing more: the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.pointed.emit("")
        self.update()

    def _describe(self) -> None:
        if self._cells:
            spoken = self._cells[self._at].spoken
            self.setAccessibleDescription(spoken)
            self.pointed.emit(spoken)


def paint_cell(painter: QPainter, bar: QRectF, colour: QColor, ground: QColor, *, unsure: bool) -> None:
    """Paint a bar: whole where it is sure, else hatched inside its edge. No information by colour alone."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(bar, _ROUND, _ROUND)
    if not unsure:
        return
    inside = bar.adjusted(1, 1, -1, -1)
    painter.save()
    painter.setClipRect(inside)
    painter.setPen(QPen(ground, 1.6))
    reach = inside.width() + inside.height()
    for start in range(0, int(reach) + 5, 5):
        corner = QPointF(inside.left() + start, inside.top())
        painter.drawLine(corner, corner + QPointF(-inside.height(), inside.height()))
    painter.restore()
