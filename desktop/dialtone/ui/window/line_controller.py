"""The guided second look: notices another network, has the same messengers asked there, and compares."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from dialtone.model.check import Check
from dialtone.system.network_mark import is_same_network
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.painting.theme import Type
from dialtone.ui.state.loaded_content import LoadedContent, explainer_of
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import ActionItem, HeadingItem, TextItem, lines
from dialtone.ui.widgets.spoken_roles import announce

CHECK = "check"
"""The button that checks again, once this is another network."""
_LOOK_MS = 2000


class LineController(QObject):
    """Lives as long as its window; looks at the network only while its page is open.

    Signals:
        check_requested: check the same messengers again.
    """

    check_requested = Signal()

    def __init__(
        self,
        network_mark: Callable[[], str],
        content: Callable[[], LoadedContent | None],
        check: Callable[[], Check | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._network_mark = network_mark
        self._content = content
        self._check = check
        self._first: Check | None = None
        self._mark = ""
        self._begun_on = ""
        self.checked_on = ""
        """The network on which the last check was made from its beginning to its end; `_begun_on`: where it began."""
        self._checking = False
        self._steps: Sequence[str] = ()
        self._said = ""
        """Of the network, on the page."""
        self._page: ItemPage | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def show(self, page_stack: PageStack) -> ItemPage | None:
        """Begin with what the last check saw. None where there is nothing to compare with."""
        words, first = explainer_of(self._content()), self._check()
        if words is None or first is None:
            return None
        from dialtone.explain.line_comparison import steps  # inside: few people open it

        self._first, self._mark, self._checking = first, self.checked_on or self._network_mark(), False
        self._steps, self._said = steps(words.sentences), ""
        self._page = page = ItemPage(QCoreApplication.translate("Line", "Is it my connection?"))
        page.acted.connect(self._on_check_requested)
        page.left.connect(lambda: self._leave(page))
        page_stack.show_page(page)
        self._show_network(page, other=False)
        self._timer.start()
        return page

    def look(self) -> None:
        """Ask whether this is another network. None at all, between the two, is no other one."""
        if self._page is not None:
            self._show_network(self._page, other=self._is_elsewhere())

    def _show_network(self, page: ItemPage, *, other: bool) -> None:
        """Say what to do, and whether the comparison can begin."""
        if self._checking:
            said = QCoreApplication.translate("Line", "Checking on this network…")
        elif other:
            said = QCoreApplication.translate("Line", "This is another network. You can check again now.")
        else:
            said = QCoreApplication.translate("Line", "This is still the same network.")
        again = QCoreApplication.translate("Line", "Check again")
        button = ActionItem(again, CHECK, enabled=other and not self._checking)
        page.show_items((*lines(self._steps), TextItem(said, dim=True), button))
        if said != self._said and self._said:
            announce(page, [said])
        self._said = said

    def _is_elsewhere(self) -> bool:
        mark = self._network_mark()
        return bool(mark) and not is_same_network(mark, self._mark)

    def _on_check_requested(self) -> None:
        if self._page is not None and self._is_elsewhere():
            self._checking = True
            self.look()
            self.check_requested.emit()

    def on_checking(self, running: bool) -> None:
        """Note where a check begins."""
        if running:
            self._begun_on = self._network_mark()

    def take(self, second: Check) -> None:
        """Compare with a check that was just made, if it was asked for here and is still of the other network."""
        mark = self._network_mark()
        self.checked_on = mark if mark and is_same_network(mark, self._begun_on) else ""
        words, content = explainer_of(self._content()), self._content()
        if self._page is None or self._first is None or not self._checking or words is None or content is None:
            return
        self._checking = False
        if not self._is_elsewhere():
            self.look()
            return
        from dialtone.explain.line_comparison import compare_lines  # inside, as above

        self._timer.stop()
        title, *compared = compare_lines(words.sentences, self._first, second, content.names)
        self._page.show_items((*lines(self._steps), HeadingItem(title, Type.HEADLINE), *lines(compared)))
        announce(self._page, [title, *compared])

    def _leave(self, page: ItemPage) -> None:
        if page is self._page:
            self._page = None
            self._timer.stop()
