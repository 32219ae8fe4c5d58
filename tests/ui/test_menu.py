"""Menus are Qt's own, with rows high enough to be hit; the keyboard goes through them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.base_colours import BaseColours
from dialtone.ui.painting.theme import TARGET, make_palette
from ui.conftest import WindowHarness
from ui.runs import measures

MakeWindow = Callable[..., WindowHarness]
POPS_UP = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing|propagateSizeHints)", extend=True)


def made(qtbot: QtBot, scheme: BaseColours = BaseColours.LIGHT) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.setPalette(make_palette(scheme))
    menu.addAction("Save this check…").setShortcut("Ctrl+S")
    menu.addSeparator()
    paused = menu.addAction("Pause automatic checks")
    paused.setCheckable(True)
    paused.setChecked(True)
    more = QMenu("Language", menu)
    more.addAction("English")
    menu.addMenu(more)
    menu.addAction("Share…").setEnabled(False)
    return menu


@POPS_UP
def test_rows_are_as_high_as_everything_that_is_pressed(qtbot: QtBot) -> None:
    menu = made(qtbot)
    menu.popup(QPoint(0, 0))
    heights = [menu.actionGeometry(action).height() for action in menu.actions() if not action.isSeparator()]
    assert min(heights) >= TARGET


@POPS_UP
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
