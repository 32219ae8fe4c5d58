"""A messenger over time, painted as a line; tooltips and screen readers get the time and state of each cell."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from dialtone.explain.history_summary import Cell, Strip
from dialtone.model.answer import CausePlace
from dialtone.ui.painting.drawing import mirror, paint_round, painter_on
from dialtone.ui.painting.theme import TEXT, colours_of, enlarge, scale_to_font
from dialtone.ui.painting.wave_lines import WaveLine, paint_stretch
from dialtone.ui.widgets.controls import show_tooltip

_HEIGHT, _CURSOR_HEIGHT = 72, 34
"""The height of the strip, and that of the frame around the cell at the cursor."""
_WIDTH, _WIDTH_FONT_HEIGHTS = 200, 16
"""The least width; with a large font, in font heights."""
_GAP = 2.0
"""The pixels between two cells."""
_ROUND = 3.0
"""The radius of the frame around the cell at the cursor."""
_BACK = 0.6
"""Where in a cell the recovery is drawn: the hours of a day are not."""


class _Part(NamedTuple):
    """A stretch of the line in one state; `begin` and `end` in cells from the oldest."""

    status: str
    unsure: bool
    begin: float
    end: float


class HistoryStrip(QLabel):
    """Moves from cell to cell with the arrow keys. It is a label, so that screen readers treat it as text.

    Signals:
        acted: the messenger, and the cell at the cursor, as spoken; empty once the focus has left.
    """

    acted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setFont(enlarge(self.font(), TEXT))
        self.cells: tuple[Cell, ...] = ()
        """The painted cells, oldest first."""
        self._capacity = 0
        """The number of cells that fit: the later ones are still empty."""
        self._cursor = 0
        """The number of the cell at the cursor, from the oldest."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, strip: Strip) -> None:
        """Show the strip of a messenger."""
        self.cells, self._capacity = strip.cells, max(strip.slots, len(strip.cells))
        self._cursor = len(strip.cells) - 1
        self.setAccessibleName(strip.name)
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height and the least width; it expands."""
        return QSize(scale_to_font(_WIDTH, self.font(), _WIDTH_FONT_HEIGHTS), _HEIGHT)

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint a line: a wave for what worked, a low wave, a shape and dots for what stopped, dots for the unknown."""
        colours, step = colours_of(self.palette()), self.width() / self._capacity
        parts = (part for number, cell in enumerate(self.cells) for part in _parts(number, cell))
        with painter_on(self) as painter:
            with mirror(painter, self.width(), self.layoutDirection()):
                for (status, unsure), group in groupby(parts, key=lambda part: (part.status, part.unsure)):
                    run = list(group)
                    span = (run[0].begin * step + _GAP, run[-1].end * step - _GAP)
                    line = WaveLine(status, unsure, CausePlace.UNKNOWN)
                    paint_stretch(painter, line, span, self.height() / 2, colours)
            if self.hasFocus() and self.cells:
                cell_rect = self._place(self._cursor).adjusted(-1, 0, 1, 0)
                paint_round(painter, cell_rect, _ROUND, Qt.BrushStyle.NoBrush, QPen(colours.text, 2))

    def _place(self, number: int) -> QRectF:
        """Return the rectangle of a cell; cells count from the side where reading starts."""
        step = self.width() / self._capacity
        left = number * step if self.isLeftToRight() else self.width() - (number + 1) * step
        top = (self.height() - _CURSOR_HEIGHT) / 2
        return QRectF(left + _GAP / 2, top, max(1.0, step - _GAP), _CURSOR_HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Show the cell under the mouse in a tooltip."""
        spoken = ""
        if isinstance(event, QHelpEvent):
            spoken = next((c.spoken for n, c in enumerate(self.cells) if self._place(n).contains(event.pos())), "")
        return show_tooltip(self, event, spoken) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move from cell to cell; mirrored in right-to-left languages."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if not self.isLeftToRight():
            step = -step
        self._cursor = max(0, min(len(self.cells) - 1, self._cursor + step))
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Announce the cell at the cursor."""
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Clear the announcement."""
        super().focusOutEvent(event)
        self.acted.emit(self.objectName(), "")
        self.update()

    def _describe(self) -> None:
        """Tell screen readers the time and state of the current cell."""
        if self.cells:
            spoken = self.cells[self._cursor].spoken
            self.setAccessibleDescription(spoken)
            if self.hasFocus():
                self.acted.emit(self.objectName(), spoken)


class HistoryDates(QWidget):
    """The dates below the first and the last cell of the strips; screen readers get them from the cells."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(enlarge(self.font(), TEXT))
        self.dates = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, dates: tuple[str, str]) -> None:
        """Show the dates at both ends; the last one may be empty."""
        self.dates = dates
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return one line, as wide as a strip."""
        return QSize(scale_to_font(_WIDTH, self.font(), _WIDTH_FONT_HEIGHTS), self.fontMetrics().height())

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint the dates; the first alone where both do not fit."""
        first, last = self.dates
        fit = self.fontMetrics().horizontalAdvance(f"{first}  {last}") <= self.width()
        placed = ((first, Qt.AlignmentFlag.AlignLeft), (last if fit else "", Qt.AlignmentFlag.AlignRight))
        with painter_on(self) as painter:
            painter.setPen(colours_of(self.palette()).dim)
            for date, side in placed:
                painter.drawText(self.rect(), int(QStyle.visualAlignment(self.layoutDirection(), side)), date)


def _parts(number: int, cell: Cell) -> Sequence[_Part]:
    """Return the parts of a cell: a second one if the messenger came back within the cell."""
    if not cell.ends:
        return (_Part(cell.status, cell.unsure, number, number + 1),)
    back = number + _BACK
    return (_Part(cell.status, cell.unsure, number, back), _Part(cell.ends, False, back, number + 1))
