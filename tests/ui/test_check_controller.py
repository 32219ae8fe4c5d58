"""The whole window over a check runner whose run the test steers."""

import threading
from datetime import UTC, datetime

import pytest
from msgspec.structs import force_setattr
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFinished, CheckSettled, CheckStarted, Event, MessengerJudged, Progressed
from dialtone.engine.requests import CheckRequest, Request
from dialtone.model.frozen import replace
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.model.vocabulary import NetworkFlag
from dialtone.store.settings import Settings
from dialtone.ui.pages.settings_page import SettingsPage
from dialtone.ui.painting.app_icon import make_app_icon
from dialtone.ui.state.check_runner import CheckRunner, Emit, Run
from dialtone.ui.state.screen_state import NetworkSeen, Phase, ScreenState
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.box_items import BoxRowView
from dialtone.ui.widgets.controls import Button
from dialtone.ui.window.main_window import MainWindow
from ui import examples
from ui.announcements import record_announcements
from ui.bare_window import make_controller
from ui.conftest import MakeWindow, Scripted, WindowHarness, make_content, nothing
from ui.owned import find_only
from ui.page_rows import open_row, texts
from ui.runs import ALL, HELD_SECONDS, hangs, measures, stays_silent


def test_progress_builds_nothing_anew(qtbot: QtBot, make_window: MakeWindow) -> None:
    """It comes some hundred times in a check of everything."""
    harness = make_window(hangs)
    qtbot.waitUntil(lambda: harness.controller.state.share_done > 0)
    rows = harness.window.result.rows
    harness.window.open_messenger("signal")
    content = harness.window.detail.findChildren(BoxRowView)
    harness.runner.happened.emit(Progressed(2, 3))
    assert harness.controller.state.share_done == pytest.approx(2 / 3)
    assert harness.window.result.rows is rows
    assert harness.window.detail.findChildren(BoxRowView) == content


def press_start(make_window: WindowHarness) -> None:
    assert make_window.window.start_page is not None
    make_window.window.start_page.start_button.click()


def states(make_window: WindowHarness) -> dict[str, str]:
    return {row.id: row.status for row in make_window.window.result.rows}


