"""A lock that allows one writer at a time in one of our folders, among all processes of the person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dialtone.store.private_files import make_private_file

FILE = "writing.lock"
_SECONDS = 5.0


@contextmanager
def hold_write_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of an existing folder. The system releases it if the process is killed.

    If no lock can be obtained (a file system without locks, a writer that hangs for five seconds), the block runs
    anyway: files are written whole in either case, and at worst one of two simultaneous changes is lost.
    """
    # SQLite's lock, since it is the same on every system and has its own timeout; nothing is written to the file.
    lock = _acquire_lock(folder / FILE)
    try:
        yield
    finally:
        if lock is not None:
            lock.close()


def _acquire_lock(path: Path) -> sqlite3.Connection | None:
    """Return a connection that holds the lock, or does not after five seconds; None if the file cannot be created."""
    with suppress(OSError, sqlite3.Error):
        make_private_file(path)
        lock = sqlite3.connect(path, timeout=_SECONDS, isolation_level=None)
        with suppress(sqlite3.Error):
            lock.execute("BEGIN EXCLUSIVE")
        return lock
    return None
