"""One's own result line compared with a friend's: what works for both first, then whose end fails. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dialtone.explain.answers import answer_about_network, answer_of
from dialtone.explain.evidence import detour_of
from dialtone.explain.explainer import Explainer
from dialtone.explain.joining import join_texts
from dialtone.explain.sentences import Sentences
from dialtone.explain.who_reads import REASSURES
from dialtone.model.answer import BAD, State
from dialtone.model.check import Check
from dialtone.model.readers import NO_STATE, Readers
from dialtone.model.result_line import BothEnds, EndEntry, EndRow, EndState, ResultLine
from dialtone.model.vocabulary import Confidence, least_sure

_FAILING = frozenset({EndState.BLOCKED, EndState.FAILS})
_STATUSES_OF_PAIRS = {
    "both": "works",
    "part_both": "partly",
    "part_here": "partly",
    "part_there": "partly",
    "unknown_here": "unknown",
    "unknown_there": "unknown",
    "not_here": "blocked",
    "not_there": "blocked",
    "neither": "blocked",
}
"""The status of each kind of pair; a kind says whose end fails. Pairs are listed in this order."""
_KINDS_IN_ORDER = tuple(_STATUSES_OF_PAIRS)
_END_STATES = {
    State.NOT_SAFE: EndState.FAILS,
    State.BLOCKED: EndState.BLOCKED,
    State.DOWN: EndState.FAILS,
    State.FAILS: EndState.FAILS,
    State.SLOW: EndState.PART,
    State.UNEVEN: EndState.PART,
    State.UNKNOWN: EndState.UNKNOWN,
    State.WORKS: EndState.WORKS,
}
"""The state in a line for each state of an answer; a line leaves out untested messengers."""


def compare_ends(
    explainer: Explainer, own_line: ResultLine, their_line: ResultLine, today: date, countries: Mapping[str, str]
) -> BothEnds:
    """Return the comparison of both ends, what works at both first. `countries`: names of countries by code."""
    sentences, say, country = explainer.sentences, explainer.sentences.say, their_line.country
    pairs = [(own_line.entry(their_entry.messenger), their_entry) for their_entry in their_line.entries]
    pairs.sort(key=lambda pair: _rank(explainer, country, *pair))
    rows = tuple(_make_end_row(explainer, *pair) for pair in pairs)
    best = rows[0] if rows and rows[0].status == "works" else None
    untested = _say_untested_here(sentences, rows)
    day = say("both_ends.today")
    if their_line.day != today:
        day = join_texts((say("both_ends.of_day", date=sentences.date(their_line.day)), say("both_ends.old")))
    answer, next_step = say("both_ends.none"), untested
    if best is not None and best.here is not None:
        certainty = least_sure((best.here.certainty, best.there.certainty))
        answer, next_step = say(f"end_says.too.{certainty}", messenger=best.name), say("both_ends.ask")
    notes = (
        untested if best else "",
        _say_punished(explainer, country, rows),
        day,
        say("both_ends.own_day", date=sentences.date(own_line.day)) if own_line.day != today else "",
        say("both_ends.country", country=countries[country]) if country else "",
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


def say_their_entry(sentences: Sentences, entry: EndEntry, name: str) -> str:
    """Return what a friend's line says about a messenger: it says so, Dialtone does not. `name`: the messenger's."""
    return sentences.say(f"end_says.{entry.state}.{entry.certainty}", messenger=name)


def name_in_line(sentences: Sentences, messenger: str) -> str:
    """Return the name of a messenger in a line; one unknown to this version is named by its id, and as unknown."""
    return sentences.names.get(messenger) or sentences.say("both_ends.stranger", text=messenger)


def _make_end_row(explainer: Explainer, own_entry: EndEntry | None, their_entry: EndEntry) -> EndRow:
    messenger = their_entry.messenger
    kind, name = _find_kind(own_entry, their_entry), name_in_line(explainer.sentences, messenger)
    doubtful = _is_pair_doubtful(own_entry, their_entry) and not kind.startswith("unknown")
    label = explainer.sentences.say(f"end_label.{kind}" + (f".{Confidence.LIKELY}" if doubtful else ""))
    return EndRow(
        messenger=messenger,
        name=name,
        label=label,
        said=say_their_entry(explainer.sentences, their_entry, name),
        status=_STATUSES_OF_PAIRS[kind],
        doubtful=doubtful,
        mark="" if explainer.readers_of(messenger) in REASSURES else explainer.say_mark(messenger),
        here=own_entry,
        there=their_entry,
    )


def _find_kind(own_entry: EndEntry | None, their_entry: EndEntry) -> str:
    """A failure decides, then an unknown (also unsure or untested) state, then a messenger that works only in part."""
    here_state = EndState.UNKNOWN if own_entry is None else own_entry.claimed_state
    there_state = their_entry.claimed_state
    if there_state in _FAILING:
        return "neither" if here_state in _FAILING else "not_there"
    if here_state in _FAILING:
        return "not_here"
    if here_state is EndState.UNKNOWN:
        return "unknown_here"
    if there_state is EndState.UNKNOWN:
        return "unknown_there"
    if here_state is EndState.PART:
        return "part_both" if there_state is EndState.PART else "part_here"
    return "part_there" if there_state is EndState.PART else "both"


def _is_pair_doubtful(own_entry: EndEntry | None, their_entry: EndEntry) -> bool:
    """Return whether an entry that decides a pair is doubtful: those that fail decide, or else both."""
    entries = [their_entry] if own_entry is None else [own_entry, their_entry]
    deciding = [entry for entry in entries if entry.claimed_state in _FAILING] or entries
    return any(entry.doubtful for entry in deciding)


def _say_untested_here(sentences: Sentences, rows: Sequence[EndRow]) -> str:
    names = [row.name for row in rows if row.here is None and row.there.surely_works]
    return sentences.say("both_ends.not_tested", list=sentences.list_of(names)) if names else ""


def _say_punished(explainer: Explainer, their_country: str, rows: Sequence[EndRow]) -> str:
    usable = (row for row in rows if row.status != "blocked")
    names = [row.name for row in usable if explainer.is_punished(row.messenger, their_country)]
    return explainer.sentences.say("both_ends.punished", list=explainer.sentences.list_of(names)) if names else ""


def _rank(
    explainer: Explainer, their_country: str, own_entry: EndEntry | None, their_entry: EndEntry
) -> tuple[int, bool, bool, int, int]:
    """By the kind of the pair, sure before doubtful; then: not punished, read by the fewest, widely used."""
    messenger, readers = their_entry.messenger, explainer.readers_of(their_entry.messenger)
    return (
        _KINDS_IN_ORDER.index(_find_kind(own_entry, their_entry)),
        _is_pair_doubtful(own_entry, their_entry),
        explainer.is_punished(messenger, their_country),
        NO_STATE.index(Readers(readers)) if readers in NO_STATE else len(NO_STATE),
        -explainer.count_users(messenger),
    )


def make_result_line(check: Check, day: date, ticked: Sequence[str] | None = None, country: str = "") -> ResultLine:
    """Return the result line of a check for a day: the messengers with the `ticked` ids, or all tested ones."""
    entries = (entry for entry in list_end_entries(check) if ticked is None or entry.messenger in ticked)
    return ResultLine(day, tuple(sorted(entries, key=lambda entry: entry.messenger)), country)


def list_end_entries(check: Check) -> Iterator[EndEntry]:
    """Yield the entry of each tested messenger. If the network is not safe, what works is unknown instead."""
    network = answer_about_network(check.network)
    is_network_unsafe = network is not None and network.state is State.NOT_SAFE
    for verdict in check.messengers:
        clause = answer_of(verdict, check.network).first
        state = _END_STATES.get(clause.state)
        if state is None:
            continue
        if not clause.has_messages and clause.state in BAD - {State.NOT_SAFE}:
            state = EndState.PART  # trouble with other parts than messages
        if is_network_unsafe and state is EndState.WORKS:
            state = EndState.UNKNOWN
        certainty = Confidence.SURE if state is EndState.UNKNOWN else clause.certainty
        yield EndEntry(verdict.messenger, state, certainty)


def took_a_detour(check: Check) -> bool:
    """Return whether a VPN, a proxy or a bypass tool was on: the line is about that path, and cannot say so."""
    return detour_of(check.network) is not None
