"""The tray icon: the bubble, its tone and a coloured mark. In two tones unless the panel's background is known."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPainterPath, QPixmap

from dialtone.model.frozen import Frozen
from dialtone.system.panel_ground import PanelGround
from dialtone.ui.painting.drawing import painter_on, parse_path, stroke
from dialtone.ui.painting.theme import on_any_ground
from dialtone.ui.painting.tone import Tone, tone_of

TRAY_SIDES = (16, 20, 22, 24, 32)
TRAY_SCALES = (1, 2)
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


def bubble(side: float, width: float) -> QPainterPath:
    """Return the outline in a square, with straight edges on whole or half pixels for crisp strokes of this width."""
    unit = side / 16
    shift = 0.5 if round(width) % 2 else 0.0

    def snap(value: float) -> float:
        return round(value * unit - shift) + shift

    left, top, right, bottom, tip = snap(1.5), snap(1.5), snap(14.5), snap(11.5), snap(14.5)
    bend = 3 * unit
    tail = left + bend
    return parse_path(
        f"M {left + bend} {top} L {right - bend} {top} Q {right} {top} {right} {top + bend}"
        f" L {right} {bottom - bend} Q {right} {bottom} {right - bend} {bottom} L {tail + 3.7 * unit} {bottom}"
        f" L {tail} {tip} L {tail} {bottom} Q {left} {bottom} {left} {bottom - bend}"
        f" L {left} {top + bend} Q {left} {top} {left + bend} {top} Z"
    )


MARKS: Mapping[TrayState, QColor] = MappingProxyType(
    {
        state: on_any_ground(state.value)
        for state in (TrayState.WORKS, TrayState.PARTLY, TrayState.BLOCKED, TrayState.DOWN, TrayState.UNKNOWN)
    }
)
"""A colour for each answer, to tell them apart at a glance; the tone in the bubble says the same."""
_AT = QRectF(8.8, 8.8, 6.8, 6.8)
"""The place of a mark, in sixteenths of the icon's side."""
_EDGE = 1.0
"""The transparent edge around a mark."""
_EDGE_OF_DOUBT = 1.6
"""The width of the coloured edge of a hollow mark."""


class TrayLook(Frozen):
    """What the tray icon shows, and where."""

    state: TrayState
    paused: bool = False
    """Automatic checks are paused, which has its own mark."""
    doubtful: bool = False
    """Even the worst state is uncertain: its mark is hollow."""
    template: bool = False
    """For macOS, which paints it in the colour of the menu bar: only the tone shows the state."""
    panel: PanelGround = PanelGround.UNKNOWN
    """The background; on a known one the icon is drawn in a single colour, like the system's icons."""


def tray_icon(look: TrayLook) -> QIcon:
    """Return the icon in every size that trays request."""
    icon = QIcon()
    for side in TRAY_SIDES:
        for scale in TRAY_SCALES:
            pixmap = _pixmap(look, side * scale)
            pixmap.setDevicePixelRatio(scale)
            icon.addPixmap(pixmap)
    icon.setIsMask(look.template)
    return icon


def _pixmap(look: TrayLook, side: int) -> QPixmap:
    """Return the tray icon, `side` pixels wide."""
    pixmap = QPixmap(QSize(side, side))
    pixmap.fill(Qt.GlobalColor.transparent)
    ink = GROUND if look.panel is PanelGround.DARK and not look.template else INK
    with painter_on(pixmap) as painter:
        filled = look.panel is PanelGround.UNKNOWN and not look.template
        _paint_bubble(painter, side, look.state, ink, filled=filled)
        painter.scale(side / 16, side / 16)
        if look.paused:
            _paint_pause(painter, INK if look.template else MARKS[TrayState.UNKNOWN])
        elif not look.template:
            paint_mark(painter, look.state, hollow=look.doubtful)
    return pixmap


def notice_picture(state: TrayState, side: int) -> bytes:
    """Return the same picture for a notice: RGBA, one byte per channel, row by row."""
    image = _pixmap(TrayLook(state), side).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return bytes(image.constBits())


def _paint_bubble(painter: QPainter, side: int, state: TrayState, ink: QColor, *, filled: bool) -> None:
    """Paint the bubble and its content."""
    painter.save()
    width = max(1.0, float(round(side * 1.3 / 16)))
    pen = stroke(ink, width)
    painter.setPen(pen)
    painter.setBrush(GROUND if filled else Qt.BrushStyle.NoBrush)
    painter.drawPath(bubble(side, width))
    painter.scale(side / 16, side / 16)
    pen.setWidthF(max(1.4, width * 16 / side))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is TrayState.CHECKING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for x in (5.0, 8.0, 11.0):
            painter.drawEllipse(QPointF(x, 6.5), 1.05, 1.05)
    elif state is not TrayState.NOTHING:
        painter.drawPath(tone_in_bubble(state))
    painter.restore()


def tone_in_bubble(state: TrayState) -> QPainterPath:
    """Return the tone in the bubble; offline is a crossed-out flat tone, to differ from an outage of the service."""
    return parse_path((Tone.CROSSED if state is TrayState.OFFLINE else tone_of(state.value)).value)


def _clear_corner(painter: QPainter) -> None:
    """Clear a disc around the place of a mark, which then has a transparent edge; leave no pen set."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setBrush(INK)
    painter.drawEllipse(_AT.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_mark(painter: QPainter, state: TrayState, *, hollow: bool) -> None:
    """Paint the mark of a state into the lower right corner of an icon of 16 by 16 units; a state may have none.

    Blocked is a square, an outage of the service a triangle, all else a disc. `hollow`: for a doubtful state.
    """
    if state not in MARKS:
        return
    _clear_corner(painter)
    painter.setBrush(MARKS[state])
    _draw_mark(painter, state, _AT)
    if hollow and state is not TrayState.UNKNOWN:  # unknown is never sure: there is nothing to tell apart
        painter.setBrush(GROUND)
        _draw_mark(painter, state, _hollow_of(state))


def _hollow_of(state: TrayState) -> QRectF:
    """Return the place of the hollow in a mark; in a triangle it is higher, since the point below is narrow."""
    hollow = _AT.adjusted(_EDGE_OF_DOUBT, _EDGE_OF_DOUBT, -_EDGE_OF_DOUBT, -_EDGE_OF_DOUBT)
    return hollow.translated(0, -0.5) if state is TrayState.DOWN else hollow


def _draw_mark(painter: QPainter, state: TrayState, square: QRectF) -> None:
    """Draw the shape of a state into a square, with the current brush."""
    if state is TrayState.BLOCKED:
        painter.drawRoundedRect(square.adjusted(0.3, 0.3, -0.3, -0.3), 1.0, 1.0)
    elif state is TrayState.DOWN:
        painter.drawPolygon([square.topLeft(), square.topRight(), QPointF(square.center().x(), square.bottom())])
    else:
        painter.drawEllipse(square)


def _paint_pause(painter: QPainter, colour: QColor) -> None:
    """Paint two bars in place of the mark, in units of the icon, which has 16 by 16."""
    _clear_corner(painter)
    painter.setBrush(colour)
    for x in (_AT.left() + 0.6, _AT.right() - 2.6):
        painter.drawRect(QRectF(x, _AT.top() + 0.4, 2.0, _AT.height() - 0.8))
