"""The look of Qt's controls: flat, with edges visible in both schemes, and a focus ring.

One style paints all of them, also in Qt's dialogs. What it does not paint is left to Fusion or the system's style.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QWidget,
)

from dialtone.ui.painting.button_icons import ButtonIcon, paint_icon
from dialtone.ui.painting.drawing import paint_round, round_pen, smooth
from dialtone.ui.painting.theme import RADIUS, TARGET, TEXT, Colours, Space, colours_of, enlarge, mix, scale_to_font

BAR_WIDTH = 10  # the width of a scroll bar
DISABLED = 0.5  # the opacity of a disabled control
_BORDERS = 4  # the pixels that both borders of a combo box take
_ARROW = 20  # the width of the arrow of a combo box, unless the font is large
_ALIGNMENT = Qt.AlignmentFlag.AlignHorizontal_Mask.value | Qt.AlignmentFlag.AlignVertical_Mask.value
_TICK_COLUMN, _TICK_COLUMN_SHARE = 21, 0.79
"""The column for ticks in a menu: its width in Fusion's size of a row, and where Fusion paints it, in the row's height.

In high rows the second is more, and Fusion would elide the longest words (CE_MenuItem in its qfusionstyle.cpp).
"""
_LINE_SEPARATOR = "\N{LINE SEPARATOR}"
_State = QStyle.StateFlag
_NATIVE = frozenset({"macos", "windows11"})  # the styles with which Qt draws menus like the system


class ButtonStyle(Enum):
    """The prominence of a button."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


class ControlStyle(QProxyStyle):
    """Paints buttons, combo boxes, fields and scroll bars; everything else is left to the base style."""

    def __init__(self) -> None:
        app = QApplication.style()
        super().__init__(app.name() if app.name().lower() in _NATIVE else "Fusion")
        self._painters: dict[str, Callable[..., None]] = {
            "CE_PushButton": _paint_button,
            "CE_ComboBoxLabel": _paint_chosen,
            "PE_PanelLineEdit": _paint_field,
            "PE_Frame": _paint_field,
            "PE_PanelItemViewItem": _paint_list_row,
            "CC_ComboBox": _paint_combo_box,
            "CC_ScrollBar": self._paint_scroll_bar,
            "CE_ShapedFrame": self._paint_shaped_frame,
        }
        """By Qt's name for a part, what paints it. By its number, parts of different enums would be mixed up."""

    def _paint(self, part: Any, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> bool:
        """Paint a control or a part of one; return False if that is left to the base style."""
        paint = self._painters.get(part.name)
        if paint is None:
            return False
        with smooth(painter):
            if not option.state & _State.State_Enabled:
                painter.setOpacity(DISABLED)
            paint(painter, option, widget)
        return True

    def drawControl(self, element: Any, option: QStyleOption, painter: QPainter, widget: Any = None) -> None:
        if not self._paint(element, option, painter, widget):
            super().drawControl(element, option, painter, widget)

    def drawPrimitive(self, element: Any, option: QStyleOption, painter: QPainter, widget: Any = None) -> None:
        if not self._paint(element, option, painter, widget):
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(self, control: Any, option: Any, painter: QPainter, widget: Any = None) -> None:
        if not self._paint(control, option, painter, widget):
            super().drawComplexControl(control, option, painter, widget)

    def drawItemText(
        self,
        painter: QPainter,
        rect: QRect,
        flags: int,
        pal: QPalette | Qt.GlobalColor | QColor,
        enabled: bool,
        text: str,
        textRole: QPalette.ColorRole = QPalette.ColorRole.NoRole,
    ) -> None:
        """Paint the words of a label; wrapped right-to-left words without the indent that Qt would add.

        Qt counts the blank at the end of a line, and indents each right-to-left line but the last by it.
        """
        if not (flags & Qt.TextFlag.TextForceRightToLeft and flags & Qt.TextFlag.TextWordWrap):
            super().drawItemText(painter, rect, flags, pal, enabled, text, textRole)
            return
        option = QTextOption(Qt.AlignmentFlag(flags & _ALIGNMENT))
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), painter.font())
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(rect.width())
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        space_above = (rect.height() - height) / 2 if flags & Qt.AlignmentFlag.AlignVCenter else 0
        painter.save()
        painter.setPen(QPalette(pal).color(textRole))
        layout.draw(painter, QPointF(rect.left(), rect.top() + space_above))
        painter.restore()

    def sizeFromContents(self, kind: Any, option: Any, size: QSize, widget: Any = None) -> QSize:
        """Return the size: menu rows are high enough to press, scroll bars are slim."""
        if kind is QStyle.ContentsType.CT_ScrollBar:
            return QSize(BAR_WIDTH, BAR_WIDTH)
        if kind is QStyle.ContentsType.CT_ComboBox:
            width = size.width() + 2 * Space.M + arrow_width(widget) + _BORDERS
            return QSize(width, max(TARGET, size.height() + 2 * Space.S))
        hint = super().sizeFromContents(kind, option, size, widget)
        is_menu_row = kind is QStyle.ContentsType.CT_MenuItem and isinstance(option, QStyleOptionMenuItem)
        if is_menu_row and option.menuItemType is not QStyleOptionMenuItem.MenuItemType.Separator:
            row = hint.expandedTo(QSize(0, TARGET))
            return row + QSize(max(0, round(row.height() * _TICK_COLUMN_SHARE) - _TICK_COLUMN), 0)
        return hint

    def _paint_scroll_bar(self, painter: QPainter, option: QStyleOptionSlider, widget: QWidget) -> None:
        """Paint the handle of a scroll bar; nothing if everything is visible."""
        if option.maximum <= option.minimum:
            return
        handle = self.subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, widget
        )
        colours = colours_of(option.palette)
        ground = mix(colours.text, colours.page, 0.4 if option.state & _State.State_MouseOver else 0.22)
        paint_round(painter, QRectF(handle).adjusted(2.5, 2, -2.5, -2), 2.5, ground)

    def _paint_shaped_frame(self, painter: QPainter, option: QStyleOption, widget: QWidget) -> None:
        """Paint a frame as Qt does; around a text, which has no frame, the focus ring."""
        super().drawControl(QStyle.ControlElement.CE_ShapedFrame, option, painter, widget)
        if isinstance(widget, QLabel) and _has_keyboard_focus(option):
            _paint_ring(painter, option.rect, colours_of(option.palette).accent)


