"""Turns what is known into what is shown: rows, network words, the page of one messenger. No widgets."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from msgspec import field

from dialtone.explain.answer_text import say_in_short, say_row
from dialtone.explain.answers import USABLE_STATES, answer_of
from dialtone.explain.changes import say_change
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import as_sentences
from dialtone.explain.makers import MakerWords
from dialtone.explain.ranking import may_fail_here
from dialtone.explain.remembered import Past
from dialtone.explain.who_reads import READABLE
from dialtone.model.answer import STOPPED_STATES, Answer, CausePlace, Clause, State
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Explanation, NetworkWords, OutsideWords
from dialtone.model.frozen import Frozen, replace
from dialtone.model.readers import Readers
from dialtone.model.status_groups import UNTESTABLE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, NetworkFlag, NetworkStatus
from dialtone.ui.state.answer_validity import (
    OFFLINE,
    Validity,
    day_of_answer,
    shown_status,
    validity_of,
    validity_of_all,
)
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_choices import SearchResult, find_messengers, list_familiar
from dialtone.ui.state.messenger_page_state import MessengerPageState, make_messenger_answer
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import ResultState, make_window_answer
from dialtone.ui.state.screen_state import KnownVerdict, Phase, ScreenState
from dialtone.ui.state.time_text import say_ago, say_day
from dialtone.ui.state.watch_list import WatchList, others_to_test
from dialtone.ui.state.window_inputs import LoadedContent

_BUSY = frozenset({Phase.LOADING, Phase.CHECKING})
_ONLINE = NetworkVerdict(NetworkStatus.ONLINE)
_HOUR = timedelta(hours=1)


class Screen(Frozen):
    """What window and tray show at one moment: a state, and the answer and the rows that are made of it."""

    state: ScreenState = field(default_factory=ScreenState)
    watch_list: WatchList = field(default_factory=WatchList)
    answer: ResultState = field(default_factory=ResultState)
    rows: tuple[Row, ...] = ()
    sees_outside: str = ""
    """What the provider sees of a check outside the VPN; empty if none can be started now."""


class Presenter:
    """Returns the words for successive states."""

    def __init__(self, content: LoadedContent) -> None:
        self._content = content

    def make_screen(self, state: ScreenState, watch_list: WatchList, shown: Sequence[Row] = ()) -> Screen:
        """Return what is shown; `shown`: the rows so far, whose order a running check keeps."""
        network = self.explain_network(state)
        answer = self._make_answer_to_empty_list(watch_list)
        if watch_list.listed:
            answer = make_window_answer(self._content, state, watch_list, network)
        may_start = self._content.saved is None and not watch_list.quiet and state.phase is not Phase.CHECKING
        sees = network.sees_outside if network is not None and may_start else ""
        order = tuple(row.id for row in shown)
        rows = self.make_rows(state, watch_list, order, with_untested=answer.names_untested)
        return Screen(state, watch_list, answer, rows, sees)

    def _make_answer_to_empty_list(self, watch_list: WatchList) -> ResultState:
        note, link = self.say_why_empty(), translate("Window", "Check all of them")
        if watch_list.quiet:  # only ticked messengers are checked, whatever is found here
            note, link = translate("Start", "Which do you use?"), ""
        return ResultState(note, verb=translate("Window", "Add a messenger"), filled=True, link=link)

    def explain(self, state: ScreenState, messenger: str) -> Explanation | None:
        """Return the words for a messenger; None as long as it, or the network, has no verdict."""
        known = state.known.get(messenger)
        if known is None:
            entry = self._content.messenger(messenger)
            return None if entry is None or messenger in state.pending else self._explain_untested(entry)
        network = _network_of(state, messenger)
        if network is None:
            return None
        words, verdicts = self._words_for(state, known), self._verdicts_for_ways(state, messenger)
        is_current = validity_of(state, known) is Validity.HERE and self._content.saved is None
        elsewhere = state.worked_elsewhere.get(messenger) if is_current else None
        return words.explain_messenger(known.verdict, network, known.observations, verdicts, elsewhere)

    def _words_for(self, state: ScreenState, known: KnownVerdict) -> Explainer:
        """Return the words for a verdict: in the past tense if it is about another network than the current one."""
        words = self._content.words
        return words if validity_of(state, known) is Validity.HERE else words.of_day(day_of_answer(state))

    def say_effect_of_change(self, state: ScreenState, messenger: str) -> str:
        """Return the effect of a change that the person made; empty without one, and until there is a new verdict."""
        former, known = state.before_change.get(messenger), state.known.get(messenger)
        if former is None or known is None or known.verdict is former:
            return ""
        if messenger in state.pending or validity_of(state, known) is not Validity.HERE:
            return ""
        return say_change(self._content.words.sentences, former, known.verdict)

    def _explain_untested(self, messenger: Messenger) -> Explanation | None:
        """Return the words for a messenger that cannot be tested; None for any other."""
        verdict = _untested_verdict(messenger)
        return self._content.words.explain_messenger(verdict, _ONLINE) if verdict is not None else None

    def _find_verdict(self, state: ScreenState, messenger: Messenger) -> MessengerVerdict | None:
        """Return the verdict that a row shows; None as long as the messenger, or the network, has none."""
        known = state.known.get(messenger.id)
        if known is not None:
            return known.verdict if known.network or state.network else None
        return _untested_verdict(messenger) if messenger.id not in state.pending else None

    def explain_network(self, state: ScreenState) -> NetworkWords | None:
        """Return the words about the network, with why there is no answer past the VPN; None before it is judged."""
        if state.network is None:
            return None
        words = self._content.words.explain_network(state.network)
        outside = self._outside_words(state)
        if outside is None or not outside.why_not:
            return words
        return replace(words, flags=(*words.flags, outside.why_not))

    def _outside_words(self, state: ScreenState) -> OutsideWords | None:
        """Return the results inside and outside a VPN; None unless the shown check has ended and tested both."""
        shown = state.check if state.phase in (Phase.DONE, Phase.SAVED) else None
        return None if shown is None else self._content.words.compare_outside(shown)

    def _compare_with_vpn(self, state: ScreenState, messenger: str) -> tuple[str, ...]:
        outside = self._outside_words(state)
        rows = [row for row in outside.rows if row.messenger == messenger] if outside is not None else []
        return tuple(part for row in rows for part in (row.line, row.sentence) if part)

    def make_page_state(self, state: ScreenState, messenger: str, watch_list: WatchList) -> MessengerPageState | None:
        """Return what the page of a messenger shows; None if it is not in the catalogue."""
        entry = self._content.messenger(messenger)
        if entry is None:
            return None
        words, about_network = self.explain(state, messenger), self.explain_network(state)
        is_saved = self._content.saved is not None
        untestable = words is not None and words.status in UNTESTABLE
        # a check begins only once everything is loaded, and names its messengers a moment later
        is_expected = words is None and state.phase in _BUSY and messenger in watch_list.watched
        page = MessengerPageState(
            entry,
            self._content.names.get(messenger, entry.name),
            words,
            pending=is_expected or messenger in state.pending,
            watched=messenger in watch_list.watched,
            is_saved=is_saved,
            copy_note=self._content.words.say_copy_note(),
            server=watch_list.servers.get(messenger, ""),
            muted=messenger in watch_list.muted,
            maker=self._content.computer.makers.get(messenger, MakerWords()),
            face_status=shown_status(
                state, self._find_verdict(state, entry), risky=bool(self._content.words.say_caution(messenger))
            ),
            validity=validity_of_all(state, (messenger,)) if messenger not in state.pending else Validity.HERE,
            vpn_comparison=self._compare_with_vpn(state, messenger),
            effect_of_change=self.say_effect_of_change(state, messenger),
            lock_out=self._say_lock_out(state, messenger),
            may_ask_help=not is_saved and not watch_list.quiet,
            asking_help=state.asking_help,
            may_test_others=self._may_test_others(state, messenger, watch_list),
            system_pages={} if is_saved else self._content.computer.system_pages,
            day=say_day(state.checked_at) if state.checked_at is not None else "",
            known_until=about_network.known_until if about_network is not None else "",
            row=None if untestable else self._make_row(entry, state, watch_list),
            notices_on=self._notices_on(messenger, watch_list),
            notice_minutes=watch_list.notice_minutes,
        )
        network, answer = _network_of(state, messenger), self._find_answer(state, messenger)
        # the answer at the top is worded from the rest of the page
        return replace(page, answer=make_messenger_answer(self._content, state, page, answer, network, watch_list))

    def _find_answer(self, state: ScreenState, messenger: str) -> Answer | None:
        known, network = state.known.get(messenger), _network_of(state, messenger)
        if known is None or network is None:
            return None
        verdicts = [other.verdict for other in state.known.values() if validity_of(state, other) is Validity.HERE]
        return self._words_for(state, known).answer(known.verdict, network, verdicts)

    def _notices_on(self, messenger: str, watch_list: WatchList) -> bool | None:
        """Return whether its changes trigger notices; None if Dialtone should not check repeatedly."""
        quiet = watch_list.quiet or self._content.words.wants_quiet()
        if messenger not in watch_list.watched or quiet or self._content.saved is not None:
            return None
        return watch_list.watching and messenger not in watch_list.muted

    def _say_lock_out(self, state: ScreenState, messenger: str) -> str:
        """Return since when a messenger fails here and what may follow; empty if the clock would count wrong days."""
        network = _network_of(state, messenger)
        clock_is_wrong = network is not None and NetworkFlag.CLOCK_WRONG in network.flags
        if not self._may_fail_here(state, messenger) or self._content.saved is not None or clock_is_wrong:
            return ""
        verdict = state.known[messenger].verdict
        return self._content.words.say_since(verdict, state.answered.get(messenger))

    def _verdicts_for_ways(self, state: ScreenState, messenger: str) -> Sequence[MessengerVerdict]:
        """Return what is known on this network of each messenger of the last check, to choose what may work instead.

        Those that a check has yet to judge keep their verdicts: otherwise a risky way would come first for a moment.
        """
        known = state.known.get(messenger)
        if known is None or validity_of(state, known) is not Validity.HERE:
            return ()
        checked = state.check.messengers if state.check is not None else [k.verdict for k in state.known.values()]
        of_this_network = [v for v in checked if validity_of_all(state, (v.messenger,)) is Validity.HERE]
        return [state.known[v.messenger].verdict if v.messenger in state.known else v for v in of_this_network]

    def _may_test_others(self, state: ScreenState, messenger: str, watch_list: WatchList) -> bool:
        """Return whether a test of other messengers is offered: this one may fail, and it would test further ones."""
        if state.check is None or self._content.saved is not None or messenger in state.pending:
            return False
        others_may_work = self._content.words.may_test_others(state.check.messengers, state.check.network)
        tested = {verdict.messenger for verdict in state.check.messengers}
        tests_further_ones = not tested.issuperset(others_to_test(self._content, watch_list))
        return others_may_work and tests_further_ones and self._may_fail_here(state, messenger)

    def _may_fail_here(self, state: ScreenState, messenger: str) -> bool:
        known = state.known.get(messenger)
        return known is not None and may_fail_here(known.verdict) and validity_of(state, known) is Validity.HERE

    def make_rows(
        self, state: ScreenState, watch_list: WatchList, shown: tuple[str, ...] = (), *, with_untested: bool = True
    ) -> tuple[Row, ...]:
        """Return the listed messengers, worst first; while a check runs, in the order `shown` (ids), new ones last.

        `with_untested`: as in `say_row`.
        """
        listed = [messenger for messenger in self._content.messengers if messenger.id in watch_list.listed]
        rows = [self._make_row(messenger, state, watch_list, with_untested=with_untested) for messenger in listed]
        rows.sort(key=lambda row: row.rank)
        if state.phase is Phase.CHECKING:
            rows.sort(key=lambda row: shown.index(row.id) if row.id in shown else len(shown))
        return tuple(rows)

    def search(self, text: str, listed: tuple[str, ...]) -> tuple[Row, ...]:
        """Return the messengers that match what was typed and can be added; if none can, those that are `listed`."""
        order = list_familiar(self._content, self._content.country)
        matches = find_messengers(self._content.messengers, self._content.names, text, order)
        not_listed = tuple(self._make_row_to_add(match) for match in matches if match.messenger.id not in listed)
        if not_listed or not text.strip():
            return not_listed
        already_listed = translate("Add", "Already in the list")
        return tuple(self._make_row_to_add(match, already_listed) for match in matches)

    def _make_row_to_add(self, match: SearchResult, already_listed: str = "") -> Row:
        """Return the row of a match. Its state is `already_listed`, why it is untestable, or the other name found."""
        messenger = match.messenger
        untested = self._explain_untested(messenger)
        note = already_listed or (untested.state if untested is not None else match.other_name)
        readable = self._content.words.readers_of(messenger.id) == Readers.STATE  # otherwise it is under How we know
        readers = self._content.words.say_readers_in_short(messenger.id) if readable else ""
        return Row(messenger.id, match.name, messenger.letter, messenger.hue, state=note, readers_in_short=readers)

    def say_why_empty(self) -> str:
        """Return why the list is empty."""
        if self._content.computer.sandbox:
            kind = {"flatpak": "Flatpak", "snap": "Snap"}[self._content.computer.sandbox]
            return translate(
                "Window", "Dialtone runs as a {kind}. It cannot see which messengers are installed."
            ).format(kind=kind)
        return translate("Window", "No messengers found on this computer.")

    def _make_row(
        self, messenger: Messenger, state: ScreenState, watch_list: WatchList, *, with_untested: bool = True
    ) -> Row:
        """Return the row of a messenger: its name, the answer in a few words, and the shapes beside it."""
        messenger_id, words = messenger.id, self._content.words
        verdict = self._find_verdict(state, messenger)
        answer = None if verdict is None else answer_of(verdict, _network_of(state, messenger_id) or _ONLINE)
        clause = Clause(State.UNKNOWN, about=(messenger_id,)) if answer is None else answer.first
        caution = words.say_caution(messenger_id)
        shape = shown_status(state, verdict, risky=bool(caution))
        messages, calls = (None, "") if answer is None or shape != clause.status_word else _split_off_calls(answer)
        name = self._content.names.get(messenger_id, messenger.name)
        short = self._say_short_answer(state, messenger_id, answer, with_untested=with_untested)
        is_usable = shape == READABLE or clause.state in USABLE_STATES
        maker = self._content.computer.makers.get(messenger_id, MakerWords())
        row = Row(
            id=messenger_id,
            name=name,
            letter=messenger.letter,
            hue=messenger.hue,
            status="" if answer is None else clause.status_word,
            state=short,
            readers_in_short=caution if is_usable else "",
            shape=shape,
            doubtful=answer is not None and clause.doubtful,
            rank=words.rank_in_list(messenger_id, clause),
            place=_cause_place(shape, answer, state.network),
            messages="" if messages is None else messages.status_word,
            messages_doubtful=messages is not None and messages.doubtful,
            calls=calls,
            checking=_is_checking(state, messenger_id),
            watched=messenger_id in watch_list.watched,
            muted=messenger_id in watch_list.muted,
            maker_warning=maker.row,
        )
        return replace(row, spoken=_say_row_aloud(row, self._with_messages(row.state_and_readers, messages)))

    def _with_messages(self, short: str, messages: Clause | None) -> str:
        """Return the short answer, with what it does not say about messages if they have a line of their own."""
        sentences = self._content.words.sentences
        about_messages = "" if messages is None else say_in_short(sentences, messages)
        if about_messages in short:
            return short
        return sentences.say("answer.subject.row", first=short, last=about_messages)

    def _say_short_answer(
        self, state: ScreenState, messenger: str, answer: Answer | None, *, with_untested: bool
    ) -> str:
        """Return the answer in a few words; without one, what is known from before."""
        if answer is None:
            checking = _is_checking(state, messenger)
            return say_unjudged(self._content, state.past.get(messenger), checking=checking)
        known = state.known.get(messenger)
        words = self._content.words if known is None else self._words_for(state, known)
        return say_row(words.sentences, answer, with_untested=with_untested)


def _network_of(state: ScreenState, messenger: str) -> NetworkVerdict | None:
    """Return the verdict on the network on which a messenger was checked; without one, the last one on a network."""
    known = state.known.get(messenger)
    return (known.network if known is not None else None) or state.network


def _say_row_aloud(row: Row, state: str) -> str:
    spoken = translate("Window", "{name}, {state}").format(name=row.name, state=state)
    if row.maker_warning:
        spoken = as_sentences((row.maker_warning, spoken))
    return translate("Window", "{row}, muted").format(row=spoken) if row.muted else spoken


def _cause_place(shape: str, answer: Answer | None, network: NetworkVerdict | None) -> CausePlace:
    """Return where the cause lies. A portal cuts an offline line at the network, everything else before it."""
    if shape == OFFLINE:
        is_portal = network is not None and network.status is NetworkStatus.CAPTIVE_PORTAL
        return CausePlace.NETWORK if is_portal else CausePlace.HOME
    return answer.why.place if answer is not None and answer.why is not None else CausePlace.UNKNOWN


def _split_off_calls(answer: Answer) -> tuple[Clause | None, str]:
    """Return the clause about messages, and the shape of calls, if messages work and calls alone fail; else nothing."""
    calls, messages = answer.first, next((clause for clause in answer.clauses if clause.has_messages), None)
    calls_fail = calls.parts == (Function.CALLS,) and calls.state in STOPPED_STATES
    if not calls_fail or messages is None or messages.status_word not in (State.WORKS, State.SLOW):
        return None, ""
    return replace(messages, parts=(Function.MESSAGES,)), "down" if calls.state is State.DOWN else "blocked"


def _untested_verdict(messenger: Messenger) -> MessengerVerdict | None:
    if messenger.untested is None:
        return None
    return MessengerVerdict(
        messenger.id, messenger.name, messenger.untested, why=messenger.why_untested, note=messenger.note
    )


def _is_checking(state: ScreenState, messenger: str) -> bool:
    """Return whether a messenger waits for its verdict, or has one that waits for the network's."""
    awaits_network = messenger in state.known and _network_of(state, messenger) is None
    return messenger in state.pending or (awaits_network and state.phase is Phase.CHECKING)


def say_unjudged(content: LoadedContent, past: Past | None, *, checking: bool) -> str:
    """Return the short text of a row without a verdict: its last stored result, else whether it is being checked."""
    if past is not None:
        now = datetime.now(UTC)
        state = say_row(content.words.sentences, answer_of(past.verdict, _ONLINE))
        if now - past.hour < _HOUR:  # the history does not store the minute
            return translate("Window", "In the last hour: {state}").format(state=state)
        text = translate("Window", "{when}: {state}")
        return text.format(when=say_ago(past.hour, now), state=state)
    if checking:
        return translate("Window", "Checking…")
    return translate("Window", "Not checked yet")
