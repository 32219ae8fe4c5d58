"""A button that has the focus is pressed by what people press; its sign stands straight."""

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.button_icons import ButtonIcon, paint_icon
from dialtone.ui.painting.theme import colours, contrast, make_palette
from dialtone.ui.widgets.box_items import BoxRow, BoxRowView
from dialtone.ui.widgets.controls import Button, ButtonStyle
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.page_items import TextItem
from ui.announcements import record_announcements
from ui.own_widgets import keep_widget
from ui.pictures import painted


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press(qtbot: QtBot, key: Qt.Key) -> None:
    button = keep_widget(qtbot, Button("Start"))
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


@pytest.mark.parametrize("scheme", BaseColours)
@pytest.mark.parametrize("look", [ButtonStyle.MAIN, ButtonStyle.PLAIN])
def test_the_keyboards_ring_stands_out_from_its_ground(qtbot: QtBot, look: ButtonStyle, scheme: BaseColours) -> None:
    """It was dark on the blue of a filled button: 2.6 to 1."""
    page, button = QWidget(), Button("Start", look)
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(button)
    page.setPalette(make_palette(scheme))
    page.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    page.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    picture = button.grab().toImage()
    middle = picture.width() // 2
    colour = colours(scheme)
    ground, ring = (colour.accent, colour.on_accent) if look is ButtonStyle.MAIN else (colour.page, colour.accent)
    seen = [picture.pixelColor(middle, y) for y in range(6)]
    assert any(one == ring for one in seen)
    assert contrast(ring, ground) >= 4.5


@pytest.mark.usefixtures("qapp")
def test_the_sheets_of_the_copy_sign_stand_straight() -> None:
    square, black, direction = QRectF(0, 0, 160, 160), QColor("#000000"), Qt.LayoutDirection.LeftToRight
    image = painted(160, lambda painter: paint_icon(painter, square, ButtonIcon.COPY, black, direction))
    ink = {(x, y) for x in range(160) for y in range(160) if image.pixelColor(x, y).value() < 128}
    assert len({min(x for x, y in ink if y == line) for line in range(50, 100)}) == 1
    assert len({min(y for x, y in ink if x == column) for column in range(50, 100)}) == 1


def test_who_folds_something_out_by_keyboard_hears_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Orca said nothing: Qt passes no such change on to AT-SPI. What opens by itself is not said."""
    said = record_announcements(monkeypatch)
    view = keep_widget(qtbot, ItemView((BoxRow("How we know", items=(TextItem("What we saw"),), opened=True),)))
    part = view.findChildren(BoxRowView)[0]
    with qtbot.waitExposed(view):
        view.show()
    part.head.clearFocus()
    part.head.setChecked(False)
    assert said == []
    part.head.setFocus()
    qtbot.waitUntil(part.head.hasFocus)
    QTest.keyClick(part.head, Qt.Key.Key_Space)
    QTest.keyClick(part.head, Qt.Key.Key_Space)
    assert said == ["Opened", "Closed"]


def test_long_words_of_a_button_take_several_lines_where_one_has_no_room(qtbot: QtBot) -> None:
    """With letters of 20 points the Russian button was wider than the smallest window, and all of the page was cut."""
    button = keep_widget(qtbot, Button("Tell me when it works"))
    whole = button.sizeHint()
    assert button.heightForWidth(whole.width()) == whole.height()
    assert button.heightForWidth(whole.width() - 20) > whole.height()
    assert button.minimumSizeHint().width() < whole.width() / 2
