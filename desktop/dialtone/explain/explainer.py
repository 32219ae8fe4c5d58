"""A verdict in words: the answer first, then who is affected and how sure, what was seen, its meaning, what to do."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import date

from dialtone.explain.answer_text import say_clause, say_first, say_others, say_row, say_whole
from dialtone.explain.answers import answer_about_all, answer_of, network_clause, was_tested, with_leading_cause
from dialtone.explain.country_words import PREPARE, find_report, say_country, say_for_them, with_report
from dialtone.explain.evidence import About, inspector_of, network_reason
from dialtone.explain.guidance_choice import find_fitting_advice, is_for_anybody, is_sharing_risky, list_shelf
from dialtone.explain.guidance_words import help_offer, law_above, law_in_short, out_of_reach, put_into_words
from dialtone.explain.joining import join_texts
from dialtone.explain.lock_out import say_since
from dialtone.explain.person import Person, find_record
from dialtone.explain.ranking import (
    OtherEnd,
    WayContext,
    choose_ways,
    fails,
    has_untested_others,
    is_using_punished,
    next_step,
    other_end,
    others_fail,
    rank_ways,
)
from dialtone.explain.reasons import (
    CALL_SOMEONE,
    detail_lines,
    other_explanations,
    rule_lines,
    what_it_means,
    what_to_do,
    what_we_cannot_tell,
    what_we_saw,
)
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import (
    find_restriction,
    find_situation,
    say_all_is_old,
    say_warning,
    with_public_knowledge,
)
from dialtone.explain.summary import function_words, say_summary, say_where
from dialtone.explain.vpn_words import outside_words, say_left_out
from dialtone.explain.way_words import make_advice_way, make_messengers_way, reach_words, readers_line
from dialtone.explain.who_reads import readers_beside, readers_of, say_mark, say_who_reads, shape_of
from dialtone.model.answer import BAD, STOPPED, Answer
from dialtone.model.catalogue import Messenger
from dialtone.model.check import Check
from dialtone.model.computer import OldApp
from dialtone.model.explanation import (
    CountryWords,
    Explanation,
    ForThem,
    FunctionWords,
    Guidance,
    NetworkWords,
    OutsideWords,
    ReachWords,
    WayWords,
    WholeAnswer,
)
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry, Tool
from dialtone.model.help_place import HelpAnswers
from dialtone.model.observation import Observation
from dialtone.model.situation import NOTHING_KNOWN, BothCountries, CountryRecord, is_outdated
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, FunctionStatus, NetworkFlag, NetworkStatus
from dialtone.model.way import NO_WAYS, PLAIN_ORDER, Reach, Way, WayKind, WayOrder
from dialtone.model.wording import Wording

_ONLY_THE_PHONE = frozenset({"offline", "whitelist_mode", "home_only", "some_names_only", "only_lookups"})


class Explainer:
    """Turns verdicts into words in one language. Everything is passed in as data; it reads and sends nothing."""

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
        """Take all that is known: `situations` of countries, `countries` in pairs, `messengers` of the catalogue."""
        self.sentences = Sentences(
            wording, {messenger.id: messenger.name_in(wording.language) for messenger in messengers}
        )
        self.entries = guidance
        self.person = Person(_not_before_known(today, situations), country, platform, situations)
        self._record = self.person.record
        self._messengers = {messenger.id: messenger for messenger in messengers}
        self._context = WayContext(order, self._messengers, self._record)
        self._countries = countries

    def with_answers(self, answers: HelpAnswers) -> "Explainer":
        """Return an explainer that also knows which places named in advice answered here."""
        other = copy(self)
        other.person = replace(self.person, answers=dict(answers))
        return other

    def for_reader_on(self, today: date) -> "Explainer":
        """Return an explainer for a reader on another day: what is old by then is no longer said as new."""
        other = copy(self)
        other.person = replace(self.person, today=_not_before_known(today, self.person.records))
        return other

    def of_day(self, day: date) -> "Explainer":
        """Return an explainer for a saved check: in the past tense, with its day."""
        other = copy(self)
        other.sentences = self.sentences.of_day(day)
        return other

    def messenger(
        self,
        verdict: MessengerVerdict,
        network: NetworkVerdict,
        observations: Sequence[Observation] = (),
        beside: Sequence[MessengerVerdict] = (),
        worked_elsewhere: date | None = None,
    ) -> Explanation:
        """Return the full explanation of one messenger.

        `beside`: all verdicts of the check. `worked_elsewhere`: the day on which it last worked on another network.
        """
        answer = self._answer_of(verdict, network)
        about = About(self.sentences.naming({verdict.messenger: verdict.name}), verdict, network)
        words = self._with_advice(
            about, self._result_words(about, answer, observations, beside), beside, worked_elsewhere
        )
        if self.sentences.past:
            return _as_saved_page(self.sentences, words)
        words = with_public_knowledge(about, words, self.person)
        report = find_report(self._record, verdict, network, self.person.today)
        return with_report(self.sentences, words, self._record, report, self.advice(PREPARE))

    def _result_words(
        self, about: About, answer: Answer, observations: Sequence[Observation], beside: Sequence[MessengerVerdict]
    ) -> Explanation:
        """Return the explanation without advice: the answer, what was seen of the messenger, and who can read it."""
        sentences, verdict, network = about
        leading = about._replace(verdict=with_leading_cause(verdict, answer))  # a page explains its headline first
        readers = self.readers(verdict.messenger)
        details = detail_lines(sentences, (o for o in observations if o.messenger == verdict.messenger))
        return Explanation(
            messenger=verdict.messenger,
            name=about.name,
            status=verdict.status,
            state=say_row(sentences, answer),
            headline=say_first(sentences, answer),
            summary=say_summary(leading, answer.why),
            saw=what_we_saw(leading, observations),
            means=what_it_means(leading),
            can_do=what_to_do(
                leading,
                closed=find_restriction(self._record, verdict, network) is not None,
                others_fail=others_fail(verdict, beside, self._context_for(answer).reach),
            ),
            cannot_tell=what_we_cannot_tell(leading),
            functions=tuple(self.function(f, verdict.messenger, about.name) for f in verdict.functions),
            details=(*rule_lines(sentences, verdict.evidence), *details) if details else (),
            answer=answer,
            also=say_others(sentences, answer),
            then=sentences.say("answer.subject.then") if sentences.past else "",
            through_vpn=say_left_out(about),
            old_app=self.old_app(verdict.old_app, about.name),
            where=say_where(leading),
            readers=readers,
            mark=self.mark(verdict.messenger, verdict),
            shape=shape_of(verdict, readers),
            who_reads=say_who_reads(sentences, self._messengers.get(verdict.messenger), about.name),
        )

    def _with_advice(
        self, about: About, words: Explanation, beside: Sequence[MessengerVerdict], worked_elsewhere: date | None
    ) -> Explanation:
        """Return the explanation with the ways to a conversation, and the law on them. Parameters as in `messenger`."""
        sentences, verdict, network = about
        first_clause = words.answer.first
        # Past a VPN it was another network that failed: where it worked then says nothing about this one.
        may_compare = first_clause.state in STOPPED and not about.has_vpn
        context = replace(self._context_for(words.answer), worked_elsewhere=worked_elsewhere if may_compare else None)
        fitting = self._fitting_advice(verdict, network, worked_elsewhere=context.worked_elsewhere is not None)
        others = [other for other in beside if other.messenger != verdict.messenger and first_clause.state in BAD]
        ways = self._offer_ways(context, fitting, others)
        advice = self._advice_of(ways)
        return replace(
            words,
            ways=self._way_words(context, ways, beside, about.name, verdict.messenger),
            guidance=self._put_into_words(advice, beside),
            law=law_above(sentences, advice, self.person),
            law_in_short=law_in_short(sentences, advice, self.person),
            help=help_offer(sentences, advice, self.person.answers),
        )

    def _fitting_advice(
        self, verdict: MessengerVerdict, network: NetworkVerdict, *, worked_elsewhere: bool = False
    ) -> tuple[GuidanceEntry, ...]:
        """Return the advice that fits a verdict, without other networks where all of the country is closed."""
        return find_fitting_advice(
            self.entries,
            verdict,
            network,
            self.person,
            closed=find_restriction(self._record, verdict, network) is not None,
            worked_elsewhere=worked_elsewhere,
        )

    def advice(self, identifier: str) -> Guidance | None:
        """Return one piece of advice by its id, in words, or None."""
        entry = next((entry for entry in self.entries if entry.id == identifier), None)
        return None if entry is None else self._put_into_words((entry,))[0]

    def inside(self) -> str:
        """Return `in Russia`, for the chosen country; empty if none was chosen or nothing is known about it."""
        return self._record.inside if self._record is not None else ""

    def sharing_is_risky(self) -> bool:
        """Return whether passing Dialtone on is risky in the person's country."""
        return is_sharing_risky(self.entries, self.person.country)

    def share_note(self, network: NetworkVerdict) -> str:
        """Return the warning before sharing a picture, where that is risky; else an empty text."""
        if not self.sharing_is_risky():
            return ""
        shows_vpn = "card.risky_vpn" if NetworkFlag.VPN in network.flags else ""
        return join_texts(map(self.sentences.say, ("card.risky", shows_vpn)))

    def known_countries(self) -> tuple[str, ...]:
        """Return the codes of the countries about which something is known."""
        return tuple(record.country for record in self.person.records if record.rows)

    def wants_quiet(self, country: str = "") -> bool:
        """Return whether a quiet check is offered in a country, by default the person's own."""
        record = find_record(self.person.records, country) if country else self._record
        return record is not None and record.wants_quiet

    def warning(self, country: str) -> str:
        """Return the warning before the first request, that people are searched or punished; empty if not known."""
        return say_warning(self.sentences, self.person.records, country)

    def country(self, code: str) -> CountryWords | None:
        """Return all that is known about a country, or None."""
        record = find_record(self.person.records, code)
        return say_country(self.sentences, record, self.person.today) if record is not None else None

    def for_them(self, code: str) -> ForThem | None:
        """Return what to tell a person in a country by phone; None if nothing is known about the country."""
        record = find_record(self.person.records, code)
        if record is None:
            return None
        risky = is_sharing_risky(self.entries, code)
        return say_for_them(self.sentences, record, self._messengers, self.person.today, sharing_is_risky=risky)

    def readers(self, messenger: str) -> str:
        """Return the vocabulary's word for who can read a messenger; empty if no source was read."""
        return readers_of(self._messengers.get(messenger))

    def mark(self, messenger: str, verdict: MessengerVerdict | None = None) -> str:
        """Return who can read a messenger in a few words, for list rows; no reassurance if it is not safe here."""
        return say_mark(self.sentences, readers_beside(verdict, self.readers(messenger)))

    def is_punished(self, messenger: str, elsewhere: str = "") -> bool:
        """Return whether people are punished for what they read or write in a messenger, here or in another country."""
        records = (self._record, find_record(self.person.records, elsewhere))
        return any(is_using_punished(record, messenger) for record in records)

    def reach(self, messenger: str) -> int:
        """Return roughly how many million people use a messenger; 0 if unknown."""
        entry = self._messengers.get(messenger)
        return entry.reach if entry is not None else 0

    def since(self, verdict: MessengerVerdict, answered: date | None) -> str:
        """Return since when a messenger has not worked, and the possible consequences; empty if it works.

        `answered`: the last day on which it answered; None if it never did.
        """
        entry, name = self._messengers.get(verdict.messenger), self.sentences.called(verdict.messenger, verdict.name)
        return say_since(self.sentences, answered, entry, self.person.today, name) if fails(verdict) else ""

    def may_test_others(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> bool:
        """Return whether something does not work here and further testable messengers were not tested."""
        return has_untested_others(verdicts, network, self._messengers)

    def answer(
        self, verdict: MessengerVerdict, network: NetworkVerdict, beside: Sequence[MessengerVerdict] = ()
    ) -> Answer:
        """Return the answer about one messenger. `beside`: all verdicts of the check, for the next step."""
        return self._with_step(self._answer_of(verdict, network), beside)

    def answer_to_all(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
        """Return the answer about all tested messengers; among equals, widely used ones come first."""
        known_first = sorted(verdicts, key=lambda verdict: -self.reach(verdict.messenger))
        return self._with_step(answer_about_all(known_first, network), verdicts)

    def _answer_of(self, verdict: MessengerVerdict, network: NetworkVerdict) -> Answer:
        """Return the answer with the row about the person's country that fits it, since a page shows both together."""
        return replace(answer_of(verdict, network), situation=find_situation(self._record, verdict, network))

    def _with_step(self, answer: Answer, verdicts: Sequence[MessengerVerdict]) -> Answer:
        """Return the answer with the next step that its one button takes."""
        return replace(answer, next_step=next_step(answer, rank_ways(self._context_for(answer), verdicts)))

    def _context_for(self, answer: Answer) -> WayContext:
        """Return the context for ranking ways: if only calls are in trouble, only ways that carry calls count."""
        calls_alone = all(clause.parts == (Function.CALLS,) for clause in answer.bad) and bool(answer.bad)
        return replace(self._context, reach=Reach(call=True)) if calls_alone else self._context

    def whole(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> WholeAnswer:
        """Return the answer to a whole check in one line: the worst first, each group by name."""
        answer, tested = self.answer_to_all(verdicts, network), sum(map(was_tested, verdicts))
        return say_whole(
            self.sentences.naming({verdict.messenger: verdict.name for verdict in verdicts}), answer, tested
        )

    def network(self, verdict: NetworkVerdict) -> NetworkWords:
        """Return the text about the network itself."""
        status, reason, say = verdict.status, network_reason(verdict), self.sentences.say
        program = inspector_of(verdict)
        headline = say_clause(self.sentences, network_clause(verdict))
        first_reason = "clock_wrong" if NetworkFlag.CLOCK_WRONG in verdict.flags else reason  # before the disturbance
        heads = tuple(key for head in (reason, status) for key in (f"{head}.{verdict.confidence}", head))
        banners = [say(*(f"network_banner.{key}" for key in heads), program=program)]
        banners += [say(f"network_banner.{flag}") for flag in verdict.flags]
        words = NetworkWords(
            status=status,
            headline=headline,
            banner=next((banner for banner in banners if banner), ""),
            can_do=(
                *self.sentences.lines(f"network_can_do.{first_reason}", program=program),
                *(self.sentences.lines(CALL_SOMEONE) if first_reason in _ONLY_THE_PHONE else ()),
            ),
            flags=tuple(
                say(*(f"network_flag.{flag}.{e.kind}" for e in verdict.evidence), f"network_flag.{flag}")
                for flag in verdict.flags
            ),
            sees_outside=say("outside.sees") if NetworkFlag.VPN in verdict.flags else "",
            known_until=join_texts((say_all_is_old(self.sentences, self.person, verdict), self._content_is_old())),
            cannot_tell=other_explanations(self.sentences, verdict),
        )
        return _as_saved_network(words) if self.sentences.past else words

    def outside(self, check: Check) -> OutsideWords | None:
        """Return the comparison of both sides of a VPN; None if no check outside it was tried."""
        return outside_words(self.sentences, check)

    def in_short(self, verdict: MessengerVerdict, network: NetworkVerdict) -> tuple[str, str, tuple[str, ...]]:
        """Return the headline, the explanation and the advice ids: the words stored in a saved check.

        Tools are left out where passing one on can be punished: a file is made to be passed on.
        """
        words = self.messenger(verdict, network)
        explanation = join_texts((words.also, words.summary, words.differs, *words.means, words.old_app))
        tools = {entry.id for entry in self.entries if entry.tool is not None} if self.sharing_is_risky() else set()
        return words.headline, explanation, tuple(entry.id for entry in words.guidance if entry.id not in tools)

    def ways_to_reach(self, reach: Reach, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> ReachWords:
        """Return the ways to reach one person, judging by a check. The request is not stored anywhere."""
        end = other_end(self._countries, self.person, reach)
        context = replace(self._context, reach=reach, end=end)
        fitting = dict.fromkeys(
            entry for verdict in verdicts for entry in self._advice_for_restoring(reach, end, verdict, network)
        )
        for_anybody = [entry for entry in self.entries if is_for_anybody(entry, reach, self.person)]
        ways = self._offer_ways(context, tuple(dict.fromkeys((*fitting, *for_anybody))), verdicts)
        words = self._way_words(context, ways, verdicts)
        return reach_words(self.sentences, context, words)

    def _advice_for_restoring(
        self, reach: Reach, end: OtherEnd, verdict: MessengerVerdict, network: NetworkVerdict
    ) -> tuple[GuidanceEntry, ...]:
        """Return the advice for restoring a messenger that fails here, if the other person may be there."""
        if not fails(verdict) or end.closes(verdict.messenger):
            return ()
        return self._fitting_advice(verdict, network) if verdict.messenger in reach.uses or not reach.uses else ()

    def function(self, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
        """Return one function in words."""
        return function_words(self.sentences, verdict, messenger, name)

    def old_app(self, old: OldApp | None, name: str) -> str:
        """Return what there is to say about an outdated app; empty if it is not outdated."""
        if old is None:
            return ""
        keys = (f"old_version.{old.why}", "old_version.generic")
        return self.sentences.say(*keys, messenger=name, version=old.version, below=old.below)

    def tools(self) -> tuple[Tool, ...]:
        """Return the named tools, each once; none where they are banned."""
        if self.person.bans_tools:
            return ()
        return tuple({entry.tool.name: entry.tool for entry in self.entries if entry.tool is not None}.values())

    def shelf(self) -> tuple[Guidance, ...]:
        """Return the advice that may be read today in the person's country, for any verdict."""
        return self._put_into_words(self._on_the_shelf())

    def shelf_law(self, advice: str = "") -> tuple[str, ...]:
        """Return what is known about the law on the shelf, or on one piece of advice by its id."""
        entries = tuple(entry for entry in self._on_the_shelf() if advice in ("", entry.id))
        return law_above(self.sentences, entries, self.person)

    def shelf_law_in_short(self) -> str:
        """Return the one sentence on the law that is shown above the shelf."""
        return law_in_short(self.sentences, self._on_the_shelf(), self.person)

    def _content_is_old(self) -> str:
        """Return how to get newer content without the open web, if all of it is old; else an empty text."""
        today = self.person.today
        days = (*(entry.written for entry in self.entries), *(record.as_of for record in self.person.records))
        newest = max(days, default=today)
        month = self.sentences.month(newest)
        return self.sentences.say("known.content_old", month=month) if is_outdated(newest, today) else ""

    def _on_the_shelf(self) -> tuple[GuidanceEntry, ...]:
        return list_shelf(self.entries, self._context.order, self.person)

    def copy_note(self) -> str:
        """Return why a copied page contains no advice, where passing it on is risky; else an empty text."""
        return self.sentences.say("advice.not_copied") if self.sharing_is_risky() else ""

    def _offer_ways(
        self, context: WayContext, fitting: tuple[GuidanceEntry, ...], beside: Sequence[MessengerVerdict]
    ) -> tuple[Way, ...]:
        """Return the ways to offer, best first: advice that fits, and messengers that work beside it."""
        return choose_ways(
            context.order, rank_ways(context, beside, fitting, out_of_reach(fitting, self.person.answers))
        )

    def _advice_of(self, ways: Iterable[Way]) -> tuple[GuidanceEntry, ...]:
        """Return the advice behind ways, in their order; a way that is a messenger has none."""
        entries = {entry.id: entry for entry in self.entries}
        return tuple(entries[way.entry] for way in ways if way.entry)

    def _way_words(
        self,
        context: WayContext,
        ways: Sequence[Way],
        beside: Sequence[MessengerVerdict],
        name: str = "",
        messenger: str = "",
    ) -> tuple[WayWords, ...]:
        """Return ways in words; `messenger`: the one that they restore."""
        beside_private = any(way.kind is WayKind.WORKS_HERE for way in ways)
        words = []
        for way in ways:
            if way.messengers:
                words.append(make_messengers_way(self.sentences, context, way, beside, beside_private=beside_private))
            elif way.kind not in NO_WAYS:
                (entry,) = self._advice_of((way,))
                law = law_in_short(self.sentences, (entry,), self.person)
                reads = readers_line(self.sentences, context, way.kind, messenger, name)
                words.append(
                    make_advice_way(self.sentences, context, way, self._put_into_words((entry,), beside)[0], law, reads)
                )
        return tuple(words)

    def _put_into_words(
        self, advice: tuple[GuidanceEntry, ...], verdicts: Sequence[MessengerVerdict] = ()
    ) -> tuple[Guidance, ...]:
        sentences = self.sentences.naming({verdict.messenger: verdict.name for verdict in verdicts})
        return tuple(put_into_words(sentences, entry, self.person, verdicts) for entry in advice)


def _not_before_known(today: date, records: tuple[CountryRecord, ...]) -> date:
    """Return the day by this computer's clock; if that was set back, the newest day of what is known.

    Else what is old would be said as new, and advice that has expired as still good.
    """
    return max((today, *(record.as_of for record in records)))


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


def _as_saved_network(words: NetworkWords) -> NetworkWords:
    """Return the network of a saved check: its state then, without anything to do."""
    shown = words.headline if words.status != NetworkStatus.ONLINE else next(iter(words.flags), "")
    return replace(words, banner=shown if words.banner else "", can_do=(), sees_outside="", known_until="")
