"""Rows in one frame: the head of each, and what it expands to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QAccessibleInterface, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from dialtone.ui.painting.control_style import DISABLED, sign_side, widget_has_keyboard_focus
from dialtone.ui.painting.drawing import paint_lines, paint_round, painter_on
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    TARGET,
    TILE_RADIUS,
    Colours,
    colours_of,
    margins,
    scale_to_font,
    target_height,
)
from dialtone.ui.widgets.controls import Heading, Text
from dialtone.ui.widgets.item_view import Act, Item, Items, View
from dialtone.ui.widgets.layouts import make_column
from dialtone.ui.widgets.screen_reader import SpokenButton, tell_expanded

_FRAME = 1  # the width of the frame around rows
ROW_HEIGHT = 56  # the least height of a row, at 10 points
CHEVRON = 12  # the width of the arrow of a row, unless the font is large
_SWITCH_SHAPE = 24 / 44  # the height of a switch, as a share of its width
_SWITCH_EDGE = 1.4  # the width of the line around a switch
_KNOB = 2 / 3  # the size of the knob of a switch, as a share of its height


def chevron_width(widget: QWidget) -> int:
    """Return the width of the arrow of a row in the widget's font."""
    return scale_to_font(CHEVRON, widget.font(), 0.9)


def paint_chevron(painter: QPainter, middle: QPointF, widget: QWidget, ink: QColor, *, opened: bool) -> None:
    """Paint the arrow of a row: down if it is expanded, else in the direction of reading. `middle`: its centre."""
    scale = chevron_width(widget) / CHEVRON
    painter.save()
    painter.translate(middle)
    painter.scale(scale, scale)
    painter.rotate(90 if opened else 0 if widget.isLeftToRight() else 180)
    paint_lines(painter, "M -2 -4 L 2.2 0 L -2 4", ink, 1.6)
    painter.restore()


class BoxRow(Item):
    """A row of a box, with a line below its label: it expands to items, is a switch, or is a button."""

    label: str
    line: str = ""
    items: tuple[Item, ...] = ()
    """What it expands to: rows that continue the box, or else items inside the row."""
    on: bool | None = None  # whether its switch is on; None for no switch
    acts: bool = False
    """It is a button: a press emits its key."""
    risky: bool = False
    """A warning triangle is before the label."""
    opened: bool = False
    """It is expanded until the person collapses it."""
    enabled: bool = True
    flat: bool = False
    """It is part of a text, without a box around it."""
    key: str = ""

    def view(self, act: Act) -> View:
        row = BoxRowView(self, act)
        return row, row.show_item


class BoxItem(Item):
    """Rows in one frame. `label`: the heading above it; empty for none."""

    rows: tuple[Item, ...]
    label: str = ""
    key: str = ""

    def view(self, act: Act) -> View:
        box = QWidget()
        heading = Heading(selectable=False)
        layout = make_column(None, spacing=0)
        layout.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        rows = _FramedRows(act, layout)
        make_column(box, heading, rows, spacing=SPACE_S)

        def show(now: BoxItem) -> None:
            heading.setText(now.label)
            heading.setVisible(bool(now.label))
            rows.show_items(now.rows)

        return box, show


class _FramedRows(Items):
    """Rows in one frame, with a hairline between them."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        with painter_on(self) as painter:
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            paint_round(painter, frame, TILE_RADIUS, colours.tile, QPen(colours.hairline, 1))
            _paint_hairlines(painter, self.widgets()[1:], colours)


class _RowContent(Items):
    """What a row expands to: further rows of the same box, or items inside the row."""

    continues_box = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.continues_box:
            with QPainter(self) as painter:
                _paint_hairlines(painter, self.widgets(), colours_of(self.palette()))


def _paint_hairlines(painter: QPainter, rows: Sequence[QWidget], colours: Colours) -> None:
    for row in rows:
        painter.fillRect(QRect(row.x(), row.y(), row.width(), 1), colours.hairline)


class BoxRowView(QWidget):
    """A row and its content, which is created when the row is first expanded."""

    def __init__(self, item: BoxRow, act: Act) -> None:
        super().__init__()
        self._item, self._act = item, act
        self._column = make_column(None)
        self.head, self.content = BoxHead(item), _RowContent(act, self._column)
        make_column(self, self.head, self.content)
        self.content.hide()
        self.head.toggled.connect(self._on_head_toggled)
        if item.acts:
            self.head.clicked.connect(lambda: act(self._item.key, None))

    def show_item(self, item: BoxRow) -> None:
        """Show another item in this row; what the person expanded or collapsed stays so."""
        former, self._item = self._item, item
        was_pressed = self.head.isChecked() is not former.opened
        if item.opened is not former.opened and not was_pressed:
            self.head.setChecked(item.opened)
        self.head.show_item(item)
        self._show_content()

    def _on_head_toggled(self, on: bool) -> None:
        if self.head.is_switch:
            self._act(self._item.key, on)
        else:
            self._show_content()
            tell_expanded(self.head)

    def _show_content(self) -> None:
        """Show the content if the row is expanded, else hide it; its widgets are created only when they are shown."""
        is_expanded = self.head.expands and self.head.isChecked()
        if is_expanded:
            first_item = self._item.items[0]
            continues_box = isinstance(first_item, BoxRow) and not first_item.flat
            no_margins = continues_box or self._item.flat
            self._column.setContentsMargins(QMargins() if no_margins else margins(SPACE_L, SPACE_XS, SPACE_L, SPACE_L))
            self._column.setSpacing(0 if continues_box else SPACE_S)
            self.content.continues_box = continues_box
            self.content.show_items(self._item.items)
        self.content.setVisible(is_expanded)


class RowButton(QAbstractButton):
    """A button with words in labels, and shapes that are painted beside them. Enter presses it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def stack_labels(self, *labels: Text) -> QVBoxLayout:
        """Return a layout in which these labels are below each other, vertically centred."""
        words = make_column(None)
        words.addStretch(1)
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        words.addStretch(1)
        return words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def centred_rect(self, leading: float, width: float, height: float) -> QRectF:
        """Return a vertically centred rectangle; `leading`: its distance from the leading edge."""
        left = leading if self.isLeftToRight() else self.width() - leading - width
        return QRectF(left, self.height() / 2 - height / 2, width, height)


