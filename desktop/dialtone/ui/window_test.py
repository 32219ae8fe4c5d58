"""What of a self-test needs Qt: icons, fonts, the window's texts, and a card painted and read back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage

from dialtone.model.card import Card
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_font import painting_application, read_card_font
from dialtone.ui.painting.card_layout import CardShape
from dialtone.ui.painting.card_picture import paint_card, png_bytes
from dialtone.ui.state.languages import Translations


class SelfTestError(Exception):
    """Something is not there, or does not do what it should."""


def try_window(folder: Path, card: Card, languages: Sequence[str]) -> str:
    """Go through it, and return what there is in one line."""
    application = painting_application()
    read_card_font(folder / "fonts")
    icon = QIcon(str(folder / "icons" / "dialtone.svg"))
    if icon.pixmap(QSize(64, 64)).toImage().isNull():
        raise SelfTestError("the icon cannot be painted")
    translations = Translations(folder / "translations")
    missing = [language for language in languages if not translations.use(language)]
    if missing:
        raise SelfTestError(f"the window has no texts in {', '.join(missing)}")
    translations.use("en")
    image = QImage.fromData(png_bytes(paint_card(card, CardShape.WIDE, BaseColours.LIGHT, "https://example.org")))
    if (image.width(), image.height()) != CardShape.WIDE.value[:2]:
        raise SelfTestError("a card cannot be painted")
    del application
    return f"icon, {len(languages)} languages, a card of {image.sizeInBytes()} bytes"
