"""The history: one small SQLite file. Coarse, erased with one call, and never a reason for a check to fail.

For each hour it keeps the last verdict on each messenger on each network, and its worst status, apart for each detour
(a VPN, a helper program). A network is identified by a salted fingerprint. The salt is in the same file: anyone with
the file can guess networks one by one, and each guess costs a fifth of a second of work.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dialtone.model.check import Check
from dialtone.model.history_record import HistoryRecord
from dialtone.model.status_groups import WORST_FIRST
from dialtone.model.trouble import TroubleError, TroubleKind, os_errors_as_trouble
from dialtone.model.vocabulary import NetworkFlag
from dialtone.store.atomic import write_atomically
from dialtone.store.history_rows import (
    DAY_TRIGGERS,
    DAYS_MIGRATION,
    HOURS_OF_DAY,
    SECONDS_OF_HOUR,
    StoredResult,
    encode_verdict,
    find_detour,
    parse_rows,
    pick_worse,
    read_changes,
    read_worst,
)
from dialtone.store.network_fingerprint import compute_fingerprint, slow_hash
from dialtone.store.own_files import make_private, make_private_file, set_aside

FILE = "history.sqlite3"
_HOURS_OF_ANY_CLOCK = (-(2**62), 2**62)  # others are damaged, and their days may exceed what SQLite takes
_TABLES = frozenset({"salt", "networks", "memories"})
_REMEMBER = """
    INSERT OR REPLACE INTO memories
        (hour, network, messenger, status, causes, functions, certainties, vpn, worst, confidence)
    VALUES (:hour, :network, :messenger, :status, :causes, :functions, :certainties, :detour, :worst, :confidence)"""
_BUSY_SECONDS = 5.0
KEPT_DAYS = 400
MOST_DAYS = 1000
"""More days than a correct clock ever leaves; with more than these, the day farthest from today is deleted."""
MOST_DELETED_AT_ONCE = 2
_PRIMARY_CODE = 0xFF
"""Where an error code of SQLite has the primary one: the higher bits say more about it (sqlite.org/rescode.html)."""
_TROUBLES = {
    sqlite3.SQLITE_FULL: TroubleKind.DISK_FULL,
    sqlite3.SQLITE_PERM: TroubleKind.NOT_ALLOWED,
    sqlite3.SQLITE_READONLY: TroubleKind.NOT_ALLOWED,
    sqlite3.SQLITE_BUSY: TroubleKind.HISTORY_BUSY,
    sqlite3.SQLITE_LOCKED: TroubleKind.HISTORY_BUSY,
}

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE salt (value BLOB NOT NULL);
    CREATE TABLE networks (number INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE);
    CREATE TABLE memories (
        hour INTEGER NOT NULL,
        network INTEGER NOT NULL,
        messenger TEXT NOT NULL,
        status TEXT NOT NULL,
        causes TEXT NOT NULL,
        functions TEXT NOT NULL,
        vpn INTEGER NOT NULL,
        PRIMARY KEY (hour, network, messenger)
    ) WITHOUT ROWID;
    """,
    # What was fast to guess is hashed once more, slowly.
    "UPDATE networks SET fingerprint = slow_hash(fingerprint, (SELECT value FROM salt LIMIT 1));",
    # The worst of an hour and its confidence: previously, a failure that was over within the hour was forgotten.
    """
    ALTER TABLE memories ADD COLUMN worst TEXT NOT NULL DEFAULT '';
    ALTER TABLE memories ADD COLUMN confidence TEXT NOT NULL DEFAULT 'sure';
    """,
    DAYS_MIGRATION,
    # An hour keeps a row for each detour: previously, a check through a VPN replaced what was seen without it.
    f"""
    ALTER TABLE memories RENAME TO replaced;
    CREATE TABLE memories (
        hour INTEGER NOT NULL, network INTEGER NOT NULL, messenger TEXT NOT NULL,
        status TEXT NOT NULL, causes TEXT NOT NULL, functions TEXT NOT NULL, vpn INTEGER NOT NULL,
        worst TEXT NOT NULL, confidence TEXT NOT NULL,
        PRIMARY KEY (hour, network, messenger, vpn)
    ) WITHOUT ROWID;
    INSERT INTO memories SELECT * FROM replaced;
    DROP TABLE replaced;
    {DAY_TRIGGERS}
    """,  # noqa: S608 - of constants alone
    # How certain each function was: previously, all were as doubtful as the messenger as a whole.
    "ALTER TABLE memories ADD COLUMN certainties TEXT NOT NULL DEFAULT '';",
)
"""The steps from one version of the file to the next. Released ones never change; new ones are appended."""


