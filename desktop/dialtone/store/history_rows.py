"""The conversion of verdicts into rows of the history and of rows into records, and the worst status of an hour."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache, partial

from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.verdict import MessengerVerdict
from dialtone.model.vocabulary import Cause, Confidence, Function, FunctionStatus, MessengerStatus, NetworkFlag

_SECONDS = 3600
_RANKS = {status.value: rank for rank, status in enumerate(WORST_FIRST)}  # by status: 0 for the worst
_DOUBTS = {confidence.value: confidence.doubt for confidence in Confidence}
_HELPERS = frozenset({NetworkFlag.BYPASS_TOOL, NetworkFlag.PROXY})
_DIRECT, _VPN, _HELPER = range(3)
"""The detour of a check, as stored: none, a VPN, or without one a helper program or a proxy."""

HistoryRow = tuple[int, int, str, int, str, str, str, str, str]
"""Hour (since 1970), network, messenger, detour, then words: status, causes, functions, worst and confidence."""


def find_detour(flags: Collection[NetworkFlag]) -> int:
    """Return the detour of a check on a network with these flags, as stored."""
    if NetworkFlag.VPN in flags:
        return _VPN
    return _HELPER if _HELPERS.intersection(flags) else _DIRECT


def encode_verdict(verdict: MessengerVerdict) -> tuple[str, str, str, str]:
    """Return a verdict as stored: messenger, status, causes and functions."""
    functions = " ".join(f"{f.function.value}={f.status.value}" for f in verdict.functions)
    return verdict.messenger, verdict.status.value, " ".join(verdict.causes), functions


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
    """Return the beginning of an hour counted since 1970; None for the value of a damaged row."""
    try:
        return datetime.fromtimestamp(hour * _SECONDS, UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _parse_words(
    detour: int, status: str, causes: str, functions: str, worst: str, confidence: str
) -> Callable[..., HistoryRecord] | None:
    """Return a function that makes a record from moment, network and messenger; None if a word is unknown."""
    try:
        states = [function.partition("=") for function in functions.split()]
        return partial(
            HistoryRecord,
            status=MessengerStatus(status),
            causes=tuple(Cause(cause) for cause in causes.split()),
            functions=tuple((Function(name), FunctionStatus(state)) for name, _, state in states),
            vpn=detour == _VPN,
            helper=detour == _HELPER,
            worst=MessengerStatus(worst) if worst else None,
            confidence=Confidence(confidence),
        )
    except (ValueError, TypeError, AttributeError):
        return None


# The worst of an hour: a failure that was over within it must not be forgotten


def read_worst(file: sqlite3.Connection, hour: int, network: int, detour: int) -> dict[str, tuple[str, str]]:
    """Return the worst of an hour so far with this detour, by messenger: its status and confidence."""
    rows = file.execute(
        "SELECT messenger, CASE worst WHEN '' THEN status ELSE worst END, confidence FROM memories"
        " WHERE hour = ? AND network = ? AND vpn = ?",
        (hour, network, detour),
    )
    return {messenger: (status, confidence) for messenger, status, confidence in rows}


def pick_worse(new: tuple[str, str], stored: tuple[str, str] | None) -> tuple[str, str]:
    """Return the worse of two pairs of status and confidence; if both have the same status, the more certain one."""
    if stored is None or stored[0] not in _RANKS:
        return new
    return min(new, stored, key=lambda result: (_RANKS[result[0]], _DOUBTS.get(result[1], 0)))
