"""Result lines: one's own compared with a friend's, and how one's own is made from a check. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dialtone.explain.answers import answer_about_network, answer_of
from dialtone.explain.evidence import detour_of
from dialtone.explain.joining import join_texts
from dialtone.explain.material import Material
from dialtone.explain.other_end import find_no_calls
from dialtone.explain.reasons import CALL_SOMEONE
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import REASSURES
from dialtone.model.answer import BAD, State
from dialtone.model.check import Check
from dialtone.model.readers import NO_STATE, Readers
from dialtone.model.result_line import MESSENGER_ID, BothEnds, EndEntry, EndRow, EndState, ResultLine
from dialtone.model.situation import find_record
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


class _Pair(NamedTuple):
    """What both ends say of one messenger."""

    here: EndEntry | None
    """None if it was not tested here."""
    there: EndEntry

    @property
    def kind(self) -> str:
        """The kind of the pair, by the worse of its two states. An end that is unsure or was not tested is unknown."""
        here = _as_compared(self.here)
        there = _as_compared(self.there)
        worst = min(here, there, key=tuple(_KINDS_BY_WORST).index)
        only_here, only_there, at_both = _KINDS_BY_WORST[worst]
        if here is there:
            return at_both
        return only_here if here is worst else only_there

    @property
    def doubtful(self) -> bool:
        """Whether the kind of the pair is in doubt.

        If the messenger fails at one end, the kind is as sure as that end, whatever the other one says.
        """
        entries = [self.there] if self.here is None else [self.here, self.there]
        failing = [entry for entry in entries if entry.claimed_state in _FAILING]
        return any(entry.doubtful for entry in failing or entries)

    def rank(self, material: Material, their_country: str) -> tuple[int, bool, bool, int, int]:
        """Return the sort key, smallest for the best.

        By the kind of the pair, sure before doubtful; then: not punished, read by the fewest, widely used.
        """
        messenger = self.there.messenger
        readers = material.readers_of(messenger)
        readers_rank = NO_STATE.index(Readers(readers)) if readers in NO_STATE else len(NO_STATE)
        is_punished = _is_punished(material, messenger, their_country)
        kind_rank = _KINDS_IN_ORDER.index(self.kind)
        return kind_rank, self.doubtful, is_punished, readers_rank, -material.count_users(messenger)

    def as_row(self, material: Material) -> EndRow:
        """Return the pair in words."""
        sentences = material.sentences
        messenger = self.there.messenger
        name = name_in_line(sentences, messenger)
        status = _STATUSES_OF_PAIRS[self.kind]
        doubtful = self.doubtful and status != "unknown"
        label_key = f"end_label.{self.kind}.{Confidence.LIKELY}" if doubtful else f"end_label.{self.kind}"
        is_reassuring = material.readers_of(messenger) in REASSURES
        return EndRow(
            messenger=messenger,
            name=name,
            label=sentences.say(label_key),
            said=say_their_entry(sentences, self.there, name),
            status=status,
            doubtful=doubtful,
            readers_in_short="" if is_reassuring else material.say_readers_in_short(messenger),
            here=self.here,
            there=self.there,
        )


def _as_compared(entry: EndEntry | None) -> EndState:
    """Return the state of an entry for comparison: whatever fails is one state, and what was not tested is unknown."""
    state = EndState.UNKNOWN if entry is None else entry.claimed_state
    return EndState.FAILS if state in _FAILING else state


def compare_ends(
    material: Material, own_line: ResultLine, their_line: ResultLine, today: date, countries: Mapping[str, str]
) -> BothEnds:
    """Return the comparison of both ends, what works at both first.

    `own_line`: all that was tested here. `countries`: names by code, with at least that of their line.
    """
    sentences = material.sentences
    pairs = [_Pair(own_line.entry(their_entry.messenger), their_entry) for their_entry in their_line.entries]
    pairs.sort(key=lambda pair: pair.rank(material, their_line.country))
    rows = tuple(pair.as_row(material) for pair in pairs)
    best = rows[0] if rows and rows[0].status == "works" else None
    only_there = [row for row in rows if row.here is None and row.there == EndEntry(row.messenger, EndState.WORKS)]
    not_tested = _say_names(sentences, "both_ends.not_tested", only_there)
    usable = [row for row in rows if row.status != "blocked"]
    punished = [row for row in usable if _is_punished(material, row.messenger, their_line.country)]
    warning = _say_names(sentences, "both_ends.punished", punished)
    origin = _say_origin(sentences, own_line, their_line, today, countries)
    if best is None or best.here is None:
        return BothEnds(
            answer=sentences.say("both_ends.none"),
            next_step=not_tested or _say_last_resort(material, rows, their_line.country),
            status="unknown",
            doubtful=False,
            rows=rows,
            notes=tuple(filter(None, (warning, *origin))),
        )
    certainty = least_sure((best.here.certainty, best.there.certainty))
    return BothEnds(
        answer=sentences.say(f"end_says.too.{certainty}", messenger=best.name),
        next_step=sentences.say("both_ends.ask"),
        status="works",
        doubtful=best.doubtful,
        rows=rows,
        notes=tuple(filter(None, (not_tested, warning, *origin))),
    )


def _say_origin(
    sentences: Sentences, own_line: ResultLine, their_line: ResultLine, today: date, countries: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the days of both lines, the country of theirs, and that nobody verified it; texts may be empty."""
    say = sentences.say
    day = say("both_ends.today")
    if their_line.day != today:
        day = join_texts((say("both_ends.of_day", date=sentences.date(their_line.day)), say("both_ends.old")))
    own_day = say("both_ends.own_day", date=sentences.date(own_line.day)) if own_line.day != today else ""
    country = say("both_ends.country", country=countries[their_line.country]) if their_line.country else ""
    return day, own_day, country, say("both_ends.unchecked")


def _say_last_resort(material: Material, rows: Iterable[EndRow], their_country: str) -> str:
    """Return what is left if no messenger works at both ends: those that work in part at both, else a phone call.

    No messenger is named that a state can read, or that people are punished for at either end. If calls between both
    countries fail, that is said instead of the advice to call.
    """
    sentences = material.sentences
    partly = [row for row in rows if row.status == "partly" and material.readers_of(row.messenger) in NO_STATE]
    safe = [row for row in partly if not _is_punished(material, row.messenger, their_country)]
    if safe:
        return _say_names(sentences, "both_ends.try", safe)
    no_calls = find_no_calls(material.countries, material.person.country, their_country)
    if no_calls is not None:
        return sentences.say("known.said", text=no_calls.said)
    return join_texts(sentences.lines(CALL_SOMEONE))


def _say_names(sentences: Sentences, key: str, rows: Sequence[EndRow]) -> str:
    """Return a sentence that names the messengers of some rows; empty without rows."""
    return sentences.say(key, list=sentences.list_of([row.name for row in rows])) if rows else ""


def _is_punished(material: Material, messenger: str, elsewhere: str) -> bool:
    """Return whether people are punished for having or using a messenger, here or in another country."""
    records = (material.person.record, find_record(material.person.records, elsewhere))
    return any(record.find_punished(messenger) is not None for record in records)


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
