"""Paints a row of the list: monogram, name, the state in a sentence, and the status shape at the end."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dialtone.explain.who_reads import READABLE
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.messengers.messenger_model import Index, RowRole
from dialtone.ui.painting.button_icons import ButtonIcon, paint_sign
from dialtone.ui.painting.hour_strip import HOUR_WIDTH, STRIP_HEIGHT, paint_hours
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import (
    RADIUS,
    SPACE_L,
    SPACE_M,
    SPACE_S,
    SPACE_XS,
    Colours,
    Type,
    colours_of,
    grown,
    type_font,
)
from dialtone.ui.state.messenger_row import Row

_MONOGRAM, _GLYPH, _BELL = (36, 1.7), (20, 1.1), (14, 0.9)
"""The least side, and in heights of the letters, where those are large."""
_LEAST_OF_MARK, _LEAST_OF_WARNING = 0.6, 0.35
"""What of a mark must have room: "pr…" says nothing. A warning says something in part too."""
_RING = 4


class RowDelegate(QStyledItemDelegate):
    """One look for all rows; everything mirrors where the language is written from the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = index.data(RowRole.ROW)
        if not isinstance(row, Row):
            return
        colours = colours_of(option.palette)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            _paint_heading(painter, rect, row, colours, option)
        else:
            _paint_ground(painter, rect, colours, option)
            _paint_messenger(painter, rect, row, colours, option)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """At least 60 pixels high; grows with the font."""
        row = index.data(RowRole.ROW)
        font: QFont = option.font
        line = QFontMetrics(font).height()
        if isinstance(row, Row) and row.heading:
            return QSize(0, line + SPACE_L + SPACE_S)
        lines = 3 if isinstance(row, Row) and row.maker else 2
        return QSize(0, max(60, lines * line + SPACE_XS + 2 * SPACE_M))


def bell_side(font: QFont) -> int:
    """Return the side of the bell behind a name that is muted."""
    return grown(_BELL[0], font, _BELL[1])


def words_room(width: int, font: QFont, bar: int = 0) -> int:
    """Return how much of a row of this width is for words, between the sign and the shape.

    `bar`: how wide the scroll bar behind the row is; it stands in what else is left free there.
    """
    signs = grown(_MONOGRAM[0], font, _MONOGRAM[1]) + grown(_GLYPH[0], font, _GLYPH[1])
    return width - 2 * (SPACE_L + SPACE_XS) + min(bar, SPACE_S) - signs - 2 * SPACE_M - 1


def shows_mark(room: int, wide: int, *, warns: bool) -> bool:
    """Return whether a mark of this width is worth showing in this room. `warns`: it says that a state can read."""
    return room >= (_LEAST_OF_WARNING if warns else _LEAST_OF_MARK) * wide


def state_font(base: QFont, state: str, width: int) -> QFont:
    """Return the letters of a state: smaller ones before a word is cut."""
    body = type_font(base, Type.BODY)
    fits = QFontMetrics(body).horizontalAdvance(state) <= width
    return body if fits else type_font(base, Type.CAPTION)


def _font(option: QStyleOptionViewItem) -> QFont:
    return QFont(option.font)


def _bar(option: QStyleOptionViewItem) -> int:
    """Return how much of the free room behind a row the list's scroll bar takes."""
    view = option.widget
    return min(SPACE_S, view.width() - view.viewport().width()) if isinstance(view, QAbstractScrollArea) else 0


def _mirrored(option: QStyleOptionViewItem, rect: QRect, inner: QRect) -> QRect:
    return QStyle.visualRect(option.direction, rect, inner)


def _paint_heading(painter: QPainter, rect: QRect, row: Row, colours: Colours, option: QStyleOptionViewItem) -> None:
    painter.setFont(type_font(_font(option), Type.CAPTION, strong=True))
    painter.setPen(colours.dim)
    inner = _mirrored(option, rect, rect.adjusted(SPACE_L + SPACE_XS, 0, -SPACE_L, -SPACE_S))
    flags = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
    painter.drawText(inner, int(flags | Qt.AlignmentFlag.AlignBottom), row.name)


def _paint_ground(painter: QPainter, rect: QRect, colours: Colours, option: QStyleOptionViewItem) -> None:
    state: QStyle.StateFlag = option.state
    ground = QRectF(_mirrored(option, rect, rect.adjusted(SPACE_S, 1, _bar(option) - SPACE_S, -1)))
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(colours.selected)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(colours.hover)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(ground, RADIUS, RADIUS)
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.accent, 2))
        painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)


