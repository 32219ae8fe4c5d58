"""Where a messenger does not work: what works in its place, the offer to look for that, when one is locked out."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFinished, CheckStarted, MessengerJudged, NetworkJudged
from dialtone.explain.who_reads import READABLE
from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import MessengerStatus
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.messengers.page_memory import remember, restore
from dialtone.ui.messengers.ways_view import WaysView
from dialtone.ui.state.check_runner import Emit
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState, after, finished
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.controls import Button, ButtonStyle
from dialtone.ui.widgets.disclosure import Disclosure
from dialtone.ui.window.tray import line
from ui import examples
from ui.conftest import WindowHarness, make_content
from ui.english import WORDS
from ui.plain_words import PlainWords
from ui.runs import ALL, phase_is

MakeWindow = Callable[..., WindowHarness]
OFFER = "See what else works here"


def finds(emit: Emit, _stopped: threading.Event) -> None:
    check = examples.check()
    emit(CheckStarted(ALL, check.started_at))
    emit(CheckFinished(check))


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def offer(page: QWidget) -> Button | None:
    return next((b for b in page.findChildren(Button) if b.text() == OFFER and b.isVisible()), None)


@pytest.fixture
def done(qtbot: QtBot, make_window: MakeWindow) -> WindowHarness:
    harness = make_window(finds)
    qtbot.waitUntil(phase_is(harness, Phase.DONE))
    return harness


def test_a_page_of_what_fails_names_what_works_and_offers_to_test_others(done: WindowHarness) -> None:
    done.window.open_messenger("whatsapp")
    assert "Works here: Signal." in texts(done.window.detail)
    assert offer(done.window.detail) is not None
    done.window.open_messenger("signal")
    assert "Works here: Signal." not in texts(done.window.detail)
    assert offer(done.window.detail) is None


def test_others_are_tested_only_when_asked_and_do_not_come_into_the_list(qtbot: QtBot, done: WindowHarness) -> None:
    assert done.asked == [ALL]
    done.window.open_messenger("whatsapp")
    button = offer(done.window.detail)
    assert button is not None
    with qtbot.waitSignal(done.controller.check_finished):
        button.click()
    assert done.asked == [ALL, (*ALL, "viber")]
    assert "viber" not in done.controller.watch_list.listed
    assert done.kept == []


def test_of_a_saved_check_nothing_is_offered(make_window: MakeWindow, qtbot: QtBot) -> None:
    harness = make_window(saved=examples.check())
    qtbot.waitUntil(phase_is(harness, Phase.SAVED))
    harness.window.open_messenger("whatsapp")
    assert "Works here: Signal." in texts(harness.window.detail)
    assert offer(harness.window.detail) is None


def test_the_page_says_when_it_last_answered(done: WindowHarness) -> None:
    done.window.open_messenger("whatsapp")
    done.window.show_last_answers({"whatsapp": date(2026, 11, 3), "signal": date(2026, 11, 3)})
    assert "WhatsApp answered on 2026-11-03." in texts(done.window.detail)
    done.window.open_messenger("signal")
    assert "Signal answered on 2026-11-03." not in texts(done.window.detail)


class Readable(PlainWords):
    """Says of everything that a state can read it."""

    def readers(self, messenger: str) -> str:
        return "state"

    def mark(self, messenger: str, verdict: MessengerVerdict | None = None) -> str:
        return "a state can read"


def test_no_bare_tick_in_row_or_tray() -> None:
    state = finished(ScreenState(), examples.check(), Phase.DONE)
    watch_list = WatchList(ALL, ALL)
    rows = Presenter(replace(make_content(), words=Readable())).rows(state, watch_list)
    signal = next(row for row in rows if row.id == "signal")
    assert (signal.status, signal.shape, signal.state) == ("works", READABLE, "Works · a state can read")
    assert signal.spoken.endswith("a state can read")
    assert line(signal) == "! Signal: Works · a state can read"


def test_what_works_here_is_the_first_thing_to_do(done: WindowHarness) -> None:
    """A reader saw the best advice as a bold line beside, and not as a step."""
    done.window.open_messenger("whatsapp")
    shown = texts(done.window.detail)
    assert shown[shown.index("What you can do now") + 1] == "Works here: Signal."


@pytest.mark.parametrize(("works_here", "opened"), [("", True), ("Works here: Signal.", False)])
def test_a_way_of_high_risk_waits_folded_where_something_safer_works(
    works_here: str, opened: bool, qtbot: QtBot
) -> None:
    """A reader saw a VPN that may be punished opened as the first advice, while Signal worked."""
    risky = Guidance("vpn", "A VPN", "May be punished.", ("Turn it on.",), "", "", (), risk_level=Risk.HIGH)
    words = replace(WORDS.messenger(examples.whatsapp_blocked(), examples.check().network), guidance=(risky,))
    state = MessengerPageState(
        examples.MESSENGERS[0], "WhatsApp", words, pending=False, watched=True, fixed=False, works_here=works_here
    )
    view = WaysView(state, words, may_look_again=True)
    qtbot.addWidget(view)
    (card,) = view.findChildren(GuidanceCard)
    assert card.disclosure.head.isChecked() is opened
    filled = [b.text() for b in view.findChildren(Button) if b.look is ButtonStyle.MAIN]
    assert filled == (["Done, check again"] if opened else []), "nothing is done of a way that nobody opened"
    assert any(b.text() == "Check again" for b in view.findChildren(Button)) is not opened


@pytest.mark.parametrize(("pressed", "opened"), [(False, False), (True, True)])
def test_a_risky_way_that_was_first_open_is_folded_once_something_safer_works(
    pressed: bool, opened: bool, qtbot: QtBot
) -> None:
    """While the first answers came, nothing else was known to work; what a person opened themselves stays open."""
    before, after = Disclosure("A VPN", QWidget(), opened=not pressed), Disclosure("A VPN", QWidget())
    pages = QWidget(), QWidget()
    for page, disclosure in zip(pages, (before, after), strict=True):
        qtbot.addWidget(page)
        QVBoxLayout(page).addWidget(disclosure)
    if pressed:
        before.head.click()
    restore(pages[1], remember(pages[0]))
    assert after.head.isChecked() is opened


def test_what_works_here_stays_while_it_is_checked_again() -> None:
    """The page said nothing of it then, and opened the risky way, at each automatic check."""
    presenter, watched = Presenter(make_content()), WatchList(ALL, ALL)

    def said(state: ScreenState) -> str:
        page = presenter.page_state(state, "whatsapp", watched, may_try=False)
        assert page is not None
        return page.works_here

    state = finished(ScreenState(), examples.check(), Phase.DONE)
    assert "Signal" in said(state)
    running = after(state, CheckStarted(ALL, examples.STARTED))
    assert said(running) == said(state)
    gone = replace(examples.signal_works(), status=MessengerStatus.BLOCKED, functions=())
    assert "Signal" not in said(after(running, MessengerJudged(gone)))


def test_what_works_here_is_said_as_soon_as_it_is_known() -> None:
    """In a first check the risky way was open until the last messenger had its answer."""
    presenter, state = Presenter(make_content()), after(ScreenState(), CheckStarted(ALL, examples.STARTED))
    state = after(state, NetworkJudged(examples.check().network))
    for verdict, named in ((examples.whatsapp_blocked(), False), (examples.signal_works(), True)):
        state = after(state, MessengerJudged(verdict))
        page = presenter.page_state(state, "whatsapp", WatchList(ALL, ALL), may_try=False)
        assert page is not None
        assert ("Signal" in page.works_here) is named
