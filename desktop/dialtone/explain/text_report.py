"""The command line's report for a person. It is terse: a line per messenger, a paragraph only where needed."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from dialtone.explain.answers import sort_by_attention
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import join_texts
from dialtone.explain.reasons import CALL_SOMEONE
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import STATUS_COLOURS, sign_of
from dialtone.explain.text_page import QUIET, STRONG, TextPage
from dialtone.explain.vpn_words import say_left_out_of_all
from dialtone.explain.who_reads import READABLE, REASSURES, with_mark
from dialtone.model.answer import State
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
from dialtone.model.status_groups import UNTESTABLE, UNTESTABLE_IN_ORDER
from dialtone.model.way import WayKind

_NEEDS_NO_WORDS = frozenset({State.WORKS, State.UNTESTED})
_TEST_ALL = "dialtone check --all"
_TRY_HELP = "dialtone check --try-help".replace(" ", "\N{NO-BREAK SPACE}")
"""Kept on one line, for copying."""
_NO_WARNINGS: Mapping[str, str] = MappingProxyType({})
_SENTENCE_ENDS = re.compile(r"(?<=[.!?؟])\s+")


def render_check(
    check: Check,
    explainer: Explainer,
    *,
    colour: bool,
    width: int,
    makers: Mapping[str, str] = _NO_WARNINGS,
    asked: bool | None = None,
) -> str:
    """Return the whole report. `makers`: by messenger, the warning that an app is a third party's.

    `asked`: whether the places named in advice were probed; None if they cannot be. The day and time are those of
    `check.started_at`, in its own time zone.
    """
    sentences, report = explainer.sentences, CheckReport(explainer.sentences, colour, width)
    network, whole = explainer.network(check.network), explainer.whole(check.messengers, check.network)
    verdicts = sort_by_attention(check.messengers, explainer.reach)
    explanations = [explainer.messenger(verdict, check.network, (), check.messengers) for verdict in verdicts]
    testable = [words for words in explanations if words.status not in UNTESTABLE] or explanations
    report.add_answer(whole, network, testable, makers)
    report.wrap_all((*say_left_out_of_all(sentences, check), *network.cannot_tell))
    report.gap()
    report.add_paragraphs(testable, _list_failing_with_network(check) if whole.about_network else frozenset())
    report.add_untested([words for words in explanations if words not in testable])
    if not sentences.past and explainer.may_test_others(verdicts, check.network):
        report.wrap(sentences.say("works_here.offer", text=_TEST_ALL))
    if asked is not None:
        report.add_help_offer(testable, asked=asked)
    report.gap()
    if (outside := explainer.outside(check)) is not None:
        report.add_outside(outside)
    report.wrap(network.known_until)
    report.add_closing(check)
    return report.text()


def render_reach(words: ReachWords, sentences: Sentences, *, colour: bool, width: int) -> str:
    """Return the ways to one person. They are only printed, never stored."""
    report = CheckReport(sentences, colour, width)
    report.wrap(words.title, style=STRONG)
    report.wrap_all(words.said, indent=2)
    report.add_ways(words.ways)
    return report.text()


def _list_failing_with_network(check: Check) -> frozenset[str]:
    """Return the messengers whose main cause is the state of the network."""
    status = str(check.network.status)
    return frozenset(verdict.messenger for verdict in check.messengers if status in verdict.causes[:1])


def _is_in_trouble(words: Explanation) -> bool:
    return words.answer.first.state not in _NEEDS_NO_WORDS


class CheckReport(TextPage):
    """The parts of a report. None prints a sentence, a step or a piece of advice that is already on the page."""

    def __init__(self, sentences: Sentences, colour: bool, width: int) -> None:
        super().__init__(sentences, colour, width)
        self._printed: set[str] = set()
        """The sentences on the page."""
        self._advised: set[str] = set()
        """The ids of the advice on the page."""

    def add_answer(
        self, whole: WholeAnswer, network: NetworkWords, explanations: Sequence[Explanation], makers: Mapping[str, str]
    ) -> None:
        """Add the answer to the whole check, a row for each messenger, and what can be done at once."""
        self.wrap(whole.sentence, style=STRONG)
        if not whole.about_network and network.banner not in whole.sentence:
            self.wrap(network.banner)
        self.add_rows(explanations, makers)
        if whole.about_network:
            self._add_fresh(self._list_network_steps(network, explanations))
        else:
            self._add_fresh(next((words.can_do for words in explanations if _is_in_trouble(words)), ()))
        self.gap()

    def _list_network_steps(self, network: NetworkWords, explanations: Sequence[Explanation]) -> list[str]:
        """Return what to do about the network; without calling someone, if that is among the ways shown later."""
        ways = {way.kind for words in explanations for way in words.ways}
        said_later = self.sentences.lines(CALL_SOMEONE) if WayKind.CALL in ways else ()
        return [line for line in network.can_do if line not in said_later]

    def add_rows(self, explanations: Sequence[Explanation], makers: Mapping[str, str] = _NO_WARNINGS) -> None:
        """Add one line per messenger: shape, name, state; above it a warning if the app is a third party's."""
        widest = max((len(words.name) for words in explanations), default=0)
        signs = [sign_of(words.shape, doubtful=words.doubtful) for words in explanations]
        column = max(map(len, signs), default=0)
        for sign, words in zip(signs, explanations, strict=True):
            shape = self.paint(sign, STATUS_COLOURS.get(words.shape, "")) + " " * (column - len(sign))
            state = with_mark(self.sentences, words.state, "" if words.readers in REASSURES else words.mark)
            if warning := makers.get(words.messenger):
                self.wrap(warning, indent=4, style=STRONG)
            first_line, *further_lines = self.fitted(state, self.width - column - widest - 5) or [""]
            self.line(f"  {shape} {self.name(words.name, widest)}  {first_line}")
            for line in further_lines:
                self.line(" " * (column + widest + 5) + line)
        self.gap()

    def add_paragraphs(self, explanations: Sequence[Explanation], said_above: Collection[str]) -> None:
        """Add what to say about each messenger. For those `said_above`, only what helps, once for all of them."""
        for words in explanations:
            if _is_in_trouble(words) and words.messenger not in said_above:
                self.add_paragraph(words)
            elif words.old_app or words.differs or words.reported or words.shape == READABLE:
                self._add_note(words)
        self._add_help_for_all([words for words in explanations if words.messenger in said_above])

    def add_help_offer(self, explanations: Sequence[Explanation], *, asked: bool) -> None:
        """Add the command that probes the places named in advice, or that probing them brought nothing."""
        if not asked and any(words.help.sees for words in explanations):
            self.wrap(self.sentences.say("help.offer", text=_TRY_HELP))
        elif asked and not any(entry.answers for words in explanations for entry in words.guidance):
            self.wrap(self.sentences.say("help.nothing"))

    def add_untested(self, explanations: Sequence[Explanation]) -> None:
        """Add the messengers that no check can test, one line per reason."""
        for status in UNTESTABLE_IN_ORDER:
            names = [self.sentences.name(words.name) for words in explanations if words.status == status]
            if names:
                self.wrap(self.sentences.say(f"report.untested.{status}", list=self.sentences.list_of(names)))
        self.gap()

    def add_paragraph(self, words: Explanation) -> None:
        """Add the paragraph of a messenger that needs attention."""
        self._add_reported(words)
        self.wrap(self.sentences.name(words.name), style=STRONG)
        self._printed.update(_split_sentences(words.headline))  # its row says it
        self._add_sentences(join_texts((words.also, words.summary, words.differs, *words.means[:1])))
        self._add_sentences(words.old_app)
        self.wrap("   ".join(self._make_function_chip(function) for function in words.functions), indent=2)
        only_warnings = all(entry.ahead for entry in words.guidance)  # a warning alone is no help
        if self.sentences.past or words.will_not_help or only_warnings:
            self._add_fresh(words.can_do)
        self._add_advice(words.ways, words.guidance, words.law_in_short)
        self._add_what_will_not_help(words)
        self.gap()

    def _add_note(self, words: Explanation) -> None:
        """Add what must be said about a messenger that needs no paragraph."""
        self._add_reported(words)
        if words.shape == READABLE:
            self.wrap(f"{words.name}: {words.who_reads}")
        self._add_sentences(words.differs)
        self._add_sentences(words.old_app)
        self.gap()

    def add_outside(self, words: OutsideWords) -> None:
        """Add both sides of a VPN, one below the other for each messenger."""
        self.wrap(words.title, style=STRONG)
        self.wrap(words.why_not, indent=2)
        for row in words.rows:
            self.line(f"  {self.name(row.name, 0)}")
            self.wrap(row.line, indent=4)
            self.wrap(row.sentence, indent=4)
        self.gap()

    def _add_help_for_all(self, explanations: Sequence[Explanation]) -> None:
        """Add the advice once for all messengers, if the network itself fails."""
        ways = dict.fromkeys(way for words in explanations for way in words.ways)
        entries = dict.fromkeys(entry for words in explanations for entry in words.guidance)
        law = next((words.law_in_short for words in explanations if words.law_in_short), "")
        self._add_advice(ways, entries, law)
        self.gap()

    def add_closing(self, check: Check) -> None:
        """Add when the check was made, how long it took, and how much data it used."""
        outside = check.outside.check if check.outside is not None else None
        sides = [check, outside] if outside is not None else [check]
        line = self.sentences.say(
            "report.closing",
            date=self.sentences.date(check.started_at.date()),
            time=self.sentences.time(check.started_at),
            took=self._say_duration(sum(side.seconds for side in sides)),
            data=self._say_amount(sum(side.bytes_sent + side.bytes_received for side in sides) / 1000),
        )
        self.wrap(line, style=QUIET)

    def _say_duration(self, seconds: float) -> str:
        """Return how long a check took; below a second no figure, which would only be 0.0."""
        if seconds < 1:
            return self.sentences.say("report.seconds_short")
        return self.sentences.say("report.seconds", seconds=self.sentences.decimal(seconds))

    def _say_amount(self, kilobytes: float) -> str:
        """Return an amount of data in decimal kilobytes, or megabytes from 1000 of them."""
        if kilobytes < 1000:
            return self.sentences.say("report.kilobytes", amount=round(kilobytes))
        return self.sentences.say("report.megabytes", amount=self.sentences.decimal(kilobytes / 1000))

    def _add_reported(self, words: Explanation) -> None:
        """Add what is announced for a future day, with the steps to take before."""
        self.wrap(words.reported, style=STRONG)
        self.steps(words.guidance[0].steps if words.reported and words.guidance else ())

    def _add_advice(self, ways: Iterable[WayWords], entries: Iterable[Guidance], law: str) -> None:
        """Add the ways in their order, then the advice that is no way, after one sentence on the law."""
        ways = tuple(ways)
        ids_of_ways = {way.guidance.id for way in ways if way.guidance is not None}
        no_ways = (WayWords("", entry.title, guidance=entry) for entry in entries if entry.id not in ids_of_ways)
        not_shown = [
            way
            for way in (*ways, *no_ways)
            if (way.title not in self._printed if way.guidance is None else way.guidance.id not in self._advised)
        ]
        if not not_shown:
            return
        help_then = "report.if_still_so" if self.sentences.past else "report.can_help"
        self.wrap(self.sentences.say(help_then), indent=2)
        self._add_sentences(law, indent=4)
        self.add_ways(not_shown)

    def add_ways(self, ways: Iterable[WayWords]) -> None:
        """Add ways in order: who can read or hear them and the law before the steps; steps of the first in full."""
        in_full = True
        for way in ways:
            self.wrap(way.title, indent=4, style=STRONG)
            self._printed.add(way.title)
            if way.guidance is None:
                self.wrap_all((way.there, way.reads, way.law), indent=6)
                continue
            self._add_piece(way, way.guidance, in_full=in_full or len(way.guidance.steps) == 1)
            in_full = in_full and len(way.guidance.steps) == 1  # after a single step, the next way is in full as well
            self._advised.add(way.guidance.id)

    def _add_piece(self, way: WayWords, entry: Guidance, *, in_full: bool) -> None:
        """Add the risk, the steps if in full, and the command that shows the whole advice."""
        say = self.sentences.say
        reads = "" if way.reads == entry.risk else way.reads
        self._add_sentences(join_texts((way.other_line, way.there, reads, way.law)), indent=6)
        if entry.risk:  # always in full, even if another piece has the same: nobody reads all of them
            self.wrap(say("report.first", text=entry.risk), indent=6)
        self.wrap_all((*entry.answers, *entry.seen), indent=6)
        in_full = in_full or bool(entry.answers)
        self.steps(self._take_fresh(entry.steps if in_full else ()), indent=6)
        self.wrap(self.sentences.pair(f"dialtone advice {entry.id}"), indent=6)

    def _add_what_will_not_help(self, words: Explanation) -> None:
        """Add what would only cost time, and the question for the country, each unless it is on the page already."""
        if lines := self._take_fresh(words.will_not_help):
            self.wrap(self.sentences.say("report.will_not_help"), indent=2)
            self.wrap_all(lines, indent=4)
        self._add_sentences(words.ask_country, indent=2)

    def _add_fresh(self, lines: Iterable[str]) -> None:
        """Add the lines that are not on the page yet, a paragraph each."""
        self.wrap_all(self._take_fresh(lines), indent=2)

    def _take_fresh(self, lines: Iterable[str]) -> list[str]:
        """Return the lines that are not on the page yet, and record them as printed."""
        fresh = [line for line in dict.fromkeys(lines) if line not in self._printed]
        self._printed.update(fresh)
        return fresh

    def _add_sentences(self, text: str, indent: int = 0) -> None:
        """Add a paragraph without the sentences that are already on the page."""
        self.wrap(join_texts(self._take_fresh(_split_sentences(text))), indent=indent)

    def _make_function_chip(self, function: FunctionWords) -> str:
        """Return a function's shape and label; no-break spaces keep them on one line."""
        glyph = sign_of(function.status, doubtful=function.doubtful)
        text = self.sentences.say("report.function", glyph=glyph, label=function.label)
        return text.replace(" ", "\N{NO-BREAK SPACE}")


def _split_sentences(text: str) -> list[str]:
    """Return the sentences of a text: none is printed twice, so they are compared one by one."""
    return [sentence for sentence in _SENTENCE_ENDS.split(text) if sentence]
