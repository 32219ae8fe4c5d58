"""Tests a proxy link: shows first who could see what, then whether a messenger gets through."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication

from dialtone.engine.events import CheckCancelled, CheckFailed, Event, ProxyTestFinished
from dialtone.engine.requests import ProxyTestRequest
from dialtone.explain.proxy_test_words import explain_proxy_test, say_proxy_title, say_what_proxy_sees
from dialtone.explain.reasons import say_observations
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import status_of_outcome
from dialtone.model.explanation import ProxyTestWords
from dialtone.model.guidance import Risk
from dialtone.model.host import is_public_host
from dialtone.model.proxy import Proxy, ProxyOutcome, ProxyTest
from dialtone.model.proxy_link import LinkFault, ProxyLinkError, make_telegram_link, parse_link
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_page_state import section_titles
from dialtone.ui.state.result_state import CHECKING, ResultState
from dialtone.ui.state.window_inputs import LoadedContent
from dialtone.ui.widgets.address_opener import open_address
from dialtone.ui.widgets.box_items import BoxRow
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import (
    ActionItem,
    FieldItem,
    FlowItem,
    GroupItem,
    HeadingItem,
    NoticeItem,
    TextItem,
    paragraphs,
)
from dialtone.ui.widgets.screen_reader import announce
from dialtone.ui.window.page_context import PageContext, WorkPage

LINK, PASTE, TRY, ANYWAY, CANCEL, OLDER, OPEN = "link", "paste", "try", "anyway", "cancel", "older", "open"
"""Keys: type or paste a link, try it, try it in the own network, cancel, try an older disguise, open the proxy."""
FAULT, SEES = "fault", "sees"
"""Keys: what is wrong with the link; whose proxy it is and what its owner could see."""
_MAX_LINK_CHARS = 4096
"""Longer than any valid link, so that a link that is too long is reported instead of cut."""
_EXAMPLE = "tg://proxy?server=…&port=443&secret=…"


class ProxyTestPage(WorkPage):
    """Tests one proxy at a time. A test ends with its page."""

    def __init__(self, context: PageContext, messenger: str = "") -> None:
        """`messenger`: the one to test; empty for all that use proxies."""
        super().__init__(context, translate("Trial", "Try a proxy"))
        self._messenger = messenger
        self._link = ""
        self._may_use_own_network = False
        """The person confirmed that the last test may connect into their own network."""
        self.runner.happened.connect(self._on_runner_happened)
        self._handlers: Mapping[str, Callable[[], None]] = {
            PASTE: self._paste,
            TRY: self._try,
            ANYWAY: lambda: self._start(own_network=True),
            OLDER: lambda: self._start(own_network=self._may_use_own_network, older_hello=True),
            CANCEL: self.runner.cancel,
            OPEN: self._open,
        }
        self.acted.connect(self._on_acted)
        self._show()

    def _show(
        self,
        result_items: Sequence[Item] = (),
        answer: ResultState | None = None,
        *,
        fault: str = "",
        trying: bool = False,
    ) -> None:
        """Show `answer` at the top, and `result_items` below the link, which has a `fault`, or is locked (`trying`)."""
        self.show_answer(answer or ResultState())
        label = translate("Trial", "Proxy link")
        link = FieldItem(
            label,
            self._link,
            example=_EXAMPLE,
            fault=fault,
            max_chars=_MAX_LINK_CHARS,
            locked=trying,
            enter=TRY,
            is_address=True,
            key=LINK,
        )
        paste = ActionItem(translate("Trial", "Paste"), PASTE, enabled=not trying)
        try_it = ActionItem(translate("Trial", "Try"), TRY, ButtonStyle.MAIN, enabled=not trying)
        items: list[Item] = [FlowItem((link, paste, try_it))]
        if answer is None:  # nothing was tried yet
            introduction = translate("Trial", "Paste the link you were given. Nothing is sent until you press Try.")
            items.insert(0, TextItem(introduction))
        if fault:
            items.append(TextItem(fault, key=FAULT))
        if isinstance(proxy := self._parse_link(), Proxy):
            items.append(make_preview(self._context.content.words.sentences, proxy))
        self.show_items((*items, *result_items))

    def _focus_and_announce(self, sentences: Sequence[str], key: str = LINK) -> None:
        self.focus(key)
        announce(self, sentences)

    def _parse_link(self) -> Proxy | LinkFault:
        try:
            return parse_link(self._link)
        except ProxyLinkError as error:
            return error.fault

    def _on_acted(self, key: str, value: object) -> None:
        if key == LINK:
            self.set_link(str(value))
        else:
            self._handlers[key]()

    def set_link(self, link: str) -> None:
        """Put a link into the field; if it is another one, remove the result of the former."""
        if link != self._link:
            self._link = link
            self._show()

    def _paste(self) -> None:
        """Paste the link; the clipboard is read only on this press."""
        self.set_link(QGuiApplication.clipboard().text().strip()[:_MAX_LINK_CHARS])
        self.focus(LINK)

    def _open(self) -> None:
        open_address(make_telegram_link(self._link), self)

    def _try(self) -> None:
        """Test the typed proxy; if that would connect into the person's own network, ask first."""
        proxy = self._parse_link()
        sentences = self._context.content.words.sentences
        if self.runner.running:
            return
        if isinstance(proxy, LinkFault):
            fault = sentences.say(f"proxy_link.{proxy}")
            self._show(fault=fault)
            self._focus_and_announce((fault,))
        elif not is_public_host(proxy.host):
            question = sentences.say("proxy.own_network")
            self._show((NoticeItem(question, items=(_make_anyway_button(),)),))
            self._focus_and_announce((question,))
        else:
            self._start()

    def _start(self, *, own_network: bool = False, older_hello: bool = False) -> None:
        """Test the proxy link; the options are those of `ProxyTestRequest`."""
        self._may_use_own_network = own_network
        self.show_trying()
        self._focus_and_announce((_say_trying(),), CANCEL)
        servers = self._context.settings.servers
        request = ProxyTestRequest(
            self._link, self._messenger, servers=servers, older_hello=older_hello, own_network=own_network
        )
        self.runner.start(partial(self._context.content.make_run, request))

    def show_trying(self) -> None:
        """Show that a test runs."""
        cancel = ActionItem(translate("Window", "Cancel"), CANCEL, icon=ButtonIcon.STOP)
        self._show((cancel,), ResultState(_say_trying(), status=CHECKING), trying=True)

    def _on_runner_happened(self, event: Event) -> None:
        """Show how a test ended; its other events change nothing here."""
        if isinstance(event, ProxyTestFinished):
            self.show_outcome(event.proxy_test)
        elif isinstance(event, CheckCancelled):
            self._show_no_result(translate("Trial", "You stopped the test. There is no result."))
        elif isinstance(event, CheckFailed):
            self._show_no_result(translate("Trial", "Something went wrong in Dialtone. Try again."))

    def _show_no_result(self, reason: str) -> None:
        self._show(answer=ResultState(reason))
        self._focus_and_announce((reason,))

    def show_outcome(self, proxy_test: ProxyTest) -> None:
        """Show and announce the result of a test."""
        content = self._context.content
        words = explain_proxy_test(content.words.sentences, proxy_test)
        works = proxy_test.outcome is ProxyOutcome.WORKS
        banner = "" if works else content.words.explain_network(proxy_test.network).banner
        app = find_link_opener(proxy_test, self._link, content)
        steps = (step for step in proxy_test.observations if step.messenger)  # the banner covers the controls
        details = say_observations(content.words.sentences, steps)
        if words.results:
            first = words.results[0]
            answer = ResultState(first.headline, first.means, status_of_outcome(first.outcome))
        else:
            answer = ResultState(banner)
        self._show(_list_result_items(words, banner, app, details), answer)
        self._focus_and_announce((banner, *(result.headline for result in words.results), *words.can_do))


