"""The context of the pages of one window, and a page that runs work in the background."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from dialtone.explain.both_ends import make_result_line
from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.store.result_line_text import ResultLineError, format_line
from dialtone.store.settings import Settings
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.loaded_content import LoadedContent, trouble_text
from dialtone.ui.state.services import Services
from dialtone.ui.widgets.item_view import ItemPage

if TYPE_CHECKING:
    from dialtone.ui.window.main_window import MainWindow


class PageContext(Frozen):
    """The program's services and the window, for its pages."""

    services: Services
    window: "MainWindow"

    @property
    def content(self) -> LoadedContent | None:
        """The loaded content."""
        return self.window.controller.content

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self.window.controller.settings

    @property
    def check(self) -> Check | None:
        """The shown check."""
        return self.window.controller.state.check

    def day_of(self, check: Check) -> date:
        """Return the day of a check in the person's time zone."""
        return check.started_at.astimezone(self.services.now().tzinfo).date()

    def result_line(self, check: Check, ticked: Sequence[str] | None = None, country: str = "") -> str:
        """Return the line to pass on, for the ticked messengers or for all; empty if it has no entry or is too long."""
        line = make_result_line(check, self.day_of(check), ticked, country)
        try:
            return format_line(line) if line.entries else ""
        except ResultLineError:
            return ""

    def document(self, check: Check) -> dict[str, object]:
        """Return a check as a file stores it, without private data: people pass such files on."""
        from dialtone.store.check_file import encode_check  # imported late: few checks are saved

        check = self.services.redact(check)
        if (content := self.content) is None:
            return encode_check(check, lambda _verdict: ("", "", ()))
        words = content.words
        return encode_check(check, lambda verdict: words.in_short(verdict, check.network), words.readers)

    def trouble(self, problem: Exception) -> str:
        """Return the sentence for a failure."""
        return trouble_text(self.content, problem)

    def attempt(self, work: Callable[[], object]) -> str:
        """Do this; return the sentence for its failure, empty if it succeeded."""
        try:
            work()
        except self.services.trouble as problem:
            return self.trouble(problem)
        return ""


class WorkPage(ItemPage):
    """A page with its own runner, which closes with the page: later results are dropped."""

    def __init__(self, context: PageContext, title: str) -> None:
        super().__init__(title)
        self._context = context
        self.runner = CheckRunner(self)
        self.left.connect(self.runner.close)

    def in_background(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """Run `work` in the background. `then` is called with its result or with the exception that prevented it."""
        trouble = self._context.services.trouble

        def safely() -> object:
            """Return the result of the work, or the expected error."""
            try:
                return work()
            except trouble as problem:  # expected, and so not logged
                return problem

        self.runner.in_background(safely, then)
