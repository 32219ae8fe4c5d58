"""A verdict in words: the answer, then who is affected and how sure it is, what was seen, its meaning, what to do."""

from collections.abc import Iterable, Sequence
from datetime import date

from dialtone.explain.adviser import Adviser
from dialtone.explain.answer_text import say_first, say_others, say_row, say_whole
from dialtone.explain.answers import answer_about_all, answer_of, was_tested, with_leading_cause
from dialtone.explain.country_words import PREPARE, find_report, with_report
from dialtone.explain.evidence import About
from dialtone.explain.guidance_choice import find_fitting_advice, is_for_anybody
from dialtone.explain.guidance_words import find_unreachable, offer_probes, say_law_in_short
from dialtone.explain.joining import join_texts
from dialtone.explain.lock_out import say_since
from dialtone.explain.network_words import explain_network
from dialtone.explain.ranking import (
    UNKNOWN_END,
    OtherEnd,
    WayContext,
    choose_ways,
    fails_here,
    find_other_end,
    has_untested_others,
    next_step,
    others_fail,
    rank_ways,
)
from dialtone.explain.reasons import (
    list_limits,
    list_meanings,
    list_observed,
    list_steps,
    say_observations,
    say_rules,
)
from dialtone.explain.sentences import Sentences
from dialtone.explain.situation_words import find_restriction, find_situation, with_public_knowledge
from dialtone.explain.summary import say_function, say_summary, say_where
from dialtone.explain.vpn_words import compare_outside, say_left_out
from dialtone.explain.way_words import make_advice_way, make_messengers_way, say_reach
from dialtone.explain.who_reads import say_who_reads, shape_of
from dialtone.model.answer import BAD, MAY_FAIL, STOPPED_STATES, Answer
from dialtone.model.check import Check
from dialtone.model.explanation import (
    Explanation,
    FunctionWords,
    Guidance,
    NetworkWords,
    OutsideWords,
    ReachWords,
    WayWords,
)
from dialtone.model.frozen import replace
from dialtone.model.guidance import GuidanceEntry
from dialtone.model.observation import Observation
from dialtone.model.status_groups import NO_FAILURE
from dialtone.model.verdict import FunctionVerdict, MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Function, FunctionStatus, NetworkFlag
from dialtone.model.way import ANYBODY, NO_WAYS, Reach, Way, WayKind


