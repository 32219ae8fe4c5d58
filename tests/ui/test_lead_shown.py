"""The window, its tray and its page say first what is worst: real words in a real window."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.tray import Tray
from explain.leads import LEADS, plain
from spoken import EXAMPLES
from ui import examples
from ui.window_fixture import USUAL, WATCHED, done, make_window_fixture

MESSAGES_WORK = {"en": ", messages work", "ru": ", сообщения доходят", "fa": "، پیام‌ها می‌رسند"}
"""What a screen reader adds where messages have a line of their own beside that of calls."""


@pytest.mark.parametrize("language", EXAMPLES)
@pytest.mark.parametrize("verdict", LEADS, ids=range(len(LEADS)))
def test_row_page_and_tray_say_what_is_worst(qtbot: QtBot, language: str, verdict: MessengerVerdict) -> None:
    fixture = make_window_fixture(language)
    qtbot.addWidget(fixture.window)
    fixture.window.show()
    name = fixture.content.names[verdict.messenger]
    fixture.show(done(examples.check(replace(verdict, name=name, installed=True))), USUAL)
    fixture.window.open_messenger(verdict.messenger)
    listed = {one.id: one for one in fixture.window.result.rows}
    told = listed[verdict.messenger]
    words = fixture.content.words.explain_messenger(verdict, fixture.state.network or examples.check().network)
    assert told.state == words.state
    beside = MESSAGES_WORK[language] if told.messages else ""
    assert told.spoken == f"{name}, {told.state}{beside}"
    shown = [plain(label.text()) for label in fixture.window.detail.findChildren(QLabel)]
    assert plain(words.headline.replace(verdict.name, name)) in shown
    tray = Tray(WindowActions())
    tray.show_state(fixture.state, [one for one in listed.values() if one.id in WATCHED])
    line = plain(f"{name}: {told.state}").replace("&", "&&")
    assert any(plain(action.text()).endswith(line) for action in tray.menu.actions())
