"""The streams that a command writes to: which letters they can show."""

import io
from collections.abc import Iterable


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
