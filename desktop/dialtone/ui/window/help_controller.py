"""Tests, on a click, whether the hosts that advice names answer here; those that do not rank lower on every page."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from dialtone.engine.events import Event, HelpAsked
from dialtone.engine.requests import HelpRequest
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpAnswer, HelpTarget
from dialtone.system.network_mark import is_same_network
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.screen_state import HelpTestChanged
from dialtone.ui.window.check_controller import CheckController


class HelpController(QObject):
    """Lives as long as the program. Its findings hold for the network on which they were made."""

    def __init__(self, check_controller: CheckController, network_mark: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._check_controller, self._network_mark = check_controller, network_mark
        self._answers: dict[HelpTarget, HelpAnswer] = {}
        """Whether each tested host answered."""
        self._mark = ""
        """The mark of the network on which the hosts were tested."""
        self.runner = CheckRunner(self)
        self.runner.happened.connect(self._on_runner_happened)
        check_controller.checking_changed.connect(self._on_checking_changed)
        check_controller.loaded.connect(self._on_loaded)

    def ask(self, targets: tuple[HelpTarget, ...]) -> None:
        """Test these hosts, unless a test is running or a saved check is shown."""
        content = self._check_controller.content
        if content is None or content.saved is not None or self.runner.running:
            return
        self._mark = self._network_mark()
        self._check_controller.fold(HelpTestChanged(asking=True))
        self.runner.start(partial(content.begin, HelpRequest(targets)))

    def _on_runner_happened(self, event: Event) -> None:
        """Show that the test is over; if hosts were asked, rank the advice by their answers."""
        self._check_controller.fold(HelpTestChanged(asking=False))
        if isinstance(event, HelpAsked):
            self._answers |= {finding.target: finding.answer for finding in event.findings}
            self._check_controller.revise(self._with_answers)

    def _on_checking_changed(self, checking: bool) -> None:
        """Forget the findings of another network."""
        if checking and self._answers and not is_same_network(self._network_mark(), self._mark):
            self._answers = {}
            self._check_controller.revise(self._with_answers)

    def _on_loaded(self) -> None:
        """Put the answers into content that was loaded anew, as for another country: it has none."""
        if self._answers:
            self._check_controller.revise(self._with_answers)

    def _with_answers(self, content: LoadedContent) -> LoadedContent:
        """Return the content whose advice is ranked by the answers so far."""
        return replace(content, words=content.words.with_answers(self._answers))
