"""The running program: first paint, loading, another language, leaving."""

import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import force_setattr
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckStarted
from dialtone.engine.monitoring import Change
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.readers import Away, LockOut
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.settings import Settings
from dialtone.store.toml_file import ResourceError
from dialtone.ui import application
from dialtone.ui.pages.history_strip import HistoryStrip
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.state.screen_state import Phase
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.notices import Notices
from dialtone.ui.window.share_page import SharePage
from dialtone.ui.window.tray import Tray
from named import named
from ui import examples
from ui.conftest import Program, Start
from ui.english import WORDS
from ui.page_rows import shown_page
from ui.runs import ALL, HELD_SECONDS, measures


def first_name(program: Program) -> str:
    return next((row.name for row in program.window.result.rows if row.id == "whatsapp"), "")


def test_everything_is_loaded_after_the_first_paint(qtbot: QtBot, start: Start) -> None:
    program = start(Settings(language="en"), loads=False)
    assert program.is_in(Phase.LOADING)()
    qtbot.waitUntil(lambda: not program.is_in(Phase.LOADING)())
    assert first_name(program) == "WhatsApp-en"
    assert program.window.on_start_page


def test_a_language_that_cannot_be_read_gives_way_to_english(qtbot: QtBot, start: Start) -> None:
    program = start(run=measures)
    load = program.inputs.load

    def load_english(language: str, country: str, saved: Check | None) -> LoadedContent:
        if language != "en":
            raise ResourceError("verdicts.toml: the file is not UTF-8 text")
        return load(language, country, saved)

    force_setattr(program.inputs, "load", load_english)
    program.controller.choose_language("ru")
    qtbot.waitUntil(lambda: "not UTF-8" in program.window.outcome_bar.label.text())
    assert program.window.outcome_bar.label.text().startswith("Dialtone could not load its own files.")
    qtbot.waitUntil(program.is_in(Phase.DONE))
    assert program.window.result.check_button.accessibleName() == "Check again"
    assert first_name(program) == "WhatsApp-en"
    assert program.controller.settings.language == "ru"


def test_a_check_that_starts_while_a_language_is_loaded_keeps_no_former_words(qtbot: QtBot, start: Start) -> None:
    """As it was found: the words of the former language were taken up again, and an error was told as a country's."""
    program = start()
    load, started = program.inputs.load, threading.Event()

    def load_english(language: str, country: str, saved: Check | None) -> LoadedContent:
        if language != "en":
            assert started.wait(HELD_SECONDS)
            raise ResourceError("verdicts.toml: the file is not UTF-8 text")
        return load(language, country, saved)

    force_setattr(program.inputs, "load", load_english)
    program.controller.choose_language("ru")
    program.controller.fold(CheckStarted(ALL, examples.STARTED + timedelta(days=400)))
    started.set()
    qtbot.waitUntil(lambda: "not UTF-8" in program.window.outcome_bar.label.text())
    assert program.window.outcome_bar.label.text().startswith("Dialtone could not load its own files.")


def test_another_language_can_be_chosen_after_no_files_could_be_read(qtbot: QtBot, start: Start) -> None:
    """As it was found: the next language that was chosen gave way to English, though it could be read."""
    program = start()
    load, unreadable = program.inputs.load, {"ru", "en"}

    def load_others(language: str, country: str, saved: Check | None) -> LoadedContent:
        if language in unreadable:
            raise ResourceError("whatsapp.toml: this is not TOML")
        return load(language, country, saved)

    force_setattr(program.inputs, "load", load_others)
    program.controller.choose_language("ru")
    qtbot.waitUntil(lambda: "whatsapp.toml" in program.window.result.shown.notice)
    assert program.window.result.check_button.accessibleName() == "Проверить"
    assert not program.controller.may_open_pages, "they would show what was loaded in the former language"
    unreadable.clear()
    with qtbot.waitSignal(program.controller.loaded):
        program.controller.choose_language("fa")
    assert program.window.result.check_button.accessibleName() == "بررسی دوباره"
    assert program.content.names == {"whatsapp": "WhatsApp-fa"}


def test_a_language_for_this_run_outranks_the_settings(qtbot: QtBot, start: Start) -> None:
    program = start(Settings(language="en"), "ru")
    assert first_name(program) == "WhatsApp-ru"
    assert program.controller.settings.language == "en"


def test_the_window_is_where_it_was(qtbot: QtBot, start: Start) -> None:
    program = start(Settings(language="en", window=(20, 30, 800, 500)))
    assert program.running.frame.geometry_to_restore() == (20, 30, 800, 500)


def test_a_place_on_no_screen_is_forgotten(qtbot: QtBot, start: Start) -> None:
    program = start(Settings(language="en", window=(90_000, 90_000, 800, 500)))
    assert program.running.frame.geometry_to_restore()[0] < 90_000


