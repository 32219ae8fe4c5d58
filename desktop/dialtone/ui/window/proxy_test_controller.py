"""Builds the page on which a proxy is tested, and runs the test that its buttons ask for."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject

from dialtone.engine.events import CheckCancelled, CheckFailed, Event, ProxyTestFinished
from dialtone.explain.explainer import Explainer
from dialtone.explain.proxy_test_words import explain_trial
from dialtone.model.proxy import ProxyOutcome, ProxyTest
from dialtone.model.proxy_link import for_telegram
from dialtone.ui.pages.hand_over import HandOver
from dialtone.ui.pages.proxy_test_page import ProxyTestPage
from dialtone.ui.pages.proxy_test_result import ProxyTestResult
from dialtone.ui.state.check_runner import CheckRunner
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.proxy_preview import preview_of


class ProxyTestController(QObject):
    """Builds the page, one at a time. A test ends with its page."""

    def __init__(
        self,
        content: Callable[[], LoadedContent | None],
        servers: Callable[[], Mapping[str, str]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._content = content
        self._servers = servers
        self._messenger = ""
        self._page: ProxyTestPage | None = None
        self.runner = CheckRunner(self)
        self.runner.happened.connect(self._on_runner_happened)

    def page(self, messenger: str = "") -> ProxyTestPage | None:
        """Return a new page; None where nothing may be sent. `messenger`: the one from whose page it was opened."""
        words = self._words()
        content = self._content()
        if words is None or content is None or content.proxy_test_for is None:
            return None
        self._messenger = messenger
        page = ProxyTestPage(lambda text: preview_of(words.sentences, text))
        page.start_requested.connect(self._on_page_start_requested)
        page.cancel_requested.connect(self.runner.cancel)
        page.left.connect(lambda: self._leave(page))
        self.runner.close()
        self._page = page
        return page

    def _words(self) -> Explainer | None:
        content = self._content()
        return content.words if content is not None and isinstance(content.words, Explainer) else None

    def _on_page_start_requested(self, link: str, older_hello: bool) -> None:
        content = self._content()
        if content is None or content.proxy_test_for is None or self._page is None:
            return
        self._page.show_trying()
        self.runner.start(content.proxy_test_for(link, self._messenger, self._servers(), older_hello))

    def _leave(self, page: ProxyTestPage) -> None:
        if page is self._page:
            self._page = None
            self.runner.close()

    def _on_runner_happened(self, event: Event) -> None:
        words, content = self._words(), self._content()
        if self._page is None or words is None or content is None:
            return
        if isinstance(event, ProxyTestFinished):
            hand_over = hand_over_of(event.trial, self._page.link.text(), content)
            self._page.show_result(result_of(event.trial, words, content.names, hand_over))
        elif isinstance(event, CheckCancelled):
            self._page.show_ended(QCoreApplication.translate("Trial", "You stopped the test. There is no result."))
        elif isinstance(event, CheckFailed):
            said = QCoreApplication.translate("Trial", "Something went wrong in Dialtone. Try again.")
            self._page.show_ended(said)


def hand_over_of(proxy_test: ProxyTest, link: str, content: LoadedContent) -> HandOver | None:
    """Return the offer to open a proxy that works in Telegram's own app; None where its links belong to another one."""
    link = for_telegram(link) if proxy_test.outcome is ProxyOutcome.WORKS else ""
    program = content.telegram_opener() if link and content.telegram_opener is not None else ""
    return HandOver(link, program) if program else None


def result_of(
    proxy_test: ProxyTest, words: Explainer, names: Mapping[str, str], hand_over: HandOver | None = None
) -> ProxyTestResult:
    """Return what the page shows of a test."""
    said = explain_trial(words.sentences, proxy_test, names)
    banner = words.network(proxy_test.network).banner if proxy_test.outcome is not ProxyOutcome.WORKS else ""
    steps = (one for one in proxy_test.observations if one.messenger)  # the controls are spoken of in the banner
    return ProxyTestResult(said, banner, words.details(steps), hand_over)
