"""One writer at a time in a folder of ours, among all processes of the person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dialtone.store.private_files import make_private_file

FILE = "writing.lock"
_SECONDS = 5.0


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder that exists. The system gives it back where the process is killed.

    Where no lock can be had (a file system without locks, a writer that hangs for five seconds), the work is done all
    the same: what is written is whole either way, and only one of two changes at the same moment could be lost.
    """
    # SQLite's lock, since it is the same on every system and waits for itself; nothing is written into the file.
    lock = _taken(folder / FILE)
    try:
        yield
    finally:
        if lock is not None:
            lock.close()


def _taken(path: Path) -> sqlite3.Connection | None:
    with suppress(OSError, sqlite3.Error):
        make_private_file(path)
        lock = sqlite3.connect(path, timeout=_SECONDS, isolation_level=None)
        with suppress(sqlite3.Error):
            lock.execute("BEGIN EXCLUSIVE")
        return lock
    return None
