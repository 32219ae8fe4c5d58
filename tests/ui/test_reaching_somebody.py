"""Where a messenger does not work: what works in its place, the offer to look for that, when one is locked out."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dialtone.engine.events import CheckFinished, CheckStarted, MessengerJudged, NetworkJudged
from dialtone.explain.who_reads import READABLE
from dialtone.model.explanation import Guidance, WayWords
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Function, FunctionStatus, MessengerStatus, NetworkFlag
from dialtone.model.way import WayKind
from dialtone.model.wording import append_english
from dialtone.ui.messengers.messenger_items import PageAction, list_page_items
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after, with_check
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.controls import Button
from dialtone.ui.widgets.page_items import ActionItem, NoticeItem, TextItem, paragraphs
from dialtone.ui.window.tray import make_menu_text
from ui import examples
from ui.conftest import MakeWindow, WindowHarness, make_content
from ui.english import WORDS
from ui.page_rows import instead, open_all, open_row, row, texts
from ui.plain_words import PlainWords
from ui.runs import ALL

OFFER = "See what else works here"


def offer(page: QWidget) -> Button | None:
    return next((b for b in page.findChildren(Button) if b.text() == OFFER and b.isVisible()), None)


def test_a_page_of_what_fails_names_what_works_and_offers_to_test_others(checked: WindowHarness) -> None:
    checked.window.open_messenger("whatsapp")
    assert row(checked.window.detail, "Use instead").head.accessibleDescription() == "Works here: Signal."
    assert offer(checked.window.detail) is None, "one press deeper"
    open_row(checked.window.detail, "Use instead")
    assert offer(checked.window.detail) is not None
    checked.window.open_messenger("signal")
    assert "Works here: Signal." not in texts(checked.window.detail)
    assert offer(checked.window.detail) is None


def test_others_are_tested_only_when_asked_and_do_not_come_into_the_list(qtbot: QtBot, checked: WindowHarness) -> None:
    assert checked.asked == [ALL]
    checked.window.open_messenger("whatsapp")
    open_row(checked.window.detail, "Use instead")
    button = offer(checked.window.detail)
    assert button is not None
    with qtbot.waitSignal(checked.controller.check_finished):
        button.click()
    assert checked.asked == [ALL, (*ALL, "viber")]
    assert "viber" not in checked.controller.watch_list.listed
    assert checked.kept == []


@pytest.mark.parametrize(
    ("tested", "quiet", "offered"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_others_are_not_offered_again_nor_where_none_would_be_tested(tested: bool, quiet: bool, offered: bool) -> None:
    """The button stayed after all had been tested, and in the quiet profile it checked the watched ones again."""
    check = examples.check()
    viber = MessengerVerdict("viber", "Viber", MessengerStatus.BLOCKED, (Cause.NAME_FILTERED,))
    check = replace(check, messengers=(*check.messengers, viber)) if tested else check
    state = with_check(ScreenState(), check, Phase.DONE)
    page = Presenter(make_content(), state, WatchList(ALL, ALL, quiet=quiet)).make_page_state("whatsapp")
    assert page is not None
    assert page.may_test_others is offered


@pytest.mark.parametrize("calls", [False, True])
def test_others_are_offered_where_it_is_unclear_or_only_calls_fail(calls: bool) -> None:
    """As it was found: of an unclear answer, and of blocked calls, the page offered no test of others."""
    works = examples.signal_works()
    messages, media, _ = works.functions
    cut = FunctionVerdict(Function.CALLS, FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,))
    no_calls = replace(works, status=MessengerStatus.PARTLY, functions=(messages, media, cut))
    verdict = no_calls if calls else examples.unknown(works, Cause.ADDRESS_BLOCKED)
    state = with_check(ScreenState(), replace(examples.check(), messengers=(verdict,)), Phase.DONE)
    page = Presenter(make_content(), state, WatchList(ALL, ALL)).make_page_state(verdict.messenger)
    assert page is not None
    assert page.may_test_others


def test_beside_the_test_of_others_stands_the_question_who_is_to_be_reached() -> None:
    """Somebody in Moscow whose mother is abroad found it in the menu alone."""
    nothing_works = replace(examples.check(), messengers=(examples.whatsapp_blocked(),))
    state = with_check(ScreenState(), nothing_works, Phase.DONE)
    page = Presenter(make_content(), state, WatchList(ALL, ALL)).make_page_state("whatsapp")
    assert page is not None
    (offers,) = (row for row in rows_in("why", page) if row.label == OFFER)
    keys = [item.key for item in offers.items if isinstance(item, ActionItem)]
    assert keys == [PageAction.CHECK_OTHERS, PageAction.REACH_SOMEBODY]


def test_of_a_saved_check_nothing_is_offered(make_window: MakeWindow, qtbot: QtBot) -> None:
    harness = make_window(saved=examples.check())
    qtbot.waitUntil(harness.is_in(Phase.SAVED))
    harness.window.open_messenger("whatsapp")
    assert "Works here: Signal." in texts(harness.window.detail)
    open_all(harness.window.detail)
    assert offer(harness.window.detail) is None


def test_the_page_says_when_it_last_answered(checked: WindowHarness) -> None:
    checked.window.open_messenger("whatsapp")
    days = {"whatsapp": date(2026, 11, 3), "signal": date(2026, 11, 3)}
    checked.controller.learn(answered=days)
    QCoreApplication.processEvents()
    assert (
        row(checked.window.detail, "Stay signed in").head.accessibleDescription() == "WhatsApp answered on 2026-11-03."
    )
    checked.window.open_messenger("signal")
    assert "Signal answered on 2026-11-03." not in texts(checked.window.detail)


def test_a_wrong_clock_counts_no_days(checked: WindowHarness) -> None:
    """A year ahead it would say that the phone has been signed out for months."""
    before = examples.check()
    wrong = replace(before, network=replace(before.network, flags=(NetworkFlag.CLOCK_WRONG,)))
    checked.controller.learn(answered={"whatsapp": date(2026, 11, 3)})
    for check, said in ((before, "WhatsApp answered on 2026-11-03."), (wrong, "")):
        checked.controller.fold(CheckFinished(check))
        page = Presenter(make_content(), checked.controller.state, WatchList(ALL, ALL)).make_page_state("whatsapp")
        assert page is not None
        assert page.lock_out == said


class Readable(PlainWords):
    """Says of everything that a state can read it."""

    def readers_of(self, messenger: str) -> str:
        return "state"

    def say_caution(self, messenger: str) -> str:
        return "a state can read"


def test_no_bare_tick_in_row_or_tray() -> None:
    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    watch_list = WatchList(ALL, ALL)
    rows = Presenter(replace(make_content(), words=Readable()), state, watch_list).make_rows()
    signal = next(row for row in rows if row.id == "signal")
    assert (signal.status, signal.shape, signal.state_and_readers) == ("works", READABLE, "Works · a state can read")
    assert signal.spoken.endswith("a state can read")
    assert make_menu_text(signal) == "! Signal: Works · a state can read"


def rows_in(box: str, page: MessengerPageState) -> list[BoxRow]:
    """Return the rows of a box of the page."""
    boxes = [item for item in list_page_items(page) if isinstance(item, BoxItem) and item.key == box]
    return [row for found in boxes for row in found.rows if isinstance(row, BoxRow)]


def page_about(number: int = 0, **changed: Any) -> MessengerPageState:
    """Return the page of WhatsApp, which is blocked, or of Signal (2), with some words of the test's own."""
    verdict = examples.signal_works() if number else examples.whatsapp_blocked()
    words = replace(WORDS.explain_messenger(verdict, examples.check().network), **changed)
    about = examples.MESSENGERS[number]
    return MessengerPageState(about, Row(about.id, about.name, watched=True), words, pending=False, is_saved=False)


