"""The part of the self-test that needs Qt: icon, fonts, translations, a painted card, and a QR code read back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QSize
from PySide6.QtGui import QImage, QPainter

from dialtone.model.explanation import Card
from dialtone.ui.painting.app_icon import make_app_icon
from dialtone.ui.painting.card_font import get_painting_application, read_card_font
from dialtone.ui.painting.card_layout import CardShape
from dialtone.ui.painting.card_picture import encode_png, paint_card
from dialtone.ui.painting.qr_code import fit_code_side, make_code_squares, paint_code
from dialtone.ui.painting.qr_reader import read_qr_texts
from dialtone.ui.state.languages import Translations

_LINE = "dialtone1 2026-11-29 signal+ F2SC"
_MAX_CODE_SIDE = 200
"""In pixels."""


class SelfTestError(Exception):
    """Something is missing or does not work."""


def try_window(folder: Path, card: Card, languages: Sequence[str]) -> str:
    """Paint and read everything once; return one line about what works. Raises `SelfTestError` if something does not.

    `folder`: that of the resources. `card`: an example to paint. `languages`: codes of those that must have texts.
    """
    application = get_painting_application()
    read_card_font(folder / "fonts")
    if make_app_icon(folder / "icons").pixmap(QSize(64, 64)).toImage().isNull():
        raise SelfTestError("the icon cannot be painted")
    translations = Translations(folder / "languages")
    missing = [language for language in languages if not translations.use(language)]
    if missing:
        raise SelfTestError(f"the window has no texts in {', '.join(missing)}")
    translations.use("en")
    image = QImage.fromData(encode_png(paint_card(card, CardShape.WIDE, "https://example.org")))
    if image.size() != QSize(CardShape.WIDE.width, CardShape.WIDE.height):
        raise SelfTestError("a card cannot be painted")
    del application
    if read_qr_texts(_make_code_jpeg(_LINE)) != (_LINE,):
        raise SelfTestError("a QR code in a JPEG cannot be read")
    return f"icon, {len(languages)} languages, a card of {image.sizeInBytes()} bytes, a QR code"


def _make_code_jpeg(text: str) -> bytes:
    """Return a QR code of this text as a JPEG, the format in which chats pass pictures on."""
    squares = make_code_squares(text)
    side = fit_code_side(squares, _MAX_CODE_SIDE)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_code(painter, squares, QPoint(), side)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG")  # type: ignore[call-overload]  # the stubs say bytes; Qt wants a string
    return bytes(data.data())
