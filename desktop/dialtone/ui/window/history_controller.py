"""Reads the history for its page, in the current language, and handles its buttons."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from dialtone.explain.history_summary import Grain, News, Strip, last_news, make_strips
from dialtone.explain.remembered import compare_networks
from dialtone.model.frozen import replace
from dialtone.model.history_record import HistoryRecord
from dialtone.model.readers import Readers
from dialtone.ui.pages.history_page import HistoryPage
from dialtone.ui.window.desk import Desk

_DAYS = 62
"""Enough for the lines in any time zone; earlier records are used only for the stories."""


class HistoryController(QObject):
    """Serves the history pages of one window.

    Signals:
        changed: the history was deleted or restored.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._history = desk, desk.services.history
        self._records: Sequence[HistoryRecord] = ()
        self._unread: Exception | None = None
        self._unwritten: Exception | None = None
        """Why the history could not be read, and why the last check could not be stored."""

    def page(self) -> HistoryPage:
        """Return a new page."""
        page = HistoryPage(self._strips, self._compared, self._news)
        page.export_requested.connect(lambda path, kind: self._export(page, path, kind))
        page.forget_requested.connect(lambda: self._forget(page))
        page.put_back_requested.connect(lambda erased: self._put_back(page, erased))
        if trouble := self._trouble(self._unread or self._unwritten):
            page.say(trouble)
        return page

    def renew(self, page: HistoryPage | None, problem: Exception | None) -> None:
        """Show on the open page, or on the next one, that a check was stored, or why not."""
        self._unwritten = problem
        if page is not None:
            page.refresh()
        if page is not None and problem is not None:
            page.say(self._desk.trouble(problem))

    def _strips(self, grain: Grain, cells: int) -> Sequence[Strip]:
        """Read the history once for the whole page; return no strips if it cannot be read."""
        self._unread, self._records = None, ()
        try:
            self._records = self._history.read_in_short(_DAYS)
        except self._desk.services.trouble as problem:
            self._unread = problem
        if (content := self._desk.content) is None:
            return ()
        words = content.words
        strips = make_strips(self._records, words.sentences, self._desk.services.now(), grain, cells)
        readable = {strip.messenger for strip in strips if words.readers(strip.messenger) == Readers.STATE}
        return tuple(replace(s, mark=words.mark(s.messenger)) if s.messenger in readable else s for s in strips)

    def _compared(self) -> Sequence[str]:
        content = self._desk.content
        return compare_networks(content.words.sentences, self._records) if content else ()

    def _news(self) -> News | None:
        content = self._desk.content
        if content is None:
            return None
        return last_news(self._records, content.words.sentences, self._desk.services.now())

    def _trouble(self, problem: Exception | None) -> str:
        if problem is not None:
            return self._desk.trouble(problem)
        if self._history.set_aside:
            said = QCoreApplication.translate("History", "Damaged history saved as {name}.")
            return said.format(name=self._history.set_aside)
        return ""

    def _export(self, page: HistoryPage, path: Path, kind: str) -> None:
        from dialtone.store.history_export import history_csv, history_json  # imported late: exports are rare

        def write() -> None:
            kept = self._history.read()
            text = history_csv(kept) if kind == "csv" else history_json(kept)
            self._desk.services.write(path, text.encode())
            page.say(QCoreApplication.translate("History", "Saved as {name}.").format(name=path.name))

        self._try(page, write)

    def _forget(self, page: HistoryPage) -> None:
        def forget() -> None:
            page.say_erased(self._history.forget())
            self.changed.emit()

        self._try(page, forget)

    def _put_back(self, page: HistoryPage, erased: bytes) -> None:
        def put_back() -> None:
            self._history.put_back(erased)
            page.refresh()
            self.changed.emit()

        self._try(page, put_back)

    def _try(self, page: HistoryPage, work: Callable[[], None]) -> None:
        try:
            work()
        except self._desk.services.trouble as problem:
            page.say(self._desk.trouble(problem))
