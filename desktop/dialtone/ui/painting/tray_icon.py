"""The tray icon: the bubble, its tone and a coloured mark. In two tones unless the panel's background is known."""

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPixmap

from dialtone.model.frozen import Frozen
from dialtone.system.panel_ground import PanelGround
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

    left = snap(1.5)
    top = snap(1.5)
    right = snap(14.5)
    bottom = snap(11.5)
    tip = snap(14.5)
    bend = 3 * unit
    tail = left + bend
    return parse_path(
        f"M {left + bend} {top} L {right - bend} {top} Q {right} {top} {right} {top + bend}"
        f" L {right} {bottom - bend} Q {right} {bottom} {right - bend} {bottom} L {tail + 3.7 * unit} {bottom}"
        f" L {tail} {tip} L {tail} {bottom} Q {left} {bottom} {left} {bottom - bend}"
        f" L {left} {top + bend} Q {left} {top} {left + bend} {top} Z"
    )


MARKS = {
    state: on_any_ground(state.value)
    for state in (TrayState.WORKS, TrayState.PARTLY, TrayState.BLOCKED, TrayState.DOWN, TrayState.UNKNOWN)
}
"""The colour of the mark of each state that has one; the tone in the bubble says the same."""
_MARK_RECT = QRectF(8.8, 8.8, 6.8, 6.8)
"""The place of a mark, in sixteenths of the icon's side, as all lengths below."""
_MARK_MARGIN = 1.0  # the width of the transparent margin around a mark
_HOLLOW_EDGE = 1.6  # the width of the coloured edge of a hollow mark


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
            painter.setBrush(INK if look.template else MARKS[TrayState.UNKNOWN])
            for x in (_MARK_RECT.left() + 0.6, _MARK_RECT.right() - 2.6):  # two bars
                painter.drawRect(QRectF(x, _MARK_RECT.top() + 0.4, 2.0, _MARK_RECT.height() - 0.8))
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
    if state is TrayState.CHECKING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for x in (5.0, 8.0, 11.0):
            painter.drawEllipse(QPointF(x, 6.5), 1.05, 1.05)
    elif state is not TrayState.NOTHING:
        painter.strokePath(tone_in_bubble(state), round_pen(ink, max(1.4, width * 16 / side)))
    painter.restore()


def tone_in_bubble(state: TrayState) -> QPainterPath:
    """Return the tone in the bubble; offline is a crossed-out flat tone, to differ from an outage of the service."""
    tone = Tone.CROSSED if state is TrayState.OFFLINE else tone_of(state.value)
    return parse_path(tone.value)


def _clear_corner(painter: QPainter) -> None:
    """Clear a disc around the place of a mark. The painter is left without a pen."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setBrush(INK)  # any colour: it clears
    painter.drawEllipse(_MARK_RECT.adjusted(-_MARK_MARGIN, -_MARK_MARGIN, _MARK_MARGIN, _MARK_MARGIN))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_mark(painter: QPainter, state: TrayState, *, hollow: bool) -> None:
    """Paint the mark of a state, if it has one, into the lower right corner of an icon of 16 by 16 units."""
    if state not in MARKS:
        return
    _clear_corner(painter)
    painter.setBrush(MARKS[state])
    _draw_mark(painter, state, _MARK_RECT)
    if hollow and state is not TrayState.UNKNOWN:  # unknown is never sure: there is nothing to tell apart
        painter.setBrush(GROUND)
        inside = _MARK_RECT.adjusted(_HOLLOW_EDGE, _HOLLOW_EDGE, -_HOLLOW_EDGE, -_HOLLOW_EDGE)
        # higher in a triangle, since the point below is narrow
        _draw_mark(painter, state, inside.translated(0, -0.5) if state is TrayState.DOWN else inside)


def _draw_mark(painter: QPainter, state: TrayState, square: QRectF) -> None:
    """Draw the shape of a state into a square, with the current brush."""
    if state is TrayState.BLOCKED:
        painter.drawRoundedRect(square.adjusted(0.3, 0.3, -0.3, -0.3), 1.0, 1.0)
    elif state is TrayState.DOWN:
        painter.drawPolygon([square.topLeft(), square.topRight(), QPointF(square.center().x(), square.bottom())])
    else:
        painter.drawEllipse(square)
