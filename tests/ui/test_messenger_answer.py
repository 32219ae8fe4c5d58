"""What stands above the page of one messenger: the button of the first page, and nothing that was not asked yet."""

import pytest

from dialtone.engine.events import CheckStarted
from dialtone.model.answer import NextStep, StepKind
from dialtone.model.check import Check
from dialtone.model.explanation import WayWords
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk
from dialtone.model.vocabulary import NetworkStatus
from dialtone.store.check_file import load_check
from dialtone.ui.messengers.messenger_items import list_page_items
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.result_state import CHECKING, make_window_answer
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after
from dialtone.ui.state.snapshot import Snapshot
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.page_items import NoticeItem, TextItem
from ui import examples
from ui.window_fixture import SAVED, USUAL, WATCHED, done, make_content


def page(state: ScreenState, messenger: str = "whatsapp", watch_list: WatchList = USUAL) -> MessengerPageState:
    shown = Presenter(make_content("en"), state, watch_list).make_page_state(messenger)
    assert shown is not None
    return shown


@pytest.mark.parametrize("check", [examples.check(), examples.offline(), load_check(SAVED / "russia-2026.json")])
def test_the_step_is_that_of_the_first_page(check: Check) -> None:
    """Of the messenger that the first page speaks of; where that leads to this page, what its link does is left."""
    state, content = done(check), make_content("en")
    first = make_window_answer(Snapshot(content, state, USUAL), content.words.explain_network(check.network))
    there = page(state, first.about or "whatsapp").answer
    if first.step == NextStep(StepKind.HELP):
        assert there.verb == (first.link or "Check again")
    else:
        assert (there.step, there.verb, there.filled) == (first.step, first.verb, first.filled)


def test_at_a_sign_in_page_the_button_opens_it() -> None:
    """A person read that the browser had to be opened, and had nothing to press."""
    shown = page(done(load_check(SAVED / "captive-portal.json")))
    assert (shown.answer.step, shown.answer.verb) == (NextStep(StepKind.SIGN_IN), "Open sign-in page")
    assert shown.answer.line == "Never enter card numbers or messenger codes there."
    rows = [row for box in list_page_items(shown) if isinstance(box, BoxItem) for row in box.rows]
    assert "instead" not in [row.key for row in rows if isinstance(row, BoxRow)], "the way to sign in says how"


@pytest.mark.parametrize("name", sorted(path.stem for path in SAVED.glob("*.json")))
def test_without_a_sign_in_page_no_button_opens_one(name: str) -> None:
    check = load_check(SAVED / f"{name}.json")
    wants = check.network.status is NetworkStatus.CAPTIVE_PORTAL
    said = make_window_answer(
        Snapshot(make_content("en"), done(check), USUAL), make_content("en").words.explain_network(check.network)
    )
    answers = (said, *(page(done(check), one.messenger).answer for one in check.messengers))
    assert {one.step == NextStep(StepKind.SIGN_IN) for one in answers} == {wants}
    assert any("sign-in page" in one.verb for one in answers) == wants


def test_who_is_about_to_be_asked_was_not_left_out() -> None:
    """For a fifth of a second the page said that nothing had been checked, and offered to do it."""
    for state in (ScreenState(), state_after(ScreenState(), CheckStarted(("signal",), examples.STARTED))):
        answer = page(state).answer
        assert (answer.status, answer.step) == (CHECKING, None)
    idle = replace(ScreenState(), phase=Phase.IDLE)
    assert page(idle).answer.verb == "Check WhatsApp"
    assert page(idle, "viber").answer.sentence == "Not checked yet"


def test_what_is_told_again_and_again_is_offered_only_where_it_may_be() -> None:
    state = done(examples.check())
    assert page(state).notices_on is False
    assert page(state, watch_list=replace(USUAL, watching=True)).notices_on is True
    assert page(state, watch_list=replace(USUAL, watching=True, muted=frozenset({"whatsapp"}))).notices_on is False
    assert page(state, watch_list=WatchList(WATCHED, WATCHED, quiet=True)).notices_on is None
    assert page(state, "viber").notices_on is None


def test_that_people_are_punished_for_it_is_read_before_the_row_is_opened() -> None:
    """In Myanmar "Use instead: Signal" stood there, and the danger below it, once the row was opened."""
    shown = page(done(examples.check()))
    assert shown.words is not None
    way = WayWords("works_here", "What worked: Signal.", law="Signal can get people punished. An agency reported it.")
    items = list_page_items(replace(shown, words=replace(shown.words, ways=(way,))))
    rows = {row.key: row for box in items if isinstance(box, BoxItem) for row in box.rows if isinstance(row, BoxRow)}
    assert (rows["instead"].line, rows["instead"].risky) == ("Signal can get people punished.", True)


def test_a_danger_is_read_without_a_press() -> None:
    """That Signal is punished in Myanmar was under How we know, on the page that said that it works."""
    shown = page(done(examples.check()))
    assert shown.words is not None
    danger = "Using Signal here can get people punished."
    items = list_page_items(replace(shown, words=replace(shown.words, danger=danger)))
    assert NoticeItem(danger, Risk.HIGH) in items


def test_what_may_work_is_read_before_the_row_is_opened() -> None:
    """Beside a blocked WhatsApp the terminal said "May work here: Telegram", and the window only offered a test."""
    shown = page(done(examples.check()))
    assert shown.words is not None
    words = replace(shown.words, can_do=("May work here: Telegram.", "Try later."), ways=())
    items = list_page_items(replace(shown, words=words, may_test_others=True))
    rows = {row.key: row for box in items if isinstance(box, BoxItem) for row in box.rows if isinstance(row, BoxRow)}
    assert rows["instead"].line == "May work here: Telegram."
    assert next(item.text for item in rows["instead"].items if isinstance(item, TextItem)) == "Try later."


@pytest.mark.parametrize(
    ("vpn", "left_out", "sees"),
    [
        (False, (), "Your provider"),
        (True, (), "The owner of the VPN"),
        (True, ("Names went past it.",), "Your provider"),
    ],
)
def test_who_sees_a_test_of_others_is_who_carries_it(vpn: bool, left_out: tuple[str, ...], sees: str) -> None:
    """Behind a VPN the provider was said to see it, beside the sentence that it sees what is opened without one."""
    shown = page(done(examples.check()))
    assert shown.words is not None
    words = replace(shown.words, answer=replace(shown.words.answer, through_vpn=vpn), through_vpn=left_out)
    items = list_page_items(replace(shown, words=words, may_test_others=True))
    rows = {row.key: row for box in items if isinstance(box, BoxItem) for row in box.rows if isinstance(row, BoxRow)}
    notes = [item.text for item in rows["instead"].items if isinstance(item, TextItem) and item.dim]
    assert notes == [f"Tests other messengers once. {sees} can see which ones."]
