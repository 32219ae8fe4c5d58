"""Paints the card into an image. Text is painted as outlines of our own font: equal pixels on every computer."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QTextLayout,
    QTextOption,
)

from dialtone.explain.who_reads import READABLE
from dialtone.model.card import Card, CardRow
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_font import FAMILY
from dialtone.ui.painting.logo import TrayState, paint_mark
from dialtone.ui.painting.monogram import monogram_colours
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import Colours, colours

_MOST_LINES = 3
_STATE_SHARES = (1.0, 0.92, 0.84, 0.76, 0.68)
"""Sizes of the words in a row, as shares of the smallest text: the first in which they fit."""
_MARK_SHARE = 0.74
_LEADING = 1.28
_RLM = "\N{RIGHT-TO-LEFT MARK}"


class CardShape(Enum):
    """The shapes that chats and networks show whole: width, height and the smallest text, in pixels."""

    WIDE = (1200, 630, 22)
    SQUARE = (1080, 1080, 30)
    TALL = (1080, 1920, 48)


def paint_card(card: Card, shape: CardShape, scheme: BaseColours, link: str = "") -> QImage:
    """Paint a card. `link` goes into a QR code; empty for none. The card's font must be loaded (`card_font`)."""
    width, height, _ = shape.value
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _Sheet(painter, shape, colours(scheme), QLocale(card.language)).paint(card, link)
    painter.end()
    return image


