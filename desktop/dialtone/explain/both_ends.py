"""Result lines: one's own compared with a friend's, and those of a whole group, counted: is it only me? Pure.

Lines of different days are counted separately, and so are doubtful states. Nothing is ever concluded about a country.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec import to_builtins

from dialtone.explain.answers import answer_about_network, answer_of
from dialtone.explain.evidence import detour_of
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import group_by, join_texts
from dialtone.explain.reasons import CALL_SOMEONE
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import REASSURES
from dialtone.model.answer import BAD, State
from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.model.readers import NO_STATE, Readers
from dialtone.model.result_line import (
    MESSENGER_ID,
    BothEnds,
    EndEntry,
    EndRow,
    EndState,
    LineFault,
    LinesRead,
    ResultLine,
)
from dialtone.model.thresholds import LINES_COMPARED
from dialtone.model.vocabulary import Confidence, least_sure

_FAILING = frozenset({EndState.BLOCKED, EndState.FAILS})
_KINDS_BY_WORST = {
    EndState.FAILS: ("not_here", "not_there", "neither"),
    EndState.UNKNOWN: ("unknown_here", "unknown_there", "unknown_here"),
    EndState.PART: ("part_here", "part_there", "part_both"),
    EndState.WORKS: ("both", "both", "both"),
}
"""The kind of a pair by the worse of its states, the worst first: where that is seen only here, only there, at both."""
_STATUSES_OF_PAIRS = {
    "both": "works",
    **dict.fromkeys(("part_both", "part_here", "part_there"), "partly"),
    **dict.fromkeys(("unknown_here", "unknown_there"), "unknown"),
    **dict.fromkeys(("not_here", "not_there", "neither"), "blocked"),
}
"""The status of each kind of pair; a kind says whose end fails. Pairs are listed in this order."""
_KINDS_IN_ORDER = tuple(_STATUSES_OF_PAIRS)
_END_STATES = {
    State.BLOCKED: EndState.BLOCKED,
    **dict.fromkeys((State.NOT_SAFE, State.DOWN, State.FAILS), EndState.FAILS),
    **dict.fromkeys((State.SLOW, State.UNEVEN), EndState.PART),
    State.UNKNOWN: EndState.UNKNOWN,
    State.WORKS: EndState.WORKS,
}
"""The state in a line for each state of an answer; a line leaves out untested messengers."""
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


class _Pair(NamedTuple):
    """What both ends say of one messenger."""

    here: EndEntry | None
    """None if it was not tested here."""
    there: EndEntry

    @property
    def kind(self) -> str:
        """The kind of the pair, by the worse of its states; one that is unsure or was not tested is unknown."""
        here, there = (_as_compared(entry) for entry in self)
        worst = min(here, there, key=tuple(_KINDS_BY_WORST).index)
        only_here, only_there, at_both = _KINDS_BY_WORST[worst]
        if here is there:
            return at_both
        return only_here if here is worst else only_there

    @property
    def doubtful(self) -> bool:
        """Whether an entry that decides the pair is doubtful: those that fail decide, or else both."""
        entries = [entry for entry in self if entry is not None]
        deciding = [entry for entry in entries if entry.claimed_state in _FAILING] or entries
        return any(entry.doubtful for entry in deciding)

    def rank(self, explainer: Explainer, their_country: str) -> tuple[int, bool, bool, int, int]:
        """Return the sort key, smallest for the best.

        By the kind of the pair, sure before doubtful; then: not punished, read by the fewest, widely used.
        """
        messenger = self.there.messenger
        readers = explainer.readers_of(messenger)
        return (
            _KINDS_IN_ORDER.index(self.kind),
            self.doubtful,
            explainer.is_punished(messenger, their_country),
            NO_STATE.index(Readers(readers)) if readers in NO_STATE else len(NO_STATE),
            -explainer.count_users(messenger),
        )

    def as_row(self, explainer: Explainer) -> EndRow:
        """Return the pair in words."""
        sentences = explainer.sentences
        messenger = self.there.messenger
        name = name_in_line(sentences, messenger)
        status = _STATUSES_OF_PAIRS[self.kind]
        doubtful = self.doubtful and status != "unknown"
        is_reassuring = explainer.readers_of(messenger) in REASSURES
        return EndRow(
            messenger=messenger,
            name=name,
            label=sentences.say(f"end_label.{self.kind}" + (f".{Confidence.LIKELY}" if doubtful else "")),
            said=say_their_entry(sentences, self.there, name),
            status=status,
            doubtful=doubtful,
            readers_in_short="" if is_reassuring else explainer.say_readers_in_short(messenger),
            here=self.here,
            there=self.there,
        )


def _as_compared(entry: EndEntry | None) -> EndState:
    """Return the state of an entry for comparison: whatever fails is one state, and what was not tested is unknown."""
    state = EndState.UNKNOWN if entry is None else entry.claimed_state
    return EndState.FAILS if state in _FAILING else state


def compare_ends(
    explainer: Explainer, own_line: ResultLine, their_line: ResultLine, today: date, countries: Mapping[str, str]
) -> BothEnds:
    """Return the comparison of both ends, what works at both first.

    `own_line`: all that was tested here. `countries`: names by code, with at least that of their line.
    """
    sentences = explainer.sentences
    say = sentences.say
    pairs = [_Pair(own_line.entry(their_entry.messenger), their_entry) for their_entry in their_line.entries]
    pairs.sort(key=lambda pair: pair.rank(explainer, their_line.country))
    rows = tuple(pair.as_row(explainer) for pair in pairs)
    best = rows[0] if rows and rows[0].status == "works" else None
    untested = [row.name for row in rows if row.here is None and row.there == EndEntry(row.messenger, EndState.WORKS)]
    not_tested = say("both_ends.not_tested", list=sentences.list_of(untested)) if untested else ""
    usable = (row for row in rows if row.status != "blocked")
    punished = [row.name for row in usable if explainer.is_punished(row.messenger, their_line.country)]
    day = say("both_ends.today")
    if their_line.day != today:
        day = join_texts((say("both_ends.of_day", date=sentences.date(their_line.day)), say("both_ends.old")))
    answer = say("both_ends.none")
    next_step = not_tested or _say_last_resort(explainer, rows, their_line.country)
    if best is not None and best.here is not None:
        certainty = least_sure((best.here.certainty, best.there.certainty))
        answer = say(f"end_says.too.{certainty}", messenger=best.name)
        next_step = say("both_ends.ask")
    notes = (
        not_tested if best else "",
        say("both_ends.punished", list=sentences.list_of(punished)) if punished else "",
        day,
        say("both_ends.own_day", date=sentences.date(own_line.day)) if own_line.day != today else "",
        say("both_ends.country", country=countries[their_line.country]) if their_line.country else "",
        say("both_ends.unchecked"),
    )
    return BothEnds(
        answer=answer,
        next_step=next_step,
        status="works" if best else "unknown",
        doubtful=best is not None and best.doubtful,
        rows=rows,
        notes=tuple(filter(None, notes)),
    )


def _say_last_resort(explainer: Explainer, rows: Iterable[EndRow], their_country: str) -> str:
    """Return what is left if no messenger works at both ends: one that works in part at both, else a call if any works.

    None that a state can read, or that people are punished for at either end, is named.
    """
    sentences = explainer.sentences
    names = [
        row.name
        for row in rows
        if row.status == "partly"
        and explainer.readers_of(row.messenger) in NO_STATE
        and not explainer.is_punished(row.messenger, their_country)
    ]
    if names:
        return sentences.say("both_ends.try", list=sentences.list_of(names))
    return explainer.say_no_calls(their_country) or join_texts(sentences.lines(CALL_SOMEONE))


def say_their_entry(sentences: Sentences, entry: EndEntry, name: str) -> str:
    """Return what a friend's line says about a messenger, as a claim of that line. `name`: the messenger's."""
    return sentences.say(f"end_says.{entry.state}.{entry.certainty}", messenger=name)


def name_in_line(sentences: Sentences, messenger: str) -> str:
    """Return the name of a messenger in a line; one unknown to this version is named by its id, and as unknown."""
    return sentences.names.get(messenger) or sentences.say("both_ends.stranger", text=messenger)


def make_result_line(check: Check, day: date, ticked: Sequence[str] | None = None, country: str = "") -> ResultLine:
    """Return the result line of a check for a day: the messengers with the `ticked` ids, or all tested ones."""
    entries = [
        entry
        for entry in list_end_entries(check)
        if MESSENGER_ID.fullmatch(entry.messenger) and (ticked is None or entry.messenger in ticked)
    ]
    return ResultLine(day, tuple(sorted(entries, key=lambda entry: entry.messenger)), country)


def list_end_entries(check: Check) -> tuple[EndEntry, ...]:
    """Return the entry of each tested messenger. If the network is not safe, what works or may is unknown instead."""
    network = answer_about_network(check.network)
    is_network_unsafe = network is not None and network.state is State.NOT_SAFE
    entries = []
    for verdict in check.messengers:
        clause = answer_of(verdict, check.network).first
        state = _END_STATES.get(clause.state)
        if state is None:
            continue
        if not clause.has_messages and clause.state in BAD - {State.NOT_SAFE}:
            state = EndState.PART  # trouble with other parts than messages
        if is_network_unsafe and state in (EndState.WORKS, EndState.PART):
            state = EndState.UNKNOWN
        certainty = Confidence.SURE if state is EndState.UNKNOWN else clause.certainty
        entries.append(EndEntry(verdict.messenger, state, certainty))
    return tuple(entries)


def took_a_detour(check: Check) -> bool:
    """Return whether a VPN, a proxy or a bypass tool was on: the line is about that path, and cannot say so."""
    return detour_of(check.network) is not None


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
