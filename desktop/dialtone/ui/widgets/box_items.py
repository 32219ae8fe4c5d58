"""Rows in one frame: the head of each, and what it expands to."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QPointF, QRect, QRectF, QSignalBlocker, Qt
from PySide6.QtGui import QAccessibleInterface, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dialtone.ui.painting.control_style import has_keyboard_in, sign_side
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

_FRAME = 1
"""The width of the frame around rows."""
ROW_HEIGHT = 56
"""The least height of a row, at 10 points."""
CHEVRON, _CHEVRON_FONT_HEIGHTS = 12, 0.9
"""The width of the arrow; with a large font, in font heights."""
_SWITCH, _SWITCH_FONT_HEIGHTS, _SWITCH_SHAPE = 44, 2.0, 24 / 44
"""The width of a switch; with a large font, in font heights; and its height, as a share of that."""
_KNOB = 2 / 3
"""The size of the knob of a switch, as a share of its height."""
_DISABLED = 0.5
"""The opacity of a disabled switch."""


def arrow_width(widget: QWidget) -> int:
    """Return the width of the arrow beside text in the widget's font."""
    return scale_to_font(CHEVRON, widget.font(), _CHEVRON_FONT_HEIGHTS)


def _switch_width(widget: QWidget) -> int:
    """Return the width of the switch beside text in the widget's font."""
    return scale_to_font(_SWITCH, widget.font(), _SWITCH_FONT_HEIGHTS)


def paint_arrow(painter: QPainter, middle: QPointF, widget: QWidget, ink: QColor, *, opened: bool) -> None:
    """Paint the arrow of a row that expands: down if it is open, else in the direction of reading."""
    share = arrow_width(widget) / CHEVRON
    painter.save()
    painter.translate(middle)
    painter.scale(share, share)
    painter.rotate(90 if opened else 0 if widget.isLeftToRight() else 180)
    paint_lines(painter, "M -2 -4 L 2.2 0 L -2 4", ink, 1.6)
    painter.restore()


class BoxRow(Item):
    """A row of a box: a label, a line below it, and the content that it expands to; or a switch, or a button.

    `on`: whether the switch is on; None for no switch. `acts`: a press emits the key. `risky`: a triangle is before
    the label. If the items are rows themselves, they follow in the same box. `opened`: the initial state; what the
    person expanded or collapsed stays so. `flat`: it is part of a text, without a box; `strong`: its label is bold.
    """

    label: str
    line: str = ""
    items: tuple[Item, ...] = ()
    on: bool | None = None
    acts: bool = False
    risky: bool = False
    opened: bool = False
    enabled: bool = True
    flat: bool = False
    strong: bool = False
    key: str = ""

    def view(self, act: Act) -> View:
        """Return its widget."""
        row = BoxRowView(self, act)
        return row, row.show_item


class BoxItem(Item):
    """Rows in one frame. `label`: the heading above it; empty for none."""

    rows: tuple[Item, ...]
    label: str = ""
    key: str = ""

    def view(self, act: Act) -> View:
        """Return its widget."""
        box, heading, layout = QWidget(), Heading(selectable=False), make_column(None, spacing=0)
        layout.setContentsMargins(_FRAME, _FRAME, _FRAME, _FRAME)
        rows = _Framed(act, layout)
        make_column(box, heading, rows, spacing=SPACE_S)

        def show(now: BoxItem) -> None:
            heading.setText(now.label)
            heading.setVisible(bool(now.label))
            rows.show_items(now.rows)

        return box, show


