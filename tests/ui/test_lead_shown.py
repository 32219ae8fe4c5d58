"""The window, its tray and its page say first what is worst: real words in a real window."""

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.ui.window.tray import Tray
from explain.test_lead import CASES, SAID, plain
from ui import examples
from ui.window_fixture import USUAL, WATCHED, done, set_stage


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("case", CASES)
def test_row_page_and_tray_say_what_is_worst(qtbot: QtBot, language: str, case: int) -> None:
    verdict, row, headline, _ = SAID[language][case]
    stage = set_stage(language)
    qtbot.addWidget(stage.window)
    stage.window.show()
    name = stage.library.names[verdict.messenger]
    stage.show(done(examples.check(replace(verdict, name=name, installed=True))), USUAL)
    stage.window.open_messenger(verdict.messenger)
    listed = {one.id: one for one in stage.window.list_pane.model.rows}
    assert plain(listed[verdict.messenger].state) == row
    assert plain(listed[verdict.messenger].spoken).endswith(row)
    shown = [plain(label.text()) for label in stage.window.detail.findChildren(QLabel)]
    assert headline in shown
    tray = Tray(QColor("#000000"))
    tray.show_state(stage.state, [one for one in listed.values() if one.id in WATCHED])
    assert any(plain(action.text()).endswith(f"{name}: {row}") for action in tray.menu.actions())
