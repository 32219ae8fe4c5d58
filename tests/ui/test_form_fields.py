"""What is ticked, chosen and typed: it works by mouse and keyboard, and its edges can be seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import TARGET, colours, contrast, mixed, palette
from dialtone.ui.widgets.box_view import BoxHead, arrow_width
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.form_fields import Field, Radio, Tick
from dialtone.ui.widgets.page_items import BoxRow
from dialtone.ui.widgets.popup_panel import ChoiceList, PopupPanel
from dialtone.ui.widgets.scroll_area import ScrollArea

POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing|propagateSizeHints)", extend=True)


def test_a_tick_is_pressed_anywhere_on_it(qtbot: QtBot) -> None:
    tick = Tick("Something to agree to")
    qtbot.addWidget(tick)
    tick.resize(tick.sizeHint())
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, tick.rect().center())
    assert tick.isChecked()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()


@pytest.mark.parametrize("make", [Tick, Radio])
def test_what_is_ticked_is_as_high_as_all_that_is_pressed(qtbot: QtBot, make: Callable[[str], QAbstractButton]) -> None:
    button = make("Words")
    qtbot.addWidget(button)
    assert min(button.sizeHint().height(), button.minimumSizeHint().height()) >= TARGET


def test_the_wheel_scrolls_the_page_and_chooses_nothing(qtbot: QtBot) -> None:
    """Who turned the wheel over the settings switched automatic checks on, which the provider sees."""
    area, inside = ScrollArea(), QWidget()
    qtbot.addWidget(area)
    choice = Choice([(0, "Never"), (60, "Every hour"), (1440, "Once a day")], 0)
    column = QVBoxLayout(inside)
    column.addWidget(choice)
    inside.setMinimumHeight(2000)
    area.setWidget(inside)
    area.resize(300, 200)
    area.show()
    choice.setFocus()
    middle = QPointF(choice.rect().center())
    turn = QWheelEvent(
        middle, choice.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, turn)
    assert choice.currentData() == 0
    assert not turn.isAccepted()


@pytest.mark.parametrize(("top", "above"), [(0.1, False), (0.45, False), (0.55, True), (0.9, True)])
def test_a_list_does_not_lie_on_the_field_that_it_belongs_to(qtbot: QtBot, top: float, above: bool) -> None:
    """With large letters it did, where neither below nor above had room for all its lines."""
    field, panel = QWidget(), PopupPanel()
    qtbot.addWidget(field)
    qtbot.addWidget(panel)
    screen = field.screen().availableGeometry()
    field.setGeometry(10, round(top * screen.height()), 100, 40)
    panel.place_beside(field, QSize(200, round(0.7 * screen.height())))
    assert not panel.geometry().intersects(field.geometry())
    assert (panel.geometry().bottom() <= field.geometry().top()) is above
    assert screen.contains(panel.geometry())


@pytest.mark.parametrize("right", [True, False])
def test_a_list_wider_than_its_field_keeps_the_edge_that_the_field_stands_at(qtbot: QtBot, *, right: bool) -> None:
    window, panel = QWidget(), PopupPanel()
    qtbot.addWidget(window)
    qtbot.addWidget(panel)
    window.setGeometry(100, 50, 600, 300)
    field = QWidget(window)
    field.setGeometry(480 if right else 20, 20, 100, 32)
    window.show()
    panel.place_beside(field, QSize(220, 100))
    corner = field.mapToGlobal(QPoint(0, 0)).x()
    assert (panel.x(), panel.x() + panel.width()) == ((corner - 120, corner + 100) if right else (corner, corner + 220))


def test_long_words_of_a_tick_wrap(qtbot: QtBot) -> None:
    tick = Tick("Tell me when a messenger stops or comes back, and some more words")
    qtbot.addWidget(tick)
    one = tick.sizeHint()
    assert tick.heightForWidth(one.width()) == one.height()
    assert tick.heightForWidth(one.width() // 2) > one.height()
    assert tick.minimumSizeHint().width() < one.width() // 2


def test_a_layout_gives_long_words_all_their_lines(qtbot: QtBot) -> None:
    page, button = QWidget(), Tick("Tell me when a messenger stops or comes back, and some more words")
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(button)
    column.addStretch(1)
    page.resize(button.sizeHint().width() // 2, 400)
    page.show()
    qtbot.waitUntil(lambda: button.height() == button.heightForWidth(button.width()))
    assert button.height() > button.sizeHint().height()


def test_a_choice_shows_a_value_of_another_version_as_it_is(qtbot: QtBot) -> None:
    choice = Choice([(30, "Every half hour"), (60, "Every hour")], 45)
    qtbot.addWidget(choice)
    assert (choice.currentData(), choice.currentText()) == (45, "45")
    choice.choose(30)
    assert choice.currentText() == "Every half hour"


@pytest.mark.parametrize("scheme", BaseColours)
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_each_is_painted_in_both_schemes_and_directions(
    qtbot: QtBot, qapp: QApplication, scheme: BaseColours, direction: Qt.LayoutDirection
) -> None:
    for widget in (Tick("Words"), Radio("Words"), Choice([(1, "Words")], 1), Field("Words")):
        qtbot.addWidget(widget)
        widget.setPalette(palette(scheme))
        widget.setLayoutDirection(direction)
        widget.resize(widget.sizeHint())
        image = widget.grab().toImage()
        assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 2


@pytest.mark.parametrize("scheme", BaseColours)
def test_edges_stand_out_from_the_page(scheme: BaseColours) -> None:
    c = colours(scheme)
    for edge in (c.dim, c.accent, mixed(c.dim, c.outline, 0.4)):
        assert contrast(edge, c.page) >= 2.0
    assert contrast(c.dim, c.page) >= 3.0


def test_a_choice_of_many_measures_only_what_is_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred and fifty countries in their own scripts took seconds, and a font for each."""
    choice = Choice([(n, f"Country {n}") for n in range(250)], 7)
    qtbot.addWidget(choice)
    measured: list[str] = []

    def advance(_self: QFontMetrics, text: str, *_rest: object) -> int:
        measured.append(text)
        return 10

    monkeypatch.setattr(QFontMetrics, "horizontalAdvance", advance)
    choice.sizeHint()
    assert measured == ["Country 7"]


