"""In the tray there is no window until it is opened; some minutes after it was closed it is let go, and comes back."""

import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.engine.requests import CheckRequest
from dialtone.model.check import Check
from dialtone.store.settings import Settings
from dialtone.ui import application
from dialtone.ui.application import ApplicationController
from dialtone.ui.pages.header import Section
from dialtone.ui.state.check_runner import Run
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.screen_state import PastRecalled, Phase
from dialtone.ui.state.services import StartupInputs
from dialtone.ui.widgets.form_fields import Field
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.main_window import MainWindow
from ui.conftest import Scripted, make_content
from ui.examples import RESOURCES
from ui.quiet_services import quiet_services
from ui.runs import measures

OFFSCREEN = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged|does not support (raise|propagateSizeHints)", extend=True
)
"""What Qt says of a tray icon and of windows on a screen that is not there."""


@dataclass
class Resident:
    """The program in the tray, and who was checked."""

    running: ApplicationController
    asked: list[tuple[str, ...]] = field(default_factory=list)
    looked: list[tuple[str, ...]] = field(default_factory=list)
    """What was asked by itself, without anybody who waits."""
    place: list[str] = field(default_factory=lambda: ["home"])
    """The mark of the network, alone in a list."""

    @property
    def window(self) -> MainWindow:
        assert self.running.window is not None
        return self.running.window

    def close_and_wait(self) -> MainWindow:
        """Close the window and let the minutes pass; return what was in it."""
        before = self.window
        self.running.frame.close()
        self.running.let_go_timer.timeout.emit()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return before


@pytest.fixture
def begin(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, translations: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Resident]]:
    monkeypatch.setattr(application, "tray_is_there", lambda: True)
    monkeypatch.setattr(application, "chosen_language", lambda setting, _folder: setting or "en")
    folder = tmp_path / "resources"
    folder.mkdir()
    (folder / "icons").symlink_to(RESOURCES / "icons")
    (folder / "languages").symlink_to(translations)
    made: list[ApplicationController] = []

    def start(settings: Settings) -> Resident:
        asked: list[tuple[str, ...]] = []
        looked: list[tuple[str, ...]] = []
        place = ["home"]

        def begin(request: CheckRequest) -> Run:
            (looked if request.by_itself else asked).append(request.messengers)
            return Scripted(measures)

        def load(_language: str, _country: str, _saved: Check | None) -> LoadedContent:
            return make_content(begin=begin)

        services = partial(quiet_services, tmp_path, mark=lambda: place[0])
        inputs = StartupInputs(folder, settings, lambda _settings: None, load, services=services)
        frame = Frame()
        qtbot.addWidget(frame)
        running = ApplicationController(qapp, frame, inputs)
        made.append(running)
        running.begin(hidden=True)
        qtbot.waitUntil(lambda: running.check_controller.state.phase is not Phase.LOADING)
        return Resident(running, asked, looked, place)

    yield start
    for running in made:
        running._translations.use("en")
        running.close()
        assert running._runner.wait_closed(5.0)
        running._gc_timer.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def watching(begin: Callable[..., Resident], qtbot: QtBot) -> Resident:
    """After its first check, and no window was opened yet."""
    resident = begin(Settings(language="en", first_run_done=True, watch_minutes=60))
    qtbot.waitUntil(lambda: resident.running.check_controller.state.phase is Phase.DONE)
    return resident


@pytest.fixture
def opened(watching: Resident) -> Resident:
    watching.running.check_controller.open()
    return watching


def tray_lines(resident: Resident) -> list[str]:
    assert resident.running.tray is not None
    return [action.text() for action in resident.running.tray.menu.actions() if action.data()]


@OFFSCREEN
def test_neither_picture_nor_icon_is_left_and_the_place_is(opened: Resident) -> None:
    """The picture is four bytes for each pixel, which Qt keeps for a hidden window too."""
    frame = opened.running.frame
    frame.setGeometry(40, 30, 900, 600)
    opened.close_and_wait()
    assert frame.windowHandle() is None
    assert frame.windowIcon().isNull()
    opened.running.check_controller.open()
    assert frame.isVisible()
    assert frame.windowHandle() is not None
    assert not frame.windowIcon().isNull()
    assert frame.place() == (40, 30, 900, 600)


@OFFSCREEN
def test_what_was_maximised_comes_back_so(opened: Resident) -> None:
    frame = opened.running.frame
    frame.setGeometry(40, 30, 900, 600)
    frame.showMaximized()
    whole = frame.size()
    opened.close_and_wait()
    opened.running.check_controller.open()
    assert frame.isMaximized()
    assert frame.size() == whole
    assert frame.place() == (40, 30, 900, 600)