def ways(*told: Guidance | WayWords) -> list[BoxRow]:
    """Return the rows of these ways, as the page has them."""
    words = tuple(WayWords("setting", one.title, guidance=one) if isinstance(one, Guidance) else one for one in told)
    return rows_in("ways", page_about(ways=words, will_not_help=()))


def test_a_way_of_high_risk_has_a_sign_and_is_not_open() -> None:
    """A reader saw a VPN that may be punished opened as the first advice."""
    risky = Guidance("vpn", "A VPN", "", ("Turn it on.",), "", "", (), risk_level=Risk.HIGH)
    (row,) = ways(risky)
    assert (row.risky, row.opened) == (True, False)


def test_what_to_prepare_stands_open_right_below_what_is_reported() -> None:
    prepare = Guidance("prepare", "Prepare", "", ("Do it.",), "", "", (), ahead=True)
    told = (WayWords(WayKind.REFERENCE, prepare.title, guidance=prepare),)
    page = page_about(2, ways=told, reported="It may be blocked. 1 thing to do now:")
    assert [(row.label, row.opened) for row in rows_in("ways", page)] == [("Prepare", True)]


def test_below_the_steps_of_a_way_it_can_be_looked_whether_it_helped() -> None:
    """Below a switch on the phone nothing was done that a check could see."""
    change = Guidance("dns", "Change it", "", ("Do it.",), "", "", (), risk_level=Risk.LOW, shown_by_check=True)
    first, second = ways(change, replace(change, id="switch", title="Switch", shown_by_check=False))
    assert [one.label for one in first.items if isinstance(one, ActionItem)] == ["Done, check again"]
    assert not [one for one in second.items if isinstance(one, ActionItem)]


