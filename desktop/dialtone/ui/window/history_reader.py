"""What the page of the history shows: read once for all of it."""

from collections.abc import Callable, Sequence

from dialtone.explain.explainer import Explainer
from dialtone.explain.history_summary import Grain, News, Strip, last_news, make_strips
from dialtone.explain.network_comparison import compare_networks
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.readers import Readers
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services

_DAYS = 62
"""What the strips show, in any time zone; what lies before is told in the stories alone."""


class HistoryReader:
    """The history in words, in the language that is shown.

    `trouble`: why it could not be read the last time.
    """

    def __init__(self, services: Services, content: Callable[[], LoadedContent | None]) -> None:
        self._services = services
        self._content = content
        self._records: Sequence[HistoryRecord] = ()
        self.trouble: Exception | None = None

    def strips(self, grain: Grain, cells: int) -> Sequence[Strip]:
        """Read what is remembered; return a strip for each messenger, and none where it cannot be read."""
        self._records = self._read()
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return ()
        words, now = content.words, self._services.now()
        strips = make_strips(self._records, words.sentences, content.names, now, grain, cells)
        readable = {strip.messenger for strip in strips if words.readers(strip.messenger) == Readers.STATE}
        return tuple(replace(s, mark=words.mark(s.messenger)) if s.messenger in readable else s for s in strips)

    def compared(self) -> Sequence[str]:
        """Return what fails on one network and works on another, of what was read for the strips."""
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return ()
        return compare_networks(content.words.sentences, self._records, content.names)

    def news(self) -> News | None:
        """Return what changed last, of what was read for the strips."""
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return None
        return last_news(self._records, content.words.sentences, content.names, self._services.now())

    def _read(self) -> Sequence[HistoryRecord]:
        self.trouble = None
        try:
            return self._services.history.read_in_short(_DAYS)
        except self._services.trouble as problem:
            self.trouble = problem
            return ()
