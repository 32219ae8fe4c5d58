"""Where everything stands on the card. Lengths are pixels; `x` counts from the side on which reading starts."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QRectF

from dialtone.model.card import Card
from dialtone.model.frozen import Frozen
from dialtone.ui.painting.card_rows_layout import Arrangement, RowPlace, arrange_rows
from dialtone.ui.painting.outlined_text import at_most, balanced, elided, text_width
from dialtone.ui.painting.path_picture import path_height
from dialtone.ui.painting.qr_code import code_side, code_squares
from dialtone.ui.painting.text_line import Line, stack

_ANSWER_SIZES = (1.7, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)
"""As shares of the state's size: those in which the answer is tried."""
_PER_LINE, _PER_LINE_OF_TALL, _UNEVEN = 0.85, 0.93, 0.3
"""What a line more takes from how well an answer reads, less where there is height, and what unequal lines take."""
_LEADING = 1.24
_ANSWER_SHARE = 0.26
"""Of the height, at most, for the answer."""
_MOST_NOTE_LINES = 2
_AS_LARGE = 0.85
"""How much smaller rows may become for the drawing."""


class CardShape(Enum):
    """The shapes that chats and networks show whole: width, height, small text and the state of a row, in pixels."""

    WIDE = (1200, 630, 20, 42)
    SQUARE = (1080, 1080, 28, 46)
    TALL = (1080, 1920, 36, 62)


class CardLayout(Frozen):
    """The whole card."""

    shape: CardShape
    field: QRectF
    """The coloured ground of the answer, from edge to edge."""
    mark: QRectF
    title: Line
    date: Line
    face: QRectF
    """The bubble whose tone carries the state."""
    answer: tuple[Line, ...]
    rows: tuple[RowPlace, ...]
    more: Line | None
    """How many have no row."""
    foot: tuple[Line, ...]
    code: QRectF | None
    path: QRectF | None
    """The drawing of the way to the first messenger, where there is room."""
    path_side: float
    path_line: float


def lay_out(card: Card, shape: CardShape, link: str = "") -> CardLayout:
    """Lay a card out. The card's font must be loaded. `link`: what the code leads to; empty for no code."""
    return _Sheet(card, shape, link).layout()


def margin_of(shape: CardShape) -> int:
    """Return the free edge on each side."""
    return round(min(shape.value[:2]) * 0.066)


