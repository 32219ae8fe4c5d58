"""A messenger as a tile: monogram, name, shape and state; it opens a page, or works as a check box."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dialtone.explain.joining import capitalize
from dialtone.ui.painting.button_icons import ButtonIcon, paint_icon
from dialtone.ui.painting.control_style import widget_has_keyboard_focus
from dialtone.ui.painting.drawing import paint_round, painter_on, round_pen
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import (
    TEXT,
    TILE_RADIUS,
    TITLE,
    Colours,
    Space,
    colours_of,
    enlarge,
    margins,
    scale_to_font,
)
from dialtone.ui.state.languages import current_language
from dialtone.ui.state.messenger_row import Row, say_aloud
from dialtone.ui.widgets.box_items import CHEVRON, RowButton, paint_chevron
from dialtone.ui.widgets.controls import Text

_MIN_HEIGHT, _MIN_TEXT_WIDTH = 52, 40


class Tile(RowButton):
    """A messenger as one tab stop; a screen reader speaks the row's sentence."""

    def __init__(self, row: Row, parent: QWidget | None = None, *, ticks: bool = False) -> None:
        """`ticks`: the tile is a check box, to the keyboard and to a screen reader too, and opens nothing."""
        super().__init__(parent)
        self.row = row
        self.setCheckable(ticks)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._warning, self._name, self._state = (Text(strong=True, selectable=False) for _ in range(3))
        self._state.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)  # no indent at the top
        self._words = self.stack_labels(self._warning, self._name, self._state)
        self.show_value(row)

    def show_value(self, row: Row) -> None:
        self.row = row
        self.setText(row.name)
        self.setAccessibleName(say_aloud(row))
        state = "\n".join(filter(None, (row.state, capitalize(row.readers_in_short, current_language()))))
        for label, words in ((self._warning, row.maker_warning), (self._name, row.name), (self._state, state)):
            label.show_words(words)
        self.fit()
        self.update()

    def has_room_in(self, width: int) -> bool:
        """Return whether the state has at most two lines in a tile of this width."""
        around = self._words.contentsMargins()
        height = self._state.heightForWidth(width - around.left() - around.right())
        return height < 3 * self._state.fontMetrics().lineSpacing()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the board, where Qt would go to the next control, and Enter on a tick to the page."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter) if self.isCheckable() else ()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, *enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    @property
    def _opens(self) -> bool:
        return self.isEnabled() and not self.isCheckable()

    @property
    def _monogram_side(self) -> int:
        return round(1.8 * self._name.fontMetrics().height())

    @property
    def _shape_side(self) -> int:
        return self._state.fontMetrics().height()

    @property
    def _box_side(self) -> int:
        """The side of the box of a tile to tick."""
        return scale_to_font(20, self.font(), 1.2)

    @property
    def _monogram_left(self) -> int:
        return Space.M + (self._box_side + Space.M if self.isCheckable() else 0)

    def fit(self) -> None:
        """Set fonts and colours of the words, and keep space for what is painted beside them."""
        colours = colours_of(self.palette())
        state_ink = colours.of_status(self.row.shape) if self.row.shape else colours.dim
        for label, points, ink in (
            (self._warning, TEXT, colours.of_status("partly")),
            (self._name, TITLE, colours.text),
            (self._state, TEXT, state_ink),
        ):
            label.setFont(enlarge(self.font(), points, strong=True))
            label.setMinimumWidth(_MIN_TEXT_WIDTH)
            palette = QPalette()
            palette.setColor(QPalette.ColorRole.ButtonText, ink)  # the role that labels inherit from a button
            label.setPalette(palette)
        self._state.setIndent(self._shape_side + Space.S if self.row.shape else 0)
        leading = self._monogram_left + self._monogram_side + Space.M
        self._words.setContentsMargins(
            margins(leading, Space.S, Space.M + (CHEVRON + Space.M if self._opens else 0), Space.S)
        )
        self.setMinimumHeight(max(_MIN_HEIGHT, self._monogram_side + 2 * Space.XS))

    def paintEvent(self, _event: object) -> None:
        colours = colours_of(self.palette())
        ground = colours.tile
        if self.isDown():
            ground = colours.selected
        elif self.isEnabled() and self.underMouse():
            ground = colours.hover
        inset = 0.5
        edge = QPen(colours.hairline, 1)
        if widget_has_keyboard_focus(self):
            inset = 1.0
            edge = QPen(colours.accent, 2)
        with painter_on(self) as painter:
            paint_round(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), TILE_RADIUS, ground, edge)
            square = self._place_square(self._monogram_left, self._monogram_side)
            paint_monogram(painter, square, self.row.letter, self.row.hue, self.font())
            if self.row.shape:
                ink = colours.of_status(self.row.shape)
                beside = self._place_beside(self._state, 0)
                paint_glyph(painter, beside, self.row.shape, ink, ground, hollow=self.row.doubtful)
            if self.row.muted:
                name_width = self._name.fontMetrics().horizontalAdvance(self.row.name)
                bell = self._place_beside(self._name, name_width + Space.S)
                paint_icon(painter, bell, ButtonIcon.MUTED, colours.dim, self.layoutDirection())
            if self.isCheckable():
                _paint_box(painter, self._place_square(Space.M, self._box_side), colours, on=self.isChecked())
            if self._opens:
                from_edge = Space.M + CHEVRON / 2
                middle = QPointF(self.width() - from_edge if self.isLeftToRight() else from_edge, self.height() / 2)
                paint_chevron(painter, middle, self, colours.text, opened=False)

    def _place_square(self, leading: int, side: int) -> QRectF:
        return QRectF(self.centred_rect(leading, side, side).toRect())

    def _place_beside(self, label: Text, leading: int) -> QRectF:
        """Return the square of a shape in the first line of a label. `leading`: its distance from the label's edge."""
        side = self._shape_side
        rect = label.geometry()
        left = rect.left() + leading if self.isLeftToRight() else rect.right() + 1 - leading - side
        return QRectF(left, rect.top() + (label.fontMetrics().height() - side) // 2, side, side)


def _paint_box(painter: QPainter, box: QRectF, colours: Colours, *, on: bool) -> None:
    """Paint the box of a tile to tick."""
    edge = QPen(colours.accent if on else colours.dim, 1.4)
    paint_round(painter, box, 4, colours.accent if on else colours.page, edge)
    if on:
        painter.setPen(round_pen(colours.on_accent, 2))
        corner = box.topLeft()
        unit = box.width() / 18
        painter.drawPolyline([corner + QPointF(x, y) * unit for x, y in ((4, 9.2), (7.4, 12.6), (13.4, 5.4))])
