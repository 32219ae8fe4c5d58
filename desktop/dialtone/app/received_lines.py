"""What a friend sent, a text or a picture with result lines, as text, for both the terminal and the window."""

from pathlib import Path

from dialtone.app.picture_process import LARGEST_PICTURE, read_picture_apart
from dialtone.model.result_line import LineFault, looks_like_picture
from dialtone.model.trouble import TroubleError, TroubleKind, kind_of
from dialtone.store.capped_file import FileTooLargeError, read_capped
from dialtone.store.result_line_text import LONGEST_TEXT, ResultLineError

_ADDRESS = ("http://", "https://")


def read_received_text(path: Path) -> str:
    """Return the text of a file, or of the QR codes in a picture.

    Raises `TroubleError` if the file cannot be read, `ResultLineError` if a picture has no text or only a web address.
    """
    try:
        data = read_capped(path, LARGEST_PICTURE)
    except FileTooLargeError:
        raise TroubleError(TroubleKind.TOO_LARGE, path) from None
    except OSError as problem:
        raise TroubleError(kind_of(problem, TroubleKind.NOT_READ), path, problem.strerror) from None
    if not looks_like_picture(data):
        return data[: 4 * LONGEST_TEXT + 4].decode("utf-8-sig", errors="replace")
    return read_picture_text(data)


def read_picture_text(data: bytes) -> str:
    """Return the text of a picture's QR codes. Raises `ResultLineError` if there is none, or only a web address."""
    text = read_picture_apart(data)
    if not text:
        raise ResultLineError(LineFault.NO_QR)
    if text.lower().startswith(_ADDRESS):
        raise ResultLineError(LineFault.ADDRESS)
    return text
