"""Paints the card into an image. Text is painted as outlines of the bundled fonts: equal pixels on every computer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from dialtone.model.explanation import Card
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_font import Line, make_font, make_outline
from dialtone.ui.painting.card_layout import CardLayout, CardShape, RowPlace, lay_out, margin_of
from dialtone.ui.painting.drawing import mirror, painter_on
from dialtone.ui.painting.monogram import paint_square
from dialtone.ui.painting.qr_code import make_code_squares, paint_code
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.theme import colours
from dialtone.ui.painting.tone import paint_face, tone_of
from dialtone.ui.painting.wave_lines import WaveLine, paint_waves

ON_FIELD = QColor("#ffffff")
"""The colour of text on the coloured field."""

_DOTS_PER_METER = 3780
"""96 dots per inch. Without it Qt writes those of the screen into the file, which tell a Mac from other computers."""


def paint_card(card: Card, shape: CardShape, code: str = "") -> QImage:
    """Return the picture of a card. `code`: the text of a QR code; empty for none. The card's font must be loaded."""
    image = QImage(shape.width, shape.height, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(_DOTS_PER_METER)
    image.setDotsPerMeterY(_DOTS_PER_METER)
    with painter_on(image) as painter:
        _CardPainter(painter, card, lay_out(card, shape, code)).paint(code)
    return image


def field_colour(status: str) -> QColor:
    """Return the colour of the field behind the answer: solid, to stand out in a chat, whatever the reader's scheme."""
    return colours(BaseColours.LIGHT).of_status(status)


def encode_png(image: QImage) -> bytes:
    """Return the image as PNG without text metadata."""
    bare = QImage(image)
    for key in bare.textKeys():
        bare.setText(key, "")
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    bare.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs say bytes; Qt wants a string
    return bytes(data.data())


class _CardPainter:
    """Paints one card; mirrored in right-to-left languages."""

    def __init__(self, painter: QPainter, card: Card, layout: CardLayout) -> None:
        self._painter, self._card, self._layout = painter, card, layout
        self._colours = colours(BaseColours.LIGHT)  # whatever the scheme of the sender or the readers is
        self._direction = QLocale(card.language).textDirection()
        self._mirrored = self._direction is Qt.LayoutDirection.RightToLeft
        self._width = float(layout.shape.width)

    def paint(self, code: str) -> None:
        """Paint the answer on its field, the lines, the rows and the code, whose text is `code`."""
        layout = self._layout
        card = self._card
        ground = field_colour(self._card.status)
        self._painter.fillRect(QRectF(0, 0, layout.shape.width, layout.shape.height), self._colours.page)
        self._painter.fillRect(layout.field, ground)
        face = self._mirrored_rect(layout.face)
        paint_face(self._painter, face, tone_of(card.status), ON_FIELD, ground, hollow=card.doubtful)
        for line in (*layout.field_lines, *layout.answer):
            self._paint_text(line, ON_FIELD)
        if layout.rows:
            self._paint_waves()
        for place in layout.rows:
            self._paint_row(place)
        for line in (*layout.labels, *layout.foot):
            self._paint_text(line, self._colours.text if line.bold else self._colours.dim)
        if layout.code is not None:
            square = self._mirrored_rect(layout.code).toRect()
            paint_code(self._painter, make_code_squares(code), square.topLeft(), square.width())

    def _paint_waves(self) -> None:
        """Paint the lines to the messengers as the window does, in its pixels, enlarged to the size of the card."""
        lines = [WaveLine(place.row.shape, place.row.doubtful, place.row.place) for place in self._layout.rows]
        shape = self._layout.shape
        with mirror(self._painter, self._width, self._direction):
            self._painter.translate(margin_of(shape), 0)
            self._painter.scale(shape.scale, shape.scale)
            paint_waves(self._painter, self._layout.waves, lines, self._colours)

    def _paint_row(self, place: RowPlace) -> None:
        """Paint the row of a messenger: monogram and name, and the state with its shape."""
        row = place.row
        square = self._mirrored_rect(place.monogram)
        letter_ink = paint_square(self._painter, square, row.hue)
        letter = make_outline(row.letter, square.width() * (0.5 if len(row.letter) == 1 else 0.4), bold=True)
        letter.translate(square.center() - letter.boundingRect().center())
        self._painter.fillPath(letter, letter_ink)
        self._paint_text(place.name, self._colours.text)
        ink = self._colours.of_status(row.shape)
        glyph = self._mirrored_rect(place.glyph)
        paint_glyph(self._painter, glyph, row.shape, ink, self._colours.page, hollow=row.doubtful)
        for line in place.state:
            self._paint_text(line, ink)

    def _mirrored_rect(self, rect: QRectF) -> QRectF:
        """Return a rectangle of the layout in pixels of the picture: on the other side if that is mirrored."""
        if not self._mirrored:
            return rect
        return QRectF(self._width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())

    def _paint_text(self, line: Line, colour: QColor) -> None:
        """Paint a line of text. Letters are not mirrored, so a mirrored line begins where it would have ended."""
        if line.text:
            path = make_outline(line.text, line.pixels, bold=line.bold, mirrored=self._mirrored)
            left = self._width - line.end if self._mirrored else line.x
            metrics = QFontMetricsF(make_font(line.pixels, bold=line.bold))
            path.translate(left, line.middle + metrics.capHeight() / 2)
            self._painter.fillPath(path, colour)