def test_nothing_is_sent_before_start_is_pressed(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    assert harness.window.on_start_page
    harness.controller.check()
    QTest.keyClick(harness.window, Qt.Key.Key_F5)
    assert harness.asked == []
    assert not harness.runner.running


def test_start_before_everything_is_loaded_checks_afterwards(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    harness.controller.state = ScreenState()
    press_start(harness)
    assert harness.asked == []
    with qtbot.waitSignal(harness.runner.work_finished):
        harness.controller.load("en")
    assert harness.asked == [ALL]


def test_a_word_that_comes_after_the_answer_is_shown_and_kept(qtbot: QtBot, make_window: MakeWindow) -> None:
    """The answer is there and a new check may begin, while connections are kept open beside it."""
    may_end = threading.Event()
    known = examples.check()
    early = replace(known, messengers=(examples.signal_works(), *known.messengers[:-1]))

    def keeps_open(emit: Emit, _stopped: threading.Event) -> None:
        emit(CheckStarted(ALL, known.started_at))
        emit(CheckSettled(early))
        may_end.wait(HELD_SECONDS)
        emit(MessengerJudged(known.messengers[0]))
        emit(CheckFinished(known))

    harness = make_window(keeps_open)
    taken: list[object] = []
    harness.controller.check_finished.connect(taken.append)
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert harness.controller.state.check == early
    assert harness.window.window_actions.check.isEnabled()
    assert taken == [early], "who leaves the network now loses nothing"
    may_end.set()
    qtbot.waitUntil(lambda: taken == [early, known])
    assert harness.controller.state.check == known


def test_a_check_may_begin_while_connections_of_the_last_are_kept_open(qtbot: QtBot, make_window: MakeWindow) -> None:
    def keeps_open(emit: Emit, stopped: threading.Event) -> None:
        emit(CheckStarted(ALL, examples.check().started_at))
        emit(CheckSettled(examples.check()))
        stopped.wait(HELD_SECONDS)

    harness = make_window(keeps_open)
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    harness.controller.check()
    assert harness.controller.state.phase is Phase.CHECKING
    assert len(harness.asked) == 2


def test_what_comes_together_is_shown_once(qtbot: QtBot, make_window: MakeWindow) -> None:
    """All that waited for the word about the network comes with it; shown one by one, hundreds held the window up."""
    may_speak, all_said = threading.Event(), threading.Event()

    def speaks_at_once(emit: Emit, _stopped: threading.Event) -> None:
        may_speak.wait(HELD_SECONDS)
        measures(emit, _stopped)
        all_said.set()

    harness = make_window(speaks_at_once)
    qtbot.waitUntil(harness.is_in(Phase.CHECKING))
    shown: list[Phase] = []
    harness.controller.shown.connect(lambda: shown.append(harness.controller.state.phase))
    may_speak.set()
    assert all_said.wait(HELD_SECONDS)
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert shown == [Phase.DONE]
    assert states(harness) == {"whatsapp": "blocked", "telegram": "partly", "signal": "works"}


def test_the_same_network_read_again_is_not_shown_again(qtbot: QtBot, make_window: MakeWindow) -> None:
    """It is read after each check, and a screen takes 10 ms with the whole catalogue."""
    harness = make_window(measures)
    with qtbot.waitSignal(harness.controller.shown):
        harness.controller.fold(NetworkSeen("home"))
    shown = list[Phase]()
    harness.controller.shown.connect(lambda: shown.append(harness.controller.state.phase))
    harness.controller.fold(NetworkSeen("home"))
    QCoreApplication.processEvents()
    assert not shown
    with qtbot.waitSignal(harness.controller.shown):
        harness.controller.fold(NetworkSeen("elsewhere"))
    assert shown == [Phase.DONE]


def test_what_came_with_a_cancelled_check_keeps_nothing_from_view(qtbot: QtBot, make_window: MakeWindow) -> None:
    said, may_end = threading.Event(), threading.Event()

    def speaks_and_hangs(emit: Emit, _stopped: threading.Event) -> None:
        emit(MessengerJudged(examples.signal_works()))
        emit(MessengerJudged(examples.telegram_partly()))
        said.set()
        may_end.wait(HELD_SECONDS)

    harness = make_window(speaks_and_hangs)
    qtbot.waitUntil(harness.is_in(Phase.CHECKING))
    assert said.wait(HELD_SECONDS)
    harness.runner.cancel()
    assert not any(row.checking for row in harness.window.result.rows)
    may_end.set()


def test_while_checking_old_verdicts_stay_and_are_marked(checked: WindowHarness) -> None:
    events: list[Event] = [CheckStarted(ALL, examples.STARTED), MessengerJudged(examples.signal_works())]
    for event in events:
        checked.runner.happened.emit(event)
    QCoreApplication.processEvents()
    rows = {row.id: row for row in checked.window.result.rows}
    assert rows["whatsapp"].checking
    assert rows["whatsapp"].status == "blocked"
    assert not rows["signal"].checking


def test_cancel_is_where_check_was_and_escape_does_it_too(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(stays_silent)
    button = harness.window.result.block.button
    qtbot.waitUntil(lambda: button.text() == "Cancel")
    button.click()
    assert harness.controller.state.phase is Phase.CANCELLED
    QCoreApplication.processEvents()
    assert harness.window.result.block.answer.text() == "The check was cancelled."
    assert harness.window.result.footer.text() == "", "said once"
    assert button.text() == "Check again"
    QTest.keyClick(harness.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: button.text() == "Cancel")
    QTest.keyClick(harness.window, Qt.Key.Key_Escape)
    assert harness.controller.state.phase is Phase.CANCELLED
    assert len(harness.asked) == 2


def test_a_failed_check_says_whose_mistake_it_was(qtbot: QtBot, make_window: MakeWindow) -> None:
    def breaks(_emit: Emit, _stopped: threading.Event) -> None:
        raise ValueError("x")

    harness = make_window(breaks)
    qtbot.waitUntil(harness.is_in(Phase.FAILED))
    assert "went wrong in Dialtone" in harness.window.result.block.answer.text()
    assert harness.window.result.block.button.text() == "Check again"


def test_a_check_is_worded_for_its_day(qtbot: QtBot, make_window: MakeWindow) -> None:
    """As it was found: a program that had run for weeks counted days, and the age of a law, from its start."""
    harness = make_window(nothing)
    qtbot.waitUntil(harness.is_in(Phase.CHECKING))
    assert harness.controller.content is not None
    assert harness.controller.content.words.person.today == datetime.now(UTC).astimezone().date()


def test_no_messengers_found_offers_all_of_them(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(hangs, installed=())
    block = harness.window.result.block
    assert harness.asked == []
    block.link.click()
    assert harness.asked == [("whatsapp", "telegram", "signal", "viber")]
    assert harness.kept[-1].messengers_added == ("whatsapp", "telegram", "signal", "viber")
    qtbot.waitUntil(lambda: block.button.text() == "Cancel")


def test_one_that_is_not_installed_can_be_added_and_checked(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, settings=Settings(messengers_hidden=("viber",)))
    harness.window.open_messenger("viber")
    button = next(b for b in harness.window.detail.findChildren(Button) if b.text() == "Check Viber")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert harness.asked[-1] == ("whatsapp", "telegram", "signal", "viber")
    assert harness.kept[-1].messengers_hidden == ()


def test_a_saved_check_is_shown_as_it_was_and_measures_nothing(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True, saved=examples.check())
    assert not harness.window.on_start_page
    assert harness.controller.state.phase is Phase.SAVED
    harness.controller.check()
    QTest.keyClick(harness.window, Qt.Key.Key_F5)
    assert harness.asked == []
    assert states(harness) == {"whatsapp": "blocked", "telegram": "partly", "signal": "works"}
    assert not harness.window.result.check_button.isVisible()
    assert not harness.window.result.block.button.isVisible()
    assert "24 November 2026" in harness.window.result.footer.text()


def test_what_is_known_of_the_network_is_read_on_request(checked: WindowHarness) -> None:
    result = checked.window.result
    assert result.block.answer.text() == "WhatsApp is blocked here."
    assert not result.above.isVisible()
    check = examples.check()
    vpn = replace(check, network=replace(check.network, flags=(NetworkFlag.VPN,)))
    checked.runner.happened.emit(CheckFinished(vpn))
    QCoreApplication.processEvents()
    assert texts(result.above) == ["Banner online"]
    open_row(result.above, "Banner online")
    assert "Flag vpn." in texts(result.above)
    assert texts(result.below) == []


def test_what_the_provider_sees_is_said_before_a_check_past_the_vpn(qtbot: QtBot, checked: WindowHarness) -> None:
    result = checked.window.result
    result.show_result(result.shown, result.rows, may_check=True, sees="The provider sees it.")
    with qtbot.assertNotEmitted(result.above.acted):
        open_row(result.above, "Compare without VPN…")
        assert "The provider sees it." in texts(result.above)
    with qtbot.waitSignal(result.above.acted):
        result.above.control("outside").click()


def test_the_check_past_the_vpn_is_offered_in_the_row_on_the_network_if_there_is_one(
    qtbot: QtBot, checked: WindowHarness
) -> None:
    result, sees = checked.window.result, "The provider sees it."
    noted = replace(result.shown, notes=("A note.",), notes_title="Details")
    for state, view, title in (
        (noted, result.below, "Details"),
        (replace(noted, notice="A notice."), result.above, "A notice."),
        (replace(noted, notes=(), notice="Another notice."), result.above, "Another notice."),
    ):
        result.show_result(state, result.rows, may_check=True, sees=sees)
        assert texts(view) == [title]
        open_row(view, title)
        open_row(view, "Compare without VPN…")
        assert sees in texts(view)
        with qtbot.waitSignal(checked.window.controller.checking_changed):
            view.control("outside").click()


def test_unkept_settings_stop_nobody(qtbot: QtBot, make_window: MakeWindow, caplog: pytest.LogCaptureFixture) -> None:
    harness = make_window(measures, first_run=True)

    def full(_settings: Settings) -> None:
        raise TroubleError(TroubleKind.DISK_FULL, "settings.json")

    force_setattr(harness.inputs, "save_settings", full)
    press_start(harness)
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert "disk full" in caplog.text
    bar = harness.window.outcome_bar
    assert "disk is full" in bar.label.text()
    assert bar.isVisible()
    assert not find_only(bar, QTimer).isActive(), "it stays"
    assert bar.button.text() == "Close", "there is nothing to take back"
    bar.button.click()
    assert not bar.isVisible()


def test_what_went_wrong_goes_a_while_after_its_page(checked: WindowHarness) -> None:
    bar, stack = checked.window.outcome_bar, checked.window.page_stack
    stack.show_page(SettingsPage(checked.controller.settings))
    bar.say_trouble("The disk is full.")
    assert not find_only(bar, QTimer).isActive()
    stack.leave()
    assert bar.isVisible()
    assert find_only(bar, QTimer).isActive()


def test_the_result_is_announced(make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    said = record_announcements(monkeypatch)
    make_window(measures)
    assert said == ["WhatsApp is blocked here. WhatsApp, Blocked. Telegram, Photos slow. Signal, Works"]


def fail_to_load(*_: object) -> object:
    raise ValueError("signal.toml: hue: red is wrong")


def test_a_failure_to_load_is_one_clear_line(qtbot: QtBot, checked: WindowHarness) -> None:
    force_setattr(checked.inputs, "load", fail_to_load)
    checked.controller._loaded = None  # as for another language
    with qtbot.waitSignal(checked.runner.work_finished):
        checked.controller.load("en")
    assert any("signal.toml: hue: red is wrong" in text for text in texts(checked.window.result.above))
    assert checked.window.result.footer.text() == ""


def test_if_another_country_fails_to_load_the_former_one_stays(qtbot: QtBot, checked: WindowHarness) -> None:
    """All pages stayed closed until the next start, and the answer gave way to the failure."""
    controller, bar, actions = checked.controller, checked.window.outcome_bar, checked.window.window_actions
    force_setattr(checked.inputs, "load", fail_to_load)
    before = checked.window.result.shown
    controller.change_settings(replace(controller.settings, country="IR"))
    assert not actions.settings.isEnabled()
    qtbot.waitUntil(actions.settings.isEnabled)
    assert controller.settings.country == ""
    assert "The country could not be changed." in bar.label.text()
    assert "signal.toml: hue: red is wrong" in bar.label.text()
    assert checked.window.result.shown == before
    assert checked.asked == [ALL], "nothing is checked again for it"
    assert not any("signal.toml" in text for text in texts(checked.window.result.above))


def test_if_a_country_fails_to_load_the_check_starts_without_it(qtbot: QtBot, make_window: MakeWindow) -> None:
    """The window waited for ever for what would not come; later, for another press."""
    harness = make_window(measures, first_run=True)
    force_setattr(harness.inputs, "load", fail_to_load)
    assert harness.window.start_page is not None
    harness.window.start_page.country.choose("IR")
    press_start(harness)
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert "The country could not be changed." in harness.window.outcome_bar.label.text()
    assert harness.controller.settings.country == ""
    assert harness.asked == [ALL]


def test_an_outdated_failure_to_load_does_not_cover_the_newer_answer(qtbot: QtBot, checked: WindowHarness) -> None:
    gate, ready = threading.Event(), checked.controller.content

    def load(language: str, *_: object) -> object:
        if language == "ru":
            gate.wait(HELD_SECONDS)
            raise ValueError("ru: a sentence is missing")
        return ready

    force_setattr(checked.inputs, "load", load)
    with qtbot.waitSignal(checked.runner.work_finished):
        checked.controller.load("ru")
        checked.controller.load("en")
    with qtbot.waitSignal(checked.runner.work_finished):
        gate.set()
    assert not any("a sentence is missing" in text for text in texts(checked.window.result.above))


def test_start_pressed_during_loading_checks_for_the_country_chosen(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, first_run=True)
    loaded_for: list[str] = []
    gate = threading.Event()
    ready = harness.controller.content
    assert ready is not None

    def load(_language: str, country: str, _saved: object) -> object:
        gate.wait(HELD_SECONDS)
        loaded_for.append(country)

        def begin(request: Request) -> Run:
            harness.asked.append((country,))
            return ready.make_run(request)

        return replace(ready, make_run=begin)

    force_setattr(harness.inputs, "load", load)
    harness.controller.content = None
    harness.controller.load("en")
    assert harness.window.start_page is not None
    harness.window.start_page.country.choose("IR")
    press_start(harness)
    gate.set()
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    qtbot.waitUntil(lambda: len(loaded_for) == 2)
    assert sorted(loaded_for) == ["", "IR"]
    assert [asked for asked in harness.asked if asked in (("",), ("IR",))] == [("IR",)]


def test_what_is_found_while_a_country_loads_keeps_nobody_waiting(qtbot: QtBot, make_window: MakeWindow) -> None:
    """Who made the apps is known seconds after the first page: Start was pressed before, and nothing ever came."""
    harness = make_window(measures, first_run=True)
    gate, ready = threading.Event(), harness.controller.content
    assert ready is not None

    def load(_language: str, _country: str, _saved: object) -> object:
        gate.wait(HELD_SECONDS)
        return ready

    force_setattr(harness.inputs, "load", load)
    assert harness.window.start_page is not None
    harness.window.start_page.country.choose("IR")
    press_start(harness)
    harness.controller.change_content(lambda content: content)
    gate.set()
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert len(harness.asked) == 1


@pytest.mark.parametrize(("chosen", "loads"), [("", [""]), ("IR", ["", "IR"])])
def test_what_is_loaded_serves_who_names_no_country(
    qtbot: QtBot, runner: CheckRunner, chosen: str, loads: list[str]
) -> None:
    """Start does not wait for everything to be loaded once more."""
    loaded: list[str] = []
    asked: list[tuple[str, ...]] = []

    def begin(request: CheckRequest) -> Run:
        asked.append(request.messengers)
        return Scripted(measures)

    def load(_language: str, country: str, _saved: object) -> LoadedContent:
        loaded.append(country)
        return make_content(begin=begin)

    controller = make_controller(runner, Settings(), load)
    window = MainWindow(make_app_icon(examples.ICONS), controller)
    qtbot.addWidget(window)
    controller.load("en")
    qtbot.waitUntil(lambda: controller.content is not None)
    assert window.start_page is not None
    window.start_page.country.choose(chosen)
    window.start_page.start_button.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert loaded == loads
