"""The line in the terminal that shows the progress of a check."""

from typing import TextIO

from dialtone.system.console import without_controls


class ProgressLine:
    """A line on standard error that shows the progress; nothing if that is not a terminal."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None

    @property
    def is_shown(self) -> bool:
        """Whether the line is visible: if not, no words need to be made."""
        return self._stream is not None

    def tell(self, line: str) -> None:
        """Replace the line; an empty one clears it."""
        if self._stream is not None:
            self._stream.write(f"\r\x1b[K{without_controls(line)}")
            self._stream.flush()
