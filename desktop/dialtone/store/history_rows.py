"""The conversion of verdicts into rows of the history and of rows into records, and the worst status of an hour."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache, partial
from itertools import chain, groupby, islice, starmap
from typing import NamedTuple

from dialtone.model.history_record import HistoryRecord, RememberedFunction
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.thresholds import HOURS_AGREE
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkFlag

HOURS_OF_DAY = 24
SECONDS_OF_HOUR = 3600
_RANKS = {status.value: rank for rank, status in enumerate(WORST_FIRST)}  # by status: 0 for the worst
_DOUBTS = {confidence.value: confidence.doubt for confidence in Confidence}
_HELPERS = frozenset({NetworkFlag.BYPASS_TOOL, NetworkFlag.PROXY})


class Detour(IntEnum):
    """What led a check around the network, as stored."""

    NONE = 0
    VPN = 1
    HELPER = 2
    """A helper program or a proxy, without a VPN."""


class StoredResult(NamedTuple):
    """The status of a messenger and how certain it is, in the words that are stored."""

    status: str
    confidence: str


HistoryRow = tuple[int, int, str, int, str, str, str, str, str, str]
"""Hour (since 1970), network, messenger, detour, then words: status, causes, functions, their certainties, worst and
confidence."""


def find_detour(flags: Collection[NetworkFlag]) -> Detour:
    """Return the detour of a check on a network with these flags."""
    if NetworkFlag.VPN in flags:
        return Detour.VPN
    return Detour.HELPER if _HELPERS.intersection(flags) else Detour.NONE


def encode_verdict(verdict: MessengerVerdict, worst: StoredResult) -> dict[str, str]:
    """Return the columns of a verdict. `worst`: the worst of its hour."""
    return {
        "messenger": verdict.messenger,
        "status": verdict.status.value,
        "causes": " ".join(verdict.causes),
        "functions": " ".join(f"{f.function.value}={f.status.value}" for f in verdict.functions),
        "certainties": " ".join(f.confidence.value for f in verdict.functions),
        "worst": worst.status,
        "confidence": worst.confidence,
    }


def parse_rows(rows: Iterable[HistoryRow]) -> Iterator[HistoryRecord]:
    """Yield the records of rows without damage or unknown words. Few differ in these, so each is parsed once."""
    parse_hour = cache(_parse_hour)
    parse_words = cache(_parse_words)
    for hour, network, messenger, *words in rows:
        moment = parse_hour(hour)
        make_record = parse_words(*words)
        if moment and make_record and isinstance(network, int) and isinstance(messenger, str):
            yield make_record(moment, network, messenger)


def _parse_hour(hour: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(hour * SECONDS_OF_HOUR, UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _parse_words(
    detour: int, status: str, causes: str, functions: str, certainties: str, worst: str, confidence: str
) -> Callable[..., HistoryRecord] | None:
    """Return a function that makes a record from moment, network and messenger; None if one is unknown or missing."""
    try:
        states = functions.split()
        known_certainties = certainties.split() or [""] * len(states)
        return partial(
            HistoryRecord,
            status=MessengerStatus(status),
            causes=tuple(Cause(cause) for cause in causes.split()),
            functions=tuple(starmap(_parse_function, zip(states, known_certainties, strict=True))),
            vpn=detour == Detour.VPN,
            helper=detour == Detour.HELPER,
            worst=MessengerStatus(worst) if worst else None,
            confidence=Confidence(confidence),
        )
    except (ValueError, TypeError, AttributeError):
        return None


def _parse_function(state: str, certainty: str) -> RememberedFunction:
    """Return what `function=status` says, with its certainty, which may be empty. Raises `ValueError`."""
    function, _, status = state.partition("=")
    return RememberedFunction(Function(function), FunctionStatus(status), Confidence(certainty) if certainty else None)


# The worst of an hour: a failure that was over within it must not be forgotten


def read_worst(file: sqlite3.Connection, hour: int, network: int, detour: Detour) -> dict[str, StoredResult]:
    """Return the worst of an hour so far with this detour, by messenger."""
    rows = file.execute(
        "SELECT messenger, CASE worst WHEN '' THEN status ELSE worst END, confidence FROM memories"
        " WHERE hour = ? AND network = ? AND vpn = ?",
        (hour, network, detour),
    )
    return {messenger: StoredResult(status, confidence) for messenger, status, confidence in rows}


def pick_worse(new: StoredResult, stored: StoredResult | None) -> StoredResult:
    """Return the worse of two results; if both have one status, the more certain one."""
    if stored is None or stored.status not in _RANKS:
        return new
    return min(new, stored, key=lambda result: (_RANKS[result.status], _DOUBTS.get(result.confidence, 0)))


# A summary by day: in which hours a messenger answered and in which it had failed, as bits. Two years of hours are a
# hundred thousand rows, which take a second to read; their days are read in a few milliseconds. The database maintains
# them itself with triggers: whatever writes or deletes an hour, its day is correct.

_SUMMARY = """
    INSERT OR IGNORE INTO days SELECT hour / 24, network, messenger,
        SUM(CASE WHEN status IN ('blocked', 'down') AND vpn = 0 THEN 1 << (hour % 24) ELSE 0 END),
        SUM(CASE WHEN status IN ('works', 'partly', 'slow') AND vpn = 0 THEN 1 << (hour % 24) ELSE 0 END)
        FROM memories"""
_RECOUNT_DAY = f"""
    DELETE FROM days WHERE day = ROW.hour / 24 AND network = ROW.network AND messenger = ROW.messenger;
    {_SUMMARY} WHERE hour BETWEEN ROW.hour / 24 * 24 AND ROW.hour / 24 * 24 + 23
        AND network = ROW.network AND messenger = ROW.messenger GROUP BY 1, 2, 3;