# Parts that are painted in several places


def _has_keyboard_focus(option: QStyleOption) -> bool:
    return bool(option.state & _State.State_HasFocus and option.state & _State.State_KeyboardFocusChange)


def widget_has_keyboard_focus(widget: QWidget) -> bool:
    """Return whether a widget that paints itself has the focus, and the person uses the keyboard."""
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def _paint_ring(painter: QPainter, rect: QRect, ink: QColor, inset: int = 1) -> None:
    ring = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    paint_round(painter, ring, RADIUS - inset, Qt.BrushStyle.NoBrush, QPen(ink, 2))


def _paint_edge(painter: QPainter, rect: QRect, colours: Colours, ground: QColor, *, focused: bool) -> None:
    edge = QPen(colours.accent, 2) if focused else QPen(mix(colours.dim, colours.outline, 0.4), 1)
    inset = 1.0 if focused else 0.5
    paint_round(painter, QRectF(rect).adjusted(inset, inset, -inset, -inset), RADIUS, ground, edge)


def sign_side(widget: QWidget) -> int:
    """Return the side of a shape before words in the widget's font."""
    return scale_to_font(18, widget.font(), 1.1)


def arrow_width(widget: QWidget) -> int:
    """Return the width of the arrow of a combo box in the widget's font."""
    return scale_to_font(_ARROW, widget.font(), 1.5)


# Buttons


