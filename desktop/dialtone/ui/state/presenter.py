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
from dialtone.explain.vpn_words import compare_outside
from dialtone.explain.who_reads import READABLE, shape_of
from dialtone.model.answer import STOPPED_STATES, Answer, CausePlace, Clause, State
from dialtone.model.catalogue import Messenger
from dialtone.model.explanation import Explanation, NetworkWords, OutsideWords
from dialtone.model.frozen import Frozen, replace
from dialtone.model.readers import Readers
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict, judge_untestable
from dialtone.model.vocabulary import Function, NetworkFlag, NetworkStatus
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_choices import SearchResult, find_messengers, list_familiar
from dialtone.ui.state.messenger_page_state import MessengerPageState, make_messenger_answer
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.result_state import OFFLINE, OFFLINE_STATUSES, ResultState, make_window_answer
from dialtone.ui.state.screen_state import Phase, ScreenState, Validity
from dialtone.ui.state.snapshot import Snapshot
from dialtone.ui.state.time_text import say_ago, say_day
from dialtone.ui.state.watch_list import WatchList, others_to_test

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


class Presenter(Snapshot):
    """Puts what is known at one moment into words."""

    def make_screen(self, shown: Sequence[Row] = ()) -> Screen:
        """Return what is shown; `shown`: the rows so far, whose order a running check keeps."""
        network = self.explain_network()
        answer = make_window_answer(self, network) if self.watch_list.listed else self._make_answer_to_empty_list()
        may_start = not (self.is_saved or self.watch_list.quiet or self.is_checking)
        sees = network.sees_outside if network is not None and may_start else ""
        rows = self.make_rows(tuple(row.id for row in shown), with_untested=answer.names_untested)
        return Screen(self.state, self.watch_list, answer, rows, sees)

    def _make_answer_to_empty_list(self) -> ResultState:
        note = self.say_why_empty()
        link = translate("Window", "Check all of them")
        if self.watch_list.quiet:  # only ticked messengers are checked, whatever is found here
            note = translate("Start", "Which do you use?")
            link = ""
        return ResultState(note, verb=translate("Window", "Add a messenger"), filled=True, link=link)

    def explain(self, messenger: str) -> Explanation | None:
        """Return the words for a messenger; None as long as it, or the network, has no verdict."""
        state = self.state
        known = self.state.known.get(messenger)
        if known is None:
            entry = self.content.messenger(messenger)
            return None if entry is None or messenger in state.pending else self._explain_untested(entry)
        network = state.network_of(messenger)
        if network is None:
            return None
        words = self._words_for(messenger)
        verdicts = self._verdicts_for_ways(messenger)
        is_current = state.is_here(messenger) and not self.is_saved
        elsewhere = state.worked_elsewhere.get(messenger) if is_current else None
        return words.explain_messenger(known.verdict, network, known.observations, verdicts, elsewhere)

    def _words_for(self, messenger: str) -> Explainer:
        """Return the words for a verdict: in the past tense if it is about another network than the current one."""
        return self.content.words if self.state.is_here(messenger) else self.former_words

    def say_effect_of_change(self, messenger: str) -> str:
        """Return the effect of a change that the person made; empty without one, and until there is a new verdict."""
        state = self.state
        former = state.before_change.get(messenger)
        known = state.known.get(messenger)
        if former is None or known is None or known.verdict is former:
            return ""
        if messenger in state.pending or not state.is_here(messenger):
            return ""
        return say_change(self.content.words.sentences, former, known.verdict)

    def _explain_untested(self, messenger: Messenger) -> Explanation | None:
        """Return the words for a messenger that cannot be tested; None for any other."""
        verdict = judge_untestable(messenger)
        return self.content.words.explain_messenger(verdict, _ONLINE) if verdict is not None else None

    def _find_verdict(self, messenger: Messenger) -> MessengerVerdict | None:
        """Return the verdict that a row shows; None as long as the messenger, or the network, has none."""
        known = self.state.known.get(messenger.id)
        if known is not None:
            return known.verdict if self.state.network_of(messenger.id) else None
        return judge_untestable(messenger) if messenger.id not in self.state.pending else None

    def explain_network(self) -> NetworkWords | None:
        """Return the words about the network, with why there is no answer past the VPN; None before it is judged."""
        if self.state.network is None:
            return None
        words = self.content.words.explain_network(self.state.network)
        outside = self._outside_words
        if outside is None or not outside.why_not:
            return words
        return replace(words, flags=(*words.flags, outside.why_not))

    @property
    def _outside_words(self) -> OutsideWords | None:
        """The results inside and outside a VPN; None unless the shown check has ended and tested both."""
        check = self.state.check if self.state.phase in (Phase.DONE, Phase.SAVED) else None
        return None if check is None else compare_outside(self.content.words.sentences, check)

    def _compare_with_vpn(self, messenger: str) -> tuple[str, ...]:
        outside = self._outside_words
        rows = [row for row in outside.rows if row.messenger == messenger] if outside is not None else []
        return tuple(part for row in rows for part in (row.line, row.sentence) if part)

    def make_page_state(self, messenger: str) -> MessengerPageState | None:
        """Return what the page of a messenger shows; None if it is not in the catalogue."""
        content, state, watch_list = self.content, self.state, self.watch_list
        entry = content.messenger(messenger)
        if entry is None:
            return None
        words = self.explain(messenger)
        about_network = self.explain_network()
        # a check begins only once everything is loaded, and names its messengers a moment later
        is_expected = words is None and state.phase in _BUSY and messenger in watch_list.watched
        page = MessengerPageState(
            entry,
            self._make_row(entry),
            words,
            pending=is_expected or messenger in state.pending,
            is_saved=self.is_saved,
            copy_note=content.words.say_sharing_note("advice.not_copied"),
            server=watch_list.servers.get(messenger, ""),
            maker=content.computer.makers.get(messenger, MakerWords()),
            validity=state.validity_of((messenger,)) if messenger not in state.pending else Validity.HERE,
            vpn_comparison=self._compare_with_vpn(messenger),
            effect_of_change=self.say_effect_of_change(messenger),
            lock_out=self._say_lock_out(messenger),
            may_ask_help=not (self.is_saved or watch_list.quiet),
            asking_help=state.asking_help,
            may_test_others=self._may_test_others(messenger),
            system_pages={} if self.is_saved else content.computer.system_pages,
            day=say_day(state.checked_at) if state.checked_at is not None else "",
            known_until=about_network.known_until if about_network is not None else "",
            notices_on=self._notices_on(messenger),
            notice_minutes=watch_list.notice_minutes,
        )
        # the answer at the top is worded from the rest of the page
        answer = make_messenger_answer(self, page, self._find_answer(messenger), state.network_of(messenger))
        return replace(page, answer=answer)

    def _find_answer(self, messenger: str) -> Answer | None:
        known = self.state.known.get(messenger)
        network = self.state.network_of(messenger)
        if known is None or network is None:
            return None
        return self._words_for(messenger).answer(known.verdict, network, self.state.verdicts_here)

    def _notices_on(self, messenger: str) -> bool | None:
        """Return whether its changes trigger notices; None if Dialtone should not check repeatedly."""
        if messenger not in self.watch_list.watched or self.wants_quiet or self.is_saved:
            return None
        return self.watch_list.watching and messenger not in self.watch_list.muted

    def _say_lock_out(self, messenger: str) -> str:
        """Return since when a messenger fails here and what may follow; empty if the clock would count wrong days."""
        state = self.state
        network = self.state.network_of(messenger)
        clock_is_wrong = network is not None and NetworkFlag.CLOCK_WRONG in network.flags
        if not self._may_fail_here(messenger) or self.is_saved or clock_is_wrong:
            return ""
        return self.content.words.say_since(state.known[messenger].verdict, state.answered.get(messenger))

    def _verdicts_for_ways(self, messenger: str) -> Sequence[MessengerVerdict]:
        """Return what is known on this network of each messenger of the last check, to choose what may work instead.

        Those that a check has yet to judge keep their verdicts: otherwise a risky way would come first for a moment.
        """
        state = self.state
        if messenger not in state.known or not state.is_here(messenger):
            return ()
        checked = state.check.messengers if state.check is not None else [k.verdict for k in state.known.values()]
        of_this_network = [v for v in checked if state.is_here(v.messenger)]
        return [state.known[v.messenger].verdict if v.messenger in state.known else v for v in of_this_network]

    def _may_test_others(self, messenger: str) -> bool:
        """Return whether a test of other messengers is offered: this one may fail, and it would test further ones."""
        check = self.state.check
        if check is None or self.is_saved or messenger in self.state.pending:
            return False
        others_may_work = self.content.words.may_test_others(check.messengers, check.network)
        tested = {verdict.messenger for verdict in check.messengers}
        tests_further_ones = not tested.issuperset(others_to_test(self.content, self.watch_list))
        return others_may_work and tests_further_ones and self._may_fail_here(messenger)

    def _may_fail_here(self, messenger: str) -> bool:
        known = self.state.known.get(messenger)
        return known is not None and may_fail_here(known.verdict) and self.state.is_here(messenger)

    def make_rows(self, shown: tuple[str, ...] = (), *, with_untested: bool = True) -> tuple[Row, ...]:
        """Return the listed messengers, worst first; while a check runs, in the order `shown` (ids), new ones last.

        `with_untested`: as in `say_row`.
        """
        listed = [messenger for messenger in self.content.messengers if messenger.id in self.watch_list.listed]
        rows = [self._make_row(messenger, with_untested=with_untested) for messenger in listed]
        rows.sort(key=lambda row: row.rank)
        if self.is_checking:
            rows.sort(key=lambda row: shown.index(row.id) if row.id in shown else len(shown))
        return tuple(rows)

    def search(self, text: str, listed: tuple[str, ...]) -> tuple[Row, ...]:
        """Return the messengers that match what was typed and can be added; if none can, those that are `listed`."""
        order = list_familiar(self.content, self.content.country)
        matches = find_messengers(self.content.messengers, self.content.names, text, order)
        not_listed = tuple(self._make_row_to_add(match) for match in matches if match.messenger.id not in listed)
        if not_listed or not text.strip():
            return not_listed
        already_listed = translate("Add", "Already in the list")
        return tuple(self._make_row_to_add(match, already_listed) for match in matches)

    def _make_row_to_add(self, match: SearchResult, already_listed: str = "") -> Row:
        """Return the row of a match. Its state is `already_listed`, why it is untestable, or the other name found."""
        messenger = match.messenger
        words = self.content.words
        untested = self._explain_untested(messenger)
        note = already_listed or (untested.state if untested is not None else match.other_name)
        readable = words.readers_of(messenger.id) == Readers.STATE  # otherwise it is under How we know
        readers = words.say_readers_in_short(messenger.id) if readable else ""
        return Row(messenger.id, match.name, messenger.letter, messenger.hue, state=note, readers_in_short=readers)

    def say_why_empty(self) -> str:
        """Return why the list is empty."""
        if self.content.computer.sandbox:
            kind = {"flatpak": "Flatpak", "snap": "Snap"}[self.content.computer.sandbox]
            return translate(
                "Window", "Dialtone runs as a {kind}. It cannot see which messengers are installed."
            ).format(kind=kind)
        return translate("Window", "No messengers found on this computer.")

    def _make_row(self, messenger: Messenger, *, with_untested: bool = True) -> Row:
        """Return the row of a messenger: its name, the answer in a few words, and the shapes beside it."""
        messenger_id = messenger.id
        row = Row(
            id=messenger_id,
            name=self.content.names.get(messenger_id, messenger.name),
            letter=messenger.letter,
            hue=messenger.hue,
            checking=self._waits_for_verdict(messenger_id),
            watched=messenger_id in self.watch_list.watched,
            muted=messenger_id in self.watch_list.muted,
            maker_warning=self.content.computer.makers.get(messenger_id, MakerWords()).row,
        )
        verdict = self._find_verdict(messenger)
        if verdict is not None:
            answer = answer_of(verdict, self.state.network_of(messenger_id) or _ONLINE)
            return self._with_answer(row, answer, with_untested=with_untested)
        state = self._say_unanswered(messenger_id)
        rank = self.content.words.rank_in_list(messenger_id, Clause(State.UNKNOWN, about=(messenger_id,)))
        return replace(row, state=state, rank=rank, spoken=_say_row_aloud(row, state))

    def _with_answer(self, row: Row, answer: Answer, *, with_untested: bool) -> Row:
        """Return a row with its answer. `with_untested`: as in `say_row`."""
        words = self.content.words
        clause = answer.first
        caution = words.say_caution(row.id)
        shape = self._find_shape(row.id, clause, risky=bool(caution))
        is_usable = shape == READABLE or clause.state in USABLE_STATES
        row = replace(
            row,
            status=clause.status_word,
            state=say_row(self._words_for(row.id).sentences, answer, with_untested=with_untested),
            readers_in_short=caution if is_usable else "",
            shape=shape,
            doubtful=clause.doubtful,
            rank=words.rank_in_list(row.id, clause),
            place=_cause_place(shape, answer, self.state.network),
        )
        messages = _find_messages_without_calls(answer)
        if messages is None or shape != clause.status_word:
            return replace(row, spoken=_say_row_aloud(row, row.state_and_readers))
        return replace(
            row,
            messages=messages.status_word,
            messages_doubtful=messages.doubtful,
            calls="down" if clause.state is State.DOWN else "blocked",
            spoken=_say_row_aloud(row, self._with_messages(row.state_and_readers, messages)),
        )

    def _find_shape(self, messenger: str, clause: Clause, *, risky: bool) -> str:
        """Return the word that is painted for a messenger; an answer about another network is unknown here.

        `risky`: there is a caution (`Explainer.say_caution`).
        """
        if not self.state.is_here(messenger):
            return State.UNKNOWN
        network = self.state.network_of(messenger)
        if network is not None and network.status in OFFLINE_STATUSES and clause.state is State.UNKNOWN:
            return OFFLINE
        return shape_of(clause, risky=risky)

    def _waits_for_verdict(self, messenger: str) -> bool:
        """Return whether a messenger waits for its verdict, or has one that waits for the network's."""
        awaits_network = messenger in self.state.known and self.state.network_of(messenger) is None
        return messenger in self.state.pending or (awaits_network and self.is_checking)

    def _with_messages(self, short: str, messages: Clause) -> str:
        """Return the short answer, with what it does not say about messages, which have a line of their own."""
        sentences = self.content.words.sentences
        about_messages = say_in_short(sentences, messages)
        if about_messages in short:
            return short
        return sentences.say("answer.subject.row", first=short, last=about_messages)

    def _say_unanswered(self, messenger: str) -> str:
        """Return the last stored result of a messenger without an answer; else whether it is being checked."""
        if (past := self.state.past.get(messenger)) is not None:
            now = datetime.now(UTC)
            state = say_row(self.content.words.sentences, answer_of(past.verdict, _ONLINE))
            if now - past.hour < _HOUR:  # the history does not store the minute
                return translate("Window", "In the last hour: {state}").format(state=state)
            text = translate("Window", "{when}: {state}")
            return text.format(when=say_ago(past.hour, now), state=state)
        if self._waits_for_verdict(messenger):
            return translate("Window", "Checking…")
        return translate("Window", "Not checked yet")


def _say_row_aloud(row: Row, state: str) -> str:
    spoken = translate("Window", "{name}, {state}").format(name=row.name, state=state)
    if row.maker_warning:
        spoken = as_sentences((row.maker_warning, spoken))
    return translate("Window", "{row}, muted").format(row=spoken) if row.muted else spoken


def _cause_place(shape: str, answer: Answer, network: NetworkVerdict | None) -> CausePlace:
    """Return where the cause lies. A portal cuts an offline line at the network, everything else before it."""
    if shape == OFFLINE:
        is_portal = network is not None and network.status is NetworkStatus.CAPTIVE_PORTAL
        return CausePlace.NETWORK if is_portal else CausePlace.HOME
    return answer.why.place if answer.why is not None else CausePlace.UNKNOWN


def _find_messages_without_calls(answer: Answer) -> Clause | None:
    """Return the clause about messages if they work and calls alone fail; else None."""
    calls = answer.first
    messages = next((clause for clause in answer.clauses if clause.has_messages), None)
    calls_fail = calls.parts == (Function.CALLS,) and calls.state in STOPPED_STATES
    if not calls_fail or messages is None or messages.status_word not in (State.WORKS, State.SLOW):
        return None
    return replace(messages, parts=(Function.MESSAGES,))
