"""What the page of the history shows: read again each time, and nothing where it cannot be read."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dialtone.explain.explainer import Explainer
from dialtone.explain.history_summary import Grain, Strip, make_strips
from dialtone.explain.network_comparison import compare_networks
from dialtone.model.history_record import HistoryRecord
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services


class HistoryReader:
    """The history in words, in the language that is shown."""

    def __init__(self, services: Services, content: Callable[[], LoadedContent | None]) -> None:
        self._services = services
        self._content = content

    def strips(self, grain: Grain, cells: int) -> Sequence[Strip]:
        """Return a strip for each messenger."""
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return ()
        words, now = content.words, self._services.now()
        strips = make_strips(self._records(), words.sentences, content.names, now, grain, cells)
        return tuple(replace(strip, mark=words.mark(strip.messenger)) for strip in strips)

    def compared(self) -> Sequence[str]:
        """Return what fails on one network and works on another."""
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return ()
        return compare_networks(content.words.sentences, self._records(), content.names)

    def _records(self) -> Sequence[HistoryRecord]:
        try:
            return self._services.history.read()
        except self._services.trouble:
            return ()
