"""The answer of the window: one sentence, line, button and link, all from the joint `Answer`. No widgets."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dialtone.explain.answer_text import NOWHERE, say_first, say_second_line, say_whole, say_working
from dialtone.explain.answers import answer_of
from dialtone.explain.joining import split_first_sentence
from dialtone.explain.makers import MakerWords
from dialtone.explain.sentences import Sentences
from dialtone.model.answer import BAD, STOPPED_STATES, Answer, NextStep, State, StepKind
from dialtone.model.explanation import NetworkWords
from dialtone.model.frozen import Frozen, replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, NetworkFlag
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import MAX_TILES
from dialtone.ui.state.screen_state import Phase, ScreenState, Validity
from dialtone.ui.state.snapshot import Snapshot
from dialtone.ui.state.time_text import CountedText, say_phase

CHECKING = "checking"
"""A status besides the vocabulary's words: unknown so far, and being checked."""
OFFLINE = "offline"
"""A status besides the vocabulary's words: certainly nothing gets through."""
OFFLINE_STATUSES = frozenset({"offline", "captive_portal", "dns_down"})
"""The network statuses with which certainly nothing gets through."""


class ResultState(Frozen):
    """The answer block and what is around it. Everything may be empty."""

    sentence: str = ""
    line: str = ""
    """What is not to blame, and what still works; else what to do first."""
    status: str = ""
    """The status for face and tint: a sign of the answer, `offline` or `checking`; empty if nothing is known."""
    doubtful: bool = False
    """The answer is uncertain: the face is hollow."""
    step: NextStep | None = None
    """What the button does; None stops the running check."""
    verb: str = ""
    filled: bool = False
    """The button is filled: its step is for a person whose messenger fails."""
    link: str = ""
    watched: tuple[str, ...] = ()
    """The messengers that the button announces when they are back; or the link, if the button opens what helps."""
    about: str = ""
    """The messenger whose page has what helps, which the link opens, or the button; empty for how to prepare."""
    unaffected: str = ""
    """What is not to blame and what still works, also where a tile shows it: for notices."""
    names_untested: bool = True
    """A tile says that a part was not tested: only beside an answer that all works, or about calls."""
    whole: str = ""
    """The whole answer in up to three sentences, for the tray."""
    network: str = ""
    notice: str = ""
    """What is special about the network, if the answer itself is not about that."""
    notes_title: str = ""
    """The title of the notes if there is no notice."""
    notes: tuple[str, ...] = ()
    """What else can be known and done about the network, shown once the notice or the title is expanded."""


def make_window_answer(snapshot: Snapshot, network_words: NetworkWords | None) -> ResultState:
    """Return the answer of the window: in the past tense if it is not about the current network.

    While a check runs, there is none until each messenger has a verdict from here. `network_words`: None until the
    network is judged.
    """
    state, watch_list = snapshot.state, snapshot.watch_list
    # a saved check is about all that it lists; another one about those that can be tested, if there are any
    messengers = watch_list.listed if snapshot.is_saved else watch_list.watched or watch_list.listed
    validity = Validity.HERE if snapshot.is_checking else state.validity_of(messengers)
    if validity is not Validity.HERE:
        return make_answer_from_elsewhere(validity, _say_former_answer(snapshot, messengers))
    verdicts = [state.known[m].verdict for m in messengers if m in state.known and state.is_here(m)]
    some_have_no_verdict = not state.pending.isdisjoint(messengers) and len(verdicts) < len(messengers)
    is_partial = snapshot.is_checking and some_have_no_verdict
    if verdicts and state.network is not None and not is_partial:
        return _make_judged_answer(snapshot, verdicts, state.network, network_words)
    so_far = _say_so_far(snapshot, messengers, verdicts) if is_partial else ""
    is_slow = snapshot.is_checking and watch_list.quiet
    duration = translate("Window", "This takes several minutes.") if is_slow else ""
    return replace(_make_unjudged_answer(state), line=" ".join(filter(None, (so_far, duration))))


def _make_unjudged_answer(state: ScreenState) -> ResultState:
    """Return what is shown before there is an answer: what the program does, or that nothing was checked."""
    sentence = say_phase(state)
    if state.phase is Phase.LOADING:
        return ResultState(sentence, status=CHECKING)
    if state.phase is Phase.CHECKING:
        cancel = translate("Window", "Cancel")
        return ResultState(sentence, status=CHECKING, verb=cancel, network=this_network())
    verb = translate("Tray", "Check now") if state.phase is Phase.IDLE else translate("Window", "Check again")
    return ResultState(sentence, step=NextStep(), verb=verb, filled=True, network=this_network())


def _say_so_far(snapshot: Snapshot, messengers: Sequence[str], verdicts: Sequence[MessengerVerdict]) -> str:
    """Return what is already known to work, and how many answers are pending."""
    state, words = snapshot.state, snapshot.content.words
    pending = CountedText().answers_to_come(sum(messenger in state.pending for messenger in messengers))
    judged = [verdict for verdict in verdicts if verdict.messenger not in state.pending]
    if state.network is None or not judged:
        return pending
    answer = words.answer_about_all(judged, state.network)
    if answer.first.state is State.WORKS:
        working = say_first(words.sentences, answer, NOWHERE, len(judged))
    else:
        working = say_working(words.sentences, answer)
    return " ".join(filter(None, (working, pending)))


