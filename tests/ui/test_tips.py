"""What a sign says when the mouse rests on it, and how that looks."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.widgets.controls import Button


def point_at(button: Button) -> None:
    middle = button.rect().center()
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, middle, button.mapToGlobal(middle)))


def test_a_sign_without_a_word_says_what_it_is_for(qtbot: QtBot) -> None:
    sign = Button("", icon=ButtonIcon.MORE)
    sign.setAccessibleName("Options for Signal")
    qtbot.addWidget(sign)
    sign.show()
    point_at(sign)
    qtbot.waitUntil(QToolTip.isVisible)
    assert QToolTip.text() == "Options for Signal"
    sign.setText("Options")
    point_at(sign)
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
