"""The guided comparison with another network: detects one, checks the same messengers there, and compares."""

from PySide6.QtCore import QTimer

from dialtone.explain.changes import compare_checks
from dialtone.explain.sentences import Sentences
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
"""The key of the button that checks again on another network."""
_LOOK_MS = 2000
"""How often the network is read."""


class NetworkComparisonPage(ItemPage):
    """Takes the shown check as the baseline, and polls the network while it is open."""

    def __init__(self, context: PageContext, first_check: Check, sentences: Sentences) -> None:
        super().__init__(translate("Line", "Is it my connection?"))
        self._context, self._first_check, self._sentences = context, first_check, sentences
        self._steps = paragraphs(sentences.lines("line_steps.phone"))
        self._controller = context.window.controller
        self._controller.check_finished.connect(self.take)
        self._mark = mark_of_check(self._controller.state, first_check) or context.services.network_mark()
        """The mark of the network of the first check."""
        self._checking = False
        """This page requested a check, whose result it waits for."""
        self._said = ""
        """The last sentence about the network."""
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.acted.connect(self._on_check_requested)
        self.left.connect(self._timer.stop)
        self._show_network(other=False)

    def look(self) -> None:
        """Update whether this is another network. Being offline in between does not count as one."""
        self._show_network(other=self._is_elsewhere())

    def _show_network(self, *, other: bool) -> None:
        """Show what to do, and whether the comparison can start."""
        if self._checking:
            sentence = translate("Line", "Checking on this network…")
        elif other:
            sentence = translate("Line", "This is another network. You can check again now.")
        else:
            sentence = translate("Line", "This is still the same network.")
        items: list[Item] = [*self._steps, TextItem(sentence, dim=True)]
        if other and not self._checking:
            items.append(ActionItem(translate("Line", "Check again"), CHECK))
        self.show_items(items)
        if sentence != self._said and self._said:
            announce(self, [sentence])
        self._said = sentence

    def _is_elsewhere(self) -> bool:
        """Return whether the current network is another one than that of the first check; False when offline."""
        mark = self._context.services.network_mark()
        return bool(mark) and not is_same_network(mark, self._mark)

    def _on_check_requested(self) -> None:
        """Check on the other network, if it is still the current one."""
        if self._is_elsewhere():
            self._checking = True
            self.look()
            self._controller.check()

    def take(self, second: Check) -> None:
        """Compare with a new check if this page requested it and the computer is still on the other network."""
        content = self._context.content
        if not self._checking or content is None:
            return
        self._checking = False
        if not self._is_elsewhere():
            self.look()
            return
        self._timer.stop()
        title, *compared = compare_checks(self._sentences, self._first_check, second)
        self.show_answer(ResultState(title))
        self.show_items(paragraphs(compared))
        announce(self, [title, *compared])
