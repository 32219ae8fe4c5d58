"""The running program: first paint, loading, another language, leaving."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.engine.monitoring import Change
from dialtone.engine.requests import CheckRequest
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.readers import Away, LockOut
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.settings import Settings
from dialtone.ui import application
from dialtone.ui.application import ApplicationController
from dialtone.ui.pages.header import Section
from dialtone.ui.pages.history_strip import HistoryStrip
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.state.check_runner import Run
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.state.services import Services, StartupInputs
from dialtone.ui.window.frame import Frame
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.notices import Notices
from dialtone.ui.window.share_page import SharePage
from named import named
from ui import examples
from ui.conftest import Script, Scripted, make_content, nothing
from ui.english import WORDS
from ui.examples import RESOURCES
from ui.quiet_services import quiet_services
from ui.runs import measures

Begin = Callable[..., ApplicationController]


@pytest.fixture
def folder(tmp_path: Path, translations: Path) -> Path:
    """Resources with built texts, whatever the source tree holds."""
    made = tmp_path / "resources"
    made.mkdir()
    (made / "icons").symlink_to(RESOURCES / "icons")
    (made / "languages").symlink_to(translations)
    return made


@pytest.fixture
def asked() -> list[tuple[str, ...]]:
    """Who was checked, check by check."""
    return []


@pytest.fixture
def begin(qapp: QApplication, qtbot: QtBot, folder: Path, asked: list[tuple[str, ...]]) -> Iterator[Begin]:
    made: list[ApplicationController] = []
    runs: list[Script] = []

    def begin_check(request: CheckRequest) -> Run:
        asked.append(request.messengers)
        return Scripted(runs[-1])

    def start(
        settings: Settings,
        language: str = "",
        services: Callable[[], Services] | None = None,
        *,
        hidden: bool = False,
        run: Script = nothing,
    ) -> ApplicationController:
        runs.append(run)
        languages: list[str] = []

        def load(wanted: str, _country: str, _saved: Check | None) -> LoadedContent:
            languages.append(wanted)
            return replace(make_content(begin=begin_check), names={"whatsapp": f"WhatsApp-{wanted}"})

        inputs = StartupInputs(folder, settings, lambda _settings: None, load, services=services)
        frame = Frame()
        if settings.window is not None:
            frame.put(settings.window)
        qtbot.addWidget(frame)
        if not hidden:
            with qtbot.waitSignal(frame.first_painted):
                frame.show()
        running = ApplicationController(qapp, frame, inputs, language)
        made.append(running)
        running.begin()
        return running

    yield start
    for running in made:
        running._translations.use("en")
        running.close()
        assert running._runner.wait_closed(5.0)
        running._gc_timer.deleteLater()
    qapp.setQuitOnLastWindowClosed(True)


def loaded(running: ApplicationController) -> Callable[[], bool]:
    return lambda: running.check_controller.state.phase is not Phase.LOADING


def first_name(running: ApplicationController) -> str:
    assert running.window is not None
    return next((row.name for row in running.window.result.rows if row.id == "whatsapp"), "")


def test_everything_is_loaded_after_the_first_paint(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en"))
    assert running.check_controller.state.phase is Phase.LOADING
    qtbot.waitUntil(loaded(running))
    assert first_name(running) == "WhatsApp-en"
    assert running.window is not None
    assert running.window.asking


def test_another_language_builds_the_window_anew(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en", first_run_done=True))
    qtbot.waitUntil(loaded(running))
    before = running.window
    assert before is not None
    running.check_controller.choose_language("ru")
    assert running.window is not None
    assert running.window is not before
    qtbot.waitUntil(lambda: first_name(running) == "WhatsApp-ru")
    assert running.window.result.check_button.text() in ("Проверить", "Отмена")
    assert running.check_controller.settings.language == "ru"


def test_a_language_for_this_run_outranks_the_settings(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en"), "ru")
    qtbot.waitUntil(loaded(running))
    assert first_name(running) == "WhatsApp-ru"
    assert running.check_controller.settings.language == "en"


def test_without_a_tray_closing_the_window_ends_the_program(qtbot: QtBot, begin: Begin, qapp: QApplication) -> None:
    running = begin(Settings(language="en"))
    qtbot.waitUntil(loaded(running))
    assert qapp.quitOnLastWindowClosed() == (running.tray is None)


def test_the_window_is_where_it_was(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en", window=(20, 30, 800, 500)))
    assert running.window is not None
    assert running.frame.place() == (20, 30, 800, 500)


def test_a_place_on_no_screen_is_forgotten(qtbot: QtBot, begin: Begin) -> None:
    running = begin(Settings(language="en", window=(90_000, 90_000, 800, 500)))
    assert running.window is not None
    assert running.frame.place()[0] < 90_000


NO_X11 = pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface::systemTrayWindowChanged", extend=True)
"""What Qt says of a tray icon on the offscreen screen."""


@pytest.fixture
def tray_there(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether somebody shows icons: empty for no."""
    there: list[bool] = []
    monkeypatch.setattr(application, "tray_is_there", lambda: bool(there))
    return there


