"""The streams that a command writes to: which letters they can show, and what cannot be done."""

import io
import sys
from collections.abc import Iterable
from contextlib import suppress

from dialtone.system.console import show_line, without_controls
from dialtone.system.screen import has_screen

BAD_USAGE = 2


def forgive_letters(streams: Iterable[object], *, windows: bool) -> None:
    """Let streams write a question mark for a character that their encoding lacks.

    On Windows pipes and files get UTF-8: in their old default encoding JSON would be invalid.
    """
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            if windows and not stream.isatty():
                stream.reconfigure(encoding="utf-8")
            else:
                stream.reconfigure(errors="replace")


def refuse(line: str, *, clicked: bool = False) -> int:
    """Say what cannot be done; return the exit code. `clicked`: a file manager started us, and shows no terminal."""
    line = without_controls(line)  # a file's name may hold what drives a terminal
    if sys.stderr is not None:
        sys.stderr.write(f"dialtone: {line}\n")
        if clicked and has_screen() and not sys.stderr.isatty():
            _show_in_window(line)
    else:
        show_line(line)  # a broken file was double-clicked
    return BAD_USAGE


def _show_in_window(line: str) -> None:
    with suppress(ImportError):  # without PySide6 there is no window, and no file manager that starts one
        from dialtone.ui.message_window import show_message  # inside: as for a window

        show_message(line)
