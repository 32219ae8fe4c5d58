"""The line that fills while a check runs."""

import pytest
from pytestqt.qtbot import QtBot

from dialtone.ui.widgets import progress_line
from dialtone.ui.widgets.progress_line import ProgressLine


@pytest.fixture
def line(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ProgressLine:
    monkeypatch.setattr(progress_line, "motion_ms", lambda _widget: 0)
    shown = ProgressLine()
    qtbot.addWidget(shown)
    return shown


def test_it_never_goes_back_though_more_is_to_be_done_than_was_known(line: ProgressLine) -> None:
    shown = []
    for share in (0.0, 0.3, 0.5, 0.4, 0.2, 0.9, 1.0):
        line.show_share(share, active=True)
        shown.append(line.shown)
    assert shown == sorted(shown)
    assert 0 < shown[0] < shown[-1] < 1


def test_a_new_check_begins_anew(line: ProgressLine) -> None:
    line.show_share(0.9, active=True)
    line.show_share(0.0, active=False)
    assert line.shown == 0
    line.show_share(0.0, active=True)
    assert 0 < line.shown < 0.1


def test_while_nothing_is_heard_it_creeps_on_and_does_not_arrive(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress_line, "motion_ms", lambda _widget: 1)
    line = ProgressLine()
    qtbot.addWidget(line)
    line.show_share(0.5, active=True)
    qtbot.waitUntil(lambda: line.shown > 0.5)
    before = line.shown
    line.show_share(0.3, active=True)
    assert line.shown >= before
    assert line.shown < 1
