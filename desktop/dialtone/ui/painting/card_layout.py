"""The layout of the card. Lengths are in pixels; `x` counts from the side on which reading starts.

Sizes and distances are multiples of `unit`, one pixel of the picture at 300 pixels wide, as a chat shows it: there a
name must be at least 11 high and a state 9.5.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import chain, product
from typing import NamedTuple

from PySide6.QtCore import QRectF

from dialtone.model.explanation import Card, CardRow
from dialtone.model.frozen import Frozen, replace
from dialtone.ui.painting.card_font import ELLIPSIS, Line, fit_text, stack, text_width
from dialtone.ui.painting.qr_code import fit_code_side, make_code_squares
from dialtone.ui.painting.wave_lines import BAR_OVERHANG, YOU_SIZE, WaveArea

THUMBNAIL = 300  # the width in pixels at which a chat shows the picture
_LABEL = 8.0  # the size of labels
_HEADING_SIZES = ((8.5, 1), (7.5, 1), (7.5, 2))
_LINE_SIZES = ((11.5, 1), (10.5, 1), (9.5, 1), (9.5, 2))
"""The sizes of the heading and of the line on what works, in the order tried, each with the most lines in it."""
_ANSWER_SIZES = tuple((size, 1) for size in (20, 19, 18, 17, 16, 15, 14))
_LARGE_TWO_LINE_SIZES = tuple((size, 2) for size in (16, 15, 14, 13, 12))
_TWO_LINE_SIZES = ((11, 2), (10, 2))
"""The same of the answer. The larger ones for two lines are not used above a line of a wide card: it is too low."""
_LEADING, _LEADING_BESIDE_CODE, _ANSWER_LEADING, _ROW_LEADING = 1.3, 1.43, 1.15, 1.12
"""The height of a line, in its size: elsewhere, beside the code, of the answer, and in a row."""
_MIN_GAP, _MAX_GAP = 1.5, 24.0  # the least and greatest gap between two rows
_GAP_OF_LARGE_ROWS = 3.0  # the least gap between rows in a larger size than the smallest
_WORDS_GAP = 4  # the gap between a monogram and the words
_ROW_SIZES: tuple[tuple[float, float], ...] = ((12, 10), (11.5, 9.5), (11, 9.5))
_TALL_ROW_SIZES = ((18, 14.5), (16, 13), (14.5, 12), (13, 11), *_ROW_SIZES)
"""The sizes of a name and of a state, in the order tried."""
_MIN_WAVES = (230, 180)  # the least width of the lines, in window pixels, in the order tried
_MAX_WAVES_SHARE = 0.55  # their greatest share of the width
_MAX_ANSWER_LINES = 3  # the most lines of the answer on a wide card, including the one on what works
_HEADING_TOP = 6.5  # the space above the heading
_TEXT_GAP = 1.5  # the space between two texts on the field
_FIELD_PADDING, _WIDE_FIELD_PADDING = 7, 4.5  # the space below what is on the field
_FACE, _WIDE_FACE = 26, 30  # the side of the face: below the answer, and on a wide card beside it
_FACE_GAP = 5  # the space between the face and the texts beside it
_WIDE_FACE_TOP = 7  # the space above the face on a wide card
_ABOVE_FACE = 3  # the least space above the face on a tall card
_FACE_DROP = 1  # how far that face reaches into the padding
_NAME, _NAME_MIDDLE, _NAME_SPACE = 7, 4.5, 8  # the name below the face: its size, and its middle and end from there
_BELOW_FIELD, _BOTTOM_MARGIN = 3, 4  # the space below the field, and at the bottom of the card
_FOOTER_MIDDLE, _FOOTER_SPACE = 8, 11  # of the footer without a code: its middle and its space, from the bottom on
_BESIDE_ROWS = ((56, 2), (56, 1), (50, 1), (44, 1))
"""The most of the side of a code beside the rows, in the order tried, each with the most lines of a text at it."""
_MIN_WIDTH_BESIDE_ROWS = 48  # the least width of these texts
_BETWEEN_ROWS_AND_CODE, _ABOVE_WORDS = 4, 2  # the space between the rows and such a code, and between code and words
_SIDE_BELOW_ROWS = 84  # the most of the side of a code below the rows
_BELOW_CODE, _CODE_SPACE = 3, 8  # the space below such a code; and that above and below it
_BESIDE_CODE = 8  # the space between such a code and the words beside it
_CODE_SHRINKAGE = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # the shares of their size in which the words at the code are tried


class _WordSizes(NamedTuple):
    """The sizes of the words at a code."""

    invitation: float
    address: float
    others: float


_WORDS_BESIDE_ROWS, _WORDS_BELOW_ROWS = _WordSizes(9, 7, 7), _WordSizes(16, 11, 10)


class _CodeBesideRows(NamedTuple):
    """A code with the words below it, not yet placed."""

    side: int
    words: Sequence[Line]
    width: float
    height: float


class CardShape(Enum):
    """The shapes that chats show uncropped: width, height, and the scale of the lines relative to a window."""

    WIDE = (1200, 630, 1.45)
    TALL = (1080, 1350, 1.9)

    def __init__(self, width: int, height: int, scale: float) -> None:
        self.width, self.height, self.scale = width, height, scale

    @property
    def unit(self) -> float:
        """A pixel of the picture at 300 pixels wide."""
        return self.width / THUMBNAIL


class RowPlace(Frozen):
    """One messenger's row."""

    row: CardRow
    monogram: QRectF
    name: Line
    glyph: QRectF
    state: tuple[Line, ...]

    @property
    def middle(self) -> float:
        return self.monogram.center().y()


