"""What stands in for a terminal where there is none."""

import sys

OLD_ALPHABETS = sys.platform == "win32"
"""Pipes and files get the letters of an old alphabet unless they are told otherwise."""

if sys.platform == "win32":
    import ctypes

    _STOP_SIGN = 0x10

    def show_line(line: str) -> None:
        """Show it in a box of Windows' own: a program that was started without a console has nowhere else to say it."""
        ctypes.windll.user32.MessageBoxW(None, line, "Dialtone", _STOP_SIGN)

else:

    def show_line(line: str) -> None:
        """Elsewhere programs have a standard error, even if nobody reads it."""
