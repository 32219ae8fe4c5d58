"""The look of Qt's controls: flat, with edges visible in both schemes, and a focus ring.

One style paints all of them, also in Qt's dialogs. What it does not paint is left to Fusion or the system's style.
"""

from collections.abc import Callable
from enum import Enum, IntEnum
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QWidget,
)

from dialtone.ui.painting.button_icons import ButtonIcon, paint_icon
from dialtone.ui.painting.drawing import paint_round, paint_wrapped, smooth, stroke
from dialtone.ui.painting.theme import (
    RADIUS,
    SPACE_M,
    SPACE_S,
    TARGET,
    TEXT,
    Colours,
    colours_of,
    enlarge,
    mix,
    scale_to_font,
)

BAR_WIDTH = 10
"""The width of a scroll bar."""
_RING_INSIDE = 3
"""The inset of the focus ring in a filled button."""
_SIGN, _SIGN_FONT_HEIGHTS = 18, 1.1
"""The side of a shape before words; with a large font, in font heights."""
_ARROW, _ARROW_FONT_HEIGHTS = 20, 1.5
"""The width of the arrow of a combo box; with a large font, in font heights."""
_DISABLED = 0.5
"""The opacity of a disabled control."""

_ALIGNMENT = Qt.AlignmentFlag.AlignHorizontal_Mask.value | Qt.AlignmentFlag.AlignVertical_Mask.value
_State = QStyle.StateFlag
_NATIVE = frozenset({"macos", "windows11"})
"""The styles with which Qt draws menus like the system."""