class CardLayout(Frozen):
    """The whole card."""

    shape: CardShape
    field: QRectF
    """The coloured background of the answer, from edge to edge."""
    face: QRectF
    field_lines: tuple[Line, ...]
    """What is on the field besides the answer: network and day, what works, and the name below the face."""
    answer: tuple[Line, ...]
    rows: tuple[RowPlace, ...]
    waves: WaveArea
    """In window pixels, starting at the margin."""
    labels: tuple[Line, ...]
    code: QRectF | None
    foot: tuple[Line, ...]


class _FieldLayout(NamedTuple):
    """The coloured field at the top."""

    face: QRectF
    lines: tuple[Line, ...]
    """What is on it besides the answer."""
    answer: tuple[Line, ...]
    bottom: float


class _FootLayout(NamedTuple):
    """What is below or beside the rows."""

    code: QRectF | None
    words: tuple[Line, ...]
    rest: QRectF
    """The area that is left for the rows."""


def margin_of(shape: CardShape) -> int:
    """Return the margin on each side."""
    return round(shape.unit * 11)


class _RowsAttempt(NamedTuple):
    """One attempt at placing rows, and its limits."""

    rows: Sequence[CardRow]
    name: float
    """The size of a name, in pixels of the picture."""
    state: float
    min_waves: float
    """The least width of the lines, in window pixels."""
    max_state_lines: int
    min_gap: float = _MIN_GAP
    """The least gap between two rows, in units, beside which there is room for the labels."""
    may_elide: bool = False

    @property
    def monogram(self) -> int:
        return round(self.name * 1.5)

    @property
    def glyph_width(self) -> float:
        """The width of the status shape with the gap behind it."""
        return round(self.state) * 1.35

    def words_height(self, state_lines: int) -> float:
        return (self.name + self.state * state_lines) * _ROW_LEADING


def lay_out(card: Card, shape: CardShape, code: str = "") -> CardLayout:
    """Lay a card out. The card's font must be loaded. `code`: the text of the QR code; empty for none."""
    return _CardLayoutMaker(card, shape, code).layout()