def png_bytes(image: QImage) -> bytes:
    """Return the image as PNG: pixels and their size, nothing else."""
    bare = QImage(image)
    for key in bare.textKeys():
        bare.setText(key, "")
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bare.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs say bytes; Qt wants a string
    return bytes(data.data())


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where rows stand: how many beside and below each other, how far apart, and how many there is room for."""

    columns: int
    rows: int
    step: float
    shown: int


def _when_and_where(card: Card) -> str:
    return " · ".join(part for part in (card.place, card.date) if part)


class _Sheet:
    """One card being painted. Lengths are pixels; `x` counts from the side on which reading starts."""

    def __init__(self, painter: QPainter, shape: CardShape, colour: Colours, locale: QLocale) -> None:
        self._painter = painter
        self._colours = colour
        self._mirrored = locale.textDirection() is Qt.LayoutDirection.RightToLeft
        self._width, self._height, self._small = (float(value) for value in shape.value)
        self._margin = self._small * (1.8 if shape is CardShape.TALL else 2.2)
        self._stacked = shape is CardShape.TALL

    def paint(self, card: Card, link: str) -> None:
        """Paint everything: head, answer, rows, foot."""
        self._painter.fillRect(QRectF(0, 0, self._width, self._height), self._colours.window)
        top = self._head(card) + self._small
        bottom = self._foot(card, link) - self._small * 0.8
        pixels, lines = self._answer_lines(card.answer, (bottom - top) * 0.42)
        grid = self._grid(card, bottom - top - len(lines) * pixels * _LEADING - self._small)
        spare = bottom - top - len(lines) * pixels * _LEADING - self._small - grid.rows * grid.step
        top += max(0.0, spare) * 0.35
        for line in lines:
            self._text(line, self._margin, top + pixels * _LEADING / 2, pixels, bold=True)
            top += pixels * _LEADING
        self._rows(card, grid, top + self._small)

    # The parts

    def _head(self, card: Card) -> float:
        side, top = self._small * 1.7, self._margin * 0.8
        mark = self._rect(self._margin, top, side, side)
        paint_mark(self._painter, mark, TrayState.WORKS, self._colours.accent)
        self._text("Dialtone", self._margin + side + self._small * 0.5, top + side / 2, self._small * 1.1, bold=True)
        if not self._stacked:
            room = self._width - 2 * self._margin - side - self._small * 8
            end, said = self._width - self._margin, _when_and_where(card)
            self._text_at_end(said, end, top + side / 2, self._small, self._colours.dim, room)
        return top + side

    def _foot(self, card: Card, link: str) -> float:
        """Paint from the bottom up: the code beside it, the last line, what must be known above it."""
        line, y = self._small * 1.5, self._height - self._margin * 0.9 - self._small * 0.5
        code = self._small * 5 if link else 0.0
        if link:
            self._code(link, self._width - self._margin - code, self._height - self._margin * 0.7 - code, code)
        room = self._width - 2 * self._margin - (code + self._small if link else 0)
        said = [*card.notes, *([_when_and_where(card)] if self._stacked else []), card.footer]
        for text in reversed([piece for one in said for piece in self._lines(one, self._small, room, most=2)]):
            self._text(text, self._margin, y, self._small, self._colours.dim)
            y -= line
        return min(y + self._small * 0.5, self._height - self._margin * 0.7 - code)

    def _answer_lines(self, text: str, room: float) -> tuple[float, list[str]]:
        """Return the largest size in which the answer fits, and its lines."""
        width, most = self._width - 2 * self._margin, _MOST_LINES + self._stacked
        for size in (2.6, 2.4, 2.2, 2.0, 1.8, 1.6, 1.4):
            pixels = self._small * size
            lines = self._wrapped(text, pixels, width, bold=True)
            if len(lines) <= most and len(lines) * pixels * _LEADING <= room:
                return pixels, lines
        return pixels, self._lines(text, pixels, width, most=most, bold=True)

    def _grid(self, card: Card, room: float) -> "_Grid":
        """As many rows as fit, in two columns where there is width; the last cell says how many do not."""
        least, most = (3.6, 4.6) if self._stacked else (2.5, 3.8)
        per_column = max(1, int(room // (self._small * least)))
        columns = 2 if self._width > self._height and len(card.rows) > per_column else 1
        places = per_column * columns
        shown = len(card.rows) if len(card.rows) <= places else places - 1
        rows = max(1, min(per_column, -(-(shown + (shown < len(card.rows))) // columns)))
        return _Grid(columns, rows, min(self._small * most, room / rows), shown)

    def _rows(self, card: Card, grid: "_Grid", top: float) -> None:
        gap = self._small
        wide = (self._width - 2 * self._margin - gap * (grid.columns - 1)) / grid.columns
        for number, row in enumerate(card.rows[: grid.shown]):
            column, place = divmod(number, grid.rows)
            self._row(row, self._margin + column * (wide + gap), top + place * grid.step, wide, grid.step)
        left_out = len(card.rows) - grid.shown
        if left_out:
            column, place = divmod(grid.shown, grid.rows)
            x = self._margin + column * (wide + gap) + self._small * 0.8
            self._text(card.more[left_out - 1], x, top + (place + 0.45) * grid.step, self._small, self._colours.dim)

    def _row(self, row: CardRow, x: float, top: float, width: float, step: float) -> None:
        height = step - self._small * 0.35
        panel = QPainterPath()
        panel.addRoundedRect(self._rect(x, top, width, height), self._small * 0.4, self._small * 0.4)
        self._painter.fillPath(panel, self._colours.page)
        middle, side, pad = top + height / 2, min(height * 0.62, self._small * 2.4), self._small * 0.7
        self._monogram(row, x + pad, middle - side / 2, side)
        start, end = x + pad + side + pad, x + width - pad
        if self._stacked:
            lift = self._small * 0.4 if row.mark else 0.0
            self._name(row, start, middle - self._small * 0.8 - lift, end - start)
            self._state(row, start, middle + self._small * 0.85 - lift * 1.3, end - start, at_end=False)
            self._mark(row, start, middle + self._small * 1.45, end - start)
            return
        lift = self._small * 0.42 if row.mark else 0.0
        named = self._name(row, start, middle - lift, (end - start) * 0.5)
        self._mark(row, start, middle + self._small * 0.62, (end - start) * 0.62)
        self._state(row, end, middle, end - start - named - self._small * 0.6, at_end=True)

    def _name(self, row: CardRow, x: float, middle: float, room: float) -> float:
        name = self._fitted(row.name, self._small * 1.15, room, bold=True)
        self._text(name, x, middle, self._small * 1.15, bold=True)
        return self._measure(name, self._small * 1.15, bold=True)

    def _mark(self, row: CardRow, x: float, middle: float, room: float) -> None:
        """Paint who can read along, small, under the name."""
        pixels = self._small * _MARK_SHARE
        colour = self._colours.of_status(READABLE) if row.shape == READABLE else self._colours.dim
        self._text(self._fitted(row.mark, pixels, room), x, middle, pixels, colour)

    def _state(self, row: CardRow, x: float, middle: float, room: float, *, at_end: bool) -> None:
        """Paint shape and word; `x` is where they start, or where they end."""
        shape = row.shape or row.status
        colour, glyph, gap = self._colours.of_status(shape), self._small * 1.05, self._small * 0.4
        sizes = [self._small * share for share in _STATE_SHARES]  # the end, of all things, must not be left out
        pixels = next((size for size in sizes if self._measure(row.state, size) <= room - glyph - gap), sizes[-1])
        state = self._fitted(row.state, pixels, room - glyph - gap)
        if at_end:
            x -= glyph + gap + self._measure(state, pixels)
        box = self._rect(x, middle - glyph / 2, glyph, glyph)
        paint_glyph(self._painter, box, shape, colour, self._colours.page)
        self._text(state, x + glyph + gap, middle, pixels, colour)

    def _monogram(self, row: CardRow, x: float, top: float, side: float) -> None:
        square = QPainterPath()
        rect = self._rect(x, top, side, side)
        square.addRoundedRect(rect, side * 0.26, side * 0.26)
        ground, ink = monogram_colours(row.hue)
        self._painter.fillPath(square, ground)
        size = side * (0.5 if len(row.letter) == 1 else 0.4)
        path = self._outline(row.letter, size, bold=True)
        box = path.boundingRect()
        path.translate(rect.center() - box.center())
        self._painter.fillPath(path, ink)

    def _code(self, link: str, x: float, top: float, side: float) -> None:
        import segno  # only where a code is wanted

        rows = [[bool(cell) for cell in row] for row in segno.make(link, error="m").matrix]
        quiet = 2
        cell = side / (len(rows) + 2 * quiet)
        self._painter.fillRect(self._rect(x, top, side, side), QColor("#ffffff"))
        for line, row in enumerate(rows):
            for column, dark in enumerate(row):
                if dark:
                    place = QRectF((quiet + column) * cell, (quiet + line) * cell, cell + 0.2, cell + 0.2)
                    self._painter.fillRect(
                        place.translated(self._rect(x, top, side, side).topLeft()), QColor("#000000")
                    )

    # Text

    def _rect(self, x: float, top: float, width: float, height: float) -> QRectF:
        return QRectF(self._width - x - width if self._mirrored else x, top, width, height)

    def _font(self, pixels: float, *, bold: bool) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(max(1, round(pixels)))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _outline(self, text: str, pixels: float, *, bold: bool) -> QPainterPath:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)  # joined letters overlap: the other rule leaves holes there
        path.addText(QPointF(0, 0), self._font(pixels, bold=bold), (_RLM if self._mirrored else "") + text)
        return path

    def _measure(self, text: str, pixels: float, *, bold: bool = False) -> float:
        return QFontMetricsF(self._font(pixels, bold=bold)).horizontalAdvance(text)

    def _fitted(self, text: str, pixels: float, room: float, *, bold: bool = False) -> str:
        metrics = QFontMetricsF(self._font(pixels, bold=bold))
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room + 1)

    def _text(
        self, text: str, x: float, middle: float, pixels: float, colour: QColor | None = None, *, bold: bool = False
    ) -> None:
        """Paint one line that starts at `x`, its small letters centred on `middle`."""
        metrics = QFontMetricsF(self._font(pixels, bold=bold))
        path = self._outline(text, pixels, bold=bold)
        left = self._width - x - metrics.horizontalAdvance(text) if self._mirrored else x
        path.translate(left, middle + metrics.capHeight() / 2)
        self._painter.fillPath(path, colour or self._colours.text)

    def _text_at_end(self, text: str, end: float, middle: float, pixels: float, colour: QColor, room: float) -> None:
        """Paint one line that ends at `end`."""
        shown = self._fitted(text, pixels, room)
        self._text(shown, end - self._measure(shown, pixels), middle, pixels, colour)

    def _lines(self, text: str, pixels: float, width: float, *, most: int, bold: bool = False) -> list[str]:
        """Wrap into at most this many lines; an ellipsis marks what was left out."""
        lines = self._wrapped(text, pixels, width, bold=bold)
        if len(lines) > most:
            rest = " ".join(lines[most - 1 :])
            lines[most - 1 :] = [self._fitted(rest, pixels, width, bold=bold)]
        return lines

    def _wrapped(self, text: str, pixels: float, width: float, *, bold: bool = False) -> list[str]:
        layout = QTextLayout(text, self._font(pixels, bold=bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
        layout.endLayout()
        return lines
