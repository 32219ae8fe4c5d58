"""Reading places that may be missing or forbidden: then there is nothing to find, and nothing to say."""

from contextlib import suppress
from pathlib import Path


def read_start(path: Path, limit: int) -> bytes:
    """The first `limit` bytes of a file; empty where it cannot be read."""
    with suppress(OSError, ValueError), path.open("rb") as file:
        return file.read(limit)
    return b""


def names_in(folder: Path) -> tuple[str, ...]:
    """The names in a folder, in order; none where it cannot be read."""
    with suppress(OSError, ValueError):
        return tuple(sorted(entry.name for entry in folder.iterdir()))
    return ()


def is_there(path: Path) -> bool:
    """The place exists, as far as we may see."""
    with suppress(OSError, ValueError):
        return path.exists()
    return False
