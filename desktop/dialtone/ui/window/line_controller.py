"""The guided second look: notices another network, has the same messengers asked there, and compares."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from dialtone.explain.explainer import Explainer
from dialtone.model.check import Check
from dialtone.system.network_mark import is_same_network
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.state.loaded_content import LoadedContent

if TYPE_CHECKING:  # loaded when it is shown
    from dialtone.ui.pages.line_page import LinePage

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
        self._page: LinePage | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def show(self, page_stack: PageStack) -> "LinePage | None":
        """Begin with what the last check saw. None where there is nothing to compare with."""
        words, first = self._words(), self._check()
        if words is None or first is None:
            return None
        from dialtone.explain.line_comparison import steps  # inside, both: few people open it
        from dialtone.ui.pages.line_page import LinePage

        self._first, self._mark, self._checking = first, self.checked_on or self._network_mark(), False
        self._page = page = LinePage(steps(words.sentences))
        page.check_requested.connect(self._on_check_requested)
        page.left.connect(lambda: self._leave(page))
        page_stack.show_page(page)
        self._timer.start()
        return page

    def look(self) -> None:
        """Ask whether this is another network. None at all, between the two, is no other one."""
        if self._page is not None:
            self._page.show_network(other=self._is_elsewhere(), checking=self._checking)

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
        words, content = self._words(), self._content()
        if self._page is None or self._first is None or not self._checking or words is None or content is None:
            return
        self._checking = False
        if not self._is_elsewhere():
            self.look()
            return
        from dialtone.explain.line_comparison import compare_lines  # inside, as above

        self._timer.stop()
        self._page.show_result(compare_lines(words.sentences, self._first, second, content.names))

    def _words(self) -> Explainer | None:
        content = self._content()
        return content.words if content is not None and isinstance(content.words, Explainer) else None

    def _leave(self, page: "LinePage") -> None:
        if page is self._page:
            self._page = None
            self._timer.stop()
