"""Builds the page of the history, and does what its buttons ask."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from dialtone.ui.pages.history_page import HistoryPage
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services
from dialtone.ui.state.trouble_text import trouble_text
from dialtone.ui.window.history_reader import HistoryReader


class HistoryController(QObject):
    """Serves the pages of the history of one window.

    Signals:
        changed: what is remembered was deleted, or is there again.
    """

    changed = Signal()

    def __init__(
        self, services: Services, content: Callable[[], LoadedContent | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._content = content
        self._unwritten: Exception | None = None
        """Why the last check could not be remembered."""

    def page(self) -> HistoryPage:
        """Return a new page."""
        reader = HistoryReader(self._services, self._content)
        page = HistoryPage(reader.strips, reader.compared, reader.news)
        page.export_requested.connect(lambda path, kind: self._export(page, path, kind))
        page.forget_requested.connect(lambda: self._forget(page))
        page.put_back_requested.connect(lambda erased: self._put_back(page, erased))
        if trouble := self._trouble(reader.trouble or self._unwritten):
            page.say(trouble)
        return page

    def renew(self, page: HistoryPage | None, problem: Exception | None) -> None:
        """A check was remembered, or could not be (why): the page says it, that is open or the next one."""
        self._unwritten = problem
        if page is not None:
            page.renew()
        if page is not None and problem is not None:
            page.say(trouble_text(self._content(), problem))

    def _trouble(self, problem: Exception | None) -> str:
        if problem is not None:
            return trouble_text(self._content(), problem)
        if self._services.history.set_aside:
            said = QCoreApplication.translate("History", "Damaged history saved as {name}.")
            return said.format(name=self._services.history.set_aside)
        return ""

    def _export(self, page: HistoryPage, path: Path, kind: str) -> None:
        from dialtone.store.history_export import history_csv, history_json  # inside: few people want a file

        try:
            kept = self._services.history.read()
            text = history_csv(kept) if kind == "csv" else history_json(kept)
            self._services.write(path, text.encode())
        except self._services.trouble as problem:
            page.say(trouble_text(self._content(), problem))
        else:
            page.say(QCoreApplication.translate("History", "Saved as {name}.").format(name=path.name))

    def _forget(self, page: HistoryPage) -> None:
        try:
            erased = self._services.history.forget()
        except self._services.trouble as problem:
            page.say(trouble_text(self._content(), problem))
        else:
            page.say_erased(erased)
            self.changed.emit()

    def _put_back(self, page: HistoryPage, erased: bytes) -> None:
        try:
            self._services.history.put_back(erased)
        except self._services.trouble as problem:
            page.say(trouble_text(self._content(), problem))
        else:
            page.refresh()
            self.changed.emit()