def make_preview(sentences: Sentences, proxy: Proxy) -> Item:
    """Return whose proxy it is and what its owner could see; without the secret in its link."""
    title = say_proxy_title(sentences, proxy.kind, proxy.host, proxy.port)
    sees = "\n".join(say_what_proxy_sees(sentences, proxy.kind, proxy.host))
    return NoticeItem(title, Risk.NONE, (TextItem(sentences.say("proxy.sees")), TextItem(sees)), key=SEES)


def _say_trying() -> str:
    return translate("Trial", "Trying the proxy…")


def _make_anyway_button() -> Item:
    return ActionItem(translate("Trial", "Try it anyway"), ANYWAY)


def _list_result_items(words: ProxyTestWords, banner: str, app: str, details: Sequence[str]) -> list[Item]:
    """Return the results but the first, which the answer covers, and what can be done next.

    `banner`: what is wrong with the network itself; `app`: the app that opens the link; both are empty for none.
    """
    items: list[Item] = [TextItem(banner)] if banner and words.results else []
    items += paragraphs([result.through for result in words.results[:1]], dim=True)
    for result in words.results[1:]:
        through = paragraphs((result.through,), dim=True)
        items.append(GroupItem((HeadingItem(result.headline), TextItem(result.means), *through)))
    if app:
        items += _offer_app(app)
    if words.can_do:
        items += (HeadingItem(section_titles()["can_do"]), *paragraphs(words.can_do))
    if any(result.outcome == ProxyOutcome.OWN_NETWORK for result in words.results):
        items.append(_make_anyway_button())
    if words.offers_older_hello:
        older = translate("Trial", "Try the disguise of older apps")
        price = translate("Trial", "This makes one more connection. Many at once can get a proxy noticed.")
        items += (ActionItem(older, OLDER), TextItem(price, dim=True))
    items += paragraphs(words.limits, dim=True)
    if details:
        technical = TextItem("\n".join(details), dim=True, monospaced=True)
        items.append(BoxRow(section_titles()["details"], items=(technical,), flat=True))
    return items


def _offer_app(app: str) -> tuple[Item, ...]:
    """Return the button that opens a working proxy in Telegram's own app, below what cannot be known about it."""
    note = translate(
        "Trial",
        "It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you "
        "again before using it.",
    )
    label = translate("Trial", "Open it in {program}…")
    button = ActionItem(label.format(program=app), OPEN, ButtonStyle.MAIN)
    return TextItem(note.format(program=app)), button


def find_link_opener(proxy_test: ProxyTest, link: str, content: LoadedContent) -> str:
    """Return the name of Telegram's own app if it opens the link of a working proxy; empty if it does not."""
    opens_in_telegram = proxy_test.outcome is ProxyOutcome.WORKS and bool(make_telegram_link(link))
    return content.computer.find_telegram_opener() if opens_in_telegram else ""