class History:
    """The history in one folder. Each call opens and closes the file; if that fails, it raises `TroubleError`."""

    def __init__(
        self,
        folder: Path,
        migrations: tuple[str, ...] = MIGRATIONS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        fingerprint: Callable[[bytes, bytes], bytes] = compute_fingerprint,
    ) -> None:
        """Take the functions to use. `migrations` and `now` are set only in tests.

        `fingerprint`: computes the fingerprint of a network from the salt and the network mark.
        """
        self.path = folder / FILE
        self._migrations = migrations
        self._now = now
        self._compute_fingerprint = fingerprint
        self._last_fingerprint: dict[tuple[bytes, str], bytes] = {}
        """At most one fingerprint, by salt and network mark. The mark never leaves memory."""
        self.set_aside: str = ""
        """The new name of a broken file, to be shown; empty if there was none."""

    def add(self, check: Check, network_mark: str) -> None:
        """Remember a check. `network_mark`: any text that identifies the network; only its hash is stored."""
        hour = int(check.started_at.timestamp()) // SECONDS_OF_HOUR
        detour = find_detour(check.network.flags)
        verdicts = [verdict for verdict in check.messengers if verdict.status in WORST_FIRST]
        with self._open(create=True) as file:
            network = self._find_or_add_network(file, network_mark)
            worst_so_far = read_worst(file, hour, network, detour)
            starts_new_day = is_new_day(file, hour)
            rows = []
            for verdict in verdicts:
                new = StoredResult(verdict.status.value, verdict.remembered_confidence.value)
                worst = pick_worse(new, worst_so_far.get(verdict.messenger))
                rows.append({"hour": hour, "network": network, "detour": detour, **encode_verdict(verdict, worst)})
            file.executemany(_REMEMBER, rows)
            if rows and starts_new_day:
                delete_old_days(file, hour, network, clock_is_wrong=NetworkFlag.CLOCK_WRONG in check.network.flags)

    def read(self, since: datetime | None = None) -> tuple[HistoryRecord, ...]:
        """Return the records since a moment, or all, the oldest first; none from the future, as a wrong clock makes."""
        earliest = int(since.timestamp()) // SECONDS_OF_HOUR if since is not None else 0
        with self._open(create=False) as file:
            return self._read_hours(file, earliest, self._this_hour())

    def read_condensed(self, days: int) -> tuple[HistoryRecord, ...]:
        """Return all records of the last `days` days; of earlier ones only those that show a failure or recovery."""
        this_hour = self._this_hour()
        with self._open(create=False) as file:
            (newest,) = file.execute("SELECT MAX(hour) FROM memories WHERE hour <= ?", (this_hour,)).fetchone()
            if not isinstance(newest, int):
                return ()
            first_day = newest // HOURS_OF_DAY - days
            return (*read_changes(file, first_day), *self._read_hours(file, first_day * HOURS_OF_DAY, this_hour))

    def _this_hour(self) -> int:
        return int(self._now().timestamp()) // SECONDS_OF_HOUR

    def _read_hours(self, file: sqlite3.Connection, first: int, last: int) -> tuple[HistoryRecord, ...]:
        """Return the records from one hour to another, both included, in hours since 1970, the oldest first."""
        rows = file.execute(
            "SELECT hour, network, messenger, vpn, status, causes, functions, certainties, worst, confidence"
            " FROM memories WHERE hour BETWEEN ? AND ? ORDER BY hour, network, messenger",
            (first, last),
        )
        return tuple(parse_rows(rows))

    def find_network_number(self, network_mark: str) -> int:
        """Return the number of a network, as in records; 0 if it is unknown. Takes a fifth of a second."""
        with self._open(create=False) as file:
            salt = file.execute("SELECT value FROM salt").fetchone()
            if not salt or not isinstance(salt[0], bytes):
                return 0
            fingerprint = self._fingerprint(salt[0], network_mark)
            row = file.execute("SELECT number FROM networks WHERE fingerprint = ?", (fingerprint,)).fetchone()
        return int(row[0]) if row else 0

    def forget(self) -> bytes:
        """Erase everything, also what was set aside; return the file for `put_back`. Raises `TroubleError`."""
        try:
            erased = self.path.read_bytes() if self.path.exists() else b""
            for path in [self.path, *self.path.parent.glob("history*.sqlite3*")]:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise TroubleError(TroubleKind.NOT_REMOVED, error.filename or self.path, error.strerror) from None
        return erased

    def put_back(self, erased: bytes) -> None:
        """Restore what `forget` returned; anything remembered since is lost. Raises `TroubleError`."""
        with self._errors_as_trouble():
            make_private(self.path.parent)
            write_atomically(self.path, erased)
            make_private_file(self.path)

    @contextmanager
    def _open(self, *, create: bool) -> Iterator[sqlite3.Connection]:
        """Yield a transaction on an intact file, or, unless `create`, on an empty database in memory."""
        with self._errors_as_trouble():
            if self.path.exists() and not self._is_sound():
                self.set_aside = set_aside(self.path)
            if create:
                make_private(self.path.parent)
                make_private_file(self.path)
            database = str(self.path) if self.path.exists() else ":memory:"
            with closing(sqlite3.connect(database, timeout=_BUSY_SECONDS, isolation_level=None)) as file:
                file.execute("PRAGMA secure_delete = ON")
                file.text_factory = lambda data: data.decode("utf-8", "replace")
                file.create_function("slow_hash", 2, slow_hash)
                _migrate(file, self._migrations)
                file.execute("BEGIN IMMEDIATE" if create else "BEGIN")
                with file:  # commits, or after an exception rolls back
                    yield file

    @contextmanager
    def _errors_as_trouble(self) -> Iterator[None]:
        """Turn an error of SQLite or the system in the block into a `TroubleError`."""
        try:
            with os_errors_as_trouble(self.path, TroubleKind.HISTORY_FAILED):
                yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
            raise TroubleError(_TROUBLES.get(code, TroubleKind.HISTORY_FAILED), self.path, error) from None

    def _is_sound(self) -> bool:
        """Return whether the file is an undamaged history, or cannot be judged: it is locked or cannot be opened."""
        try:
            with closing(sqlite3.connect(self.path, timeout=_BUSY_SECONDS)) as file:
                return file.execute("PRAGMA quick_check").fetchone() == ("ok",) and _has_tables(file, self._migrations)
        except sqlite3.OperationalError:
            return True
        except (sqlite3.DatabaseError, UnicodeError):
            return False

    def _find_or_add_network(self, file: sqlite3.Connection, network_mark: str) -> int:
        """Return the number of a network: its existing one, or the next."""
        salt = _read_or_make_salt(file)
        file.execute("COMMIT")  # let others write meanwhile: they wait five seconds at most
        fingerprint = self._fingerprint(salt, network_mark)
        file.execute("BEGIN IMMEDIATE")
        if (current_salt := _read_or_make_salt(file)) != salt:  # the history was erased meanwhile
            fingerprint = self._fingerprint(current_salt, network_mark)
        file.execute("INSERT OR IGNORE INTO networks (fingerprint) VALUES (?)", (fingerprint,))
        (number,) = file.execute("SELECT number FROM networks WHERE fingerprint = ?", (fingerprint,)).fetchone()
        return int(number)

    def _fingerprint(self, salt: bytes, network_mark: str) -> bytes:
        """Return the fingerprint of a network; the last one is kept, since computing it is slow on purpose."""
        fingerprint = self._last_fingerprint.get((salt, network_mark))
        if fingerprint is None:
            fingerprint = self._compute_fingerprint(salt, network_mark.encode("utf-8", "replace"))
            self._last_fingerprint = {(salt, network_mark): fingerprint}
        return fingerprint


