"""The lines from you through this network to each messenger: whole, low, cut or silent. The dial tone as a picture."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessibleInterface, QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from dialtone.model.answer import Place
from dialtone.model.network_path import StationKind
from dialtone.ui.painting.station_icons import paint_station
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import SPACE_S, Colours, colours_of, larger, mixed
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.progress_line import motion_ms
from dialtone.ui.widgets.spoken_roles import SpokenPicture

YOU, BAR = 56, 40
_STROKE, _HEIGHT, _LENGTH = 3.0, 6.0, 25.0
_LOW_STROKE, _LOW_HEIGHT, _LOW_LENGTH = 2.5, 2.2, 52.0
_SIGN, _SPREAD, _STEP = 26, 9, 1.5
_END = 8
"""What is free before a tile."""
_BAR_AT, _BENT = 0.6, 0.33
"""Where the bar stands, and how much of the room the bent part takes."""
_LOW = frozenset({"slow", "partly"})
_WHOLE = frozenset({"works", "readable"})
_OFFLINE = "offline"


class Waves(QWidget):
    """Paints behind the tiles, as far as there is room beside them. Its description says what it shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._rows: Sequence[Row] = ()
        self._heights: Sequence[float] = ()
        self._room, self._done = 0, 0.0
        self._whole = True
        self._words = ("", "")

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenPicture(self)

    def show_rows(self, rows: Sequence[Row], you: str, network: str) -> None:
        """Draw a line for each of these. `you`, `network`: what stands at both signs."""
        self._rows, self._words = rows, (you, network)
        self.setAccessibleName(", ".join((you, network)))
        self.setAccessibleDescription(". ".join(row.spoken for row in rows))
        self.update()

    def place(self, heights: Sequence[float], room: int, *, whole: bool) -> None:
        """Let the lines end at these heights. `room`: the width beside the tiles. `whole`: with both signs."""
        self._heights, self._room, self._whole = heights, room, whole
        self.setVisible(room > 0)
        self.update()

    def show_progress(self, share: float) -> None:
        """Let the lines of what is being asked grow; where nothing should move they appear when they are known."""
        if self.isVisible() and motion_ms(self) and share != self._done:
            self._done = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the bar, you, and the lines; all of it mirrored where reading begins at the right."""
        if not self._heights:
            return
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = (self._heights[0] + self._heights[-1]) / 2
        painter.save()
        if not self.isLeftToRight():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        if self._whole:
            self._paint_bar(painter, colours)
        for number, (row, height) in enumerate(zip(self._rows, self._heights, strict=False)):
            offset = (number - (len(self._heights) - 1) / 2) * _SPREAD
            _Line(painter, row, colours, middle + offset, height, self).paint()
        if self._whole:
            self._paint_you(painter, colours, middle)
        painter.restore()
        if self._whole:
            self._paint_words(painter, colours, middle)
        painter.end()

    @property
    def begin(self) -> float:
        """Where the lines are level from."""
        return YOU + _END + (self._room - YOU) * _BENT if self._whole else 2.0

    @property
    def bar(self) -> float:
        """The middle of the bar; without it, where a line is cut."""
        if not self._whole:
            return self.end - _SIGN / 2
        return max(YOU + (self._room - YOU) * _BAR_AT, min(self.begin + _SIGN * 2, self.end - BAR / 2 - 4))

    @property
    def end(self) -> float:
        """Where the lines end."""
        return float(self._room - _END)

    @property
    def grown_to(self) -> float:
        """How far the line of what is being asked has grown."""
        return self.begin + (self.end - self.begin) * self._done

    @property
    def is_whole(self) -> bool:
        """Both signs are there."""
        return self._whole

    def _paint_bar(self, painter: QPainter, colours: Colours) -> None:
        top, bottom = self._heights[0] - 24, self._heights[-1] + 24
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.bar)
        painter.drawRoundedRect(QRectF(self.bar - BAR / 2, top, BAR, bottom - top), BAR / 2, BAR / 2)

    def _paint_you(self, painter: QPainter, colours: Colours, middle: float) -> None:
        circle = QRectF(1, middle - YOU / 2 + 1, YOU - 2, YOU - 2)
        painter.setPen(QPen(colours.outline, 1.2))
        painter.setBrush(colours.page)
        painter.drawEllipse(circle)
        paint_station(painter, circle.adjusted(14, 14, -14, -14), StationKind.YOU, colours.text)

    def _paint_words(self, painter: QPainter, colours: Colours, middle: float) -> None:
        painter.setFont(larger(self.font(), 1))
        painter.setPen(colours.dim)
        line = QFontMetricsF(painter.font()).height()
        below = self._heights[-1] + 24 + 4
        for text, centre, top in zip(self._words, (YOU / 2, self.bar), (middle + YOU / 2 + 4, below), strict=True):
            half = max(QFontMetricsF(painter.font()).horizontalAdvance(text) / 2 + SPACE_S, YOU / 2)
            left = max(0.0, centre - half)
            place = QRectF(left if self.isLeftToRight() else self.width() - left - 2 * half, top, 2 * half, line)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(flags), text)


class _Line:
    """One line, from you to a tile."""

    def __init__(
        self, painter: QPainter, row: Row, colours: Colours, start: float, height: float, waves: Waves
    ) -> None:
        self._painter, self._row, self._colours, self._waves = painter, row, colours, waves
        self._start, self._y = start, height
        self._ink = colours.of_status(row.shape) if row.shape else colours.outline

    def paint(self) -> None:
        shape, waves = self._row.shape, self._waves
        if shape in _WHOLE:
            self._wave(waves.end)
        elif shape in _LOW:
            self._wave(waves.bar if waves.is_whole else (waves.begin + waves.end) / 2)
            self._low(waves.bar if waves.is_whole else (waves.begin + waves.end) / 2, waves.end)
        elif shape in ("blocked", "down"):
            self._cut()
        elif self._row.checking and not shape and waves.grown_to > waves.begin + _LENGTH:
            self._ink = self._colours.accent
            self._wave(waves.grown_to)
            self._dots(waves.grown_to + _END, waves.end)
        else:
            self._dots(None, waves.end)

    def _cut(self) -> None:
        """Paint the sign where the cause lies; where that is not known, at the messenger, and silence before it."""
        waves, place = self._waves, self._row.place
        at_tile = waves.end - _SIGN / 2
        if place is Place.SERVICE or self._row.shape == "down":
            self._wave(at_tile - _SIGN / 2 - 2)
            self._sign(at_tile)
        elif place is Place.COMPUTER:
            self._dots(None, waves.end)
            self._sign(waves.begin)
        elif place is Place.UNKNOWN or not waves.is_whole:
            if place is Place.UNKNOWN:
                self._dots(None, at_tile - _SIGN / 2 - 2)
            else:
                self._wave(at_tile - _SIGN / 2 - 2)
            self._sign(at_tile)
        else:
            self._wave(waves.bar - _SIGN / 2 - 4)
            self._sign(waves.bar)
            self._dots(waves.bar + _SIGN / 2 + 6, waves.end)

    def _sign(self, x: float) -> None:
        square = QRectF(x - _SIGN / 2, self._y - _SIGN / 2, _SIGN, _SIGN)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colours.page)
        if self._row.doubtful:
            self._painter.drawEllipse(square)
        paint_glyph(self._painter, square, self._row.shape, self._ink, self._colours.page, hollow=self._row.doubtful)

    def _bent(self) -> QPainterPath:
        """Return the part from you to where the line is level."""
        if not self._waves.is_whole:
            return QPainterPath(QPointF(self._waves.begin, self._y))
        begin = self._waves.begin
        path = QPainterPath(QPointF(YOU + 4, self._start))
        half = (begin - YOU - 4) / 2
        path.cubicTo(QPointF(YOU + 4 + half, self._start), QPointF(begin - half, self._y), QPointF(begin, self._y))
        return path

    def _wave(self, end: float) -> None:
        self._stroke(_with_wave(self._bent(), self._waves.begin, end, self._y, _HEIGHT, _LENGTH), self._ink, _STROKE)

    def _low(self, begin: float, end: float) -> None:
        path = _with_wave(QPainterPath(QPointF(begin, self._y)), begin, end, self._y, _LOW_HEIGHT, _LOW_LENGTH)
        self._stroke(path, self._ink, _LOW_STROKE)

    def _dots(self, begin: float | None, end: float) -> None:
        """Paint silence; from you on where `begin` is None."""
        path = self._bent() if begin is None else QPainterPath(QPointF(begin, self._y))
        if end <= path.currentPosition().x():
            return
        path.lineTo(end, self._y)
        pen = QPen(mixed(self._ink, self._colours.page, 0.65), _STROKE, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([0.01, 2.7])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.strokePath(path, pen)

    def _stroke(self, path: QPainterPath, ink: QColor, width: float) -> None:
        pen = QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        self._painter.strokePath(path, pen)


def _with_wave(path: QPainterPath, begin: float, end: float, y: float, height: float, length: float) -> QPainterPath:
    """Return the path with a wave behind it, which rises at its beginning and dies down at its end."""
    ends = max(1.0, min(length, (end - begin) / 3))
    steps = max(1, math.ceil((end - begin) / _STEP))
    for number in range(1, steps + 1):
        x = begin + (end - begin) * number / steps
        rising = min(1.0, (x - begin) / ends, (end - x) / ends)
        path.lineTo(x, y - height * rising * math.sin(2 * math.pi * (x - begin) / length))
    return path
