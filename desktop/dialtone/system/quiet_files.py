"""Reading of files and folders that may be missing or forbidden: then the result is empty, without an error."""

import os
from contextlib import suppress
from pathlib import Path


def read_start(path: Path, limit: int) -> bytes:
    """Return the first `limit` bytes of a file; empty where it cannot be read."""
    # Some places hold pipes and devices under a file's name: opening those must not wait.
    with suppress(OSError, ValueError):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read(limit) or b""
    return b""


def names_in(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder, in order; none where it cannot be read."""
    with suppress(OSError, ValueError):
        return tuple(sorted(os.listdir(folder)))
    return ()


def is_there(path: Path) -> bool:
    """Return whether a path exists, as far as Dialtone may see."""
    with suppress(OSError, ValueError):
        return path.exists()
    return False