def _has_tables(file: sqlite3.Connection, migrations: tuple[str, ...]) -> bool:
    """Return whether a file has the tables of its version; an empty file, or one of a newer version, is not checked."""
    version = _read_version(file)
    if version < 0:
        return False
    if version == 0 or version > len(migrations):
        return True
    needed = _TABLES | {"days"} if DAYS_MIGRATION in migrations[:version] else _TABLES
    return {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")} >= needed


def _migrate(file: sqlite3.Connection, migrations: tuple[str, ...]) -> None:
    """Bring the file to the current version, whole or not at all. Raises `TroubleError` for a newer file."""
    if not _find_missing(file, migrations):
        return
    file.execute("BEGIN IMMEDIATE")
    with file:
        missing = _find_missing(file, migrations)  # again, since another process or thread may have been faster
        for statement in _split_statements("\n".join(missing)):
            file.execute(statement)
        file.execute(f"PRAGMA user_version = {len(migrations)}")


def _find_missing(file: sqlite3.Connection, migrations: tuple[str, ...]) -> tuple[str, ...]:
    """Return the migrations that a file has not been through. Raises `TroubleError` for a newer file."""
    version = _read_version(file)
    if version > len(migrations):
        raise TroubleError(TroubleKind.HISTORY_NEWER)
    return migrations[version:]


def _split_statements(script: str) -> Iterator[str]:
    """Yield the statements of a script, each of which ends with its line. `executescript` would commit before them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _read_version(file: sqlite3.Connection) -> int:
    """Return how many of the migrations a file has been through."""
    (version,) = file.execute("PRAGMA user_version").fetchone()
    return int(version)


def _read_or_make_salt(file: sqlite3.Connection) -> bytes:
    """Return the salt of this history; if it is missing or damaged, store a new one first."""
    stored = file.execute("SELECT value FROM salt").fetchone()
    if stored and isinstance(stored[0], bytes):
        return stored[0]
    salt = os.urandom(16)
    file.execute("DELETE FROM salt")
    file.execute("INSERT INTO salt VALUES (?)", (salt,))
    return salt


# How old days are discarded, so that a wrong clock, however wrong and however often, never erases the history at once.
# A clock is a claim, of this computer or of a server. So it never decides how much is deleted, only what: the first
# record of a new day deletes at most the two oldest days, of those that were too old on the last day remembered before
# it. In daily use one day is added and one deleted; deleting two catches up after a long pause. One day with a wrong
# clock deletes nothing, and N of them at most 2 N days. Where the clock allows no deletion, the maximum number of days
# does.


def is_new_day(file: sqlite3.Connection, hour: int) -> bool:
    """Return whether nothing is remembered of the (UTC) day of an hour."""
    hours = _find_hours_of(hour // HOURS_OF_DAY)
    return file.execute("SELECT 1 FROM memories WHERE hour BETWEEN ? AND ? LIMIT 1", hours).fetchone() is None


def delete_old_days(file: sqlite3.Connection, hour: int, network: int, *, clock_is_wrong: bool) -> None:
    """Delete the days that a new day displaces, and the networks without records except `network`, which is in use."""
    today = hour // HOURS_OF_DAY
    hours = file.execute("SELECT DISTINCT hour FROM memories WHERE hour BETWEEN ? AND ?", _HOURS_OF_ANY_CLOCK)
    days = sorted({stored // HOURS_OF_DAY for (stored,) in hours if isinstance(stored, int)})  # others are damaged
    earlier = [day for day in days if day < today]
    too_old = [day for day in earlier if day < earlier[-1] - KEPT_DAYS][:MOST_DELETED_AT_ONCE]
    displaced = [] if clock_is_wrong else too_old
    if not displaced and len(days) > MOST_DAYS:
        displaced = [max(days, key=lambda day: abs(day - today))]
    for day in displaced:
        file.execute("DELETE FROM memories WHERE hour BETWEEN ? AND ?", _find_hours_of(day))
    file.execute("DELETE FROM networks WHERE number <> ? AND number NOT IN (SELECT network FROM memories)", (network,))


def _find_hours_of(day: int) -> tuple[int, int]:
    """Return the first and the last hour of a day."""
    return day * HOURS_OF_DAY, (day + 1) * HOURS_OF_DAY - 1
