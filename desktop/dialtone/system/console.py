"""A terminal, and its replacement where there is none."""

import re
import sys

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOT_OURS = re.compile(r"(?!\n|\x1b\[(?:[012]|3[1-6]|90)m)[\x00-\x1f\x7f-\x9f]")
"""Matches control characters except line ends and the styles of Dialtone's own reports."""

HAS_LEGACY_ENCODINGS = sys.platform == "win32"
"""Whether pipes and files have an encoding by default that lacks most scripts."""


def strip_controls(text: str, *, styled: bool = False) -> str:
    """Return a line, or with `styled` a report, without control characters; letters of all scripts are kept."""
    return (_NOT_OURS if styled else _CONTROL).sub("?", text)


if sys.platform == "win32":
    import ctypes

    _STOP_SIGN = 0x10

    def show_line(line: str) -> None:
        """Show a line in a message box: a program started without a console has no other place for it."""
        ctypes.windll.user32.MessageBoxW(None, line, "Dialtone", _STOP_SIGN)

else:

    def show_line(line: str) -> None:
        """Write a line to standard error, which always exists here."""
