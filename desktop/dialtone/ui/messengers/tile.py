"""A messenger as a tile: monogram, name, the sign and a few words for its state; it leads on, or is ticked."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon, paint_sign
from dialtone.ui.painting.control_style import paint_box
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, SPACE_XS, Colours, colours_of, grown, larger
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.box_view import paint_arrow
from dialtone.ui.widgets.spoken_roles import SpokenTile

_RADIUS = 12
_LEAST = 52
_MONOGRAM, _GLYPH, _CHEVRON = 2.0, 1.0, 12
"""The first two in heights of the name's and the state's letters."""
_BOX, _BOX_LETTERS = 20, 1.2


class TickTile(QAbstractButton):
    """A tile that is ticked: a check box to the keyboard and to a screen reader.

    Signals:
        moved: an arrow was pressed: -1 for up, 1 for down.
    """

    moved = Signal(int)

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_row(row)

    def show_row(self, row: Row) -> None:
        """Show this messenger, or another."""
        self.row = row
        self.setText(row.name)
        self.setAccessibleName(row.spoken or row.name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Long words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height with all words, and the whole monogram beside large letters."""
        words = sum(place.height() for _, _, place in self._words(width))
        return max(_LEAST, words + 2 * SPACE_S, self._monogram() + 2 * SPACE_XS)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words in one line each."""
        widest = max(QFontMetrics(font).horizontalAdvance(text) for text, font, _ in self._words(10_000))
        wide = widest + self._before() + self._behind() + self._glyph()
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow is possible: words wrap."""
        return QSize(self._before() + self._behind() + 2 * self._monogram(), _LEAST)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go to the next one; the space bar presses, as Qt has it."""
        match event.key():
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)

    def _monogram(self) -> int:
        return round(_MONOGRAM * QFontMetrics(larger(self.font(), 3)).height() * 0.9)

    def _glyph(self) -> int:
        return round(_GLYPH * QFontMetrics(larger(self.font(), 1)).height())

    def _lead(self) -> int:
        """Return the width of what stands before the monogram."""
        return self._box() + SPACE_M

    def _box(self) -> int:
        return grown(_BOX, self.font(), _BOX_LETTERS)

    def _before(self) -> int:
        return SPACE_M + self._lead() + self._monogram() + SPACE_M

    def _behind(self) -> int:
        return SPACE_M

    def _words(self, width: int) -> list[tuple[str, QFont, QRect]]:
        """Return the lines with their letters and places, one below the other from 0; the state after its sign."""
        name, small = larger(self.font(), 3, strong=True), larger(self.font(), 1, strong=True)
        left, room, top, placed = self._before(), width - self._before() - self._behind(), 0, []
        for text, font, drawn in (
            (self.row.maker, small, False),
            (self.row.name, name, False),
            (self.row.state, small, bool(self.row.shape)),
        ):
            if text:
                before = self._glyph() + SPACE_S if drawn else 0
                inside = QRect(0, 0, max(40, room - before), 10_000)
                height = QFontMetrics(font).boundingRect(inside, int(Qt.TextFlag.TextWordWrap), text).height()
                placed.append((text, font, QRect(left + before, top, inside.width(), height)))
                top += height
        return placed

    def paintEvent(self, _event: object) -> None:  # noqa: N802 - Qt's name
        """Paint ground, monogram, words, sign and chevron."""
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.selected if self.isDown() else colours.hover if self.underMouse() else colours.tile
        self._paint_ground(painter, colours, ground)
        side = self._monogram()
        square = QRect(SPACE_M + self._lead(), (self.height() - side) // 2, side, side)
        paint_monogram(painter, QRectF(self._seen(square)), self.row.letter, self.row.hue, self.font())
        self._paint_words(painter, colours, ground)
        self._paint_press(painter, colours)
        painter.end()

    def _paint_press(self, painter: QPainter, colours: Colours) -> None:
        """Paint what a press does."""
        side = self._box()
        box = QRectF(self._seen(QRect(SPACE_M, (self.height() - side) // 2, side, side)))
        paint_box(painter, box, colours, on=self.isChecked())

    def _paint_ground(self, painter: QPainter, colours: Colours, ground: QColor) -> None:
        focused = self.hasFocus() and self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        painter.setPen(QPen(colours.accent, 2) if focused else QPen(colours.hairline, 1))
        painter.setBrush(ground)
        inset = 1 if focused else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)

    def _paint_words(self, painter: QPainter, colours: Colours, ground: QColor) -> None:
        words = self._words(self.width())
        top = (self.height() - sum(place.height() for _, _, place in words)) // 2
        flags = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignTop
        ink = colours.of_status(self.row.shape) if self.row.shape else colours.dim
        inks = {self.row.maker: colours.of_status("partly"), self.row.name: colours.text, self.row.state: ink}
        for text, font, place in words:
            painter.setFont(font)
            painter.setPen(inks[text])
            painter.drawText(self._seen(place.translated(0, top)), int(flags) | int(Qt.TextFlag.TextWordWrap), text)
        side, (_, font, last) = self._glyph(), words[-1]
        if self.row.shape:
            line = QFontMetrics(font).height()
            sign = QRect(self._before(), top + last.top() + (line - side) // 2, side, side)
            square = QRectF(self._seen(sign))
            paint_glyph(painter, square, self.row.shape, ink, ground, hollow=self.row.doubtful)
        if self.row.muted:
            name = next(place for text, _, place in words if text == self.row.name).translated(0, top)
            wide = QFontMetrics(larger(self.font(), 3, strong=True)).horizontalAdvance(self.row.name)
            bell = QRect(name.left() + wide + SPACE_S, name.top() + SPACE_XS, side, side)
            paint_sign(painter, QRectF(self._seen(bell)), ButtonIcon.MUTED, colours.dim, self.layoutDirection())

    def _seen(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


class Tile(TickTile):
    """A tile that leads on. What a screen reader says is the row's sentence.

    Signals:
        delete_pressed: the key was pressed on it.
        menu_requested: its menu should open, at this place of the screen.
    """

    delete_pressed = Signal()
    menu_requested = Signal(object)

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(row, parent)
        self.setCheckable(False)

    def spoken(self) -> QAccessibleInterface:
        """Return what a screen reader is told."""
        return SpokenTile(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens, Delete takes it out of the list."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.delete_pressed.emit()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu where the mouse is, by the key in the middle."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        self.menu_requested.emit(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def _lead(self) -> int:
        return 0

    def _behind(self) -> int:
        return SPACE_M + _CHEVRON + SPACE_M

    def _paint_press(self, painter: QPainter, colours: Colours) -> None:
        if not self.isEnabled():
            return
        end = self.width() - SPACE_M - _CHEVRON / 2
        middle = QPointF(end if self.isLeftToRight() else self.width() - end, self.height() / 2)
        paint_arrow(painter, middle, self, colours.text, opened=False)
