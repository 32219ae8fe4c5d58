"""Cards with known rows, in each language; and the three whose pictures are kept.

After a change of looks on purpose `PYTHONPATH=desktop:tests .venv/bin/python -m ui.card_examples` paints the kept ones
anew: look at them before they are kept.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dialtone.explain.card_rows import make_card
from dialtone.explain.explainer import Explainer
from dialtone.model.card import Card
from dialtone.store.check_file import load_check
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_font import painting_application, read_card_font
from dialtone.ui.painting.card_layout import CardShape
from dialtone.ui.painting.card_picture import paint_card, png_bytes
from judge.saved import CHECKS
from ui.examples import RESOURCES
from ui.window_fixture import make_content

LINK = "https://example.org/dialtone"
KEPT_FOLDER = Path(__file__).with_name("kept_pictures")
KEPT: Mapping[str, tuple[CardShape, BaseColours, str]] = {
    "card-wide-en-light": (CardShape.WIDE, BaseColours.LIGHT, "en"),
    "card-square-ru-dark": (CardShape.SQUARE, BaseColours.DARK, "ru"),
    "card-tall-fa-light": (CardShape.TALL, BaseColours.LIGHT, "fa"),
}


def card_of_check(language: str, name: str = "russia-2026", only: tuple[str, ...] = (), place: str = "") -> Card:
    """Return the card of a saved check; `only`: of these messengers."""
    content, check = make_content(language), load_check(CHECKS / f"{name}.json")
    assert isinstance(content.words, Explainer)
    on_it = [m for m in content.messengers if not only or m.id in only]
    return make_card(check.messengers, check.network, content.words, on_it, date(2026, 11, 24), content.names, place)


def kept_card(language: str) -> Card:
    """Return the card of the kept pictures."""
    return card_of_check(language, only=("whatsapp", "telegram", "signal"))


def main() -> None:
    """Paint the kept pictures."""
    application = painting_application()
    read_card_font(RESOURCES / "fonts")
    KEPT_FOLDER.mkdir(exist_ok=True)
    for name, (shape, scheme, language) in KEPT.items():
        (KEPT_FOLDER / f"{name}.png").write_bytes(png_bytes(paint_card(kept_card(language), shape, scheme, LINK)))
    del application


if __name__ == "__main__":
    main()
