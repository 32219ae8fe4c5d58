"""Reading a file whole, but only up to a size: what is larger is none of ours, and is not taken into memory."""

from pathlib import Path

OWN_FILE = 1_000_000
"""The most bytes that a file of ours holds: settings, catalogue, advice, sentences."""


class FileTooLargeError(ValueError):
    """A file is larger than it may be. The text is one line, without the file's name."""


def read_capped(path: Path, most: int = OWN_FILE) -> bytes:
    """Return all bytes of a file. Raises `OSError`, and `FileTooLargeError` where there are more than `most`."""
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise FileTooLargeError(f"the file is larger than {most} bytes")
    return data
