"""Reads files and folders that may be missing or forbidden: the result is then empty, without an error."""

import os
from contextlib import suppress
from pathlib import Path


def read_start(path: Path, limit: int) -> bytes:
    """Return the first `limit` bytes of a file; empty if it cannot be read."""
    # Some paths are pipes or devices instead of files: opening those must not block.
    with suppress(OSError, ValueError):
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            return file.read(limit) or b""
    return b""


def read_lines(path: Path, limit: int) -> list[str]:
    """Return the lines in the first `limit` bytes of a text file; empty if it cannot be read."""
    return read_start(path, limit).decode("utf-8", "replace").splitlines()


def list_names(folder: Path) -> tuple[str, ...]:
    """Return the names in a folder, sorted; empty if it cannot be read."""
    with suppress(OSError, ValueError):
        return tuple(sorted(os.listdir(folder)))
    return ()


def path_exists(path: Path) -> bool:
    """Return whether a path exists; False where Dialtone may not look."""
    return os.path.exists(path)  # `Path.exists` raises where a folder may not be looked into, before Python 3.14
