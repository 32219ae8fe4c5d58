"""Our folders and files: only the person may read them, and broken ones are renamed, never lost."""

import os
from contextlib import suppress
from pathlib import Path

_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_ACCESS_OF_OTHERS = 0o077


def make_private(folder: Path) -> None:
    """Create a folder for the person alone, or restrict the access to the existing one. Raises `OSError`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(_FOLDER_MODE, exist_ok=True)
    _restrict(folder, _FOLDER_MODE)


def make_private_file(path: Path) -> None:
    """Create an empty file for the person alone, or restrict the access to the existing one. Raises `OSError`."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _FILE_MODE))
    _restrict(path, _FILE_MODE)


def _restrict(path: Path, mode: int) -> None:
    """Set the mode of a path if others have any access to it; if that is impossible, it stays as it is."""
    with suppress(OSError):  # a file system without modes, or a folder of another owner
        if path.stat().st_mode & _ACCESS_OF_OTHERS:
            path.chmod(mode)


def set_aside(path: Path) -> str:
    """Rename a broken file to `settings.broken-1.json`, by the next free number; return the name. Raises `OSError`."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return aside.name
