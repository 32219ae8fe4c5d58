"""Builds the pages that are read at any time: advice, what is known of countries; and removes what Dialtone left."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dialtone.explain.explainer import Explainer
from dialtone.store.settings import Settings
from dialtone.ui.pages.page_stack import PageStack
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.services import Services
from dialtone.ui.state.trouble_text import trouble_text

if TYPE_CHECKING:  # loaded when it is shown
    from dialtone.ui.pages.advice_page import AdvicePage


class ReadingController(QObject):
    """Builds the pages of one window.

    Signals:
        proxy_test_requested: the person has the link of a proxy, and wants it tried.
        traces_removed: nothing of Dialtone is left but the program; it has to end now.
    """

    proxy_test_requested = Signal()
    traces_removed = Signal()

    def __init__(
        self,
        services: Services,
        settings: Callable[[], Settings],
        content: Callable[[], LoadedContent | None],
        page_stack: PageStack,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._content = content
        self._page_stack = page_stack

    def show_advice(self) -> None:
        """All the advice that may be read today, where the person is."""
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return
        from dialtone.ui.pages.advice_page import AdvicePage  # inside: few people open it

        words, may_try = content.words, content.proxy_test_for is not None
        page = AdvicePage(words.shelf(), words.shelf_law(), words.shelf_law_in_short(), may_try=may_try)
        page.proxy_test_requested.connect(self.proxy_test_requested)
        page.removal_requested.connect(lambda: self._remove_traces(page))
        self._page_stack.show_page(page)

    def show_known(self) -> None:
        """What is publicly known of messengers in a country, first the person's own."""
        content = self._content()
        if content is None or not isinstance(content.words, Explainer):
            return
        from dialtone.ui.pages.country_page import country_page  # inside, as above

        words, known = content.words, set(content.words.known_countries())
        shown = [(one.code, one.name) for one in content.countries if one.code in known]
        page = country_page(shown, self._settings().country, lambda code: words.country(code, content.names))
        self._page_stack.show_page(page)

    def _remove_traces(self, page: "AdvicePage") -> None:
        try:
            self._services.remove_traces()
        except self._services.trouble as problem:
            page.say(trouble_text(self._content(), problem))
        else:
            self.traces_removed.emit()
