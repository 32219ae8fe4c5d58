"""What is possible when: one state for menu, button, key and tray."""

import pytest
from PySide6.QtWidgets import QApplication

from dialtone.engine.events import CheckCancelled, MessengerJudged
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after, with_check
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.window.actions import WindowActions
from ui import examples

WATCHED = ("whatsapp", "telegram", "signal")
LIST = WatchList(WATCHED, WATCHED)


@pytest.fixture
def actions(qapp: QApplication) -> WindowActions:
    return WindowActions()


def done() -> ScreenState:
    return with_check(ScreenState(), examples.check(), Phase.DONE)


def possible(actions: WindowActions) -> set[str]:
    names = ("check", "cancel", "share", "save", "open", "report", "advice", "proxy_test", "quit")
    return {name for name in names if getattr(actions, name).isEnabled()}


def test_at_first_only_opening_and_quitting_are_possible(actions: WindowActions) -> None:
    assert possible(actions) == {"open", "quit"}
    assert not actions.pause.isVisible()


def test_a_result_can_be_shared_saved_and_complained_about(actions: WindowActions) -> None:
    actions.show_state(done(), LIST, may_open_pages=True)
    assert possible(actions) == {"check", "share", "save", "open", "report", "advice", "proxy_test", "quit"}


def test_nothing_can_be_checked_twice_at_once(actions: WindowActions) -> None:
    actions.show_state(replace(done(), phase=Phase.CHECKING), LIST, may_open_pages=True)
    assert possible(actions) == {"cancel", "open", "advice", "proxy_test", "quit"}


def test_the_answer_that_stands_after_a_cancelled_check_can_be_shared(actions: WindowActions) -> None:
    actions.show_state(state_after(done(), CheckCancelled()), LIST, may_open_pages=True)
    assert possible(actions) == {"check", "share", "save", "open", "report", "advice", "proxy_test", "quit"}
    replaced = state_after(done(), MessengerJudged(replace(examples.signal_works(), status=MessengerStatus.BLOCKED)))
    assert state_after(replaced, CheckCancelled()).phase is Phase.CANCELLED
    for state in (state_after(replaced, CheckCancelled()), replace(ScreenState(), phase=Phase.CANCELLED)):
        actions.show_state(state, LIST, may_open_pages=True)
        assert possible(actions) == {"check", "open", "advice", "proxy_test", "quit"}


def test_a_check_of_a_server_that_was_replaced_cannot_be_shared(actions: WindowActions) -> None:
    state = done()
    known = {messenger: verdict for messenger, verdict in state.known.items() if messenger != "signal"}
    actions.show_state(replace(state, known=known), LIST, may_open_pages=True)
    assert possible(actions) == {"check", "open", "advice", "proxy_test", "quit"}


def test_an_empty_list_cannot_be_checked(actions: WindowActions) -> None:
    actions.show_state(done(), WatchList(), may_open_pages=True)
    assert "check" not in possible(actions)


def test_buttons_and_menus_have_their_own_words(actions: WindowActions) -> None:
    assert (actions.check.text(), actions.check.iconText()) == ("Check now", "Check again")
    assert (actions.share.text(), actions.share.iconText()) == ("Share…", "Share")
