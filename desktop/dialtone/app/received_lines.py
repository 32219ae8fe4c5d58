"""Reads the result lines that another person sent, from a text or a picture, for both the terminal and the window."""

from pathlib import Path

from dialtone.app.separate_process import LARGEST_PICTURE, read_picture_apart
from dialtone.model.result_line import PICTURES, LineFault
from dialtone.model.trouble import TroubleKind, os_errors_as_trouble
from dialtone.store.own_files import read_capped
from dialtone.store.result_line_text import LONGEST_TEXT, ResultLineError


def read_received_text(path: Path) -> str:
    """Return the text in a file; in a picture, the texts of its QR codes.

    Raises `TroubleError` if the file cannot be read, and for a picture like `read_picture_text`.
    """
    with os_errors_as_trouble(path, TroubleKind.NOT_READ):
        data = read_capped(path, LARGEST_PICTURE)
    if not data.startswith(tuple(PICTURES)):
        most_bytes = 4 * LONGEST_TEXT + 4  # one character more than allowed, so that a longer text is refused
        return data[:most_bytes].decode("utf-8-sig", errors="replace")
    return read_picture_text(data)


def read_picture_text(data: bytes) -> str:
    """Return the texts of a picture's QR codes, one per line. Raises `ResultLineError` for none, or a web address."""
    text = read_picture_apart(data)
    if not text:
        raise ResultLineError(LineFault.NO_QR)
    if text.lower().startswith(("http://", "https://")):
        raise ResultLineError(LineFault.ADDRESS)
    return text
