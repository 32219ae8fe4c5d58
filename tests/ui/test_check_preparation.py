"""The process of the next check is started where a check is near, and nowhere else."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from dialtone.model.frozen import replace
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.window.check_preparation import CheckPreparation
from ui.conftest import MakeWindow, WindowHarness
from ui.runs import hangs


class Ready:
    """A window, and how often the process of the next check was wanted."""

    def __init__(self, harness: WindowHarness) -> None:
        self.harness, self.wanted = harness, 0
        harness.controller.change_content(lambda old: replace(old, prepare_process=self._count))
        self.controller = CheckPreparation(harness.window)

    def _count(self) -> None:
        self.wanted += 1

    def come_near(self) -> None:
        """The pointer comes to the button that checks."""
        QCoreApplication.sendEvent(self.harness.window.result.check_button, QEvent(QEvent.Type.Enter))


def test_a_hand_at_the_button(qtbot: QtBot, checked: WindowHarness) -> None:
    ready = Ready(checked)
    with qtbot.waitSignal(ready.controller.background.work_finished):
        ready.come_near()
    assert ready.wanted == 1


def test_none_is_started_while_one_checks(qtbot: QtBot, make_window: MakeWindow) -> None:
    ready = Ready(make_window(hangs))
    qtbot.waitUntil(ready.harness.is_in(Phase.CHECKING))
    ready.come_near()
    assert ready.controller.background.wait_closed(5.0)
    assert ready.wanted == 0
    ready.harness.runner.cancel()


def test_on_the_first_page_one_waits_as_soon_as_everything_is_loaded(qtbot: QtBot, make_window: MakeWindow) -> None:
    ready = Ready(make_window(first_run=True))
    assert ready.harness.controller.content is not None
    with qtbot.waitSignal(ready.controller.background.work_finished):
        ready.harness.controller.loaded.emit(ready.harness.controller.content)
    assert ready.wanted == 1


@pytest.mark.parametrize("active", [True, False])
def test_after_a_check_that_found_trouble_one_waits_for_who_looks_at_it(
    qtbot: QtBot, checked: WindowHarness, monkeypatch: pytest.MonkeyPatch, active: bool
) -> None:
    ready = Ready(checked)
    monkeypatch.setattr(ready.harness.window, "isActiveWindow", lambda: active)
    with qtbot.waitSignal(ready.harness.controller.check_finished):
        ready.harness.controller.check()
    qtbot.waitUntil(lambda: bool(ready.wanted) is active)