def _make_judged_answer(
    snapshot: Snapshot,
    verdicts: Sequence[MessengerVerdict],
    network: NetworkVerdict,
    network_words: NetworkWords | None,
) -> ResultState:
    """Return the answer about all judged messengers; if it is about the network itself, what is known about that."""
    sentences = snapshot.content.words.sentences
    answer = snapshot.content.words.answer_about_all(verdicts, network)
    clause = answer.first
    works = clause.state is State.WORKS
    with_rows = len(snapshot.watch_list.listed) <= MAX_TILES
    sentence = say_first(sentences, answer, tested=len(verdicts), with_rows=with_rows)
    further_sentences = ""
    if _names_no_messenger(answer):
        sentence, further_sentences = split_first_sentence(sentence)
    answers = [answer_of(verdict, network) for verdict in verdicts]
    still_works = say_second_line(sentences, answer, answers)
    still_works_beside_rows = say_second_line(sentences, answer, answers, with_rows=with_rows)
    texts = _say_network(sentences, answer, network_words)
    line = _choose_line(answer, texts, still_works_beside_rows)
    notice, rest_of_banner = split_first_sentence(texts.banner)
    candidates = (further_sentences, rest_of_banner, *texts.further)
    notes = tuple(text for text in candidates if text not in ("", texts.banner, line))
    notes_help = network_words is not None and any(text in network_words.can_do for text in notes)
    link = _choose_link(answer, is_saved=snapshot.is_saved, has_notice=bool(notice), notes_help=notes_help)
    nothing_gets_through = network.status in OFFLINE_STATUSES and _names_no_messenger(answer)
    is_about_calls = Function.CALLS in clause.parts and not clause.has_messages
    result = ResultState(
        sentence=sentence,
        line=line,
        status=OFFLINE if nothing_gets_through else clause.status_word,
        doubtful=clause.doubtful,
        link=link,
        about="" if works else next(iter(clause.about), verdicts[0].messenger),
        names_untested=is_about_calls or (works and not notice),
        unaffected=" ".join(filter(None, (say_not_this_computer(answer), still_works))),
        whole=say_whole(sentences, answer, len(verdicts)),
        network=network_label(snapshot, network),
        notice=notice,
        notes_title=_say_what_helps() if notes_help and not link else translate("Window", "Details"),
        notes=notes,
    )
    result = with_step(snapshot, result, answer)
    is_stopped = clause.state in BAD - {State.DOWN}  # an outage is waited for
    return _with_help_first(result) if is_stopped and link else result


def _names_no_messenger(answer: Answer) -> bool:
    """Return whether an answer is about the network, or about messengers none of which can be tested."""
    return not answer.first.about


def _choose_link(answer: Answer, *, is_saved: bool, has_notice: bool, notes_help: bool) -> str:
    """Return the label of the link: to what helps, or if all works to what to prepare; empty for no link.

    Where nothing is stopped, the notes about the network already say what the link would show. Where a network stops
    most messengers, other ways to talk are on the page of one. Nobody prepares after a saved check, or on a network
    that has a notice. `notes_help`: a note says what can be done.
    """
    if notes_help and _names_no_messenger(answer) and answer.first.state not in STOPPED_STATES:
        return ""
    if answer.first.state is not State.WORKS:
        return _say_what_helps()
    return "" if has_notice or is_saved else translate("Window", "Prepare for a block")


def _say_what_helps() -> str:
    return translate("Window", "What helps?")


def _with_help_first(result: ResultState) -> ResultState:
    """Return the result whose button opens what helps, if it would only wait or check again; the link waits then."""
    if result.step is None or result.step.kind not in (StepKind.TELL_ME, StepKind.CHECK_AGAIN):
        return result
    link = result.verb if result.step.kind is StepKind.TELL_ME else ""
    return replace(result, step=NextStep(StepKind.HELP), verb=result.link, filled=True, link=link)


class _NetworkTexts(NamedTuple):
    """The sentences about the network that the answer does not say itself."""

    banner: str
    """What is special about the network; empty for nothing, and if the answer is about the network."""
    further: tuple[str, ...]
    """What can be done, and what else is known and unknown."""


def _say_network(sentences: Sentences, answer: Answer, words: NetworkWords | None) -> _NetworkTexts:
    """Return what is known about the network; nothing before it is judged."""
    if words is None:
        return _NetworkTexts("", ())
    further = (*words.can_do, *words.flags, *words.cannot_tell)
    if _names_no_messenger(answer):
        return _NetworkTexts("", further)
    already_said: tuple[str, ...] = ()
    if answer.through_vpn:
        already_said = (sentences.say("network_banner.vpn"), sentences.say("network_flag.vpn"))
    elif words.banner == sentences.say("network_banner.proxy"):
        already_said = (sentences.say("network_flag.proxy"),)  # the banner says all of that
    banner = "" if words.banner in already_said else words.banner
    return _NetworkTexts(banner, tuple(text for text in further if text not in already_said))


