"""Rows in a frame, each with a title, a line, and what it opens to in its place, or a switch."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAccessibleInterface, QColor, QFontInfo, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dialtone.ui.painting.drawing import paint_lines
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import (
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    TARGET,
    Colours,
    colours_of,
    grown,
    larger,
    margins,
)
from dialtone.ui.widgets.controls import Heading, Text
from dialtone.ui.widgets.page_items import BoxItem, BoxRow, Item
from dialtone.ui.widgets.spoken_roles import SpokenDisclosure, SpokenSwitch, tell_expanded

_RADIUS, _EDGE, _HIGH, _GROWS = 12, 1, 56, 0.55
_CHEVRON, _CHEVRON_LETTERS = 12, 0.9
"""How wide the arrow is; beside large letters in their heights."""
_SWITCH, _SWITCH_HIGH, _SIGN = 44, 24, 18


ShowItems = Callable[[Sequence[Item]], bool]
"""Shows items below one another in a widget that was given with it."""


def arrow_width(widget: QWidget) -> int:
    """Return how wide the arrow is beside these letters."""
    return grown(_CHEVRON, widget.font(), _CHEVRON_LETTERS)


def paint_arrow(painter: QPainter, middle: QPointF, widget: QWidget, ink: QColor, *, opened: bool) -> None:
    """Paint the arrow of what folds out: down where it is open, else the way that reading goes."""
    share = arrow_width(widget) / _CHEVRON
    painter.save()
    painter.translate(middle)
    painter.scale(share, share)
    painter.rotate(90 if opened else 0 if widget.isLeftToRight() else 180)
    paint_lines(painter, "M -2 -4 L 2.2 0 L -2 4", ink, 1.6)
    painter.restore()


class BoxHead(QAbstractButton):
    """What is seen of a row before it is opened: one stop of the keyboard."""

    def __init__(self, item: BoxRow) -> None:
        super().__init__()
        self._item = item
        self.setObjectName(item.key)
        self.setCheckable(True)
        self.setChecked(item.opened if item.on is None else item.on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        self._fit()

    @property
    def switches(self) -> bool:
        """Whether it is on or off, and opens nothing."""
        return self._item.on is not None

    def show_item(self, item: BoxRow) -> None:
        """Show these words."""
        self._item = item
        self._label.setText(item.label)
        self._line.setText(item.line)
        self._line.setVisible(bool(item.line))
        self.setText(item.label)
        self.setAccessibleName(item.label)
        self.setAccessibleDescription(item.line)
        if item.on is not None:
            self.setChecked(item.on)
        self._fit()
        self.update()

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenDisclosure(self) if self._item.on is None else SpokenSwitch(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the system's letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        points = QFontInfo(self.font()).pointSizeF()
        if self._item.flat:
            self._row.setContentsMargins(margins(arrow_width(self) + SPACE_S, 0, 0, 0))
            self.setMinimumHeight(TARGET)
            return
        for text in (self._label, self._line):
            text.setFont(larger(self.font(), 1))
        before = SPACE_L + (self._sign() + SPACE_M if self._item.risky else 0)
        behind = SPACE_L + (_CHEVRON if self._item.on is None else _SWITCH) + SPACE_M
        self._row.setContentsMargins(margins(before, SPACE_S, behind, SPACE_S))
        self.setMinimumHeight(round(_HIGH * (1 + _GROWS * (points / 10 - 1))))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the ground under the mouse, the line above, the ring of the keyboard, and the signs."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected if self.isDown() else colours.hover)
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), _RADIUS - 2, _RADIUS - 2)
        row = self.parentWidget()
        if (
            not self._item.flat and row is not None and row.y() != _EDGE
        ):  # the first in the frame has nothing to be parted from
            painter.fillRect(QRectF(0, 0, whole.width(), 1), colours.hairline)
        if self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            painter.setPen(QPen(colours.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), _RADIUS - 2, _RADIUS - 2)
        middle = whole.center().y()
        if self._item.risky:
            side = self._sign()
            square = QRectF(0, 0, side, side)
            square.moveCenter(QPointF(self._across(SPACE_L + side / 2), middle))
            paint_glyph(painter, square, "warning", colours.of_status("partly"), colours.tile)
        if self._item.on is None:
            flat = self._item.flat
            end = self._across(arrow_width(self) / 2 if flat else self.width() - SPACE_L - _CHEVRON / 2)
            paint_arrow(painter, QPointF(end, middle), self, colours.text, opened=self.isChecked())
        else:
            self._paint_switch(painter, colours, middle)
        painter.end()

    def _sign(self) -> int:
        return grown(_SIGN, self.font(), 1.1)

    def _across(self, x: float) -> float:
        return x if self.isLeftToRight() else self.width() - x

    def _paint_switch(self, painter: QPainter, colours: Colours, middle: float) -> None:
        track = QRectF(0, 0, _SWITCH, _SWITCH_HIGH)
        track.moveCenter(QPointF(self._across(self.width() - SPACE_L - _SWITCH / 2), middle))
        on = self.isChecked()
        painter.setPen(QPen(colours.accent if on else colours.outline, 1.4))
        painter.setBrush(colours.accent if on else colours.page)
        painter.drawRoundedRect(track, _SWITCH_HIGH / 2, _SWITCH_HIGH / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.on_accent if on else colours.outline)
        knob = _SWITCH_HIGH / 2 - 4
        to_end = on is self.isLeftToRight()
        painter.drawEllipse(
            QPointF(track.right() - _SWITCH_HIGH / 2 if to_end else track.left() + _SWITCH_HIGH / 2, middle), knob, knob
        )


class BoxRowView(QWidget):
    """A row with what it opens to, which is made when it is opened first.

    Signals:
        switched: whether the switch is on now.
    """

    switched = Signal(bool)

    def __init__(self, item: BoxRow, inside: QWidget, show_items: ShowItems) -> None:
        super().__init__()
        self._item, self.body, self._show_items = item, inside, show_items
        self.head = BoxHead(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(inside)
        inside.hide()
        self.head.toggled.connect(self._on_head_toggled)
        self.head.clicked.connect(self._on_head_clicked)

    @property
    def switches(self) -> bool:
        """Whether it is on or off, and opens nothing."""
        return self.head.switches

    def show_item(self, item: BoxRow) -> None:
        """Show this; what the person opened stays open."""
        before, self._item = self._item, item
        if item.opened is not before.opened and self.head.isChecked() is before.opened:
            self.head.setChecked(item.opened)
        self.head.show_item(item)
        self._fill()

    def _on_head_clicked(self, on: bool) -> None:
        if self._item.on is not None:
            self.switched.emit(on)

    def _on_head_toggled(self) -> None:
        if self._item.on is None:
            self._fill()
            tell_expanded(self.head)

    def _fill(self) -> None:
        opened = self._item.on is None and self.head.isChecked() and bool(self._item.items)
        layout = self.body.layout()
        if opened and layout is not None:
            rows = isinstance(first := self._item.items[0], BoxRow) and not first.flat
            inside = rows or self._item.flat
            around = margins(0, 0, 0, 0) if inside else margins(SPACE_L, SPACE_XS, SPACE_L, SPACE_L)
            layout.setContentsMargins(around)
            layout.setSpacing(0 if rows else SPACE_S)
            self._show_items(self._item.items)
        self.body.setVisible(opened)


class BoxView(QWidget):
    """The frame, and the heading above it."""

    def __init__(self, rows: QWidget, show_items: ShowItems) -> None:
        super().__init__()
        self._heading, self._rows, self._show_items = Heading(selectable=False), rows, show_items
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self._heading)
        column.addWidget(rows)
        if (layout := rows.layout()) is not None:
            layout.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)

    def show_item(self, item: BoxItem) -> None:
        """Show these rows."""
        self._heading.setText(item.label)
        self._heading.setVisible(bool(item.label))
        self._heading.setFont(larger(self.font(), 3, strong=True))
        self._show_items(item.rows)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the frame around the rows."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.hairline, 1))
        painter.setBrush(colours.tile)
        frame = QRectF(self._rows.geometry()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        painter.end()
