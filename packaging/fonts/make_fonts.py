"""Makes the card's font from Noto Sans and Noto Sans Arabic (SIL Open Font License 1.1, no reserved names).

    uv run --with fonttools python packaging/fonts/make_fonts.py /usr/share/fonts/truetype/noto

A subset is a modified version, so it has a name of its own, which also keeps it apart from a Noto that is installed.
Run it only to change the letters: the files in resources/fonts are what is shipped.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont

FAMILY = "Dialtone Card"
LATIN = (
    "U+20-7E,U+A0-17F,U+218-21B,U+300-304,U+306-308,U+400-45F,U+490-4E9,U+2010-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2116,U+2122,U+2212"
)
ARABIC = (
    "U+60C,U+61B,U+61F,U+621-65F,U+660-669,U+66A-66C,U+670,U+679,U+67E,U+686,U+688,U+691,U+698,U+6A9,"
    "U+6AF,U+6BE,U+6C0-6C3,U+6CC,U+6D2,U+6F0-6F9,U+200C-200F,U+2066-2069"
)
OUT = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def subset(source: Path, letters: str, to: Path) -> Path:
    """Keep some letters, with the shaping that they need."""
    options = Options(layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=["*"])
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(letters))
    subsetter.subset(font)
    font.save(to)
    return to


def name(font: TTFont, style: str) -> None:
    """Name the result, and say where it comes from."""
    table = font["name"]
    licence = table.getDebugName(13) or "SIL Open Font License 1.1"
    table.names = []
    plain = style.replace(" ", "")
    for number, text in (
        (0, "Copyright 2015-2021 Google LLC. A subset of Noto Sans and Noto Sans Arabic."),
        (1, FAMILY if style in ("Regular", "Bold") else f"{FAMILY} {style}"),
        (2, style if style in ("Regular", "Bold") else "Regular"),
        (3, f"1.0;{FAMILY};{style}"),
        (4, f"{FAMILY} {style}"),
        (5, "Version 1.0"),
        (6, f"{FAMILY.replace(' ', '')}-{plain}"),
        (13, licence),
        (14, "https://openfontlicense.org"),
    ):
        table.setName(text, number, 3, 1, 0x409)


def main(folder: Path) -> None:
    """Write both weights."""
    for style in ("Regular", "Bold"):
        with TemporaryDirectory() as place:
            parts = [
                subset(folder / f"NotoSans-{style}.ttf", LATIN, Path(place) / "latin.ttf"),
                subset(folder / f"NotoSansArabic-{style}.ttf", ARABIC, Path(place) / "arabic.ttf"),
            ]
            font = Merger().merge([str(part) for part in parts])
        name(font, style)
        font.recalcTimestamp = False
        font["head"].modified = font["head"].created = 0
        font.save(OUT / f"card-{style.lower()}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
