"""The worst of an hour: what failed and came back within it must not be forgotten."""

import sqlite3

from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.vocabulary import Confidence

_RANKS = {status.value: rank for rank, status in enumerate(WORST_FIRST)}
_SURENESS = {confidence.value: rank for rank, confidence in enumerate(Confidence)}


def worst_of_hour(file: sqlite3.Connection, hour: int, network: int) -> dict[str, tuple[str, str]]:
    """Return the worst of an hour so far, by messenger: its status and how sure it is."""
    rows = file.execute(
        "SELECT messenger, CASE worst WHEN '' THEN status ELSE worst END, confidence FROM memories"
        " WHERE hour = ? AND network = ?",
        (hour, network),
    )
    return {messenger: (status, confidence) for messenger, status, confidence in rows}


def worse(now: tuple[str, str], before: tuple[str, str] | None) -> tuple[str, str]:
    """Return the worse of two, and of the same status the surer one."""
    if before is None or before[0] not in _RANKS:
        return now
    return min(now, before, key=lambda one: (_RANKS[one[0]], _SURENESS.get(one[1], 0)))
