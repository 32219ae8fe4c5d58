"""The program's icon, painted in advance in every size (`packaging/icons.py`), and with the tone of a state."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPixmap

from dialtone.ui.painting.drawing import painter_on, round_pen
from dialtone.ui.painting.tone import SIDE
from dialtone.ui.painting.tray_icon import TrayState, paint_mark, tone_in_bubble

_FITTED_SIDES = (16, 20, 22, 24)  # the sides with a drawing of their own
_SIDES = (*_FITTED_SIDES, 32, 40, 48, 64, 128)
_LARGE_BUBBLE = QRectF(52 / 256, 52 / 256, 152 / 256, 116 / 256)
_SMALL_BUBBLE = QRectF(2 / 16, 2 / 16, 12 / 16, 9 / 16)
"""The place of the bubble in the drawings of the icon, in shares of their side."""
_BUBBLE = QRectF(1, 1, 14, 11)  # its place in the square in which tones are drawn (`tone.py`)
_LARGE_STROKE, _SMALL_STROKE = 1.4, 1.9  # of the tone, in units of that square
_INK, _WHITE = QColor("#3a53c2"), QColor("#ffffff")


def make_app_icon(folder: Path) -> QIcon:
    """Return the icon in every size that desktops request. `folder`: that of its pictures."""
    icon = QIcon()
    for side in (*_SIDES, 256):
        icon.addFile(str(folder / f"dialtone-{side}.png"))
    return icon


def make_state_icon(plain: QIcon, state: TrayState, *, doubtful: bool = False) -> QIcon:
    """Return the icon `plain` with the tone of a state in its bubble, and the mark of the tray icon.

    Its largest size is left out: no title bar shows it, and it takes half a megabyte.
    """
    icon = QIcon()
    for side in _SIDES:
        pixmap = plain.pixmap(QSize(side, side), 1.0)
        _paint_state(pixmap, state, small=side in _FITTED_SIDES, doubtful=doubtful)
        icon.addPixmap(pixmap)
    return icon


def _paint_state(pixmap: QPixmap, state: TrayState, *, small: bool, doubtful: bool) -> None:
    """Paint the tone of a state into the bubble of the icon, and the mark of the state over it."""
    side = pixmap.width()
    place = _SMALL_BUBBLE if small else _LARGE_BUBBLE
    bubble = QRectF(place.x() * side, place.y() * side, place.width() * side, place.height() * side)
    with painter_on(pixmap) as painter:
        edge = side / 16  # the rest of the bubble is covered, not its outline with the round corners
        painter.fillRect(bubble.adjusted(edge, edge, -edge, -edge), _WHITE)  # hides the tone of the plain icon
        painter.save()
        painter.translate(bubble.topLeft())
        painter.scale(bubble.width() / _BUBBLE.width(), bubble.height() / _BUBBLE.height())
        painter.translate(-_BUBBLE.topLeft())
        painter.strokePath(tone_in_bubble(state), round_pen(_INK, _SMALL_STROKE if small else _LARGE_STROKE))
        painter.restore()
        painter.scale(side / SIDE, side / SIDE)
        paint_mark(painter, state, hollow=doubtful)
