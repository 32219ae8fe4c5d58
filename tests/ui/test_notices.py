"""Which way a notice takes."""

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from dialtone.ui.window import notices as under_test
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.notices import Notices
from dialtone.ui.window.tray import Tray

LINES = ("WhatsApp works here again.",)


@pytest.fixture
def tray(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> tuple[Tray, list[object]]:
    told: list[object] = []
    made = Tray(WindowActions())
    monkeypatch.setattr(made, "show_notification", lambda messenger, lines: told.append((messenger, tuple(lines))))
    return made, told


class Desktop:
    """The desktop's notices: none can be shown, or each is pressed at once."""

    def __init__(self, *, there: bool) -> None:
        self.there, self.told = there, list[str]()

    def __call__(self) -> "Desktop":
        return self

    def __enter__(self) -> "Desktop":
        if not self.there:
            raise OSError("no bus")
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self, body: str, *_rest: object) -> int:
        self.told.append(body)
        return 7

    def wait_for_press(self, notification_id: int) -> bool:
        return notification_id == 7


@pytest.mark.parametrize("desktop", [True, False])
def test_the_tray_tells_where_the_desktop_does_not(
    qtbot: QtBot, tray: tuple[Tray, list[object]], monkeypatch: pytest.MonkeyPatch, desktop: bool
) -> None:
    made, told = tray
    parent, alerted = QObject(), list[object]()
    monkeypatch.setattr(under_test, "may_have_session_bus", lambda: desktop)
    monkeypatch.setattr(under_test, "NoticeBus", Desktop(there=False))
    Notices(lambda: made, lambda: alerted.append(None), parent).show("whatsapp", LINES)
    qtbot.waitUntil(lambda: told == [("whatsapp", LINES)])
    assert not alerted


def test_without_a_tray_the_window_asks_to_be_looked_at(qtbot: QtBot) -> None:
    parent, alerted = QObject(), list[object]()
    Notices(lambda: None, lambda: alerted.append(None), parent).show("whatsapp", LINES)
    assert alerted == [None]


def test_a_press_on_the_desktop_s_notice_opens_the_messenger(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    parent, desktop, alerted = QObject(), Desktop(there=True), list[object]()
    monkeypatch.setattr(under_test, "may_have_session_bus", lambda: True)
    monkeypatch.setattr(under_test, "NoticeBus", desktop)
    notices = Notices(lambda: None, lambda: alerted.append(None), parent)
    with qtbot.waitSignal(notices.open_requested) as caught:
        notices.show("signal", LINES)
    assert (caught.args, desktop.told, alerted) == (["signal"], list(LINES), [])