class _Sheet:
    def __init__(self, card: Card, shape: CardShape, link: str) -> None:
        self._card, self._shape, self._link = card, shape, link
        self._width, self._height, self._small, self._state = (float(value) for value in shape.value)
        self._margin = float(margin_of(shape))
        self._room = self._width - 2 * self._margin

    def layout(self) -> CardLayout:
        mark, title, date = self._head()
        head_end = mark.bottom() + self._small * 0.7
        face, answer = self._answer(head_end)
        field_end = max(answer[-1].bottom, face.bottom()) + self._small * 0.4
        if not date.width:  # beside the name it would not be whole
            date = Line(self._card.date, self._margin, field_end + self._small * 0.8, self._small * 1.15)
            field_end = date.bottom + self._small * 0.3
        field = QRectF(0, 0, self._width, round(field_end + self._small * 0.7))
        code, foot, foot_top = self._foot()
        gap = round(self._small * 0.9)
        beside = code.width() + gap if code is not None and self._shape is CardShape.WIDE else 0.0
        area = QRectF(self._margin, field.bottom() + gap, self._room - beside, foot_top - field.bottom() - 2 * gap)
        rows, more, path = self._rows_and_path(area, gap)
        sizes = self._path_sizes()
        return CardLayout(self._shape, field, mark, title, date, face, answer, rows, more, foot, code, path, *sizes)

    def _path_sizes(self) -> tuple[float, float]:
        """Return the side of a station's sign and the height of a line of words."""
        return round(self._small * 2.2), round(self._small * 1.3)

    def _rows_and_path(self, area: QRectF, gap: int) -> tuple[tuple[RowPlace, ...], Line | None, QRectF | None]:
        """Place the rows, and the drawing below them where all of them stay as large as without it."""
        mark, ways = self._mark_pixels(), self._arrangements()
        rows, more = arrange_rows(self._card, area, self._state, mark, ways)
        if self._card.path is None or more is not None:
            return rows, more, None
        high = round(path_height(self._card.path, *self._path_sizes())) + gap
        less = QRectF(area.x(), area.y(), area.width(), area.height() - high)
        fewer, left_out = arrange_rows(self._card, less, self._state, mark, ways)
        smallest = min(place.state.pixels for place in rows) * _AS_LARGE
        if left_out is not None or min(place.state.pixels for place in fewer) < smallest:
            return rows, more, None
        top = round(max(place.panel.bottom() for place in fewer) + gap)
        if top + high - gap > area.bottom() + 1:
            return rows, more, None
        return fewer, None, QRectF(self._margin, top, area.width(), high - gap)

    def _head(self) -> tuple[QRectF, Line, Line]:
        side, top = round(self._small * 1.7), round(self._margin * 0.75)
        middle = top + side / 2
        title = Line("Dialtone", self._margin + side + self._small * 0.5, middle, self._small * 1.15, bold=True)
        pixels = self._small * 1.15
        wide = text_width(self._card.date, pixels)
        start = self._width - self._margin - wide
        date = Line(self._card.date if start > title.end + self._small else "", start, middle, pixels)
        return QRectF(self._margin, top, side, side), title, date

    def _answer(self, top: float) -> tuple[QRectF, tuple[Line, ...]]:
        """Return the face and the largest lines in which the answer fits."""
        tall = self._shape is CardShape.TALL
        side = round(self._small * (5.5 if tall else 6.5))
        face = QRectF(self._margin if tall else self._width - self._margin - side, round(top), side, side)
        room = self._room if tall else self._room - side - self._small * 1.5
        most, start = (6, face.bottom() + self._small * 0.7) if tall else (3, top)
        pixels, texts = self._answer_lines(room, most)
        spare = 0.0 if tall else max(0.0, (side - len(texts) * pixels * _LEADING) / 2)
        return face, stack(texts, self._margin, start + spare, pixels, _LEADING, bold=True)

    def _answer_lines(self, room: float, most: int) -> tuple[float, list[str]]:
        """Return the size and the lines that read best; one line more than usual rather than a part left out."""
        found = self._answers(room, most) or self._answers(room, most + 1)
        if found:
            return max(found)[1:]
        pixels = self._state * _ANSWER_SIZES[-1]
        return pixels, at_most(most, self._card.answer, pixels, room, bold=True)

    def _answers(self, room: float, most: int) -> list[tuple[float, float, list[str]]]:
        """Return the sizes in which all of the answer fits, with its lines: how well each reads comes first.

        It reads well where it is large, in few lines, and in about equally long ones.
        """
        found = list[tuple[float, float, list[str]]]()
        per_line = _PER_LINE_OF_TALL if self._shape is CardShape.TALL else _PER_LINE
        for share in _ANSWER_SIZES:
            pixels = self._state * share
            texts = balanced(self._card.answer, pixels, room, bold=True)
            widths = [text_width(text, pixels, bold=True) for text in texts]
            high = len(texts) * pixels * _LEADING
            if max(widths) <= room and len(texts) <= most and high <= self._height * _ANSWER_SHARE:
                even = 1 - _UNEVEN * (1 - min(widths) / max(widths))
                found.append((pixels * even * per_line ** len(texts), pixels, texts))
        return found

    def _foot(self) -> tuple[QRectF | None, tuple[Line, ...], float]:
        """Lay out from the bottom up: the last line, what must be known above it, the code beside it.

        On a wide card the code stands beside the rows too: they need the height.
        """
        end = self._height - round(self._margin * 0.75)
        code, room, top = None, self._room, end
        if self._link:
            side = code_side(code_squares(self._link), self._small * (8.0 if self._shape is CardShape.WIDE else 6.6))
            code = QRectF(self._width - self._margin - side, end - side, side, side)
            room, top = room - side - self._small, end if self._shape is CardShape.WIDE else code.top()
        texts = [text for note in self._card.notes for text in at_most(_MOST_NOTE_LINES, note, self._small, room)]
        texts += [elided(self._card.place, self._small, room)] if self._card.place else []
        texts.append(elided(self._card.footer, self._small, room, bold=True))
        leading = 1.45
        first = end - len(texts) * self._small * leading
        lines = stack(texts, self._margin, first, self._small, leading)
        last = Line(lines[-1].text, lines[-1].x, lines[-1].middle, self._small, bold=True)
        return code, (*lines[:-1], last), min(top, first)

    def _mark_pixels(self) -> float:
        """Return the size of the smallest text: a fortieth of the shorter side."""
        return max(self._small * 0.8, min(self._width, self._height) / 40)

    def _arrangements(self) -> Sequence[Arrangement]:
        """Return what may be tried, the best to read first."""
        if self._shape is CardShape.TALL:
            return [Arrangement(1, share, stacked=True) for share in (1.0, 0.9, 0.8, 0.7, 0.6)]
        beside = [Arrangement(1, share, stacked=False) for share in (1.0, 0.93, 0.86, 0.8)]
        if self._shape is CardShape.WIDE:
            return [*beside, *(Arrangement(2, share, stacked=True) for share in (0.9, 0.82, 0.74, 0.66, 0.58))]
        stacked = [Arrangement(1, share, stacked=True) for share in (0.93, 0.86, 0.8)]
        return [*beside, *stacked, *(Arrangement(1, share, stacked=False) for share in (0.74, 0.66))]
