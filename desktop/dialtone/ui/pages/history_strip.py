"""A messenger over time, painted as a line; tooltips and screen readers get the time and state of each cell."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QWidget

from dialtone.explain.history_summary import Cell, Strip
from dialtone.model.answer import CausePlace
from dialtone.model.frozen import Frozen
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.painting.drawing import mirror, paint_round, painter_on
from dialtone.ui.painting.theme import TEXT, Colours, Space, colours_of, enlarge, scale_to_font
from dialtone.ui.painting.wave_lines import WaveLine, paint_stretch
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import show_tooltip
from dialtone.ui.widgets.layouts import column_margin

_CURSOR_HEIGHT, _MARGIN = 34, 9
"""The height of the cursor, and the space above and below it without dates."""
_WIDTH, _WIDTH_FONT_HEIGHTS = 200, 16  # the least width; with a large font, in font heights
_TILE_WIDTH, _TILE_FONT_HEIGHTS = 264, 20
"""The width of a messenger's tile beside its line; with a large font, in font heights."""
_GAP = 2.0  # pixels between two cells, and from a stretch of the line to the end of its cell
_CURSOR_RADIUS = 3.0  # the radius of the corners of the frame around the cell at the cursor
_RECOVERY = 0.6
"""The share of a cell before a recovery in it: at which hour of its day that was is not drawn."""


class _Stretch(NamedTuple):
    """A part of the line in one state. It is counted in cells from the oldest."""

    status: str
    unsure: bool
    begin: float
    end: float


class DatedStrip(Frozen):
    """The strip of a messenger, and the dates below its first and its last cell; empty for none."""

    strip: Strip
    first_date: str = ""
    last_date: str = ""


class HistoryStrip(QLabel):
    """Paints a cell for each period, and moves from cell to cell with the arrow keys. Screen readers treat it as text.

    Signals:
        acted: the messenger, and the cell at the cursor, as spoken; empty once the focus has left.
    """

    acted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setFont(enlarge(self.font(), TEXT))
        self.cells: tuple[Cell, ...] = ()
        self._capacity = 0
        """The number of cells for which there is space: the later ones may be empty."""
        self.dates = ("", "")
        """Those of the first and the last cell, below the line; empty for none."""
        self._cursor = 0
        """The index in `cells` of the cell at the cursor."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, dated: DatedStrip) -> None:
        """Show the strip of a messenger. Screen readers get its dates from the cells."""
        strip = dated.strip
        self.dates = (dated.first_date, dated.last_date)
        self.cells = strip.cells
        self._capacity = max(strip.slots, len(strip.cells))
        self._cursor = len(strip.cells) - 1
        self.setAccessibleName(strip.name)
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the least width, and the height, with as much space above the cursor as for dates below it."""
        margin = self.fontMetrics().height() if any(self.dates) else _MARGIN
        return QSize(scale_to_font(_WIDTH, self.font(), _WIDTH_FONT_HEIGHTS), _CURSOR_HEIGHT + 2 * margin)

    def paintEvent(self, _event: object) -> None:
        colours = colours_of(self.palette())
        with painter_on(self) as painter:
            with mirror(painter, self.width(), self.layoutDirection()):
                self._paint_line(painter, colours)
            self._paint_dates(painter, colours)
            if self.hasFocus() and self.cells:
                frame = self._cell_rect(self._cursor).adjusted(-1, 0, 1, 0)
                paint_round(painter, frame, _CURSOR_RADIUS, Qt.BrushStyle.NoBrush, QPen(colours.text, 2))

    def _paint_line(self, painter: QPainter, colours: Colours) -> None:
        """Paint cells in the same state as one stretch: a wave, a low wave, a shape and dots, or dots alone."""
        cell_width = self.width() / self._capacity
        stretches = (stretch for number, cell in enumerate(self.cells) for stretch in _stretches_of(cell, number))
        for (status, unsure), group in groupby(stretches, key=lambda stretch: (stretch.status, stretch.unsure)):
            equal = list(group)
            span = (equal[0].begin * cell_width + _GAP, equal[-1].end * cell_width - _GAP)
            paint_stretch(painter, WaveLine(status, unsure, CausePlace.UNKNOWN), span, self.height() / 2, colours)

    def _paint_dates(self, painter: QPainter, colours: Colours) -> None:
        """Paint the dates below both ends of the line, each in its half."""
        painter.setPen(colours.dim)
        half = self.width() // 2
        first_half = QRect(0, self.height() - self.fontMetrics().height(), half, self.fontMetrics().height())
        for text, rect, side in (
            (self.dates[0], first_half, Qt.AlignmentFlag.AlignLeft),
            (self.dates[1], first_half.translated(half, 0), Qt.AlignmentFlag.AlignRight),
        ):
            flags = QStyle.visualAlignment(self.layoutDirection(), side)
            painter.drawText(QStyle.visualRect(self.layoutDirection(), self.rect(), rect), int(flags), text)

    def _cell_rect(self, number: int) -> QRectF:
        """Return the rectangle of a cell; the oldest has the number 0, and is where reading starts."""
        cell_width = self.width() / self._capacity
        left = number * cell_width if self.isLeftToRight() else self.width() - (number + 1) * cell_width
        top = (self.height() - _CURSOR_HEIGHT) / 2
        return QRectF(left + _GAP / 2, top, max(1.0, cell_width - _GAP), _CURSOR_HEIGHT)

    def event(self, event: QEvent) -> bool:
        spoken = ""
        if isinstance(event, QHelpEvent):
            rects = ((self._cell_rect(number), cell) for number, cell in enumerate(self.cells))
            spoken = next((cell.spoken for rect, cell in rects if rect.contains(event.pos())), "")
        return show_tooltip(self, event, spoken) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the page that no cell has the cursor any more."""
        super().focusOutEvent(event)
        self.acted.emit(self.objectName(), "")
        self.update()

    def _describe(self) -> None:
        if self.cells:
            spoken = self.cells[self._cursor].spoken
            self.setAccessibleDescription(spoken)
            if self.hasFocus():
                self.acted.emit(self.objectName(), spoken)


def _tile_width(widget: QWidget) -> int:
    """Return the width of the tiles: all equal, so that their lines begin below each other.

    Where there is no room for a line beside a tile, it is below a tile of the whole width.
    """
    window = widget.window()
    beside_line = scale_to_font(_TILE_WIDTH, widget.font(), _TILE_FONT_HEIGHTS)
    line = scale_to_font(_WIDTH, widget.font(), _WIDTH_FONT_HEIGHTS)
    column = window.width() - 2 * column_margin(window)
    return beside_line if beside_line + Space.M + line <= column else window.width()


class StripTile(Tile):
    """A messenger beside its line. Disabled, since it opens nothing."""

    def __init__(self) -> None:
        super().__init__(Row("", ""))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self.setEnabled(False)

    def sizeHint(self) -> QSize:
        return QSize(_tile_width(self), super().sizeHint().height())


def _stretches_of(cell: Cell, number: int) -> Sequence[_Stretch]:
    """Return the stretches of the cell with this number: a second one if the messenger came back in its period."""
    if not cell.ends:
        return (_Stretch(cell.status, cell.unsure, number, number + 1),)
    recovery = number + _RECOVERY
    return (
        _Stretch(cell.status, cell.unsure, number, recovery),
        _Stretch(cell.ends, False, recovery, number + 1),
    )
