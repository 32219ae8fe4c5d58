"""The context of the pages of one window, and a page that runs work in the background."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.store.settings import Settings
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.state.check_runner import CheckRunner, PreparationFailed, Prepared
from dialtone.ui.state.loaded_content import LoadedContent, trouble_text
from dialtone.ui.state.screen_state import ScreenState
from dialtone.ui.state.services import Services
from dialtone.ui.widgets.item_view import ItemPage


class Desk(Frozen):
    """The program's services and state for pages, and where the pages are shown."""

    services: Services
    settings: Callable[[], Settings]
    content: Callable[[], LoadedContent | None]
    state: Callable[[], ScreenState]
    window: QWidget
    page_stack: PageStack

    @property
    def check(self) -> Check | None:
        """The shown check."""
        return self.state().check

    def day_of(self, check: Check) -> date:
        """Return the day of a check in the person's time zone."""
        return check.started_at.astimezone(self.services.now().tzinfo).date()

    def trouble(self, problem: Exception) -> str:
        """Return the sentence for a failure."""
        return trouble_text(self.content(), problem)


class WorkPage(ItemPage):
    """A page with its own runner, which closes with the page: later results are dropped."""

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(title)
        self._desk = desk
        self._then: Callable[[Any], None] = lambda _made: None
        self.runner = CheckRunner(self)
        self.runner.prepared.connect(self._on_prepared)
        self.left.connect(self.runner.close)

    def beside(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """Run `work` in the background. `then` is called with its result or with the exception that prevented it."""
        trouble = self._desk.services.trouble

        def safely() -> object:
            try:
                return work()
            except trouble as problem:
                return problem

        self._then = then
        self.runner.prepare(safely)

    def _on_prepared(self, said: Prepared | PreparationFailed) -> None:
        self._then(said.value if isinstance(said, Prepared) else RuntimeError(said.reason))