"""  # noqa: S608 - of constants alone
"""Makes the day of an hour anew. `ROW`: replaced by `NEW` or `OLD`, SQLite's words for the row of a trigger."""

DAY_TRIGGERS = f"""
    CREATE TRIGGER day_of_new_hour AFTER INSERT ON memories BEGIN {_RECOUNT_DAY.replace("ROW", "NEW")} END;
    CREATE TRIGGER day_of_gone_hour AFTER DELETE ON memories BEGIN {_RECOUNT_DAY.replace("ROW", "OLD")} END;
"""
DAYS_MIGRATION = f"""
    CREATE TABLE days (
        day INTEGER NOT NULL,
        network INTEGER NOT NULL,
        messenger TEXT NOT NULL,
        stopped INTEGER NOT NULL,
        answered INTEGER NOT NULL,
        PRIMARY KEY (day, network, messenger)
    ) WITHOUT ROWID;
    {_SUMMARY} GROUP BY 1, 2, 3;
    {DAY_TRIGGERS}
"""
"""The migration that adds them to a history. Released, so it never changes; its words match `STOPPED` and `ANSWERS`."""


def read_changes(file: sqlite3.Connection, end: int) -> Iterator[HistoryRecord]:
    """Yield what the days before the day `end` (since 1970, UTC) say about when a messenger failed or recovered.

    Of consecutive hours that agree only the first `HOURS_AGREE` are returned: further ones add nothing. Undetermined
    hours and those of a detour are left out.
    """
    rows = file.execute(
        "SELECT messenger, network, day, stopped, answered FROM days WHERE day BETWEEN 0 AND ?"
        " ORDER BY messenger, network, day",
        (end - 1,),
    )
    hours = chain.from_iterable(_find_known_hours(*row) for row in rows if _is_intact(row))
    for (messenger, network, status), run in groupby(hours, key=lambda known: known[:3]):
        for *_, hour in islice(run, HOURS_AGREE):
            moment = datetime.fromtimestamp(hour * SECONDS_OF_HOUR, UTC)
            yield HistoryRecord(moment, network, messenger, status)


def _is_intact(row: Sequence[object]) -> bool:
    messenger, *numbers = row
    return isinstance(messenger, str) and all(isinstance(number, int) for number in numbers)


def _find_known_hours(
    messenger: str, network: int, day: int, stopped: int, answered: int
) -> Iterator[tuple[str, int, MessengerStatus, int]]:
    """Yield the hours of a day in which a messenger had failed or answered, each with messenger, network and status.

    Of a day in which all agree, only the first `HOURS_AGREE` are yielded, for speed.
    """
    bits = (bit for bit in range(HOURS_OF_DAY) if (stopped | answered) >> bit & 1)
    all_agree = not (stopped and answered)
    for bit in islice(bits, HOURS_AGREE) if all_agree else bits:
        status = MessengerStatus.BLOCKED if stopped >> bit & 1 else MessengerStatus.WORKS
        yield messenger, network, status, day * HOURS_OF_DAY + bit