class ButtonStyle(Enum):
    """The prominence of a button."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


class ControlStyle(QProxyStyle):
    """Paints buttons, combo boxes, fields and scroll bars."""

    def __init__(self) -> None:
        app = QApplication.style()
        super().__init__(app.name() if app.name().lower() in _NATIVE else "Fusion")
        self._painted: dict[str, Callable[..., None]] = {
            "CE_PushButton": _push_button,
            "CE_ComboBoxLabel": _chosen,
            "PE_PanelLineEdit": _field,
            "PE_Frame": _field,
            "CC_ComboBox": _combo_box,
            "CC_ScrollBar": self._scroll_bar,
            "CE_ShapedFrame": self._shaped_frame,
        }
        """What paints each part, by Qt's name for it; all others are left to the base style."""

    def _paint(self, part: IntEnum, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
        """Paint a control or a part of one; return whether it is handled. By name: different enums share numbers."""
        paint = self._painted.get(part.name)
        if paint is None:
            return False
        with smooth(painter):
            if not option.state & _State.State_Enabled:
                painter.setOpacity(_DISABLED)
            paint(painter, option, widget)
        return True

    def drawControl(  # noqa: N802 - Qt's name
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Paint a control."""
        if not self._paint(element, option, painter, widget):
            super().drawControl(element, option, painter, widget)

    def drawPrimitive(  # noqa: N802 - Qt's name
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        """Paint a part of a control."""
        if not self._paint(element, option, painter, widget):
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(  # noqa: N802 - Qt's name
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        """Paint a control with sub-controls."""
        if not self._paint(control, option, painter, widget):
            super().drawComplexControl(control, option, painter, widget)

    def drawItemText(  # noqa: N802 - Qt's name
        self,
        painter: QPainter,
        rect: QRect,
        flags: int,
        pal: QPalette | Qt.GlobalColor | QColor,
        enabled: bool,
        text: str,
        textRole: QPalette.ColorRole = QPalette.ColorRole.NoRole,  # noqa: N803 - Qt's name
    ) -> None:
        """Paint the words of a label; those that wrap from right to left without Qt's indent."""
        if not flags & Qt.TextFlag.TextForceRightToLeft or not flags & Qt.TextFlag.TextWordWrap or not enabled:
            super().drawItemText(painter, rect, flags, pal, enabled, text, textRole)
            return
        painter.save()
        painter.setPen(QPalette(pal).color(textRole))
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        paint_wrapped(painter, rect, Qt.AlignmentFlag(flags & _ALIGNMENT), text)
        painter.restore()

    def sizeFromContents(  # noqa: N802 - Qt's name
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        """Return the size: menu rows are high enough to press, scroll bars are slim."""
        if kind is QStyle.ContentsType.CT_MenuItem and isinstance(option, QStyleOptionMenuItem):
            hint = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # Qt takes none too
            line = option.menuItemType is QStyleOptionMenuItem.MenuItemType.Separator
            return hint if line else hint.expandedTo(QSize(0, TARGET))
        if kind is QStyle.ContentsType.CT_ScrollBar:
            return QSize(BAR_WIDTH, BAR_WIDTH)
        return super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]  # Qt takes none too

    def _scroll_bar(self, painter: QPainter, option: QStyleOptionSlider, widget: QWidget) -> None:
        """Paint the handle only."""
        if option.maximum <= option.minimum:
            return
        handle = self.subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, widget
        )
        colours = colours_of(option.palette)
        ground = mix(colours.text, colours.page, 0.4 if option.state & _State.State_MouseOver else 0.22)
        paint_round(painter, QRectF(handle).adjusted(2.5, 2, -2.5, -2), 2.5, ground)

    def _shaped_frame(self, painter: QPainter, option: QStyleOption, widget: QWidget) -> None:
        """Paint a frame as Qt does; around a text, which has none, the focus ring."""
        super().drawControl(QStyle.ControlElement.CE_ShapedFrame, option, painter, widget)
        if isinstance(widget, QLabel) and has_keyboard(option):
            paint_ring(painter, option.rect, colours_of(option.palette).accent)


# Parts that are painted in several places


def has_keyboard(option: QStyleOption) -> bool:
    """Return whether the control has the focus and the person uses the keyboard."""
    return bool(option.state & _State.State_HasFocus and option.state & _State.State_KeyboardFocusChange)


def has_keyboard_in(widget: QWidget) -> bool:
    """Return the same for a widget that paints itself."""
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def paint_ring(painter: QPainter, rect: QRect, ink: QColor, inside: int = 1) -> None:
    """Paint the focus ring."""
    ring = QRectF(rect).adjusted(inside, inside, -inside, -inside)
    paint_round(painter, ring, RADIUS - inside, Qt.BrushStyle.NoBrush, QPen(ink, 2))


def paint_edge(painter: QPainter, rect: QRect, colours: Colours, ground: QColor, *, focused: bool) -> None:
    """Paint the background and edge of a field; the edge has the accent colour if focused."""
    edge = QPen(colours.accent, 2) if focused else QPen(mix(colours.dim, colours.outline, 0.4), 1)
    inset = 1.0 if focused else 0.5
    paint_round(painter, QRectF(rect).adjusted(inset, inset, -inset, -inset), RADIUS, ground, edge)


def sign_side(widget: QWidget) -> int:
    """Return the side of a shape before words: it grows with a large font."""
    return scale_to_font(_SIGN, widget.font(), _SIGN_FONT_HEIGHTS)


def arrow_width(widget: QWidget) -> int:
    """Return the width of the arrow of a combo box."""
    return scale_to_font(_ARROW, widget.font(), _ARROW_FONT_HEIGHTS)


# Buttons


def _push_button(painter: QPainter, option: QStyleOptionButton, widget: Any) -> None:
    """Paint a button: its ground, then icon and words centred together; words wrap where they do not fit."""
    look, icon = getattr(widget, "look", ButtonStyle.PLAIN), getattr(widget, "button_icon", ButtonIcon.NONE)
    colours = colours_of(option.palette)
    ink = _button_ground(painter, option, colours, look)
    if look is ButtonStyle.QUIET and option.text:
        ink = colours.link
    font = button_font(painter.font() if widget is None else widget.font(), look)
    metrics, flow = QFontMetrics(font), option.direction
    side = metrics.height() if icon is not ButtonIcon.NONE else 0
    gap = SPACE_S if side and option.text else 0
    words, available = metrics.horizontalAdvance(option.text), option.rect.width() - side - gap
    wraps, words = words > available, min(words, available)
    left = (option.rect.width() - words - side - gap) // 2
    if side:
        place = QRect(left, (option.rect.height() - side) // 2, side, side)
        paint_icon(painter, QRectF(QStyle.visualRect(flow, option.rect, place)), icon, ink, flow)
    painter.setFont(font)
    painter.setPen(ink)
    place = QRect(left + side + gap, 0, words + 1, option.rect.height())
    flags = int(Qt.AlignmentFlag.AlignCenter) | (int(Qt.TextFlag.TextWordWrap) if wraps else 0)
    painter.drawText(QStyle.visualRect(flow, option.rect, place), flags, option.text)


def button_font(base: QFont, look: ButtonStyle) -> QFont:
    """Return the font of a button."""
    return enlarge(base, TEXT, strong=look is ButtonStyle.MAIN)


def _button_ground(painter: QPainter, option: QStyleOptionButton, colours: Colours, look: ButtonStyle) -> QColor:
    """Paint the background and focus ring; return the colour for text and icon."""
    down = bool(option.state & _State.State_Sunken)
    hover = down or bool(option.state & _State.State_MouseOver and option.state & _State.State_Enabled)
    ground: QColor | Qt.BrushStyle = colours.selected
    if look is ButtonStyle.MAIN:
        ground = mix(colours.accent, colours.text, 0.82 if down else 0.92) if hover else colours.accent
    elif look is ButtonStyle.PLAIN:
        ground = colours.selected if down else colours.hover if hover else colours.page
    elif not down:
        ground = mix(colours.text, colours.window, 0.07) if hover else Qt.BrushStyle.NoBrush
    edge = QPen(colours.outline, 1) if look is ButtonStyle.PLAIN else Qt.PenStyle.NoPen
    paint_round(painter, QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, ground, edge)
    filled = look is ButtonStyle.MAIN  # a ring in the accent colour would be invisible on the accent
    if has_keyboard(option):
        paint_ring(painter, option.rect, colours.on_accent if filled else colours.accent, _RING_INSIDE if filled else 1)
    return colours.on_accent if filled else colours.text


# Combo boxes and fields


def _combo_box(painter: QPainter, option: QStyleOptionComboBox, widget: QWidget) -> None:
    """Paint the edge and the arrow of a combo box; `_chosen` paints its words."""
    colours = colours_of(option.palette)
    ground = colours.hover if option.state & _State.State_MouseOver else colours.page
    paint_edge(painter, option.rect, colours, ground, focused=has_keyboard(option))
    unit = arrow_width(widget) / _ARROW
    inset = SPACE_M + 6 * unit
    left = inset if option.direction is Qt.LayoutDirection.RightToLeft else option.rect.width() - inset
    painter.translate(left, option.rect.height() / 2)
    painter.scale(unit, unit)
    painter.setPen(stroke(colours.dim, 1.6))
    painter.drawPolyline([QPointF(-4, -2), QPointF(0, 2.2), QPointF(4, -2)])


def _chosen(painter: QPainter, option: QStyleOptionComboBox, widget: QWidget) -> None:
    """Paint the chosen item of a combo box, cut short before the arrow."""
    before_arrow = option.rect.adjusted(SPACE_M, 0, -SPACE_M - arrow_width(widget), 0)
    text = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, before_arrow.width())
    painter.setPen(option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText))
    place = QStyle.visualRect(option.direction, option.rect, before_arrow)
    side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), text)


def _field(painter: QPainter, option: Any, _widget: QWidget | None) -> None:
    """Paint the edge of a text field, unless it has none."""
    if option.lineWidth > 0:
        colours = colours_of(option.palette)
        focused = bool(option.state & _State.State_HasFocus)
        paint_edge(painter, option.rect, colours, colours.page, focused=focused)
