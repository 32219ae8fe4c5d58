"""The icon and its notices on the screen of whoever runs the tests: the system's own where CI says so, else none."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.desktop_state import tray_is_there
from dialtone.ui.window.notices import Notices, may_have_session_bus
from dialtone.ui.window.tray import Tray


def test_an_icon_is_there_where_there_is_a_screen(qtbot: QtBot) -> None:
    assert tray_is_there() is (QGuiApplication.platformName() != "offscreen")


@pytest.mark.qt_log_ignore("This plugin does not support", "No such signal", extend=True)
def test_the_icon_tells_and_a_press_on_what_it_told_opens_the_messenger(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    alerted: list[str] = []
    tray = Tray(WindowActions(), owner)
    tray.icon.show()
    notices = Notices(lambda: tray, lambda: alerted.append("window"), owner)
    assert not may_have_session_bus(), "Linux desktops: tests/ui/test_desktop_notices.py"
    notices.show("signal", ("Signal works here again.",))
    with qtbot.waitSignal(tray.open_requested) as opened:
        tray.icon.messageClicked.emit()
    assert (opened.args, alerted) == (["signal"], [])
    tray.close()
