"""The conversion of verdicts into rows of the history and of rows into records, and the worst status of an hour."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from enum import IntEnum
from functools import cache, partial
from typing import NamedTuple

from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.thresholds import HOURS_AGREE
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkFlag

_HOURS_OF_DAY = 24
_SECONDS_OF_HOUR = 3600
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
    parse_hour, parse_words = cache(_parse_hour), cache(_parse_words)
    for hour, network, messenger, *words in rows:
        moment = parse_hour(hour)
        make_record = parse_words(*words)
        if moment and make_record and isinstance(network, int) and isinstance(messenger, str):
            yield make_record(moment, network, messenger)


def _parse_hour(hour: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(hour * _SECONDS_OF_HOUR, UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _parse_words(
    detour: int, status: str, causes: str, functions: str, certainties: str, worst: str, confidence: str
) -> Callable[..., HistoryRecord] | None:
    """Return a function that makes a record from moment, network and messenger; None if one is unknown or missing."""
    try:
        states = [function.partition("=") for function in functions.split()]
        known_certainties = tuple(Confidence(word) for word in certainties.split())
        if known_certainties and len(known_certainties) != len(states):
            return None
        return partial(
            HistoryRecord,
            status=MessengerStatus(status),
            causes=tuple(Cause(cause) for cause in causes.split()),
            functions=tuple((Function(name), FunctionStatus(state)) for name, _, state in states),
            certainties=known_certainties,
            vpn=detour == Detour.VPN,
            helper=detour == Detour.HELPER,
            worst=MessengerStatus(worst) if worst else None,
            confidence=Confidence(confidence),
        )
    except (ValueError, TypeError, AttributeError):
        return None


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
    last_run: tuple[object, object, bool] | None = None  # messenger, network, and whether it had stopped
    length = 0  # hours of that run so far
    for row in rows:
        if not all(isinstance(number, int) for number in row[1:]) or not isinstance(row[0], str):
            continue  # damaged
        messenger, network, day, stopped, answered = row
        is_uniform = not (stopped and answered)
        if is_uniform and last_run == (messenger, network, stopped != 0) and length >= HOURS_AGREE:
            continue  # the whole day only continues a run that is confirmed already
        for hour in range(_HOURS_OF_DAY):
            bit = 1 << hour
            if (stopped | answered) & bit:
                has_stopped = bool(stopped & bit)
                run = (messenger, network, has_stopped)
                length = length + 1 if run == last_run else 1
                last_run = run
                if length <= HOURS_AGREE:
                    status = MessengerStatus.BLOCKED if has_stopped else MessengerStatus.WORKS
                    moment = datetime.fromtimestamp((day * _HOURS_OF_DAY + hour) * _SECONDS_OF_HOUR, UTC)
                    yield HistoryRecord(moment, network, messenger, status)