@NO_X11
@pytest.mark.parametrize(
    ("settings", "tray", "ends"),
    [
        (Settings(), True, True),
        (Settings(watch_minutes=60), True, False),
        (Settings(watch_minutes=60), False, True),
        (Settings(watch_minutes=60, quiet_profile=True), True, True),
    ],
)
def test_the_window_ends_the_program_unless_it_watches_in_a_tray(
    qapp: QApplication, begin: Begin, monkeypatch: pytest.MonkeyPatch, settings: Settings, tray: bool, ends: bool
) -> None:
    monkeypatch.setattr(application, "tray_is_there", lambda: tray)
    begin(settings)
    assert qapp.quitOnLastWindowClosed() is ends


@NO_X11
def test_what_is_turned_on_meanwhile_counts_at_once(
    qapp: QApplication, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "tray_is_there", lambda: True)
    controller = begin(Settings()).check_controller
    controller.change_settings(replace(controller.settings, watch_minutes=60))
    assert not qapp.quitOnLastWindowClosed()


@NO_X11
def test_a_tray_that_comes_after_the_window_gets_the_icon(
    qtbot: QtBot, begin: Begin, qapp: QApplication, tray_there: list[bool]
) -> None:
    running = begin(Settings(language="en", first_run_done=True, watch_minutes=60))
    qtbot.waitUntil(loaded(running))
    assert running.tray is None
    assert qapp.quitOnLastWindowClosed()
    tray_there.append(True)
    running.frame.close()
    assert running.tray is not None
    assert not qapp.quitOnLastWindowClosed()
    assert {action.data() for action in running.tray.menu.actions()} >= {"whatsapp", "telegram", "signal"}


@NO_X11
def test_when_the_tray_is_gone_closing_the_window_ends_the_program(
    qtbot: QtBot, begin: Begin, qapp: QApplication, tray_there: list[bool]
) -> None:
    """Else it would run on out of reach."""
    tray_there.append(True)
    running = begin(Settings(language="en", first_run_done=True))
    qtbot.waitUntil(loaded(running))
    assert running.tray is not None
    tray_there.clear()
    running.frame.close()
    assert qapp.quitOnLastWindowClosed()


@pytest.mark.qt_log_ignore("No such signal", "This plugin does not support")
@pytest.mark.parametrize(("screen", "comes"), [("cocoa", True), ("xcb", False)])
def test_the_dock_of_a_mac_opens_the_window_that_was_closed(
    qtbot: QtBot,
    begin: Begin,
    qapp: QApplication,
    tray_there: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    comes: bool,
) -> None:
    tray_there.append(True)
    running = begin(Settings(language="en", first_run_done=True, watch_minutes=60))
    qtbot.waitUntil(loaded(running))
    running.frame.close()
    monkeypatch.setattr(QApplication, "platformName", lambda *_: screen)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert running.frame.isVisible() is comes


def test_who_chooses_a_language_in_the_settings_stays_there(qtbot: QtBot, begin: Begin, tmp_path: Path) -> None:
    running = begin(Settings(language="en", first_run_done=True), services=lambda: quiet_services(tmp_path))
    qtbot.waitUntil(loaded(running))
    for language, title in (("ru", "Настройки"), ("fa", "تنظیمات")):
        window = running.window
        assert window is not None
        window.page_stack.open(Section.SETTINGS)
        page = window.page_stack.page
        assert isinstance(page, SettingsPage)
        page.control("language").choose(language)
        page.control("language").activated.emit(page.control("language").currentIndex())
        assert running.window is not None
        assert running.window is not window
        page = running.window.page_stack.page
        assert isinstance(page, SettingsPage)
        assert page.windowTitle() == title
        assert page.control("language").currentData() == language
        assert running.window.focusWidget() is page.control("language")


