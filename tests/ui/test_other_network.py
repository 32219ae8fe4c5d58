"""An answer belongs to its network: on another one it is grey, told in the past, and nothing is asked for that."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckCancelled, CheckFinished, CheckStarted, MessengerJudged, NetworkJudged
from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.painting.tray_icon import TrayState
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.result_state import ResultState, make_window_answer
from dialtone.ui.state.screen_state import NetworkSeen, ScreenState, state_after
from dialtone.ui.state.snapshot import Snapshot
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.controls import Button
from dialtone.ui.window.auto_check import AutoCheck
from dialtone.ui.window.tray import find_tray_state
from ui import examples
from ui.conftest import WindowHarness, make_content
from ui.page_rows import instead
from ui.runs import ALL
from ui.world import World

HOME, CAFE = "192.168.1.0/24", "10.0.0.0/24"
WATCHED = WatchList(ALL, ALL)
ASKS = "This was on another network."
BACK = "The connection is back."
GONE = "The connection is gone."
IS_BLOCKED = "WhatsApp is blocked here."
WAS_BLOCKED = "WhatsApp was blocked."


def story(*events: object, state: ScreenState | None = None) -> ScreenState:
    """Return the state after these events."""
    now = state or ScreenState()
    for event in events:
        now = state_after(now, event)  # type: ignore[arg-type] # of any of three kinds
    return now


def check_on(mark: str, check: object = None) -> tuple[object, ...]:
    """Return the events of a check on a network."""
    made = check or examples.check()
    return CheckStarted(ALL, examples.STARTED), NetworkSeen(mark, begins=True), CheckFinished(made)  # type: ignore[arg-type]


def result(state: ScreenState) -> ResultState:
    return make_window_answer(Snapshot(make_content(), state, WATCHED), None)


@pytest.mark.parametrize(
    ("seen", "said", "shown"),
    [
        ((HOME,), IS_BLOCKED, TrayState.BLOCKED),
        ((f"{HOME} 00:11:22:33:44:55",), IS_BLOCKED, TrayState.BLOCKED),
        ((CAFE,), ASKS, TrayState.UNKNOWN),
        (("",), GONE, TrayState.OFFLINE),
        (("", HOME), IS_BLOCKED, TrayState.BLOCKED),
        (("", CAFE), ASKS, TrayState.UNKNOWN),
        ((f"{HOME} 00:11:22:33:44:55", f"{HOME} 66:77:88:99:aa:bb"), ASKS, TrayState.UNKNOWN),
    ],
)
def test_answer_and_tray_say_where_an_answer_is_from(seen: tuple[str, ...], said: str, shown: TrayState) -> None:
    state = story(*check_on(HOME), *map(NetworkSeen, seen))
    assert result(state).sentence == said
    assert result(state).whole.startswith(said)
    assert find_tray_state(state, ALL) is shown
    assert result(state).line == ("" if said == IS_BLOCKED else WAS_BLOCKED)
    assert result(state).unaffected == ("Signal works." if said == IS_BLOCKED else "")
    assert result(state).verb == {ASKS: "Check here", GONE: ""}.get(said, "What helps?")
    assert (result(state).status in ("unknown", "offline")) is (said != IS_BLOCKED)


def test_no_connection_is_an_answer_about_none() -> None:
    state = story(*check_on("", examples.offline()), NetworkSeen(""))
    assert result(state).sentence == "This computer has no internet connection."
    assert result(story(NetworkSeen(HOME), state=state)).sentence == BACK


def test_rows_and_page_tell_in_the_past_and_claim_nothing_here() -> None:
    content = make_content()
    here = story(*check_on(HOME))
    there = story(NetworkSeen(CAFE), state=here)
    assert [row.state for row in Presenter(content, here, WATCHED).make_rows()][:1] == ["Blocked"]
    for row in Presenter(content, there, WATCHED).make_rows():
        assert row.state.startswith(("Was blocked", "Photos were slow", "Worked"))
        assert row.shape == "unknown"
    page = Presenter(content, there, WATCHED).make_page_state("whatsapp")
    assert page is not None
    assert page.words is not None
    assert page.words.headline == "On 2026-11-24: WhatsApp is blocked."
    assert page.row.shape == "unknown"
    assert (instead(page), page.may_test_others, page.effect_of_change) == ("", False, "")
    again = Presenter(content, here, WATCHED).make_page_state("whatsapp")
    assert again is not None
    assert again.words is not None
    assert again.words.headline == "WhatsApp is blocked."
    assert instead(again) == "Works here: Signal."


def test_what_is_judged_here_is_told_of_here_while_the_rest_is_not_yet() -> None:
    state = story(*check_on(HOME), NetworkSeen(CAFE), CheckStarted(ALL, examples.STARTED))
    state = story(NetworkSeen(CAFE, begins=True), state=state)
    assert state.network is None, "that was the other one"
    assert result(state).status == "checking"
    state = story(NetworkJudged(examples.check().network), MessengerJudged(examples.whatsapp_blocked()), state=state)
    rows = {row.id: row for row in Presenter(make_content(), state, WATCHED).make_rows()}
    assert rows["whatsapp"].state == "Blocked"
    assert rows["telegram"].state == "Photos were slow"
    assert result(state).status == "checking", "the answer changes once"
    page = Presenter(make_content(), state, WATCHED).make_page_state("whatsapp")
    assert page is not None
    assert instead(page) == "", "what worked on the other network may not work here"
    assert result(story(CheckCancelled(), state=state)).sentence == ASKS
    assert result(story(CheckFinished(examples.check()), state=state)).sentence == IS_BLOCKED


def test_an_answer_of_two_networks_is_about_neither() -> None:
    """Noticed while the check runs, or when it has ended; also back on the first one."""
    begin = CheckStarted(ALL, examples.STARTED), NetworkSeen(HOME, begins=True)
    while_it_runs = story(*begin, NetworkSeen(CAFE), CheckFinished(examples.check()))
    at_its_end = story(*begin, CheckFinished(examples.check()), NetworkSeen(CAFE, mixed=True))
    for state in (while_it_runs, at_its_end):
        assert result(state).sentence == ASKS
        assert result(story(NetworkSeen(HOME), state=state)).sentence == ASKS
        assert result(story(NetworkSeen(""), state=state)).sentence == GONE
        assert result(story(*check_on(HOME), state=state)).sentence == IS_BLOCKED


@pytest.mark.parametrize("minutes", [0, 60])
def test_it_is_noticed_within_ten_seconds_also_without_watching(qtbot: QtBot, minutes: int) -> None:
    world, seen = World(settings=Settings(watch_minutes=minutes)), list[NetworkSeen]()
    auto_check = AutoCheck(world.services(), lambda: world.settings, lambda: False)
    auto_check.network_seen.connect(seen.append)
    auto_check.begin()
    assert [one.interval() for one in auto_check.findChildren(QTimer) if not one.isSingleShot()] == [10_000]
    auto_check.on_checking_changed(True)
    auto_check.on_checking_changed(False)
    for mark in ("home", "", "", "cafe", "home"):
        world.mark = mark
        auto_check.tick()
    auto_check.close()
    assert [(one.network_mark, one.begins) for one in seen] == [
        ("home", False), ("home", True), ("", False), ("cafe", False), ("home", False),
    ]  # fmt: skip


@pytest.mark.parametrize(("begun", "ended"), [("home", "cafe"), ("home", ""), ("", "home")])
def test_a_check_that_ends_elsewhere_is_mixed(qtbot: QtBot, begun: str, ended: str) -> None:
    world, seen = World(settings=Settings(keep_history=False)), list[NetworkSeen]()
    auto_check = AutoCheck(world.services(), lambda: world.settings, lambda: False)
    auto_check.begin()
    auto_check.network_seen.connect(seen.append)
    world.mark = begun
    auto_check.on_checking_changed(True)
    world.mark = ended
    auto_check.on_checking_changed(False)
    auto_check.on_check_finished(examples.check())
    auto_check.close()
    assert (seen[-1].network_mark, seen[-1].mixed) == (ended, True)


def test_the_answer_asks_and_its_button_checks_here(checked: WindowHarness) -> None:
    for event in (*check_on(HOME), NetworkSeen(CAFE)):
        checked.runner.happened.emit(event)
    QCoreApplication.processEvents()
    checked.window.result.block.button.click()
    assert len(checked.asked) == 2


def test_the_page_over_the_answer_asks_itself(qtbot: QtBot, checked: WindowHarness) -> None:
    for event in (*check_on(HOME), NetworkSeen(CAFE)):
        checked.runner.happened.emit(event)
    QCoreApplication.processEvents()
    checked.window.open_messenger("whatsapp")
    qtbot.waitUntil(lambda: ASKS in [label.text() for label in checked.window.detail.findChildren(QLabel)])
    button = next(b for b in checked.window.detail.findChildren(Button) if b.text() == "Check here")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(checked.asked) == 2


def test_without_a_look_at_networks_nothing_is_ever_elsewhere() -> None:
    """As in a saved check."""
    events = CheckStarted(ALL, examples.STARTED), CheckFinished(examples.check()), NetworkSeen(CAFE)
    assert result(story(*events)).sentence == IS_BLOCKED
    assert result(replace(story(*events), current_mark=None)).sentence == IS_BLOCKED
