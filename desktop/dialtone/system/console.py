"""A terminal, and the replacement for one where there is none."""

import re
import sys

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

OLD_ALPHABETS = sys.platform == "win32"
"""Whether pipes and files get an old encoding by default."""


def without_controls(line: str) -> str:
    """Return a line in which nothing drives a terminal; letters of every writing stay."""
    return _CONTROL.sub("?", line)


if sys.platform == "win32":
    import ctypes

    _STOP_SIGN = 0x10

    def show_line(line: str) -> None:
        """Show a line in a message box: a program that was started without a console has no other place for it."""
        ctypes.windll.user32.MessageBoxW(None, line, "Dialtone", _STOP_SIGN)

else:

    def show_line(line: str) -> None:
        """Write a line to standard error, which programs always have here."""
