"""What is ticked, chosen and typed: it works by mouse and keyboard, and its edges can be seen."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import TARGET, make_palette
from dialtone.ui.state.options import Option
from dialtone.ui.widgets.box_items import BoxRow, ExpandingHead, SwitchHead, chevron_width
from dialtone.ui.widgets.choice import Choice
from dialtone.ui.widgets.controls import Field
from dialtone.ui.widgets.layouts import ScrollArea
from ui.own_widgets import keep_widget
from ui.window_fixture import settle


def offering(pairs: Sequence[tuple[int, str]], chosen: int) -> Choice:
    choice = Choice()
    choice.offer([Option(value, text) for value, text in pairs], chosen)
    return choice


def switch(words: str) -> SwitchHead:
    head = SwitchHead(flat=True)
    head.show_words(words)
    return head


def test_a_switch_is_pressed_anywhere_on_it(qtbot: QtBot) -> None:
    tick = keep_widget(qtbot, switch("Something to agree to"))
    tick.resize(tick.sizeHint())
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, tick.rect().center())
    assert tick.isChecked()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()


def test_a_switch_is_as_high_as_all_that_is_pressed(qtbot: QtBot) -> None:
    button = keep_widget(qtbot, switch("Words"))
    button.adjustSize()
    assert button.height() >= TARGET


def test_the_wheel_scrolls_the_page_and_chooses_nothing(qtbot: QtBot) -> None:
    """Who turned the wheel over the settings switched automatic checks on, which the provider sees."""
    area, inside = ScrollArea(), QWidget()
    qtbot.addWidget(area)
    choice = offering([(0, "Never"), (60, "Every hour"), (1440, "Once a day")], 0)
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


def test_a_layout_gives_long_words_all_their_lines(qtbot: QtBot) -> None:
    page, button = QWidget(), switch("Tell me when a messenger stops or comes back, and some more words")
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(button)
    column.addStretch(1)
    page.resize(900, 400)
    page.show()
    settle(page)
    one_line = button.height()
    page.resize(200, 400)
    qtbot.waitUntil(lambda: button.height() > 2 * one_line)


def test_a_choice_shows_a_value_of_another_version_as_it_is(qtbot: QtBot) -> None:
    choice = keep_widget(qtbot, offering([(30, "Every half hour"), (60, "Every hour")], 45))
    assert (choice.currentData(), choice.currentText()) == (45, "45")
    choice.choose(30)
    assert choice.currentText() == "Every half hour"


@pytest.mark.parametrize("scheme", BaseColours)
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_each_is_painted_in_both_schemes_and_directions(
    qtbot: QtBot, qapp: QApplication, scheme: BaseColours, direction: Qt.LayoutDirection
) -> None:
    for widget in (switch("Words"), offering([(1, "Words")], 1), Field("Words")):
        qtbot.addWidget(widget)
        widget.setPalette(make_palette(scheme))
        widget.setLayoutDirection(direction)
        widget.resize(widget.sizeHint())
        image = widget.grab().toImage()
        assert len({image.pixel(x, image.height() // 2) for x in range(image.width())}) > 2


def test_where_options_are_searched_none_is_measured(qtbot: QtBot) -> None:
    """Two hundred and fifty countries in their own scripts took seconds, and a font for each."""
    widths = []
    for length in (1, 200):
        choice = keep_widget(qtbot, Choice("Name of the country"))
        choice.offer([Option(1, "x" * length)], 1)
        widths.append(choice.sizeHint().width())
    assert widths[0] == widths[1]


def test_arrows_and_signs_grow_with_large_letters(qtbot: QtBot) -> None:
    """Each leaves room for what it paints."""
    large = QFont(QApplication.font())
    large.setPixelSize(40)
    choice, head = offering([(1, "One")], 1), ExpandingHead(BoxRow("One", flat=True))
    for widget in (choice, head):
        qtbot.addWidget(widget)
    beside = choice.sizeHint().width() - choice.fontMetrics().horizontalAdvance("One")
    assert chevron_width(head) == 12
    for widget in (choice, head):
        widget.setFont(large)
    assert choice.sizeHint().width() - choice.fontMetrics().horizontalAdvance("One") > beside + 30
    assert chevron_width(head) == 36


@pytest.mark.parametrize(
    ("direction", "side"), [(Qt.LayoutDirection.LeftToRight, "left"), (Qt.LayoutDirection.RightToLeft, "right")]
)
def test_an_empty_fields_cursor_is_at_its_prompt(qtbot: QtBot, direction: Qt.LayoutDirection, side: str) -> None:
    field = keep_widget(qtbot, Field("جست‌وجو" if side == "right" else "Find"))
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