class _Framed(Items):
    """Rows in one frame, with a hairline between them."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        colours = colours_of(self.palette())
        with painter_on(self) as painter:
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            paint_round(painter, frame, TILE_RADIUS, colours.tile, QPen(colours.hairline, 1))
            _paint_hairlines(painter, self.widgets()[1:], colours)


class _Body(Items):
    """What a row expands to."""

    has_rows = False
    """Whether it is further rows of the same frame, each with a hairline above it."""

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self.has_rows:
            with QPainter(self) as painter:
                _paint_hairlines(painter, self.widgets(), colours_of(self.palette()))


def _paint_hairlines(painter: QPainter, rows: Sequence[QWidget], colours: Colours) -> None:
    """Paint a hairline above each row."""
    for row in rows:
        painter.fillRect(QRect(row.x(), row.y(), row.width(), 1), colours.hairline)


class BoxRowView(QWidget):
    """A row and its content, which is created when it is first expanded."""

    def __init__(self, item: BoxRow, act: Act) -> None:
        super().__init__()
        self._item, self._act = item, act
        self.head, self.body = BoxHead(item), _Body(act, make_column(None, spacing=SPACE_S))
        make_column(self, self.head, self.body)
        self.body.hide()
        self.head.toggled.connect(self._on_head_toggled)
        self.head.clicked.connect(self._on_head_clicked)

    def show_item(self, item: BoxRow) -> None:
        """Show this row; if the person expanded it, it stays expanded."""
        former, self._item = self._item, item
        if item.opened is not former.opened and self.head.isChecked() is former.opened:  # the person did not press it
            self.head.setChecked(item.opened)
        self.head.show_item(item)
        self._fill()

    def _on_head_clicked(self) -> None:
        """Act, if the row does that; a switch and a row that expands are toggled instead."""
        if self._item.acts:
            self._act(self._item.key, None)

    def _on_head_toggled(self, on: bool) -> None:
        """Pass on a switch; else fill and show the row, or hide what is in it."""
        if self.head.switches:
            self._act(self._item.key, on)
        else:
            self._fill()
            tell_expanded(self.head)

    def _fill(self) -> None:
        """Show what is in an open row; it is built only then."""
        items = self._item.items
        opened = not self.head.switches and self.head.isChecked() and bool(items)
        layout = self.body.layout()
        if opened and layout is not None:
            self.body.has_rows = has_rows = isinstance(first_item := items[0], BoxRow) and not first_item.flat
            without_margins = has_rows or self._item.flat  # rows follow in the same frame
            layout.setContentsMargins(QMargins() if without_margins else margins(SPACE_L, SPACE_XS, SPACE_L, SPACE_L))
            layout.setSpacing(0 if has_rows else SPACE_S)
            self.body.show_items(items)
        self.body.setVisible(opened)


class BoxHead(QAbstractButton):
    """The head of a row: one tab stop."""

    def __init__(self, item: BoxRow) -> None:
        super().__init__()
        self._item = item
        self.setObjectName(item.key)
        self.setCheckable(not item.acts)
        self.setChecked(item.opened if item.on is None else item.on)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._label = Text(strong=item.strong, selectable=False)
        self._line = Text(dim=True, selectable=False)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        self._words.addStretch(1)
        for text in (self._label, self._line):
            text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._words.addWidget(text)
        self._words.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addLayout(self._words, 1)
        self.show_item(item)

    @property
    def switches(self) -> bool:
        """Whether it is a switch."""
        return self._item.on is not None

    @property
    def expands(self) -> bool:
        """Whether it expands to something, instead of being a switch, a button or words alone."""
        return not self.switches and not self._item.acts and bool(self._item.items)

    @property
    def _does_something(self) -> bool:
        """Whether it can be pressed."""
        return self.expands or self.switches or self._item.acts

    def show_item(self, item: BoxRow) -> None:
        """Show this row."""
        self._item = item
        self._label.setText(item.label)
        self._line.setText(item.line)
        self._line.setVisible(bool(item.line))
        self.setText(item.label)
        self.setAccessibleName(item.label)
        self.setAccessibleDescription(item.line)
        self.setEnabled(item.enabled)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._does_something else Qt.FocusPolicy.NoFocus)
        if item.on is not None:
            with QSignalBlocker(self):
                self.setChecked(item.on)
        self._fit()
        self.update()

    def spoken(self) -> QAccessibleInterface | None:
        """Return the interface for screen readers; None for Qt's own, which makes a switch a check box."""
        return None if self.switches or self._item.acts else SpokenButton(self, opens_menu=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Press with Enter too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Keep space in the head for what is painted: a warning before the words, a switch or an arrow behind."""
        mark = arrow_width(self) if self._item.on is None else _switch_width(self)
        if self._item.flat:
            self._row.setContentsMargins(margins(mark + SPACE_S, 0, 0, 0))
            self.setMinimumHeight(TARGET)
            return
        leading = SPACE_L + (sign_side(self) + SPACE_M if self._item.risky else 0)
        self._row.setContentsMargins(margins(leading, SPACE_S, SPACE_L + mark + SPACE_M, SPACE_S))
        self.setMinimumHeight(target_height(ROW_HEIGHT, self.font()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the hover background, the focus ring and the marks."""
        colours = colours_of(self.palette())
        with painter_on(self) as painter:
            inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            if self._does_something and (self.isDown() or self.underMouse()):
                paint_round(painter, inside, TILE_RADIUS - 2, colours.selected if self.isDown() else colours.hover)
            if has_keyboard_in(self):
                paint_round(painter, inside, TILE_RADIUS - 2, Qt.BrushStyle.NoBrush, QPen(colours.accent, 2))
            self._paint_marks(painter, colours)

    def _paint_marks(self, painter: QPainter, colours: Colours) -> None:
        """Paint the warning, and the switch, or else the arrow that says whether the row is expanded."""
        if self._item.risky:
            square = self._place(SPACE_L, sign_side(self), sign_side(self))
            paint_glyph(painter, square, "warning", colours.of_status("partly"), colours.tile)
        if not self.isEnabled():
            painter.setOpacity(_DISABLED)
        width = arrow_width(self) if self._item.on is None else _switch_width(self)
        place = self._place(0 if self._item.flat else self.width() - SPACE_L - width, width, width * _SWITCH_SHAPE)
        if not self._does_something:
            return
        if self._item.on is None:
            paint_arrow(painter, place.center(), self, colours.text, opened=self.isChecked())
        else:
            _paint_switch(painter, colours, place, on=self.isChecked(), at_end=self.isChecked() is self.isLeftToRight())

    def _place(self, leading: float, width: float, height: float) -> QRectF:
        """Return a vertically centred rectangle; `leading`: its distance from the leading edge."""
        left = leading if self.isLeftToRight() else self.width() - leading - width
        return QRectF(left, self.height() / 2 - height / 2, width, height)


def _paint_switch(painter: QPainter, colours: Colours, track: QRectF, *, on: bool, at_end: bool) -> None:
    """Paint a switch. `at_end`: its knob is at the right end, which means off where reading starts there."""
    ink = colours.accent if on else colours.outline
    half = track.height() / 2
    paint_round(painter, track, half, colours.accent if on else colours.page, QPen(ink, 1.4))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.on_accent if on else colours.outline)
    x = track.right() - half if at_end else track.left() + half
    painter.drawEllipse(QPointF(x, track.center().y()), half * _KNOB, half * _KNOB)