class BoxHead(RowButton):
    """The head of a row, which is one tab stop: its label and line, and what is painted beside them."""

    def __init__(self, item: BoxRow) -> None:
        super().__init__()
        self._item = item
        self.setObjectName(item.key)
        self.setCheckable(not item.acts)
        self.setChecked(item.opened if item.on is None else item.on)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._label = Text(selectable=False)
        self._line = Text(dim=True, selectable=False)
        self._words = self.stack_labels(self._label, self._line)
        self.setLayout(self._words)
        self.show_item(item)

    @property
    def is_switch(self) -> bool:
        return self._item.on is not None

    @property
    def expands(self) -> bool:
        """Whether it expands to something, instead of being a switch, a button or words alone."""
        return not self.is_switch and not self._item.acts and bool(self._item.items)

    @property
    def _is_pressable(self) -> bool:
        return self.expands or self.is_switch or self._item.acts

    def show_item(self, item: BoxRow) -> None:
        self._item = item
        self._label.setText(item.label)
        self._line.setText(item.line)
        self._line.setVisible(bool(item.line))
        self.setText(item.label)
        self.setAccessibleName(item.label)
        self.setAccessibleDescription(item.line)
        self.setEnabled(item.enabled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._is_pressable else Qt.FocusPolicy.NoFocus)
        if item.on is not None:
            with QSignalBlocker(self):
                self.setChecked(item.on)
        self._fit()
        self.update()

    def spoken(self) -> QAccessibleInterface | None:
        """Return the interface for screen readers; None for Qt's own, which makes a switch a check box."""
        return None if self.is_switch or self._item.acts else SpokenButton(self, opens_menu=False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Keep space for what is painted beside the words: a warning before them, and an arrow or a switch."""
        if self._item.flat:
            self._words.setContentsMargins(margins(self._indicator_width() + SPACE_S, 0, 0, 0))
            self.setMinimumHeight(TARGET)
            return
        leading = SPACE_L + (sign_side(self) + SPACE_M if self._item.risky else 0)
        self._words.setContentsMargins(margins(leading, SPACE_S, SPACE_L + self._indicator_width() + SPACE_M, SPACE_S))
        self.setMinimumHeight(target_height(ROW_HEIGHT, self.font()))

    def _indicator_width(self) -> int:
        return scale_to_font(44, self.font(), 2.0) if self.is_switch else chevron_width(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        with painter_on(self) as painter:
            inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            if self._is_pressable and (self.isDown() or self.underMouse()):
                paint_round(painter, inside, TILE_RADIUS - 2, colours.selected if self.isDown() else colours.hover)
            if widget_has_keyboard_focus(self):
                paint_round(painter, inside, TILE_RADIUS - 2, Qt.BrushStyle.NoBrush, QPen(colours.accent, 2))
            if self._item.risky:
                square = self.centred_rect(SPACE_L, sign_side(self), sign_side(self))
                paint_glyph(painter, square, "warning", colours.of_status("partly"), colours.tile)
            if self._is_pressable:
                self._paint_indicator(painter, colours)

    def _paint_indicator(self, painter: QPainter, colours: Colours) -> None:
        """Paint the switch, or else the arrow, which shows whether the row is expanded."""
        if not self.isEnabled():
            painter.setOpacity(DISABLED)
        width, on = self._indicator_width(), self.isChecked()
        leading = 0 if self._item.flat else self.width() - SPACE_L - width
        rect = self.centred_rect(leading, width, width * _SWITCH_SHAPE)
        if not self.is_switch:
            paint_chevron(painter, rect.center(), self, colours.text, opened=on)
            return
        rect.adjust(_SWITCH_EDGE / 2, _SWITCH_EDGE / 2, -_SWITCH_EDGE / 2, -_SWITCH_EDGE / 2)  # else it is cut off
        half, knob = rect.height() / 2, QRectF(0, 0, rect.height() * _KNOB, rect.height() * _KNOB)
        edge = QPen(colours.accent if on else colours.outline, _SWITCH_EDGE)
        paint_round(painter, rect, half, colours.accent if on else colours.page, edge)
        knob_x = rect.right() - half if on is self.isLeftToRight() else rect.left() + half
        knob.moveCenter(QPointF(knob_x, rect.center().y()))
        paint_round(painter, knob, knob.width() / 2, colours.on_accent if on else colours.outline)
