"""Makes the card's fonts from Noto Sans, Noto Sans Arabic, Noto Sans CJK (SIL Open Font License 1.1, no reserved name).

    uv run --with fonttools python packaging/fonts/make_fonts.py /usr/share/fonts/{truetype,opentype}/noto

The folders are those of Debian's fonts-noto-core and fonts-noto-cjk. Of Chinese it takes the letters that the languages
say, which a test holds (tests/ui/test_card_font.py): all there are would be 16 MB a weight. A subset is a modified
version, so it has a name of its own, which also keeps it apart from a Noto that is installed. Run it only to change the
letters: the files in resources/fonts are what is shipped.
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
    "U+2020-2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2116,U+2122,U+2212,U+1A0-1A1,U+1AF-1B0,U+1E80-1E85,U+1EA0-1EF9"
)
ARABIC = (
    "U+60C,U+61B,U+61F,U+621-65F,U+660-669,U+66A-66C,U+670,U+679,U+67E,U+686,U+688,U+691,U+698,U+6A9,"
    "U+6AF,U+6BA,U+6BE,U+6C0-6C3,U+6CC,U+6D2-6D4,U+6F0-6F9,U+200C-200F,U+2066-2069"
)
CHINESE = 2
"""Which of the faces in a file of Noto Sans CJK is that of the mainland."""
LANGUAGES = Path(__file__).resolve().parents[2] / "resources" / "languages"
OUT = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def han_letters() -> str:
    """Return what the languages say in letters of Chinese, with its marks and wide ones."""
    files = [path for path in LANGUAGES.rglob("*.t*") if path.name != "glossary.toml"]
    said = {letter for path in files for letter in path.read_text(encoding="utf-8")}
    wide = {letter for letter in said if "\u4e00" <= letter <= "\u9fff"}
    return ",".join([*(f"U+{ord(letter):X}" for letter in sorted(wide)), "U+3000-3011,U+FF01-FF5E"])


def subset(source: Path, letters: str, to: Path, face: int = -1) -> Path:
    """Keep some letters, with the shaping that they need."""
    options = Options(layout_features=["*"], hinting=False, notdef_outline=True, name_IDs=["*"])
    font = TTFont(source, fontNumber=face)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(letters))
    subsetter.subset(font)
    font.save(to)
    return to


def name(font: TTFont, style: str, family: str = FAMILY) -> None:
    """Name the result, and say where it comes from."""
    table = font["name"]
    licence = table.getDebugName(13) or "SIL Open Font License 1.1"
    table.names = []
    plain = style.replace(" ", "")
    for number, text in (
        (
            0,
            "Copyright 2014-2023 Adobe, 2015-2021 Google LLC. Subset of Noto Sans, Noto Sans Arabic or Noto Sans CJK.",
        ),
        (1, family if style in ("Regular", "Bold") else f"{family} {style}"),
        (2, style if style in ("Regular", "Bold") else "Regular"),
        (3, f"1.0;{family};{style}"),
        (4, f"{family} {style}"),
        (5, "Version 1.0"),
        (6, f"{family.replace(' ', '')}-{plain}"),
        (13, licence),
        (14, "https://openfontlicense.org"),
    ):
        table.setName(text, number, 3, 1, 0x409)


def main(folder: Path, chinese: Path) -> None:
    """Write both weights, and one of Chinese."""
    for style in ("Regular", "Bold"):
        with TemporaryDirectory() as place:
            parts = [
                subset(folder / f"NotoSans-{style}.ttf", LATIN, Path(place) / "latin.ttf"),
                subset(folder / f"NotoSansArabic-{style}.ttf", ARABIC, Path(place) / "arabic.ttf"),
            ]
            save(Merger().merge([str(part) for part in parts]), style, FAMILY, OUT / f"card-{style.lower()}.ttf")
    with TemporaryDirectory() as place:  # Chinese has one weight: a second one is 0.4 MB, and Qt makes it bolder itself
        han = subset(chinese / "NotoSansCJK-Regular.ttc", han_letters(), Path(place) / "han.otf", CHINESE)
        save(TTFont(han), "Regular", f"{FAMILY} Han", OUT / "card-han-regular.otf")


def save(font: TTFont, style: str, family: str, to: Path) -> None:
    """Write a font under a name of our own, the same on every day."""
    name(font, style, family)
    font.recalcTimestamp = False
    font["head"].modified = font["head"].created = 0
    font.save(to)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
