"""Which way a notice takes."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from dialtone.ui.painting.logo import TrayState
from dialtone.ui.window import notices as under_test
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.notices import Notices
from dialtone.ui.window.tray import Tray

LINES = ("WhatsApp works here again.",)


@pytest.fixture
def tray(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> tuple[Tray, list[object]]:
    told: list[object] = []
    made = Tray(WindowActions())
    monkeypatch.setattr(made, "tell", lambda messenger, lines: told.append((messenger, tuple(lines))))
    return made, told


@pytest.mark.parametrize("desktop", [True, False])
def test_the_tray_tells_where_the_desktop_does_not(
    tray: tuple[Tray, list[object]], monkeypatch: pytest.MonkeyPatch, desktop: bool
) -> None:
    made, told = tray
    parent, alerted = QObject(), list[object]()
    asked = list[object]()
    monkeypatch.setattr(under_test, "desktop_may_tell", lambda: desktop)
    notices = Notices(lambda: made, lambda: alerted.append(None), parent)

    def refuse(messenger: str, lines: Sequence[str], _state: TrayState) -> None:
        asked.append(messenger)
        notices._desktop.failed.emit(messenger, lines)

    monkeypatch.setattr(notices._desktop, "tell", refuse)
    notices.tell("whatsapp", LINES)
    assert told == [("whatsapp", LINES)]
    assert asked == (["whatsapp"] if desktop else [])
    assert not alerted


def test_without_a_tray_the_window_asks_to_be_looked_at(qtbot: QtBot) -> None:
    parent, alerted = QObject(), list[object]()
    Notices(lambda: None, lambda: alerted.append(None), parent).tell("whatsapp", LINES)
    assert alerted == [None]


def test_a_press_on_the_desktop_s_notice_opens_the_messenger(qtbot: QtBot) -> None:
    parent = QObject()
    notices = Notices(lambda: None, lambda: None, parent)
    with qtbot.waitSignal(notices.open_requested) as caught:
        notices._desktop.open_requested.emit("signal")
    assert caught.args == ["signal"]
