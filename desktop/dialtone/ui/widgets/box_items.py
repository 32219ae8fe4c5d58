"""Rows in one frame: the head of each, and what it expands to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QAccessibleInterface, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from dialtone.ui.painting.control_style import DISABLED, sign_side, widget_has_keyboard_focus
from dialtone.ui.painting.drawing import paint_lines, paint_round, painter_on
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import (
    TARGET,
    TILE_RADIUS,
    Colours,
    Space,
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
    reading_angle = 0 if widget.isLeftToRight() else 180
    painter.rotate(90 if opened else reading_angle)
    paint_lines(painter, "M -2 -4 L 2.2 0 L -2 4", ink, 1.6)
    painter.restore()


class BoxRow(Item):
    """A row of a box: a label and a line below it. It expands to items; without any, it is words alone."""

    label: str
    line: str = ""
    items: tuple[Item, ...] = ()
    """What it expands to: rows that continue the box, or else items inside the row."""
    risky: bool = False
    """A warning triangle is before the label."""
    opened: bool = False
    """It is expanded until the person collapses it."""
    flat: bool = False
    """It is part of a text, without a box around it."""
    key: str = ""

    def view(self, act: Act) -> View:
        row = BoxRowView(self, act)
        return row, row.show_row


class SwitchRow(Item):
    """A row of a box that is a switch: it emits whether it is on."""

    label: str
    line: str = ""
    on: bool = False
    enabled: bool = True
    key: str = ""

    def view(self, act: Act) -> View:
        head = SwitchHead(self.key)
        head.toggled.connect(lambda on: act(self.key, on))

        def show(now: SwitchRow) -> None:
            head.show_words(now.label, now.line)
            head.setEnabled(now.enabled)
            with QSignalBlocker(head):
                head.setChecked(now.on)
            head.update()

        return head, show


class ButtonRow(Item):
    """A row of a box that is a button."""

    label: str
    key: str

    def view(self, act: Act) -> View:
        head = BoxHead(self.key)
        head.clicked.connect(lambda: act(self.key, None))
        return head, lambda now: head.show_words(now.label)


class BoxItem(Item):
    """Rows in one frame. `label`: the heading above it; empty for none."""

    rows: tuple[Item, ...]
    label: str = ""
    key: str = ""

    def view(self, act: Act) -> View:
        box = QWidget()
        heading = Heading(selectable=False)
        layout = make_column(None)
        layout.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        rows = _FramedRows(act, layout)
        make_column(box, heading, rows, spacing=Space.S)

        def show(now: BoxItem) -> None:
            heading.show_words(now.label)
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
    """A row that expands, and its content, which is created when the row is first expanded."""

    def __init__(self, row: BoxRow, act: Act) -> None:
        super().__init__()
        self._row = row
        self._column = make_column(None)
        self.head = ExpandingHead(row)
        self.content = _RowContent(act, self._column)
        make_column(self, self.head, self.content)
        self.content.hide()
        self.head.toggled.connect(self._on_head_toggled)

    def show_row(self, row: BoxRow) -> None:
        """Show another item in this row; what the person expanded or collapsed stays so."""
        was_left_alone = self.head.isChecked() is self._row.opened
        self._row = row
        if was_left_alone:
            self.head.setChecked(row.opened)
        self.head.show_row(row)
        self._show_content()

    def _on_head_toggled(self) -> None:
        self._show_content()
        tell_expanded(self.head)

    def _show_content(self) -> None:
        """Show the content if the row is expanded, else hide it; its widgets are created only when they are shown."""
        is_expanded = self.head.expands and self.head.isChecked()
        if is_expanded:
            continues_box = _continues_box(self._row.items[0])
            no_margins = continues_box or self._row.flat
            self._column.setContentsMargins(QMargins() if no_margins else margins(Space.L, Space.XS, Space.L, Space.L))
            self._column.setSpacing(0 if continues_box else Space.S)
            self.content.continues_box = continues_box
            self.content.show_items(self._row.items)
        self.content.setVisible(is_expanded)


def _continues_box(item: Item) -> bool:
    """Return whether an item that a row expands to is a further row of the same box."""
    return isinstance(item, SwitchRow | ButtonRow) or (isinstance(item, BoxRow) and not item.flat)


class RowButton(QAbstractButton):
    """A button with words in labels, and shapes that are painted beside them. Enter presses it too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def stack_labels(self, *labels: Text) -> QVBoxLayout:
        """Return a layout in which these labels are below each other, vertically centred."""
        words = make_column(self)
        words.addStretch(1)
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        words.addStretch(1)
        return words

    def fit(self) -> None:
        """Keep space for what is painted beside the labels, in the current font."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self.fit()

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
    """A row as one tab stop: its label and line, and what is painted beside them: an arrow, as for a button."""

    expands = False
    """Whether it expands to something."""
    _risky = False

    def __init__(self, key: str = "", *, flat: bool = False) -> None:
        """`flat`: it is part of a text, with the arrow or the switch before its words."""
        super().__init__()
        self._flat = flat
        self.setObjectName(key)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._label = Text(selectable=False)
        self._line = Text(dim=True, selectable=False)
        self._words = self.stack_labels(self._label, self._line)

    def show_words(self, label: str, line: str = "") -> None:
        """Show a label, and the line below it."""
        self._label.setText(label)
        self._line.show_words(line)
        self.setText(label)
        self.setAccessibleName(label)
        self.setAccessibleDescription(line)
        self.fit()

    def fit(self) -> None:
        """Keep space for what is painted beside the words: a warning before them, and an arrow or a switch."""
        if self._flat:
            self._words.setContentsMargins(margins(self._indicator_width() + Space.S, 0, 0, 0))
            self.setMinimumHeight(TARGET)
            return
        leading = Space.L + (sign_side(self) + Space.M if self._risky else 0)
        self._words.setContentsMargins(margins(leading, Space.S, Space.L + self._indicator_width() + Space.M, Space.S))
        self.setMinimumHeight(target_height(ROW_HEIGHT, self.font()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        is_pressable = self.focusPolicy() is not Qt.FocusPolicy.NoFocus
        with painter_on(self) as painter:
            inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            if is_pressable and (self.isDown() or self.underMouse()):
                paint_round(painter, inside, TILE_RADIUS - 2, colours.selected if self.isDown() else colours.hover)
            if widget_has_keyboard_focus(self):
                paint_round(painter, inside, TILE_RADIUS - 2, Qt.BrushStyle.NoBrush, QPen(colours.accent, 2))
            if self._risky:
                square = self.centred_rect(Space.L, sign_side(self), sign_side(self))
                paint_glyph(painter, square, "warning", colours.of_status("partly"), colours.tile)
            if is_pressable:
                painter.setOpacity(1 if self.isEnabled() else DISABLED)
                width = self._indicator_width()
                leading = 0 if self._flat else self.width() - Space.L - width
                self._paint_indicator(painter, self.centred_rect(leading, width, width), colours)

    def _indicator_width(self) -> int:
        return chevron_width(self)

    def _paint_indicator(self, painter: QPainter, square: QRectF, colours: Colours) -> None:
        """Paint the arrow, which shows whether the row is expanded, into the middle of a square."""
        paint_chevron(painter, square.center(), self, colours.text, opened=self.isChecked())


class ExpandingHead(BoxHead):
    """The head of a row that expands; without anything to expand to, it cannot be pressed."""

    def __init__(self, row: BoxRow) -> None:
        super().__init__(row.key, flat=row.flat)
        self.setCheckable(True)
        self.setChecked(row.opened)
        self.show_row(row)

    def show_row(self, row: BoxRow) -> None:
        self.expands = bool(row.items)
        self._risky = row.risky
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self.expands else Qt.FocusPolicy.NoFocus)
        self.show_words(row.label, row.line)
        self.update()

    def spoken(self) -> QAccessibleInterface:
        return SpokenButton(self, opens_menu=False)


class SwitchHead(BoxHead):
    """A row that is a switch; for Qt it is a check box."""

    def __init__(self, key: str = "", *, flat: bool = False) -> None:
        super().__init__(key, flat=flat)
        self.setCheckable(True)

    def _indicator_width(self) -> int:
        return scale_to_font(44, self.font(), 2.0)

    def _paint_indicator(self, painter: QPainter, square: QRectF, colours: Colours) -> None:
        """Paint the switch, as wide as the square: filled, with the knob where reading ends, if it is on."""
        is_on = self.isChecked()
        track_colour, edge_colour, knob_colour = colours.page, colours.outline, colours.outline
        if is_on:
            track_colour, edge_colour, knob_colour = colours.accent, colours.accent, colours.on_accent
        inset = _SWITCH_EDGE / 2  # half of the line would be outside, and cut off
        above = (square.height() - square.width() * _SWITCH_SHAPE) / 2
        track = square.adjusted(inset, above + inset, -inset, -above - inset)
        radius = track.height() / 2
        paint_round(painter, track, radius, track_colour, QPen(edge_colour, _SWITCH_EDGE))
        is_knob_right = is_on is self.isLeftToRight()
        knob_x = track.right() - radius if is_knob_right else track.left() + radius
        knob = QRectF(0, 0, track.height() * _KNOB, track.height() * _KNOB)
        knob.moveCenter(QPointF(knob_x, track.center().y()))
        paint_round(painter, knob, knob.width() / 2, knob_colour)
