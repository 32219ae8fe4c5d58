"""The result lines of a whole group, counted: is it only me? Pure.

Lines of different days are counted separately, and so are doubtful states. Nothing is ever concluded about a country.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dialtone.explain.both_ends import name_in_line
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.model.frozen import Frozen
from dialtone.model.result_line import EndEntry, EndState, LineFault, LinesRead, ResultLine
from dialtone.model.vocabulary import Confidence

FORMAT = "dialtone-compare/1"
_TROUBLE = frozenset({EndState.BLOCKED, EndState.FAILS, EndState.PART})
_MIN_LINES = 3  # from this many lines on, "it works for most others" is meaningful
_MAX_NUMBERS = 10  # people do not read more numbers of empty lines

Claim = tuple[EndState, Confidence]
"""What a line says of one messenger."""


class DayTally(Frozen):
    """The lines of one day."""

    day: date
    lines: int
    countries: list[str]
    messengers: Mapping[str, Counter[Claim]]
    """How many lines make each claim about a messenger; those named by most lines come first."""


def count_by_day(lines: Sequence[ResultLine]) -> tuple[DayTally, ...]:
    """Return the tallies of the lines, one for each day, the newest first."""
    return tuple(_count_day(day, lines) for day in sorted({line.day for line in lines}, reverse=True))


def say_tally(sentences: Sentences, read: LinesRead, today: date) -> Iterator[tuple[str, ...]]:
    """Yield a paragraph for each day: the day and the number of lines, then a sentence for each messenger."""
    for day in count_by_day(read.lines):
        key = "only_me.today" if day.day == today else "only_me.of_day"
        title = sentences.say(key, date=sentences.date(day.day), amount=day.lines)
        from_countries = sentences.say("only_me.countries", amount=len(day.countries)) if day.countries else ""
        rows = (_say_messenger(sentences, messenger, claims) for messenger, claims in day.messengers.items())
        yield (join_texts((title, from_countries)), *rows)


def _say_messenger(sentences: Sentences, messenger: str, claims: Counter[Claim]) -> str:
    order = tuple(EndState)

    def rank(counted: tuple[Claim, int]) -> tuple[int, int, bool]:
        (state, certainty), number = counted
        return -number, order.index(state), certainty is not Confidence.SURE

    parts: list[str] = []
    for (state, certainty), number in sorted(claims.items(), key=rank):
        text = sentences.say("only_me.count" if parts else "only_me.count_of", amount=number, total=claims.total())
        parts.append(sentences.say(f"only_me_for.{state}.{certainty}", text=text))
    return sentences.say("only_me.row", messenger=name_in_line(sentences, messenger), list=sentences.list_of(parts))


def say_only_me(
    sentences: Sentences, own: Sequence[EndEntry], lines: Sequence[ResultLine], today: date
) -> tuple[str, ...]:
    """Return for messengers in trouble here whether today's lines of others say the same; none if these do not tell."""
    tallies = _count_day(today, lines).messengers
    in_trouble = [entry.messenger for entry in own if entry.state in _TROUBLE and entry.messenger in tallies]
    compared = (_say_compared(sentences, messenger, tallies[messenger]) for messenger in in_trouble)
    return tuple(filter(None, compared))


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
        "refused": [{"line": refusal.line, "fault": refusal.fault.value} for refusal in read.refused],
        "days": [_encode_day(sentences, day) for day in count_by_day(read.lines)],
    }


def _count_day(day: date, all_lines: Sequence[ResultLine]) -> DayTally:
    lines = [line for line in all_lines if line.day == day]
    counts: dict[str, Counter[Claim]] = {}
    for entry in (entry for line in lines for entry in line.entries):
        counts.setdefault(entry.messenger, Counter())[entry.state, entry.certainty] += 1
    most_named_first = sorted(counts, key=lambda messenger: (-counts[messenger].total(), messenger))
    countries = sorted({line.country for line in lines if line.country})
    return DayTally(day, len(lines), countries, {messenger: counts[messenger] for messenger in most_named_first})


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


def _say_compared(sentences: Sentences, messenger: str, claims: Counter[Claim]) -> str:
    trouble = sum(claims[state, Confidence.SURE] for state in _TROUBLE)
    working = claims[EndState.WORKS, Confidence.SURE]
    name = name_in_line(sentences, messenger)
    if trouble and trouble >= working:
        return sentences.say("only_me.not_alone", messenger=name)
    return sentences.say("only_me.alone", messenger=name) if working >= _MIN_LINES and working > trouble else ""


def _encode_day(sentences: Sentences, day: DayTally) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "lines": day.lines,
        "countries": day.countries,
        "messengers": [
            {
                "id": messenger,
                "name": sentences.names.get(messenger),
                "lines": claims.total(),
                "said": [
                    {"state": state.value, "certainty": certainty.value, "lines": number}
                    for (state, certainty), number in sorted(claims.items())
                ],
            }
            for messenger, claims in day.messengers.items()
        ],
    }
