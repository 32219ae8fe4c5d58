"""The answer at the top of a messenger's page, with the same button as on the first page. No widgets."""

from dialtone.model.answer import Answer, State, Step, StepKind
from dialtone.model.explanation import Explanation
from dialtone.model.frozen import replace
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import NetworkVerdict
from dialtone.ui.state.answer_validity import Validity
from dialtone.ui.state.labels import translate
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.messenger_page_state import MessengerPageState
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
from dialtone.ui.state.watch_list import WatchList


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
        return _not_yet(state, page)
    if page.validity is not Validity.HERE:
        return from_elsewhere(page.validity, words.headline)
    result = ResultState(page.headline, status=page.face or words.status, doubtful=words.doubtful)
    if answer is None or network is None or words.status in UNTESTABLE:
        return replace(result, line=words.summary)
    result = replace(result, line=_line_below(words, answer), network=network_label(content, network))
    if not (page.watched or state.phase is Phase.CHECKING):
        verb = translate("Detail", "Check {name}").format(name=page.name)
        return result if page.is_saved else replace(result, step=Step(), verb=verb)
    result = with_step(content, state, result, answer, watch_list)
    other = result.step is not None and result.step.kind is not StepKind.CHECK_AGAIN
    return replace(result, link=translate("Window", "Check again")) if other else result


def _line_below(words: Explanation, answer: Answer) -> str:
    """Return the line below the headline; a failure always gets one."""
    if answer.next_step.kind is StepKind.SIGN_IN:
        return at_sign_in()
    line = " ".join(filter(None, (words.then, not_to_blame(answer), words.also)))
    if line or answer.first.state is State.WORKS:
        return line
    return next(iter((*words.means, *words.saw, words.summary)), "")


def _not_yet(state: ScreenState, page: MessengerPageState) -> ResultState:
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
        headline, line.format(name=page.name), step=Step(), verb=verb, filled=True, network=this_network()
    )
