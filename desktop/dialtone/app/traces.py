"""Removes everything that Dialtone stored on this computer by itself. What a person saved elsewhere is theirs."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.data_folders import LOCK, config_dir, state_dir
from dialtone.store.log_file import close_log
from dialtone.system.autostart import Autostart, this_autostart
from dialtone.system.run_lock import RunLock


def list_own_folders() -> tuple[Path, ...]:
    """Return Dialtone's own folders: two, or one where settings and the rest share it, as on macOS."""
    return tuple(dict.fromkeys((config_dir(), state_dir())))


def remove_traces(autostart: Autostart | None = None) -> None:
    """Remove the autostart, then settings, history, log and updates. Raises `TroubleError`, once all was tried.

    The log is closed before it is removed: Windows removes no open file, and another line would recreate the folder.
    """
    close_log()
    if autostart is None:
        autostart = this_autostart()
    try:
        autostart.turn(on=False)
    finally:  # an error of the autostart is raised only after the folders were removed
        remove_own_files(list_own_folders())


def remove_rest() -> None:
    """Remove files that were stored after `remove_traces`, when the program ends and can no longer report errors."""
    with suppress(TroubleError):
        remove_own_files(list_own_folders())


def remove_own_files(folders: Iterable[Path]) -> None:
    """Remove these folders and everything in them. Raises `TroubleError` for the first problem, once all was tried.

    A link is removed, never its target; a folder that is a link stays, empty. The lock of a running window stays, but
    not that of one that crashed.
    """
    problems = [problem for folder in folders for problem in _delete_folder(folder)]
    if problems:
        raise problems[0]


def _delete_folder(folder: Path) -> Iterator[TroubleError]:
    """Delete a folder, except for the lock of a running window; yield an error for each path that cannot be deleted."""
    try:
        paths = [path for path in folder.iterdir() if path.name != LOCK]
    except (FileNotFoundError, NotADirectoryError):
        return  # it never existed
    except OSError as error:
        yield TroubleError(TroubleKind.NOT_REMOVED, folder, error.strerror)
        return
    for path in paths:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            yield TroubleError(TroubleKind.NOT_REMOVED, error.filename or path, error.strerror)
    lock = RunLock(folder / LOCK)
    with suppress(OSError):
        if lock.take():
            lock.release()  # which removes the file
    with suppress(OSError):
        folder.rmdir()  # fails if a window still holds its lock in it
