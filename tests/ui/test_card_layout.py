"""Where things stand on the picture: nothing is cut or covered, and it reads as small as a chat shows it."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dialtone.model.card import Card, CardRow
from dialtone.model.frozen import replace
from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.card_font import read_card_font
from dialtone.ui.painting.card_layout import CardLayout, CardShape, lay_out, margin_of
from dialtone.ui.painting.card_picture import ON_FIELD, field_colour, field_status, paint_card
from dialtone.ui.painting.outlined_text import balanced
from dialtone.ui.painting.qr_code import code_squares
from dialtone.ui.painting.theme import LEAST_CONTRAST, colours, contrast
from dialtone.ui.painting.tone import Tone, tone_of
from ui.card_examples import KEPT, KEPT_FOLDER, LINK, card_of_check, kept_card
from ui.examples import RESOURCES

LANGUAGES = ("en", "ru", "fa")
THREE = ("whatsapp", "telegram", "signal")
THUMBNAIL = 300
LONG_PLACE = "A town with a very long name, in the café beside the station"
each_shape = pytest.mark.parametrize("shape", CardShape)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(autouse=True)
def _font(qapp: QApplication) -> None:
    read_card_font(RESOURCES / "fonts")


def boxes(layout: CardLayout) -> Iterator[tuple[str, QRectF]]:
    yield "mark", layout.mark
    yield "face", layout.face
    for line in (layout.title, layout.date, *layout.answer, *layout.foot):
        yield line.text, line.box
    for place in layout.rows:
        yield f"row {place.row.name}", place.panel
    if layout.more is not None:
        yield "more", layout.more.box
    if layout.code is not None:
        yield "code", layout.code
    if layout.path is not None:
        yield "path", layout.path


@each_shape
@each_language
@pytest.mark.parametrize("link", ["", LINK])
@pytest.mark.parametrize(
    ("check", "only", "place"),
    [
        ("russia-2026", ("signal",), ""),
        ("russia-2026", THREE, LONG_PLACE),
        ("whatsapp-dns-nxdomain", (), ""),
        ("clean", (), LONG_PLACE),
        ("vpn-up", (), ""),
        ("offline-link-down", (), ""),
    ],
)
def test_everything_has_its_own_place(
    shape: CardShape, language: str, check: str, only: tuple[str, ...], place: str, link: str
) -> None:
    layout = lay_out(card_of_check(language, check, only, place), shape, link)
    margin, (width, height) = margin_of(shape), shape.value[:2]
    inside = QRectF(margin - 1, margin * 0.5, width - 2 * margin + 2, height - margin)
    found = list(boxes(layout))
    assert not [name for name, box in found if not inside.contains(box)]
    assert not [(a, b) for (a, one), (b, other) in combinations(found, 2) if one.intersects(other)]
    for row in layout.rows:
        parts = [line.box for line in (row.name, row.mark, row.state) if line.text]
        parts += [row.monogram, row.glyph]
        assert all(row.panel.contains(part) for part in parts), row
        assert not [(one, other) for one, other in combinations(parts, 2) if one.intersects(other)], row


@each_shape
@each_language
@pytest.mark.parametrize("place", ["", LONG_PLACE])
def test_the_day_is_never_cut(shape: CardShape, language: str, place: str) -> None:
    card = card_of_check(language, only=THREE, place=place)
    layout = lay_out(card, shape, LINK)
    assert layout.date.text == card.date
    wordy = replace(card, date="the twenty-fourth of November of the year 2026 (and of another)")
    assert lay_out(wordy, shape).date.text == wordy.date


@each_shape
@each_language
def test_a_state_reads_in_a_chat_and_nothing_of_a_row_is_left_out(shape: CardShape, language: str) -> None:
    """Whoever is sent the picture sees nothing but the picture, 300 pixels wide."""
    for check in ("russia-2026", "clean"):
        layout = lay_out(card_of_check(language, check, THREE), shape, LINK)
        scale = THUMBNAIL / shape.value[0]
        assert len(layout.rows) == len(THREE)
        assert all(place.state.pixels * scale >= 7 for place in layout.rows), check
        assert not [
            line.text
            for place in layout.rows
            for line in (place.name, place.mark, place.state)
            if line.text.endswith("…")
        ]
        assert min(line.pixels * scale for line in layout.answer) >= 9.4


LONG = {
    "en": "WhatsApp is probably blocked here. Telegram works here, but photos and files are very slow. "
    "Calls were not tested. Signal works.",
    "ru": "WhatsApp здесь, похоже, блокируют. Telegram здесь работает, но фото и файлы идут очень медленно. "
    "Звонки мы не проверили. Signal работает.",
}


@each_shape
@pytest.mark.parametrize("language", LONG)
def test_nothing_of_a_long_answer_is_left_out(shape: CardShape, language: str) -> None:
    layout = lay_out(replace(kept_card(language), answer=LONG[language]), shape)
    assert " ".join(line.text for line in layout.answer).replace("\u00a0", " ") == LONG[language]


@each_shape
@each_language
def test_words_of_a_kind_have_one_size(shape: CardShape, language: str) -> None:
    for check in ("russia-2026", "clean"):
        layout = lay_out(card_of_check(language, check, THREE), shape, LINK)
        assert len({place.state.pixels for place in layout.rows}) == 1, check
        assert len({place.mark.pixels for place in layout.rows}) == 1, check


def test_the_answer_of_a_story_is_no_smaller_than_a_state() -> None:
    for language, answer in LONG.items():
        layout = lay_out(replace(kept_card(language), answer=answer), CardShape.TALL)
        assert layout.answer[0].pixels >= layout.rows[0].state.pixels, language


@each_shape
def test_a_short_state_is_large(shape: CardShape) -> None:
    layout = lay_out(card_of_check("en", only=("signal", "whatsapp")), shape)
    assert all(place.state.pixels * THUMBNAIL / shape.value[0] >= 9.5 for place in layout.rows)


@each_shape
def test_no_text_is_smaller_than_a_fortieth_of_the_shorter_side(shape: CardShape) -> None:
    layout = lay_out(kept_card("en"), shape)
    lines = [layout.title, layout.date, *layout.answer, *layout.foot]
    lines += [line for place in layout.rows for line in (place.name, place.mark, place.state)]
    assert min(line.pixels for line in lines) >= min(shape.value[:2]) / 40


@each_language
def test_the_way_is_drawn_where_there_is_room(language: str) -> None:
    card = card_of_check(language, only=("whatsapp", "signal"))
    assert card.path is not None
    assert lay_out(card, CardShape.TALL).path is not None
    assert lay_out(card_of_check(language, only=("signal",)), CardShape.SQUARE).path is not None
    assert lay_out(card_of_check(language), CardShape.WIDE).path is None, "rows come before it"
    assert card_of_check(language, "clean").path is None, "nothing is in trouble"


@each_shape
@each_language
def test_edges_are_whole_pixels(shape: CardShape, language: str) -> None:
    layout = lay_out(kept_card(language), shape, LINK)
    assert layout.code is not None
    places = [layout.field, layout.code, layout.face, layout.mark]
    places += [rect for place in layout.rows for rect in (place.panel, place.monogram, place.glyph)]
    assert all(QRectF(rect.toRect()) == rect for rect in places)


@each_shape
@each_language
def test_no_word_stands_alone_on_the_last_line(shape: CardShape, language: str) -> None:
    layout = lay_out(kept_card(language), shape)
    widths = [line.width for line in layout.answer]
    assert min(widths) >= 0.5 * max(widths)


def test_a_word_of_one_letter_goes_with_the_next() -> None:
    for line in balanced("Signal и WhatsApp с другими и с Telegram", 40, 300):
        assert line.split()[-1] not in ("и", "с")


@each_shape
def test_the_worst_come_first_and_the_rest_is_counted(shape: CardShape) -> None:
    works = CardRow("Name", "N", "#2f9e58", "works", "Works")
    rows = (replace(works, name="Signal", status="blocked", state="Blocked here"), *(works,) * 39)
    card = Card("en", "Signal is blocked.", rows, tuple(f"and {n} more" for n in range(1, 41)), "Today", "", (), "End")
    layout = lay_out(card, shape)
    assert layout.rows[0].row.name == "Signal"
    assert layout.more is not None
    assert layout.more.text == f"and {40 - len(layout.rows)} more"


@pytest.mark.parametrize("scheme", BaseColours)
def test_everything_on_the_picture_stands_out(scheme: BaseColours) -> None:
    used = colours(scheme)
    for status in ("works", "readable", "partly", "slow", "blocked", "down", "unknown"):
        assert contrast(ON_FIELD, field_colour(status)) >= LEAST_CONTRAST
        assert contrast(used.of_status(status), used.page) >= LEAST_CONTRAST
    for ink in (used.text, used.dim):
        assert min(contrast(ink, used.page), contrast(ink, used.window)) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("statuses", "field", "tone"),
    [
        (("blocked", "works"), "blocked", Tone.BROKEN),
        (("slow", "works"), "slow", Tone.WEAK),
        (("down",), "down", Tone.FLAT),
        (("works", "works"), "works", Tone.WHOLE),
        (("works", "not_tested"), "works", Tone.WHOLE),
        (("works", "unknown"), "unknown", Tone.UNKNOWN),
        (("not_tested",), "unknown", Tone.UNKNOWN),
        ((), "unknown", Tone.UNKNOWN),
    ],
)
def test_the_answer_has_the_colour_and_the_tone_of_the_worst(statuses: tuple[str, ...], field: str, tone: Tone) -> None:
    rows = tuple(CardRow("Name", "N", "#2f9e58", status, "State") for status in statuses)
    card = Card("en", "Answer.", rows, (), "Today", "", (), "End")
    assert field_status(card) == field
    assert tone_of(field) is tone


def test_what_a_state_can_read_is_never_green() -> None:
    row = CardRow("Name", "N", "#2f9e58", "works", "Works")
    card = Card("en", "Answer.", (row, replace(row, shape="readable")), (), "Today", "", (), "End")
    assert field_status(card) == "readable"


@each_shape
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_code_is_black_and_white_without_a_seam(shape: CardShape, language: str) -> None:
    card = kept_card(language)
    layout = lay_out(card, shape, LINK)
    assert layout.code is not None
    image = paint_card(card, shape, BaseColours.DARK, LINK)
    squares = code_squares(LINK)
    left = shape.value[0] - layout.code.right() if language == "fa" else layout.code.x()
    each = int(layout.code.width()) // (len(squares) + 8)
    found = [
        [
            image.pixelColor(int(left) + (4 + x) * each + dot, int(layout.code.y()) + (4 + y) * each + dot).value()
            for x in row
        ]
        for y, row in ((y, range(len(squares))) for y in range(len(squares)))
        for dot in (0, each - 1)
    ]
    wanted = [[0 if dark else 255 for dark in row] for row in squares for _ in range(2)]
    assert found == wanted


@pytest.mark.parametrize("name", KEPT)
def test_the_picture_looks_as_it_was_kept(name: str) -> None:
    shape, scheme, language = KEPT[name]
    kept = QImage(str(KEPT_FOLDER / f"{name}.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    now = paint_card(kept_card(language), shape, scheme, LINK).convertToFormat(QImage.Format.Format_Grayscale8)
    assert now.size() == kept.size()
    pairs = zip(bytes(kept.constBits()), bytes(now.constBits()), strict=True)
    other = sum(abs(one - two) > 48 for one, two in pairs)
    assert other <= 0.002 * kept.width() * kept.height()
