"""The page that tests proxies: runs the tests that its buttons request."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from dialtone.engine.events import CheckCancelled, CheckFailed, Event, ProxyTestFinished
from dialtone.engine.requests import ProxyTestRequest
from dialtone.explain.explainer import Explainer
from dialtone.explain.proxy_test_words import explain_trial
from dialtone.explain.reasons import detail_lines
from dialtone.model.proxy import ProxyOutcome, ProxyTest
from dialtone.model.proxy_link import for_telegram
from dialtone.ui.pages.proxy_test_page import (
    ANYWAY,
    CANCEL,
    LINK,
    OLDER,
    OPEN,
    PASTE,
    TRY,
    ProxyPreview,
    ProxyTestResult,
    ProxyTestState,
    preview_of,
    proxy_test_items,
    trying_sentence,
)
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.widgets.spoken_roles import announce
from dialtone.ui.window.desk import Desk, WorkPage


class TrialPage(WorkPage):
    """Tests one proxy at a time. A test ends with its page."""

    def __init__(self, desk: Desk, messenger: str = "") -> None:
        """`messenger`: the one from whose page it was opened."""
        super().__init__(desk, QCoreApplication.translate("Trial", "Try a proxy"))
        self._messenger = messenger
        self.state = ProxyTestState()
        self.runner.happened.connect(self._on_runner_happened)
        self._handlers: Mapping[str, Callable[[], None]] = {
            PASTE: self._paste,
            TRY: self._try,
            ANYWAY: lambda: self._start(own_network=True),
            OLDER: lambda: self._start(own_network=self.state.own_network, older_hello=True),
            CANCEL: self.runner.cancel,
            OPEN: self._open,
        }
        self.acted.connect(self._on_acted)
        self.show_state(ProxyTestState())

    def show_state(self, state: ProxyTestState, said: tuple[str, ...] = (), focus: str = LINK) -> None:
        """Show this state; if anything is `said`, move the focus to `focus` and announce it to screen readers."""
        self.state = state
        self.show_items(proxy_test_items(state, self._preview()))
        if said:
            self.focus(focus)
            announce(self, said)

    def _preview(self) -> ProxyPreview:
        content = self._desk.content
        return preview_of(content.words.sentences, self.state.link) if content is not None else ProxyPreview()

    def _on_acted(self, key: str, value: object) -> None:
        if key == LINK:
            self._take_link(str(value))
        else:
            self._handlers[key]()

    def _take_link(self, link: str) -> None:
        """Take a link, and forget the result of another one."""
        if link != self.state.link:
            self.show_state(ProxyTestState(link))

    def _paste(self) -> None:
        """Paste the link; the clipboard is read only on this press."""
        self._take_link(QGuiApplication.clipboard().text().strip())
        self.focus(LINK)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(for_telegram(self.state.link)))

    def _try(self) -> None:
        if self.state.trying:
            return
        preview = self._preview()
        if said := preview.fault or preview.own_network:
            link = self.state.link
            self.show_state(ProxyTestState(link, preview.fault, "" if preview.fault else said), (said,))
        else:
            self._start()

    def _start(self, *, own_network: bool = False, older_hello: bool = False) -> None:
        content, link = self._desk.content, self.state.link
        if content is None:
            return
        self.show_state(ProxyTestState(link, own_network=own_network, trying=True), (trying_sentence(),), CANCEL)
        servers = self._desk.settings.servers
        request = ProxyTestRequest(
            link, self._messenger, servers=servers, older_hello=older_hello, own_network=own_network
        )
        self.runner.start(partial(content.begin, request))

    def _on_runner_happened(self, event: Event) -> None:
        content, link = self._desk.content, self.state.link
        if content is None:
            return
        if isinstance(event, ProxyTestFinished):
            program = opener_of(event.trial, link, content)
            result = result_of(event.trial, content.words, program)
            self.show_state(ProxyTestState(link, own_network=self.state.own_network, result=result), result.spoken)
        elif isinstance(event, CheckCancelled):
            self._end(QCoreApplication.translate("Trial", "You stopped the test. There is no result."))
        elif isinstance(event, CheckFailed):
            self._end(QCoreApplication.translate("Trial", "Something went wrong in Dialtone. Try again."))

    def _end(self, sentence: str) -> None:
        self.show_state(ProxyTestState(self.state.link, ended=sentence), (sentence,))


def opener_of(proxy_test: ProxyTest, link: str, content: LoadedContent) -> str:
    """Return the app that opens a working proxy; empty if Telegram links do not belong to Telegram's own app."""
    link = for_telegram(link) if proxy_test.outcome is ProxyOutcome.WORKS else ""
    return content.telegram_opener() if link and content.telegram_opener is not None else ""


def result_of(proxy_test: ProxyTest, words: Explainer, program: str = "") -> ProxyTestResult:
    """Return the result that the page shows for a test."""
    said = explain_trial(words.sentences, proxy_test)
    banner = words.network(proxy_test.network).banner if proxy_test.outcome is not ProxyOutcome.WORKS else ""
    steps = (one for one in proxy_test.observations if one.messenger)  # the controls are covered by the banner
    return ProxyTestResult(said, banner, detail_lines(words.sentences, steps), program)
