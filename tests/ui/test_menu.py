"""Menus are Qt's own, with rows high enough to be hit."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.control_style import ControlStyle
from dialtone.ui.painting.theme import TARGET
from ui.conftest import MakeWindow
from ui.runs import measures


def test_rows_are_as_high_as_everything_that_is_pressed(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("Save this check…").setShortcut("Ctrl+S")
    menu.addAction("Pause automatic checks").setCheckable(True)
    menu.addMenu(QMenu("Language", menu))
    menu.addAction("Share…").setEnabled(False)
    menu.popup(QPoint(0, 0))
    heights = [menu.actionGeometry(action).height() for action in menu.actions() if not action.isSeparator()]
    assert min(heights) >= TARGET


def test_high_rows_have_room_for_their_words_beside_the_ticks(qtbot: QtBot) -> None:
    """As it was found: at 20 points Fusion left out letters in the middle of the longest row."""
    menu, style = QMenu(), ControlStyle()
    qtbot.addWidget(menu)
    menu.setStyle(style)
    font = QFont(menu.font())
    font.setPointSizeF(20)
    menu.setFont(font)
    row = menu.addAction("Turn notices on again: Telegram")
    menu.popup(QPoint(0, 0))
    place = menu.actionGeometry(row)
    words = QFontMetrics(font).horizontalAdvance(row.text())
    ticks, around = round(0.79 * place.height()), 24  # of Fusion: as much is around the words at 10 points
    assert place.width() >= ticks + words + around


@pytest.mark.parametrize("first_run", [True, False])
def test_f10_opens_the_menu_wherever_the_keyboard_is(qtbot: QtBot, make_window: MakeWindow, *, first_run: bool) -> None:
    """On the first page too; who came by a key goes on with the first row, and is back where they were after it."""
    window = make_window(measures, first_run=first_run).window
    qtbot.waitUntil(lambda: window.isActiveWindow() and QApplication.focusWidget() is not None)
    before = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F10)
    qtbot.waitUntil(window.menu.isVisible)
    assert window.menu.activeAction() in window.menu.actions()
    QTest.keyClick(window.menu, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.menu.isVisible())
    assert QApplication.focusWidget() is before
