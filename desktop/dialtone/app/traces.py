"""Removes everything that Dialtone stored on this computer by itself. What a person saved elsewhere is theirs."""

from contextlib import suppress
from pathlib import Path

from dialtone.store.data_folders import config_dir, state_dir
from dialtone.store.log_file import close_log
from dialtone.store.own_files import RemovalError, remove_own_files
from dialtone.system.autostart import Autostart, AutostartError, this_autostart


def list_own_folders() -> tuple[Path, ...]:
    """Return Dialtone's own folders: two, or one where settings and the rest share it, as on macOS."""
    return tuple(dict.fromkeys((config_dir(), state_dir())))


def remove_traces(autostart: Autostart | None = None) -> None:
    """Remove the autostart, then settings, history, log and updates. Raises `TroubleError`, once all was tried.

    The log is closed before it is removed: Windows removes no open file, and another line would recreate the folder.
    """
    close_log()
    trouble: AutostartError | None = None
    try:
        (autostart or this_autostart()).turn(on=False)
    except AutostartError as error:
        trouble = error  # the folders are removed anyway
    remove_own_files(list_own_folders())
    if trouble is not None:
        raise trouble


def remove_rest() -> None:
    """Remove files that were stored after `remove_traces`, when the program ends and can no longer report errors."""
    with suppress(RemovalError):
        remove_own_files(list_own_folders())