def _paint_button(painter: QPainter, option: QStyleOptionButton, widget: Any) -> None:
    """Paint a button: its background, then icon and words centred together; words wrap where they do not fit."""
    # a button of Qt's own dialogs has neither attribute
    look = getattr(widget, "look", ButtonStyle.PLAIN)
    icon = getattr(widget, "button_icon", ButtonIcon.NONE)
    ink = _paint_button_background(painter, option, look)
    font = make_button_font(painter.font() if widget is None else widget.font(), look)
    metrics = QFontMetrics(font)
    direction = option.direction
    icon_side = metrics.height() if icon is not ButtonIcon.NONE else 0
    gap = Space.S if icon_side and option.text else 0
    available = option.rect.width() - icon_side - gap
    wraps = metrics.horizontalAdvance(option.text) > available
    text_width = min(metrics.horizontalAdvance(option.text), available)
    left = (option.rect.width() - text_width - icon_side - gap) // 2
    if icon_side:
        icon_rect = QRect(left, (option.rect.height() - icon_side) // 2, icon_side, icon_side)
        paint_icon(painter, QRectF(QStyle.visualRect(direction, option.rect, icon_rect)), icon, ink, direction)
    painter.setFont(font)
    painter.setPen(ink)
    text_rect = QRect(left + icon_side + gap, 0, text_width + 1, option.rect.height())
    flags = int(Qt.AlignmentFlag.AlignCenter) | (int(Qt.TextFlag.TextWordWrap) if wraps else 0)
    painter.drawText(QStyle.visualRect(direction, option.rect, text_rect), flags, option.text)


def make_button_font(base: QFont, look: ButtonStyle) -> QFont:
    """Return the font of a button."""
    return enlarge(base, TEXT, strong=look is ButtonStyle.MAIN)


def _paint_button_background(painter: QPainter, option: QStyleOptionButton, look: ButtonStyle) -> QColor:
    """Paint the background and the focus ring of a button; return the colour of its words."""
    colours = colours_of(option.palette)
    down = bool(option.state & _State.State_Sunken)
    hover = down or bool(option.state & _State.State_MouseOver and option.state & _State.State_Enabled)
    ground: QColor | Qt.BrushStyle = colours.selected
    ring = colours.accent
    inset = 1
    ink = colours.text
    if look is ButtonStyle.MAIN:
        ground = colours.accent
        if hover:
            ground = mix(colours.accent, colours.text, 0.82 if down else 0.92)
        ink = colours.on_accent
        ring = colours.on_accent  # a ring in the accent would be invisible on it
        inset = 3
    elif look is ButtonStyle.PLAIN:
        if not down:
            ground = colours.hover if hover else colours.page
    else:
        if not down:
            ground = mix(colours.text, colours.window, 0.07) if hover else Qt.BrushStyle.NoBrush
        ink = colours.link
    edge = QPen(colours.outline, 1) if look is ButtonStyle.PLAIN else Qt.PenStyle.NoPen
    paint_round(painter, QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, ground, edge)
    if _has_keyboard_focus(option):
        _paint_ring(painter, option.rect, ring, inset)
    return ink


# Combo boxes and fields


def _paint_combo_box(painter: QPainter, option: QStyleOptionComboBox, widget: QWidget) -> None:
    """Paint the edge and the arrow of a combo box; `_paint_chosen` paints its words."""
    colours = colours_of(option.palette)
    ground = colours.hover if option.state & _State.State_MouseOver else colours.page
    _paint_edge(painter, option.rect, colours, ground, focused=_has_keyboard_focus(option))
    unit = arrow_width(widget) / _ARROW
    inset = Space.M + 6 * unit
    left = inset if option.direction is Qt.LayoutDirection.RightToLeft else option.rect.width() - inset
    painter.translate(left, option.rect.height() / 2)
    painter.scale(unit, unit)
    painter.setPen(round_pen(colours.dim, 1.6))
    painter.drawPolyline([QPointF(-4, -2), QPointF(0, 2.2), QPointF(4, -2)])


def _paint_chosen(painter: QPainter, option: QStyleOptionComboBox, widget: QWidget) -> None:
    """Paint the chosen item of a combo box, elided before the arrow."""
    before_arrow = option.rect.adjusted(Space.M, 0, -Space.M - arrow_width(widget), 0)
    text = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, before_arrow.width())
    painter.setPen(option.palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText))
    text_rect = QStyle.visualRect(option.direction, option.rect, before_arrow)
    side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(text_rect, int(side | Qt.AlignmentFlag.AlignVCenter), text)


def _paint_list_row(painter: QPainter, option: Any, _widget: QWidget | None) -> None:
    if option.state & _State.State_Selected:
        paint_round(painter, QRectF(option.rect), RADIUS, option.palette.color(QPalette.ColorRole.Highlight))
    elif option.state & _State.State_MouseOver:
        paint_round(painter, QRectF(option.rect), RADIUS, colours_of(option.palette).hover)


def _paint_field(painter: QPainter, option: Any, _widget: QWidget | None) -> None:
    """Paint the background and edge of a text field or a list; nothing if it has no frame."""
    if option.lineWidth > 0:
        colours = colours_of(option.palette)
        focused = bool(option.state & _State.State_HasFocus)
        _paint_edge(painter, option.rect, colours, colours.page, focused=focused)