@OFFSCREEN
def test_in_the_tray_there_is_no_window_and_the_icon_says_everything(watching: Resident) -> None:
    running = watching.running
    assert running.window is None
    assert running.tray is not None
    lines, told = tray_lines(watching), running.tray.icon.toolTip()
    assert len(lines) == 3
    running.check_controller.open()
    assert tray_lines(watching) == lines
    assert running.tray.icon.toolTip() == told


@OFFSCREEN
def test_who_opens_it_sees_what_is_known_and_nothing_is_asked_again(opened: Resident) -> None:
    assert opened.running.frame.isVisible()
    assert {row.id for row in opened.window.result.rows} >= {"whatsapp", "telegram", "signal"}
    assert all(row.status for row in opened.window.result.rows)
    assert len(opened.asked) == 1


@OFFSCREEN
def test_the_tray_opens_a_messenger_in_a_window_that_was_never_built(watching: Resident) -> None:
    watching.running.check_controller.open("signal")
    assert watching.window.messenger_shown == "signal"


@OFFSCREEN
def test_commands_of_the_tray_work_without_a_window(watching: Resident, qtbot: QtBot) -> None:
    running = watching.running
    assert running.tray is not None
    check = next(action for action in running.tray.menu.actions() if action.text() == "Check now")
    assert check.isEnabled()
    check.trigger()
    qtbot.waitUntil(lambda: len(watching.asked) == 2)
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    assert running.window is None


@OFFSCREEN
def test_what_is_due_by_itself_may_ask_less_and_what_a_person_asks_for_may_not(
    watching: Resident, qtbot: QtBot
) -> None:
    running = watching.running
    assert running.auto_check is not None
    assert (len(watching.asked), len(watching.looked)) == (1, 0)
    running.auto_check.check_due.emit(True)
    qtbot.waitUntil(lambda: len(watching.looked) == 1)
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    running.check_controller.actions.check.trigger()
    assert (len(watching.asked), len(watching.looked)) == (2, 1)
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)


@OFFSCREEN
def test_what_was_closed_for_minutes_is_let_go_and_comes_back_as_it_was(opened: Resident, qtbot: QtBot) -> None:
    window = opened.window
    size, messenger = opened.running.frame.size(), window.result.rows[-1].id
    window.open_messenger(messenger)
    before = opened.close_and_wait()
    assert opened.running.window is None
    assert not shiboken6.isValid(before)
    opened.running.check_controller.open()
    assert opened.running.frame.size() == size
    assert opened.window.messenger_shown == messenger
    assert len(opened.asked) == 1


@OFFSCREEN
def test_nothing_of_a_window_that_was_let_go_stays_in_memory(opened: Resident, qtbot: QtBot) -> None:
    seen = weakref.ref(opened.window)
    opened.running._gc_timer.settle()  # as after loading: what is there is set aside
    opened.close_and_wait()
    qtbot.waitUntil(lambda: seen() is None, timeout=20_000)


@OFFSCREEN
@pytest.mark.parametrize(("section", "page"), [(Section.HISTORY, HistoryPage), (Section.SETTINGS, type(None))])
def test_it_comes_back_at_the_history_but_not_in_the_settings(opened: Resident, section: Section, page: type) -> None:
    opened.window.page_stack.open(section)
    opened.close_and_wait()
    assert opened.running.window is None
    opened.running.check_controller.open()
    assert isinstance(opened.window.page_stack.page, page)


@OFFSCREEN
def test_commands_act_on_the_window_that_is_there(opened: Resident) -> None:
    """A command outlives its window; what was connected to one that is gone would raise here."""
    for _ in range(2):
        opened.close_and_wait()
        opened.running.check_controller.open()
    opened.window.window_actions.proxy_test.setEnabled(True)
    for action in (opened.window.window_actions.advice, opened.window.window_actions.proxy_test):
        action.trigger()
    opened.window.window_actions.pause.setChecked(True)
    opened.running.check_controller.check()


@OFFSCREEN
def test_a_check_while_it_is_gone_is_shown_when_it_comes_back(opened: Resident, qtbot: QtBot) -> None:
    opened.close_and_wait()
    running = opened.running
    running.check_controller.check()
    qtbot.waitUntil(lambda: len(opened.asked) == 2)
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    running.check_controller.open()
    assert all(row.status for row in opened.window.result.rows)


@OFFSCREEN
def test_what_was_typed_keeps_the_window(opened: Resident) -> None:
    opened.window.page_stack.open(Section.SETTINGS)
    page = opened.window.page_stack.page
    assert page is not None
    typed = Field()
    typed.setParent(page)
    typed.setText("chat.example.org")
    typed.setModified(True)
    before = opened.close_and_wait()
    assert opened.running.window is before


