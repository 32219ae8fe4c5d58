"""Paints the way to a messenger: its stations, the line between them, and where that line is broken."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dialtone.model.frozen import Frozen
from dialtone.model.network_path import NetworkPath, StationKind
from dialtone.ui.painting.station_icons import paint_station
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import Colours

PaintWords = Callable[[str, QRectF, QColor, bool], None]
"""Paints words into a rectangle, in a colour; centred, or else from the side on which reading starts."""


class PathLook(Frozen):
    """How it is painted. Lengths are pixels."""

    colours: Colours
    ground: QColor
    side: float
    """Of a station's sign."""
    line: float
    """The height of one line of words."""
    mirrored: bool
    """Read from right to left."""
    upright: bool
    """The stations stand one below the other."""
    words: PaintWords
    monogram: Callable[[QRectF], None]


def path_height(path: NetworkPath, side: float, line: float, *, upright: bool = False) -> float:
    """Return the height that the drawing needs. `side`: of a station's sign; `line`: of one line of words."""
    if upright:
        return (len(path.stations) - 1) * _step(side, line) + side
    return side * 1.25 + line * (2.4 if path.by else 1.2)


def paint_path(painter: QPainter, area: QRectF, path: NetworkPath, look: PathLook) -> None:
    """Paint it into an area, from its upper edge down."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PathPainter(painter, area, path, look).paint()
    painter.restore()


def _step(side: float, line: float) -> float:
    return side + max(line * 1.5, side * 0.6)


class _PathPainter:
    def __init__(self, painter: QPainter, area: QRectF, path: NetworkPath, look: PathLook) -> None:
        self._painter, self._area, self._path, self._look = painter, area, path, look
        self._colour = look.colours.of_status(path.status)

    def paint(self) -> None:
        for number in range(len(self._path.stations) - 1):
            self._link(number)
        for number, station in enumerate(self._path.stations):
            self._station(number, station.kind, station.label)
        if not self._path.open:
            self._sign()

    def _centre(self, number: float) -> QPointF:
        """Return the middle of a station, or of what lies between two."""
        side, area = self._look.side, self._area
        if self._look.upright:
            x = area.right() - side / 2 if self._look.mirrored else area.left() + side / 2
            return QPointF(round(x), round(area.top() + side / 2 + number * _step(side, self._look.line)))
        share = (number + 0.5) / len(self._path.stations)
        share = 1 - share if self._look.mirrored else share
        return QPointF(round(area.left() + area.width() * share), round(area.top() + side * 0.62))

    def _link(self, number: int) -> None:
        """Paint the line to the next station: whole as far as it went well, dashed where it did not."""
        path, look = self._path, self._look
        pen = QPen(look.colours.dim, max(2.0, look.side * 0.07))
        if path.open:
            pen.setColor(self._colour)
        elif path.first <= number < path.last:
            pen.setColor(self._colour)
            pen.setDashPattern([1.6, 1.6])
        line = QLineF(self._centre(number), self._centre(number + 1))
        gap = look.side * 0.62 / max(1.0, line.length())
        self._painter.setPen(pen)
        self._painter.drawLine(QLineF(line.pointAt(gap), line.pointAt(1 - gap)))

    def _station(self, number: int, kind: StationKind, label: str) -> None:
        look, centre = self._look, self._centre(number)
        square = QRectF(centre.x() - look.side / 2, centre.y() - look.side / 2, look.side, look.side)
        if kind is StationKind.MESSENGER:
            look.monogram(square)
        else:
            paint_station(self._painter, square, kind, look.colours.text)
        self._words(label, centre, look.colours.text, look.side * 0.7)

    def _words(self, text: str, centre: QPointF, colour: QColor, away: float) -> None:
        """Paint words below a station, or beside it where the stations stand one below the other."""
        look, area = self._look, self._area
        if look.upright:
            left = area.left() if look.mirrored else centre.x() + away + look.side * 0.2
            right = centre.x() - away - look.side * 0.2 if look.mirrored else area.right()
            look.words(text, QRectF(left, centre.y() - look.line / 2, right - left, look.line), colour, False)
            return
        wide = area.width() / len(self._path.stations)
        look.words(text, QRectF(centre.x() - wide / 2, centre.y() + away, wide, look.line), colour, True)

    def _sign(self) -> None:
        """Paint the shape of the status where it is broken, and what was seen there."""
        path, look = self._path, self._look
        alone = path.first == path.last
        middle = (path.first + path.last) / 2
        centre = self._centre(middle if alone or middle % 1 else middle + 0.5)
        side = look.side * 0.62
        if alone:
            centre += QPointF(-look.side / 2 if look.mirrored else look.side / 2, -look.side / 2 + side * 0.3)
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(look.ground)
        self._painter.drawEllipse(box.adjusted(-side * 0.14, -side * 0.14, side * 0.14, side * 0.14))
        paint_glyph(self._painter, box, path.status, self._colour, look.ground, hollow=path.doubtful)
        if not path.by:
            return
        if look.upright:
            self._words(path.by, centre, self._colour, look.side * 0.7)
            return
        top = self._centre(0).y() + look.side * 0.7 + look.line * 1.15
        half = min(centre.x() - self._area.left(), self._area.right() - centre.x())
        look.words(path.by, QRectF(centre.x() - half, top, 2 * half, look.line), self._colour, True)
