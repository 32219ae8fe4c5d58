"""The streams that a command writes to: their characters, the line of progress, and errors."""

import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TextIO

from dialtone.app.terminal_words import describe_problem, strip_controls
from dialtone.commands import BAD_USAGE
from dialtone.explain.sentences import Sentences
from dialtone.explain.text_page import TextPage
from dialtone.model.trouble import TroubleError, TroubleKind
from dialtone.system.screen import has_screen, show_line

FROM_INPUT = "-"
"""The argument of a command in whose place standard input is read."""
_WIDEST = 100
_LONGEST_LINE = 4096  # maximum characters of a line that is read: a device never ends its first one


def replace_unknown_letters(streams: Iterable[object], *, windows: bool) -> None:
    """Make streams write a question mark for characters that their encoding lacks, and read a mark for wrong bytes.

    `windows`: pipes and files, whose default encoding is an old one there, get UTF-8: JSON would be invalid otherwise.
    """
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            uses_utf8 = windows and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if uses_utf8 else None, errors="replace")


def standard_output() -> TextIO:
    """Return standard output. Raises `BrokenPipeError` if there is none."""
    if sys.stdout is None:
        raise BrokenPipeError
    return sys.stdout


def shows_colour() -> bool:
    """Return whether standard output shows styles and the person wants them."""
    return standard_output().isatty() and "NO_COLOR" not in os.environ


def text_width() -> int:
    """Return the number of columns available for a text."""
    return min(_WIDEST, shutil.get_terminal_size().columns)


def make_page(sentences: Sentences, *, plain: bool = False) -> TextPage:
    """Return an empty page for standard output. `plain`: without styles, for a text that may be copied or sent."""
    return TextPage(sentences, not plain and shows_colour(), text_width())


def print_aside(text: str) -> None:
    """Print a message that is not part of the result to standard error, if it can: scripts read standard output."""
    if sys.stderr is not None:
        with suppress(OSError):  # a full disk, or a terminal that was closed
            sys.stderr.write(text + "\n")
            sys.stderr.flush()


def read_line() -> str:
    """Return the next line of standard input, without what is too long of it; empty at its end, or if it is closed."""
    return sys.stdin.readline(_LONGEST_LINE) if sys.stdin is not None else ""


def ask(question: str, read: Callable[[], str]) -> str:
    """Ask a question on standard error, since a program may read standard output; return the line that is read."""
    if sys.stderr is not None:
        sys.stderr.write(question + " ")
        sys.stderr.flush()
    return read().strip()


class ProgressLine:
    """A line on standard error that shows the progress; nothing if that is not a terminal."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None

    @property
    def is_shown(self) -> bool:
        """Whether the line is visible; if not, its text need not be made."""
        return self._stream is not None

    def show(self, line: str) -> None:
        """Replace the line; an empty one clears it."""
        if self._stream is not None:
            self._stream.write(f"\r\x1b[K{strip_controls(line)}")
            self._stream.flush()


def print_text(text: str) -> None:
    """Print to standard output, without control characters except Dialtone's own styles. Raises `OSError`."""
    stream = standard_output()
    stream.write(strip_controls(text.rstrip("\n"), styled=True) + "\n")
    stream.flush()


def report_output_error(error: OSError, language: str) -> int:
    """Report that the result could not be printed, or another error of the system; return the exit code.

    From then on standard output is the null device.
    """
    has_output = sys.stdout is not None
    if has_output:  # Python would flush the rest at exit, and report the error again
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end of the process
    if not isinstance(error, BrokenPipeError) and error.errno != errno.EBADF:
        return report_error(describe_problem(error, language))
    if not has_output and sys.stderr is None:
        return BAD_USAGE  # Windows' program without a console, in a script: no message box for that
    return report_error(describe_problem(TroubleError(TroubleKind.OUTPUT_LOST), language))


def report_error(line: str, *, clicked: bool = False) -> int:
    """Report an error; return the exit code. `clicked`: started by a file manager, which shows no terminal."""
    line = strip_controls(line)  # a file's name may contain control characters
    if sys.stderr is not None:
        print_aside(f"dialtone: {line}")
        if clicked and has_screen() and not sys.stderr.isatty():
            with suppress(ImportError):  # without PySide6 no window can be opened
                from dialtone.ui.message_window import show_message  # imported here: only a window needs Qt

                show_message(line)
    else:
        show_line(line)  # Windows' program without a console, as for a double-clicked file
    return BAD_USAGE
