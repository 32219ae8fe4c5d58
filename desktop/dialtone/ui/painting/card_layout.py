"""The layout of the card. Lengths are in pixels; `x` counts from the side on which reading starts.

Sizes are multiples of `unit`, one pixel of the picture at 300 pixels wide, as a chat shows it: there a name must be
at least 11 high and a state 9.5.
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import chain, product
from typing import NamedTuple

from PySide6.QtCore import QRectF

from dialtone.model.card import Card, CardRow
from dialtone.model.frozen import Frozen, replace
from dialtone.ui.painting.card_font import (
    Line,
    elide,
    stack_lines,
    stack_texts,
    text_width,
    wrap_at_most,
    wrap_balanced,
)
from dialtone.ui.painting.qr_code import fit_code_side, make_code_squares
from dialtone.ui.painting.wave_lines import BAR_OVERHANG, YOU_SIZE, WaveArea

THUMBNAIL = 300  # the width in pixels at which a chat shows the picture
_HEADING_SIZES, _LABEL = (8.5, 7.5), 8.0  # the sizes of the heading, in the order tried; and that of labels
_ANSWER_SIZES, _TWO_LINE_ANSWER_SIZES = (20, 19, 18, 17, 16, 15, 14), (16, 15, 14, 13, 12, 11, 10)
"""The sizes of the answer in one line and in two lines, in the order tried."""
_BELOW_ANSWER, _BELOW_ANSWER_ALONE = 22, 9
"""The space below an answer of two lines, with and without the line on what works."""
_LINE_SIZES = (11.5, 10.5, 9.5)  # the sizes of the line on what works, in the order tried
_LEADING, _LEADING_BESIDE_CODE, _ANSWER_LEADING, _ROW_LEADING = 1.3, 1.43, 1.15, 1.12
"""The height of a line, in its size: elsewhere, beside the code, of the answer, and in a row."""
_MIN_GAP, _MAX_GAP = 1.5, 16.0  # the least and greatest gap between two rows
_WORDS_GAP = 4  # the gap between a monogram and the words
_MAX_STATE_LINES = 2
_ROW_SIZES: tuple[tuple[float, float], ...] = ((12, 10), (11.5, 9.5), (11, 9.5))
_TALL_ROW_SIZES = ((18, 14.5), (16, 13), (14.5, 12), (13, 11), *_ROW_SIZES)
"""The sizes of a name and of a state, in the order tried."""
_MIN_WAVES = (230, 180)  # the least width of the lines, in window pixels, in the order tried
_MAX_WAVES_SHARE = 0.55  # their greatest share of the width
_MAX_ANSWER_SHARE = 0.43  # the greatest share of a wide card's height for the answer
_MAX_ANSWER_LINES = 3  # the most lines of the answer on a wide card, including the one on what works


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
    has_labels: bool
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

    def _lay_out_field(self) -> tuple[QRectF, tuple[Line, ...], tuple[Line, ...], float]:
        """Return the face, the lines around the answer, the answer, and the bottom of their coloured field."""
        unit, card = self._unit, self._card
        face_side = round(unit * (30 if self._wide else 26))
        face_x = self._width - self._margin - face_side
        full_width = self._width - 2 * self._margin
        width_beside_face = full_width - face_side - 5 * unit
        answer_width = width_beside_face if self._wide else full_width
        heading = self._stack(card.heading, 6.5 * unit, answer_width, _HEADING_SIZES)
        answer = self._lay_out_answer(heading[-1].bottom + 1.5 * unit, answer_width)
        line_top = answer[-1].bottom + 1.5 * unit
        line = self._stack(card.line, line_top, width_beside_face, _LINE_SIZES) if card.line else ()
        if self._wide and len(answer) + len(line) > _MAX_ANSWER_LINES:
            line = ()  # the rows need the height, and show the same
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

    def _lay_out_answer(self, top: float, width: float) -> tuple[Line, ...]:
        """Return the answer in one large line, else in two lines as large as possible, elided if too long for them."""
        answer, unit = self._card.answer, self._unit

        def fits(texts: Sequence[str], size: int) -> bool:
            return all(text_width(text, size * unit, bold=True) <= width for text in texts)

        def lines(texts: Sequence[str], size: int) -> tuple[Line, ...]:
            return stack_texts(texts, self._margin, top, size * unit, _ANSWER_LEADING, bold=True)

        for size in _ANSWER_SIZES:
            if fits([answer], size):
                return lines([answer], size)
        below = _BELOW_ANSWER if self._card.line else _BELOW_ANSWER_ALONE
        for size in _TWO_LINE_ANSWER_SIZES:
            texts = wrap_balanced(answer, size * unit, width, bold=True)
            bottom = top + (2 * size * _ANSWER_LEADING + below) * unit
            is_too_high = self._wide and bottom > self._height * _MAX_ANSWER_SHARE
            if len(texts) <= 2 and fits(texts, size) and not is_too_high:
                return lines(texts, size)
        smallest = _TWO_LINE_ANSWER_SIZES[-1]
        return lines(wrap_at_most(2, answer, smallest * unit, width, bold=True), smallest)

    def _stack(self, text: str, top: float, width: float, sizes: Sequence[float]) -> tuple[Line, ...]:
        """Return a text in one line in the first size that fits, else in at most two lines in the last size."""
        fitting = (size for size in sizes if text_width(text, size * self._unit) <= width)
        pixels = next(fitting, sizes[-1]) * self._unit
        return stack_texts(wrap_at_most(2, text, pixels, width), self._margin, top, pixels, _LEADING)

    # The messengers

    def _lay_out_rows(self, area: QRectF) -> tuple[RowPlace, ...]:
        """Return the rows in the largest size in which all fit; else as many as fit, and one for the rest."""
        placed = (self._place_rows(attempt, area) for attempt in self._list_attempts())
        return next((rows for rows in placed if rows is not None), ())

    def _list_attempts(self) -> Iterator[_RowsAttempt]:
        """Yield ways to fit the rows, the best first: smaller, then fewer rows, then shorter states, then cut."""
        card, sizes = self._card, _ROW_SIZES if self._wide else _TALL_ROW_SIZES
        sizes = tuple((name * self._unit, state * self._unit) for name, state in sizes)
        for size, lines, waves, labels in product(sizes, (1, _MAX_STATE_LINES), _MIN_WAVES, (True, False)):
            yield _RowsAttempt(card.rows, *size, waves, lines, labels)
        for left_out in range(2, len(card.rows)):
            shown = (*card.rows[:-left_out], card.rest[left_out - 1])
            lines = _MAX_STATE_LINES + 1 if len(shown) == 2 else _MAX_STATE_LINES
            for waves, labels in product(_MIN_WAVES, (True, False)):
                yield _RowsAttempt(shown, *sizes[-1], waves, lines, labels)
        worst_and_rest = card.rows
        if len(card.rows) > 2:
            counted = card.rest[-2]
            worst_and_rest = (card.rows[0], replace(counted, state=counted.state.split(" · ")[0]))
        for lines, rows in ((3, worst_and_rest), (2, worst_and_rest), (1, worst_and_rest), (1, worst_and_rest[:1])):
            yield _RowsAttempt(rows, *sizes[-1], _MIN_WAVES[-1], lines, has_labels=False, may_elide=True)

    def _place_rows(self, attempt: _RowsAttempt, area: QRectF) -> tuple[RowPlace, ...] | None:
        """Return the places of these rows; None if a text would be elided or a row does not fit."""
        unit, rows = self._unit, attempt.rows
        if not rows or len(rows) * attempt.words_height(1) > area.height():  # saves the slow wrapping
            return None
        indent = attempt.monogram + _WORDS_GAP * unit
        waves = self._choose_waves_width(attempt, area.width() - indent, area.width() * _MAX_WAVES_SHARE)
        words_width = area.width() - waves - indent
        state_width = words_width - attempt.glyph_width
        states = [wrap_at_most(attempt.max_state_lines, r.state, attempt.state, state_width, bold=True) for r in rows]
        names = [elide(row.name, attempt.name, words_width, bold=True) for row in rows]
        if not attempt.may_elide and any(text.endswith("…") for text in (*names, *chain(*states))):
            return None
        row_heights = [max(attempt.monogram, attempt.words_height(len(state_lines))) for state_lines in states]
        label_bottom = BAR_OVERHANG * self._scale + (_LABEL * 1.5 + 1) * unit - row_heights[-1] / 2
        below = max(0.0, label_bottom) if attempt.has_labels else 0.0
        unused = area.height() - below - sum(row_heights) - _MIN_GAP * unit * (len(rows) - 1)
        if unused < 0:
            return None
        gap = min(_MIN_GAP * unit + unused / len(rows), _MAX_GAP * unit)
        top = area.top() + (area.height() - below - sum(row_heights) - gap * (len(rows) - 1)) / 2
        placed = list[RowPlace]()
        for row, name, state_lines, row_height in zip(rows, names, states, row_heights, strict=True):
            placed.append(self._place_row(row, name, state_lines, attempt, area.x() + waves, top + row_height / 2))
            top += row_height + gap
        return tuple(placed)

    def _choose_waves_width(self, attempt: _RowsAttempt, available: float, most: float) -> int:
        """Return the width of the lines: what the widest words leave of `available`, within the limits."""
        names = (text_width(row.name, attempt.name, bold=True) for row in attempt.rows)
        states = (text_width(row.state, attempt.state, bold=True) + attempt.glyph_width for row in attempt.rows)
        return round(min(max(available - max(*names, *states) - 2, attempt.min_waves * self._scale), most))

    def _place_row(
        self, row: CardRow, name: str, state_lines: Sequence[str], sizes: _RowsAttempt, x: float, middle: float
    ) -> RowPlace:
        side, glyph = sizes.monogram, round(sizes.state)
        text_x = x + side + _WORDS_GAP * self._unit
        text_top = middle - sizes.words_height(len(state_lines)) / 2
        state_top = text_top + sizes.name * _ROW_LEADING
        return RowPlace(
            row,
            QRectF(round(x), round(middle - side / 2), side, side),
            Line(name, text_x, text_top + sizes.name * _ROW_LEADING / 2, sizes.name, bold=True),
            QRectF(round(text_x), round(state_top + sizes.state * _ROW_LEADING / 2 - glyph / 2), glyph, glyph),
            stack_texts(state_lines, text_x + sizes.glyph_width, state_top, sizes.state, _ROW_LEADING, bold=True),
        )

    def _lay_out_labels(self, waves: WaveArea, max_bottom: float) -> tuple[Line, ...]:
        """Return the labels below the circle for you and the bar, as centred as possible; none that ends too low."""
        if not waves.heights:
            return ()
        unit = self._unit
        waves_end = self._margin + waves.width * self._scale
        half = YOU_SIZE / 2
        labels = []
        for text, centre, bottom in (
            (self._card.me, half, waves.middle + half),
            (self._card.network, waves.bar, waves.heights[-1] + BAR_OVERHANG),
        ):
            line = Line(text, 0, bottom * self._scale + (_LABEL * 0.7 + 1) * unit, _LABEL * unit)
            if line.bottom > max_bottom:
                continue
            start = self._margin + centre * self._scale - line.width / 2
            labels.append(replace(line, x=max(self._margin / 2, min(start, waves_end - line.width))))
        return tuple(labels)

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
            texts = self._wrap_at_code(width, (9, 7, 7), max_lines)
            height = side + sum(line.pixels * _LEADING for line in texts) + 2 * unit
            if height <= area.height():
                break
        x = area.right() - width
        top = area.center().y() - height / 2
        code = QRectF(round(x + (width - side) / 2), round(top), side, side) if side else None
        placed = stack_lines(texts, x, top + side + 2 * unit, _LEADING, width=width)
        return code, placed, area.adjusted(0, 0, -width - 4 * unit, 0)

    def _put_code_below(self, area: QRectF) -> tuple[QRectF | None, tuple[Line, ...], QRectF]:
        """Return the code below the rows, with its words beside it, and the area left for the rows."""
        unit = self._unit
        side = fit_code_side(self._squares, 84 * unit) if self._squares else 0
        x = area.x() + (side + 8 * unit if side else 0)
        texts = self._wrap_at_code(area.right() - x, (16, 11, 10))
        text_height = sum(line.pixels * _LEADING_BESIDE_CODE for line in texts)
        height = max(float(side), text_height)
        code = QRectF(round(area.x()), round(area.bottom() - side - 3 * unit), side, side) if side else None
        placed = stack_lines(texts, x, area.bottom() - 3 * unit - (height + text_height) / 2, _LEADING_BESIDE_CODE)
        return code, placed, area.adjusted(0, 0, 0, -height - 8 * unit)

    def _wrap_at_code(self, width: float, sizes: tuple[float, float, float], max_lines: int = 2) -> list[Line]:
        """Return the words at the code, not yet placed. `sizes`: of the invitation, the address, and the others."""
        card, (large, plain, small) = self._card, sizes
        lines = list[Line]()
        if card.address:
            lines += self._shrink(card.invite, large, width, max_lines, bold=True)
            lines += self._shrink(card.address, plain, width, 1)
        if self._squares and (not card.address or not self._wide):
            lines += self._shrink(card.scan, small, width, max_lines)
        if not self._wide and card.footer:
            lines += self._shrink(card.footer, small, width, max_lines)
        return lines

    def _shrink(self, text: str, size: float, width: float, max_lines: int, *, bold: bool = False) -> list[Line]:
        """Return a text in `size`, or in a smaller one in which it fits, at least half as large; there it is elided."""
        for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5):
            pixels = size * self._unit * share
            texts = wrap_at_most(max_lines, text, pixels, width, bold=bold)
            if not any("…" in line for line in texts):
                break
        return [Line(line, 0, 0, pixels, bold) for line in texts]