@OFFSCREEN
def test_what_can_still_be_taken_back_keeps_the_window(opened: Resident) -> None:
    opened.window.messenger_actions.hide_requested.emit("signal")
    assert not opened.window.undo_bar.isHidden()
    before = opened.close_and_wait()
    assert opened.running.window is before


@OFFSCREEN
def test_the_first_page_stays(begin: Callable[..., Resident]) -> None:
    resident = begin(Settings(language="en"))
    resident.running.check_controller.open()
    assert resident.window.asking
    before = resident.close_and_wait()
    assert resident.running.window is before


@OFFSCREEN
def test_another_language_after_it_was_let_go(opened: Resident, qtbot: QtBot) -> None:
    opened.close_and_wait()
    running = opened.running
    running.check_controller.choose_language("ru")
    with qtbot.waitSignal(running._runner.prepared):
        pass
    running.check_controller.open()
    assert opened.window.result.check_button.text() in ("Проверить", "Отмена")


@OFFSCREEN
def test_a_notice_ends_as_the_answer_would_without_a_window(watching: Resident) -> None:
    running = watching.running
    content = running.check_controller.content
    assert content is not None
    sentence = running.check_controller.screen.answer.line
    running.check_controller.open()
    assert watching.window.result.shown.line == sentence


@OFFSCREEN
def test_what_a_thread_says_after_the_end_is_shown_nowhere(watching: Resident) -> None:
    """The tray is gone by then, and its lines with it."""
    running = watching.running
    running.check_controller.close()
    tray = running.tray
    assert tray is not None
    tray.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    running.check_controller.shown.emit()
    running.tray = None


@OFFSCREEN
def test_what_is_remembered_too_late_is_shown_in_no_window_that_is_gone(opened: Resident) -> None:
    """A slow disk may answer when the program has ended."""
    running = opened.running
    running.check_controller.close()
    running.frame.empty()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    running._runner.happened.emit(PastRecalled({}))


OTHER = {
    "en": ("This was another network.", "The connection is gone."),
    "ru": ("Это было в другой сети.", "Подключение к сети пропало."),
    "fa": ("این نتیجه مربوط به شبکهٔ دیگری است.", "اتصال به شبکه قطع شده است."),
}


@OFFSCREEN
@pytest.mark.parametrize("language", OTHER)
@pytest.mark.parametrize("number", [0, 1], ids=["elsewhere", "gone"])
def test_it_is_grey_in_every_language_within_the_promised_time(
    begin: Callable[..., Resident], qtbot: QtBot, language: str, number: int
) -> None:
    resident = begin(Settings(language=language, first_run_done=True))
    running = resident.running
    running.check_controller.open()
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    assert running.auto_check is not None
    assert running.auto_check._timer.interval() <= 30_000
    resident.place[:] = ["cafe" if number == 0 else ""]
    running.auto_check._timer.timeout.emit()
    shown = resident.window.result.shown
    assert shown.sentence == OTHER[language][number]
    assert shown.status in ("unknown", "offline")
    assert {row.shape for row in resident.window.result.rows} == {"unknown"}


@OFFSCREEN
@pytest.mark.parametrize("minutes", [0, 60])
@pytest.mark.parametrize(
    ("place", "said"),
    [("cafe", "This was another network."), ("", "The connection is gone.")],
)
def test_an_answer_is_grey_on_another_network_and_in_a_window_opened_anew(
    begin: Callable[..., Resident], qtbot: QtBot, place: str, said: str, minutes: int
) -> None:
    resident = begin(Settings(language="en", first_run_done=True, watch_minutes=minutes))
    running = resident.running
    running.check_controller.open()
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    begun = len(resident.asked) + len(resident.looked)
    assert running.auto_check is not None
    assert running.tray is not None
    resident.place[:] = [place]
    running.auto_check.tick()

    def is_grey() -> None:
        assert running.tray is not None
        assert resident.window.result.shown.sentence == said
        assert {row.shape for row in resident.window.result.rows} == {"unknown"}
        assert said in running.tray.icon.toolTip()

    is_grey()
    running.frame.close()
    running.check_controller.open()
    is_grey()
    resident.close_and_wait()
    running.check_controller.open()
    is_grey()
    resident.place[:] = ["home"]
    running.auto_check.tick()
    assert resident.window.result.shown.sentence == "WhatsApp is blocked here."
    assert len(resident.asked) + len(resident.looked) == begun, "nobody was asked for that"