class _CardLayoutMaker:
    """Lays out one card."""

    def __init__(self, card: Card, shape: CardShape, code: str) -> None:
        self._card, self._shape = card, shape
        self._squares = make_code_squares(code) if code else []
        self._width = float(shape.width)
        self._height = float(shape.height)
        self._scale = shape.scale
        self._unit = shape.unit
        self._margin = float(margin_of(shape))
        self._inner_width = self._width - 2 * self._margin
        self._wide = shape is CardShape.WIDE
        self._row_sizes = _ROW_SIZES if self._wide else _TALL_ROW_SIZES

    def layout(self) -> CardLayout:
        """Return the layout: the coloured field at the top, codes and words at the bottom, the rows between them."""
        field = self._lay_out_wide_field() if self._wide else self._lay_out_tall_field()
        field_rect = QRectF(0, 0, self._width, round(field.bottom))
        foot = self._lay_out_foot(field_rect.bottom())
        rows = self._lay_out_rows(foot.rest)
        waves_width = (rows[0].monogram.x() - self._margin) / self._scale if rows else 0.0
        waves = WaveArea(tuple(row.middle / self._scale for row in rows), waves_width)
        labels = self._lay_out_labels(waves, foot.rest.bottom() + self._unit)
        return CardLayout(
            self._shape, field_rect, field.face, field.lines, field.answer, rows, waves, labels, foot.code, foot.words
        )

    # The answer

    def _fit(
        self, text: str, sizes: Sequence[tuple[float, int]], width: float, *, bold: bool = False
    ) -> tuple[Line, ...]:
        """Return a text as lines that are not placed yet. `sizes`: in units, with the most lines; as in `fit_text`."""
        return fit_text(text, [(size * self._unit, lines) for size, lines in sizes], width, bold=bold)

    def _lay_out_wide_field(self) -> _FieldLayout:
        """Return the field with the face beside all texts, and the name below it."""
        unit = self._unit
        side = round(_WIDE_FACE * self._unit)
        face = QRectF(self._width - self._margin - side, round(_WIDE_FACE_TOP * unit), side, side)
        width = self._inner_width - side - _FACE_GAP * unit
        heading = self._lay_out_heading(width)
        larger_sizes = () if self._card.line else _LARGE_TWO_LINE_SIZES
        answer = self._lay_out_answer(heading, width, larger_sizes)
        line = self._lay_out_line(answer, width)
        if len(answer) + len(line) > _MAX_ANSWER_LINES:
            line = ()  # the rows need the height, and show the same
        name = Line("Dialtone", 0, face.bottom() + _NAME_MIDDLE * unit, _NAME * unit, bold=True)
        centred_name = replace(name, x=face.center().x() - name.width / 2)
        names = (centred_name,) if self._card.footer else ()
        text_bottom = (*answer, *line)[-1].bottom
        bottom = max(text_bottom, face.bottom() + _NAME_SPACE * unit) + _WIDE_FIELD_PADDING * unit
        return _FieldLayout(face, (*heading, *line, *names), answer, bottom)

    def _lay_out_tall_field(self) -> _FieldLayout:
        """Return the field with heading and answer across its width, and the face beside the line below them."""
        unit = self._unit
        side = round(_FACE * self._unit)
        heading = self._lay_out_heading(self._inner_width)
        answer = self._lay_out_answer(heading, self._inner_width, _LARGE_TWO_LINE_SIZES)
        line = self._lay_out_line(answer, self._inner_width - side - _FACE_GAP * unit)
        text_bottom = (*answer, *line)[-1].bottom
        content_bottom = max(text_bottom, answer[-1].bottom + _ABOVE_FACE * unit + side)
        face_top = round(content_bottom - side + _FACE_DROP * unit)
        face = QRectF(self._width - self._margin - side, face_top, side, side)
        return _FieldLayout(face, (*heading, *line), answer, content_bottom + _FIELD_PADDING * unit)

    def _lay_out_heading(self, width: float) -> tuple[Line, ...]:
        fitted = self._fit(self._card.heading, _HEADING_SIZES, width)
        return stack(fitted, self._margin, _HEADING_TOP * self._unit, _LEADING)

    def _lay_out_answer(
        self, heading: Sequence[Line], width: float, larger_sizes: Sequence[tuple[float, int]]
    ) -> tuple[Line, ...]:
        """Return the answer below the heading. `larger_sizes`: those for two lines that are tried first."""
        sizes = (*_ANSWER_SIZES, *larger_sizes, *_TWO_LINE_SIZES)
        fitted = self._fit(self._card.answer, sizes, width, bold=True)
        return stack(fitted, self._margin, heading[-1].bottom + _TEXT_GAP * self._unit, _ANSWER_LEADING)

    def _lay_out_line(self, answer: Sequence[Line], width: float) -> tuple[Line, ...]:
        """Return what works, below the answer; nothing if the card does not say it."""
        fitted = self._fit(self._card.line, _LINE_SIZES, width) if self._card.line else ()
        return stack(fitted, self._margin, answer[-1].bottom + _TEXT_GAP * self._unit, _LEADING)

    # The messengers

    def _lay_out_rows(self, area: QRectF) -> tuple[RowPlace, ...]:
        """Return the rows in the largest size in which all fit; else as many as fit, and one for the rest."""
        placed = (self._place_rows(attempt, area) for attempt in self._make_attempts())
        return next((rows for rows in placed if rows is not None), ())

    def _make_attempts(self) -> Iterator[_RowsAttempt]:
        """Yield ways to fit the rows, the best first: smaller, in more lines, then fewer rows, then cut."""
        rows, rest = self._card.rows, self._card.rest
        *larger_sizes, smallest = [(name * self._unit, state * self._unit) for name, state in self._row_sizes]
        for size, max_lines, waves in product(larger_sizes, (1, 2), _MIN_WAVES):
            yield _RowsAttempt(rows, *size, waves, max_lines, min_gap=_GAP_OF_LARGE_ROWS)
        for max_lines, waves in product((1, 2, 3, 4), _MIN_WAVES):
            yield _RowsAttempt(rows, *smallest, waves, max_lines)
        shortened = [(*rows[:-left_out], rest[left_out - 1]) for left_out in range(2, len(rows))]
        for shown, waves in product(shortened, _MIN_WAVES):
            max_lines = 2 if len(shown) > 2 else 3  # two rows are the fewest: another line rather than a cut
            yield _RowsAttempt(shown, *smallest, waves, max_lines)
        fewest = shortened[-1] if shortened else rows
        for shown, max_lines in product((fewest, rows[:1]), (2, 1)):
            yield _RowsAttempt(shown, *smallest, _MIN_WAVES[-1], max_lines, may_elide=True)

    def _place_rows(self, attempt: _RowsAttempt, area: QRectF) -> tuple[RowPlace, ...] | None:
        """Return the places of these rows; None if a text would be elided or a row does not fit."""
        unit = self._unit
        rows = attempt.rows
        if not rows or len(rows) * attempt.words_height(1) > area.height():  # saves the slow wrapping
            return None
        indent = attempt.monogram + _WORDS_GAP * unit
        waves = self._choose_waves_width(attempt, area.width() - indent, area.width() * _MAX_WAVES_SHARE)
        words_width = area.width() - waves - indent
        state_width = words_width - attempt.glyph_width
        state_sizes = ((attempt.state, attempt.max_state_lines),)
        names = [fit_text(row.name, ((attempt.name, 1),), words_width, bold=True)[0] for row in rows]
        states = [fit_text(row.state, state_sizes, state_width, bold=True) for row in rows]
        if not attempt.may_elide and any(line.text.endswith(ELLIPSIS) for line in (*names, *chain(*states))):
            return None
        row_heights = [max(attempt.monogram, attempt.words_height(len(lines))) for lines in states]
        top, gap = self._space_rows(row_heights, area)
        if gap < attempt.min_gap * unit:
            return None
        placed = list[RowPlace]()
        for row, name, state, row_height in zip(rows, names, states, row_heights, strict=True):
            placed.append(self._place_row(row, name, state, attempt, area.x() + waves, top + row_height / 2))
            top += row_height + gap
        return tuple(placed)

    def _space_rows(self, heights: Sequence[float], area: QRectF) -> tuple[float, float]:
        """Return the top of the first row, and the gap between two; it is too small if they do not fit.

        The rows and the labels below them, if there is space for these, are in the middle of the area.
        """
        min_gap = _MIN_GAP * self._unit
        unused = area.height() - sum(heights) - min_gap * (len(heights) - 1)
        labels = max(0.0, BAR_OVERHANG * self._scale + (_LABEL * 1.5 + 1) * self._unit - heights[-1] / 2)
        if labels > unused:
            labels = 0.0
        gap = min(min_gap + (unused - labels) / len(heights), _MAX_GAP * self._unit)
        rest = area.height() - labels - sum(heights) - gap * (len(heights) - 1)
        return area.top() + rest / 2, gap

    def _choose_waves_width(self, attempt: _RowsAttempt, available: float, most: float) -> int:
        """Return the width of the lines: what the widest words leave of `available`, within the limits."""
        names = (text_width(row.name, attempt.name, bold=True) for row in attempt.rows)
        states = (text_width(row.state, attempt.state, bold=True) + attempt.glyph_width for row in attempt.rows)
        return round(min(max(available - max(*names, *states) - 2, attempt.min_waves * self._scale), most))

    def _place_row(
        self, row: CardRow, name: Line, state: Sequence[Line], sizes: _RowsAttempt, x: float, middle: float
    ) -> RowPlace:
        side = sizes.monogram
        glyph = round(sizes.state)
        text_x = x + side + _WORDS_GAP * self._unit
        text_top = middle - sizes.words_height(len(state)) / 2
        state_top = text_top + sizes.name * _ROW_LEADING
        return RowPlace(
            row,
            QRectF(round(x), round(middle - side / 2), side, side),
            stack([name], text_x, text_top, _ROW_LEADING)[0],
            QRectF(round(text_x), round(state_top + sizes.state * _ROW_LEADING / 2 - glyph / 2), glyph, glyph),
            stack(state, text_x + sizes.glyph_width, state_top, _ROW_LEADING),
        )

    def _lay_out_labels(self, waves: WaveArea, max_bottom: float) -> tuple[Line, ...]:
        """Return the labels below the circle for you and the bar, as centred as possible; none that ends too low."""
        if not waves.heights:
            return ()
        waves_end = self._margin + waves.width * self._scale
        half = YOU_SIZE / 2
        labels = []
        for text, centre, bottom in (
            (self._card.me, half, waves.middle + half),
            (self._card.network, waves.bar, waves.heights[-1] + BAR_OVERHANG),
        ):
            line = Line(text, 0, bottom * self._scale + (_LABEL * 0.7 + 1) * self._unit, _LABEL * self._unit)
            start = self._margin + centre * self._scale - line.width / 2
            labels.append(replace(line, x=max(self._margin / 2, min(start, waves_end - line.width))))
        return tuple(label for label in labels if label.bottom <= max_bottom)

    # The code

    def _lay_out_foot(self, field_bottom: float) -> _FootLayout:
        """Return the code and its words, or the footer without them, in the area below the field."""
        unit, card = self._unit, self._card
        top = field_bottom + _BELOW_FIELD * unit
        area = QRectF(self._margin, top, self._inner_width, self._height - _BOTTOM_MARGIN * unit - top)
        if self._squares or card.address:
            return self._put_code_beside(area) if self._wide else self._put_code_below(area)
        if self._wide or not card.footer:
            return _FootLayout(None, (), area)
        footer = Line(card.footer, self._margin, self._height - _FOOTER_MIDDLE * unit, _LABEL * unit)
        return _FootLayout(None, (footer,), area.adjusted(0, 0, 0, -_FOOTER_SPACE * unit))

    def _put_code_beside(self, area: QRectF) -> _FootLayout:
        """Put the code beside the rows, with its words below it, both in the middle of the height."""
        unit = self._unit
        sizes = [self._size_code_beside(*limits) for limits in _BESIDE_ROWS]
        # the smallest fits below the highest field, which a test shows
        side, words, width, height = next((size for size in sizes if size.height <= area.height()), sizes[-1])
        x = area.right() - width
        top = area.center().y() - height / 2
        code = _make_square(x + (width - side) / 2, top, side)
        placed_words = stack(words, x, top + side + _ABOVE_WORDS * unit, _LEADING, width=width)
        return _FootLayout(code, placed_words, area.adjusted(0, 0, -width - _BETWEEN_ROWS_AND_CODE * unit, 0))

    def _size_code_beside(self, max_side: float, max_lines: int) -> _CodeBesideRows:
        side = self._choose_code_side(max_side)
        width = max(float(side), _MIN_WIDTH_BESIDE_ROWS * self._unit)
        words = self._list_words_at_code(width, _WORDS_BESIDE_ROWS, max_lines)
        height = side + _ABOVE_WORDS * self._unit + sum(line.pixels * _LEADING for line in words)
        return _CodeBesideRows(side, words, width, height)

    def _put_code_below(self, area: QRectF) -> _FootLayout:
        """Put the code below the rows, with its words beside the middle of its height."""
        unit = self._unit
        side = self._choose_code_side(_SIDE_BELOW_ROWS)
        words_x = area.x() + side + _BESIDE_CODE * unit if side else area.x()
        words = self._list_words_at_code(area.right() - words_x, _WORDS_BELOW_ROWS)
        words_height = sum(line.pixels * _LEADING_BESIDE_CODE for line in words)
        height = max(float(side), words_height)
        bottom = area.bottom() - _BELOW_CODE * unit
        code = _make_square(area.x(), bottom - side, side)
        placed_words = stack(words, words_x, bottom - (height + words_height) / 2, _LEADING_BESIDE_CODE)
        return _FootLayout(code, placed_words, area.adjusted(0, 0, 0, -height - _CODE_SPACE * unit))

    def _choose_code_side(self, most: float) -> int:
        """Return the side of the code in pixels, at most this many units; 0 without a code."""
        return fit_code_side(self._squares, most * self._unit) if self._squares else 0

    def _list_words_at_code(self, width: float, sizes: _WordSizes, max_lines: int = 2) -> tuple[Line, ...]:
        """Return the words at the code, not yet placed: invitation and address, how to scan it, and the footer."""
        card = self._card
        words = list[Line]()
        if card.address:
            words += self._fit_at_code(card.invite, sizes.invitation, width, max_lines, bold=True)
            words += self._fit_at_code(card.address, sizes.address, width, 1)
        if self._squares and not (card.address and self._wide):
            words += self._fit_at_code(card.scan, sizes.others, width, max_lines)
        if card.footer and not self._wide:
            words += self._fit_at_code(card.footer, sizes.others, width, max_lines)
        return tuple(words)

    def _fit_at_code(
        self, text: str, size: float, width: float, max_lines: int, *, bold: bool = False
    ) -> tuple[Line, ...]:
        return self._fit(text, [(size * share, max_lines) for share in _CODE_SHRINKAGE], width, bold=bold)


def _make_square(x: float, y: float, side: int) -> QRectF | None:
    """Return a square on whole pixels; None if it has no side."""
    return QRectF(round(x), round(y), side, side) if side else None
