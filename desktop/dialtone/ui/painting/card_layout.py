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
from dialtone.ui.painting.qr_code import code_side, code_squares
from dialtone.ui.painting.wave_lines import BAR_OVERHANG, YOU_SIZE, WaveArea

THUMBNAIL = 300
_HEADING, _LABEL = 8.5, 8.0
"""The size of the heading, and that of labels."""
_ANSWER_SIZES, _ANSWER_SIZES_OF_TWO = (20, 19, 18, 17, 16, 15, 14), (16, 15, 14, 13, 12, 11, 10)
"""The sizes of the answer in one line and in two lines, in the order tried."""
_BELOW_ANSWER, _BELOW_ANSWER_ALONE = 22, 9
"""The space below an answer of two lines, with and without the line on what works."""
_LINE = (11.5, 10.5, 9.5)
"""The sizes of the line on what works, in the order tried."""
_LEADING, _LEADING_BESIDE, _ANSWER_LEADING, _ROW_LEADING = 1.3, 1.43, 1.15, 1.12
"""The distance of two lines, in their size: below the code, beside it, of the answer, and in a row."""
_GAP, _MOST_GAP = 1.5, 16.0
"""The least and greatest gap between two rows."""
_MONOGRAM = 1.5
"""The side of a monogram, in name sizes."""
_GLYPH = 1.35
"""The width of a status shape with its gap, in sizes of it."""
_MOST_STATE_LINES = 2
_SIZES: tuple[tuple[float, float], ...] = ((12, 10), (11.5, 9.5), (11, 9.5))
_SIZES_OF_TALL = ((18, 14.5), (16, 13), (14.5, 12), (13, 11), *_SIZES)
"""The sizes of a name and of a state, in the order tried."""
_WAVES = (230, 180)
"""The least width of the lines, in window pixels, in the order tried."""
_MOST_WAVES = 0.55
"""Their greatest share of the width."""
_MOST_HEAD = 0.43
"""The greatest share of a wide card's height for the answer."""
_MOST_LINES = 3
"""The most lines of the answer, including the one on what works."""


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
        """The height at which its line ends."""
        return self.monogram.center().y()


class CardLayout(Frozen):
    """The whole card."""

    shape: CardShape
    field: QRectF
    """The coloured background of the answer, from edge to edge."""
    face: QRectF
    """The bubble whose tone shows the state."""
    head: tuple[Line, ...]
    """The network and the day, what works, and the name below the face."""
    answer: tuple[Line, ...]
    rows: tuple[RowPlace, ...]
    waves: WaveArea
    """In window pixels, starting at the margin."""
    labels: tuple[Line, ...]
    """The labels below you and below the bar."""
    code: QRectF | None
    foot: tuple[Line, ...]
    """The words at the code, and the footer."""


def lay_out(card: Card, shape: CardShape, code: str = "") -> CardLayout:
    """Lay a card out. The card's font must be loaded. `code`: the text of the QR code; empty for none."""
    return _CardLayoutMaker(card, shape, code).layout()


def margin_of(shape: CardShape) -> int:
    """Return the margin on each side."""
    return round(shape.unit * 11)


class _RowsAttempt(NamedTuple):
    """One attempt at placing rows, and its limits."""

    rows: Sequence[CardRow]
    size: tuple[float, float]
    """The sizes of a name and of a state."""
    least: float
    """The least width of the lines."""
    lines: int
    """The most lines of a state."""
    labelled: bool
    """Whether there are labels below the bar."""
    cut: bool = False
    """Whether texts may be elided."""


