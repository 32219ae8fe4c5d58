"""Guides through a comparison with another network: detects one, checks the same messengers there, and compares."""

from PySide6.QtCore import QTimer

from dialtone.explain.changes import compare_checks
from dialtone.model.check import Check
from dialtone.system.network_mark import is_same_network
from dialtone.ui.state.labels import translate
from dialtone.ui.state.result_state import ResultState
from dialtone.ui.state.screen_state import mark_of_check
from dialtone.ui.widgets.item_view import Item, ItemPage
from dialtone.ui.widgets.page_items import ActionItem, TextItem, paragraphs
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.page_context import PageContext

CHECK = "check"
_POLL_MS = 2000


class NetworkComparisonPage(ItemPage):
    """Compares `first_check` with a check on another network, and polls the network while the page is open."""

    def __init__(self, context: PageContext, first_check: Check) -> None:
        super().__init__(translate("Line", "Is it my connection?"))
        self._context = context
        self._first_check = first_check
        self._sentences = context.content.words.sentences
        self._steps = paragraphs(self._sentences.lines("line_steps.phone"))
        self._controller = context.window.controller
        self._controller.check_finished.connect(self.compare_with)
        self._network_mark = mark_of_check(self._controller.state, first_check) or context.services.network_mark()
        """The mark of the network of the first check."""
        self._is_checking = False
        """This page requested a check, and waits for its result."""
        self._shown_sentence = ""
        self._timer = QTimer(self, interval=_POLL_MS)
        self._timer.timeout.connect(self.read_network)
        self._timer.start()
        self.acted.connect(self._on_check_requested)
        self.left.connect(self._timer.stop)
        self.read_network()

    def read_network(self) -> None:
        """Show what to do, and whether the comparison can start; announce that if it has changed."""
        is_other = self._is_elsewhere()
        if self._is_checking:
            sentence = translate("Line", "Checking on this network…")
        elif is_other:
            sentence = translate("Line", "This is another network. You can check again now.")
        else:
            sentence = translate("Line", "This is still the same network.")
        items: list[Item] = [*self._steps, TextItem(sentence, dim=True)]
        if is_other and not self._is_checking:
            items.append(ActionItem(translate("Line", "Check again"), CHECK))
        self.show_items(items)
        if sentence != self._shown_sentence and self._shown_sentence:
            announce(self, [sentence])
        self._shown_sentence = sentence

    def _is_elsewhere(self) -> bool:
        """Return whether the current network is not that of the first check; False while offline."""
        mark = self._context.services.network_mark()
        return bool(mark) and not is_same_network(mark, self._network_mark)

    def _on_check_requested(self) -> None:
        if self._is_elsewhere():
            self._is_checking = True
            self.read_network()
            self._controller.check()

    def compare_with(self, second_check: Check) -> None:
        """Show the comparison, if this page requested the check and the computer is still on the other network."""
        if not self._is_checking:
            return
        self._is_checking = False
        if not self._is_elsewhere():
            self.read_network()
            return
        self._timer.stop()
        answer, *differences = compare_checks(self._sentences, self._first_check, second_check)
        self.show_answer(ResultState(answer))
        self.show_items(paragraphs(differences))
        announce(self, [answer, *differences])
