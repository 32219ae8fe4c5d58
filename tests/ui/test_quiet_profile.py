"""The quiet profile in the window: only what was ticked, nothing by itself, nothing kept, no names in notices."""

import threading
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckStarted
from dialtone.model.frozen import replace
from dialtone.store.settings import Settings
from dialtone.ui.pages.settings_page import SettingsInputs, SettingsPage
from dialtone.ui.state.check_runner import Emit
from dialtone.ui.state.result_state import make_window_answer
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after
from dialtone.ui.state.snapshot import Snapshot
from dialtone.ui.state.watch_list import WatchList, watch_list_of
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.notice_bar import RiskNotice
from dialtone.ui.window.actions import WindowActions
from dialtone.ui.window.auto_check import make_schedule
from ui import examples
from ui.conftest import MakeWindow
from ui.own_widgets import keep_widget, show_widget
from ui.page_rows import open_row
from ui.runs import measures
from ui.window_fixture import done, make_content, settle

QUIET = Settings(quiet_profile=True, quiet_messengers=("signal",), watch_minutes=30, messengers_added=("viber",))


def test_only_what_was_ticked_is_in_the_list() -> None:
    content = make_content("en")
    watch_list = watch_list_of(content, QUIET)
    assert (watch_list.listed, watch_list.watched, watch_list.quiet) == (("signal",), ("signal",), True)
    assert watch_list_of(content, replace(QUIET, quiet_messengers=())).watched == ()
    loud = watch_list_of(content, replace(QUIET, quiet_profile=False))
    assert "whatsapp" in loud.watched
    assert "viber" in loud.watched


def test_nothing_is_watched() -> None:
    assert make_schedule(QUIET).every is None
    assert make_schedule(replace(QUIET, quiet_profile=False)).every == timedelta(minutes=30)


def test_no_picture_and_no_file_is_offered(qtbot: QtBot) -> None:
    actions = WindowActions()
    state = done(examples.check())
    actions.show_state(state, watch_list_of(make_content("en"), QUIET), may_open_pages=True)
    assert not any(action.isEnabled() for action in (actions.share, actions.save, actions.report))
    actions.show_state(state, watch_list_of(make_content("en"), Settings()), may_open_pages=True)
    assert all(action.isEnabled() for action in (actions.share, actions.save, actions.report))


def test_a_notice_names_no_messenger() -> None:
    content = make_content("en")
    line = content.words.sentences.say("notice.nameless")
    assert not any(name in line for name in content.names.values())


def test_it_is_chosen_in_the_settings(qtbot: QtBot) -> None:
    page = show_widget(
        qtbot, SettingsPage(Settings(), SettingsInputs(everyone=[("signal", "Signal"), ("viber", "Viber")]))
    )
    page.control("quiet_profile").click()
    open_row(page, "Check only")
    page.control("quiet_messengers.viber").click()
    assert (page.settings.quiet_profile, page.settings.quiet_messengers) == (True, ("viber",))


def test_what_is_taken_out_is_no_longer_checked(qtbot: QtBot, make_window: MakeWindow) -> None:
    """As it was found: the window said that it was no longer in the list, and went on checking it."""
    both = replace(QUIET, quiet_messengers=("signal", "whatsapp"))
    harness = make_window(measures, settings=both)
    harness.window.list_changes.hide("signal")
    assert harness.window.outcome_bar.label.text() == "Signal is no longer in the list."
    assert harness.kept[-1] == replace(both, first_run_done=True, quiet_messengers=("whatsapp",))
    harness.controller.check()
    assert harness.asked == [("whatsapp",)]
    harness.window.outcome_bar.button.click()
    assert harness.controller.settings.quiet_messengers == ("signal", "whatsapp")


def test_one_more_is_ticked_and_nothing_is_remembered_for_other_checks(qtbot: QtBot, make_window: MakeWindow) -> None:
    """As it was found: it was stored for the ordinary checks, and the quiet one still did not check it."""
    harness = make_window(measures, settings=QUIET)
    harness.controller.add(("telegram",))
    qtbot.waitUntil(harness.is_in(Phase.DONE))
    assert harness.asked == [("telegram", "signal")]
    assert harness.kept[-1] == replace(QUIET, first_run_done=True, quiet_messengers=("signal", "telegram"))


def test_with_nothing_ticked_all_of_them_are_not_offered(make_window: MakeWindow) -> None:
    block = make_window(measures, settings=replace(QUIET, quiet_messengers=())).window.result.block
    assert block.answer.text() == "Which do you use?"
    assert [button.text() for button in block.findChildren(QPushButton) if button.isVisible()] == ["Add a messenger"]


def test_an_ordinary_check_ends_when_it_is_turned_on(qtbot: QtBot, make_window: MakeWindow) -> None:
    """As it was found: the check went on with all that is installed, in a burst."""
    stopped = threading.Event()

    def goes_on(emit: Emit, end: threading.Event) -> None:
        emit(CheckStarted(("whatsapp", "telegram", "signal"), examples.STARTED))
        if end.wait(10.0):
            stopped.set()

    harness = make_window(goes_on)
    qtbot.waitUntil(harness.is_in(Phase.CHECKING))
    harness.controller.change_settings(replace(harness.controller.settings, quiet_messengers=("signal",)))
    assert harness.is_in(Phase.CHECKING)(), "nothing was turned on yet"
    harness.controller.change_settings(replace(harness.controller.settings, quiet_profile=True))
    assert harness.is_in(Phase.CANCELLED)()
    qtbot.waitUntil(stopped.is_set)
    assert harness.asked == [("whatsapp", "telegram", "signal")]


def test_the_warning_stands_where_the_country_is_chosen(qtbot: QtBot) -> None:
    """As it was found: it was said of the country that had been chosen before, and below all other settings."""
    content = make_content("en")
    page = keep_widget(
        qtbot,
        SettingsPage(
            Settings(),
            SettingsInputs(content.countries, everyone=[("signal", "Signal")], warning=content.words.say_warning),
        ),
    )

    def warnings() -> list[str]:
        return [text.text() for notice in page.findChildren(RiskNotice) for text in notice.findChildren(Text)]

    said = []
    for country in ("IR", "DE", "MM", ""):
        page.acted.emit("country", country)
        settle(page)
        said.append(warnings())
    assert said == [
        ["Getting around blocks can be punished in Iran."],
        [],
        ["People can be searched or punished in Myanmar for using such services."],
        [],
    ]


@pytest.mark.parametrize("quiet", [True, False])
def test_how_long_it_takes_is_said_while_it_runs(*, quiet: bool) -> None:
    """For six minutes the window said "Checking…", and nothing of how long that would be."""
    state = state_after(ScreenState(), CheckStarted(("signal",), examples.STARTED))
    content = make_content("en")
    said = make_window_answer(Snapshot(content, state, WatchList(("signal",), ("signal",), quiet=quiet)), None)
    assert said.line.endswith("This takes several minutes.") is quiet
