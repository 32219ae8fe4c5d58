"""The line that follows a check in the terminal."""

from typing import TextIO

from dialtone.system.console import without_controls


class ProgressLine:
    """A line on standard error that follows what is going on; nothing where that is not a terminal."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None

    @property
    def is_shown(self) -> bool:
        """Whether anybody sees it: else nothing need be put into words."""
        return self._stream is not None

    def tell(self, line: str) -> None:
        """Rewrite the line; an empty one clears it."""
        if self._stream is not None:
            self._stream.write(f"\r\x1b[K{without_controls(line)}")
            self._stream.flush()
