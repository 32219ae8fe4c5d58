"""A verdict in words: the answer first, then who is affected and how sure, what was seen, its meaning, what to do."""

from collections.abc import Iterable, Sequence
from datetime import date

from dialtone.explain.adviser import Adviser
from dialtone.explain.answer_text import say_clause, say_first, say_others, say_row, say_whole
from dialtone.explain.answers import answer_about_all, answer_of, network_clause, was_tested, with_leading_cause
from dialtone.explain.country_words import PREPARE, find_report, with_report
from dialtone.explain.evidence import About, inspector_of, network_reason
from dialtone.explain.guidance_choice import find_fitting_advice, is_for_anybody
from dialtone.explain.guidance_words import law_in_short, offer_probes, out_of_reach, say_law_above
from dialtone.explain.joining import join_texts
from dialtone.explain.lock_out import say_since
from dialtone.explain.ranking import (
    UNKNOWN_END,
    OtherEnd,
    WayContext,
    choose_ways,
    fails,
    has_untested_others,
    next_step,
    other_end,
    others_fail,
    rank_ways,
)
from dialtone.explain.reasons import (
    CALL_SOMEONE,
    other_explanations,
    say_observations,
    say_rules,
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
    with_public_knowledge,
)
from dialtone.explain.summary import say_function, say_summary, say_where
from dialtone.explain.vpn_words import compare_outside, say_left_out
from dialtone.explain.way_words import make_advice_way, make_messengers_way, say_reach
from dialtone.explain.who_reads import say_who_reads, shape_of
from dialtone.model.answer import BAD, STOPPED_STATES, Answer
from dialtone.model.check import Check
from dialtone.model.explanation import (
    Explanation,
    FunctionWords,
    Guidance,
    NetworkWords,
    OutsideWords,
    ReachWords,
    WayWords,
    WholeAnswer,
)
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.observation import Observation
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, FunctionStatus, NetworkFlag, NetworkStatus
from dialtone.model.way import ANYBODY, NO_WAYS, Reach, Way, WayKind

_ONLY_THE_PHONE = frozenset({"offline", "whitelist_mode", "home_only", "some_names_only", "only_lookups"})
"""States of the network, by `network_reason`, in which only a phone call reaches anybody."""


