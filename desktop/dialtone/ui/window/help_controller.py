"""Tests, on request, whether the hosts that advice names answer here; advice whose hosts do not answer ranks lower."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from dialtone.engine.events import Event, HelpFinished
from dialtone.engine.requests import HelpRequest
from dialtone.model.frozen import replace
from dialtone.model.help_place import HelpAnswer, HelpTarget
from dialtone.system.network_mark import is_same_network
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.window.check_controller import CheckController


class HelpController(QObject):
    """Starts the tests, and keeps the answers for the network they were made on. Lives as long as the program."""

    def __init__(self, check_controller: CheckController, network_mark: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._check_controller, self._network_mark = check_controller, network_mark
        self._answers: dict[HelpTarget, HelpAnswer] = {}
        self._tested_on = ""
        self.runner = CheckRunner(self)
        self.runner.happened.connect(self._on_runner_happened)
        check_controller.checking_changed.connect(self._on_checking_changed)
        check_controller.loaded.connect(self._on_loaded)

    def start_test(self, targets: tuple[HelpTarget, ...]) -> None:
        """Test these hosts, unless a test is running or a saved check is shown."""
        content = self._check_controller.content
        if content is None or content.saved is not None or self.runner.running:
            return
        self._tested_on = self._network_mark()
        self._check_controller.learn(asking_help=True)
        self.runner.start(partial(content.make_run, HelpRequest(targets)))

    def _on_runner_happened(self, event: Event) -> None:
        """Show that the test is over, however it ended; rank the advice by the answers if there are any."""
        self._check_controller.learn(asking_help=False)
        if isinstance(event, HelpFinished):
            self._answers |= {finding.target: finding.answer for finding in event.findings}
            self._check_controller.change_content(self._rank_advice)

    def _on_checking_changed(self, checking: bool) -> None:
        """Forget the answers if a check starts on another network."""
        if checking and self._answers and not is_same_network(self._network_mark(), self._tested_on):
            self._answers = {}
            self._check_controller.change_content(self._rank_advice)

    def _on_loaded(self) -> None:
        """Put the answers into content that was loaded again, as for another country."""
        if self._answers:
            self._check_controller.change_content(self._rank_advice)

    def _rank_advice(self, content: LoadedContent) -> LoadedContent:
        return replace(content, words=content.words.with_answers(self._answers))
