"""Paints the card into an image. Text is painted as outlines of our own font: equal pixels on every computer."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath

from dialtone.explain.who_reads import READABLE
from dialtone.model.card import Card, CardRow
from dialtone.model.network_path import NetworkPath
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_layout import CardLayout, CardShape, lay_out
from dialtone.ui.painting.card_rows_layout import RowPlace
from dialtone.ui.painting.monogram import monogram_colours
from dialtone.ui.painting.outlined_text import card_letters, outline, text_width
from dialtone.ui.painting.path_picture import PathLook, paint_path
from dialtone.ui.painting.qr_code import code_squares, paint_code
from dialtone.ui.painting.status_shapes import paint_glyph
from dialtone.ui.painting.text_line import Line
from dialtone.ui.painting.theme import Colours, colours
from dialtone.ui.painting.tone import Tone, paint_face, tone_of

ON_FIELD = QColor("#ffffff")
"""What is read on the coloured ground, which is the same in both schemes."""


def paint_card(card: Card, shape: CardShape, scheme: BaseColours, link: str = "") -> QImage:
    """Paint a card. `link` goes into a QR code; empty for none. The card's font must be loaded (`card_font`)."""
    width, height = shape.value[:2]
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mirrored = QLocale(card.language).textDirection() is Qt.LayoutDirection.RightToLeft
    _CardPainter(painter, lay_out(card, shape, link), colours(scheme), mirrored=mirrored).paint(
        field_status(card), link, card.path
    )
    painter.end()
    return image


def field_status(card: Card) -> str:
    """Return the status whose colour and tone the answer has: the worst; green only where nothing is in doubt."""
    shapes = [row.shape or row.status for row in card.rows if row.status != MessengerStatus.NOT_TESTED]
    if not shapes:
        return MessengerStatus.UNKNOWN
    if card.worst in (MessengerStatus.BLOCKED, MessengerStatus.DOWN):  # also where a part alone is not safe
        return card.worst
    if shapes[0] != MessengerStatus.WORKS:
        return shapes[0]
    return next((shape for shape in (MessengerStatus.UNKNOWN, READABLE) if shape in shapes), MessengerStatus.WORKS)


def field_colour(status: str) -> QColor:
    """Return the ground of the answer."""
    return colours(BaseColours.LIGHT).of_status(status)


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


class _CardPainter:
    """One card being painted; mirrored where it is read from the right."""

    def __init__(self, painter: QPainter, layout: CardLayout, colour: Colours, *, mirrored: bool) -> None:
        self._painter = painter
        self._layout = layout
        self._colours = colour
        self._mirrored = mirrored
        self._width = float(layout.shape.value[0])

    def paint(self, status: str, link: str, path: NetworkPath | None) -> None:
        """Paint everything: the answer on its colour, rows, foot."""
        layout, ground = self._layout, field_colour(status)
        self._painter.fillRect(QRectF(0, 0, *layout.shape.value[:2]), self._colours.window)
        self._painter.fillRect(layout.field, ground)
        paint_face(self._painter, self._rect(layout.mark), Tone.WHOLE, ON_FIELD, ground)
        paint_face(self._painter, self._rect(layout.face), tone_of(status), ON_FIELD, ground)
        for line in (layout.title, layout.date, *layout.answer):
            self._text(line, ON_FIELD)
        for place in layout.rows:
            self._row(place)
        if layout.more is not None:
            self._text(layout.more, self._colours.dim)
        if layout.path is not None and path is not None:
            self._path(layout, layout.path, path)
        for line in layout.foot:
            self._text(line, self._colours.text if line.bold else self._colours.dim)
        if layout.code is not None:
            code = self._rect(layout.code).toRect()
            paint_code(self._painter, code_squares(link), code.topLeft(), code.width())

    def _row(self, place: RowPlace) -> None:
        panel, corner = QPainterPath(), place.state.pixels * 0.3
        panel.addRoundedRect(self._rect(place.panel), corner, corner)
        self._painter.fillPath(panel, self._colours.page)
        row = place.row
        self._monogram(self._rect(place.monogram), row)
        shape = row.shape or row.status
        colour = self._colours.of_status(shape)
        self._text(place.name, self._colours.text)
        self._text(place.mark, self._colours.of_status(READABLE) if row.shape == READABLE else self._colours.dim)
        glyph = self._rect(place.glyph)
        paint_glyph(self._painter, glyph, shape, colour, self._colours.page, hollow=row.doubtful)
        self._text(place.state, colour)

    def _path(self, layout: CardLayout, area: QRectF, path: NetworkPath) -> None:
        """Paint the way to the messenger of the first row."""
        first, usual = layout.rows[0].row, layout.path_line * 0.75

        def words(text: str, place: QRectF, colour: QColor, _centred: bool) -> None:
            pixels = min(usual, usual * 0.94 * place.width() / max(1.0, text_width(text, usual)))
            wide = text_width(text, pixels)
            middle = self._width - place.center().x() if self._mirrored else place.center().x()
            self._text(Line(text, middle - wide / 2, place.center().y(), pixels), colour)

        look = PathLook(
            self._colours,
            self._colours.window,
            layout.path_side,
            layout.path_line,
            self._mirrored,
            upright=False,
            words=words,
            monogram=lambda place: self._monogram(place, first),
        )
        paint_path(self._painter, self._rect(area), path, look)

    def _monogram(self, rect: QRectF, row: CardRow) -> None:
        """Paint a messenger's sign."""
        letters = row.letter
        square = QPainterPath()
        square.addRoundedRect(rect, rect.width() * 0.26, rect.width() * 0.26)
        ground, ink = monogram_colours(row.hue)
        self._painter.fillPath(square, ground)
        path = outline(letters, rect.width() * (0.5 if len(letters) == 1 else 0.4), bold=True)
        path.translate(rect.center() - path.boundingRect().center())
        self._painter.fillPath(path, ink)

    def _rect(self, rect: QRectF) -> QRectF:
        if not self._mirrored:
            return rect
        return QRectF(self._width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())

    def _text(self, line: Line, colour: QColor) -> None:
        if line.text:
            path = outline(line.text, line.pixels, bold=line.bold, mirrored=self._mirrored)
            left = self._width - line.end if self._mirrored else line.x
            metrics = QFontMetricsF(card_letters(line.pixels, bold=line.bold))
            path.translate(left, line.middle + metrics.capHeight() / 2)
            self._painter.fillPath(path, colour)
