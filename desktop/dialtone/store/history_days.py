"""A summary of the history by day: in which hours a messenger answered and in which it had failed, as bits.

Two years of hours are a hundred thousand rows, which take a second to read; their days are read in a few milliseconds.
The database maintains them itself with triggers: whatever writes or deletes an hour, its day is correct.
"""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime

from dialtone.model.history_record import HistoryRecord
from dialtone.model.vocabulary import MessengerStatus

_HOURS, _SECONDS = 24, 3600
_CONFIRMING = 2  # of consecutive hours that agree, only this many are returned: further ones add nothing

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

    Of consecutive hours that agree the first two represent all. Undetermined hours, and those seen through a VPN, a
    helper program or a proxy, are left out; so is everything else that an hour remembers.
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
        if is_uniform and last_run == (messenger, network, stopped != 0) and length >= _CONFIRMING:
            continue  # the whole day only continues a run that is confirmed already
        for hour in range(_HOURS):
            bit = 1 << hour
            if (stopped | answered) & bit:
                has_stopped = bool(stopped & bit)
                run = (messenger, network, has_stopped)
                length = length + 1 if run == last_run else 1
                last_run = run
                if length <= _CONFIRMING:
                    status = MessengerStatus.BLOCKED if has_stopped else MessengerStatus.WORKS
                    moment = datetime.fromtimestamp((day * _HOURS + hour) * _SECONDS, UTC)
                    yield HistoryRecord(moment, network, messenger, status)
