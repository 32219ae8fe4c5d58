"""The replacement for a terminal where there is none."""

import sys

OLD_ALPHABETS = sys.platform == "win32"
"""Whether pipes and files get an old encoding by default."""

if sys.platform == "win32":
    import ctypes

    _STOP_SIGN = 0x10

    def show_line(line: str) -> None:
        """Show a line in a message box: a program that was started without a console has no other place for it."""
        ctypes.windll.user32.MessageBoxW(None, line, "Dialtone", _STOP_SIGN)

else:

    def show_line(line: str) -> None:
        """Write a line to standard error, which programs always have here."""
