import tomllib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QListView, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.ui.messengers.messenger_model import MessengerModel, RowRole
from dialtone.ui.messengers.row_delegate import RowDelegate, bell_side, shows_mark, state_font, words_room
from dialtone.ui.painting.base_colours import BaseColours, list_width
from dialtone.ui.painting.theme import palette
from dialtone.ui.state.messenger_row import Row
from typefaces import FAMILIES
from ui.examples import RESOURCES

_BAR = 10
"""How wide the list's scroll bar is."""
ROWS = (
    Row("a", "Alpha", "A", "#2f9e58", "blocked", "Blocked here", spoken="Alpha, Blocked here"),
    Row("h", "Not installed", heading=True),
    Row("b", "Beta", "B", "#3390d6"),
)


def test_qt_finds_nothing_wrong_with_the_model(qtmodeltester: ModelTester) -> None:
    model = MessengerModel()
    model.show_rows(ROWS)
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_changed_row_changes_alone(qtbot: QtBot) -> None:
    model = MessengerModel()
    model.show_rows(ROWS)
    changed: list[int] = []
    reset: list[bool] = []
    model.dataChanged.connect(lambda index: changed.append(index.row()))
    model.modelReset.connect(lambda: reset.append(True))
    model.show_rows((*ROWS[:2], replace(ROWS[2], status="works", state="Works")))
    assert (changed, reset) == ([2], [])


@pytest.fixture
def _somebody_reads(qapp: QApplication) -> Iterator[None]:
    """Qt keeps what it told of rows up to date only while somebody listens."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


@pytest.mark.usefixtures("_somebody_reads")
@pytest.mark.parametrize(
    ("current", "order"),
    [("a", "chab"), ("b", "chab"), ("a", "bah"), ("b", "bah"), ("a", "dac"), ("b", "hbdca"), ("a", "a")],
)
def test_what_is_read_is_not_replaced_when_others_move_come_or_go(qtbot: QtBot, current: str, order: str) -> None:
    """Orca says list and row again where the row that it reads is another object, and that was after each answer."""
    rows = {row.id: row for row in (*ROWS, Row("c", "Gamma"), Row("d", "Delta"))}
    view, model = QListView(), MessengerModel()
    qtbot.addWidget(view)
    view.setModel(model)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([rows[one] for one in ("a", "h", "b", "c")])
    view.setCurrentIndex(model.index_of(current))
    told: list[str] = []
    view.selectionModel().currentChanged.connect(lambda index: told.append(index.data()))
    read = spoken(view, model, current)
    model.show_rows([rows[one] for one in order], current)
    assert [row.id for row in model.rows] == list(order)
    assert view.currentIndex() == model.index_of(current)
    assert view.selectionModel().selectedIndexes() == [model.index_of(current)]
    assert spoken(view, model, current) == read
    assert told == []


def spoken(view: QListView, model: MessengerModel, messenger: str) -> int:
    """Return by which number a screen reader knows a row."""
    whole = QAccessible.queryAccessibleInterface(view)
    return QAccessible.uniqueId(whole.child(model.index_of(messenger).row()))


def test_screen_readers_hear_name_and_state() -> None:
    model = MessengerModel()
    model.show_rows(ROWS)
    index = model.index_of("a")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Alpha, Blocked here"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) is None


def test_a_heading_cannot_be_chosen() -> None:
    model = MessengerModel()
    model.show_rows(ROWS)
    assert not model.flags(model.index(1)) & Qt.ItemFlag.ItemIsSelectable
    assert not model.index_of("h").isValid()
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags


@pytest.mark.parametrize("scheme", BaseColours)
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_kind_of_row_is_painted(qtbot: QtBot, scheme: BaseColours, direction: Qt.LayoutDirection) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setPalette(palette(scheme))
    view.setLayoutDirection(direction)
    view.setItemDelegate(RowDelegate(view))
    model = MessengerModel(view)
    model.show_rows((*ROWS, replace(ROWS[0], id="c", checking=True, name="A very long name " * 9)))
    view.setModel(model)
    view.resize(320, 400)
    with qtbot.waitExposed(view):
        view.show()
    assert not view.grab().isNull()


def test_the_status_stands_at_the_end_where_reading_ends(qtbot: QtBot) -> None:
    """The red glyph is on the right for English, on the left for Persian."""
    model = MessengerModel()
    model.show_rows(ROWS)
    for direction, side in ((Qt.LayoutDirection.LeftToRight, "right"), (Qt.LayoutDirection.RightToLeft, "left")):
        assert red_side(model, direction) == side


def red_side(model: MessengerModel, direction: Qt.LayoutDirection) -> str:
    image = QImage(320, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    option = QStyleOptionViewItem()
    option.palette = palette(BaseColours.LIGHT)
    option.rect = image.rect()
    option.direction = direction
    painter = QPainter(image)
    RowDelegate().paint(painter, option, model.index_of("a"))
    painter.end()
    page_stack = [x for x in range(320) for y in range(60) if _is_red(image.pixelColor(x, y))]
    return "right" if sum(page_stack) / len(page_stack) > 160 else "left"


def _is_red(colour: QColor) -> bool:
    return colour.red() > 150 and colour.green() < 80 and colour.blue() < 80


def test_rows_are_as_high_as_the_design_says_and_grow_with_the_font(qtbot: QtBot) -> None:
    model = MessengerModel()
    model.show_rows(ROWS)
    option = QStyleOptionViewItem()
    small = RowDelegate().sizeHint(option, model.index_of("a")).height()
    assert 56 <= small <= 64
    font = option.font
    font.setPointSizeF(30)
    option.font = font
    assert RowDelegate().sizeHint(option, model.index_of("a")).height() > 80
    assert bell_side(QStyleOptionViewItem().font) == 14
    assert bell_side(font) > 28
    assert model.index_of("a").data(RowRole.ROW) is ROWS[0]


@pytest.mark.usefixtures("qapp")
def test_a_long_state_has_smaller_letters_before_it_is_cut() -> None:
    base, state = QFont(), "Вероятно, заблокирован, звонки не проверены"
    room = QFontMetrics(base).horizontalAdvance(state)
    assert state_font(base, state, room).pointSizeF() == base.pointSizeF()
    smaller = state_font(base, state, room - 2)
    assert QFontMetrics(smaller).horizontalAdvance(state) <= room - 2


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("language", ["en", "ru", "fa"])
@pytest.mark.parametrize("family", FAMILIES)
def test_no_state_is_cut_in_the_list_of_a_wide_window_that_scrolls(language: str, family: str) -> None:
    font = QFont(family)
    font.setPointSizeF(10)
    room = words_room(list_width(960) - _BAR, font, _BAR)
    states = tomllib.loads((RESOURCES / "wording" / language / "verdicts.toml").read_text("utf-8"))["row"].values()
    assert len(states) > 100
    cut = [said for said in states if QFontMetrics(state_font(font, said, room)).horizontalAdvance(said) > room]
    assert cut == []


def test_a_warning_is_shown_in_part_sooner_than_left_out() -> None:
    assert shows_mark(60, 100, warns=False)
    assert not shows_mark(59, 100, warns=False)
    assert shows_mark(40, 100, warns=True)
    assert not shows_mark(30, 100, warns=True)
