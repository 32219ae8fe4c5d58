"""What the pages of one window share, and the base of pages that work in the background."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from dialtone.model.check import Check
from dialtone.model.frozen import Frozen
from dialtone.store.settings import Settings
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.window_inputs import TROUBLE, LoadedContent, Services, trouble_text
from dialtone.ui.widgets.item_view import ItemPage

# Late imports: what copies, saves and reads files is loaded when a person asks for it.

if TYPE_CHECKING:
    from dialtone.ui.window.main_window import MainWindow


class PageContext(Frozen):
    """The program's services and the window, as its pages use them."""

    services: Services
    window: "MainWindow"

    @property
    def content(self) -> LoadedContent:
        """The loaded content: the pages that use it can be opened only once it is there."""
        return cast("LoadedContent", self.window.controller.content)

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self.window.controller.settings

    @property
    def check(self) -> Check | None:
        """The shown check; None before the first one is done."""
        return self.window.controller.state.check

    def place_of(self, messenger: str) -> int:
        """Return the place of a messenger in the window's list, for lists in the same order; others come last."""
        listed = [row.id for row in self.window.controller.screen.rows]
        return listed.index(messenger) if messenger in listed else len(listed)

    def day_of(self, check: Check) -> date:
        """Return the day of a check in the person's time zone."""
        return check.started_at.astimezone(self.services.now().tzinfo).date()

    def format_result_line(self, check: Check, messengers: Sequence[str] | None = None, country: str = "") -> str:
        """Return the line to pass on, with a country code if given; empty if it has no entry or is too long."""
        from dialtone.explain.both_ends import make_result_line
        from dialtone.store.result_line_text import ResultLineError, format_line

        line = make_result_line(check, self.day_of(check), messengers, country)
        try:
            return format_line(line) if line.entries else ""
        except ResultLineError:
            return ""

    def encode_redacted(self, check: Check) -> dict[str, object]:
        """Return a check in the format of files, without private data: people pass such files on."""
        from dialtone.store.check_file import encode_check

        redacted = self.services.redact(check)
        words = self.content.words
        return encode_check(redacted, lambda verdict: words.summarize(verdict, redacted.network), words.readers_of)

    def say_trouble(self, problem: Exception) -> str:
        """Return the sentence for a failure."""
        return trouble_text(self.content, problem)

    def attempt(self, work: Callable[[], object]) -> str:
        """Call `work`; return the sentence for its failure, empty if it succeeded."""
        try:
            work()
        except TROUBLE as problem:
            return self.say_trouble(problem)
        return ""

    def succeeds(self, work: Callable[[], object]) -> bool:
        """Call `work`; return whether it succeeded. If it failed, say why in the bar."""
        if trouble := self.attempt(work):
            self.window.outcome_bar.say_trouble(trouble)
        return not trouble

    def save_file(self, path: Path, make_data: Callable[[], bytes]) -> None:
        """Write a file that the person chose, and say in the bar where it is, or why it could not be written."""
        from dialtone.ui.pages.file_places import say_saved

        if self.succeeds(lambda: self.services.write_file(path, make_data())):
            self.window.outcome_bar.say(say_saved(path))


class WorkPage(ItemPage):
    """A page that works in the background until it is left: results that come later are dropped."""

    def __init__(self, context: PageContext, title: str) -> None:
        super().__init__(title)
        self._context = context
        self.runner = CheckRunner(self)
        self.left.connect(self.runner.close)

    def in_background(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        """Call `work` on a thread, and then `then` with its result, or with the exception that it raised."""
        from dialtone.store.result_line_text import ResultLineError

        self.runner.in_background(work, then, expected=(*TROUBLE, ResultLineError))
