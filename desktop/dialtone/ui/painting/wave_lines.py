"""Paints the lines from you through the network to each messenger: whole, low, cut or silent, like a dial tone.

Lengths are in pixels of a window; for a larger drawing, scale the painter. Reading starts at the left; for
right-to-left, mirror the painter.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from dialtone.model.answer import CausePlace
from dialtone.model.frozen import Frozen, replace
from dialtone.model.vocabulary import Function
from dialtone.ui.painting.drawing import paint_round, parse_path, round_pen, scale_to_square, smooth
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import Colours, mix

YOU_SIZE = 56  # the diameter of the circle for you
BAR_WIDTH = 40  # the width of the bar that stands for the network
BAR_OVERHANG = 24  # how far the bar extends past the first and last line
_WAVE_STROKE, _WAVE_HEIGHT, _WAVE_LENGTH = 3.0, 6.0, 25.0  # a full wave: pen width, amplitude and wavelength
_LOW_STROKE, _LOW_HEIGHT, _LOW_LENGTH = 2.5, 2.2, 52.0
"""The same for the low wave of what is slow or works in part."""
_MIN_SHAPE_SIZE, _STRETCH_SHAPE_SIZE = 9, 18  # the least and the usual side of the status shape in a stretch
_HEAD_SIZE = 9.0  # the diameter of the dot at the head of a growing line
_LINE_START = 2.0  # the x at which a line without you starts
_START_SPACING = 9  # the distance between two lines at you
_WAVE_STEP = 1.5  # the distance between two points of a wave
_END_GAP = 8  # the free space before a tile, between you and the bend, and before the icon for messages or calls
_PART_SIZE = 16  # the side of the icon for messages or calls
_BUBBLE = "M 2 2 L 14 2 L 14 11 L 7 11 L 4 14 L 4 11 L 2 11 Z"
_HANDSET = "M 2 2 C 2 9 7 14 14 14 L 14 10.5 L 10.5 9.5 L 9 11 C 7.5 10 6 8.5 5 7 L 6.5 5.5 L 5.5 2 Z"
_COMPUTER = "R 2.5 3.5 15 10 1.5 1.5 M 7 17 L 13 17 M 10 13.5 L 10 17"
_OFFLINE = "offline"  # the status shape of a line through which certainly nothing gets
_LOW = frozenset({"slow", "partly"})
_WHOLE = frozenset({"works", "readable"})
_CUT = frozenset({"blocked", "down"})
"""The status shapes with a low wave, with a whole one, and with a line that is cut; all others have dots."""


class WaveLine(Frozen):
    """The line to one messenger."""

    shape: str
    """The status shape of its result; empty while nothing is known."""
    doubtful: bool
    place: CausePlace
    part: Function | None = None
    """The function that the line stands for, where it is not the whole messenger."""
    growing: bool = False
    """It is being checked."""


class WaveArea(Frozen):
    """The area in which the lines run, and the places in it, which are counted from the side where reading starts."""

    heights: tuple[float, ...]
    """The y at which each line ends, from top to bottom."""
    width: float
    whole: bool = True
    """Whether you and the bar are painted; they are left out where there is little width."""
    done: float = 0.0
    """The progress of the running check, from 0 to 1."""
    shape_size: float = 26.0
    """The side of a status shape."""

    @property
    def middle(self) -> float:
        return (self.heights[0] + self.heights[-1]) / 2

    @property
    def begin(self) -> float:
        """The x from which the lines are level; a single line is level from the start."""
        bent = 0.33 if len(self.heights) > 1 else 0.0
        return YOU_SIZE + _END_GAP + (self.width - YOU_SIZE) * bent if self.whole else _LINE_START

    @property
    def bar(self) -> float:
        """The x of the middle of the bar, which only a whole area has."""
        usual = YOU_SIZE + (self.width - YOU_SIZE) * 0.6
        behind_bend = self.begin + self.shape_size * 2  # leaves space for a shape before the bar
        before_end = self.end - BAR_WIDTH / 2 - 4
        return max(usual, min(behind_bend, before_end))

    @property
    def computer(self) -> float:
        """The x of the shape for a cause on this computer: beside the circle for you, which would hide it."""
        return max(self.begin, YOU_SIZE + self.shape_size) if self.whole else _LINE_START + self.shape_size / 2

    @property
    def end(self) -> float:
        return self.width - _END_GAP


def paint_waves(painter: QPainter, area: WaveArea, lines: Sequence[WaveLine], colours: Colours) -> None:
    """Paint the bar, the lines and the circle for you. `lines`: as many as `area` has heights."""
    with smooth(painter):
        if area.whole:
            top = max(0.0, area.heights[0] - BAR_OVERHANG)  # two lines of one tile begin higher than a single one
            bottom = area.heights[-1] + BAR_OVERHANG
            bar = QRectF(area.bar - BAR_WIDTH / 2, top, BAR_WIDTH, bottom - top)
            paint_round(painter, bar, BAR_WIDTH / 2, colours.bar)
        for number, (line, height) in enumerate(zip(lines, area.heights, strict=False)):
            start = area.middle + (number - (len(area.heights) - 1) / 2) * _START_SPACING  # side by side at you
            _Line(painter, line, colours, start, height, area).paint()
        if area.whole:
            if (offline := next((line for line in lines if line.shape == _OFFLINE), None)) is not None:
                _paint_offline(painter, area, offline.place, colours)
            _paint_you(painter, area, colours)


def _paint_offline(painter: QPainter, area: WaveArea, place: CausePlace, colours: Colours) -> None:
    """Paint the plug once for all lines: at the bar if the network cuts them off, else before they bend apart."""
    before_bend = max(YOU_SIZE + area.shape_size, (YOU_SIZE + area.begin) / 2)
    x = area.bar if place is CausePlace.NETWORK else before_bend
    side = area.shape_size
    square = QRectF(x - side / 2, area.middle - side / 2, side, side)
    disc = square.adjusted(-4, -4, 4, 4)
    paint_round(painter, disc, disc.width() / 2, colours.page)  # hides the dots around it
    paint_glyph(painter, square, _OFFLINE, colours.of_status(_OFFLINE), colours.page)


def _paint_you(painter: QPainter, area: WaveArea, colours: Colours) -> None:
    circle = QRectF(1, area.middle - YOU_SIZE / 2 + 1, YOU_SIZE - 2, YOU_SIZE - 2)
    paint_round(painter, circle, circle.width() / 2, colours.page, QPen(colours.outline, 1.2))
    scale_to_square(painter, circle.adjusted(14, 14, -14, -14), 20)
    painter.strokePath(parse_path(_COMPUTER), round_pen(colours.text, 1.5))


def paint_stretch(
    painter: QPainter, line: WaveLine, between: tuple[float, float], height: float, colours: Colours
) -> None:
    """Paint a stretch of a level line, one period of a messenger, without you and the bar. `between`: its two x.

    Where the line was stopped, the shape is at the start, and small if the stretch is short.
    """
    begin, end = between
    side = max(_MIN_SHAPE_SIZE, min(_STRETCH_SHAPE_SIZE, end - begin))
    area = WaveArea((height,), end - begin + _LINE_START + _END_GAP, whole=False, shape_size=side)
    painter.save()
    painter.translate(begin - _LINE_START, 0)
    paint_waves(painter, area, [replace(line, place=CausePlace.COMPUTER)], colours)
    painter.restore()


class _Line:
    """Paints one line, from you to a tile."""

    def __init__(
        self, painter: QPainter, line: WaveLine, colours: Colours, start: float, height: float, area: WaveArea
    ) -> None:
        self._painter, self._line, self._colours, self._area = painter, line, colours, area
        self._start, self._y = start, height
        """The y at which the line leaves the circle for you, and that of its level part."""
        self._ink = colours.of_status(line.shape) if line.shape else colours.outline
        self._end = area.end - (_PART_SIZE + _END_GAP if line.part else 0)
        """The x at which it ends: before the icon of a function, if it stands for one."""

    def paint(self) -> None:
        """Paint the whole line, and the icon of the function that it stands for."""
        shape, area = self._line.shape, self._area
        grown_to = area.begin + (area.end - area.begin) * area.done
        if shape in _WHOLE:
            self._paint_wave(self._bent_path(), self._end)
        elif shape in _LOW:
            at_network = area.whole and self._line.place is not CausePlace.COMPUTER
            low_from = area.bar if at_network else area.begin
            self._paint_wave(self._bent_path(), low_from)
            low_wave = _wave(self._end - low_from, _LOW_HEIGHT, _LOW_LENGTH).translated(low_from, self._y)
            self._painter.strokePath(low_wave, round_pen(self._ink, _LOW_STROKE))
        elif shape in _CUT:
            self._paint_cut()
        elif self._line.growing and not shape and grown_to > area.begin + _WAVE_LENGTH:
            self._ink = self._colours.accent
            self._paint_wave(self._bent_path(), grown_to)
            head = QRectF(grown_to - _HEAD_SIZE / 2, self._y - _HEAD_SIZE / 2, _HEAD_SIZE, _HEAD_SIZE)
            paint_round(self._painter, head, _HEAD_SIZE / 2, self._ink)
            self._paint_dots(self._level_path(grown_to + _END_GAP), self._end)
        else:
            self._paint_dots(self._bent_path(), self._end)
        if self._line.part is not None:
            self._paint_function(_HANDSET if self._line.part is Function.CALLS else _BUBBLE)

    def _paint_cut(self) -> None:
        """Paint the shape where the cause lies; where that is unknown, at the messenger, with dots leading to it.

        A service that is down stops the line at the messenger, but a stretch of the history at its start.
        """
        area = self._area
        half = self._area.shape_size / 2
        place = self._line.place
        if self._line.shape == "down" and place is not CausePlace.COMPUTER:
            place = CausePlace.SERVICE
        if place is CausePlace.COMPUTER:
            behind_shape = self._level_path(area.computer + half + _WAVE_STROKE)
            self._paint_dots(self._bent_path() if area.whole else behind_shape, self._end)
            self._paint_status(area.computer)
        elif place is CausePlace.NETWORK and area.whole:
            self._paint_wave(self._bent_path(), area.bar - half - 4)
            self._paint_status(area.bar)
            self._paint_dots(self._level_path(area.bar + half + 6), self._end)
        else:
            paint_line = self._paint_dots if place is CausePlace.UNKNOWN else self._paint_wave
            paint_line(self._bent_path(), self._end - 2 * half - 2)
            self._paint_status(self._end - half)

    def _paint_function(self, drawing: str) -> None:
        icon = parse_path(drawing).translated(self._area.end - _PART_SIZE, self._y - _PART_SIZE / 2)
        if not self._line.doubtful:
            self._painter.fillPath(icon, self._ink)
        self._painter.strokePath(icon, round_pen(self._ink, 1.6))

    def _paint_status(self, x: float) -> None:
        side = self._area.shape_size
        square = QRectF(x - side / 2, self._y - side / 2, side, side)
        paint_round(self._painter, square, side / 2, self._colours.page)  # the line would show through the shape
        paint_glyph(self._painter, square, self._line.shape, self._ink, self._colours.page, hollow=self._line.doubtful)

    def _level_path(self, begin: float) -> QPainterPath:
        return QPainterPath(QPointF(begin, self._y))

    def _bent_path(self) -> QPainterPath:
        """Return the path from you to where the line becomes level."""
        begin = self._area.begin
        you = YOU_SIZE + 4
        if not self._area.whole:
            return self._level_path(begin)
        path = QPainterPath(QPointF(you, self._start))
        half = (begin - you) / 2
        path.cubicTo(QPointF(you + half, self._start), QPointF(begin - half, self._y), QPointF(begin, self._y))
        return path

    def _paint_wave(self, path: QPainterPath, end: float) -> None:
        """Continue a path to `end` as a full wave, and paint it."""
        begin = path.currentPosition()
        path.connectPath(_wave(end - begin.x(), _WAVE_HEIGHT, _WAVE_LENGTH).translated(begin))
        self._painter.strokePath(path, round_pen(self._ink, _WAVE_STROKE))

    def _paint_dots(self, path: QPainterPath, end: float) -> None:
        """Continue a path to `end`, and paint it as dots: silence."""
        if end <= path.currentPosition().x():
            return
        path.lineTo(end, self._y)
        pen = QPen(mix(self._ink, self._colours.page, 0.65), _WAVE_STROKE, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([0.01, 2.7])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)  # which makes a dash of almost no length a dot
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.strokePath(path, pen)


@lru_cache(maxsize=32)
def _wave(width: float, amplitude: float, wavelength: float) -> QPainterPath:
    """Return a wave that fades in at its beginning, the origin, and out at its end. It is cached: do not change it."""
    path = QPainterPath()
    fade = max(1.0, min(wavelength, width / 3))
    steps = max(1, math.ceil(width / _WAVE_STEP))
    for number in range(1, steps + 1):
        x = width * number / steps
        height = amplitude * min(1.0, x / fade, (width - x) / fade)
        path.lineTo(x, -height * math.sin(2 * math.pi * x / wavelength))
    return path