class Explainer(Adviser):
    """Turns verdicts into words, and names the ways that are left where something fails."""

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
        answer = self._find_answer(verdict, network)
        about = About(self.naming((verdict,)).sentences, verdict, network)
        words = self._explain_result(about, answer, observations, all_verdicts)
        words = self._with_advice(about, words, all_verdicts, worked_elsewhere)
        if self.sentences.past:
            return _as_saved_page(self.sentences, words)
        words = with_public_knowledge(about, words, self.person)
        record = self.person.record
        report = find_report(record, verdict, network, self.person.today)
        return with_report(self.sentences, words, record, report, self.say_advice(PREPARE))

    def _explain_result(
        self,
        about: About,
        answer: Answer,
        observations: Sequence[Observation],
        all_verdicts: Sequence[MessengerVerdict],
    ) -> Explanation:
        """Return the explanation without advice: the answer, what was seen of the messenger, and who can read it."""
        sentences, verdict, network = about
        leading = about._replace(verdict=with_leading_cause(verdict, answer))  # a page explains its headline first
        readers = self.readers_of(verdict.messenger)
        details = say_observations(sentences, (o for o in observations if o.messenger == verdict.messenger))
        return Explanation(
            messenger=verdict.messenger,
            name=about.name,
            status=verdict.status,
            state=say_row(sentences, answer),
            headline=say_first(sentences, answer),
            summary=say_summary(leading, answer.why),
            saw=list_observed(leading, observations),
            means=list_meanings(leading),
            can_do=list_steps(
                leading,
                is_closed=find_restriction(self.person.record, verdict, network) is not None,
                others_fail=others_fail(verdict, all_verdicts, self._find_context(answer).reach),
            ),
            cannot_tell=list_limits(leading),
            functions=tuple(self.explain_function(f, verdict.messenger, about.name) for f in verdict.functions),
            details=(*say_rules(sentences, verdict.evidence), *details) if details else (),
            answer=answer,
            also=say_others(sentences, answer),
            then=sentences.say("answer.subject.then") if sentences.past else "",
            through_vpn=say_left_out(about),
            old_app=self.say_old_app(verdict.old_app, about.name),
            where=say_where(leading),
            readers=readers,
            mark=self.say_mark(verdict.messenger, verdict),
            shape=shape_of(verdict, readers),
            who_reads=say_who_reads(sentences, self._messengers.get(verdict.messenger), about.name),
        )

    def _with_advice(
        self, about: About, words: Explanation, all_verdicts: Sequence[MessengerVerdict], worked_elsewhere: date | None
    ) -> Explanation:
        """Return the explanation with the ways to a conversation, and the law on them.

        Other messengers are offered only if this one fails or may fail. Parameters: see `explain_messenger`.
        """
        sentences, verdict, network = about
        first_clause = words.answer.first
        # Through a VPN another network failed: that it works elsewhere says nothing about the network here.
        may_compare = first_clause.state in STOPPED_STATES and not about.has_vpn
        context = replace(self._find_context(words.answer), worked_elsewhere=worked_elsewhere if may_compare else None)
        worked = context.worked_elsewhere is not None
        fitting = find_fitting_advice(self.entries, verdict, network, self.person, worked_elsewhere=worked)
        others = [
            other for other in all_verdicts if first_clause.state in MAY_FAIL and other.messenger != verdict.messenger
        ]
        ways = self._offer_ways(context, fitting, others)
        advice = self._list_advice(ways)
        guidance = self._put_into_words(advice, all_verdicts)
        return replace(
            words,
            ways=self._say_ways(context, ways, guidance, all_verdicts, verdict.messenger),
            guidance=guidance,
            law_in_short=say_law_in_short(sentences, advice, self.person),
            help=offer_probes(sentences, advice, self.person.answers),
        )

    def say_share_note(self, network: NetworkVerdict) -> str:
        """Return the warning before sharing a picture, where that is risky; else an empty text."""
        if not self.is_sharing_risky():
            return ""
        shows_vpn = "card.risky_vpn" if NetworkFlag.VPN in network.flags else ""
        return join_texts(map(self.sentences.say, ("card.risky", shows_vpn)))

    def say_since(self, verdict: MessengerVerdict, answered: date | None) -> str:
        """Return since when a messenger has not worked, and the possible consequences; empty if it works.

        `answered`: the last day on which it answered; None if it never did.
        """
        entry, name = self._messengers.get(verdict.messenger), self.sentences.name_of(verdict.messenger, verdict.name)
        return say_since(self.sentences, answered, entry, self.person.today, name) if fails_here(verdict) else ""

    def may_test_others(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> bool:
        """Return whether something fails or may fail here and further testable messengers were not tested."""
        return has_untested_others(verdicts, network, self._messengers)

    def answer(
        self, verdict: MessengerVerdict, network: NetworkVerdict, all_verdicts: Sequence[MessengerVerdict] = ()
    ) -> Answer:
        """Return the answer about one messenger. `all_verdicts`: those of the check, for the next step."""
        return self._with_step(self._find_answer(verdict, network), all_verdicts)

    def answer_about_all(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> Answer:
        """Return the answer about all tested messengers; among equals, widely used ones come first."""
        widely_used_first = sorted(verdicts, key=lambda verdict: -self.count_users(verdict.messenger))
        return self._with_step(answer_about_all(widely_used_first, network), verdicts)

    def _find_answer(self, verdict: MessengerVerdict, network: NetworkVerdict) -> Answer:
        """Return the answer with what is publicly known about it in the person's country, but without a next step."""
        return replace(answer_of(verdict, network), situation=find_situation(self.person.record, verdict, network))

    def _with_step(self, answer: Answer, verdicts: Sequence[MessengerVerdict]) -> Answer:
        """Return the answer with the next step that its one button takes."""
        return replace(answer, next_step=next_step(answer, rank_ways(self._find_context(answer), verdicts)))

    def _find_context(self, answer: Answer) -> WayContext:
        """Return the context for ranking ways: if only calls are in trouble, only ways that carry calls count."""
        parts_in_trouble = {clause.parts for clause in answer.clauses if clause.state in BAD}
        return self._make_context(Reach(call=True) if parts_in_trouble == {(Function.CALLS,)} else ANYBODY)

    def _make_context(self, reach: Reach, end: OtherEnd = UNKNOWN_END) -> WayContext:
        """Return the context for ranking ways to whom `reach` describes. `end`: what is known about their country."""
        return WayContext(self._order, self._messengers, self.person.record, reach, end)

    def say_whole(self, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict) -> str:
        """Return the answer to a whole check in one line: the worst first, each group by name."""
        answer, tested = self.answer_about_all(verdicts, network), sum(map(was_tested, verdicts))
        return say_whole(self.naming(verdicts).sentences, answer, tested)

    def explain_network(self, verdict: NetworkVerdict) -> NetworkWords:
        """Return the network itself in words: its state, what is unusual about it, and what to do about that."""
        return explain_network(self.sentences, self.person, verdict, self._say_content_is_old())

    def compare_outside(self, check: Check) -> OutsideWords | None:
        """Return the comparison of both sides of a VPN; None if no check outside it was tried."""
        return compare_outside(self.sentences, check)

    def summarize(self, verdict: MessengerVerdict, network: NetworkVerdict) -> tuple[str, str, tuple[str, ...]]:
        """Return the words stored in a saved check: the headline, the explanation and the ids of the advice.

        Tools are left out where passing one on can be punished: a file is made to be passed on.
        """
        words = self.explain_messenger(verdict, network)
        explanation = join_texts((words.also, words.summary, words.differs, *words.means, words.old_app))
        tools = {entry.id for entry in self.entries if entry.tool is not None} if self.is_sharing_risky() else set()
        return words.headline, explanation, tuple(entry.id for entry in words.guidance if entry.id not in tools)

    def find_ways_to_reach(
        self, reach: Reach, verdicts: Sequence[MessengerVerdict], network: NetworkVerdict
    ) -> ReachWords:
        """Return the ways to reach one person, by the verdicts of a check. The request is not stored anywhere."""
        end = find_other_end(self._countries, self.person, reach)
        context = self._make_context(reach, end)
        restoring = [
            entry for verdict in verdicts for entry in self._list_restoring_advice(reach, end, verdict, network)
        ]
        for_anybody = [entry for entry in self.entries if is_for_anybody(entry, reach, self.person)]
        ways = self._offer_ways(context, tuple(dict.fromkeys((*restoring, *for_anybody))), verdicts)
        guidance = self._put_into_words(self._list_advice(ways), verdicts)
        return say_reach(self.sentences, context, self._say_ways(context, ways, guidance, verdicts))

    def _list_restoring_advice(
        self, reach: Reach, end: OtherEnd, verdict: MessengerVerdict, network: NetworkVerdict
    ) -> tuple[GuidanceEntry, ...]:
        """Return the advice for restoring a messenger that fails here, if the other person may be reached with it."""
        if not fails_here(verdict) or end.is_closed(verdict.messenger):
            return ()
        is_used = verdict.messenger in reach.uses or not reach.uses
        return find_fitting_advice(self.entries, verdict, network, self.person) if is_used else ()

    def explain_function(self, verdict: FunctionVerdict, messenger: str, name: str) -> FunctionWords:
        """Return one function of a messenger in words. `messenger`: its id, `name`: what this reader calls it."""
        return say_function(self.sentences, verdict, messenger, name)

    def _offer_ways(
        self, context: WayContext, fitting: tuple[GuidanceEntry, ...], verdicts: Sequence[MessengerVerdict]
    ) -> tuple[Way, ...]:
        """Return the ways to offer, best first: advice that fits, and the messengers among `verdicts` that work."""
        unreachable = find_unreachable(fitting, self.person.answers)
        return choose_ways(context.order, rank_ways(context, verdicts, fitting, unreachable))

    def _list_advice(self, ways: Iterable[Way]) -> tuple[GuidanceEntry, ...]:
        """Return the advice behind ways, in their order; a way that is a messenger has none."""
        entries = {entry.id: entry for entry in self.entries}
        return tuple(entries[way.entry] for way in ways if way.entry)

    def _say_ways(
        self,
        context: WayContext,
        ways: Sequence[Way],
        guidance: Sequence[Guidance],
        verdicts: Sequence[MessengerVerdict],
        messenger: str = "",
    ) -> tuple[WayWords, ...]:
        """Return ways in words; advice that is no way is left out.

        `guidance` has the words of the advice behind them, `verdicts` those of the messengers in them. `messenger`: the
        id of the one that they restore; empty for ways to a person.
        """
        by_id = {entry.id: entry for entry in guidance}
        has_private_way = any(way.kind is WayKind.WORKS_HERE for way in ways)
        words = []
        for way in ways:
            if way.messengers:
                words.append(
                    make_messengers_way(self.sentences, context, way, verdicts, has_private_way=has_private_way)
                )
            elif way.kind not in NO_WAYS:
                law = say_law_in_short(self.sentences, self._list_advice((way,)), self.person)
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