class Explainer(Adviser):
    """Turns verdicts into words, each page and row with the ways that are left. It knows what its `Adviser` knows."""

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
        answer = self._find_answer(verdict, network)
        about = About(self.naming((verdict,)).sentences, verdict, network)
        words = self._with_advice(
            about, self._explain_result(about, answer, observations, beside), beside, worked_elsewhere
        )
        if self.sentences.past:
            return _as_saved_page(self.sentences, words)
        words = with_public_knowledge(about, words, self.person)
        record = self.person.record
        report = find_report(record, verdict, network, self.person.today)
        return with_report(self.sentences, words, record, report, self.advice(PREPARE))

    def _explain_result(
        self, about: About, answer: Answer, observations: Sequence[Observation], beside: Sequence[MessengerVerdict]
    ) -> Explanation:
        """Return the explanation without advice: the answer, what was seen of the messenger, and who can read it."""
        sentences, verdict, network = about
        leading = about._replace(verdict=with_leading_cause(verdict, answer))  # a page explains its headline first
        readers = self.readers(verdict.messenger)
        details = say_observations(sentences, (o for o in observations if o.messenger == verdict.messenger))
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
                closed=find_restriction(self.person.record, verdict, network) is not None,
                others_fail=others_fail(verdict, beside, self._find_context(answer).reach),
            ),
            cannot_tell=what_we_cannot_tell(leading),
            functions=tuple(self.function(f, verdict.messenger, about.name) for f in verdict.functions),
            details=(*say_rules(sentences, verdict.evidence), *details) if details else (),
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
        may_compare = first_clause.state in STOPPED_STATES and not about.has_vpn
        context = replace(self._find_context(words.answer), worked_elsewhere=worked_elsewhere if may_compare else None)
        worked = context.worked_elsewhere is not None
        fitting = find_fitting_advice(self.entries, verdict, network, self.person, worked_elsewhere=worked)
        others = [other for other in beside if other.messenger != verdict.messenger and first_clause.state in BAD]
        ways = self._offer_ways(context, fitting, others)
        advice = self._list_advice(ways)
        guidance = self._put_into_words(advice, beside)
        return replace(
            words,
            ways=self._say_ways(context, ways, guidance, beside, verdict.messenger),
            guidance=guidance,
            law=say_law_above(sentences, advice, self.person),
            law_in_short=law_in_short(sentences, advice, self.person),
            help=offer_probes(sentences, advice, self.person.answers),
        )

    def share_note(self, network: NetworkVerdict) -> str:
        """Return the warning before sharing a picture, where that is risky; else an empty text."""
        if not self.sharing_is_risky():
            return ""
        shows_vpn = "card.risky_vpn" if NetworkFlag.VPN in network.flags else ""
        return join_texts(map(self.sentences.say, ("card.risky", shows_vpn)))

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
        return self._with_step(self._find_answer(verdict, network), beside)

    def answer_to_all(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
        """Return the answer about all tested messengers; among equals, widely used ones come first."""
        known_first = sorted(verdicts, key=lambda verdict: -self.reach(verdict.messenger))
        return self._with_step(answer_about_all(known_first, network), verdicts)

    def _find_answer(self, verdict: MessengerVerdict, network: NetworkVerdict) -> Answer:
        """Return the answer with the row about the person's country that fits it, since a page shows both together."""
        return replace(answer_of(verdict, network), situation=find_situation(self.person.record, verdict, network))

    def _with_step(self, answer: Answer, verdicts: Sequence[MessengerVerdict]) -> Answer:
        """Return the answer with the next step that its one button takes."""
        return replace(answer, next_step=next_step(answer, rank_ways(self._find_context(answer), verdicts)))

    def _find_context(self, answer: Answer) -> WayContext:
        """Return the context for ranking ways: if only calls are in trouble, only ways that carry calls count."""
        calls_alone = all(clause.parts == (Function.CALLS,) for clause in answer.bad) and bool(answer.bad)
        return self._make_context(Reach(call=True) if calls_alone else ANYBODY)

    def _make_context(self, reach: Reach, end: OtherEnd = UNKNOWN_END) -> WayContext:
        return WayContext(self._order, self._messengers, self.person.record, reach, end)

    def whole(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> WholeAnswer:
        """Return the answer to a whole check in one line: the worst first, each group by name."""
        answer, tested = self.answer_to_all(verdicts, network), sum(map(was_tested, verdicts))
        return say_whole(self.naming(verdicts).sentences, answer, tested)

    def network(self, verdict: NetworkVerdict) -> NetworkWords:
        """Return the words about the network itself: its state, what is unusual about it, and what to do about that.

        Its banner is the first sentence that exists: on the reason for its state, on the state, or on a flag.
        """
        reason, program, say = network_reason(verdict), inspector_of(verdict), self.sentences.say
        keys = [key for head in (reason, verdict.status) for key in (f"{head}.{verdict.confidence}", head)]
        banners = [say(*(f"network_banner.{key}" for key in keys), program=program)]
        banners += [say(f"network_banner.{flag}") for flag in verdict.flags]
        # A wrong clock is set first: handshakes that fail because of it look like a disturbed network.
        first_reason = "clock_wrong" if NetworkFlag.CLOCK_WRONG in verdict.flags else reason
        words = NetworkWords(
            status=verdict.status,
            headline=say_clause(self.sentences, network_clause(verdict)),
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
            known_until=join_texts((say_all_is_old(self.sentences, self.person, verdict), self._say_content_is_old())),
            cannot_tell=other_explanations(self.sentences, verdict),
        )
        return _as_saved_network(words) if self.sentences.past else words

    def outside(self, check: Check) -> OutsideWords | None:
        """Return the comparison of both sides of a VPN; None if no check outside it was tried."""
        return compare_outside(self.sentences, check)

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
        context = self._make_context(reach, end)
        fitting = dict.fromkeys(
            entry for verdict in verdicts for entry in self._list_restoring_advice(reach, end, verdict, network)
        )
        for_anybody = [entry for entry in self.entries if is_for_anybody(entry, reach, self.person)]
        ways = self._offer_ways(context, tuple(dict.fromkeys((*fitting, *for_anybody))), verdicts)
        guidance = self._put_into_words(self._list_advice(ways), verdicts)
        words = self._say_ways(context, ways, guidance, verdicts)
        return say_reach(self.sentences, context, words)

    def _list_restoring_advice(
        self, reach: Reach, end: OtherEnd, verdict: MessengerVerdict, network: NetworkVerdict
    ) -> tuple[GuidanceEntry, ...]:
        """Return the advice for restoring a messenger that fails here, if the other person may be there."""
        if not fails(verdict) or end.closes(verdict.messenger):
            return ()
        is_used = verdict.messenger in reach.uses or not reach.uses
        return find_fitting_advice(self.entries, verdict, network, self.person) if is_used else ()

    def function(self, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
        """Return one function in words."""
        return say_function(self.sentences, verdict, messenger, name)

    def _offer_ways(
        self, context: WayContext, fitting: tuple[GuidanceEntry, ...], beside: Sequence[MessengerVerdict]
    ) -> tuple[Way, ...]:
        """Return the ways to offer, best first: advice that fits, and messengers that work beside it."""
        return choose_ways(
            context.order, rank_ways(context, beside, fitting, out_of_reach(fitting, self.person.answers))
        )

    def _list_advice(self, ways: Iterable[Way]) -> tuple[GuidanceEntry, ...]:
        """Return the advice behind ways, in their order; a way that is a messenger has none."""
        entries = {entry.id: entry for entry in self.entries}
        return tuple(entries[way.entry] for way in ways if way.entry)

    def _say_ways(
        self,
        context: WayContext,
        ways: Sequence[Way],
        guidance: Sequence[Guidance],
        beside: Sequence[MessengerVerdict],
        messenger: str = "",
    ) -> tuple[WayWords, ...]:
        """Return ways in words. `guidance`: at least the advice behind them; `messenger`: the one that they restore."""
        by_id = {entry.id: entry for entry in guidance}
        beside_private = any(way.kind is WayKind.WORKS_HERE for way in ways)
        words = []
        for way in ways:
            if way.messengers:
                words.append(make_messengers_way(self.sentences, context, way, beside, beside_private=beside_private))
            elif way.kind not in NO_WAYS:
                law = law_in_short(self.sentences, self._list_advice((way,)), self.person)
                words.append(make_advice_way(self.sentences, context, way, by_id[way.entry], law, messenger))
        return tuple(words)


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
