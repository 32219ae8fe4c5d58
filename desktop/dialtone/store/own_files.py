"""Removes what Dialtone keeps in its own folders: settings, history, log, updates, and what was set aside."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.store.data_folders import LOCK


class RemovalError(TroubleError):
    """Something could not be removed."""


def remove_own_files(folders: Iterable[Path]) -> None:
    """Remove these folders and everything in them. Raises `RemovalError` for the first problem, once all was tried.

    A link is removed, never its target; a folder that is a link stays, empty. The lock of a running window stays.
    """
    problems = [problem for folder in dict.fromkeys(folders) for problem in _delete_folder(folder)]
    if problems:
        raise problems[0]


def _delete_folder(folder: Path) -> Iterator[RemovalError]:
    """Delete a folder, except for the lock of a running window; yield an error for each path that cannot be deleted."""
    try:
        paths = [path for path in folder.iterdir() if path.name != LOCK]
    except OSError:
        return  # it never existed
    for path in paths:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        except OSError as error:
            yield RemovalError(TroubleKind.NOT_REMOVED, error.filename or path, error.strerror)
    with suppress(OSError):
        folder.rmdir()  # fails if a window still holds its lock in it
