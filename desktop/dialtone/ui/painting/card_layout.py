"""The layout of the card. Lengths are in pixels; `x` counts from the side on which reading starts.

Sizes are multiples of `unit`, one pixel of the picture at 300 pixels wide, as a chat shows it: there a name must be
at least 11 high and a state 9.5.
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
_CODE_SHRINKAGE = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)  # the shares of their size in which the words at the code are tried


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
        self._unit, self._margin = shape.unit, float(margin_of(shape))
        self._wide = shape is CardShape.WIDE
        self._row_sizes = _ROW_SIZES if self._wide else _TALL_ROW_SIZES

    def layout(self) -> CardLayout:
        """Return the layout: the coloured field at the top, codes and words at the bottom, the rows between them."""
        face, field_lines, answer, field_bottom = self._lay_out_field()
        field = QRectF(0, 0, self._width, round(field_bottom))
        code, foot, area = self._lay_out_foot(field.bottom())
        rows = self._lay_out_rows(area)
        waves_width = (rows[0].monogram.x() - self._margin) / self._scale if rows else 0.0
        heights = tuple(row.middle / self._scale for row in rows)
        waves = WaveArea(heights, waves_width)
        labels = self._lay_out_labels(waves, area.bottom() + self._unit)
        return CardLayout(self._shape, field, face, field_lines, answer, rows, waves, labels, code, foot)

    # The answer

    def _fit(
        self, text: str, sizes: Sequence[tuple[float, int]], width: float, *, bold: bool = False
    ) -> tuple[Line, ...]:
        """Return a text as lines that are not placed yet. `sizes`: in units, with the most lines; as in `fit_text`."""
        return fit_text(text, [(size * self._unit, lines) for size, lines in sizes], width, bold=bold)

    def _lay_out_field(self) -> tuple[QRectF, tuple[Line, ...], tuple[Line, ...], float]:
        """Return the face, the lines around the answer, the answer, and the bottom of their coloured field."""
        unit, card = self._unit, self._card
        face_side = round(unit * (30 if self._wide else 26))
        face_x = self._width - self._margin - face_side
        full_width = self._width - 2 * self._margin
        width_beside_face = full_width - face_side - 5 * unit
        answer_width = width_beside_face if self._wide else full_width
        heading = stack(self._fit(card.heading, _HEADING_SIZES, answer_width), self._margin, 6.5 * unit, _LEADING)
        larger_sizes = () if self._wide and card.line else _LARGE_TWO_LINE_SIZES
        sizes = (*_ANSWER_SIZES, *larger_sizes, *_TWO_LINE_SIZES)
        answer_top = heading[-1].bottom + 1.5 * unit
        fitted_answer = self._fit(card.answer, sizes, answer_width, bold=True)
        answer = stack(fitted_answer, self._margin, answer_top, _ANSWER_LEADING)
        line_top = answer[-1].bottom + 1.5 * unit
        line = self._fit(card.line, _LINE_SIZES, width_beside_face) if card.line else ()
        if self._wide and len(answer) + len(line) > _MAX_ANSWER_LINES:
            line = ()  # the rows need the height, and show the same
        line = stack(line, self._margin, line_top, _LEADING)
        text_bottom = (*answer, *line)[-1].bottom
        if self._wide:
            face = QRectF(face_x, round(7 * unit), face_side, face_side)
            name = Line("Dialtone", 0, face.bottom() + 4.5 * unit, 7 * unit, bold=True)
            centred_name = (replace(name, x=face.center().x() - name.width / 2),) if card.footer else ()
            bottom = max(text_bottom, face.bottom() + 8 * unit) + 4.5 * unit
            return face, (*heading, *line, *centred_name), answer, bottom
        bottom = max(text_bottom, answer[-1].bottom + 3 * unit + face_side) + 7 * unit
        face = QRectF(face_x, round(bottom - 7 * unit - face_side + unit), face_side, face_side)
        return face, (*heading, *line), answer, bottom

    # The messengers

    def _lay_out_rows(self, area: QRectF) -> tuple[RowPlace, ...]:
        """Return the rows in the largest size in which all fit; else as many as fit, and one for the rest."""
        placed = (self._place_rows(attempt, area) for attempt in self._make_attempts())
        return next((rows for rows in placed if rows is not None), ())

    def _make_attempts(self) -> Iterator[_RowsAttempt]:
        """Yield ways to fit the rows, the best first: smaller, then fewer rows, then cut."""
        rows, rest = self._card.rows, self._card.rest
        sizes = [(name * self._unit, state * self._unit) for name, state in self._row_sizes]
        for size, lines, waves in product(sizes, (1, 2), _MIN_WAVES):
            yield _RowsAttempt(rows, *size, waves, lines, _MIN_GAP if size == sizes[-1] else _GAP_OF_LARGE_ROWS)
        for lines, waves in product((3, 4), _MIN_WAVES):
            yield _RowsAttempt(rows, *sizes[-1], waves, lines)
        shortened = [(*rows[:-left_out], rest[left_out - 1]) for left_out in range(2, len(rows))]
        for shown, waves in product(shortened, _MIN_WAVES):
            yield _RowsAttempt(shown, *sizes[-1], waves, 2 if len(shown) > 2 else 3)
        for shown, lines in product((shortened[-1] if shortened else rows, rows[:1]), (2, 1)):
            yield _RowsAttempt(shown, *sizes[-1], _MIN_WAVES[-1], lines, may_elide=True)

    def _place_rows(self, attempt: _RowsAttempt, area: QRectF) -> tuple[RowPlace, ...] | None:
        """Return the places of these rows; None if a text would be elided or a row does not fit."""
        unit, rows = self._unit, attempt.rows
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
        unused = area.height() - sum(row_heights) - _MIN_GAP * unit * (len(rows) - 1)
        if unused < 0:
            return None
        below_last_row = BAR_OVERHANG * self._scale + (_LABEL * 1.5 + 1) * unit - row_heights[-1] / 2
        below = max(0.0, below_last_row) if below_last_row <= unused else 0.0  # without space there is no label
        gap = min(_MIN_GAP * unit + (unused - below) / len(rows), _MAX_GAP * unit)
        if gap < attempt.min_gap * unit:
            return None
        top = area.top() + (area.height() - below - sum(row_heights) - gap * (len(rows) - 1)) / 2
        placed = list[RowPlace]()
        for row, name, state, row_height in zip(rows, names, states, row_heights, strict=True):
            placed.append(self._place_row(row, name, state, attempt, area.x() + waves, top + row_height / 2))
            top += row_height + gap
        return tuple(placed)

    def _choose_waves_width(self, attempt: _RowsAttempt, available: float, most: float) -> int:
        """Return the width of the lines: what the widest words leave of `available`, within the limits."""
        names = (text_width(row.name, attempt.name, bold=True) for row in attempt.rows)
        states = (text_width(row.state, attempt.state, bold=True) + attempt.glyph_width for row in attempt.rows)
        return round(min(max(available - max(*names, *states) - 2, attempt.min_waves * self._scale), most))

    def _place_row(
        self, row: CardRow, name: Line, state: Sequence[Line], sizes: _RowsAttempt, x: float, middle: float
    ) -> RowPlace:
        side, glyph = sizes.monogram, round(sizes.state)
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

    def _lay_out_foot(self, top: float) -> tuple[QRectF | None, tuple[Line, ...], QRectF]:
        """Return the code, its words, and the area left for the messengers. `top`: of the area for all of them."""
        unit, card = self._unit, self._card
        left, bottom = self._margin, self._height - 4 * unit
        area = QRectF(left, top + 3 * unit, self._width - 2 * left, bottom - top - 3 * unit)
        if self._squares or card.address:
            return self._put_code_beside(area) if self._wide else self._put_code_below(area)
        if self._wide or not card.footer:
            return None, (), area
        line = Line(card.footer, left, self._height - 8 * unit, _LABEL * unit)
        return None, (line,), area.adjusted(0, 0, 0, -11 * unit)

    def _put_code_beside(self, area: QRectF) -> tuple[QRectF | None, tuple[Line, ...], QRectF]:
        """Return the code beside the rows, with its words below it, and the area left for the rows."""
        unit = self._unit
        for max_side, max_lines in ((56, 2), (56, 1), (50, 1), (44, 1)):
            side = fit_code_side(self._squares, max_side * unit) if self._squares else 0
            width = max(float(side), 48 * unit)
            words = self._list_words_at_code(width, (9, 7, 7), max_lines)
            height = side + sum(line.pixels * _LEADING for line in words) + 2 * unit
            if height <= area.height():
                break
        x = area.right() - width
        top = area.center().y() - height / 2
        code = QRectF(round(x + (width - side) / 2), round(top), side, side) if side else None
        placed = stack(words, x, top + side + 2 * unit, _LEADING, width=width)
        return code, placed, area.adjusted(0, 0, -width - 4 * unit, 0)

    def _put_code_below(self, area: QRectF) -> tuple[QRectF | None, tuple[Line, ...], QRectF]:
        """Return the code below the rows, with its words beside it, and the area left for the rows."""
        unit = self._unit
        side = fit_code_side(self._squares, 84 * unit) if self._squares else 0
        x = area.x() + (side + 8 * unit if side else 0)
        words = self._list_words_at_code(area.right() - x, (16, 11, 10))
        words_height = sum(line.pixels * _LEADING_BESIDE_CODE for line in words)
        height = max(float(side), words_height)
        code = QRectF(round(area.x()), round(area.bottom() - side - 3 * unit), side, side) if side else None
        placed = stack(words, x, area.bottom() - 3 * unit - (height + words_height) / 2, _LEADING_BESIDE_CODE)
        return code, placed, area.adjusted(0, 0, 0, -height - 8 * unit)

    def _list_words_at_code(
        self, width: float, sizes: tuple[float, float, float], max_lines: int = 2
    ) -> tuple[Line, ...]:
        """Return the words at the code, not yet placed. `sizes`: of the invitation, the address, and the others."""
        card, (large, plain, small) = self._card, sizes
        texts = [(card.invite, large, max_lines, True), (card.address, plain, 1, False)] if card.address else []
        if self._squares and (not card.address or not self._wide):
            texts.append((card.scan, small, max_lines, False))
        if not self._wide and card.footer:
            texts.append((card.footer, small, max_lines, False))
        fitted = (
            self._fit(text, [(size * share, lines) for share in _CODE_SHRINKAGE], width, bold=bold)
            for text, size, lines, bold in texts
        )
        return tuple(chain(*fitted))
