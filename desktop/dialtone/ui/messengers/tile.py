"""A messenger as a tile: monogram, name, shape and state; it opens a page, or works as a check box."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon, paint_icon
from dialtone.ui.painting.control_style import widget_has_keyboard_focus
from dialtone.ui.painting.drawing import paint_round, paint_wrapped, painter_on, round_pen
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    TEXT,
    TILE_RADIUS,
    TITLE,
    Colours,
    colours_of,
    enlarge,
    scale_to_font,
)
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.box_items import CHEVRON, paint_chevron

_MIN_HEIGHT, _MIN_TEXT_WIDTH = 52, 40
_UNLIMITED = 10_000  # more pixels than any text takes


class _PlacedText(NamedTuple):
    """One text, and its rectangle from left to right, whose y counts from the top of the first text."""

    text: str
    font: QFont
    rect: QRect


class Tile(QAbstractButton):
    """A messenger as one tab stop; a screen reader speaks the row's sentence."""

    def __init__(self, row: Row, parent: QWidget | None = None, *, ticks: bool = False) -> None:
        """`ticks`: the tile is a check box, to the keyboard and to a screen reader too, and opens nothing."""
        super().__init__(parent)
        self.row = row
        self.setCheckable(ticks)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_value(row)

    def show_value(self, row: Row) -> None:
        self.row = row
        self.setText(row.name)
        self.setAccessibleName(row.spoken or row.name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text_height = sum(placed.rect.height() for placed in self._place_texts(width))
        return max(_MIN_HEIGHT, text_height + 2 * SPACE_S, self._monogram_side() + 2 * SPACE_XS)

    def sizeHint(self) -> QSize:
        texts = self._place_texts(_UNLIMITED)
        text_width = max(QFontMetrics(placed.font).horizontalAdvance(placed.text) for placed in texts)
        width = text_width + self._text_left() + self._width_after_text() + self._shape_side()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._text_left() + self._width_after_text() + 2 * self._monogram_side(), _MIN_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the page with Enter too, and leave the arrow keys to the board: Qt would go to the next control."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                event.ignore()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not self.isCheckable():
                self.click()
            case _:
                super().keyPressEvent(event)

    @property
    def _opens(self) -> bool:
        return self.isEnabled() and not self.isCheckable()

    def _monogram_side(self) -> int:
        return round(1.8 * QFontMetrics(enlarge(self.font(), TITLE)).height())

    def _shape_side(self) -> int:
        return QFontMetrics(enlarge(self.font(), TEXT)).height()

    def _box_side(self) -> int:
        """Return the side of the box of a tile to tick."""
        return scale_to_font(20, self.font(), 1.2)

    def _text_left(self) -> int:
        return self._monogram_left() + self._monogram_side() + SPACE_M

    def _monogram_left(self) -> int:
        return SPACE_M + (self._box_side() + SPACE_M if self.isCheckable() else 0)

    def _width_after_text(self) -> int:
        return SPACE_M + (CHEVRON + SPACE_M if self._opens else 0)

    def _place_texts(self, width: int) -> list[_PlacedText]:
        """Return the texts that are not empty, one below the other: maker, name and state beside its shape."""
        name_font = enlarge(self.font(), TITLE, strong=True)
        small_font = enlarge(self.font(), TEXT, strong=True)
        left = self._text_left()
        available = width - left - self._width_after_text()
        indent = self._shape_side() + SPACE_S if self.row.shape else 0
        state_width = max(_MIN_TEXT_WIDTH, available - indent)
        state = _break_between_clauses(self.row, QFontMetrics(small_font), state_width)
        top, placed = 0, []
        for text, font, x, text_width in (
            (self.row.maker_warning, small_font, left, max(_MIN_TEXT_WIDTH, available)),
            (self.row.name, name_font, left, max(_MIN_TEXT_WIDTH, available)),
            (state, small_font, left + indent, state_width),
        ):
            if text:
                bounds = QRect(0, 0, text_width, _UNLIMITED)
                height = QFontMetrics(font).boundingRect(bounds, int(Qt.TextFlag.TextWordWrap), text).height()
                placed.append(_PlacedText(text, font, QRect(x, top, text_width, height)))
                top += height
        return placed

    def paintEvent(self, _event: object) -> None:
        colours = colours_of(self.palette())
        is_hovered = self.isEnabled() and self.underMouse()
        ground = colours.selected if self.isDown() else colours.hover if is_hovered else colours.tile
        inset, edge = 0.5, QPen(colours.hairline, 1)
        if widget_has_keyboard_focus(self):
            inset, edge = 1.0, QPen(colours.accent, 2)
        with painter_on(self) as painter:
            paint_round(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), TILE_RADIUS, ground, edge)
            square = self._place_square(self._monogram_left(), self._monogram_side())
            paint_monogram(painter, square, self.row.letter, self.row.hue, self.font())
            self._paint_words(painter, colours, ground)
            if self.isCheckable():
                _paint_box(painter, self._place_square(SPACE_M, self._box_side()), colours, on=self.isChecked())
            if self._opens:
                from_edge = SPACE_M + CHEVRON / 2
                middle = QPointF(self.width() - from_edge if self.isLeftToRight() else from_edge, self.height() / 2)
                paint_chevron(painter, middle, self, colours.text, opened=False)

    def _paint_words(self, painter: QPainter, colours: Colours, ground: QColor) -> None:
        """Paint the words, the status shape before the last of them, and the bell of a muted messenger."""
        texts = self._place_texts(self.width())
        top = (self.height() - sum(placed.rect.height() for placed in texts)) // 2
        flags = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignTop
        state_ink = colours.of_status(self.row.shape) if self.row.shape else colours.dim
        inks = {self.row.maker_warning: colours.of_status("partly"), self.row.name: colours.text}
        for placed in texts:
            painter.setFont(placed.font)
            painter.setPen(inks.get(placed.text, state_ink))
            paint_wrapped(painter, self._mirror(placed.rect.translated(0, top)), flags, placed.text)
        side, state = self._shape_side(), texts[-1]
        if self.row.shape:
            line_height = QFontMetrics(state.font).height()
            square = QRect(self._text_left(), top + state.rect.top() + (line_height - side) // 2, side, side)
            shape_rect = QRectF(self._mirror(square))
            paint_glyph(painter, shape_rect, self.row.shape, state_ink, ground, hollow=self.row.doubtful)
        if self.row.muted:
            name = next(placed for placed in texts if placed.text == self.row.name)
            after_name = name.rect.left() + QFontMetrics(name.font).horizontalAdvance(name.text) + SPACE_S
            bell = self._mirror(QRect(after_name, top + name.rect.top() + SPACE_XS, side, side))
            paint_icon(painter, QRectF(bell), ButtonIcon.MUTED, colours.dim, self.layoutDirection())

    def _place_square(self, left: int, side: int) -> QRectF:
        """Return a vertically centred square. `left`: its distance from the side where reading begins."""
        return QRectF(self._mirror(QRect(left, (self.height() - side) // 2, side, side)))

    def _mirror(self, rect: QRect) -> QRect:
        """Return a rectangle as it is; in a language from right to left, at the other side."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


def _paint_box(painter: QPainter, box: QRectF, colours: Colours, *, on: bool) -> None:
    """Paint the box of a tile to tick."""
    edge = QPen(colours.accent if on else colours.dim, 1.4)
    paint_round(painter, box, 4, colours.accent if on else colours.page, edge)
    if on:
        painter.setPen(round_pen(colours.on_accent, 2))
        corner, unit = box.topLeft(), box.width() / 18
        painter.drawPolyline([corner + QPointF(x, y) * unit for x, y in ((4, 9.2), (7.4, 12.6), (13.4, 5.4))])


def _break_between_clauses(row: Row, metrics: QFontMetrics, width: int) -> str:
    """Return the state with its second clause on a line of its own, unless it needs fewer lines without that."""
    end_of_first = len(row.first_clause) + 1  # after its comma
    if not row.first_clause or len(row.state) <= end_of_first:
        return row.state
    broken = f"{row.state[:end_of_first]}\n{row.state[end_of_first:].lstrip()}"
    bounds, wraps = QRect(0, 0, width, _UNLIMITED), int(Qt.TextFlag.TextWordWrap)
    heights = [metrics.boundingRect(bounds, wraps, text).height() for text in (row.state, broken)]
    return broken if heights[1] <= heights[0] else row.state