@pytest.fixture
def tray_there(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether somebody shows icons: empty for no."""
    there: list[bool] = []
    monkeypatch.setattr(application, "tray_is_there", lambda: bool(there))
    return there


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
    qapp: QApplication, start: Start, monkeypatch: pytest.MonkeyPatch, settings: Settings, tray: bool, ends: bool
) -> None:
    monkeypatch.setattr(application, "tray_is_there", lambda: tray)
    start(settings)
    assert qapp.quitOnLastWindowClosed() is ends


def test_what_is_turned_on_counts_at_once(qapp: QApplication, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "tray_is_there", lambda: True)
    controller = start(Settings()).controller
    controller.change_settings(replace(controller.settings, watch_minutes=60))
    assert not qapp.quitOnLastWindowClosed()


def test_a_later_tray_gets_the_icon(qtbot: QtBot, start: Start, qapp: QApplication, tray_there: list[bool]) -> None:
    program = start(Settings(language="en", first_run_done=True, watch_minutes=60))
    assert program.running.tray is None
    assert qapp.quitOnLastWindowClosed()
    tray_there.append(True)
    program.running.frame.close()
    assert not qapp.quitOnLastWindowClosed()
    assert {action.data() for action in program.tray.menu.actions()} >= {"whatsapp", "telegram", "signal"}


def test_without_a_tray_closing_ends_it(qtbot: QtBot, start: Start, qapp: QApplication, tray_there: list[bool]) -> None:
    """Else it would run on out of reach."""
    tray_there.append(True)
    program = start()
    assert program.tray
    tray_there.clear()
    program.running.frame.close()
    assert qapp.quitOnLastWindowClosed()


@pytest.mark.parametrize(("screen", "comes"), [("cocoa", True), ("xcb", False)])
def test_the_dock_of_a_mac_opens_the_window_that_was_closed(
    qtbot: QtBot,
    start: Start,
    qapp: QApplication,
    tray_there: list[bool],
    monkeypatch: pytest.MonkeyPatch,
    screen: str,
    comes: bool,
) -> None:
    tray_there.append(True)
    program = start(Settings(language="en", first_run_done=True, watch_minutes=60))
    program.running.frame.close()
    monkeypatch.setattr(QApplication, "platformName", lambda *_: screen)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert program.running.frame.isVisible() is comes


def test_who_chooses_a_language_in_the_settings_stays_there(qtbot: QtBot, start: Start) -> None:
    program = start()
    for language, title in (("ru", "Настройки"), ("fa", "تنظیمات")):
        window = program.window
        window.window_actions.settings.trigger()
        page = shown_page(window, SettingsPage)
        page.control("language").choose(language)
        page.control("language").activated.emit(page.control("language").currentIndex())
        assert program.window is not window
        page = shown_page(program.window, SettingsPage)
        assert page.windowTitle() == title
        assert page.control("language").currentData() == language
        assert program.window.focusWidget() is page.control("language")


@pytest.mark.parametrize("language", ["", "ru"])
def test_an_open_history_shows_the_check_that_ends(qtbot: QtBot, start: Start, language: str) -> None:
    """In the window built anew for another language, too."""
    program = start()
    if language:
        with qtbot.waitSignal(program.runner.work_finished):
            program.controller.choose_language(language)
    content = program.content
    program.controller.content = replace(content, words=named(WORDS, {"whatsapp": "WhatsApp-en"}))
    program.window.window_actions.history.trigger()
    page = shown_page(program.window, HistoryPage)
    assert not page.findChildren(HistoryStrip)
    with qtbot.waitSignal(program.auto_check.stored):
        program.auto_check.on_check_finished(examples.check())
    assert len(page.findChildren(HistoryStrip)) == 3


def test_only_watching_can_be_paused(qtbot: QtBot, start: Start, tray_there: list[bool]) -> None:
    tray_there.append(True)
    program = start()
    pause = program.window.window_actions.pause
    assert not pause.isVisible()
    program.controller.change_settings(replace(program.controller.settings, watch_minutes=60))
    assert pause.isVisible()
    program.controller.change_settings(replace(program.controller.settings, watch_minutes=0))
    assert not pause.isVisible()


@pytest.mark.parametrize("minutes", [0, 60])
def test_an_autostart_checks_only_if_watching(qtbot: QtBot, start: Start, tray_there: list[bool], minutes: int) -> None:
    """Who opens the window then wants an answer, as somebody who starts the program."""
    tray_there.append(True)
    settings = Settings(language="en", first_run_done=True, watch_minutes=minutes)
    program = start(settings, hidden=True, run=measures)
    first = Phase.DONE if minutes else Phase.IDLE
    qtbot.waitUntil(program.is_in(first))
    assert len(program.asked) == (1 if minutes else 0)
    program.controller.open()
    qtbot.waitUntil(program.is_in(Phase.DONE))
    assert len(program.asked) == 1


@pytest.mark.parametrize("hidden", [False, True])
def test_settings_that_cannot_be_read_are_told_once(start: Start, tray_there: list[bool], hidden: bool) -> None:
    tray_there.append(True)
    trouble = TroubleError(TroubleKind.SETTINGS_IGNORED, "/home/a/settings.json", "language: 7 is wrong")
    program = start(hidden=hidden, settings_trouble=trouble)
    program.controller.open()
    bar = program.window.outcome_bar
    assert bar.label.text().startswith("Some or all settings in /home/a/settings.json cannot be read.")
    bar.button.click()
    program.controller.show()
    assert bar.isHidden()


def test_pausing_is_in_both_menus_and_outlives_a_language(qtbot: QtBot, start: Start, tray_there: list[bool]) -> None:
    tray_there.append(True)
    program = start(Settings(language="en", first_run_done=True, watch_minutes=60))
    pause = program.window.window_actions.pause
    assert pause in program.tray.menu.actions()
    assert pause in program.window.menu.actions()
    assert pause.isVisible()
    pause.setChecked(True)
    program.controller.choose_language("ru")
    pause = program.window.window_actions.pause
    assert pause in program.tray.menu.actions()
    assert pause.isVisible()
    assert pause.isChecked()
    assert program.auto_check.paused
    pause.setChecked(False)
    assert not program.auto_check.paused


def test_a_notice_ends_with_what_still_works(
    qtbot: QtBot, start: Start, tray_there: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    tray_there.append(True)
    program = start(run=measures)
    qtbot.waitUntil(program.is_in(Phase.DONE))
    content, tray = program.content, program.tray
    auto_check, window = program.auto_check, program.window
    program.controller.content = replace(content, words=named(WORDS, {"whatsapp": "WhatsApp-en"}))
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(tray, "show_notification", lambda _messenger, lines: told.append(tuple(lines)))
    monkeypatch.setattr(program.running.frame, "isActiveWindow", lambda: False)
    blocked = examples.whatsapp_blocked()
    auto_check.changed.emit((Change(MessengerStatus.WORKS, blocked),))
    assert [lines[1:] for lines in told] == [(window.result.shown.unaffected,)]
    assert "Signal works." in told[0][1]
    assert "WhatsApp-en" in told[0][0]
    works, gone = replace(blocked, status=MessengerStatus.WORKS, causes=()), timedelta(hours=3, minutes=20)
    auto_check.changed.emit((Change(MessengerStatus.BLOCKED, works, gone),))
    assert "It did not work for 3 h 20 min." in told[1][0]


def test_a_press_on_a_notice_opens_the_messenger_also_without_a_tray(
    qtbot: QtBot, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = start(run=measures)
    qtbot.waitUntil(program.is_in(Phase.DONE))
    content, auto_check, window = program.content, program.auto_check, program.window
    assert program.running.tray is None
    program.controller.content = replace(content, words=named(WORDS, {"whatsapp": "WhatsApp-en"}))
    told: list[str] = []
    monkeypatch.setattr(Notices, "show", lambda _self, messenger, _lines, _state: told.append(messenger))
    monkeypatch.setattr(program.running.frame, "isActiveWindow", lambda: False)
    blocked = examples.telegram_partly()
    auto_check.changed.emit((Change(MessengerStatus.WORKS, blocked),))
    assert told == ["telegram"]
    notices = program.running.findChild(Notices)
    assert isinstance(notices, Notices)
    notices.open_requested.emit("telegram")
    assert window.detail.messenger_id == "telegram"


def test_sharing_from_the_tray_shows_the_page_to_share(qtbot: QtBot, start: Start) -> None:
    program = start(run=measures)
    qtbot.waitUntil(program.is_in(Phase.DONE))
    program.running.frame.close()
    program.controller.actions.share.trigger()
    assert program.running.frame.isVisible()
    assert isinstance(program.window.page_stack.page, SharePage)


@pytest.mark.parametrize("notify", [True, False])
def test_half_time_before_a_lock_out_is_told_once_and_only_if_notices_are_on(
    start: Start, tray_there: list[bool], notify: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    show = Tray.show_notification

    def show_and_tell(tray: Tray, messenger: str, lines: Sequence[str]) -> None:
        told.append(messenger)
        show(tray, messenger, lines)

    monkeypatch.setattr(Tray, "show_notification", show_and_tell)
    tray_there.append(True)
    program = start(Settings(language="en", first_run_done=True, notify=notify))
    content = program.content
    clock = LockOut(Away.PHONE, 14, examples.STARTED.date(), ())
    whatsapp = replace(content.messengers[0], lock_outs=(clock,))
    program.controller.content = replace(content, words=WORDS, messengers=(whatsapp,))
    statuses = ((0, MessengerStatus.WORKS), (6, MessengerStatus.BLOCKED), (7, MessengerStatus.BLOCKED))
    hours = [(examples.STARTED + timedelta(days=days), status) for days, status in statuses]
    records = tuple(HistoryRecord(hour, 1, "whatsapp", status) for hour, status in hours)
    for _ in range(2):  # the hour holds several checks
        program.auto_check.records_read.emit(records)
        assert told == (["whatsapp"] if notify else [])
