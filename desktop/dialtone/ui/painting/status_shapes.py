"""Status shapes: every status is recognisable by shape, without its colour."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from dialtone.ui.painting.drawing import parse_path, round_pen, scale_to_square, smooth

_SIDE = 20  # the side of the square in which the shapes are drawn
_DASHES, _DASH_SHARE, _EDGE_WIDTH = 8, 0.62, 1.9
"""Of the edge of a doubtful shape: the number of dashes, how much of it they cover, and the width of its line."""


class _Part(NamedTuple):
    """A part of a shape."""

    drawing: str
    width: float = 0
    """The width of its line; 0 for a filled part."""
    on_shape: bool = False
    """It lies on a filled part, and is painted in the colour of the background."""


_DISC, _DISC_EDGE, _RING = "O 10 10 9", "O 10 10 8.4", "O 10 10 8"
_TICK = "M 5.9 10.4 L 8.8 13.2 L 14.1 7.2"
_HALF, _QUARTER = "M 10 10 A 2 2 16 16 -90 180 Z", "M 10 10 A 2 2 16 16 0 90 Z"
_CROSS = "M 7 7 L 13 13 M 13 7 L 7 13"
_OCTAGON = "M 18.68 13.6 L 13.6 18.68 L 6.4 18.68 L 1.32 13.6 L 1.32 6.4 L 6.4 1.32 L 13.6 1.32 L 18.68 6.4 Z"
_OCTAGON_EDGE = (
    "M 18.13 13.37 L 13.37 18.13 L 6.63 18.13 L 1.87 13.37 L 1.87 6.63 L 6.63 1.87 L 13.37 1.87 L 18.13 6.63 Z"
)
_FALLEN = "M 2.4 4.2 L 17.6 4.2 L 10 17.2 Z"
_BAR, _DOT = "M 10 5.4 L 10 11", "O 10 14.4 1.3"
_HOOK = "M 7.4 7.9 C 7.4 4.4 12.8 4.4 12.8 7.9 C 12.8 9.9 10.1 9.7 10.1 11.9"
_PRONGS = "M 8 4.6 L 8 7 M 12 4.6 L 12 7 M 10 13 L 10 15.6"
_PLUG = "M 5.8 7.6 L 14.2 7.6 L 14.2 9.4 C 14.2 14.2 5.8 14.2 5.8 9.4 Z"
_WARNING = "M 10 1.7 L 18.9 16.7 L 1.1 16.7 Z M 10 7 L 10 10.9 M 10 13.7 L 10 13.71"
_NOTE = "O 10 8.9 8.9 M 10 8.3 L 10 12.8 M 10 5 L 10 5.01"

_SHAPES: Mapping[str, tuple[_Part, ...]] = {
    "works": (_Part(_DISC), _Part(_TICK, 2.1, on_shape=True)),
    "partly": (_Part(_RING, 2), _Part(_HALF)),
    "slow": (_Part(_RING, 2), _Part(_QUARTER)),
    "blocked": (_Part(_OCTAGON), _Part(_CROSS, 2.1, on_shape=True)),
    "down": (_Part(_FALLEN, 2),),
    "unknown": (_Part(_DISC), _Part(_HOOK, 1.9, on_shape=True), _Part("O 10.1 14.7 1.2", on_shape=True)),
    "not_tested": (_Part(_RING, 1.5), _Part("M 7 10 L 13 10", 1.7)),
    "readable": (_Part(_DISC), _Part(_BAR, 2.1, on_shape=True), _Part(_DOT, on_shape=True)),
    "offline": (_Part(_DISC), _Part(_PRONGS, 1.7, on_shape=True), _Part(_PLUG, on_shape=True)),
    "warning": (_Part(_WARNING, 1.8),),
    "note": (_Part(_NOTE, 1.8),),
}
"""By the status; the first part of a shape is its outline."""
_EDGES: Mapping[str, str] = {_DISC: _DISC_EDGE, _OCTAGON: _OCTAGON_EDGE}
"""By a filled outline, the edge whose line is as large; any other outline is a line, and its own edge."""
_CLAIMS = frozenset({"works", "partly", "slow", "blocked", "down", "readable"})
"""The statuses that can be uncertain: the others claim nothing."""


def paint_glyph(
    painter: QPainter, rect: QRectF, status: str, colour: QColor, ground: QColor, *, hollow: bool = False
) -> None:
    """Paint the shape of a status into a square. `ground`: the background, which shows through a filled shape.

    `hollow`: the status is uncertain. The outline is then dashed, and only a pie is filled.
    """
    parts = _SHAPES.get(status, _SHAPES["not_tested"])
    is_hollow = hollow and status in _CLAIMS
    with smooth(painter):
        scale_to_square(painter, rect, _SIDE)
        if is_hollow:
            outline, *parts_inside = parts
            edge = parse_path(_EDGES.get(outline.drawing, outline.drawing))
            painter.strokePath(edge, _dashed_pen(colour, edge.length()))
        for part in parts_inside if is_hollow else parts:
            ink = ground if part.on_shape and not is_hollow else colour
            if part.width:
                painter.strokePath(parse_path(part.drawing), round_pen(ink, part.width))
            else:
                painter.fillPath(parse_path(part.drawing), ink)


def _dashed_pen(colour: QColor, length: float) -> QPen:
    """Return the pen of a dashed edge. `length`: of the edge, which has a whole number of dashes."""
    pen = QPen(colour, _EDGE_WIDTH, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    period = length / _DASHES / pen.widthF()  # Qt counts dashes in pen widths
    gap = period * (1 - _DASH_SHARE)
    pen.setDashPattern([period * _DASH_SHARE, gap])
    pen.setDashOffset(-gap / 2)  # dashes do not start at corners
    return pen
