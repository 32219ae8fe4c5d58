"""What the page of one messenger shows: its answer, and texts that it shares with other pages. No widgets."""

from collections.abc import Mapping, Sequence

from msgspec import field

from dialtone.explain.joining import as_sentences
from dialtone.explain.makers import MakerWords
from dialtone.model.answer import MAY_FAIL, Answer, NextStep, State, StepKind
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import SettingsPlace
from dialtone.model.explanation import Explanation, FunctionWords
from dialtone.model.frozen import Frozen, replace
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import NetworkVerdict
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import (
    CHECKING,
    ResultState,
    make_answer_from_elsewhere,
    network_label,
    say_not_this_computer,
    sign_in_warning,
    this_network,
    with_step,
)
from dialtone.ui.state.screen_state import Validity
from dialtone.ui.state.snapshot import Snapshot
from dialtone.ui.state.watch_list import EVERY_HOUR


class MessengerPageState(Frozen):
    """What the page of one messenger shows, before and after there are words about it."""

    messenger: Messenger
    row: Row
    """Its row in the list, with its name and state."""
    words: Explanation | None
    """The explanation of its verdict; None without one."""
    pending: bool
    is_saved: bool
    """A saved check is shown: nothing can be run."""
    copy_note: str = ""
    """Why a copy of the page leaves the advice out; empty if it may include it."""
    server: str = ""
    maker: MakerWords = field(default_factory=MakerWords)
    validity: Validity = Validity.HERE
    """Whether the answer is about the current network; if not, the page must say so."""
    vpn_comparison: tuple[str, ...] = ()
    """The results with and without the VPN, in sentences; none unless both were checked."""
    effect_of_change: str = ""
    """The effect of a change that the person made, in a sentence; empty without a change."""
    lock_out: str = ""
    """When it last answered here, and the risk of being signed out; empty unless it fails here."""
    may_ask_help: bool = False
    """The hosts that the advice names may be tested."""
    asking_help: bool = False
    may_test_others: bool = False
    """It does not work here, and other messengers could be tested."""
    day: str = ""
    """The day of the shown check, in words; empty before the first."""
    known_until: str = ""
    """The sentence that nothing newer than some month is known about the person's country; empty where something is."""
    answer: ResultState = field(default_factory=ResultState)
    notices_on: bool | None = None
    """Whether the person gets notices when it stops or comes back; None if that is not available."""
    notice_minutes: int = EVERY_HOUR
    system_pages: Mapping[str, SettingsPlace] = field(default_factory=dict)
    """The pages of the system's settings that can be opened, by the vocabulary's word."""

    @property
    def is_testable(self) -> bool:
        """Whether it can be tested: else no line to it is drawn."""
        return self.words is None or self.words.status not in UNTESTABLE

    @property
    def in_trouble(self) -> bool:
        """Whether its state is bad or unknown."""
        return self.words is not None and self.words.answer.first.state in MAY_FAIL

    @property
    def headline(self) -> str:
        """The answer in a sentence; if it works after a change, the sentence about the change. Empty without words."""
        if self.words is None:
            return ""
        works = self.words.answer.first.state is State.WORKS
        return self.effect_of_change if works and self.effect_of_change else self.words.headline


def make_messenger_answer(
    snapshot: Snapshot, page: MessengerPageState, answer: Answer | None, network: NetworkVerdict | None
) -> ResultState:
    """Return the answer block at the top of `page`; `answer` is None without a verdict."""
    words = page.words
    if words is None:
        return _make_unjudged_answer(page, may_cancel=snapshot.is_checking)
    if page.validity is not Validity.HERE:
        return make_answer_from_elsewhere(page.validity, words.headline)
    result = ResultState(page.headline, status=page.row.shape or words.status, doubtful=words.doubtful)
    if answer is None or network is None or not page.is_testable:
        return replace(result, line=words.summary)
    result = replace(result, line=_line_below_headline(words, answer), network=network_label(snapshot, network))
    if not (page.row.watched or snapshot.is_checking):
        return result if page.is_saved else replace(result, step=NextStep(), verb=_say_check(page))
    result = with_step(snapshot, result, answer)
    # the button does something else, so the link checks again
    needs_link = result.step is not None and result.step.kind is not StepKind.CHECK_AGAIN
    return replace(result, link=translate("Window", "Check again")) if needs_link else result


def _line_below_headline(words: Explanation, answer: Answer) -> str:
    """Return the line below the headline; a failure always gets one."""
    if answer.next_step.kind is StepKind.SIGN_IN:
        return sign_in_warning()
    line = " ".join(filter(None, (words.when_checked, say_not_this_computer(answer), words.other_clauses)))
    if line or answer.first.state is State.WORKS:
        return line
    return next(iter((*words.means, *words.observed, words.summary)), "")


def _make_unjudged_answer(page: MessengerPageState, *, may_cancel: bool) -> ResultState:
    """Return what is shown before there is an answer: that it is pending, or that nothing was checked."""
    if page.pending:
        cancel = translate("Window", "Cancel") if may_cancel else ""
        headline = translate("Detail", "Checking…")
        line = translate("Detail", "The answer will appear here.")
        return ResultState(headline, line, status=CHECKING, verb=cancel, network=this_network())
    line = (
        translate("Detail", "Dialtone has not tested {name} yet.")
        if page.row.watched
        else translate("Detail", "{name} is not installed on this computer. Dialtone can check it anyway.")
    )
    return ResultState(
        translate("Detail", "Not checked yet"),
        line.format(name=page.row.name),
        step=NextStep(),
        verb="" if page.is_saved else _say_check(page),
        filled=True,
        network=this_network(),
    )


def _say_check(page: MessengerPageState) -> str:
    return translate("Detail", "Check {name}").format(name=page.row.name)


def summarize_page(page_state: MessengerPageState, *, advice: bool = True) -> str:
    """Return a text to pass on: a line each for answer, why, what helps (`advice`) and day; empty without words."""
    words = page_state.words
    if words is None:
        return ""
    what_helps = _say_what_helps(words) if advice else ""
    answer = (words.when_checked, words.headline, words.other_clauses)
    checked_with = translate("Detail", "Checked with Dialtone")
    lines = (*answer, words.summary, what_helps, page_state.day, checked_with)
    return "\n".join(line for line in lines if line) + "\n"


def _say_what_helps(words: Explanation) -> str:
    """Return the first way that helps and may be passed on, else what can be done at once; empty for neither."""
    ways = [entry.title for entry in words.guidance if entry.risk_level and not entry.stays_here]
    if ways:
        return translate("Detail", "What can help: {way}").format(way=ways[0])
    return words.can_do[0] if words.can_do else ""


def list_functions(functions: Sequence[FunctionWords]) -> tuple[str, ...]:
    """Return a line for each function: its state, and why."""
    state_line = translate("Detail", "{function}: {state}")
    return tuple(
        as_sentences((state_line.format(function=function.label, state=function.state), function.sentence))
        for function in functions
    )


def section_titles() -> dict[str, str]:
    """Return the titles of the sections that pages share, by the field of the explanation that each shows."""
    return {
        "how": translate("Detail", "How we know"),
        "saw": translate("Detail", "What we saw"),
        "can_do": translate("Detail", "What you can do now"),
        "can_help": translate("Detail", "What can help"),
        "still": translate("Detail", "If it is still so"),
        "will_not_help": translate("Detail", "What will not help"),
        "cannot_tell": translate("Detail", "What we cannot tell"),
        "details": translate("Detail", "Technical details"),
    }
