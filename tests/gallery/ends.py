"""Both ends of a conversation and the lines of a group, for the gallery: every pair, every count, every refusal."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from dialtone.explain.both_ends import compare_ends, say_their_entry
from dialtone.explain.explainer import Explainer
from dialtone.explain.line_tallies import say_fault, say_not_counted, say_only_me, say_tally
from dialtone.model.result_line import BothEnds, EndEntry, EndState, LineFault, LinesRead, RefusedLine, ResultLine
from dialtone.model.vocabulary import Confidence
from named import named

TODAY, BEFORE = date(2026, 11, 29), date(2026, 11, 12)
NAMES = {"signal": "Signal", "whatsapp": "WhatsApp"}
ENTRIES = tuple(
    EndEntry("signal", state, certainty)
    for state, certainty in product(EndState, Confidence)
    if state is not EndState.UNKNOWN or certainty is Confidence.SURE
)
"""Everything that a line can say of a messenger."""


def both_ends(explainer: Explainer, own: tuple[EndEntry, ...], theirs: ResultLine, *, day: date = TODAY) -> BothEnds:
    countries = {"KZ": "Kazakhstan", "BY": "Belarus", "UA": "Ukraine"}
    return compare_ends(named(explainer, NAMES), ResultLine(day, own), theirs, TODAY, countries)


def every_end(explainer: Explainer) -> Iterator[tuple[str, tuple[str, ...]]]:
    sentences = explainer.sentences.naming(NAMES)
    for entry in ENTRIES:
        yield f"both ends, {entry.state}, {entry.certainty}", (say_their_entry(sentences, entry, "Signal"),)
    for mine, theirs in product(ENTRIES, ENTRIES):
        both = both_ends(explainer, (mine,), ResultLine(TODAY, (theirs,)))
        told = (both.answer, both.next_step, *(row.label for row in both.rows), *both.notes)
        where = f"both ends, {mine.state} {mine.certainty} here, {theirs.state} {theirs.certainty} there"
        yield where, tuple(filter(None, told))
    stranger = ResultLine(BEFORE, (EndEntry("newthing", EndState.WORKS), EndEntry("whatsapp", EndState.WORKS)), "KZ")
    yield "both ends, an older line", both_ends(explainer, (), stranger, day=BEFORE).notes
    yield "both ends, a danger", (sentences.say("both_ends.punished", list="Telegram"),)
    yield "both ends, in part at both", (sentences.say("both_ends.try", list="Telegram"),)
    terminal = ("vpn", "too_many", "nothing_tested")
    yield "both ends, before a line is passed on", tuple(sentences.say(f"both_ends.{key}") for key in terminal)
    refused = tuple(RefusedLine(number, fault) for number, fault in enumerate(LineFault, start=2))
    read = LinesRead((), refused, repeated=2, alike=3, left_out=4)
    other = EndEntry("signal", EndState.WORKS)
    for entry, day in product(ENTRIES, (TODAY, BEFORE)):
        codes = (ResultLine(day, (entry,), "KZ"),) * 18 + (ResultLine(day, (other,)),) * 2
        for paragraph in say_tally(sentences, LinesRead(codes), TODAY):
            yield f"only me, {entry.state}, {entry.certainty}", paragraph
    yield "only me, not counted", (*say_not_counted(sentences, read), sentences.say("only_me.unchecked"))
    for state in (EndState.BLOCKED, EndState.WORKS):
        lines = [ResultLine(TODAY, (EndEntry("signal", state),))] * 3
        said = say_only_me(sentences, [EndEntry("signal", EndState.BLOCKED)], lines, TODAY)
        yield f"only me, {state} for others", said
    yield "a result line that is refused", tuple(say_fault(sentences, fault) for fault in LineFault)
