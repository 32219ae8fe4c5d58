"""The conversion of history rows into records, and the worst status of an hour."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

_SECONDS = 3600
_RANKS = {status.value: rank for rank, status in enumerate(WORST_FIRST)}
_DOUBTS = {confidence.value: confidence.doubt for confidence in Confidence}

Row = tuple[int, int, str, int, str, str, str, str, str]
"""Hour, network, messenger, VPN, then words: status, causes, functions, worst and confidence."""
_Words = tuple[
    MessengerStatus,
    tuple[Cause, ...],
    tuple[tuple[Function, FunctionStatus], ...],
    MessengerStatus | None,
    Confidence,
]
"""The parsed words of a row."""


def records_of(rows: Iterable[Row]) -> Iterator[HistoryRecord]:
    """Yield the records of rows; damaged ones, and those with an unknown word, are left out.

    Few rows differ in their words or their hour, so each is parsed once.
    """
    known: dict[tuple[str, ...], _Words | None] = {}
    moments: dict[int, datetime] = {}
    for hour, network, messenger, vpn, *rest in rows:
        texts = tuple(rest)
        if texts not in known:
            known[texts] = _understood(*texts)
        words = known[texts]
        if words is None or not isinstance(network, int) or not isinstance(messenger, str):
            continue
        if hour not in moments:
            try:
                moments[hour] = datetime.fromtimestamp(hour * _SECONDS, UTC)
            except (ValueError, TypeError, OverflowError, OSError):
                continue
        status, causes, functions, worst, confidence = words
        yield HistoryRecord(
            hour=moments[hour],
            network=network,
            messenger=messenger,
            status=status,
            causes=causes,
            functions=functions,
            vpn=bool(vpn),
            worst=worst,
            confidence=confidence,
        )


def _understood(status: str, causes: str, functions: str, worst: str, confidence: str) -> _Words | None:
    """Return the words of a row; None if this version does not know one of them."""
    try:
        return (
            MessengerStatus(status),
            tuple(Cause(cause) for cause in causes.split()),
            tuple(
                (Function(name), FunctionStatus(state))
                for name, _, state in (f.partition("=") for f in functions.split())
            ),
            MessengerStatus(worst) if worst else None,
            Confidence(confidence),
        )
    except (ValueError, TypeError, AttributeError):
        return None


# The worst of an hour: a failure that was over within it must not be forgotten


def worst_of_hour(file: sqlite3.Connection, hour: int, network: int) -> dict[str, tuple[str, str]]:
    """Return the worst of an hour so far, by messenger: its status and confidence."""
    rows = file.execute(
        "SELECT messenger, CASE worst WHEN '' THEN status ELSE worst END, confidence FROM memories"
        " WHERE hour = ? AND network = ?",
        (hour, network),
    )
    return {messenger: (status, confidence) for messenger, status, confidence in rows}


def worse(now: tuple[str, str], before: tuple[str, str] | None) -> tuple[str, str]:
    """Return the worse of two; of the same status, the more certain one."""
    if before is None or before[0] not in _RANKS:
        return now
    return min(now, before, key=lambda one: (_RANKS[one[0]], _DOUBTS.get(one[1], 0)))
