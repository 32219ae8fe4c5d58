"""The answer of the window: one sentence, line, button and link, all from the joint `Answer`. No widgets."""

from collections.abc import Mapping, Sequence

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


def make_window_answer(snapshot: Snapshot, network: NetworkWords | None) -> ResultState:
    """Return the answer of the window: in the past tense if it is not about the current network.

    While a check runs, there is none until each messenger has a verdict from here. `network`: None before it is known.
    """
    state, watch_list, checking = snapshot.state, snapshot.watch_list, snapshot.is_checking
    # A saved check is about all that it lists; another one about those that can be tested, if there are any.
    messengers = watch_list.listed if snapshot.is_saved else watch_list.watched or watch_list.listed
    if not checking and (validity := state.validity_of(messengers)) is not Validity.HERE:
        return make_answer_from_elsewhere(validity, _say_former_answer(snapshot, messengers))
    verdicts = [state.known[m].verdict for m in messengers if m in state.known and state.is_here(m)]
    pending = any(messenger in state.pending for messenger in messengers)
    is_partial = checking and pending and len(verdicts) < len(messengers)  # some have not even a former verdict here
    if state.network is None or not verdicts or is_partial:
        result = _make_unjudged_answer(state)
        lasting = translate("Window", "This takes several minutes.") if checking and watch_list.quiet else ""
        so_far = _say_so_far(snapshot, messengers, verdicts) if is_partial else ""
        return replace(result, line=" ".join(filter(None, (so_far, lasting))))
    return _make_judged_answer(snapshot, verdicts, state.network, network)


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
    joint = words.answer_about_all(judged, state.network)
    is_working = joint.first.state is State.WORKS
    if is_working:
        working = say_first(words.sentences, joint, NOWHERE, len(judged))
    else:
        working = say_working(words.sentences, joint)
    return " ".join(filter(None, (working, pending)))


def _make_judged_answer(
    snapshot: Snapshot, verdicts: Sequence[MessengerVerdict], on_network: NetworkVerdict, network: NetworkWords | None
) -> ResultState:
    """Return the answer about all judged messengers; if it is about the network itself, what is known about that."""
    words = snapshot.content.words
    sentences = words.sentences
    joint = words.answer_about_all(verdicts, on_network)
    clause, is_about_network = joint.first, not joint.first.about
    answers = [answer_of(verdict, on_network) for verdict in verdicts]
    with_rows = len(snapshot.watch_list.listed) <= MAX_TILES
    sentence, further_sentences = say_first(sentences, joint, tested=len(verdicts), with_rows=with_rows), ""
    if is_about_network:
        sentence, further_sentences = split_first_sentence(sentence)
    banner, about_network = _about_network(sentences, joint, network)
    second_line = say_second_line(sentences, joint, answers, with_rows=with_rows)
    line, about_network = _line_below(joint, second_line, about_network)
    notice, rest_of_banner = split_first_sentence(banner)
    notes = tuple(text for text in (further_sentences, rest_of_banner, *about_network) if text not in ("", banner))
    notes_help = network is not None and any(text in network.can_do for text in notes)
    works = clause.state is State.WORKS
    in_trouble = not works or bool(notice)
    is_about_calls = Function.CALLS in clause.parts and not clause.has_messages
    # where nothing is stopped the notes already say what the link would show; where a network stops most, other ways to
    # talk are on the page of a messenger; nobody prepares after a saved check, or on a faulty network
    notes_are_all = notes_help and is_about_network and clause.state not in STOPPED_STATES
    without_link = notes_are_all or (works and (in_trouble or snapshot.is_saved))
    what_helps = translate("Window", "What helps?")
    link = translate("Window", "Prepare for a block") if works else what_helps
    result = ResultState(
        sentence=sentence,
        line=line,
        status=OFFLINE if on_network.status in OFFLINE_STATUSES and is_about_network else clause.status_word,
        doubtful=clause.doubtful,
        link="" if without_link else link,
        about="" if works else next(iter(clause.about), verdicts[0].messenger),
        names_untested=not in_trouble or is_about_calls,
        unaffected=" ".join(filter(None, (say_not_this_computer(joint), say_second_line(sentences, joint, answers)))),
        whole=say_whole(sentences, joint, len(verdicts)),
        network=network_label(snapshot, on_network),
        notice=notice,
        notes_title=what_helps if notes_help and without_link else translate("Window", "Details"),
        notes=notes,
    )
    result = with_step(snapshot, result, joint)
    is_stopped = clause.state in BAD - {State.DOWN}  # an outage is waited for
    return _with_help_first(result) if is_stopped and result.link else result


