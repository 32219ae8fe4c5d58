"""Where things stand on the picture: nothing is cut or covered, and it reads as small as a chat shows it."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from dialtone.model.answer import CausePlace
from dialtone.model.explanation import CardRow
from dialtone.model.frozen import replace
from dialtone.ui.painting.card_font import Line, read_card_font, wrap_balanced
from dialtone.ui.painting.card_layout import CardLayout, CardShape, lay_out, margin_of
from dialtone.ui.painting.card_picture import ON_FIELD, field_colour, paint_card
from dialtone.ui.painting.qr_code import make_code_squares
from dialtone.ui.painting.theme import LEAST_CONTRAST, contrast
from spoken import EXAMPLES
from ui.card_examples import CODE, KEPT, KEPT_FOLDER, card_of_check
from ui.examples import RESOURCES

LANGUAGES = EXAMPLES
THUMBNAIL = 300
LEAST_NAME, LEAST_STATE, LEAST_ANSWER = 11.0, 9.5, 10.0
each_shape = pytest.mark.parametrize("shape", CardShape)
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_check = pytest.mark.parametrize(
    ("check", "every"),
    [
        *(("russia-2026", False), ("russia-2026", True), ("clean", False), ("clean", True), ("vpn-up", False)),
        *(("outage-signal-503", False), ("mitm-state-root", True), ("captive-portal", False)),
    ],
)
each_code = pytest.mark.parametrize("code", ["", CODE])


@pytest.fixture(autouse=True)
def _font(qapp: QApplication) -> None:
    read_card_font(RESOURCES / "fonts")


def box_of(line: Line) -> QRectF:
    """Return the rectangle that a line covers, including descenders."""
    return QRectF(line.x, line.middle - line.pixels * 0.5, line.width, line.pixels * 1.1)


def boxes(layout: CardLayout) -> Iterator[tuple[str, QRectF]]:
    yield "face", layout.face
    for line in (*layout.field_lines, *layout.answer, *layout.foot):
        yield line.text, box_of(line)
    for place in layout.rows:
        yield f"monogram {place.row.name}", place.monogram
        yield f"glyph {place.row.name}", place.glyph
        for line in (place.name, *place.state):
            yield line.text, box_of(line).adjusted(0, line.pixels * 0.05, 0, -line.pixels * 0.05)
    if layout.code is not None:
        yield "code", layout.code


@each_shape
@each_language
@each_check
@each_code
def test_everything_has_its_own_place_nothing_is_left_out_and_it_reads_in_a_chat(
    shape: CardShape, language: str, check: str, every: bool, code: str
) -> None:
    layout = lay_out(card_of_check(language, check, every=every), shape, code)
    margin, width, height = margin_of(shape), shape.width, shape.height
    inside = QRectF(margin - 2, margin * 0.4, width - 2 * margin + 4, height - margin * 0.5)
    found = list(boxes(layout))
    assert not [(name, box) for name, box in found if not inside.contains(box)]
    assert not [(a, b) for (a, one), (b, other) in combinations(found, 2) if one.intersects(other)]
    assert not [name for name, _ in found if name.endswith("…")]
    assert all(box.bottom() < layout.field.bottom() for name, box in found if name == "face")
    labels = [box_of(line) for line in layout.labels]
    assert not [name for name, box in found for label in labels if label.intersects(box)]
    assert all(label.bottom() <= height for label in labels)
    reads_in_a_chat(layout)


def reads_in_a_chat(layout: CardLayout) -> None:
    """Whoever is sent the picture sees nothing but the picture, 300 pixels wide."""
    scale = THUMBNAIL / layout.shape.width
    assert min(place.name.pixels for place in layout.rows) * scale >= LEAST_NAME
    assert min(line.pixels for place in layout.rows for line in place.state) * scale >= LEAST_STATE
    assert min(line.pixels for line in layout.answer) * scale >= LEAST_ANSWER
    assert len(layout.answer) <= 2
    assert min(line.pixels for line in layout.field_lines if not line.bold) * scale >= 7.5


@each_shape
@each_language
def test_three_have_a_row_each_and_of_many_the_rest_is_counted(shape: CardShape, language: str) -> None:
    for code in ("", CODE):
        for check in ("russia-2026", "clean"):
            card = card_of_check(language, check)
            assert [place.row for place in lay_out(card, shape, code).rows] == list(card.rows)
        card = card_of_check(language, every=True)
        *named, rest = [place.row for place in lay_out(card, shape, code).rows]
        assert named == list(card.rows[: len(named)])
        assert named
        assert rest == card.rest[len(card.rows) - len(named) - 1]
        assert len(named) >= (1 if shape is CardShape.WIDE else 4)


LONG = {
    "en": "WhatsApp, Telegram and Facebook Messenger are probably not safe.",
    "ru": "Пользоваться WhatsApp и Facebook Messenger, похоже, небезопасно.",
}


@each_shape
@pytest.mark.parametrize("language", LONG)
def test_nothing_of_a_long_answer_or_name_is_left_out(shape: CardShape, language: str) -> None:
    card = card_of_check(language)
    name = replace(card.rows[0], name="Facebook Messenger")
    rows = (name, *card.rows[1:])
    layout = lay_out(replace(card, answer=LONG[language], line="Signal works.", rows=rows), shape, CODE)
    assert [place.row for place in layout.rows] == list(rows)
    assert " ".join(line.text for line in layout.answer).replace("\u00a0", " ") == LONG[language]
    assert layout.rows[0].name.text == "Facebook Messenger"


@each_language
def test_the_smallest_code_fits_below_the_highest_field(language: str) -> None:
    card = card_of_check(language)
    heading, answer, line = card.heading * 4, card.answer * 3, (card.line or card.answer) * 3
    long = replace(card, heading=heading, answer=answer, line=line, invite=card.invite * 3, scan=card.scan * 3)
    layout = lay_out(long, CardShape.WIDE, CODE)
    assert layout.code is not None
    assert layout.field.bottom() < layout.code.top()
    assert layout.foot[-1].bottom < CardShape.WIDE.height


@each_shape
def test_a_state_of_two_clauses_is_not_cut(shape: CardShape) -> None:
    """On the picture from Russia it ended in "сообщения, возможно, идут медл…", with room below it."""
    card, state = card_of_check("ru"), "Звонки, похоже, блокируют, сообщения, возможно, идут медленно"
    two = (card.rows[0], replace(card.rows[1], name="Telegram", state=state))
    place = lay_out(replace(card, rows=two, rest=card.rest[:2]), shape, "").rows[1]
    assert " ".join(line.text for line in place.state).replace("\u00a0", " ") == state


@each_shape
def test_the_lines_end_at_the_rows_and_leave_room_for_what_stands_for_the_network(shape: CardShape) -> None:
    layout = lay_out(card_of_check("en"), shape, CODE)
    scale = shape.scale
    ends = [height * scale for height in layout.waves.heights]
    assert ends == pytest.approx([place.middle for place in layout.rows])
    assert layout.waves.whole
    assert layout.waves.begin < layout.waves.bar < layout.waves.end
    assert margin_of(shape) + layout.waves.end * scale < layout.rows[0].monogram.x()


@each_shape
@each_language
def test_edges_are_whole_pixels(shape: CardShape, language: str) -> None:
    layout = lay_out(card_of_check(language), shape, CODE)
    assert layout.code is not None
    places = [layout.field, layout.code, layout.face]
    places += [rect for place in layout.rows for rect in (place.monogram, place.glyph)]
    assert all(QRectF(rect.toRect()) == rect for rect in places)


@each_language
def test_no_word_stands_alone_on_the_last_line(language: str) -> None:
    widths = [line.width for line in lay_out(card_of_check(language, "clean"), CardShape.WIDE).answer]
    assert min(widths) >= 0.5 * max(widths)


def test_a_word_of_one_letter_goes_with_the_next() -> None:
    for line in wrap_balanced("Signal и WhatsApp с другими и с Telegram", 40, 300):
        assert line.split()[-1] not in ("и", "с")


@pytest.mark.parametrize("status", ["works", "readable", "partly", "slow", "blocked", "down", "unknown"])
def test_the_answer_stands_out_on_its_field(status: str) -> None:
    assert contrast(ON_FIELD, field_colour(status)) >= LEAST_CONTRAST


@each_shape
@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_code_is_black_and_white_without_a_seam(shape: CardShape, language: str) -> None:
    card = card_of_check(language)
    layout = lay_out(card, shape, CODE)
    assert layout.code is not None
    image = paint_card(card, shape, CODE)
    squares = make_code_squares(CODE)
    left = shape.width - layout.code.right() if language == "fa" else layout.code.x()
    each = int(layout.code.width()) // (len(squares) + 8)
    assert each >= 6
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


@each_shape
def test_where_the_line_is_cut_is_where_the_cause_lies(shape: CardShape) -> None:
    """The same card with another place of the cause is another picture."""
    row = CardRow("WhatsApp", "W", "#2f9e58", "blocked", "Blocked", place=CausePlace.NETWORK)
    card = replace(card_of_check("en"), rows=(row,), rest=())
    pictures = [
        paint_card(replace(card, rows=(replace(row, place=place),)), shape)
        for place in (CausePlace.NETWORK, CausePlace.SERVICE, CausePlace.COMPUTER)
    ]
    assert not [1 for one, other in combinations(pictures, 2) if one == other]


@pytest.mark.parametrize("name", KEPT)
def test_the_picture_looks_as_it_was_kept(name: str) -> None:
    shape, language = KEPT[name]
    kept = QImage(str(KEPT_FOLDER / f"{name}.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    now = paint_card(card_of_check(language), shape, CODE).convertToFormat(QImage.Format.Format_Grayscale8)
    assert now.size() == kept.size()
    pairs = zip(bytes(kept.constBits()), bytes(now.constBits()), strict=True)
    other = sum(abs(one - two) > 48 for one, two in pairs)
    assert other <= 0.002 * kept.width() * kept.height()
