"""The conversion of history rows into records, and the worst status of an hour."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache, partial

from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus

_SECONDS = 3600
_RANKS = {status.value: rank for rank, status in enumerate(WORST_FIRST)}
_DOUBTS = {confidence.value: confidence.doubt for confidence in Confidence}

HistoryRow = tuple[int, int, str, int, str, str, str, str, str]
"""Hour, network, messenger, detour, then words: status, causes, functions, worst and confidence."""
VPN, HELPER = 1, 2
"""The detour: a VPN, or else a helper program or a proxy; 0 for none."""


def parse_rows(rows: Iterable[HistoryRow]) -> Iterator[HistoryRecord]:
    """Yield the records of rows; damaged ones, and those with an unknown word, are left out.

    Few rows differ in their words or their hour, so each is parsed once.
    """
    parse_hour, parse_words = cache(_parse_hour), cache(_parse_words)
    for hour, network, messenger, *words in rows:
        moment, make_record = parse_hour(hour), parse_words(*words)
        if moment and make_record and isinstance(network, int) and isinstance(messenger, str):
            yield make_record(moment, network, messenger)


def _parse_hour(hour: int) -> datetime | None:
    """Return the beginning of an hour counted since 1970; None where a damaged row holds none."""
    try:
        return datetime.fromtimestamp(hour * _SECONDS, UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _parse_words(
    detour: int, status: str, causes: str, functions: str, worst: str, confidence: str
) -> Callable[..., HistoryRecord] | None:
    """Return what makes a record with the rest of a row; None if this version does not know one of its words."""
    try:
        states = [function.partition("=") for function in functions.split()]
        return partial(
            HistoryRecord,
            status=MessengerStatus(status),
            causes=tuple(Cause(cause) for cause in causes.split()),
            functions=tuple((Function(name), FunctionStatus(state)) for name, _, state in states),
            vpn=detour == VPN,
            helper=detour == HELPER,
            worst=MessengerStatus(worst) if worst else None,
            confidence=Confidence(confidence),
        )
    except (ValueError, TypeError, AttributeError):
        return None


# The worst of an hour: a failure that was over within it must not be forgotten


def read_worst(file: sqlite3.Connection, hour: int, network: int, detour: int) -> dict[str, tuple[str, str]]:
    """Return the worst of an hour so far, by messenger: its status and confidence.

    What was seen through another detour says nothing; what was seen without one is what the network did.
    """
    rows = file.execute(
        "SELECT messenger, CASE worst WHEN '' THEN status ELSE worst END, confidence FROM memories"
        " WHERE hour = ? AND network = ? AND vpn IN (0, ?)",
        (hour, network, detour),
    )
    return {messenger: (status, confidence) for messenger, status, confidence in rows}


def pick_worse(new: tuple[str, str], stored: tuple[str, str] | None) -> tuple[str, str]:
    """Return the worse of two pairs of status and confidence; of the same status, the more certain one."""
    if stored is None or stored[0] not in _RANKS:
        return new
    return min(new, stored, key=lambda result: (_RANKS[result[0]], _DOUBTS.get(result[1], 0)))
