"""The tray icon: the bubble, its tone and a coloured mark. In two tones unless the panel's background is known."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPixmap

from dialtone.model.frozen import Frozen
from dialtone.system.screen import PanelGround
from dialtone.ui.painting.drawing import painter_on, parse_path, round_pen
from dialtone.ui.painting.theme import on_any_ground
from dialtone.ui.painting.tone import Tone, tone_of

TRAY_SIDES = (16, 20, 22, 24, 32)
INK, GROUND = QColor("#22262f"), QColor("#f6f7f9")
"""The colour of outline and tone, and the fill of the bubble: one of the two stands out on any panel."""


class TrayState(Enum):
    """The states of the tray icon: the worst of the watched messengers, or what the program is doing."""

    WORKS = "works"
    PARTLY = "partly"
    BLOCKED = "blocked"
    DOWN = "down"
    UNKNOWN = "unknown"
    OFFLINE = "offline"
    CHECKING = "checking"
    NOTHING = "nothing"


def make_bubble(side: float, width: float) -> QPainterPath:
    """Return the outline of the bubble. `width`: of the strokes, which are crisp: its straight edges are snapped."""
    unit = side / 16
    shift = 0.5 if round(width) % 2 else 0.0

    def snap(value: float) -> float:
        return round(value * unit - shift) + shift

    top_left = QPointF(snap(1.5), snap(1.5))
    bottom_right = QPointF(snap(14.5), snap(11.5))
    bend = 3 * unit
    body = QPainterPath()
    body.addRoundedRect(QRectF(top_left, bottom_right), bend, bend)
    tail_left = top_left.x() + bend
    tail = parse_path(
        f"M {tail_left} {bottom_right.y()} L {tail_left} {snap(14.5)} L {tail_left + 3.7 * unit} {bottom_right.y()} Z"
    )
    return body.united(tail)


_DISC, _DISC_HOLE = "O 12.2 12.2 3.4", "O 12.2 12.2 1.8"
_MARK_SHAPES: Mapping[TrayState, tuple[str, str]] = {
    TrayState.WORKS: (_DISC, _DISC_HOLE),
    TrayState.PARTLY: (_DISC, _DISC_HOLE),
    TrayState.BLOCKED: ("R 9.1 9.1 6.2 6.2 1 1", "R 10.7 10.7 3 3 1 1"),
    # the hole is higher, since the point below is narrow
    TrayState.DOWN: ("M 8.8 8.8 L 15.6 8.8 L 12.2 15.6 Z", "M 10.4 9.9 L 14 9.9 L 12.2 13.5 Z"),
    TrayState.UNKNOWN: (_DISC, ""),
}
"""The shape of each mark, and the hole in it if the state is doubtful; unknown is never sure, so that it has none."""
MARKS = {state: on_any_ground(state.value) for state in _MARK_SHAPES}
"""The colour of the mark of each state that has one; the tone in the bubble says the same."""
_PAUSE = "R 9.4 9.2 2 6 0 0 R 13 9.2 2 6 0 0"
_AROUND_MARK = "O 12.2 12.2 4.4"
"""The disc around a mark that is left transparent. All these are drawn in a square of 16 units."""
_DOTS = 2.1  # the width of the three dots, in the same units


class TrayLook(Frozen):
    """What the tray icon shows, and on which panel."""

    state: TrayState
    paused: bool = False
    """Automatic checks are paused, which has a mark of its own."""
    doubtful: bool = False
    """Even the worst state is uncertain: its mark is hollow."""
    template: bool = False
    """For macOS, which paints it in the colour of the menu bar: only the tone shows the state."""
    panel: PanelGround = PanelGround.UNKNOWN
    """The background of the panel; on a known one the icon has a single colour, like the system's icons."""


def make_tray_icon(look: TrayLook) -> QIcon:
    """Return the icon in every size that trays request, for screens of scale 1 and 2."""
    icon = QIcon()
    for side in TRAY_SIDES:
        for scale in (1, 2):
            pixmap = _paint_icon(look, side * scale)
            pixmap.setDevicePixelRatio(scale)
            icon.addPixmap(pixmap)
    icon.setIsMask(look.template)
    return icon


def _paint_icon(look: TrayLook, side: int) -> QPixmap:
    """Return the tray icon, `side` pixels wide."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    ink = GROUND if look.panel is PanelGround.DARK and not look.template else INK
    with painter_on(pixmap) as painter:
        filled = look.panel is PanelGround.UNKNOWN and not look.template
        _paint_bubble(painter, side, look.state, ink, filled=filled)
        painter.scale(side / 16, side / 16)
        if look.paused:
            _clear_corner(painter)
            painter.fillPath(parse_path(_PAUSE), INK if look.template else MARKS[TrayState.UNKNOWN])
        elif not look.template:
            paint_mark(painter, look.state, hollow=look.doubtful)
    return pixmap


def make_notice_picture(state: TrayState, side: int) -> bytes:
    """Return the icon of a state as the picture of a notice: RGBA, one byte per channel, row by row."""
    image = _paint_icon(TrayLook(state), side).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return bytes(image.constBits())


def _paint_bubble(painter: QPainter, side: int, state: TrayState, ink: QColor, *, filled: bool) -> None:
    """Paint the bubble, filled or transparent, and in it the tone of a state, or three dots while a check runs."""
    painter.save()
    width = max(1.0, float(round(side * 1.3 / 16)))
    painter.setPen(round_pen(ink, width))
    painter.setBrush(GROUND if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(make_bubble(side, width))
    painter.scale(side / 16, side / 16)
    if state is not TrayState.NOTHING:
        tone_width = _DOTS if state is TrayState.CHECKING else max(1.4, width * 16 / side)
        painter.strokePath(tone_in_bubble(state), round_pen(ink, tone_width))
    painter.restore()


def tone_in_bubble(state: TrayState) -> QPainterPath:
    """Return the tone in the bubble; offline is a crossed-out flat tone, to differ from an outage of the service."""
    tone = Tone.CROSSED if state is TrayState.OFFLINE else tone_of(state.value)
    return parse_path(tone.value)


def _clear_corner(painter: QPainter) -> None:
    """Clear a disc around the place of a mark."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillPath(parse_path(_AROUND_MARK), INK)  # any colour: it clears
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_mark(painter: QPainter, state: TrayState, *, hollow: bool) -> None:
    """Paint the mark of a state, if it has one, into the lower right corner of an icon of 16 by 16 units."""
    if state in MARKS:
        shape, hole = _MARK_SHAPES[state]
        _clear_corner(painter)
        painter.fillPath(parse_path(shape), MARKS[state])
        if hollow:
            painter.fillPath(parse_path(hole), GROUND)
