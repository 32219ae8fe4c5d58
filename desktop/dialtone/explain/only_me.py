"""The result lines of a whole group, counted: is it only me? Pure.

Lines of different days are counted separately, and so are doubtful states. Nothing is ever concluded about a country.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dialtone.explain.both_ends import name_of
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import Frozen
from dialtone.model.result_line import EndEntry, EndState, LineFault, LinesRead, ResultLine
from dialtone.model.vocabulary import Confidence

FORMAT = "dialtone-compare/1"
_TROUBLE = frozenset({EndState.BLOCKED, EndState.FAILS, EndState.PART})
_FEWEST_TO_DIFFER = 3
"""From this many lines on, "it works for most others" is meaningful."""
_MOST_NUMBERS = 10
"""People do not read more numbers of empty lines."""

Said = tuple[EndState, Confidence]


class MessengerTally(Frozen):
    """One messenger in the lines of one day."""

    messenger: str
    lines: int
    """The number of lines that name it."""
    said: Mapping[Said, int]

    def sum_of(self, states: frozenset[EndState]) -> int:
        """Return how many lines state one of these without doubt."""
        return sum(
            number
            for (state, certainty), number in self.said.items()
            if state in states and certainty is Confidence.SURE
        )


class DayTally(Frozen):
    """The lines of one day."""

    day: date
    lines: int
    countries: tuple[str, ...]
    messengers: tuple[MessengerTally, ...]
    """Those named by most lines come first."""


def count_by_day(lines: Sequence[ResultLine]) -> tuple[DayTally, ...]:
    """Return the tallies of the lines, one for each day, the newest first."""
    days = sorted({line.day for line in lines}, reverse=True)
    return tuple(_count_day(day, [line for line in lines if line.day == day]) for day in days)


def say_tally(sentences: Sentences, read: LinesRead, today: date) -> Iterator[tuple[str, ...]]:
    """Yield a paragraph for each day: the day and the number of lines, then a sentence for each messenger."""
    for day in count_by_day(read.lines):
        yield (_say_day(sentences, day, today), *(say_tally_row(sentences, tally_row) for tally_row in day.messengers))


def say_tally_row(sentences: Sentences, counted: MessengerTally) -> str:
    """Return a row such as `WhatsApp: blocked for 18 of 20, works for 1`."""
    name = name_of(sentences, counted.messenger)
    order = tuple(EndState)
    by_number = sorted(
        counted.said.items(), key=lambda said: (-said[1], order.index(said[0][0]), said[0][1] is not Confidence.SURE)
    )
    parts: list[str] = []
    for (state, certainty), number in by_number:
        key = "count" if parts else "count_of"
        text = sentences.say(f"only_me.{key}", amount=number, total=counted.lines)
        parts.append(sentences.say(f"only_me_for.{state}.{certainty}", text=text))
    return sentences.say("only_me.row", messenger=name, list=sentences.list_of(parts))


def say_only_me(
    sentences: Sentences, own: Sequence[EndEntry], lines: Sequence[ResultLine], today: date
) -> tuple[str, ...]:
    """Return a sentence for each messenger in trouble here: whether today's lines of others say the same."""
    counted = {
        tally_row.messenger: tally_row
        for day in count_by_day(lines)
        if day.day == today
        for tally_row in day.messengers
    }
    said = (_say_compared(sentences, counted.get(entry.messenger)) for entry in own if entry.state in _TROUBLE)
    return tuple(filter(None, said))


def say_fault(sentences: Sentences, fault: LineFault) -> str:
    """Return why a text is refused, in one line that quotes nothing from it."""
    return sentences.say(f"code_fault.{fault}")


def encode_tally(sentences: Sentences, read: LinesRead, today: date) -> dict[str, object]:
    """Return the counts as plain data: `dialtone compare --json`. It contains no single line."""
    return {
        "format": FORMAT,
        "today": today.isoformat(),
        "checked_by_anybody": False,  # a reminder for whoever reads the file: anybody can write such a line
        "lines": len(read.lines),
        "repeated": read.repeated,
        "alike": read.alike,
        "left_out": read.left_out,
        "refused": [{"line": refusal.line, "fault": refusal.fault.value} for refusal in read.refused],
        "days": [_encode_day(sentences, day) for day in count_by_day(read.lines)],
    }


def _count_day(day: date, lines: Sequence[ResultLine]) -> DayTally:
    """Count what the lines of one day say of each messenger, those in most lines first."""
    counts: dict[str, Counter[Said]] = {}
    for line in lines:
        for entry in line.entries:
            counts.setdefault(entry.messenger, Counter())[entry.state, entry.certainty] += 1
    messengers = [MessengerTally(messenger, sum(said.values()), said) for messenger, said in counts.items()]
    messengers.sort(key=lambda row: (-row.lines, row.messenger))
    countries = sorted({line.country for line in lines if line.country})
    return DayTally(day, len(lines), tuple(countries), tuple(messengers))


def _say_day(sentences: Sentences, day: DayTally, today: date) -> str:
    """Return the heading of a day: how many lines there are, and from how many countries."""
    key = "only_me.today" if day.day == today else "only_me.of_day"
    title = sentences.say(key, date=sentences.date(day.day), amount=day.lines)
    from_countries = sentences.say("only_me.countries", amount=len(day.countries)) if day.countries else ""
    return join_texts((title, from_countries))


def say_not_counted(sentences: Sentences, read: LinesRead) -> Iterator[str]:
    """Yield what was refused, by line number, and what is counted once or may be counted twice."""
    for refusal in read.refused:
        if refusal.fault is not LineFault.NO_CODE:
            yield sentences.say("only_me.at_line", amount=refusal.line, text=say_fault(sentences, refusal.fault))
    silent = [str(refusal.line) for refusal in read.refused if refusal.fault is LineFault.NO_CODE]
    if silent:
        more = ["…"] if len(silent) > _MOST_NUMBERS else []
        yield sentences.say("only_me.silent", list=sentences.list_of([*silent[:_MOST_NUMBERS], *more]))
    for key in ("repeated", "alike", "left_out"):
        if number := getattr(read, key):
            yield sentences.say(f"only_me.{key}", amount=number)


def _say_compared(sentences: Sentences, counted: MessengerTally | None) -> str:
    """Return whether the person is alone with the trouble, by the lines of others; empty if these do not tell."""
    if counted is None:
        return ""
    trouble, working = counted.sum_of(_TROUBLE), counted.sum_of(frozenset({EndState.WORKS}))
    name = name_of(sentences, counted.messenger)
    if trouble and trouble >= working:
        return sentences.say("only_me.not_alone", messenger=name)
    return sentences.say("only_me.alone", messenger=name) if working >= _FEWEST_TO_DIFFER and working > trouble else ""


def _encode_day(sentences: Sentences, day: DayTally) -> dict[str, object]:
    """Return the tally of a day as JSON: for each messenger, how many lines say what, sorted by state."""
    return {
        "day": day.day.isoformat(),
        "lines": day.lines,
        "countries": list(day.countries),
        "messengers": [
            {
                "id": tally_row.messenger,
                "name": sentences.names.get(tally_row.messenger),
                "lines": tally_row.lines,
                "said": [
                    {"state": state.value, "certainty": certainty.value, "lines": number}
                    for (state, certainty), number in sorted(tally_row.said.items())
                ],
            }
            for tally_row in day.messengers
        ],
    }
