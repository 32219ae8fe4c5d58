"""A messenger as a tile: monogram, name, shape and state; it opens a page, or works as a check box."""

import re

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon, paint_icon
from dialtone.ui.painting.control_style import has_keyboard_in, paint_box
from dialtone.ui.painting.drawing import paint_round, paint_wrapped, painter_on
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import (
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    TILE_RADIUS,
    Colours,
    colours_of,
    enlarge,
    scale_to_font,
)
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.box_items import CHEVRON, paint_arrow

_LEAST = 52
_NO_LIMIT = 10_000
"""More pixels than any text takes."""
_NARROWEST_TEXT = 40
"""The least width of the words, in pixels."""
_MONOGRAM = 1.8
"""The side of the monogram, in line heights of the name."""
_BOX, _BOX_FONT_HEIGHTS = 20, 1.2
_CLAUSES = re.compile(r"([^,،;，；\n]+[,،;，；]) ?([^,،;，；\n]+)")
"""A state of two clauses. In one with more commas, as around a Russian "probably", they do not tell where it ends."""


class Tile(QAbstractButton):
    """One tab stop. A screen reader speaks the row's sentence.

    `ticks`: it is a check box to the keyboard and to a screen reader, and opens nothing.
    """

    def __init__(self, row: Row, parent: QWidget | None = None, *, ticks: bool = False) -> None:
        super().__init__(parent)
        self.row = row
        self.setCheckable(ticks)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_row(row)

    def show_row(self, row: Row) -> None:
        """Show this row."""
        self.row = row
        self.setText(row.name)
        self.setAccessibleName(row.spoken or row.name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Return True: words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height that fits all words and the whole monogram."""
        words = sum(rect.height() for _, _, rect in self._words(width))
        return max(_LEAST, words + 2 * SPACE_S, self._monogram() + 2 * SPACE_XS)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size with each text on a single line."""
        widest = max(QFontMetrics(font).horizontalAdvance(text) for text, font, _ in self._words(_NO_LIMIT))
        width = widest + self._before() + self._behind() + self._glyph()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a narrow width: words wrap."""
        return QSize(self._before() + self._behind() + 2 * self._monogram(), _LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the page with Enter too, and leave the arrow keys to the board: Qt would go to the next control."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                event.ignore()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not self.isCheckable():
                self.click()
            case _:
                super().keyPressEvent(event)

    def _monogram(self) -> int:
        """Return the side of the monogram, which grows with the text."""
        return round(_MONOGRAM * QFontMetrics(enlarge(self.font(), 3)).height())

    def _glyph(self) -> int:
        """Return the side of the shape before the state: the height of its text."""
        return QFontMetrics(enlarge(self.font(), 1)).height()

    def _box(self) -> int:
        return scale_to_font(_BOX, self.font(), _BOX_FONT_HEIGHTS)

    def _before(self) -> int:
        """Return the x at which the words begin."""
        return self._lead() + self._monogram() + SPACE_M

    def _lead(self) -> int:
        """Return the x at which the monogram begins, behind the box of a tile to tick."""
        return SPACE_M + (self._box() + SPACE_M if self.isCheckable() else 0)

    def _behind(self) -> int:
        """Return the room behind the words: for the arrow, unless the tile is one to tick."""
        return SPACE_M + (0 if self.isCheckable() else CHEVRON + SPACE_M)

    def _words(self, width: int) -> list[tuple[str, QFont, QRect]]:
        """Return the texts with their fonts and places, stacked from y = 0; the state is indented by its shape."""
        name, small = enlarge(self.font(), 3, strong=True), enlarge(self.font(), 1, strong=True)
        left, room, top, placed = self._before(), width - self._before() - self._behind(), 0, []
        for text, font, indent in (
            (self.row.maker, small, 0),
            (self.row.name, name, 0),
            (self.row.state, small, self._glyph() + SPACE_S if self.row.shape else 0),
        ):
            if text:
                room_for_text = QRect(0, 0, max(_NARROWEST_TEXT, room - indent), _NO_LIMIT)
                if text == self.row.state:
                    text = _by_clauses(text, QFontMetrics(font), room_for_text.width())
                height = QFontMetrics(font).boundingRect(room_for_text, int(Qt.TextFlag.TextWordWrap), text).height()
                placed.append((text, font, QRect(left + indent, top, room_for_text.width(), height)))
                top += height
        return placed

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint background, monogram, words and shape, and a tick box or an arrow."""
        colours, side = colours_of(self.palette()), self._monogram()
        ground = colours.selected if self.isDown() else colours.hover if self.underMouse() else colours.tile
        focused = has_keyboard_in(self)
        inset, edge = (1.0, QPen(colours.accent, 2)) if focused else (0.5, QPen(colours.hairline, 1))
        with painter_on(self) as painter:
            paint_round(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), TILE_RADIUS, ground, edge)
            square = self._mirrored(QRect(self._lead(), (self.height() - side) // 2, side, side))
            paint_monogram(painter, square, self.row.letter, self.row.hue, self.font())
            self._paint_words(painter, colours, ground)
            if self.isCheckable():
                side = self._box()
                box = self._mirrored(QRect(SPACE_M, (self.height() - side) // 2, side, side))
                paint_box(painter, box, colours, on=self.isChecked())
            elif self.isEnabled():
                end = self.width() - SPACE_M - CHEVRON / 2
                middle = QPointF(end if self.isLeftToRight() else self.width() - end, self.height() / 2)
                paint_arrow(painter, middle, self, colours.text, opened=False)

    def _paint_words(self, painter: QPainter, colours: Colours, ground: QColor) -> None:
        """Paint the words, the status shape before the last of them, and the bell of a muted messenger."""
        words = self._words(self.width())
        top = (self.height() - sum(place.height() for _, _, place in words)) // 2
        flags = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignTop
        ink = colours.of_status(self.row.shape) if self.row.shape else colours.dim
        inks = {self.row.maker: colours.of_status("partly"), self.row.name: colours.text}
        for text, font, place in words:
            painter.setFont(font)
            painter.setPen(inks.get(text, ink))
            mirrored = QStyle.visualRect(self.layoutDirection(), self.rect(), place.translated(0, top))
            paint_wrapped(painter, mirrored, flags, text)
        side, (_, font, last) = self._glyph(), words[-1]
        if self.row.shape:
            line = QFontMetrics(font).height()
            shape = QRect(self._before(), top + last.top() + (line - side) // 2, side, side)
            paint_glyph(painter, self._mirrored(shape), self.row.shape, ink, ground, hollow=self.row.doubtful)
        if self.row.muted:
            font, name = next((font, place) for text, font, place in words if text == self.row.name)
            wide = QFontMetrics(font).horizontalAdvance(self.row.name)
            bell = QRect(name.left() + wide + SPACE_S, top + name.top() + SPACE_XS, side, side)
            paint_icon(painter, self._mirrored(bell), ButtonIcon.MUTED, colours.dim, self.layoutDirection())

    def _mirrored(self, rect: QRect) -> QRectF:
        return QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), rect))


def _by_clauses(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return a state that is too wide for a line with its second clause on a line of its own, if that one fits."""
    clauses = _CLAUSES.fullmatch(text)
    if clauses is None or metrics.horizontalAdvance(text) <= width or metrics.horizontalAdvance(clauses[2]) > width:
        return text
    return f"{clauses[1]}\n{clauses[2]}"