@pytest.mark.parametrize("language", ["", "ru"])
def test_an_open_history_shows_the_check_that_ends(qtbot: QtBot, begin: Begin, tmp_path: Path, language: str) -> None:
    """In the window built anew for another language, too."""
    running = begin(Settings(language="en", first_run_done=True), services=lambda: quiet_services(tmp_path))
    qtbot.waitUntil(loaded(running))
    if language:
        assert running.window is not None
        with qtbot.waitSignal(running._runner.prepared):
            running.check_controller.choose_language(language)
    content = running.check_controller.content
    assert running.window is not None
    assert running.auto_check is not None
    assert content is not None
    running.check_controller.content = replace(content, words=named(WORDS, {"whatsapp": "WhatsApp-en"}))
    running.window.page_stack.open(Section.HISTORY)
    page = running.window.page_stack.page
    assert isinstance(page, HistoryPage)
    assert not page.findChildren(HistoryStrip)
    with qtbot.waitSignal(running.auto_check.remembered):
        running.auto_check.take(examples.check())
    assert len(page.findChildren(HistoryStrip)) == 3


@NO_X11
def test_only_watching_can_be_paused(qtbot: QtBot, begin: Begin, tray_there: list[bool], tmp_path: Path) -> None:
    tray_there.append(True)
    running = begin(Settings(language="en", first_run_done=True), services=lambda: quiet_services(tmp_path))
    qtbot.waitUntil(loaded(running))
    assert running.tray is not None
    assert running.window is not None
    pause = running.window.window_actions.pause
    assert not pause.isVisible()
    running.check_controller.change_settings(replace(running.check_controller.settings, watch_minutes=60))
    assert pause.isVisible()
    running.check_controller.change_settings(replace(running.check_controller.settings, watch_minutes=0))
    assert not pause.isVisible()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged|does not support (raise|propagateSizeHints)", extend=True)
@pytest.mark.parametrize("minutes", [0, 60])
def test_what_the_system_starts_checks_only_where_watching_is_on(
    qtbot: QtBot, begin: Begin, tray_there: list[bool], tmp_path: Path, asked: list[tuple[str, ...]], minutes: int
) -> None:
    """Who opens the window then wants an answer, as somebody who starts the program."""
    tray_there.append(True)
    settings = Settings(language="en", first_run_done=True, watch_minutes=minutes)
    running = begin(settings, services=lambda: quiet_services(tmp_path), hidden=True, run=measures)
    first = Phase.DONE if minutes else Phase.IDLE
    qtbot.waitUntil(lambda: running.check_controller.state.phase is first)
    assert len(asked) == (1 if minutes else 0)
    running.check_controller.open()
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    assert len(asked) == 1


@NO_X11
def test_pausing_is_shown_in_both_menus_and_outlives_another_language(
    qtbot: QtBot, begin: Begin, tray_there: list[bool], tmp_path: Path
) -> None:
    tray_there.append(True)
    settings = Settings(language="en", first_run_done=True, watch_minutes=60)
    running = begin(settings, services=lambda: quiet_services(tmp_path))
    qtbot.waitUntil(loaded(running))
    assert running.tray is not None
    assert running.window is not None
    pause = running.window.window_actions.pause
    assert pause in running.tray.menu.actions()
    assert pause in running.window.menu.actions()
    assert pause.isVisible()
    pause.setChecked(True)
    running.check_controller.choose_language("ru")
    pause = running.window.window_actions.pause
    assert pause in running.tray.menu.actions()
    assert pause.isVisible()
    assert pause.isChecked()
    assert running.auto_check is not None
    assert running.auto_check.paused
    pause.setChecked(False)
    assert not running.auto_check.paused


