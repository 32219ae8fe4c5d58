"""Where the rows of the card stand: one line each where there is width, else the state below the name."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF

from dialtone.model.card import Card, CardRow
from dialtone.model.frozen import Frozen
from dialtone.ui.painting.outlined_text import elided, text_width
from dialtone.ui.painting.text_line import Line

_SHARES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56)
"""Sizes of one text that is wider than the others, as shares of its usual size."""
_READABLE = 0.8
"""A share below which another arrangement is tried."""
_GAP = 0.22
_HIGHEST = 2.7
"""A row grows where there is room, to this share of its state's size."""


class Arrangement(Frozen):
    """How rows may stand."""

    columns: int
    share: float
    """Of the usual size of a state."""
    stacked: bool
    """The state stands below the name, not beside it."""


class RowPlace(Frozen):
    """One messenger's row."""

    row: CardRow
    panel: QRectF
    monogram: QRectF
    name: Line
    mark: Line
    glyph: QRectF
    state: Line


def arrange_rows(
    card: Card, area: QRectF, state: float, mark: float, tried: Sequence[Arrangement]
) -> tuple[tuple[RowPlace, ...], Line | None]:
    """Place as many rows as fit, and the line that says how many do not. `state`, `mark`: sizes of those texts."""
    fallback: tuple[tuple[RowPlace, ...], Line | None] | None = None
    for way in tried:
        grid = _Grid(card, area, state * way.share, mark, way)
        if grid.capacity >= len(card.rows):
            found = grid.places(), None
            if all(_reads_well(place, state * way.share, mark) for place in found[0]):
                return found
            fallback = fallback or found
    if fallback is not None:
        return fallback
    grid = max((_Grid(card, area, state * way.share, mark, way) for way in tried), key=lambda grid: grid.capacity)
    return grid.places(grid.capacity - 1), grid.more()


def _reads_well(place: RowPlace, state: float, mark: float) -> bool:
    whole = not any(line.text.endswith("…") for line in (place.name, place.mark, place.state))
    return whole and place.state.pixels >= state * _READABLE and place.mark.pixels >= mark * _READABLE


