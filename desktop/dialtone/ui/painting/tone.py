"""The tone in the bubble, which shows the state: whole, weak, broken, flat, awaited, or a question mark."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from dialtone.ui.painting.drawing import paint_lines, parse_path, scale_to_square, smooth

SIDE = 16.0  # the side of the square in which the tone and its bubble are drawn
BUBBLE_MIDDLE = 6.5 / SIDE  # the height of the middle of the bubble, without its tail, as a share of the side
_STROKE, _DOT, _EDGE = 1.35, 1.9, 1.1
"""The width of a tone, of a tone of dots, and of the edge of a hollow bubble."""


class Tone(Enum):
    """The tones, drawn in the bubble's square in the notation of `parse_path`."""

    WHOLE = "M 4.2 6.5 C 5.2 2.9 7 2.9 8 6.5 C 9 10.1 10.8 10.1 11.8 6.5"
    WEAK = "M 4.2 6.5 C 5 3 6.2 3 7 6.5 C 7.5 8.4 8.3 8.4 8.8 6.5 L 11.8 6.5"
    BROKEN = "M 3.5 7.3 C 4.3 3.3 6.3 2.7 7.2 5.5 M 8.8 7.5 C 9.7 10.3 11.7 9.7 12.5 5.7"
    FLAT = "M 4.2 6.5 L 11.8 6.5"
    CROSSED = "M 4.2 6.5 L 11.8 6.5 M 10.2 4 L 5.8 9"
    AWAITED = "M 4.8 6.5 L 4.8 6.51 M 8 6.5 L 8 6.51 M 11.2 6.5 L 11.2 6.51"
    UNKNOWN = "M 6.4 5 C 6.4 2.9 9.7 2.9 9.7 5 C 9.7 6.2 8 6.1 8 7.3 M 8 9.4 L 8 9.41"


_BUBBLE = (
    "M 4.4 1 L 11.6 1 Q 15 1 15 4.4 L 15 8.6 Q 15 12 11.6 12 L 8.4 12 L 4.4 15.2 L 4.4 12 Q 1 12 1 8.6 L 1 4.4"
    " Q 1 1 4.4 1 Z"
)
_TONES: Mapping[str, Tone] = {
    "works": Tone.WHOLE,
    "readable": Tone.WHOLE,
    "partly": Tone.WEAK,
    "slow": Tone.WEAK,
    "blocked": Tone.BROKEN,
    "down": Tone.FLAT,
    "offline": Tone.FLAT,
    "checking": Tone.AWAITED,
    "ready": Tone.WHOLE,
}


def tone_of(status: str) -> Tone:
    """Return the tone of a status; a question mark for any other word."""
    return _TONES.get(status, Tone.UNKNOWN)


def paint_face(
    painter: QPainter, square: QRectF, tone: Tone, ground: QColor, ink: QColor, *, hollow: bool = False
) -> None:
    """Paint the bubble in `ground`, and the tone in it in `ink`. `hollow`: uncertain, with both colours exchanged."""
    fill, line = (ink, ground) if hollow else (ground, ink)
    with smooth(painter):
        scale_to_square(painter, square, SIDE)
        painter.fillPath(parse_path(_BUBBLE), fill)
        if hollow:
            paint_lines(painter, _BUBBLE, line, _EDGE)
        paint_lines(painter, tone.value, line, _DOT if tone is Tone.AWAITED else _STROKE)
