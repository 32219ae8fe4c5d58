"""The widget behind the tiles, with the lines from you through the network to each messenger."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from dialtone.explain.joining import as_sentences
from dialtone.model.vocabulary import Function
from dialtone.ui.painting.drawing import mirror
from dialtone.ui.painting.theme import TEXT, Colours, Space, colours_of, enlarge
from dialtone.ui.painting.wave_lines import BAR_OVERHANG, YOU_SIZE, WaveArea, WaveLine, paint_waves
from dialtone.ui.state.messenger_row import Row

LABEL_GAP = 4  # the space above the labels of circle and bar
_GROWTH_STEP = 4  # the least pixels by which a line grows: a check reports its progress some hundred times
_PART_OFFSET = 11  # the distance of the lines for messages and for calls from the middle of their tile


class Waves(QWidget):
    """Paints the lines beside the tiles, from a circle for you through a bar for the network. Described in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._rows: Sequence[Row] = ()
        self._labels = ("", "")
        self._heights: Sequence[float] = ()
        self._lines_width = 0
        self._whole = True
        self._share_done = 0.0

    def show_rows(self, rows: Sequence[Row], you: str, network: str) -> None:
        """Draw a line for each messenger. `you`, `network`: the labels of the circle and the bar."""
        self._rows = rows
        self._labels = (you, network)
        self.setAccessibleName(", ".join((you, network)))
        self.setAccessibleDescription(as_sentences(row.spoken for row in rows))
        self.update()

    def place(self, heights: Sequence[float], width: int, *, whole: bool) -> None:
        """Draw lines of this width that end at these y. `whole`: with the circle and the bar. Without width, hide."""
        self._heights, self._lines_width, self._whole = heights, width, whole
        self.setVisible(width > 0)
        self.update()

    def show_progress(self, share: float) -> None:
        """Let the lines of running checks grow to this share, from 0 to 1, unless the desktop turns animations off."""
        is_animated = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        growth = abs(share - self._share_done) * self._lines_width
        if self.isVisible() and is_animated and growth >= _GROWTH_STEP:
            self._share_done = share
            lines_rect = QRect(0, 0, self._lines_width, self.height())  # the tiles need not be painted again
            self.update(QStyle.visualRect(self.layoutDirection(), self.rect(), lines_rect))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._heights:
            return
        colours = colours_of(self.palette())
        placed_lines = [
            placed
            for row, height in zip(self._rows, self._heights, strict=False)  # a row may have no tile yet
            for placed in _make_lines(row, height)
        ]
        lines = [line for line, _ in placed_lines]
        heights = tuple(height for _, height in placed_lines)
        area = WaveArea(heights, float(self._lines_width), self._whole, self._share_done)
        with QPainter(self) as painter:
            with mirror(painter, self.width(), self.layoutDirection()):
                paint_waves(painter, area, lines, colours)
            if self._whole:
                self._paint_labels(painter, colours, area)

    def _paint_labels(self, painter: QPainter, colours: Colours, area: WaveArea) -> None:
        """Paint the label of the person below the circle, and that of the network below the bar, both centred."""
        painter.setFont(enlarge(self.font(), TEXT))
        painter.setPen(colours.dim)
        metrics = QFontMetricsF(painter.font())
        circle_bottom = area.middle + YOU_SIZE / 2
        bar_bottom = max(area.heights[-1] + BAR_OVERHANG, circle_bottom)
        you, network = self._labels
        for text, centre, bottom in ((you, YOU_SIZE / 2, circle_bottom), (network, area.bar, bar_bottom)):
            half_width = max(metrics.horizontalAdvance(text) / 2 + Space.S, YOU_SIZE / 2)
            leading = max(0.0, centre - half_width)
            left = leading if self.isLeftToRight() else self.width() - leading - 2 * half_width
            label_rect = QRectF(left, bottom + LABEL_GAP, 2 * half_width, metrics.height())
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            unclipped = int(flags) | int(Qt.TextFlag.TextDontClip)  # Persian letters reach below the rectangle
            painter.drawText(label_rect, unclipped, text)


def _make_lines(row: Row, height: float) -> Sequence[tuple[WaveLine, float]]:
    """Return the line of a messenger and the y of its end; two lines if calls and messages have different results."""
    if not row.calls:
        return ((WaveLine(row.shape, row.doubtful, row.place, growing=row.checking), height),)
    messages = WaveLine(row.messages, row.messages_doubtful, row.place, part=Function.MESSAGES)
    calls = WaveLine(row.calls, row.doubtful, row.place, part=Function.CALLS)
    return ((messages, height - _PART_OFFSET), (calls, height + _PART_OFFSET))
