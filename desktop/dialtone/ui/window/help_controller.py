"""Asks, on a click, whether the places that advice names answer here; what gives no answer sinks on every page."""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec import field
from PySide6.QtCore import QObject

from dialtone.engine.events import Event, HelpAsked
from dialtone.engine.requests import HelpRequest
from dialtone.model.frozen import Frozen, replace
from dialtone.model.help_place import HelpAnswer, HelpTarget
from dialtone.system.network_mark import is_same_network
from dialtone.ui.messengers.messenger_items import Do
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.window.check_controller import CheckController
from dialtone.ui.window.main_window import MainWindow


class HelpLearnt(Frozen):
    """What places that advice names answered, and on which network."""

    answers: Mapping[HelpTarget, HelpAnswer] = field(default_factory=dict)
    mark: str = ""


class HelpController(QObject):
    """Serves one window. What it learnt holds for the network it was learnt on."""

    def __init__(self, check_controller: CheckController, window: MainWindow, network_mark: Callable[[], str]) -> None:
        super().__init__(window)
        self._check_controller = check_controller
        self._window = window
        self._network_mark = network_mark
        self._answers: dict[HelpTarget, HelpAnswer] = {}
        self._mark = ""
        self.runner = CheckRunner(self)
        self.runner.happened.connect(self._on_runner_happened)
        window.detail.does[Do.HELP] = self.ask
        check_controller.checking_changed.connect(self._on_checking_changed)
        check_controller.loaded.connect(self._on_loaded)

    def ask(self, targets: tuple[HelpTarget, ...]) -> None:
        """Ask these places once."""
        content = self._check_controller.content
        if content is None or content.saved is not None or self.runner.running:
            return
        self._mark = self._network_mark()
        self._window.show_asking_help(True)
        self.runner.start(partial(content.begin, HelpRequest(targets)))

    @property
    def learnt(self) -> HelpLearnt:
        """What is known so far; it outlives the window."""
        return HelpLearnt(dict(self._answers), self._mark)

    def recall(self, learnt: HelpLearnt) -> None:
        """Take what an earlier window learnt; forget it where this is another network by now."""
        self._answers, self._mark = dict(learnt.answers), learnt.mark
        self._on_checking_changed(True)

    def _on_runner_happened(self, event: Event) -> None:
        self._window.show_asking_help(False)
        if isinstance(event, HelpAsked):
            self._answers |= {one.target: one.answer for one in event.findings}
            self._check_controller.revise(self._with_answers)

    def _on_checking_changed(self, checking: bool) -> None:
        """Forget what was learnt on another network."""
        if checking and self._answers and not is_same_network(self._network_mark(), self._mark):
            self._answers = {}
            self._check_controller.revise(self._with_answers)

    def _on_loaded(self) -> None:
        if self._answers:
            self._check_controller.revise(self._with_answers)

    def _with_answers(self, content: LoadedContent) -> LoadedContent:
        return replace(content, words=content.words.with_answers(self._answers))
