"""The picture: equal bytes each time, nothing but pixels in the file, and it fits whatever is on it."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter, QTextLayout
from PySide6.QtWidgets import QApplication

from dialtone.cli import run
from dialtone.model.answer import CausePlace
from dialtone.model.explanation import Card, CardRow
from dialtone.model.frozen import replace
from dialtone.store.check_file import load_check
from dialtone.store.publisher import OwnPublisher
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_font import FAMILY, CardFontError, make_font, make_outline, read_card_font
from dialtone.ui.painting.card_layout import CardShape, lay_out, margin_of
from dialtone.ui.painting.card_picture import encode_png, field_colour, paint_card
from dialtone.ui.painting.theme import colours
from judge.saved import CHECKS
from ui.examples import RESOURCES

ROW = CardRow("WhatsApp", "W", "#2f9e58", "blocked", "Blocked", place=CausePlace.NETWORK)
WORKS = replace(ROW, name="Signal", letter="S", shape="works", state="Works")
REST = replace(WORKS, name="1 more", letter="…")
ANSWER = ("WhatsApp is blocked.", "Signal works.", "blocked", False)
LABELS = ("Me", "My network", "Scan", "Checked", "Check yours", "example.org/d")
CARD = Card("en", "My network", *ANSWER, (ROW, WORKS), (REST,) * 2, *LABELS)


@pytest.fixture(autouse=True)
def _font(qapp: QApplication) -> None:
    read_card_font(RESOURCES / "fonts")


def chunks(png: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        yield png[place + 4 : place + 8]
        place += 12 + length


@pytest.mark.parametrize("shape", CardShape)
def test_the_file_holds_pixels_and_their_size_and_nothing_else(shape: CardShape) -> None:
    png = encode_png(paint_card(CARD, shape, "https://example.org"))
    assert set(chunks(png)) == {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    image = QImage.fromData(png)
    assert (image.width(), image.height()) == (shape.width, shape.height)


_PRINT = """
from PySide6.QtGui import QGuiApplication
from ui.card_examples import *
application = QGuiApplication([])
read_card_font(RESOURCES / "fonts")
print(hash(encode_png(paint_card(card_of_check("en"), CardShape.WIDE))))
"""


def test_the_file_is_the_same_in_another_process_and_on_another_screen(tmp_path: Path) -> None:
    """As it was found: the dots per metre of the screen stood in it, and Apple's have 72 to an inch."""
    printed = set()
    for dots, scale in ((72, "1"), (96, "2")):
        screen = {"name": "", "x": 0, "y": 0, "width": 800, "height": 600, "dpr": 1}
        (tmp_path / "screens").write_text(json.dumps({"screens": [{**screen, "logicalDpi": dots}]}))
        environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screens'}"}
        environment |= {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONHASHSEED": "0", "QT_SCALE_FACTOR": scale}
        done = subprocess.run([sys.executable, "-c", _PRINT], check=True, env=environment, capture_output=True)
        printed.add(done.stdout)
    assert len(printed) == 1


def test_it_works_without_a_screen_and_says_the_same_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "card.png"
    source = str(CHECKS / "clean.json")
    assert run(["--lang", "en", "card", "--from", source, "--out", str(out), "--text", "signal"]) == 0
    assert QImage(str(out)).width() == 1200
    said = capsys.readouterr().out
    assert "Signal" in said
    assert "Telegram" not in said
    assert load_check(CHECKS / "clean.json").messenger("telegram") is not None


def test_a_code_where_nobody_has_a_page_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialtone.commands.save_card.load_publisher", lambda _: OwnPublisher("Nobody", "", ""))
    out = tmp_path / "card.png"
    assert run(["--lang", "en", "card", "--code", "--from", str(CHECKS / "clean.json"), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert "no page of its own" in said
    assert said.count("\n") == 1
    assert not out.exists()


def test_a_code_leads_to_the_page_of_whoever_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Painted with and without: the pictures differ, and only where a page is named."""
    somebody = OwnPublisher("Somebody", "https://example.org", "")
    monkeypatch.setattr("dialtone.commands.save_card.load_publisher", lambda _: somebody)
    line = ["card", "--from", str(CHECKS / "clean.json"), "--out"]
    assert run([*line, str(tmp_path / "with.png"), "--code"]) == 0
    assert run([*line, str(tmp_path / "without.png")]) == 0
    assert (tmp_path / "with.png").read_bytes() != (tmp_path / "without.png").read_bytes()


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_bytes(b"")
    source = str(CHECKS / "clean.json")
    assert run(["card", "--from", source, "--out", str(tmp_path / "file" / "card.png")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("shape", CardShape)
@pytest.mark.parametrize("rows", [0, 1, 5, 12, 40])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_nothing_touches_the_edge_whatever_is_on_it(shape: CardShape, rows: int, language: str) -> None:
    long = replace(ROW, name="A messenger with a very long name indeed " * 2, state="A state that goes on and on " * 4)
    full = replace(
        CARD,
        language=language,
        heading="A network with a very long name " * 4,
        answer="A long answer that goes on and on " * 6,
        line="What works, and what else works, " * 6,
        rows=(long,) * rows,
        rest=(long,) * rows,
        scan="A long sentence on the code " * 4,
        invite="A long invitation " * 4,
        address="a-very-long-name.of-a-page.example.org/with/a/path",
    )
    assert bool(lay_out(full, shape, "https://example.org").rows) is bool(rows)
    image = paint_card(full, shape, "https://example.org")
    ground, field = colours(BaseColours.LIGHT).page, field_colour(full.status)
    frame = margin_of(shape) // 3
    for edge in (
        QRect(0, 0, image.width(), frame),
        QRect(0, image.height() - frame, image.width(), frame),
        QRect(0, 0, frame, image.height()),
        QRect(image.width() - frame, 0, frame, image.height()),
    ):
        assert _colours_of(image.copy(edge)) <= {ground.rgb(), field.rgb()}


def _colours_of(image: QImage) -> set[int]:
    return set(memoryview(image.constBits()).cast("I"))


@pytest.mark.parametrize("text", ["واتساپ در این شبکه مسدود است.", "سیگنال", "WhatsApp is blocked", "Заблокирован"])
def test_letters_that_overlap_have_no_holes(text: str) -> None:
    """Joined letters of the Arabic script overlap: painted at once they are what they are one by one."""
    whole, single = (QImage(1600, 200, QImage.Format.Format_Grayscale8) for _ in range(2))
    for image in (whole, single):
        image.fill(255)
    painter = QPainter(whole)
    path = make_outline(text, 80, bold=True)
    layout = QTextLayout(text, make_font(80, bold=True))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    painter.fillPath(path.translated(20, 120), QColor("black"))
    painter.end()
    painter = QPainter(single)
    for glyphs in layout.glyphRuns():
        for glyph, place in zip(glyphs.glyphIndexes(), glyphs.positions(), strict=True):
            one = glyphs.rawFont().pathForGlyph(glyph)
            painter.fillPath(one.translated(place.x() + 20, place.y() - line.ascent() + 120), QColor("black"))
    painter.end()
    dark = [sum(byte < 128 for byte in bytes(image.constBits())) for image in (whole, single)]
    assert dark[1] > 1000
    assert dark[0] >= 0.999 * dark[1]


def test_a_broken_font_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialtone.ui.painting.card_font.FAMILY", f"{FAMILY} of nobody")
    for name in ("card-regular.ttf", "card-bold.ttf"):
        (tmp_path / name).write_bytes(b"nonsense")
    with pytest.raises(CardFontError, match="not a font"):
        read_card_font(tmp_path)