class _CardLayoutMaker:
    def __init__(self, card: Card, shape: CardShape, code: str) -> None:
        self._card, self._shape = card, shape
        self._squares = code_squares(code) if code else []
        self._width, self._height, self._scale = float(shape.width), float(shape.height), shape.scale
        self._unit, self._margin = shape.unit, float(margin_of(shape))
        self._wide = shape is CardShape.WIDE

    def layout(self) -> CardLayout:
        """Return the layout: the coloured field at the top, codes and words at the bottom, the rows between them."""
        face, head, answer, end = self._lay_out_head()
        field = QRectF(0, 0, self._width, round(end))
        code, foot, area = self._lay_out_foot(field.bottom())
        rows = self._lay_out_rows(area)
        waves_width = (rows[0].monogram.x() - self._margin) / self._scale if rows else 0.0
        heights = tuple(row.middle / self._scale for row in rows)
        waves = WaveArea(heights, waves_width)
        labels = self._lay_out_labels(waves, area.bottom() + self._unit)
        return CardLayout(self._shape, field, face, head, answer, rows, waves, labels, code, foot)

    # The answer

    def _lay_out_head(self) -> tuple[QRectF, tuple[Line, ...], tuple[Line, ...], float]:
        """Return the face, the lines around the answer, the answer, and the end of its background."""
        unit, card = self._unit, self._card
        side = round(unit * (30 if self._wide else 26))  # of the face
        full_width = self._width - 2 * self._margin
        width_beside = full_width - side - 5 * unit
        answer_width = width_beside if self._wide else full_width
        heading = self._stack(card.heading, 6.5 * unit, answer_width, (_HEADING, 7.5), 2)
        answer = self._lay_out_answer(heading[-1].bottom + 1.5 * unit, answer_width)
        line = self._stack(card.line, answer[-1].bottom + 1.5 * unit, width_beside, _LINE, 2) if card.line else ()
        if self._wide and len(answer) + len(line) > _MOST_LINES:
            line = ()  # the rows need the height, and show the same
        text_end = (*answer, *line)[-1].bottom
        face_x = self._width - self._margin - side
        if self._wide:
            face = QRectF(face_x, round(7 * unit), side, side)
            name = Line("Dialtone", 0, face.bottom() + 4.5 * unit, 7 * unit, bold=True)
            names = (replace(name, x=face.center().x() - name.width / 2),) if card.footer else ()
            return face, (*heading, *line, *names), answer, max(text_end, face.bottom() + 8 * unit) + 4.5 * unit
        end = max(text_end, answer[-1].bottom + 3 * unit + side) + 7 * unit
        return QRectF(face_x, round(end - 7 * unit - side + unit), side, side), (*heading, *line), answer, end

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
        for size in _ANSWER_SIZES_OF_TWO:
            texts = wrap_balanced(answer, size * unit, width, bold=True)
            end = top + (2 * size * _ANSWER_LEADING + below) * unit
            too_high = self._wide and end > self._height * _MOST_HEAD
            if len(texts) <= 2 and fits(texts, size) and not too_high:
                return lines(texts, size)
        smallest = _ANSWER_SIZES_OF_TWO[-1]
        return lines(wrap_at_most(2, answer, smallest * unit, width, bold=True), smallest)

    def _stack(self, text: str, top: float, width: float, sizes: Sequence[float], most: int) -> tuple[Line, ...]:
        """Return a text in one line in the first size that fits, else in at most `most` lines in the last size."""
        pixels = next((s for s in sizes if text_width(text, s * self._unit) <= width), sizes[-1]) * self._unit
        return stack_texts(wrap_at_most(most, text, pixels, width), self._margin, top, pixels, _LEADING)

    # The messengers

    def _lay_out_rows(self, area: QRectF) -> tuple[RowPlace, ...]:
        """Return the rows in the largest size in which all fit; else as many as fit, and one for the rest."""
        placed = (self._place_rows(attempt, area) for attempt in self._list_attempts())
        return next((rows for rows in placed if rows is not None), ())

    def _list_attempts(self) -> Iterator[_RowsAttempt]:
        """Yield ways to fit the rows, the best first: smaller, then fewer rows, then shorter states, then cut."""
        card, sizes = self._card, _SIZES if self._wide else _SIZES_OF_TALL
        for size, lines, least, labelled in product(sizes, (1, _MOST_STATE_LINES), _WAVES, (True, False)):
            yield _RowsAttempt(card.rows, size, least, lines, labelled)
        for left_out in range(2, len(card.rows)):
            shown = (*card.rows[:-left_out], card.rest[left_out - 1])
            for least, labelled in product(_WAVES, (True, False)):
                yield _RowsAttempt(shown, sizes[-1], least, _MOST_STATE_LINES + (len(shown) == 2), labelled)
        worst_and_rest = card.rows
        if len(card.rows) > 2:
            counted = card.rest[-2]
            worst_and_rest = (card.rows[0], replace(counted, state=counted.state.split(" · ")[0]))
        for lines, rows in ((3, worst_and_rest), (2, worst_and_rest), (1, worst_and_rest), (1, worst_and_rest[:1])):
            yield _RowsAttempt(rows, sizes[-1], _WAVES[-1], lines, labelled=False, cut=True)

    def _place_rows(self, attempt: _RowsAttempt, area: QRectF) -> tuple[RowPlace, ...] | None:
        """Return the places of these rows; None if a text would be elided or a row does not fit."""
        unit, rows, lines = self._unit, attempt.rows, attempt.lines
        name_size, state_size = (share * unit for share in attempt.size)
        if not rows or len(rows) * (name_size + state_size) * _ROW_LEADING > area.height():  # saves the slow wrapping
            return None
        side, glyph = round(name_size * _MONOGRAM), round(state_size)
        indent = side + 4 * unit
        widest = max(
            max(
                text_width(row.name, name_size, bold=True),
                text_width(row.state, state_size, bold=True) + glyph * _GLYPH,
            )
            for row in rows
        )
        most = area.width() * _MOST_WAVES
        waves = round(min(max(area.width() - indent - widest - 2, attempt.least * self._scale), most))
        words_width = area.width() - waves - indent
        states = [wrap_at_most(lines, row.state, state_size, words_width - glyph * _GLYPH, bold=True) for row in rows]
        names = [elide(row.name, name_size, words_width, bold=True) for row in rows]
        if not attempt.cut and any(text.endswith("…") for text in (*names, *chain(*states))):
            return None
        row_heights = [max(side, (name_size + state_size * len(state_lines)) * _ROW_LEADING) for state_lines in states]
        label_end = BAR_OVERHANG * self._scale + (_LABEL * 1.5 + 1) * unit - row_heights[-1] / 2
        below = max(0.0, label_end) if attempt.labelled else 0.0
        spare = area.height() - below - sum(row_heights) - _GAP * unit * (len(rows) - 1)
        if spare < 0:
            return None
        gap = min(_GAP * unit + spare / len(rows), _MOST_GAP * unit)
        top = area.top() + (area.height() - below - sum(row_heights) - gap * (len(rows) - 1)) / 2
        placed = list[RowPlace]()
        for row, name, state_lines, row_height in zip(rows, names, states, row_heights, strict=True):
            placed.append(self._row_place(row, name, state_lines, attempt.size, area.x() + waves, top + row_height / 2))
            top += row_height + gap
        return tuple(placed)

    def _row_place(
        self, row: CardRow, name: str, state_lines: Sequence[str], size: tuple[float, float], x: float, middle: float
    ) -> RowPlace:
        """Return the place of a row that begins at `x`, with its middle at this height.

        `name`, `state_lines`: its texts as they are cut and wrapped; `size`: their sizes.
        """
        name_size, state_size = (share * self._unit for share in size)
        side, glyph = round(name_size * _MONOGRAM), round(state_size)
        text_x = x + side + 4 * self._unit
        text_top = middle - (name_size + state_size * len(state_lines)) * _ROW_LEADING / 2
        state_top = text_top + name_size * _ROW_LEADING
        return RowPlace(
            row,
            QRectF(round(x), round(middle - side / 2), side, side),
            Line(name, text_x, text_top + name_size * _ROW_LEADING / 2, name_size, bold=True),
            QRectF(round(text_x), round(state_top + state_size * _ROW_LEADING / 2 - glyph / 2), glyph, glyph),
            stack_texts(state_lines, text_x + glyph * _GLYPH, state_top, state_size, _ROW_LEADING, bold=True),
        )

    def _lay_out_labels(self, waves: WaveArea, end: float) -> tuple[Line, ...]:
        """Return the labels below you and below the bar, centred as far as possible, and left out if they do not fit.

        `end`: the height at which they have to end.
        """
        if not waves.heights:
            return ()
        unit, most, half = self._unit, self._margin + waves.width * self._scale, YOU_SIZE / 2
        candidates = (
            (self._card.me, half, waves.middle + half),
            (self._card.network, waves.bar, waves.heights[-1] + BAR_OVERHANG),
        )
        labels = []
        for text, centre, bottom in candidates:
            line = Line(text, 0, bottom * self._scale + (_LABEL * 0.7 + 1) * unit, _LABEL * unit)
            if line.bottom > end:
                continue
            start = self._margin + centre * self._scale - line.width / 2
            labels.append(replace(line, x=max(self._margin / 2, min(start, most - line.width))))
        return tuple(labels)

    # The code

    def _lay_out_foot(self, top: float) -> tuple[QRectF | None, tuple[Line, ...], QRectF]:
        """Return the code, its words, and the area left for the messengers."""
        unit, card = self._unit, self._card
        left, bottom = self._margin, self._height - 4 * unit
        area = QRectF(left, top + 3 * unit, self._width - 2 * left, bottom - top - 3 * unit)
        has_panel = bool(self._squares or card.address)
        if self._wide:
            return self._panel_beside(area) if has_panel else (None, (), area)
        if has_panel:
            return self._panel_below(area)
        if not card.footer:
            return None, (), area
        line = Line(card.footer, left, self._height - 8 * unit, _LABEL * unit)
        return None, (line,), area.adjusted(0, 0, 0, -11 * unit)

    def _panel_beside(self, area: QRectF) -> tuple[QRectF | None, tuple[Line, ...], QRectF]:
        """Return the code beside the rows, with its words below it."""
        unit = self._unit
        for limit, most_lines in ((56, 2), (56, 1), (50, 1), (44, 1)):
            side = code_side(self._squares, limit * unit) if self._squares else 0
            width = max(float(side), 48 * unit)
            texts = self._wrap_at_code(width, (9, 7, 7), most_lines)
            height = side + sum(line.pixels * _LEADING for line in texts) + 2 * unit
            if height <= area.height():
                break
        x = area.right() - width
        top = area.center().y() - height / 2
        code = QRectF(round(x + (width - side) / 2), round(top), side, side) if side else None
        placed = stack_lines(texts, x, top + side + 2 * unit, _LEADING, width=width)
        return code, placed, area.adjusted(0, 0, -width - 4 * unit, 0)

    def _panel_below(self, area: QRectF) -> tuple[QRectF | None, tuple[Line, ...], QRectF]:
        """Return the code below the rows, with its words beside it."""
        unit = self._unit
        side = code_side(self._squares, 84 * unit) if self._squares else 0
        x = area.x() + (side + 8 * unit if side else 0)
        texts = self._wrap_at_code(area.right() - x, (16, 11, 10))
        text_height = sum(line.pixels * _LEADING_BESIDE for line in texts)
        height = max(float(side), text_height)
        code = QRectF(round(area.x()), round(area.bottom() - side - 3 * unit), side, side) if side else None
        placed = stack_lines(texts, x, area.bottom() - 3 * unit - (height + text_height) / 2, _LEADING_BESIDE)
        return code, placed, area.adjusted(0, 0, 0, -height - 8 * unit)

    def _wrap_at_code(self, width: float, sizes: tuple[float, float, float], lines: int = 2) -> list[Line]:
        """Return the words at the code, each as large as fits into `lines` lines; not yet placed."""
        card, (large, plain, small) = self._card, sizes
        wanted = [(card.invite, large, True), (card.address, plain, False)] if card.address else []
        if self._squares and (not card.address or not self._wide):
            wanted.append((card.scan, small, False))
        if not self._wide and card.footer:
            wanted.append((card.footer, small, False))
        placeable = list[Line]()
        for text, size, bold in wanted:
            most = 1 if text == card.address else lines
            shares = [size * self._unit * share for share in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)]
            attempts = [(pixels, wrap_at_most(most, text, pixels, width, bold=bold)) for pixels in shares]
            pixels, texts = next(
                (tried for tried in attempts if not any("…" in line for line in tried[1])), attempts[-1]
            )
            placeable += [Line(line, 0, 0, pixels, bold) for line in texts]
        return placeable