@NO_X11
def test_a_notice_ends_with_what_still_works(
    qtbot: QtBot, begin: Begin, tray_there: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tray_there.append(True)
    settings = Settings(language="en", first_run_done=True)
    running = begin(settings, services=lambda: quiet_services(tmp_path), run=measures)
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    content, tray = running.check_controller.content, running.tray
    auto_check, window = running.auto_check, running.window
    assert content is not None
    assert tray is not None
    assert auto_check is not None
    assert window is not None
    running.check_controller.content = replace(content, words=named(WORDS, {"whatsapp": "WhatsApp-en"}))
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(tray, "tell", lambda _messenger, lines: told.append(tuple(lines)))
    monkeypatch.setattr(running.frame, "isActiveWindow", lambda: False)
    blocked = examples.whatsapp_blocked()
    auto_check.changed.emit((Change("whatsapp", MessengerStatus.WORKS, MessengerStatus.BLOCKED, blocked),))
    assert [lines[1:] for lines in told] == [(window.result.shown.line,)]
    assert "WhatsApp-en" in told[0][0]
    works, gone = replace(blocked, status=MessengerStatus.WORKS, causes=()), timedelta(hours=3, minutes=20)
    auto_check.changed.emit((Change("whatsapp", MessengerStatus.BLOCKED, MessengerStatus.WORKS, works, gone),))
    assert "It did not work for 3 h 20 min." in told[1][0]


@pytest.mark.qt_log_ignore(r"This plugin does not support (raise|propagateSizeHints)\(\)", extend=True)
def test_a_press_on_a_notice_opens_the_messenger_also_without_a_tray(
    qtbot: QtBot, begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(language="en", first_run_done=True)
    running = begin(settings, services=lambda: quiet_services(tmp_path), run=measures)
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    content, auto_check, window = running.check_controller.content, running.auto_check, running.window
    assert running.tray is None
    assert content is not None
    assert auto_check is not None
    assert window is not None
    running.check_controller.content = replace(content, words=named(WORDS, {"whatsapp": "WhatsApp-en"}))
    told: list[str] = []
    monkeypatch.setattr(Notices, "tell", lambda _self, messenger, _lines, _state: told.append(messenger))
    monkeypatch.setattr(running.frame, "isActiveWindow", lambda: False)
    blocked = examples.telegram_partly()
    auto_check.changed.emit((Change("telegram", MessengerStatus.WORKS, MessengerStatus.PARTLY, blocked),))
    assert told == ["telegram"]
    notices = running.findChild(Notices)
    assert isinstance(notices, Notices)
    notices.open_requested.emit("telegram")
    assert window.detail.messenger_id == "telegram"


@pytest.mark.qt_log_ignore(r"This plugin does not support (raise|propagateSizeHints)\(\)", extend=True)
def test_sharing_from_the_tray_shows_the_page_to_share(
    qtbot: QtBot, begin: Begin, folder: Path, tmp_path: Path
) -> None:
    copytree(RESOURCES / "fonts", folder / "fonts", dirs_exist_ok=True)
    settings = Settings(language="en", first_run_done=True)
    running = begin(settings, services=lambda: quiet_services(tmp_path), run=measures)
    qtbot.waitUntil(lambda: running.check_controller.state.phase is Phase.DONE)
    assert running.window is not None
    running.frame.close()
    running.check_controller.actions.share.trigger()
    assert running.frame.isVisible()
    assert isinstance(running.window.page_stack.page, SharePage)


@NO_X11
@pytest.mark.parametrize("notify", [True, False])
def test_half_time_before_a_lock_out_is_told_once_and_only_if_notices_are_on(
    qtbot: QtBot, begin: Begin, tray_there: list[bool], tmp_path: Path, notify: bool
) -> None:
    tray_there.append(True)
    settings = Settings(language="en", first_run_done=True, notify=notify)
    running = begin(settings, services=lambda: quiet_services(tmp_path))
    qtbot.waitUntil(loaded(running))
    content, tray, auto_check = running.check_controller.content, running.tray, running.auto_check
    assert content is not None
    assert tray is not None
    assert auto_check is not None
    clock = LockOut(Away.PHONE, 14, examples.STARTED.date(), ())
    whatsapp = replace(content.messengers[0], lock_outs=(clock,))
    running.check_controller.content = replace(content, words=WORDS, messengers=(whatsapp,))
    statuses = ((0, MessengerStatus.WORKS), (6, MessengerStatus.BLOCKED), (7, MessengerStatus.BLOCKED))
    hours = [(examples.STARTED + timedelta(days=days), status) for days, status in statuses]
    records = tuple(HistoryRecord(hour, 1, "whatsapp", status) for hour, status in hours)
    auto_check.recalled.emit(records)
    assert (tray._messenger_told == "whatsapp") is notify
    tray._messenger_told = ""
    auto_check.recalled.emit(records)
    assert tray._messenger_told == "", "the hour holds several checks"
