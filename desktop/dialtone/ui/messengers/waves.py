"""The lines from you through the network to each messenger, as a widget behind the tiles."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from dialtone.explain.joining import as_sentences
from dialtone.model.vocabulary import Function
from dialtone.ui.painting.drawing import mirror
from dialtone.ui.painting.theme import SPACE_S, TEXT, Colours, colours_of, enlarge
from dialtone.ui.painting.wave_lines import BAR_OVERHANG, YOU_SIZE, WaveArea, WaveLine, paint_waves
from dialtone.ui.state.messenger_row import Row

LABEL_GAP = 4
"""The space above the labels of circle and bar."""
_GROWTH = 4
"""The pixels by which a line grows at once: a check reports its progress some hundred times."""
_APART = 11
"""The distance of the lines for messages and calls from the middle of their tile."""


class Waves(QWidget):
    """Paints the lines beside the tiles. Its accessible description states the results."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._rows: Sequence[Row] = ()
        self._heights: Sequence[float] = ()
        """The height at which the line of each row ends."""
        self._lines_width, self._whole = 0, True
        """The width of the lines, and whether the circle and the bar fit."""
        self._done = 0.0
        """The progress of the running check, from 0 to 1."""
        self._labels = ("", "")
        """Those of the circle and the bar."""

    def show_rows(self, rows: Sequence[Row], you: str, network: str) -> None:
        """Draw a line for each of these. `you`, `network`: the labels of the circle and the bar."""
        self._rows, self._labels = rows, (you, network)
        self.setAccessibleName(", ".join((you, network)))
        self.setAccessibleDescription(as_sentences(row.spoken for row in rows))
        self.update()

    def place(self, heights: Sequence[float], width: int, *, whole: bool) -> None:
        """End the lines at these heights. `width`: of the lines. `whole`: with the circle and the bar."""
        self._heights, self._lines_width, self._whole = heights, width, whole
        self.setVisible(width > 0)
        self.update()

    def show_progress(self, share: float) -> None:
        """Let the lines of running checks grow; where animations are off, lines appear once the result is known."""
        moves = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0
        if self.isVisible() and moves and abs(share - self._done) * self._lines_width >= _GROWTH:
            self._done = share
            lines = QRect(0, 0, self._lines_width, self.height())
            self.update(QStyle.visualRect(self.layoutDirection(), self.rect(), lines))  # the tiles stay as they are

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the drawing and its labels; mirrored in right-to-left languages."""
        if not self._heights:
            return
        colours = colours_of(self.palette())
        placed_lines = [
            placed for row, height in zip(self._rows, self._heights, strict=False) for placed in _lines(row, height)
        ]
        area = WaveArea(tuple(height for _, height in placed_lines), float(self._lines_width), self._whole, self._done)
        lines = [line for line, _ in placed_lines]
        with QPainter(self) as painter:
            with mirror(painter, self.width(), self.layoutDirection()):
                paint_waves(painter, area, lines, colours)
            if self._whole:
                self._paint_labels(painter, colours, area)

    def _paint_labels(self, painter: QPainter, colours: Colours, area: WaveArea) -> None:
        """Paint the label of the person below the circle, and that of the network below the bar."""
        painter.setFont(enlarge(self.font(), TEXT))
        painter.setPen(colours.dim)
        metrics = QFontMetricsF(painter.font())
        end_of_circle = area.middle + YOU_SIZE / 2
        end_of_bar = max(area.heights[-1] + BAR_OVERHANG, end_of_circle)
        you, network = self._labels
        for text, centre, end in ((you, YOU_SIZE / 2, end_of_circle), (network, area.bar, end_of_bar)):
            half = max(metrics.horizontalAdvance(text) / 2 + SPACE_S, YOU_SIZE / 2)
            leading = max(0.0, centre - half)
            left = leading if self.isLeftToRight() else self.width() - leading - 2 * half
            place = QRectF(left, end + LABEL_GAP, 2 * half, metrics.height())
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags) | int(Qt.TextFlag.TextDontClip), text)  # Persian letters reach below it


def _lines(row: Row, height: float) -> Sequence[tuple[WaveLine, float]]:
    """Return the line of a messenger and the height of its end; two if calls and messages have different results."""
    if not row.calls:
        return ((WaveLine(row.shape, row.doubtful, row.place, growing=row.checking), height),)
    messages = WaveLine(row.messages, row.messages_doubtful, row.place, part=Function.MESSAGES)
    calls = WaveLine(row.calls, row.doubtful, row.place, part=Function.CALLS)
    return ((messages, height - _APART), (calls, height + _APART))