def test_who_hears_a_call_is_said_before_its_row_is_opened() -> None:
    heard = "The phone company can hear it."
    call = Guidance("call", "Call", heard, ("Call.",), "", "", (), risk_level=Risk.NONE)
    (row,) = ways(WayWords(WayKind.CALL, call.title, who_reads=heard, guidance=call))
    assert row.line == heard
    assert heard not in str(row.items)


def test_in_a_draft_language_the_row_has_its_own_words_and_the_opened_way_the_english_too() -> None:
    """In a row of two lines "[en]" and the English words were cut in two."""
    heard = append_english("Telefon şirketi dinleyebilir.", "The phone company can hear it.")
    call = Guidance("call", "Call", heard, ("Call.",), "", "", (), risk_level=Risk.NONE)
    (row,) = ways(WayWords(WayKind.CALL, call.title, who_reads=heard, guidance=call))
    assert row.line == "Telefon şirketi dinleyebilir."
    (notice,) = (item for item in row.items if isinstance(item, NoticeItem))
    (in_english,) = notice.items
    assert isinstance(in_english, BoxRow)
    assert notice.text == "Telefon şirketi dinleyebilir."
    assert (in_english.label, in_english.items) == ("In English", paragraphs(("The phone company can hear it.",)))


def test_three_ways_are_seen_and_the_others_wait() -> None:
    many = [Guidance(f"way-{number}", f"Way {number}", "", (), "", "", (), risk_level=Risk.LOW) for number in range(5)]
    *seen, more = ways(*many)
    assert [one.label for one in (*seen, more)] == ["Way 0", "Way 1", "Way 2", "More ways (2)"]
    assert [one.label for one in more.items if isinstance(one, BoxRow)] == ["Way 3", "Way 4"]


def test_what_works_here_stays_while_it_is_checked_again() -> None:
    """The page said nothing of it then, and opened the risky way, at each automatic check."""
    content, watched = make_content(), WatchList(ALL, ALL)

    def said(state: ScreenState) -> str:
        page = Presenter(content, state, watched).make_page_state("whatsapp")
        assert page is not None
        return instead(page)

    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    assert "Signal" in said(state)
    running = state_after(state, CheckStarted(ALL, examples.STARTED))
    assert said(running) == said(state)
    gone = replace(examples.signal_works(), status=MessengerStatus.BLOCKED, functions=())
    assert "Signal" not in said(state_after(running, MessengerJudged(gone)))


def test_what_works_here_is_said_as_soon_as_it_is_known() -> None:
    """In a first check the risky way was open until the last messenger had its answer."""
    content, state = make_content(), state_after(ScreenState(), CheckStarted(ALL, examples.STARTED))
    state = state_after(state, NetworkJudged(examples.check().network))
    for verdict, named in ((examples.whatsapp_blocked(), False), (examples.signal_works(), True)):
        state = state_after(state, MessengerJudged(verdict))
        page = Presenter(content, state, WatchList(ALL, ALL)).make_page_state("whatsapp")
        assert page is not None
        assert ("Signal" in instead(page)) is named


def test_how_old_the_knowledge_of_a_country_is_stands_under_how_we_know() -> None:
    page = replace(page_about(2), known_until="Nothing newer than May.")
    boxes = [item for item in list_page_items(page) if isinstance(item, BoxItem)]
    (how,) = (row for box in boxes for row in box.rows if isinstance(row, BoxRow) and row.key == "how we know")
    assert "Nothing newer than May." in [one.text for one in how.items if isinstance(one, TextItem)]