def _with_help_first(result: ResultState) -> ResultState:
    """Return the result whose button opens what helps, if it would only wait or check again; the link waits then."""
    if result.step is None or result.step.kind not in (StepKind.TELL_ME, StepKind.CHECK_AGAIN):
        return result
    link = result.verb if result.step.kind is StepKind.TELL_ME else ""
    return replace(result, step=NextStep(StepKind.HELP), verb=result.link, filled=True, link=link)


def _about_network(sentences: Sentences, joint: Answer, network: NetworkWords | None) -> tuple[str, tuple[str, ...]]:
    """Return the banner, empty if the answer is about the network, and more sentences; none repeats the answer."""
    if network is None:
        return "", ()
    is_about_network = not joint.first.about
    already_said: tuple[str, ...] = ()
    if joint.through_vpn and not is_about_network:
        already_said = (sentences.say("network_banner.vpn"), sentences.say("network_flag.vpn"))
    elif not is_about_network and network.banner == sentences.say("network_banner.proxy"):
        already_said = (sentences.say("network_flag.proxy"),)  # the banner says all of that
    banner = "" if is_about_network or network.banner in already_said else network.banner
    further = (*network.can_do, *network.flags, *network.cannot_tell)
    return banner, tuple(text for text in further if text not in already_said)


def _line_below(joint: Answer, second_line: str, about_network: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the line below the sentence, and what it leaves of `about_network`. `second_line`: what else works."""
    if joint.next_step.kind is StepKind.SIGN_IN:
        return sign_in_warning(), about_network
    if not joint.first.about and about_network:
        return about_network[0], about_network[1:]
    is_sure = joint.why is not None and not joint.why.doubtful  # "probably" is in the sentence already
    not_this_computer = say_not_this_computer(joint) if is_sure else ""
    return " ".join(filter(None, (not_this_computer, second_line))), about_network


def with_step(snapshot: Snapshot, result: ResultState, answer: Answer) -> ResultState:
    """Return the result with the button for the answer's next step; Cancel during a check, none for a saved one."""
    if snapshot.is_saved:
        return result
    if snapshot.is_checking:
        return replace(result, verb=translate("Window", "Cancel"))
    step = _possible_step(snapshot, answer)
    tells = step.kind is StepKind.TELL_ME
    filled = answer.first.state is not State.WORKS and not tells
    watched = answer.first.about if tells else ()
    return replace(result, step=step, verb=_step_label(step, snapshot.content.names), filled=filled, watched=watched)


def sign_in_warning() -> str:
    """Return the warning for a sign-in page."""
    return translate("Window", "Never enter card numbers or messenger codes there.")


def _say_former_answer(snapshot: Snapshot, messengers: Sequence[str]) -> str:
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


def _possible_step(snapshot: Snapshot, joint: Answer) -> NextStep:
    """Return the next step if it can be done here, and is safe where devices are searched; else to check again."""
    step, about = joint.next_step, joint.first.about
    computer, watch_list = snapshot.content.computer, snapshot.watch_list
    maker = computer.makers.get(step.messenger, MakerWords())
    match step.kind:
        case StepKind.OPEN:
            is_genuine = not (maker.row or maker.warnings)
            possible = not snapshot.wants_quiet and step.messenger in computer.start_commands and is_genuine
        case StepKind.TELL_ME:
            is_watched = watch_list.watching and not watch_list.muted & set(about)
            possible = not snapshot.wants_quiet and bool(about) and not is_watched
        case _:
            possible = True
    return step if possible else NextStep()


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
