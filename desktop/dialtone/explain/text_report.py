"""The command line's report for a person. It is terse: a line per messenger, a paragraph only where needed."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from dialtone.explain.answers import by_attention
from dialtone.explain.explainer import CALL_SOMEONE, Explainer
from dialtone.explain.joining import joined, lines_of
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import STATUS_COLOURS, sign_of
from dialtone.explain.vpn_words import left_out_of_all
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
)
from dialtone.model.status_groups import UNTESTABLE, UNTESTABLE_IN_ORDER
from dialtone.model.way import WayKind

STRONG, QUIET = "1", "2"
_NEEDS_NO_WORDS = frozenset({State.WORKS, State.UNTESTED})
_TEST_ALL = "dialtone check --all"
_TRY_HELP = "dialtone check --try-help".replace(" ", "\N{NO-BREAK SPACE}")
"""Kept on one line, for copying."""
_NARROWEST, _WIDEST = 40, 100
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
    page = TextPage(explainer.sentences, colour, width)
    network, answer = explainer.network(check.network), explainer.whole(check.messengers, check.network)
    verdicts = by_attention(check.messengers, explainer.reach)
    all_words = [explainer.messenger(verdict, check.network, (), check.messengers) for verdict in verdicts]
    explanations = [words for words in all_words if words.status not in UNTESTABLE] or all_words
    page.wrap(answer.sentence, style=STRONG)
    page.wrap("" if answer.about_network or network.banner in answer.sentence else network.banner)
    page.rows(explanations, makers)
    if answer.about_network:
        page.first(_network_steps(explainer, network, explanations))
    else:
        page.first(next((words.can_do for words in explanations if _is_in_trouble(words)), ()))
    page.wrap_all((*left_out_of_all(explainer.sentences, check), *network.cannot_tell))
    page.gap()
    _add_paragraphs(page, explanations, _failing_with_network(check) if answer.about_network else frozenset())
    page.untested([words for words in all_words if words not in explanations])
    page.offers(
        test_all=not explainer.sentences.past and explainer.may_test_others(verdicts, check.network),
        help_places=[] if asked is None else explanations,
        asked=bool(asked),
    )
    outside = explainer.outside(check)
    if outside is not None:
        page.outside(outside)
    page.wrap(network.known_until)
    page.closing(check)
    return page.text()


def _is_in_trouble(words: Explanation) -> bool:
    return words.answer.first.state not in _NEEDS_NO_WORDS


def _add_paragraphs(page: "TextPage", explanations: Sequence[Explanation], said_above: Collection[str]) -> None:
    """Add what there is to say about each messenger. For those `said_above`, only what helps, once for all of them."""
    for words in explanations:
        if _is_in_trouble(words) and words.messenger not in said_above:
            page.paragraph(words)
        elif words.old_app or words.differs or words.reported or words.shape == READABLE:
            page.note(words)
    page.help_for_all([words for words in explanations if words.messenger in said_above])


def _failing_with_network(check: Check) -> frozenset[str]:
    """Return the messengers whose main cause is the state of the network."""
    status = str(check.network.status)
    return frozenset(verdict.messenger for verdict in check.messengers if status in verdict.causes[:1])


def _network_steps(explainer: Explainer, network: NetworkWords, explanations: Sequence[Explanation]) -> list[str]:
    """Return what can be done about the network; without calling someone, if that is among the ways shown later."""
    ways = {way.kind for words in explanations for way in words.ways}
    said_later = explainer.sentences.lines(CALL_SOMEONE) if WayKind.CALL in ways else ()
    return [line for line in network.can_do if line not in said_later]


def render_reach(page: "TextPage", words: ReachWords) -> str:
    """Return the ways to one person. They are only printed, never stored."""
    page.reach(words)
    return page.text()


class TextPage:
    """Lines of a report, wrapped to a width."""

    def __init__(self, sentences: Sentences, colour: bool, width: int) -> None:
        self.sentences = sentences
        """The language of the page."""
        self._colour = colour
        self._width = max(_NARROWEST, min(width, _WIDEST))
        self._lines: list[str] = []
        self._advised: set[str] = set()
        self._printed: set[str] = set()
        """The sentences already on the page: none is printed twice."""

    def text(self) -> str:
        """Return all lines, ending in a single newline."""
        return "\n".join(self._lines).strip("\n") + "\n"

    def rows(self, explanations: Sequence[Explanation], makers: Mapping[str, str] = _NO_WARNINGS) -> None:
        """Add one line per messenger: shape, name, state; above it a warning if the app is a third party's."""
        widest = max((len(words.name) for words in explanations), default=0)
        signs = [sign_of(words.shape, doubtful=words.doubtful) for words in explanations]
        column = max(map(len, signs), default=0)
        for sign, words in zip(signs, explanations, strict=True):
            shape = self.paint(sign, STATUS_COLOURS.get(words.shape, "")) + " " * (column - len(sign))
            state = with_mark(self.sentences, words.state, "" if words.readers in REASSURES else words.mark)
            if warning := makers.get(words.messenger):
                self.wrap(warning, indent=4, style=STRONG)
            first_line, *further_lines = self._fitted(state, self._width - column - widest - 5) or [""]
            self._lines.append(f"  {shape} {self.name(words.name, widest)}  {first_line}")
            self._lines += [" " * (column + widest + 5) + line for line in further_lines]
        self.gap()

    def first(self, lines: Iterable[str]) -> None:
        """Add what can be done at once. The steps of the advice come later, after the law."""
        self._items(lines)
        self.gap()

    def offers(self, *, test_all: bool, help_places: Sequence[Explanation], asked: bool) -> None:
        """Add the commands that tell more: about other messengers, and about the places named in advice."""
        if test_all:
            self.wrap(self.sentences.say("works_here.offer", text=_TEST_ALL))
        if not asked and any(words.help.sees for words in help_places):
            self.wrap(self.sentences.say("help.offer", text=_TRY_HELP))
        elif asked and not any(entry.answers for words in help_places for entry in words.guidance):
            self.wrap(self.sentences.say("help.nothing"))
        self.gap()

    def untested(self, explanations: Sequence[Explanation]) -> None:
        """Add the messengers that no check can test, one line per reason."""
        for status in UNTESTABLE_IN_ORDER:
            names = [self.sentences.name(words.name) for words in explanations if words.status == status]
            if names:
                self.wrap(self.sentences.say(f"report.untested.{status}", list=self.sentences.list_of(names)))
        self.gap()

    def paragraph(self, words: Explanation) -> None:
        """Add the paragraph of a messenger that needs attention."""
        self._add_reported(words)
        self.wrap(self.sentences.name(words.name), style=STRONG)
        self._printed.update(_sentences_of(words.headline))  # its row says it
        self._sentence(joined((words.also, words.summary, words.differs, *words.means[:1])))
        self._sentence(words.old_app)
        self.wrap("   ".join(self._function_chip(function) for function in words.functions), indent=2)
        if (
            self.sentences.past or words.will_not_help or all(entry.ahead for entry in words.guidance)
        ):  # a warning alone is no help
            self._items(words.can_do)
        self._advice(words.ways, words.guidance, words.law_in_short)
        self._will_not_help(words)
        self.gap()

    def note(self, words: Explanation) -> None:
        """Add what must be said about a messenger that needs no paragraph."""
        self._add_reported(words)
        if words.shape == READABLE:
            self.wrap(f"{words.name}: {words.who_reads}")
        self._sentence(words.differs)
        self._sentence(words.old_app)
        self.gap()

    def reach(self, words: ReachWords) -> None:
        """Add the ways to one person, after what is known about where they are."""
        self.wrap(words.title, style=STRONG)
        self.wrap_all(words.said, indent=2)
        self._add_ways(words.ways)

    def outside(self, words: OutsideWords) -> None:
        """Add both sides of a VPN, one below the other for each messenger."""
        self.wrap(words.title, style=STRONG)
        self.wrap(words.why_not, indent=2)
        for row in words.rows:
            self.line(f"  {self.name(row.name, 0)}")
            self.wrap(row.line, indent=4)
            self.wrap(row.sentence, indent=4)
        self.gap()

    def help_for_all(self, explanations: Sequence[Explanation]) -> None:
        """Add the advice once for all messengers, if the network itself fails."""
        ways = dict.fromkeys(way for words in explanations for way in words.ways)
        entries = dict.fromkeys(entry for words in explanations for entry in words.guidance)
        law = next((words.law_in_short for words in explanations if words.law_in_short), "")
        self._advice(ways, entries, law)
        self.gap()

    def closing(self, check: Check) -> None:
        """Add when the check was made, how long it took, and how much data it used."""
        outside = check.outside.check if check.outside is not None else None
        sides = [check, outside] if outside is not None else [check]
        line = self.sentences.say(
            "report.closing",
            date=self.sentences.date(check.started_at.date()),
            time=self.sentences.time(check.started_at),
            took=self._duration(sum(side.seconds for side in sides)),
            data=self._amount(sum(side.bytes_sent + side.bytes_received for side in sides) / 1000),
        )
        self.wrap(line, style=QUIET)

    # Helpers

    def _duration(self, seconds: float) -> str:
        """Return how long a check took; below a second no figure, which would only be 0.0."""
        if seconds < 1:
            return self.sentences.say("report.seconds_short")
        return self.sentences.say("report.seconds", seconds=self.sentences.decimal(seconds))

    def _amount(self, kilobytes: float) -> str:
        """Return an amount of data in decimal kilobytes, or megabytes from 1000 of them."""
        if kilobytes < 1000:
            return self.sentences.say("report.kilobytes", amount=round(kilobytes))
        return self.sentences.say("report.megabytes", amount=self.sentences.decimal(kilobytes / 1000))

    def _add_reported(self, words: Explanation) -> None:
        """Add what is announced for a future day, with the steps to take before."""
        self.wrap(words.reported, style=STRONG)
        self.steps(words.guidance[0].steps if words.reported and words.guidance else ())

    def _advice(self, ways: Iterable[WayWords], entries: Iterable[Guidance], law: str) -> None:
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
        self._sentence(law, indent=4)
        self._add_ways(not_shown)

    def _add_ways(self, ways: Iterable[WayWords]) -> None:
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
        self._sentence(joined((way.other_line, way.there, reads, way.law)), indent=6)
        if entry.risk:  # always in full, even if another piece has the same: nobody reads all of them
            self.wrap(say("report.first", text=entry.risk), indent=6)
        self.wrap_all((*entry.answers, *entry.seen), indent=6)
        in_full = in_full or bool(entry.answers)
        self.steps(self._fresh(entry.steps if in_full else ()), indent=6)
        self.wrap(self.sentences.pair(f"dialtone advice {entry.id}"), indent=6)

    def _will_not_help(self, words: Explanation) -> None:
        """Add what would only cost time, and the question for the country, each unless it is on the page already."""
        if lines := self._fresh(words.will_not_help):
            self.wrap(self.sentences.say("report.will_not_help"), indent=2)
            self.wrap_all(lines, indent=4)
        self._sentence(words.ask_country, indent=2)

    def _items(self, lines: Iterable[str]) -> None:
        self.wrap_all(self._fresh(lines), indent=2)

    def _fresh(self, lines: Iterable[str]) -> list[str]:
        """Return the lines that are not on the page yet, and record them as printed."""
        fresh = [line for line in dict.fromkeys(lines) if line not in self._printed]
        self._printed.update(fresh)
        return fresh

    def _sentence(self, text: str, indent: int = 0) -> None:
        """Add a paragraph without the sentences that are already on the page."""
        self.wrap(joined(self._fresh(_sentences_of(text))), indent=indent)

    def _function_chip(self, function: FunctionWords) -> str:
        # No-break spaces keep a shape and its word on one line.
        glyph = sign_of(function.status, doubtful=function.doubtful)
        text = self.sentences.say("report.function", glyph=glyph, label=function.label)
        return text.replace(" ", "\N{NO-BREAK SPACE}")

    def name(self, name: str, width: int) -> str:
        """Return a name padded to a column."""
        return self.paint(self.sentences.name(name), STRONG) + " " * (width - len(name))

    def wrap_all(self, texts: Iterable[str], indent: int = 0, style: str = "") -> None:
        """Add a paragraph for each of these texts."""
        for text in texts:
            self.wrap(text, indent, style)

    def steps(self, steps: Iterable[str], indent: int = 2) -> None:
        """Add numbered steps."""
        for number, step in enumerate(steps, start=1):
            self.wrap(self.sentences.say("report.step", number=number, text=step), indent)

    def wrap(self, text: str, indent: int = 0, style: str = "") -> None:
        """Add a paragraph, broken into lines."""
        space = " " * indent
        self._lines.extend(space + self.paint(line, style) for line in self._fitted(text, self._width - indent))

    @staticmethod
    def _fitted(text: str, width: int) -> list[str]:
        """Return the lines of a text; what no-break spaces kept together has plain ones, since people copy commands."""
        return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines_of(text, width)]

    def gap(self) -> None:
        """Add an empty line, unless the last one is empty."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def line(self, text: str) -> None:
        """Add one line unchanged."""
        self._lines.append(text)

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, if colour is on."""
        return f"\x1b[{style}m{text}\x1b[0m" if self._colour and style else text


def _sentences_of(text: str) -> list[str]:
    """Return the sentences of a text: none is printed twice, so they are compared one by one."""
    return [sentence for sentence in _SENTENCE_ENDS.split(text) if sentence]
