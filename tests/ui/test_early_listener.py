"""A screen reader that asks before the program is dressed hears what the window is all the same."""

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from dialtone.ui.widgets.screen_reader import install_accessible_roles
from dialtone.ui.window.frame import Frame


def test_a_frame_that_was_asked_for_early_is_a_window_afterwards(qtbot: QtBot) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    QAccessible.queryAccessibleInterface(frame)
    install_accessible_roles()
    assert QAccessible.queryAccessibleInterface(frame).role() is QAccessible.Role.Window
