"""Result lines of a whole group, counted: is it only me? Pure.

Lines of different days are counted separately, and so are doubtful states. Nothing is ever concluded about a country.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import to_builtins

from dialtone.explain.both_ends import name_in_line
from dialtone.explain.joining import group_by, join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import Frozen
from dialtone.model.result_line import EndEntry, EndState, LineFault, LinesRead, ResultLine
from dialtone.model.thresholds import LINES_COMPARED
from dialtone.model.vocabulary import Confidence

FORMAT = "dialtone-compare/1"
_TROUBLE = frozenset({EndState.BLOCKED, EndState.FAILS, EndState.PART})
_MAX_NUMBERS = 10  # people do not read more numbers of empty lines


class ClaimTally(Frozen):
    """How many lines say the same of a messenger."""

    state: EndState
    certainty: Confidence
    lines: int


class MessengerTally(Frozen):
    """What the lines of one day say of a messenger."""

    id: str
    name: str | None
    """None for one that is unknown to this version."""
    lines: int
    said: tuple[ClaimTally, ...]
    """By the words for state and certainty."""


class DayTally(Frozen):
    """The lines of one day, as they are shown, and as `dialtone compare --json` prints them."""

    day: date
    lines: int
    countries: list[str]
    messengers: tuple[MessengerTally, ...]
    """Those named by most lines come first."""


def _count_by_day(sentences: Sentences, lines: Iterable[ResultLine]) -> tuple[DayTally, ...]:
    """Return the tallies of the lines, one for each day, the newest first."""
    by_day = group_by(sorted(lines, key=lambda line: line.day, reverse=True), lambda line: line.day)
    return tuple(_count_day(sentences, day, its_lines) for day, its_lines in by_day.items())


def say_tally(sentences: Sentences, read: LinesRead, today: date) -> Iterator[tuple[str, ...]]:
    """Yield a paragraph for each day: the day and the number of lines, then a sentence for each messenger."""
    for day in _count_by_day(sentences, read.lines):
        key = "only_me.today" if day.day == today else "only_me.of_day"
        title = sentences.say(key, date=sentences.date(day.day), amount=day.lines)
        from_countries = sentences.say("only_me.countries", amount=len(day.countries)) if day.countries else ""
        yield (join_texts((title, from_countries)), *(_say_messenger(sentences, tally) for tally in day.messengers))


def _say_messenger(sentences: Sentences, tally: MessengerTally) -> str:
    """Return how many lines say what about a messenger; what most of them say comes first."""
    order = tuple(EndState)

    def rank(claim: ClaimTally) -> tuple[int, int, bool]:
        return -claim.lines, order.index(claim.state), claim.certainty is not Confidence.SURE

    parts: list[str] = []
    for claim in sorted(tally.said, key=rank):
        text = sentences.say("only_me.count" if parts else "only_me.count_of", amount=claim.lines, total=tally.lines)
        parts.append(sentences.say(f"only_me_for.{claim.state}.{claim.certainty}", text=text))
    return sentences.say("only_me.row", messenger=name_in_line(sentences, tally.id), list=sentences.list_of(parts))


def say_only_me(
    sentences: Sentences, own: Sequence[EndEntry], lines: Sequence[ResultLine], today: date
) -> tuple[str, ...]:
    """Return for messengers in trouble here whether today's lines of others say the same; none if these do not tell."""
    of_today = _count_day(sentences, today, [line for line in lines if line.day == today])
    tallies = {tally.id: tally for tally in of_today.messengers}
    in_trouble = [entry.messenger for entry in own if entry.state in _TROUBLE and entry.messenger in tallies]
    return tuple(filter(None, (_say_compared(sentences, tallies[messenger]) for messenger in in_trouble)))


def say_fault(sentences: Sentences, fault: LineFault) -> str:
    """Return why a line is refused; nothing from it is quoted."""
    return sentences.say(f"code_fault.{fault}")


def encode_tally(sentences: Sentences, read: LinesRead, today: date) -> dict[str, object]:
    """Return the counts as plain data, for `dialtone compare --json`. It contains no single line."""
    return {
        "format": FORMAT,
        "today": today.isoformat(),
        "checked_by_anybody": False,  # a reminder for whoever reads the file: anybody can write such a line
        "lines": len(read.lines),
        "repeated": read.repeated,
        "alike": read.alike,
        "left_out": read.left_out,
        "refused": to_builtins(read.refused),
        "days": to_builtins(_count_by_day(sentences, read.lines)),
    }


def _count_day(sentences: Sentences, day: date, lines: Sequence[ResultLine]) -> DayTally:
    by_messenger = group_by((entry for line in lines for entry in line.entries), lambda entry: entry.messenger)
    tallies = []
    for messenger, entries in by_messenger.items():
        counts = Counter((entry.state, entry.certainty) for entry in entries)
        said = tuple(ClaimTally(*claim, number) for claim, number in sorted(counts.items()))
        tallies.append(MessengerTally(messenger, sentences.names.get(messenger), len(entries), said))
    tallies.sort(key=lambda tally: (-tally.lines, tally.id))
    return DayTally(day, len(lines), sorted({line.country for line in lines if line.country}), tuple(tallies))


def say_not_counted(sentences: Sentences, read: LinesRead) -> Iterator[str]:
    """Yield what was refused, by line number, then what was counted once, may be counted twice, or was left out."""
    for refusal in read.refused:
        if refusal.fault is not LineFault.NO_CODE:
            yield sentences.say("only_me.at_line", amount=refusal.line, text=say_fault(sentences, refusal.fault))
    without_line = [str(refusal.line) for refusal in read.refused if refusal.fault is LineFault.NO_CODE]
    if without_line:
        more = ["…"] if len(without_line) > _MAX_NUMBERS else []
        yield sentences.say("only_me.silent", list=sentences.list_of([*without_line[:_MAX_NUMBERS], *more]))
    for key, number in (("repeated", read.repeated), ("alike", read.alike), ("left_out", read.left_out)):
        if number:
            yield sentences.say(f"only_me.{key}", amount=number)


def _say_compared(sentences: Sentences, tally: MessengerTally) -> str:
    surely = [claim for claim in tally.said if claim.certainty is Confidence.SURE]
    trouble = sum(claim.lines for claim in surely if claim.state in _TROUBLE)
    working = sum(claim.lines for claim in surely if claim.state is EndState.WORKS)
    name = name_in_line(sentences, tally.id)
    if trouble and trouble >= working:
        return sentences.say("only_me.not_alone", messenger=name)
    return sentences.say("only_me.alone", messenger=name) if working >= LINES_COMPARED and working > trouble else ""