class _Grid:
    """Rows of one size, column by column."""

    def __init__(self, card: Card, area: QRectF, state: float, mark: float, way: Arrangement) -> None:
        self._card, self._area, self._state, self._mark, self._way = card, area, state, mark, way
        self._said, self._noted = state, mark
        """The sizes of the words of a state, and of who can read along."""
        marked = any(row.mark for row in card.rows)
        self._name = state * (0.82 if way.stacked else 0.92)
        below = mark * 1.35 if marked and (way.columns == 1 or not way.stacked) else 0.0
        lines = self._name * 1.25 + (state * 1.3 if way.stacked else 0.0) + below
        self._least = round(max(lines + state * 0.35, state * 1.55))
        self._gap = round(state * _GAP)
        self._per_column = max(0, int((area.height() + self._gap) // (self._least + self._gap)))

    @property
    def capacity(self) -> int:
        """How many rows there is room for; at least two, so that one can say how many are left out."""
        return max(2, self._per_column * self._way.columns)

    def places(self, most: int = 10_000) -> tuple[RowPlace, ...]:
        """Return the places of the first rows: words of a kind in one size, but where one of them is far too long."""
        found = self._places(most)
        self._said = _one_size([place.state.pixels for place in found], self._state)
        self._noted = _one_size([place.mark.pixels for place in found], self._mark)
        return self._places(most)

    def _places(self, most: int) -> tuple[RowPlace, ...]:
        return tuple(self._place(row, self._panel(number)) for number, row in enumerate(self._card.rows[:most]))

    def more(self) -> Line:
        """Return the line in the last place."""
        shown = self.capacity - 1
        panel, pixels = self._panel(shown), max(self._mark, self._state * 0.7)
        return Line(self._card.more[len(self._card.rows) - shown - 1], panel.x(), panel.center().y(), pixels)

    def _panel(self, number: int) -> QRectF:
        taken = min(self.capacity, len(self._card.rows))
        rows = max(1, -(-taken // self._way.columns))
        spare = (self._area.height() + self._gap) / rows - self._gap
        highest = round(self._state * _HIGHEST) if not self._way.stacked else round(self._least * 1.15)
        height = max(self._least, min(int(spare), highest))
        column, place = divmod(number, rows)
        between = round(self._state * 0.4)
        wide = int((self._area.width() - between * (self._way.columns - 1)) // self._way.columns)
        top = round(self._area.top()) + place * (height + self._gap)
        return QRectF(round(self._area.left()) + column * (wide + between), top, wide, height)

    def _place(self, row: CardRow, panel: QRectF) -> RowPlace:
        side = round(min(panel.height() * 0.66, self._state * 2.0))
        pad = round(self._state * 0.42)
        square = QRectF(panel.x() + pad, round(panel.center().y() - side / 2), side, side)
        start, end = square.right() + pad, panel.right() - pad
        stacked = self._stacked if self._way.stacked else self._beside
        return stacked(row, panel, square, start, end)

    def _beside(self, row: CardRow, panel: QRectF, square: QRectF, start: float, end: float) -> RowPlace:
        middle, gap = panel.center().y(), self._state * 0.5
        lift = self._mark * 0.72 if row.mark else 0.0
        name = _fitted(row.name, start, middle - lift, self._name, (end - start) * 0.47, bold=True)
        glyph, room = self._glyph_side(), end - name.end - gap
        state = _fitted(row.state, 0, middle, self._said, room - glyph * 1.35)
        state = Line(state.text, end - state.width, middle, state.pixels)
        mark = _fitted(row.mark, start, middle + self._name * 0.62, self._noted, state.x - glyph * 1.35 - gap - start)
        return RowPlace(row, panel, square, name, mark, self._glyph(state, glyph), state)

    def _stacked(self, row: CardRow, panel: QRectF, square: QRectF, start: float, end: float) -> RowPlace:
        glyph, third = self._glyph_side(), self._way.columns == 1 and bool(row.mark)
        marked = text_width(row.mark, self._mark) + self._mark if row.mark and not third else 0.0
        high = self._name * 1.25 + self._state * 1.3 + (self._mark * 1.35 if third else 0.0)
        top = panel.center().y() - high / 2
        name = _fitted(row.name, start, top + self._name * 0.62, self._name, end - start - marked, bold=True)
        middle = top + self._name * 1.25 + self._state * 0.62
        state = _fitted(row.state, start + glyph * 1.35, middle, self._said, end - start - glyph * 1.35)
        at = (
            (start, middle + self._state * 0.62 + self._mark * 0.75)
            if third
            else (end - marked + self._mark, name.middle)
        )
        mark = _fitted(row.mark, *at, self._noted, end - at[0])
        return RowPlace(row, panel, square, name, mark, self._glyph(state, glyph), state)

    def _glyph_side(self) -> int:
        return round(self._state * 1.0)

    def _glyph(self, state: Line, side: int) -> QRectF:
        return QRectF(round(state.x - side * 1.35), round(state.middle - side / 2), side, side)


def _one_size(pixels: Sequence[float], usual: float) -> float:
    """Return the smallest of the sizes, or the usual one where the smallest would make all too small."""
    smallest = min(pixels, default=usual)
    return smallest if smallest >= usual * _READABLE else usual


def _fitted(text: str, x: float, middle: float, pixels: float, room: float, *, bold: bool = False) -> Line:
    """Return the line in the first size in which it fits; in the last one its end is left out."""
    sizes = [pixels * share for share in _SHARES]
    size = next((size for size in sizes if text_width(text, size, bold=bold) <= room), sizes[-1])
    return Line(elided(text, size, room, bold=bold), x, middle, size, bold)
