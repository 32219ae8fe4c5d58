"""Loads the content of the window for a language and a country, in the background."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from dialtone.ui.state.check_runner import Background
from dialtone.ui.state.window_inputs import LoadedContent


class ContentLoader(QObject):
    """Loads content. What arrives after a later request is dropped.

    Signals:
        loaded: the `LoadedContent` that was requested last.
        failed: the exception instead of that.
    """

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, load: Callable[[str, str], LoadedContent], background: Background, parent: QObject) -> None:
        """`load`: returns the content for a language and a country; called on a thread."""
        super().__init__(parent)
        self._load, self._background = load, background
        self.language = self.country = ""
        """What was requested last; the country is empty for none."""
        self.is_loading = False
        """What is there, if anything, is for a former country or language."""
        self._request_number = 0

    def load(self, language: str, country: str) -> None:
        """Load the content for a language and a country."""
        self.language = language
        self.country = country
        self.is_loading = True
        self._request_number += 1
        self._background.in_background(
            partial(self._load, language, country), partial(self._on_loaded, self._request_number)
        )

    def _on_loaded(self, request_number: int, content: LoadedContent | Exception) -> None:
        if request_number == self._request_number:
            self.is_loading = False
            (self.failed if isinstance(content, Exception) else self.loaded).emit(content)
