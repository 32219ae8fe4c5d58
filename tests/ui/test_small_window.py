"""The smallest window, and the keyboard in what is longer than it."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.pages.history_strip import HistoryStrip, StripTile
from dialtone.ui.pages.page_stack import Header
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.layouts import FlowLayout, ScrollArea
from ui.fitting import letters_of, open_scene
from ui.own_widgets import keep_widget
from ui.window_fixture import settle


def test_share_gives_up_its_word_before_anything_is_cut(qtbot: QtBot) -> None:
    window = keep_widget(qtbot, QWidget())
    header = Header(QMenu(window), QAction("Share the picture", window))
    header.setParent(window)
    header.resize(900, 48)
    window.show()
    assert header.share_button.text() == "Share the picture"
    least = header.minimumSizeHint().width()
    header.resize(least, 48)
    settle(header)
    assert header.share_button.text() == ""
    assert header.share_button.accessibleName() == "Share the picture"
    assert header.menu_button.geometry().right() < least
    header.resize(900, 48)
    settle(header)
    assert header.share_button.text() == "Share the picture"


@pytest.mark.parametrize(("width", "above"), [(600, False), (260, True)])
def test_a_label_goes_above_where_there_is_no_room_beside(qtbot: QtBot, width: int, above: bool) -> None:
    control = QPushButton()
    control.setFixedWidth(240)
    window, row = QWidget(), QWidget()
    flow = FlowLayout(row)
    flow.addWidget(Text("Check automatically"))
    flow.addWidget(control)
    qtbot.addWidget(window)
    row.setParent(window)
    row.resize(width, 80)
    window.show()
    settle(window)
    (label,) = row.findChildren(Text)
    assert (label.geometry().bottom() < control.geometry().top()) is above


@pytest.mark.parametrize(
    ("width", "points", "beside"), [(800, 10, True), (420, 10, False), (720, 20, False), (1300, 20, True)]
)
def test_a_line_below_its_tile_is_as_wide_as_the_tile(
    qtbot: QtBot, qapp: QApplication, width: int, points: int, beside: bool
) -> None:
    """With large letters the tiles of the history ended before the lines below them."""
    with letters_of(qapp, points):
        window = open_scene(qtbot, "history-back", QSize(width, 600)).window
        tile, line = window.findChildren(StripTile)[0], window.findChildren(HistoryStrip)[0]
        tile_end = tile.mapTo(window, tile.rect().bottomRight())
        line_begin = line.mapTo(window, line.rect().topLeft())
        assert (line_begin.x() > tile_end.x()) is beside
        assert beside or tile.width() == line.width()


@pytest.fixture
def long_page(qtbot: QtBot) -> tuple[QWidget, ScrollArea, QPushButton]:
    """A page of which the lower end is seen, and a button at its upper end; another button is outside."""
    top = keep_widget(qtbot, QWidget())
    outside, first = QPushButton("outside"), QPushButton("first")
    area, inside = ScrollArea(), QWidget()
    inside.setMinimumHeight(2000)
    column = QVBoxLayout(inside)
    column.addWidget(first, 0, Qt.AlignmentFlag.AlignTop)
    area.setWidget(inside)
    rows = QVBoxLayout(top)
    rows.addWidget(outside)
    rows.addWidget(area)
    top.resize(300, 300)
    top.show()
    top.activateWindow()
    settle(top)
    outside.setFocus()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    return top, area, first


def is_seen(area: ScrollArea, button: QPushButton) -> bool:
    place = QRect(button.mapTo(area.viewport(), QPoint()), button.size())
    return area.viewport().rect().intersects(place)


def test_the_keyboard_is_seen_as_it_comes_from_outside(long_page: tuple[QWidget, ScrollArea, QPushButton]) -> None:
    _, area, first = long_page
    assert not is_seen(area, first)
    outside = QApplication.focusWidget()
    assert outside is not None
    QTest.keyClick(outside, Qt.Key.Key_Tab)
    assert first.hasFocus()
    assert is_seen(area, first)


def test_what_the_mouse_does_scrolls_nothing(long_page: tuple[QWidget, ScrollArea, QPushButton]) -> None:
    _, area, first = long_page
    area.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
    first.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not is_seen(area, first)


def test_the_focus_of_a_text_is_seen(qtbot: QtBot) -> None:
    text = Text("WhatsApp is blocked here.")
    window = keep_widget(qtbot, QWidget())
    QVBoxLayout(window).addWidget(text)
    window.show()
    window.activateWindow()
    settle(window)
    text.clearFocus()
    before = text.grab().toImage()
    text.setFocus(Qt.FocusReason.TabFocusReason)
    text.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    assert text.grab().toImage() != before


@pytest.mark.parametrize("name", ["answer-offline", "answer-portal"])
def test_a_page_is_as_high_as_its_words_need(qtbot: QtBot, name: str) -> None:
    """Wrapping words report the height that they need in a narrow page: a page that fits would scroll."""
    area = open_scene(qtbot, name, QSize(800, 545)).window.result.scroll_area
    inside = area.widget()
    assert inside is not None
    assert inside.height() == max(area.viewport().height(), inside.heightForWidth(inside.width()))