def opened(qtbot: QtBot) -> tuple[Choice, ChoiceList]:
    choice = Choice([(0, "Never"), (60, "Every hour"), (1440, "Once a day")], 60)
    qtbot.addWidget(choice)
    choice.show()
    choice.showPopup()
    return choice, choice.findChildren(ChoiceList)[0]


@POPS_UP
def test_what_is_chosen_from_opens_at_it_with_rows_that_can_be_pressed(qtbot: QtBot) -> None:
    choice, rows = opened(qtbot)
    assert rows.currentRow() == choice.currentIndex() == 1
    assert rows.sizeHintForRow(0) >= TARGET
    choice.hidePopup()


@POPS_UP
@pytest.mark.parametrize("by_key", [False, True])
def test_one_is_chosen_by_a_press_or_by_the_keyboard(qtbot: QtBot, by_key: bool) -> None:
    choice, rows = opened(qtbot)
    with qtbot.waitSignal(choice.activated) as told:
        if by_key:
            QTest.keyClick(rows, Qt.Key.Key_Down)
            QTest.keyClick(rows, Qt.Key.Key_Return)
        else:
            place = rows.visualItemRect(rows.item(2)).center()
            QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [2]
    assert choice.currentData() == 1440


@POPS_UP
def test_escape_chooses_nothing(qtbot: QtBot) -> None:
    choice, rows = opened(qtbot)
    with qtbot.assertNotEmitted(choice.activated):
        QTest.keyClick(rows, Qt.Key.Key_Down)
        QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert choice.currentData() == 60


def test_arrows_and_signs_grow_with_large_letters(qtbot: QtBot) -> None:
    """Each leaves room for what it paints."""
    large = QFont(QApplication.font())
    large.setPixelSize(40)
    choice, head = Choice([(1, "One")], 1), BoxHead(BoxRow("One", flat=True))
    for widget in (choice, head):
        qtbot.addWidget(widget)
    beside = choice.sizeHint().width() - choice.fontMetrics().horizontalAdvance("One")
    assert arrow_width(head) == 12
    for widget in (choice, head):
        widget.setFont(large)
    assert choice.sizeHint().width() - choice.fontMetrics().horizontalAdvance("One") == beside + 40
    assert arrow_width(head) == 36


@pytest.mark.parametrize(
    ("direction", "side"), [(Qt.LayoutDirection.LeftToRight, "left"), (Qt.LayoutDirection.RightToLeft, "right")]
)
def test_the_cursor_of_an_empty_field_stands_where_its_prompt_begins(
    qtbot: QtBot, direction: Qt.LayoutDirection, side: str
) -> None:
    field = Field("جست‌وجو" if side == "right" else "Find")
    qtbot.addWidget(field)
    field.setLayoutDirection(direction)
    field.resize(400, 32)
    field.show()

    def at() -> str:
        field.grab()  # Qt places it while it paints
        middle = field.cursorRect().center().x()
        return "left" if middle < 20 else "right" if middle > 380 else "between"

    assert at() == side
    QTest.keyClicks(field, "signal.org")
    assert at() == "between", "what is typed lies as its own letters do"
    field.clear()
    assert at() == side