def _choose_line(answer: Answer, texts: _NetworkTexts, still_works: str) -> str:
    """Return the line below the sentence; empty for none. `still_works`: what works despite the trouble."""
    if answer.next_step.kind is StepKind.SIGN_IN:
        return sign_in_warning()
    if _names_no_messenger(answer) and texts.further:
        return texts.further[0]
    is_sure = answer.why is not None and not answer.why.doubtful  # "probably" is in the sentence already
    not_this_computer = say_not_this_computer(answer) if is_sure else ""
    return " ".join(filter(None, (not_this_computer, still_works)))


def with_step(snapshot: Snapshot, result: ResultState, answer: Answer) -> ResultState:
    """Return the result with the button for the answer's next step; Cancel during a check, none for a saved one."""
    if snapshot.is_saved:
        return result
    if snapshot.is_checking:
        return replace(result, verb=translate("Window", "Cancel"))
    step = _possible_step(snapshot, answer)
    verb = _step_label(step, snapshot.content.names)
    if step.kind is StepKind.TELL_ME:
        return replace(result, step=step, verb=verb, watched=answer.first.about)
    return replace(result, step=step, verb=verb, filled=answer.first.state is not State.WORKS)


def sign_in_warning() -> str:
    """Return the warning for a sign-in page."""
    return translate("Window", "Never enter card numbers or messenger codes there.")


def _say_former_answer(snapshot: Snapshot, messengers: Sequence[str]) -> str:
    """Return the answer about another network, in the past tense; empty if that network was not judged."""
    state, words = snapshot.state, snapshot.former_words
    if state.network is None:
        return ""
    verdicts = [state.known[messenger].verdict for messenger in messengers if messenger in state.known]
    return say_first(words.sentences, words.answer_about_all(verdicts, state.network), tested=len(verdicts))


def why_invalid(validity: Validity) -> str:
    """Return the sentence for an answer that is not about the current network; empty for one that is."""
    match validity:
        case Validity.ELSEWHERE:
            return translate("Window", "This was on another network.")
        case Validity.BACK:
            return translate("Window", "The connection is back.")
        case Validity.GONE:
            return translate("Window", "The connection is gone.")
    return ""


def make_answer_from_elsewhere(validity: Validity, former_sentence: str) -> ResultState:
    """Return the result for an answer about another network: that it is, and below it that answer in the past tense."""
    sentence = why_invalid(validity)
    result = ResultState(sentence, former_sentence, OFFLINE, whole=sentence, network=that_network())
    if validity is Validity.GONE:  # there is no network that could be checked
        return result
    return replace(result, status=State.UNKNOWN, step=NextStep(), verb=translate("Window", "Check here"), filled=True)


def network_label(snapshot: Snapshot, network: NetworkVerdict) -> str:
    """Return the label of the network that an answer is about."""
    if NetworkFlag.VPN in network.flags:
        return translate("Window", "VPN network")
    return that_network() if snapshot.is_saved else this_network()


def that_network() -> str:
    """Return the label of the network of a saved check or of another place."""
    return translate("Window", "That network")


def this_network() -> str:
    """Return the label of the current network."""
    return translate("Window", "This network")


def say_not_this_computer(answer: Answer) -> str:
    """Return that the cause is not this computer, with its certainty; empty if it may be, or is the network itself."""
    if answer.why is None or not answer.why.not_this_computer or not answer.first.about:
        return ""
    if not answer.why.doubtful:
        return translate("Window", "Not your computer.")
    return translate("Window", "Probably not your computer.")


def _possible_step(snapshot: Snapshot, answer: Answer) -> NextStep:
    """Return the next step if it can be done here, and is safe where devices are searched; else to check again."""
    step = answer.next_step
    match step.kind:
        case StepKind.OPEN:
            maker = snapshot.content.computer.makers.get(step.messenger, MakerWords())
            is_genuine = not (maker.row or maker.warnings)
            can_start = step.messenger in snapshot.content.computer.start_commands
            is_possible = is_genuine and can_start and not snapshot.wants_quiet
        case StepKind.TELL_ME:
            about = answer.first.about
            is_watched = snapshot.watch_list.watching and snapshot.watch_list.muted.isdisjoint(about)
            is_possible = bool(about) and not is_watched and not snapshot.wants_quiet
        case _:
            is_possible = True
    return step if is_possible else NextStep()


def _step_label(step: NextStep, names: Mapping[str, str]) -> str:
    """Return the label of the button for a step."""
    match step.kind:
        case StepKind.SIGN_IN:
            return translate("Window", "Open sign-in page")
        case StepKind.OPEN:
            label = translate("Window", "Open {name}")
            return label.format(name=names.get(step.messenger, step.messenger))
        case StepKind.TELL_ME:
            return translate("Window", "Tell me when it works")
    return translate("Window", "Check again")
