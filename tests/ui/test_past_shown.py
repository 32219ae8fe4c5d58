"""What was seen before is shown at the start, until there is something newer."""

from datetime import UTC, datetime, timedelta

from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckStarted, MessengerJudged, NetworkJudged
from dialtone.explain.remembered import recall_past
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.vocabulary import MessengerStatus
from dialtone.store.settings import Settings
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after
from dialtone.ui.state.time_text import CountedText
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.window.auto_check import AutoCheck
from dialtone.ui.window.history_page import HistoryPage
from dialtone.ui.window.page_context import PageContext
from ui import examples
from ui.bare_window import make_bare_window
from ui.conftest import make_content
from ui.world import Kept, World

IDS = ("whatsapp", "telegram", "signal")
LISTED = WatchList(IDS, IDS)


def recalled(status: MessengerStatus) -> ScreenState:
    now = datetime.now(UTC)
    hour = now - timedelta(hours=2, minutes=30)  # not a full hour: the clock may pass one while a test runs
    return ScreenState(phase=Phase.IDLE, past=recall_past([HistoryRecord(hour, 1, "whatsapp", status)], 1))


def states(content: LoadedContent, state: ScreenState) -> dict[str, str]:
    return {row.id: row.state for row in Presenter(content, state, LISTED).make_rows()}


def test_the_last_known_state_stands_there_with_its_time_and_no_shape(qtbot: QtBot) -> None:
    content = make_content()
    state = recalled(MessengerStatus.BLOCKED)
    assert states(content, state) == {
        "whatsapp": f"{CountedText().hours_ago(2)}: Not working",
        "telegram": "Not checked yet",
        "signal": "Not checked yet",
    }
    assert all(not row.status for row in Presenter(content, state, LISTED).make_rows())


def test_the_minute_of_a_check_is_not_remembered_and_not_said(qtbot: QtBot) -> None:
    now = datetime.now(UTC)
    kept = HistoryRecord(now - timedelta(minutes=30), 1, "whatsapp", MessengerStatus.BLOCKED)
    state = ScreenState(phase=Phase.IDLE, past=recall_past([kept], 1))
    assert states(make_content(), state)["whatsapp"] == "In the last hour: Not working"


def test_what_came_after_a_failure_of_the_same_hour_is_not_said_as_sure(qtbot: QtBot) -> None:
    """As it was found: of an hour only the worst keeps its certainty, and "may work" after it became "works"."""
    kept = HistoryRecord(
        datetime.now(UTC) - timedelta(minutes=30), 1, "whatsapp", MessengerStatus.WORKS, worst=MessengerStatus.BLOCKED
    )
    state = ScreenState(phase=Phase.IDLE, past=recall_past([kept], 1))
    assert states(make_content(), state)["whatsapp"] == "In the last hour: Probably works"


def test_it_stays_until_the_new_verdict_of_its_row(qtbot: QtBot) -> None:
    content = make_content()
    state = recalled(MessengerStatus.BLOCKED)
    state = state_after(state, CheckStarted(IDS, examples.STARTED))
    assert states(content, state)["whatsapp"] == f"{CountedText().hours_ago(2)}: Not working"
    assert states(content, state)["signal"] == "Checking…"
    state = state_after(state, NetworkJudged(examples.check().network))
    works = replace(examples.signal_works(), messenger="whatsapp", name="WhatsApp")
    state = state_after(state, MessengerJudged(works))
    assert states(content, state)["whatsapp"] == "Works"


def remembering() -> Kept:
    an_hour_before = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
    return Kept(records=[HistoryRecord(an_hour_before, 1, "signal", MessengerStatus.WORKS)])


def begun(world: World) -> AutoCheck:
    return AutoCheck(world.services(), lambda: world.settings, lambda: False)


def test_it_is_read_when_the_window_begins(qtbot: QtBot) -> None:
    auto_check = begun(World(history=remembering()))
    with qtbot.waitSignal(auto_check.past_found) as said:
        auto_check.begin()
    assert set(said.args[0]) == {"signal"}
    auto_check.close()


def test_who_keeps_nothing_is_told_of_nothing(qtbot: QtBot) -> None:
    for settings in (Settings(keep_history=False), Settings(quiet_profile=True)):
        auto_check = begun(World(history=remembering(), settings=settings))
        with qtbot.assertNotEmitted(auto_check.past_found, wait=50):
            auto_check.begin()
        auto_check.close()


def test_what_is_deleted_is_no_longer_shown(qtbot: QtBot) -> None:
    world = World(history=remembering())
    auto_check, page = begun(world), HistoryPage(PageContext(world.services(), make_bare_window(make_content())))
    qtbot.addWidget(page)
    with qtbot.waitSignal(auto_check.past_found):
        auto_check.begin()
    page.changed.connect(auto_check.reload_past)
    with qtbot.waitSignal(auto_check.past_found):
        page.acted.emit("forget", None)
    with qtbot.waitSignal(auto_check.past_found):
        page.acted.emit("undo", None)
    assert world.history.back == [b"erased"]
    auto_check.close()