def _paint_messenger(painter: QPainter, rect: QRect, row: Row, colours: Colours, option: QStyleOptionViewItem) -> None:
    font = _font(option)
    middle = rect.center().y() + 1
    start = rect.left() + SPACE_L + SPACE_XS
    end = rect.right() - SPACE_L - SPACE_XS + _bar(option)
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    ground = colours.selected if selected else colours.window
    side, glyph = grown(_MONOGRAM[0], font, _MONOGRAM[1]), grown(_GLYPH[0], font, _GLYPH[1])
    square = QRect(start, middle - side // 2, side, side)
    paint_monogram(painter, QRectF(_mirrored(option, rect, square)), row.letter, row.hue, font)
    place = QRectF(_mirrored(option, rect, QRect(end - glyph, middle - glyph // 2, glyph, glyph)))
    if row.status:
        shape = row.shape or row.status
        paint_glyph(painter, place, shape, colours.of_status(shape), ground, hollow=row.doubtful)
    if row.checking:
        _paint_ring(painter, place, colours.accent)
    if any(row.hours):
        begin = square.right() + 1 + SPACE_M
        strip = QRect(begin, rect.bottom() - STRIP_HEIGHT - 2, len(row.hours) * HOUR_WIDTH, STRIP_HEIGHT)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_hours(painter, QRectF(_mirrored(option, rect, strip)), row.hours, colours, mirrored=mirrored)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_words(painter, rect, QRect(square.right() + 1 + SPACE_M, rect.top(), 0, 0), end, row, colours, option)


def _paint_ring(painter: QPainter, place: QRectF, ink: QColor) -> None:
    """Three quarters of a ring around the shape: it is being asked, and what stands there is still readable."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(place.adjusted(-_RING, -_RING, _RING, _RING), 90 * 16, -270 * 16)


def _paint_words(
    painter: QPainter,
    rect: QRect,
    begin: QRect,
    end: int,
    row: Row,
    colours: Colours,
    option: QStyleOptionViewItem,
) -> None:
    strong = type_font(_font(option), Type.BODY, strong=True)
    body = type_font(_font(option), Type.BODY)
    name_height, state_height = QFontMetrics(strong).height(), QFontMetrics(body).height()
    shaped = row.status or row.checking
    width = words_room(rect.width(), _font(option), _bar(option)) if shaped else end - begin.left()
    body = state_font(_font(option), row.state, width)
    gap = 2
    above = gap + state_height if row.maker else 0
    top = rect.center().y() + 1 + (above - name_height - (gap + state_height if row.state else 0)) // 2
    bell = bell_side(_font(option))
    if row.muted:
        behind = min(QFontMetrics(strong).horizontalAdvance(row.name) + SPACE_S, width - bell)
        square = QRect(begin.left() + behind, top, bell, name_height)
        _paint_bell(painter, _mirrored(option, rect, square), colours.dim, option)
    flags = int(QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
    _paint_mark(painter, rect, QRect(begin.left(), top, width, name_height), row, colours, option)
    for text, font, colour, y, height, below in (
        (row.maker, strong, colours.of_status(MessengerStatus.PARTLY), top - above, state_height, False),
        (row.name, strong, colours.text, top, name_height, False),
        (row.state, body, colours.dim, top + name_height + gap, state_height, True),
    ):
        room = width - (SPACE_S + bell if row.muted and not below else 0)
        place = _mirrored(option, rect, QRect(begin.left(), y, room, height))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(place, flags, QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room))


def _paint_mark(
    painter: QPainter, rect: QRect, line: QRect, row: Row, colours: Colours, option: QStyleOptionViewItem
) -> None:
    """Who can read along, behind the name; amber where a state can. It gives way to the name."""
    strong, small = type_font(_font(option), Type.BODY, strong=True), type_font(_font(option), Type.CAPTION)
    behind = (
        QFontMetrics(strong).horizontalAdvance(row.name)
        + SPACE_S
        + (SPACE_S + bell_side(_font(option)) if row.muted else 0)
    )
    room = line.width() - behind
    wide = QFontMetrics(small).horizontalAdvance(row.mark)
    if not row.mark or not shows_mark(room, wide, warns=row.shape == READABLE):
        return
    flags = int(QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
    painter.setFont(small)
    painter.setPen(colours.of_status(READABLE) if row.shape == READABLE else colours.dim)
    place = _mirrored(option, rect, QRect(line.left() + behind, line.top(), room, line.height()))
    painter.drawText(place, flags, QFontMetrics(small).elidedText(row.mark, Qt.TextElideMode.ElideRight, room))


def _paint_bell(painter: QPainter, place: QRect, ink: QColor, option: QStyleOptionViewItem) -> None:
    """The bell with a stroke through it, behind the name."""
    side = bell_side(_font(option))
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(place).center())
    painter.save()
    paint_sign(painter, square, ButtonIcon.MUTED, ink, option.direction)
    painter.restore()
