"""What is said to one person: verdicts in words, and what needs no check, such as advice, the law on it, countries."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date
from typing import Self

from dialtone.explain.answer_text import say_clause, say_first, say_others, say_row, say_whole
from dialtone.explain.answers import (
    answer_about_all,
    answer_of,
    network_clause,
    was_tested,
    with_leading_cause,
    without_readable,
)
from dialtone.explain.country_words import PREPARE, say_country, say_phone_advice, with_report
from dialtone.explain.evidence import About, inspector_of, network_reason
from dialtone.explain.guidance_choice import find_fitting_advice, is_for_anybody, is_sharing_risky, list_reference
from dialtone.explain.guidance_words import list_law, offer_probes, put_into_words, say_law_in_short
from dialtone.explain.joining import join_texts
from dialtone.explain.ranking import (
    UNKNOWN_END,
    OtherEnd,
    WayContext,
    choose_ways,
    fails_here,
    find_no_calls,
    find_other_end,
    is_using_punished,
    may_fail_here,
    next_step,
    rank_ways,
)
from dialtone.explain.reasons import (
    CALL_SOMEONE,
    list_limits,
    list_meanings,
    list_observed,
    list_steps,
    say_function,
    say_observations,
    say_other_explanations,
    say_rules,
    say_summary,
    say_where,
)
from dialtone.explain.remembered import say_since
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import (
    find_restriction,
    say_all_is_old,
    say_danger,
    say_warning,
    with_public_knowledge,
)
from dialtone.explain.vpn_words import compare_outside, say_left_out
from dialtone.explain.way_words import say_reach, say_ways, say_worth_trying
from dialtone.explain.who_reads import readers_of, say_readers_in_short, say_who_reads
from dialtone.model.answer import BAD, MAY_FAIL, STOPPED_STATES, Answer, Clause, severity
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import OldApp
from dialtone.model.explanation import (
    CountryWords,
    Explanation,
    Guidance,
    NetworkWords,
    OutsideWords,
    PhoneAdvice,
    ReachWords,
)
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, Tool
from dialtone.model.help_place import HelpAnswers
from dialtone.model.observation import Observation
from dialtone.model.readers import Readers
from dialtone.model.situation import NOTHING_KNOWN, BothCountries, CountryRecord, Person, find_record, is_outdated
from dialtone.model.status_groups import CARRIES, NO_FAILURE
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, FunctionStatus, NetworkFlag, NetworkStatus
from dialtone.model.way import ANYBODY, NO_WAYS, PLAIN_ORDER, Reach, WayKind, WayOrder
from dialtone.model.wording import Wording

_ONLY_CALLS_WORK = frozenset({"offline", "whitelist_mode", "home_only", "some_names_only", "only_lookups"})
"""Reasons (`network_reason`) for which only a phone call reaches anybody."""
_NOTE_FOR_ABROAD = "home_only"
"""The note of messengers whose servers may not answer abroad."""
_LIKE_SHUTDOWN = frozenset({"whitelist_mode", "home_only"})
"""Reasons that in a shutdown are the same on every network of the country."""


class Explainer:
    """Says everything in one language for one person. Everything is passed in as data; it reads and sends nothing."""

    def __init__(
        self,
        wording: Wording,
        guidance: tuple[GuidanceEntry, ...],
        today: date,
        country: str = "",
        platform: str = "linux",
        situations: tuple[CountryRecord, ...] = (),
        messengers: tuple[Messenger, ...] = (),
        order: WayOrder = PLAIN_ORDER,
        countries: BothCountries = NOTHING_KNOWN,
    ) -> None:
        """Take the content, and the person's `country` (empty if none was chosen) and `platform`.

        `situations`: what is known about each country, `countries`: about reaching one from another.
        """
        self.sentences = Sentences(
            wording, {messenger.id: messenger.name_in(wording.language) for messenger in messengers}
        )
        self.entries = guidance
        self.person = Person(_correct_day(today, situations), country, platform, situations)
        self._messengers = {messenger.id: messenger for messenger in messengers}
        self._order = order
        self._countries = countries

    def with_answers(self, answers: HelpAnswers) -> Self:
        """Return the same explainer, which also knows which places named in advice answered here."""
        other = copy(self)
        other.person = replace(self.person, answers=dict(answers))
        return other

    def for_reader_on(self, today: date) -> Self:
        """Return the same explainer for a reader on another day: what is old by then is no longer said as new."""
        other = copy(self)
        other.person = replace(self.person, today=_correct_day(today, self.person.records))
        return other

    def of_day(self, day: date) -> Self:
        """Return the same explainer for a saved check: in the past tense, with the day of the check."""
        other = copy(self)
        other.sentences = self.sentences.of_day(day)
        return other

    def naming(self, verdicts: Iterable[MessengerVerdict]) -> Self:
        """Return the same explainer, with names from these verdicts for messengers that the catalogue lacks."""
        other = copy(self)
        other.sentences = self.sentences.naming({verdict.messenger: verdict.name for verdict in verdicts})
        return other

    # Advice, and the law on it

    def say_advice(self, identifier: str) -> Guidance | None:
        """Return one piece of advice by its id, in words; None if there is none with this id."""
        named = (entry for entry in self.entries if entry.id == identifier)
        return next((put_into_words(self.sentences, entry, self.person) for entry in named), None)

    def list_reference(self) -> tuple[Guidance, ...]:
        """Return the reference section: all advice that may be read today in the person's country, without a check."""
        return tuple(put_into_words(self.sentences, entry, self.person) for entry in self._list_reference())

    def list_reference_law(self, advice: str = "") -> tuple[str, ...]:
        """Return what is known about the law on the reference section, or on one piece of advice by its id."""
        entries = tuple(entry for entry in self._list_reference() if advice in ("", entry.id))
        return list_law(self.sentences, entries, self.person)

    def say_reference_law_in_short(self) -> str:
        """Return the one sentence on the law that is shown above the reference section; empty if no law applies."""
        return say_law_in_short(self.sentences, self._list_reference(), self.person)

    def list_tools(self) -> tuple[Tool, ...]:
        """Return the tools that advice names, each once; none where they are banned."""
        if self.person.record.bans_tools:
            return ()
        return tuple({entry.tool.name: entry.tool for entry in self.entries if entry.tool is not None}.values())

    def is_sharing_risky(self) -> bool:
        """Return whether passing Dialtone on is risky in the person's country."""
        return is_sharing_risky(self.entries, self.person.country)

    def say_copy_note(self) -> str:
        """Return why a copied page contains no advice, where passing it on is risky; else an empty text."""
        return self.sentences.say("advice.not_copied") if self.is_sharing_risky() else ""

    def say_old_app(self, old: OldApp | None, name: str) -> str:
        """Return the sentence about an outdated app; empty if it is not outdated."""
        if old is None:
            return ""
        keys = (f"old_version.{old.why}", "old_version.generic")
        return self.sentences.say(*keys, messenger=name, version=old.version, below=old.below)

    def _list_reference(self) -> tuple[GuidanceEntry, ...]:
        return list_reference(self.entries, self._order, self.person)

    # Countries

    def list_known_countries(self) -> tuple[str, ...]:
        """Return the codes of the countries about which something is known."""
        return tuple(record.country for record in self.person.records if record.rows)

    def wants_quiet(self, country: str = "") -> bool:
        """Return whether a quiet check is offered in a country, by default the person's own."""
        return find_record(self.person.records, country or self.person.country).wants_quiet

    def say_warning(self, country: str) -> str:
        """Return the warning before a check that people are searched or punished there; without a country, in some."""
        return say_warning(self.sentences, self.person.records, country)

    def say_country(self, code: str) -> CountryWords | None:
        """Return all that is known about a country; None if nothing is."""
        record = find_record(self.person.records, code)
        return say_country(self.sentences, record, self.person.today) if record.country else None

    def say_phone_advice(self, code: str) -> PhoneAdvice | None:
        """Return what to tell a person in a country by phone; None if nothing is known about the country."""
        record = find_record(self.person.records, code)
        if not record.country:
            return None
        risky = is_sharing_risky(self.entries, code)
        return say_phone_advice(self.sentences, record, self._messengers, self.person.today, sharing_is_risky=risky)

    def _say_content_is_old(self) -> str:
        days = [*(entry.written for entry in self.entries), *(record.as_of for record in self.person.records)]
        if not days or not is_outdated(max(days), self.person.today):
            return ""
        return self.sentences.say("known.content_old", month=self.sentences.month(max(days)))

    # Messengers

    def readers_of(self, messenger: str) -> str:
        """Return the value of `Readers` for a messenger, by its id; empty if no source was read."""
        return readers_of(self._messengers.get(messenger))

    def say_readers_in_short(self, messenger: str) -> str:
        """Return who can read a messenger in a few words; empty if no source was read."""
        return say_readers_in_short(self.sentences, self.readers_of(messenger))

    def say_caution(self, messenger: str) -> str:
        """Return in a few words that people in the country are punished for a messenger, or a state can read it."""
        if is_using_punished(self.person.record, messenger):
            return self.sentences.say("mark.punished")
        return self.say_readers_in_short(messenger) if self.readers_of(messenger) == Readers.STATE else ""

    def is_punished(self, messenger: str, elsewhere: str) -> bool:
        """Return whether people are punished for having or using a messenger, here or in another country."""
        records = (self.person.record, find_record(self.person.records, elsewhere))
        return any(is_using_punished(record, messenger) for record in records)

    def say_no_calls(self, elsewhere: str) -> str:
        """Return why ordinary calls between the person's country and another one fail, if they do; else empty."""
        no_calls = find_no_calls(self._countries, self.person.country, elsewhere)
        return self.sentences.say("known.said", text=no_calls.said) if no_calls is not None else ""

    def count_users(self, messenger: str) -> int:
        """Return roughly how many million people use a messenger each month; 0 if unknown."""
        entry = self._messengers.get(messenger)
        return entry.monthly_millions if entry is not None else 0

    def rank_in_list(self, messenger: str, clause: Clause) -> tuple[int, ...]:
        """Return the sort key of a messenger with this first clause: the worst first, then those with most users."""
        return *severity(clause), -self.count_users(messenger)

    # One messenger

    def explain_messenger(
        self,
        verdict: MessengerVerdict,
        network: NetworkVerdict,
        observations: Sequence[Observation] = (),
        all_verdicts: Sequence[MessengerVerdict] = (),
        worked_elsewhere: date | None = None,
    ) -> Explanation:
        """Return the full explanation of one messenger.

        `observations` and `all_verdicts`: those of the whole check; without them the explanation has no details and
        names no other messenger. `worked_elsewhere`: the day on which it last worked on another network, if it did.
        """
        has_vpn = NetworkFlag.VPN in network.flags
        verdict = replace(verdict, note=self.find_note(verdict.messenger, verdict.note, has_vpn=has_vpn))
        about = About(self.naming((verdict,)).sentences, verdict, network)
        words = self._explain_result(about, observations)
        words = self._with_advice(about, words, all_verdicts, worked_elsewhere)
        if self.sentences.past:
            return _as_saved_page(self.sentences, words)
        words = with_public_knowledge(about, words, self.person)
        return with_report(about, words, self.person, self.say_advice(PREPARE))

    def find_note(self, messenger: str, note: str, *, has_vpn: bool = False) -> str:
        """Return the key of a messenger's note; empty for what happens abroad, to a person at home without a VPN."""
        entry = self._messengers.get(messenger)
        is_at_home = entry is not None and self.person.country in entry.home and not has_vpn
        return "" if is_at_home and note == _NOTE_FOR_ABROAD else note

    def _explain_result(self, about: About, observations: Sequence[Observation]) -> Explanation:
        """Return the words for what was found: everything that follows from the verdict and the observations alone.

        Left empty for later steps: `can_do`, `ways` and what comes with them (`_with_advice`), what is publicly known
        (`with_public_knowledge`), and what is reported for a future day (`with_report`).
        """
        sentences, verdict, network = about
        answer = answer_of(verdict, network)
        leading = about._replace(verdict=with_leading_cause(verdict, answer))  # a page explains its headline first
        details = say_observations(sentences, (o for o in observations if o.messenger == verdict.messenger))
        return Explanation(
            messenger=verdict.messenger,
            name=about.name,
            status=verdict.status,
            state=say_row(sentences, answer),
            headline=say_first(sentences, answer),
            summary=say_summary(leading, answer.why),
            observed=list_observed(leading, observations),
            means=list_meanings(leading),
            can_do=(),
            cannot_tell=list_limits(leading),
            functions=tuple(say_function(sentences, f, verdict.messenger, about.name) for f in verdict.functions),
            details=(*say_rules(sentences, verdict.evidence), *details) if details else (),
            answer=answer,
            other_clauses=say_others(sentences, answer),
            when_checked=sentences.say("answer.subject.then") if sentences.past else "",
            through_vpn=say_left_out(about),
            old_app=self.say_old_app(verdict.old_app, about.name),
            where=say_where(leading),
            readers=self.readers_of(verdict.messenger),
            who_reads=say_who_reads(sentences, self._messengers.get(verdict.messenger), about.name),
            danger=say_danger(sentences, self.person.record, verdict.messenger, about.name),
        )

    def _with_advice(
        self, about: About, words: Explanation, all_verdicts: Sequence[MessengerVerdict], worked_elsewhere: date | None
    ) -> Explanation:
        """Return the explanation with what helps: ways, other messengers only if this one fails or may, and steps."""
        sentences, verdict, network = about
        state = words.answer.first.state
        if state not in STOPPED_STATES or about.has_vpn:
            worked_elsewhere = None  # through a VPN another network failed: that says nothing about the network here
        fitting = find_fitting_advice(
            self.entries, verdict, network, self.person, worked_elsewhere=worked_elsewhere is not None
        )
        others = [other for other in all_verdicts if state in MAY_FAIL and other.messenger != verdict.messenger]
        context = replace(self._make_context(_reach_of(words.answer)), worked_elsewhere=worked_elsewhere)
        ways = choose_ways(self._order, rank_ways(context, others, fitting))
        instead: tuple[str, ...] = ()  # of "agree on another messenger", which helps nobody once none of them works
        offers_messenger = any(way.messengers for way in ways)
        if any(map(was_tested, others)) and not offers_messenger:
            naming = self.naming(all_verdicts).sentences
            instead = say_worth_trying(naming, context, others, network) or about.lines(CALL_SOMEONE)
        fitting_by_id = {entry.id: entry for entry in fitting}
        advice = [fitting_by_id[way.entry] for way in ways if way.entry]
        return replace(
            words,
            can_do=list_steps(
                about._replace(verdict=with_leading_cause(verdict, words.answer)),
                is_closed=find_restriction(self.person.record, verdict, network) is not None,
                instead=instead,
            ),
            ways=say_ways(self.sentences, context, ways, fitting, all_verdicts, verdict.messenger),
            law_in_short=say_law_in_short(sentences, advice, self.person),
            help=offer_probes(sentences, advice, self.person.answers),
        )

    def say_since(self, verdict: MessengerVerdict, answered: date | None) -> str:
        """Return since when a messenger has not worked, and what may follow; empty if it works.

        `answered`: the last day on which it answered; if it never did (None), the text is empty too.
        """
        entry = self._messengers.get(verdict.messenger)
        name = self.sentences.name_of(verdict.messenger, verdict.name)
        return say_since(self.sentences, answered, entry, self.person.today, name) if fails_here(verdict) else ""

    def summarize(self, verdict: MessengerVerdict, network: NetworkVerdict) -> tuple[str, str, tuple[str, ...]]:
        """Return the words stored in a saved check: the headline, the explanation and the ids of the advice.

        Tools are left out where passing one on can be punished: a file is made to be passed on.
        """
        words = self.explain_messenger(verdict, network)
        known = (words.danger, words.differs)
        explanation = join_texts((words.other_clauses, words.summary, *known, *words.means, words.old_app))
        tools = {entry.id for entry in self.entries if entry.tool is not None} if self.is_sharing_risky() else set()
        return words.headline, explanation, tuple(entry.id for entry in words.guidance if entry.id not in tools)

    # Answers

    def answer(
        self, verdict: MessengerVerdict, network: NetworkVerdict, all_verdicts: Sequence[MessengerVerdict] = ()
    ) -> Answer:
        """Return the answer about one messenger. `all_verdicts`: those of the check, for the next step."""
        return self._with_step(answer_of(verdict, network), all_verdicts)

    def answer_about_all(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
        """Return the answer about all tested messengers; among equals, widely used ones come first.

        Beside trouble, it names no working messenger that a state can read.
        """
        widely_used_first = sorted(verdicts, key=lambda verdict: -self.count_users(verdict.messenger))
        answer = self._with_step(answer_about_all(widely_used_first, network), verdicts)
        return without_readable(answer, self.readers_of)

    def _with_step(self, answer: Answer, verdicts: Sequence[MessengerVerdict]) -> Answer:
        ways = rank_ways(self._make_context(_reach_of(answer)), verdicts)
        return replace(answer, next_step=next_step(answer, ways))

    def say_whole(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> str:
        """Return the answer to a whole check in one line: the worst first, each group by name."""
        answer = self.answer_about_all(verdicts, network)
        return say_whole(self.naming(verdicts).sentences, answer, sum(map(was_tested, verdicts)))

    def may_test_others(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> bool:
        """Return whether something fails or may fail here and further testable messengers were not tested."""
        if network.status not in CARRIES or not any(map(may_fail_here, verdicts)):
            return False
        tested = {verdict.messenger for verdict in verdicts}
        return any(entry.untested is None and entry.id not in tested for entry in self._messengers.values())

    def list_licensed(self) -> frozenset[str]:
        """Return the messengers, by id, that advice for the person's country names as licensed for calls there."""
        fitting = (entry for entry in self.entries if self.person.country in entry.when.countries)
        return frozenset(name for entry in fitting if entry.kind is WayKind.LICENSED_APP for name in entry.names)

    # The network

    def explain_network(self, verdict: NetworkVerdict) -> NetworkWords:
        """Return the network itself in words: its state, what is unusual about it, and what to do about that."""
        sentences = self.sentences
        say = sentences.say
        program = inspector_of(verdict)
        reason = network_reason(verdict)
        status = verdict.status
        flags = verdict.flags
        banner_keys = (f"{reason}.{verdict.confidence}", reason, f"{status}.{verdict.confidence}", status, *flags)
        # A wrong clock comes first: handshakes fail because of it.
        key = "clock_wrong" if NetworkFlag.CLOCK_WRONG in flags else reason
        calls = sentences.lines(CALL_SOMEONE) if key in _ONLY_CALLS_WORK else ()
        may_be_shutdown = key in _LIKE_SHUTDOWN and self.person.record.was_shut_down_lately(self.person.today)
        patience = sentences.lines("network_can_do.shutdown") if may_be_shutdown else ()
        kinds = [evidence.kind for evidence in verdict.evidence]
        words = NetworkWords(
            headline=say_clause(sentences, network_clause(verdict)),
            banner=say(*(f"network_banner.{key}" for key in banner_keys), program=program),
            can_do=(*sentences.lines(f"network_can_do.{key}", program=program), *patience, *calls),
            flags=tuple(
                say(*(f"network_flag.{flag}.{kind}" for kind in kinds), f"network_flag.{flag}") for flag in flags
            ),
            sees_outside=say("outside.sees") if NetworkFlag.VPN in flags and not self.wants_quiet() else "",
            known_until=join_texts((say_all_is_old(sentences, self.person, verdict), self._say_content_is_old())),
            cannot_tell=say_other_explanations(sentences, verdict),
        )
        if not sentences.past:
            return words
        shown = words.headline if status is not NetworkStatus.ONLINE else next(iter(words.flags), "")
        return replace(words, banner=shown if words.banner else "", can_do=(), sees_outside="", known_until="")

    def compare_outside(self, check: Check) -> OutsideWords | None:
        """Return the comparison of both sides of a VPN; None if no check outside it was tried."""
        return compare_outside(self.sentences, check)

    def say_share_note(self, network: NetworkVerdict) -> str:
        """Return the warning before sharing a picture, where that is risky; else an empty text."""
        if not self.is_sharing_risky():
            return ""
        shows_vpn = "card.risky_vpn" if NetworkFlag.VPN in network.flags else ""
        return join_texts(map(self.sentences.say, ("card.risky", shows_vpn)))

    def say_line_note(self) -> str:
        """Return the warning before sharing a result line, where that is risky; else an empty text."""
        return self.sentences.say("card.risky_line") if self.is_sharing_risky() else ""

    # Ways to a conversation

    def find_ways_to_reach(
        self, reach: Reach, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict
    ) -> ReachWords:
        """Return the ways to reach one person, by the verdicts of a check. The request is not stored anywhere."""
        end = find_other_end(self._countries, self.person, reach)
        context = self._make_context(reach, end)
        fitting: list[GuidanceEntry] = []
        for verdict in verdicts:  # advice that restores a messenger, if the other person may be reached with it
            is_used = verdict.messenger in reach.uses or not reach.uses
            if is_used and fails_here(verdict) and not end.is_closed(verdict.messenger):
                fitting += find_fitting_advice(self.entries, verdict, network, self.person)
        fitting += (entry for entry in self.entries if is_for_anybody(entry, reach, self.person))
        offered = choose_ways(self._order, rank_ways(context, verdicts, dict.fromkeys(fitting)))
        ways = [way for way in offered if way.kind not in NO_WAYS]
        offers_messenger = any(way.messengers for way in ways)
        may_help = () if offers_messenger else say_worth_trying(self.sentences, context, verdicts, network)
        said = say_ways(self.sentences, context, ways, fitting, verdicts)
        return say_reach(self.sentences, context, said, may_help)

    def _make_context(self, reach: Reach, end: OtherEnd = UNKNOWN_END) -> WayContext:
        return WayContext(self._order, self._messengers, self.person, reach, end)


def _reach_of(answer: Answer) -> Reach:
    parts_in_trouble = {clause.parts for clause in answer.clauses if clause.state in BAD}
    return Reach(call=True) if parts_in_trouble == {(Function.CALLS,)} else ANYBODY


def _as_saved_page(sentences: Sentences, words: Explanation) -> Explanation:
    """Return a saved check's page without its meaning and urgent steps, which only a new check can tell.

    Why a part failed is already listed under what was seen; why it was not tested stays true.
    """
    steps = () if words.status in NO_FAILURE else (sentences.say("report.check_again"),)
    functions = tuple(
        function if function.status == FunctionStatus.NOT_TESTED else replace(function, sentence="")
        for function in words.functions
    )
    return replace(words, means=(), can_do=steps, functions=functions, where="", saved=True)


def _correct_day(today: date, records: tuple[CountryRecord, ...]) -> date:
    """Return today, but no day before the newest record: by a wrong clock old knowledge would be stated as new."""
    return max((today, *(record.as_of for record in records)))
