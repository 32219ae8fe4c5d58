"""The window, its tray and its page say first what is worst: real words in a real window."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.explain.answers import clauses_of
from dialtone.model.answer import State
from dialtone.model.frozen import replace
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.tray import Tray
from explain.leads import CASES, SAID, plain
from ui import examples
from ui.window_fixture import USUAL, WATCHED, done, make_window_fixture


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("case", CASES)
def test_row_page_and_tray_say_what_is_worst(qtbot: QtBot, language: str, case: int) -> None:
    verdict, row, headline, _ = SAID[language][case]
    fixture = make_window_fixture(language)
    qtbot.addWidget(fixture.window)
    fixture.window.show()
    name = fixture.content.names[verdict.messenger]
    fixture.show(done(examples.check(replace(verdict, name=name, installed=True))), USUAL)
    fixture.window.open_messenger(verdict.messenger)
    listed = {one.id: one for one in fixture.window.list_pane.model.rows}
    assert plain(listed[verdict.messenger].state) == row
    mark = plain(listed[verdict.messenger].mark)
    unsafe = any(clause.state is State.NOT_SAFE for clause in clauses_of(verdict))
    assert bool(mark) is not unsafe, "nothing reassures beside what is not safe"
    assert plain(listed[verdict.messenger].spoken).endswith(f"{row}, {mark}" if mark else row)
    shown = [plain(label.text()) for label in fixture.window.detail.findChildren(QLabel)]
    assert headline.replace(verdict.name, name) in shown
    tray = Tray(WindowActions())
    tray.show_state(fixture.state, [one for one in listed.values() if one.id in WATCHED])
    assert any(
        plain(action.text()).endswith(f"{name}: {row} · {mark}" if mark else f"{name}: {row}")
        for action in tray.menu.actions()
    )
