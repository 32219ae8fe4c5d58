"""Words for what the window shows, without widgets."""

import pytest

from dialtone.engine.events import CheckStarted, MessengerJudged
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus
from dialtone.ui.state.presenter import Presenter
from dialtone.ui.state.screen_state import Phase, ScreenState, state_after, with_check
from dialtone.ui.state.watch_list import WatchList
from dialtone.ui.state.window_inputs import ThisComputer
from ui import examples
from ui.conftest import make_content
from ui.plain_words import PlainWords


@pytest.mark.parametrize(
    ("sandbox", "words"), [("", "No messengers found"), ("flatpak", "runs as a Flatpak"), ("snap", "runs as a Snap")]
)
def test_why_the_list_is_empty(sandbox: str, words: str) -> None:
    assert words in Presenter(replace(make_content(), computer=ThisComputer(sandbox=sandbox))).say_why_empty()


class FewWords(PlainWords):
    """Explains nothing: the list does not need it."""

    def explain_messenger(self, *_about: object, **_more: object) -> Explanation:
        raise AssertionError("a row is one short sentence")


def test_the_list_explains_nobody() -> None:
    """Of 39 messengers one page is read; the words of the others would hold the window up."""
    content = replace(make_content(), words=FewWords())
    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    rows = Presenter(content, state, WatchList(listed=("whatsapp", "telegram", "signal", "viber"))).make_rows()
    states = {row.id: row.state for row in rows}
    assert states["whatsapp"] == "Blocked"
    assert states["viber"] == "Not checked yet"


class Dangerous(PlainWords):
    """Says of everything that people are punished for it."""

    def say_caution(self, messenger: str) -> str:
        return "can get people punished"


def test_a_danger_is_on_the_tile_of_what_works() -> None:
    content = replace(make_content(), words=Dangerous())
    state = with_check(ScreenState(), examples.check(), Phase.DONE)
    row = next(
        row for row in Presenter(content, state, WatchList(listed=("signal",))).make_rows() if row.id == "signal"
    )
    assert row.state_and_readers == f"{row.state} · can get people punished"
    assert row.shape == "readable", "no green tick beside a danger"


def test_what_waits_for_the_network_is_still_being_checked() -> None:
    begun = state_after(ScreenState(), CheckStarted(("whatsapp",), examples.STARTED))
    judged = state_after(begun, MessengerJudged(examples.whatsapp_blocked()))
    (row,) = Presenter(make_content(), judged, WatchList(("whatsapp",), ("whatsapp",))).make_rows()
    assert (row.state, row.checking, row.shape) == ("Checking…", True, "")


def test_a_saved_check_lists_first_what_fails() -> None:
    works = replace(examples.signal_works(), messenger="whatsapp", name="WhatsApp")
    blocked = replace(examples.whatsapp_blocked(), messenger="signal", name="Signal")
    mixed = examples.check(works, examples.unknown(examples.telegram_partly(), Cause.UNEXPLAINED), blocked)
    listed = tuple(verdict.messenger for verdict in mixed.messengers)
    rows = Presenter(
        make_content(saved=mixed), with_check(ScreenState(), mixed, Phase.SAVED), WatchList(listed, listed)
    ).make_rows()
    assert [row.id for row in rows] == ["signal", "telegram", "whatsapp"]


def test_what_is_not_safe_whole_is_listed_before_what_is_not_safe_in_part() -> None:
    swapped = (Cause.CERTIFICATE_SWAPPED,)
    unsafe = FunctionVerdict(Function.MESSAGES, FunctionStatus.BLOCKED, swapped, Confidence.SURE)
    works = FunctionVerdict(Function.MESSAGES, FunctionStatus.WORKS, (), Confidence.SURE)
    whole = MessengerVerdict("x", "X", MessengerStatus.BLOCKED, swapped, Confidence.SURE, (unsafe,))
    part = replace(whole, status=MessengerStatus.PARTLY, functions=(works, replace(unsafe, function=Function.WEB)))
    found = {"whatsapp": whole, "telegram": part, "signal": replace(whole, causes=(Cause.DNS_MISSING,), functions=())}
    check = examples.check(*(replace(verdict, messenger=one, name=one) for one, verdict in found.items()))
    rows = Presenter(
        make_content(), with_check(ScreenState(), check, Phase.DONE), WatchList(tuple(found), tuple(found))
    ).make_rows()
    assert [row.id for row in rows] == ["whatsapp", "telegram", "signal"]
