"""In the tray there is no window until it is opened; some minutes after it was closed it is let go, and comes back."""

import weakref
from collections.abc import Callable
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from pytestqt.qtbot import QtBot

from dialtone.store.settings import Settings
from dialtone.ui import application
from dialtone.ui.state.screen_state import NetworkSeen, Phase
from dialtone.ui.widgets.controls import Field
from dialtone.ui.window.gc_timer import GcTimer
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.main_window import MainWindow
from ui.conftest import Program, Start
from ui.owned import find_only
from ui.page_rows import shown_page
from ui.runs import measures


@pytest.fixture
def start_hidden(start: Start, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Starts the program in the tray."""
    monkeypatch.setattr(application, "tray_is_there", lambda: True)
    return partial(start, hidden=True, run=measures)


@pytest.fixture
def watching(start_hidden: Start, qtbot: QtBot) -> Program:
    """After its first check, and no window was opened yet."""
    resident = start_hidden(Settings(language="en", first_run_done=True, watch_minutes=60))
    qtbot.waitUntil(resident.is_in(Phase.DONE))
    return resident


@pytest.fixture
def opened(watching: Program) -> Program:
    watching.controller.open()
    return watching


def tray_lines(resident: Program) -> list[str]:
    return [action.text() for action in resident.tray.menu.actions() if action.data()]


@pytest.mark.parametrize("maximised", [False, True])
def test_neither_picture_nor_icon_is_left_and_the_place_is(opened: Program, maximised: bool) -> None:
    """The picture is four bytes for each pixel, which Qt keeps for a hidden window too."""
    frame = opened.running.frame
    frame.setGeometry(40, 30, 900, 600)
    if maximised:
        frame.showMaximized()
    size = frame.size()
    opened.close_and_wait()
    assert maximised or frame.windowHandle() is None
    assert frame.windowIcon().isNull()
    opened.controller.open()
    assert frame.isVisible()
    assert frame.windowHandle() is not None
    assert not frame.windowIcon().isNull()
    assert frame.isMaximized() is maximised
    assert frame.size() == size
    assert frame.geometry_to_restore() == (40, 30, 900, 600)


def test_in_the_tray_there_is_no_window_and_the_icon_says_everything(watching: Program) -> None:
    assert watching.running.window is None
    lines, told = tray_lines(watching), watching.tray.icon.toolTip()
    assert len(lines) == 3
    watching.controller.open()
    assert tray_lines(watching) == lines
    assert watching.tray.icon.toolTip() == told


def test_the_tray_opens_a_messenger_in_a_window_that_was_never_built(watching: Program) -> None:
    watching.controller.open("signal")
    assert watching.window.messenger_shown == "signal"


def test_commands_of_the_tray_work_without_a_window(watching: Program, qtbot: QtBot) -> None:
    check = next(action for action in watching.tray.menu.actions() if action.text() == "Check now")
    assert check.isEnabled()
    check.trigger()
    qtbot.waitUntil(lambda: len(watching.asked) == 2)
    qtbot.waitUntil(watching.is_in(Phase.DONE))
    assert watching.running.window is None


def test_what_is_due_by_itself_may_ask_less_and_what_a_person_asks_for_may_not(watching: Program, qtbot: QtBot) -> None:
    assert (len(watching.asked), len(watching.looked)) == (1, 0)
    watching.auto_check.check_due.emit(True)
    qtbot.waitUntil(lambda: len(watching.looked) == 1)
    qtbot.waitUntil(watching.is_in(Phase.DONE))
    watching.controller.actions.check.trigger()
    assert (len(watching.asked), len(watching.looked)) == (2, 1)
    qtbot.waitUntil(watching.is_in(Phase.DONE))


def test_what_was_closed_for_minutes_is_let_go_and_comes_back_as_it_was(opened: Program, qtbot: QtBot) -> None:
    window = opened.window
    size, messenger = opened.running.frame.size(), window.result.rows[-1].id
    window.open_messenger(messenger)
    before = opened.close_and_wait()
    assert opened.running.window is None
    assert not shiboken6.isValid(before)
    opened.controller.open()
    assert opened.running.frame.size() == size
    assert opened.window.messenger_shown == messenger
    assert len(opened.asked) == 1


@pytest.mark.usefixtures("real_unfreeze")
def test_nothing_of_a_window_that_was_let_go_stays_in_memory(opened: Program, qtbot: QtBot) -> None:
    seen = weakref.ref(opened.window)
    find_only(opened.running, GcTimer).freeze_loaded()  # as after loading: what is there is set aside
    opened.close_and_wait()
    qtbot.waitUntil(lambda: seen() is None, timeout=20_000)


@pytest.mark.parametrize(("name", "page"), [("history", HistoryPage), ("settings", type(None))])
def test_it_comes_back_at_the_history_but_not_in_the_settings(opened: Program, name: str, page: type) -> None:
    getattr(opened.window.window_actions, name).trigger()
    opened.close_and_wait()
    assert opened.running.window is None
    opened.controller.open()
    assert isinstance(opened.window.page_stack.page, page)


def test_commands_act_on_the_window_that_is_there(opened: Program) -> None:
    """A command outlives its window; what was connected to one that is gone would raise here."""
    for _ in range(2):
        opened.close_and_wait()
        opened.controller.open()
    opened.window.window_actions.proxy_test.setEnabled(True)
    for action in (opened.window.window_actions.advice, opened.window.window_actions.proxy_test):
        action.trigger()
    opened.window.window_actions.pause.setChecked(True)
    opened.controller.check()


def test_a_check_while_it_is_gone_is_shown_when_it_comes_back(opened: Program, qtbot: QtBot) -> None:
    opened.close_and_wait()
    opened.controller.check()
    qtbot.waitUntil(lambda: len(opened.asked) == 2)
    qtbot.waitUntil(opened.is_in(Phase.DONE))
    opened.controller.open()
    assert all(row.status for row in opened.window.result.rows)


def type_a_server(window: MainWindow) -> None:
    window.window_actions.settings.trigger()
    typed = Field()
    typed.setParent(shown_page(window))
    typed.setText("chat.example.org")
    typed.setModified(True)


@pytest.mark.parametrize("act", [type_a_server, lambda window: window.list_changes.hide("signal")])
def test_what_was_typed_or_can_be_undone_keeps_it(opened: Program, act: Callable[[MainWindow], object]) -> None:
    act(opened.window)
    assert opened.close_and_wait() is opened.running.window


def test_the_first_page_stays(start_hidden: Start) -> None:
    resident = start_hidden(Settings(language="en"))
    resident.controller.open()
    assert resident.window.on_start_page
    assert resident.close_and_wait() is resident.running.window


def test_another_language_after_it_was_let_go(opened: Program, qtbot: QtBot) -> None:
    opened.close_and_wait()
    opened.controller.choose_language("ru")
    with qtbot.waitSignal(opened.runner.work_finished):
        pass
    opened.controller.open()
    assert opened.window.result.check_button.accessibleName() == "Проверить"


def test_what_a_thread_says_after_the_end_is_shown_nowhere(watching: Program) -> None:
    """The tray is gone by then, and its lines with it."""
    watching.controller.close()
    watching.tray.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    watching.controller.shown.emit()
    watching.running.tray = None


def test_what_is_remembered_too_late_is_shown_in_no_window_that_is_gone(opened: Program) -> None:
    """A slow disk may answer when the program has ended."""
    opened.controller.close()
    opened.running.frame.empty()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.runner.happened.emit(NetworkSeen("elsewhere"))


OTHER = {
    "en": ("This was on another network.", "The connection is gone."),
    "ru": ("Это было в другой сети.", "Подключение к сети пропало."),
    "fa": ("این نتیجه مربوط به شبکهٔ دیگری است.", "اتصال به شبکه قطع شده است."),
}


@pytest.mark.parametrize(("language", "minutes"), [("en", 0), ("en", 60), ("ru", 0), ("fa", 0)])
@pytest.mark.parametrize("number", [0, 1], ids=["elsewhere", "gone"])
def test_an_answer_is_grey_on_another_network_and_in_a_window_opened_anew(
    start_hidden: Start, qtbot: QtBot, language: str, number: int, minutes: int
) -> None:
    """In every language, and within the promised time."""
    resident = start_hidden(Settings(language=language, first_run_done=True, watch_minutes=minutes))
    resident.controller.open()
    qtbot.waitUntil(resident.is_in(Phase.DONE))
    ticks = [one for one in resident.auto_check.findChildren(QTimer) if not one.isSingleShot()]
    assert [one.interval() <= 30_000 for one in ticks] == [True]
    begun = len(resident.asked) + len(resident.looked)
    QCoreApplication.processEvents()
    here = resident.window.result.shown.sentence
    resident.world.mark = ("cafe", "")[number]
    resident.auto_check.tick()
    QCoreApplication.processEvents()

    def is_grey() -> None:
        QCoreApplication.processEvents()  # the tray follows the window in a turn of its own
        shown = resident.window.result.shown
        assert shown.sentence == OTHER[language][number]
        assert shown.status in ("unknown", "offline")
        assert {row.shape for row in resident.window.result.rows} == {"unknown"}
        assert shown.sentence in resident.tray.icon.toolTip()

    is_grey()
    resident.running.frame.close()
    resident.controller.open()
    is_grey()
    resident.close_and_wait()
    resident.controller.open()
    is_grey()
    resident.world.mark = "home"
    resident.auto_check.tick()
    QCoreApplication.processEvents()
    assert resident.window.result.shown.sentence == here
    assert here not in OTHER[language]
    assert len(resident.asked) + len(resident.looked) == begun, "nobody was asked for that"
