"""Writes a file so that after a crash or on a full disk it has its old or its new content; and a lock for writers."""

import errno
import glob
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from dialtone.model.trouble import TroubleKind, os_errors_as_trouble
from dialtone.store.own_files import make_private_file

_PRIVATE = 0o600
_RANDOM_SUFFIX = "[a-z0-9_]" * 8  # a pattern for the end of the names that `mkstemp` makes
_LONGEST_WRITE_SECONDS = 3600.0  # no other process of ours takes longer to write a file
_LOCK = "writing.lock"
_LONGEST_WAIT_SECONDS = 5.0


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`, making its folder; a new file is private to the person.

    Raises `TroubleError`; then its previous content is untouched.
    """
    with os_errors_as_trouble(path, TroubleKind.NOT_WRITTEN):
        target = Path(os.path.realpath(path))  # Windows raises if a network drive is gone
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, data)
        _remove_leftovers(target)
        _sync_folder(target.parent)


def refuse_unwritable(path: Path) -> None:
    """Raise `TroubleError` if it is plain that no file can be written to `path`. Nothing is created or changed.

    It is called before work that takes long, so that a wrong path costs no time; writing may fail all the same.
    """
    target = os.path.realpath(path)
    folder = next((parent for parent in Path(target).parents if os.path.exists(parent)), "")
    number = 0
    if os.path.isdir(target):
        number = errno.EISDIR
    elif not os.path.isdir(folder):
        number = errno.ENOTDIR
    elif not os.access(folder, os.W_OK):
        number = errno.EACCES
    if number:
        with os_errors_as_trouble(path, TroubleKind.NOT_WRITTEN):
            raise OSError(number, os.strerror(number))


def _replace(target: Path, data: bytes) -> None:
    """Replace a file by a new one in the same folder, with the same permissions, once its data is on disk."""
    mode = target.stat().st_mode & 0o777 if target.exists() else _PRIVATE
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _remove_leftovers(target: Path) -> None:
    """Remove what a killed program left of this file. A younger one may belong to another process that still writes."""
    with suppress(OSError):
        written_at = target.stat().st_mtime
        for path in target.parent.glob(f".{glob.escape(target.name)}.{_RANDOM_SUFFIX}"):
            is_file = path.is_file() and not path.is_symlink()
            if is_file and written_at - path.stat().st_mtime > _LONGEST_WRITE_SECONDS:
                path.unlink()


def _sync_folder(folder: Path) -> None:
    """Write the folder's new entry to disk, so that it survives a power cut; not on Windows, which opens no folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def hold_write_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, for one writer at a time among all processes of the person; a kill releases it.

    If no lock can be obtained (a file system without locks, a writer that hangs for five seconds), the block runs
    anyway: files are written whole in either case, and at worst one of two simultaneous changes is lost.
    """
    import sqlite3  # imported here: only what writes needs it

    with ExitStack() as held:
        # SQLite's lock, since it is the same on every system and has its own timeout; nothing is written to the file.
        with suppress(OSError, sqlite3.Error):
            make_private_file(folder / _LOCK)
            lock = sqlite3.connect(folder / _LOCK, timeout=_LONGEST_WAIT_SECONDS, isolation_level=None)
            held.enter_context(closing(lock)).execute("BEGIN EXCLUSIVE")
        yield
