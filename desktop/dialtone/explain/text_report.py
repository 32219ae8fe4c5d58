"""The command line's report for a person. It is terse: a line per messenger, a paragraph only where needed."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from dialtone.explain.answers import sort_by_attention
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import join_texts
from dialtone.explain.reasons import CALL_SOMEONE
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import sign_of
from dialtone.explain.text_page import QUIET, STRONG, StatusRow, TextPage
from dialtone.explain.vpn_words import compare_outside, say_left_out_of_all
from dialtone.explain.who_reads import REASSURES, say_readers_in_short, shape_of, with_readers
from dialtone.model.answer import State
from dialtone.model.check import Check
from dialtone.model.explanation import Explanation, Guidance, NetworkWords, OutsideWords, ReachWords, WayWords
from dialtone.model.help_place import Probing
from dialtone.model.readers import Readers
from dialtone.model.status_groups import ANSWERS, UNTESTABLE, UNTESTABLE_IN_ORDER
from dialtone.model.verdict import is_stopped_by_network
from dialtone.model.way import NO_WAYS, WayKind

_CALM_STATES = frozenset({State.WORKS, State.UNTESTED})  # states that need no paragraph
_TEST_ALL = "dialtone check --all"
_TRY_HELP = "dialtone check --try-help".replace(" ", "\N{NO-BREAK SPACE}")  # kept on one line, for copying
_SHORT_WAY = 2  # steps, as of a call, or an email where a call costs too much
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟])\s+")


def render_check(
    check: Check,
    explainer: Explainer,
    *,
    colour: bool,
    width: int,
    makers: Mapping[str, str] = MappingProxyType({}),
    probing: Probing = Probing.NEVER,
) -> str:
    """Return the whole report on a check; its time is stated in the time zone of `check.started_at`.

    `makers`: the warning that an app is a third party's, by messenger. `probing`: whether the places that advice names
    were probed, may be, or are not mentioned.
    """
    report = CheckReport(explainer.sentences, colour, width)
    network = explainer.explain_network(check.network)
    is_about_network = explainer.answer_about_all(check.messengers, check.network).is_about_network
    verdicts = sort_by_attention(check.messengers, explainer.count_users)
    explanations = [explainer.explain_messenger(verdict, check.network, (), check.messengers) for verdict in verdicts]
    untestable = [words for words in explanations if words.status in UNTESTABLE]
    testable = [words for words in explanations if words not in untestable]
    if not testable:  # then each untestable one has a row of its own: a report without rows says nothing
        testable, untestable = untestable, []
    explained_above: set[str] = set()
    if is_about_network:
        explained_above = {v.messenger for v in check.messengers if is_stopped_by_network(v, check.network)}

    report.add_answer(explainer.say_whole(check.messengers, check.network), "" if is_about_network else network.banner)
    report.add_rows(testable, makers)
    report.add_first_steps(testable, network if is_about_network else None)
    report.add_texts((*say_left_out_of_all(explainer.sentences, check), *network.cannot_tell))
    report.add_gap()
    report.add_paragraphs(testable, explained_above)
    report.add_untested(untestable)
    if probing is not Probing.NEVER and explainer.may_test_others(verdicts, check.network):
        report.add_text(explainer.sentences.say("works_here.offer", text=_TEST_ALL))
    report.add_help_offer(testable, probing)
    report.add_gap()
    report.add_outside(compare_outside(explainer.sentences, check))
    report.add_text(network.known_until)
    report.add_closing(check)
    return report.text()


def render_reach(words: ReachWords, sentences: Sentences, *, colour: bool, width: int) -> str:
    """Return the ways to one person. They are only printed, never stored."""
    report = CheckReport(sentences, colour, width)
    report.add_text(words.title, style=STRONG)
    report.add_texts(words.said, indent=2)
    report.add_ways(words.ways)
    return report.text()


def _needs_paragraph(words: Explanation) -> bool:
    return words.answer.first.state not in _CALM_STATES


class CheckReport(TextPage):
    """The report on a check, part by part. No sentence, step or piece of advice is printed twice."""

    def __init__(self, sentences: Sentences, colour: bool, width: int) -> None:
        super().__init__(sentences, colour, width)
        self._printed: set[str] = set()
        """The sentences and the titles of ways on the page."""

    def add_answer(self, answer: str, banner: str) -> None:
        """Add the answer, and what is unusual about the network unless the answer says so already."""
        self.add_text(answer, style=STRONG)
        if banner not in answer:
            self.add_text(banner)

    def add_first_steps(self, explanations: Sequence[Explanation], network: NetworkWords | None) -> None:
        """Add what can be done at once. `network`: None where the answer is about messengers."""
        if network is not None:
            offers_call = any(way.kind == WayKind.CALL for words in explanations for way in words.ways)
            shown_below = self.sentences.lines(CALL_SOMEONE) if offers_call else ()
            self._add_fresh(line for line in network.can_do if line not in shown_below)
        else:
            self._add_fresh(next((words.can_do for words in explanations if _needs_paragraph(words)), ()))
        self.add_gap()

    def add_rows(self, explanations: Sequence[Explanation], makers: Mapping[str, str]) -> None:
        """Add one row per messenger. `makers`: as in `render_check`."""
        self.add_status_rows(
            [
                StatusRow(
                    shape_of(words.answer.first, risky=bool(words.danger) or words.readers == Readers.STATE),
                    words.name,
                    self._say_state(words),
                    doubtful=words.doubtful,
                    warning=makers.get(words.messenger, ""),
                )
                for words in explanations
            ]
        )
        self.add_gap()

    def _say_state(self, words: Explanation) -> str:
        """Return the state of a messenger for its row, with a danger, or who can read it if that does not reassure."""
        readers = "" if words.readers in REASSURES else say_readers_in_short(self.sentences, words.readers)
        caution = self.sentences.say("mark.punished") if words.danger else readers
        return with_readers(self.sentences, words.state, caution)

    def add_paragraphs(self, explanations: Sequence[Explanation], said_above: Collection[str]) -> None:
        """Add a paragraph for each messenger that needs one; for those explained above only what helps, once."""
        for words in explanations:
            if _needs_paragraph(words) and words.messenger not in said_above:
                self.add_paragraph(words)
            else:
                self._add_note(words)
        explained = [words for words in explanations if words.messenger in said_above]
        self._add_advice(
            dict.fromkeys(way for words in explained for way in words.ways),
            next((words.law_in_short for words in explained if words.law_in_short), ""),
        )
        self.add_gap()

    def add_help_offer(self, explanations: Sequence[Explanation], probing: Probing) -> None:
        """Add the command that probes the places named in advice; or, if nothing came of probing them, that."""
        has_results = any(entry.probe_results for words in explanations for entry in words.guidance)
        if probing is Probing.OFFERED and any(words.help.sees for words in explanations):
            self.add_text(self.sentences.say("help.offer", text=_TRY_HELP))
        elif probing is Probing.DONE and not has_results:
            self.add_text(self.sentences.say("help.nothing"))

    def add_untested(self, explanations: Sequence[Explanation]) -> None:
        """Add the messengers that no check can test, one paragraph per reason."""
        for status in UNTESTABLE_IN_ORDER:
            names = [self.sentences.isolate(words.name) for words in explanations if words.status == status]
            if names:
                self.add_text(self.sentences.say(f"report.untested.{status}", list=self.sentences.list_of(names)))
        self.add_gap()

    def add_paragraph(self, words: Explanation) -> None:
        """Add the paragraph of a messenger: who is affected and why, its functions, and what helps or does not."""
        self._add_reported(words)
        self.add_text(self.sentences.isolate(words.name), style=STRONG)
        self._printed.update(_split_sentences(words.headline))  # its row says it
        self._add_sentences(words.danger)
        self._add_sentences(join_texts((words.other_clauses, words.summary, words.differs, *words.means[:1])))
        self._add_sentences(words.old_app)
        chips = []
        for function in words.functions:
            sign = sign_of(function.status, doubtful=function.doubtful)
            chips.append(self.sentences.say("report.function", glyph=sign, label=function.label))
        self.add_text("   ".join(chip.replace(" ", "\N{NO-BREAK SPACE}") for chip in chips), indent=2)
        only_warnings = all(entry.ahead for entry in words.guidance)  # a warning alone is no help
        if self.sentences.past or words.will_not_help or only_warnings:
            self._add_fresh(words.can_do)
        self._add_advice(words.ways, words.law_in_short)
        if lines := self._take_fresh(words.will_not_help):
            self.add_text(self.sentences.say("report.will_not_help"), indent=2)
            self.add_texts(lines, indent=4)
        self._add_sentences(words.ask_country, indent=2)
        self.add_gap()

    def _add_note(self, words: Explanation) -> None:
        """Add what must be known about a messenger that needs no paragraph."""
        self._add_reported(words)
        answers = words.answer.first.status_word in ANSWERS
        if answers and words.readers == Readers.STATE:
            self.add_text(f"{words.name}: {words.who_reads}")
        self._add_sentences(words.danger)
        self._add_sentences(words.differs)
        if not _needs_paragraph(words):  # otherwise the answer above has said what it means
            self._add_sentences(join_texts(words.means))
        self._add_sentences(words.old_app)
        self.add_gap()

    def add_outside(self, words: OutsideWords | None) -> None:
        """Add both sides of a VPN, one below the other for each messenger; nothing if one side alone was checked."""
        if words is None:
            return
        self.add_text(words.title, style=STRONG)
        self.add_text(words.why_not, indent=2)
        for row in words.rows:
            self.add_line(f"  {self.pad_name(row.name, 0)}")
            self.add_text(row.line, indent=4)
            self.add_text(row.sentence, indent=4)
        self.add_gap()

    def add_closing(self, check: Check) -> None:
        """Add when the check was made, how long it took, and how much data it used."""
        say = self.sentences.say
        outside = check.outside.check if check.outside is not None else None
        sides = [check, outside] if outside is not None else [check]
        seconds = sum(side.seconds for side in sides)
        kilobytes = sum(side.bytes_sent + side.bytes_received for side in sides) / 1000
        took = say("report.seconds", seconds=self.sentences.decimal(seconds))
        data = say("report.kilobytes", amount=round(kilobytes))
        if seconds < 1:  # a figure would only be 0.0
            took = say("report.seconds_short")
        if kilobytes >= 1000:
            data = say("report.megabytes", amount=self.sentences.decimal(kilobytes / 1000))
        day = self.sentences.date(check.started_at.date())
        time = self.sentences.time(check.started_at)
        self.add_text(say("report.closing", date=day, time=time, took=took, data=data), style=QUIET)

    def _add_reported(self, words: Explanation) -> None:
        self.add_text(words.reported, style=STRONG)
        for way in words.ways:
            if way.kind == WayKind.REFERENCE and way.guidance is not None:
                self.add_steps(way.guidance.steps)

    def _add_advice(self, ways: Iterable[WayWords], law: str) -> None:
        """Add one sentence on the law, then the ways and the advice that is no way, unless they are on the page."""
        new_ways = [way for way in ways if way.title not in self._printed]
        new_ways.sort(key=lambda way: way.kind in NO_WAYS)
        if new_ways:
            self.add_text(
                self.sentences.say("report.if_still_so" if self.sentences.past else "report.can_help"), indent=2
            )
            self._add_sentences(law, indent=4)
            self.add_ways(new_ways)

    def add_ways(self, ways: Iterable[WayWords]) -> None:
        """Add ways, each with law and readers first; steps up to the first long way, and of all short ones."""
        in_full = True
        for way in ways:
            self.add_text(way.title, indent=4, style=STRONG)
            self._printed.add(way.title)
            if way.guidance is None:
                self.add_texts((way.known_there, way.who_reads, way.law), indent=6)
                continue
            is_short = len(way.guidance.steps) <= _SHORT_WAY
            self._add_guidance(way, way.guidance, in_full=in_full or is_short)
            in_full = in_full and is_short

    def _add_guidance(self, way: WayWords, entry: Guidance, *, in_full: bool) -> None:
        """Add the risk of a way, its limits and steps if in full, and the command that shows the whole advice."""
        say = self.sentences.say
        who_reads = "" if way.who_reads == entry.risk else way.who_reads
        self._add_sentences(join_texts((way.other_line, way.known_there, who_reads, way.law)), indent=6)
        risk = join_texts((say("advice.see_law") if entry.law else "", entry.risk))
        if risk:  # even if another way has the same risk: nobody reads all of them
            self.add_text(say("report.first", text=risk), indent=6)
        self.add_texts((*entry.probe_results, *entry.sightings), indent=6)
        if in_full or entry.probe_results:
            self._add_sentences(entry.does_not, indent=6)
            self.add_steps(self._take_fresh(entry.steps), indent=6)
        self.add_text(self.sentences.left_to_right(f"dialtone advice {entry.id}"), indent=6)

    def _add_fresh(self, lines: Iterable[str]) -> None:
        self.add_texts(self._take_fresh(lines), indent=2)

    def _take_fresh(self, lines: Iterable[str]) -> list[str]:
        fresh = [line for line in dict.fromkeys(lines) if line not in self._printed]
        self._printed.update(fresh)
        return fresh

    def _add_sentences(self, text: str, indent: int = 0) -> None:
        self.add_text(join_texts(self._take_fresh(_split_sentences(text))), indent=indent)


def _split_sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_ENDS.split(text) if sentence]
