"""What the one filled button does: open what surely works, show what helps, else check again or wait."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dialtone.explain.makers import MakerWords
from dialtone.model.answer import NextStep, StepKind
from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.screen_state import NetworkSeen, Phase, ScreenState, state_after, with_check
from dialtone.ui.state.watch_list import WatchList, watch_list_of, with_watching
from dialtone.ui.state.window_inputs import LoadedContent, ThisComputer
from dialtone.ui.widgets.controls import Text
from explain.leads import outage
from ui import examples
from ui.bare_window import show
from ui.conftest import MakeWindow, WindowHarness, make_content
from ui.plain_words import PlainWords
from ui.runs import measures

WATCHED = ("whatsapp", "signal")
LIST = WatchList(WATCHED, WATCHED)
DONE = with_check(ScreenState(), examples.check(examples.whatsapp_blocked(), examples.signal_works()), Phase.DONE)
AT_HOME = with_check(
    state_after(ScreenState(), NetworkSeen("home", begins=True)), DONE.check or examples.check(), Phase.DONE
)
NOTHING_WORKS = with_check(ScreenState(), examples.check(examples.whatsapp_blocked()), Phase.DONE)
HELPS, TELL = "What helps?", "Tell me when it works"


def content(*commands: str, quiet: bool = False) -> LoadedContent:
    words = PlainWords(openable=("signal",), quiet=quiet)
    computer = ThisComputer(start_commands=dict.fromkeys(commands, ("/opt/app",)))
    return replace(make_content(), words=words, computer=computer)


def content_made_by(maker: MakerWords) -> LoadedContent:
    """Signal can be started, and its app is of this maker."""
    found = content("signal")
    return replace(found, computer=replace(found.computer, makers={"signal": maker}))


def result(what: LoadedContent, state: ScreenState = DONE, watch_list: WatchList = LIST) -> ResultState:
    return Presenter(what, state, watch_list).make_screen().answer


def test_what_surely_works_and_can_be_started_is_opened() -> None:
    said = result(content("signal"))
    assert (said.step, said.verb, said.filled) == (NextStep(StepKind.OPEN, "signal"), "Open Signal", True)


@pytest.mark.parametrize(
    ("what", "state", "watch_list"),
    [
        (content(), DONE, LIST),  # nothing starts it
        (content("signal", quiet=True), DONE, LIST),
        (content("signal"), DONE, replace(LIST, quiet=True)),
        (content_made_by(MakerWords(row="Not Signal's own.")), DONE, LIST),
        (content_made_by(MakerWords(warnings=("Changed.",))), DONE, LIST),
        (content("signal"), state_after(AT_HOME, NetworkSeen("")), LIST),
        (replace(content("signal"), saved=DONE.check), DONE, LIST),
    ],
    ids=["nothing starts it", "punished", "quiet", "of others", "changed", "gone", "saved"],
)
def test_else_it_is_not_opened(what: LoadedContent, state: ScreenState, watch_list: WatchList) -> None:
    said = result(what, state, watch_list)
    assert (said.step or NextStep()).kind in (StepKind.HELP, StepKind.CHECK_AGAIN)
    assert said.verb in (HELPS, "Check again", "")


@pytest.mark.parametrize(
    ("what", "watch_list", "link"),
    [
        (content(), LIST, TELL),
        (content(), replace(LIST, watching=True), ""),
        (content(), replace(LIST, watching=True, muted=frozenset({"whatsapp"})), TELL),
        (content(), replace(LIST, quiet=True), ""),
        (content(quiet=True), LIST, ""),
    ],
)
def test_where_nothing_works_it_leads_to_what_helps_and_the_link_tells(
    what: LoadedContent, watch_list: WatchList, link: str
) -> None:
    """In Iran the one filled button checked again, and in Russia the first one waited; what helps was a link."""
    said = result(replace(what, words=PlainWords(quiet=what.words.wants_quiet())), NOTHING_WORKS, watch_list)
    assert (said.step, said.verb, said.filled) == (NextStep(StepKind.HELP), HELPS, True)
    assert (said.link, said.about) == (link, "whatsapp")


def test_an_outage_is_waited_for() -> None:
    down = with_check(ScreenState(), examples.check(outage()), Phase.DONE)
    said = result(replace(content(), words=PlainWords()), down, WatchList(("signal",), ("signal",)))
    assert (said.verb, said.link, said.filled) == (TELL, HELPS, False)


def test_what_is_told_is_watched_and_heard() -> None:
    chosen = with_watching(Settings(notify=False, muted=("whatsapp", "signal")), ("whatsapp",))
    assert (chosen.watch_minutes, chosen.notify, chosen.muted) == (60, True, ("signal",))
    assert with_watching(Settings(watch_minutes=30), ()).watch_minutes == 30
    assert with_watching(Settings(watch_minutes=1440, notify=False), ()).watch_minutes == 60, "every hour, it says"
    assert watch_list_of(make_content(), chosen).watching
    assert not watch_list_of(make_content(), replace(chosen, notify=False)).watching


def blocked(harness: WindowHarness) -> None:
    show(harness.window, NOTHING_WORKS, harness.controller.watch_list)


def test_the_press_turns_watching_on_says_so_and_can_be_taken_back(qtbot: QtBot, make_window: MakeWindow) -> None:
    harness = make_window(measures, installed=("whatsapp",))
    blocked(harness)
    block, bar = harness.window.result.block, harness.window.outcome_bar
    assert (block.button.text(), block.link.text()) == (HELPS, TELL)
    with qtbot.waitSignal(harness.controller.settings_changed):
        block.link.click()
    assert harness.controller.settings.watch_minutes == 60
    assert bar.label.text().startswith("While it is open or in the tray, Dialtone checks every hour and tells you.")
    assert "Your provider can see that. To stop it, open Settings." in bar.label.text()
    bar.button.click()
    assert harness.controller.settings.watch_minutes == 0


def test_whose_checks_run_every_half_hour_is_not_told_every_hour(checked: WindowHarness) -> None:
    checked.controller.change_settings(replace(checked.controller.settings, watch_minutes=30))
    checked.window.list_changes.watch(("whatsapp",))
    assert "Dialtone checks every half hour and tells you." in checked.window.outcome_bar.label.text()
    checked.window.open_messenger("whatsapp")
    texts = [text.text() for text in checked.window.detail.view.findChildren(Text)]
    assert "Checks every half hour. Your provider can see that." in texts
    assert not any("every hour" in text for text in texts)


def test_a_press_starts_the_real_program(qtbot: QtBot, make_window: MakeWindow, tmp_path: Path) -> None:
    touch = shutil.which("touch")
    if touch is None:
        pytest.skip("this system has no small program that leaves a trace")
    mark = tmp_path / "started; echo"
    harness = make_window(measures)
    harness.controller.change_content(
        lambda one: replace(
            one,
            words=PlainWords(openable=("signal",)),
            computer=replace(one.computer, start_commands={"signal": (touch, str(mark))}),
        )
    )
    show(harness.window, DONE, LIST)
    assert harness.window.result.block.button.text() == "Open Signal"
    harness.window.result.block.button.click()
    qtbot.waitUntil(mark.exists)


def test_what_does_not_start_is_offered_no_more(checked: WindowHarness) -> None:
    gone = {"signal": ("/nowhere/signal-desktop",)}
    checked.controller.change_content(
        lambda one: replace(
            one, words=PlainWords(openable=("signal",)), computer=replace(one.computer, start_commands=gone)
        )
    )
    button = checked.window.result.block.button
    assert button.text() == "Open Signal"
    button.click()
    assert button.text() == HELPS
