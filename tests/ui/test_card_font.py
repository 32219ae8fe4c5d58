"""The fonts of the card have every letter that a language can put on it: no picture holds a box in the place of one."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication

from dialtone.ui.painting.card_font import can_write, read_card_font, wrap_at_most
from spoken import ALL, RESOURCES

NOT_ON_IT = "\u2190\u2192"
"""Arrows between the names of menus."""


@pytest.mark.parametrize("language", ALL)
@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_fonts_have_all_letters_of_a_language(qapp: QApplication, language: str, weight: str) -> None:
    files = [RESOURCES / "fonts" / name for name in (f"card-{weight}.ttf", "card-han-regular.otf")]
    fonts = [QRawFont(str(file), 20) for file in files]
    folder = RESOURCES / "languages" / language
    said = [*folder.glob("wording/*.toml"), *(folder / f"{name}.toml" for name in ("countries", "names", "language"))]
    letters = {letter for file in said if file.is_file() for letter in written(file)} - {*NOT_ON_IT}
    lacking = sorted(one for one in letters if not any(font.supportsCharacter(ord(one)) for font in fonts))
    assert not lacking, "packaging/fonts/make_fonts.py makes the fonts anew"


def written(file: Path) -> str:
    text = file.read_text("utf-8")
    if "MMM" not in text:  # dates in numbers alone: nothing shows the names of the months
        text = re.sub(r"^months = \[.*?\]", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = text.splitlines()
    return "".join(letter for line in lines if not line.startswith("#") for letter in line if letter.isprintable())


def test_what_no_font_has_is_found(qapp: QApplication) -> None:
    read_card_font(RESOURCES / "fonts")
    assert can_write("Bị chặn · مسدود ہے · Заблокировано")
    assert not can_write("\U0001322b")  # a hieroglyph


def test_chinese_lines_are_joined_without_a_blank(qapp: QApplication) -> None:
    read_card_font(RESOURCES / "fonts")
    (last,) = wrap_at_most(1, "微信可以用，但是电话打不通。", 20, 150)
    assert " " not in last
