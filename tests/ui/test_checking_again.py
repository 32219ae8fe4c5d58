"""Somebody changed something and checks again: one sentence says whether it helped."""

import itertools
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckCancelled, CheckFinished, CheckStarted, MessengerJudged
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.state.check_runner import Emit
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after, with_check, with_comparison
from dialtone.ui.state.time_text import say_ago, say_footer
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading
from dialtone.ui.widgets.notice_bar import RiskNotice
from ui import examples
from ui.announcements import record_announcements
from ui.bare_window import show
from ui.conftest import MakeWindow, WindowHarness
from ui.page_rows import texts
from ui.runs import ALL

AGAIN = "Check again"


def healed() -> MessengerVerdict:
    return replace(examples.whatsapp_blocked(), status=MessengerStatus.WORKS, causes=(), functions=())


def heals_at_the_second_check() -> Callable[[Emit, threading.Event], None]:
    numbers = itertools.count()

    def run(emit: Emit, _stopped: threading.Event) -> None:
        first = healed() if next(numbers) == 1 else examples.whatsapp_blocked()
        check = examples.check(first, examples.telegram_partly(), examples.signal_works())
        emit(CheckStarted(ALL, check.started_at))
        emit(CheckFinished(check))

    return run


def notices(page: QWidget) -> list[str]:
    """Return what is said apart from the answer."""
    return [text for notice in page.findChildren(RiskNotice) if notice.isVisible() for text in texts(notice)]


def headings(page: QWidget) -> list[str]:
    return [heading.text() for heading in page.findChildren(Heading) if heading.isVisible()]


def again_button(page: QWidget) -> Button | None:
    """Return the button that looks whether a change helped."""
    shown = (b for b in page.findChildren(Button) if b.text() == AGAIN and b.isVisible())
    return next(shown, None)


def press_again(harness: WindowHarness) -> None:
    button = again_button(harness.window.detail)
    assert button is not None
    button.click()


@pytest.fixture
def done(qtbot: QtBot, make_window: MakeWindow) -> WindowHarness:
    harness = make_window(heals_at_the_second_check())
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    harness.window.open_messenger("whatsapp")
    return harness


def test_one_sentence_says_what_changed_until_the_next_ordinary_check(qtbot: QtBot, done: WindowHarness) -> None:
    assert notices(done.window.detail) == []
    with qtbot.waitSignal(done.controller.check_finished):
        press_again(done)
    done.window.open_messenger("whatsapp")
    qtbot.waitUntil(lambda: headings(done.window.detail).count("WhatsApp probably works now.") == 1)
    assert notices(done.window.detail) == []
    assert not any("WhatsApp" in text and "works" in text for text in headings(done.window.detail)[2:]), "said once"
    done.window.open_messenger("telegram")
    assert notices(done.window.detail) == ["Telegram: nothing has changed."]
    with qtbot.waitSignal(done.controller.check_finished):
        QTest.keyClick(done.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: notices(done.window.detail) == [])


def test_the_sentence_is_spoken_first(qtbot: QtBot, done: WindowHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    said = record_announcements(monkeypatch)
    with qtbot.waitSignal(done.controller.check_finished):
        press_again(done)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("WhatsApp probably works now. ")
    assert len(said) == 1


def test_what_works_is_checked_again_by_a_button_that_is_not_filled(done: WindowHarness) -> None:
    assert again_button(done.window.detail) is done.window.detail.block.link
    done.window.open_messenger("signal")
    button = again_button(done.window.detail)
    assert button is done.window.detail.block.button
    assert button.look is not ButtonStyle.MAIN


def test_a_saved_check_is_never_checked_again(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(saved=examples.check())
    harness.window.open_messenger("whatsapp")
    assert again_button(harness.window.detail) is None
    harness.controller.check_again("whatsapp")
    assert harness.asked == []


def test_changing_twice_compares_with_the_beginning() -> None:
    """Also where an ordinary check has said the half."""
    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    for begun in (state, with_comparison(state)):
        running = state_after(state_after(begun, CheckStarted(ALL, examples.STARTED)), MessengerJudged(healed()))
        assert with_comparison(running).before_change["whatsapp"].status == "blocked"


def test_a_check_that_was_cancelled_changed_nothing(qtbot: QtBot, done: WindowHarness) -> None:
    state = with_comparison(done.controller.state)
    cancelled = state_after(state_after(state, CheckStarted(ALL, examples.STARTED)), CheckCancelled())
    show(done.window, cancelled, WatchList(ALL, ALL))
    assert notices(done.window.detail) == []
    done.controller.check()
    assert not done.controller.state.before_change, "an ordinary check compares nothing"


def test_a_cancelled_check_says_when_the_last_one_was() -> None:
    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    cancelled = state_after(state_after(state, CheckStarted(ALL, examples.STARTED)), CheckCancelled())
    assert state.checked_at is not None
    later = state.checked_at + timedelta(minutes=2)
    assert say_footer(cancelled, later) == f"The check was cancelled · Checked {say_ago(state.checked_at, later)}"
    first = state_after(state_after(ScreenState(), CheckStarted(ALL, examples.STARTED)), CheckCancelled())
    assert say_footer(first, examples.STARTED) == "The check was cancelled."
