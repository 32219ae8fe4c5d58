"""Cards with known rows, in each language; and those whose pictures are kept.

After a change of looks on purpose `PYTHONPATH=desktop:tests .venv/bin/python -m ui.card_examples` paints the kept ones
anew: look at them before they are kept.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from dialtone.explain.card_rows import make_card
from dialtone.model.check import Check
from dialtone.model.explanation import Card
from dialtone.model.frozen import replace
from dialtone.store.check_file import load_check
from dialtone.ui.painting.card_font import get_painting_application, read_card_font
from dialtone.ui.painting.card_layout import CardShape
from dialtone.ui.painting.card_picture import encode_png, paint_card
from judge.saved import CHECKS
from shipped_catalogue import shipped_catalogue
from ui.examples import RESOURCES
from ui.window_fixture import make_content

PAGE = "https://example.org/d"
CODE = "https://example.org/d#1RU6BTwab1tgs0sgw0"
KEPT_FOLDER = Path(__file__).with_name("kept_pictures")
KEPT: Mapping[str, tuple[CardShape, str]] = {
    "card-wide-en": (CardShape.WIDE, "en"),
    "card-tall-ru": (CardShape.TALL, "ru"),
    "card-wide-fa": (CardShape.WIDE, "fa"),
}


def all_messengers(name: str) -> Check:
    """Return a saved check as if it had tested all messengers; those that it did not test work."""
    check, works = load_check(CHECKS / f"{name}.json"), load_check(CHECKS / "clean.json").messenger("signal")
    assert works is not None
    tested = {one.messenger for one in check.messengers}
    rest = [replace(works, messenger=m.id, name=m.name) for m in shipped_catalogue().messengers if m.id not in tested]
    return replace(check, messengers=(*check.messengers, *rest))


@cache
def card_of_check(language: str, name: str = "russia-2026", *, every: bool = False) -> Card:
    """Return the card of a saved check with all that can stand on it. `every`: with all messengers."""
    content, check = make_content(language, "AE"), all_messengers(name) if every else None
    check = check or load_check(CHECKS / f"{name}.json")
    shown = (check.messengers, check.network, content.words, content.messengers, date(2026, 11, 24))
    return make_card(*shown, with_country=True, home_page=PAGE)


def main() -> None:
    """Paint the kept pictures."""
    application = get_painting_application()
    read_card_font(RESOURCES / "fonts")
    KEPT_FOLDER.mkdir(exist_ok=True)
    for name, (shape, language) in KEPT.items():
        (KEPT_FOLDER / f"{name}.png").write_bytes(encode_png(paint_card(card_of_check(language), shape, CODE)))
    del application


if __name__ == "__main__":
    main()
