"""What the page of one messenger shows, with the answer at its top. No widgets."""

from collections.abc import Mapping

from msgspec import field

from dialtone.explain.makers import MakerWords
from dialtone.model.answer import BAD, Answer, NextStep, State, StepKind
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import SettingsPlace
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import Frozen, replace
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import NetworkVerdict
from dialtone.ui.state.answer_validity import Validity
from dialtone.ui.state.labels import translate
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import (
    CHECKING,
    ResultState,
    at_sign_in,
    from_elsewhere,
    network_label,
    not_to_blame,
    this_network,
    with_step,
)
from dialtone.ui.state.screen_state import Phase, ScreenState
from dialtone.ui.state.watch_list import EVERY_HOUR, WatchList

_IN_TROUBLE = BAD | {State.UNKNOWN}


class MessengerPageState(Frozen):
    """A messenger with its words, or what is known before there are any."""

    messenger: Messenger
    name: str
    """The name in the reader's language."""
    words: Explanation | None
    pending: bool
    """It is being checked."""
    watched: bool
    """It is part of a check of everything."""
    is_saved: bool
    """A saved check is shown: nothing can be run."""
    copy_note: str = ""
    """Why a copy of the page leaves the advice out; empty if it may include it."""
    server: str = ""
    """The person's own server for this messenger."""
    muted: bool = False
    """It is checked without notices."""
    maker: MakerWords = field(default_factory=MakerWords)
    """The makers of its apps, once known."""
    face: str = ""
    """The status of the face beside the answer; empty if there is no verdict."""
    validity: Validity = Validity.HERE
    """Whether the answer is about the current network; if not, the page must say so."""
    outside: tuple[str, ...] = ()
    """The results with and without the VPN, if both were checked."""
    changed: str = ""
    """The effect of a change that the person made, in a sentence."""
    lock_out: str = ""
    """When it last answered here, and the risk of being signed out."""
    may_ask_help: bool = False
    """The hosts that the advice names can be tested."""
    asking_help: bool = False
    """The hosts that the advice names are being tested."""
    may_test_others: bool = False
    """It does not work here, and other messengers could be tested."""
    day: str = ""
    """The day of the shown check, in words."""
    known_until: str = ""
    """That nothing newer than some month is known about the person's country; empty where something is."""
    answer: ResultState = field(default_factory=ResultState)
    """The answer at the top of the page."""
    row: Row | None = None
    """The line from here to it; None if none is drawn."""
    notices_on: bool | None = None
    """Whether the person gets notices when it stops or comes back; None if that is not available."""
    notice_minutes: int = EVERY_HOUR
    """Minutes between automatic checks once they are turned on."""
    system_pages: Mapping[str, SettingsPlace] = field(default_factory=dict)
    """The pages of the system's settings that can be opened."""

    @property
    def in_trouble(self) -> bool:
        """Whether its state is bad or unknown."""
        return self.words is not None and self.words.answer.first.state in _IN_TROUBLE

    @property
    def headline(self) -> str:
        """The answer in a sentence; if it works after a change, the sentence about the change instead."""
        if self.words is None:
            return ""
        healed = self.words.answer.first.state is State.WORKS and self.changed
        return self.changed if healed else self.words.headline


def messenger_answer(
    content: LoadedContent,
    state: ScreenState,
    page: MessengerPageState,
    answer: Answer | None,
    network: NetworkVerdict | None,
    watch_list: WatchList,
) -> ResultState:
    """Return the answer at the top of `page`. `network`: the one that it is about."""
    words = page.words
    if words is None:
        return _without_answer(state, page)
    if page.validity is not Validity.HERE:
        return from_elsewhere(page.validity, words.headline)
    result = ResultState(page.headline, status=page.face or words.status, doubtful=words.doubtful)
    if answer is None or network is None or words.status in UNTESTABLE:
        return replace(result, line=words.summary)
    result = replace(result, line=_line_below(words, answer), network=network_label(content, network))
    if not (page.watched or state.phase is Phase.CHECKING):
        verb = translate("Detail", "Check {name}").format(name=page.name)
        return result if page.is_saved else replace(result, step=NextStep(), verb=verb)
    result = with_step(content, state, result, answer, watch_list)
    # the button does something else, so the link checks again
    needs_link = result.step is not None and result.step.kind is not StepKind.CHECK_AGAIN
    return replace(result, link=translate("Window", "Check again")) if needs_link else result


def _line_below(words: Explanation, answer: Answer) -> str:
    """Return the line below the headline; a failure always gets one."""
    if answer.next_step.kind is StepKind.SIGN_IN:
        return at_sign_in()
    line = " ".join(filter(None, (words.then, not_to_blame(answer), words.also)))
    if line or answer.first.state is State.WORKS:
        return line
    return next(iter((*words.means, *words.saw, words.summary)), "")


def _without_answer(state: ScreenState, page: MessengerPageState) -> ResultState:
    """Return what is shown before there is an answer: that it is pending, or that nothing was checked."""
    if page.pending:
        stop = translate("Window", "Cancel") if state.phase is Phase.CHECKING else ""
        headline = translate("Detail", "Checking…")
        line = translate("Detail", "The answer will appear here.")
        return ResultState(headline, line, status=CHECKING, verb=stop, network=this_network())
    headline = translate("Detail", "Not checked yet")
    line = (
        translate("Detail", "Dialtone has not tested {name} yet.")
        if page.watched
        else translate("Detail", "{name} is not installed on this computer. Dialtone can check it anyway.")
    )
    verb = "" if page.is_saved else translate("Detail", "Check {name}").format(name=page.name)
    return ResultState(
        headline, line.format(name=page.name), step=NextStep(), verb=verb, filled=True, network=this_network()
    )
