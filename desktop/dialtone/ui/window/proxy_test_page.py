"""Test a proxy link: first who could see what, then whether a messenger gets through."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from dialtone.engine.events import CheckCancelled, CheckFailed, Event, ProxyTestFinished
from dialtone.engine.requests import ProxyTestRequest
from dialtone.explain.explainer import Explainer
from dialtone.explain.proxy_test_words import explain_trial, proxy_title, what_it_sees
from dialtone.explain.reasons import detail_lines
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import status_of_outcome
from dialtone.model.explanation import ProxyResultWords, ProxyTestWords
from dialtone.model.frozen import Frozen
from dialtone.model.proxy import ProxyOutcome, ProxyTest
from dialtone.model.proxy_link import ProxyLinkError, for_telegram, parse_link
from dialtone.model.public_address import is_public_host
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_S, Type
from dialtone.ui.state.loaded_content import LoadedContent
from dialtone.ui.state.page_text import section_titles
from dialtone.ui.widgets.box_items import BoxRow
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import (
    ActionItem,
    ConfirmItem,
    GroupItem,
    HeadingItem,
    LineItem,
    NoticeItem,
    RowItem,
    TextItem,
    lines,
)
from dialtone.ui.widgets.spoken_roles import announce
from dialtone.ui.window.desk import Desk, WorkPage

LINK, PASTE, TRY, ANYWAY, CANCEL, OLDER, OPEN = "link", "paste", "try", "anyway", "cancel", "older", "open"
"""Keys: type or paste a link, try it, try it in the own network, cancel, try an older disguise, open the proxy."""
FAULT, SEES = "fault", "sees"
"""Keys: what is wrong with the link; whose it is and what that owner could see."""
_LONGEST = 4096
"""Longer than any valid link, so that a link that is too long is reported instead of cut."""
_EXAMPLE = "tg://proxy?server=…&port=443&secret=…"


class ProxyPreview(Frozen):
    """Either what is wrong with the link, or whose proxy it is. It holds no secret of the link.

    `own_network`: the note that it leads into the person's own network; empty where it does not.
    """

    fault: str = ""
    title: str = ""
    lead: str = ""
    sees: tuple[str, ...] = ()
    own_network: str = ""


def preview_of(sentences: Sentences, text: str) -> ProxyPreview:
    """Return the preview of a pasted link."""
    try:
        proxy = parse_link(text)
    except ProxyLinkError as error:
        return ProxyPreview(fault=sentences.say(f"proxy_link.{error.fault}"))
    return ProxyPreview(
        title=proxy_title(sentences, proxy.kind, proxy.host, proxy.port),
        lead=sentences.say("proxy.sees"),
        sees=what_it_sees(sentences, proxy.kind, proxy.host),
        own_network="" if is_public_host(proxy.host) else sentences.say("proxy.own_network"),
    )


class ProxyTestResult(Frozen):
    """The result of one test.

    `banner`: what is wrong with the network itself, if anything. `program`: the app that opens a working link, as the
    system names it; empty where nothing can be opened.
    """

    words: ProxyTestWords
    banner: str = ""
    details: tuple[str, ...] = ()
    program: str = ""

    @property
    def spoken(self) -> tuple[str, ...]:
        """What a screen reader announces at once."""
        return self.banner, *(passage.headline for passage in self.words.joined), *self.words.can_do


class ProxyTestState(Frozen):
    """The state of the page. `ended`: why there is no result.

    `asks`: why the person must confirm before the proxy is tried; `own_network`: the person confirmed it.
    """

    link: str = ""
    fault: str = ""
    asks: str = ""
    own_network: bool = False
    trying: bool = False
    ended: str = ""
    result: ProxyTestResult | None = None


class ProxyTestPage(WorkPage):
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

    def show_state(self, state: ProxyTestState, announced: tuple[str, ...] = (), focus: str = LINK) -> None:
        """Show this state; if anything is `said`, move the focus to `focus` and announce it to screen readers."""
        self.state = state
        self.show_items(proxy_test_items(state, self._preview()))
        if announced:
            self.focus(focus)
            announce(self, announced)

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
        if objection := preview.fault or preview.own_network:
            link = self.state.link
            self.show_state(ProxyTestState(link, preview.fault, "" if preview.fault else objection), (objection,))
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


def trying_sentence() -> str:
    """Return the sentence shown while a proxy is tried."""
    return QCoreApplication.translate("Trial", "Trying the proxy…")


def proxy_test_items(state: ProxyTestState, preview: ProxyPreview) -> tuple[Item, ...]:
    """Return the page. `preview`: of the link."""
    lead = QCoreApplication.translate(
        "Trial",
        "Paste the link you were given. Dialtone checks whether your messenger works through it. "
        "Nothing is sent until you press Try.",
    )
    items: list[Item] = [TextItem(lead), _entry(state)]
    if state.fault:
        items.append(TextItem(state.fault, key=FAULT))
    if not preview.fault:
        sees = (TextItem(preview.title, strong=True), TextItem(preview.lead), TextItem("\n".join(preview.sees)))
        items.append(GroupItem(sees, key=SEES))
    if state.asks:
        items.append(NoticeItem(state.asks, items=(_anyway(),)))
    if state.trying:
        cancel = ActionItem(QCoreApplication.translate("Window", "Cancel"), CANCEL, icon=ButtonIcon.STOP)
        items.append(RowItem((TextItem(trying_sentence()),), apart=cancel))
    if state.ended:
        items.append(TextItem(state.ended))
    if state.result is not None:
        items += _result(state.result)
    return tuple(items)


def _entry(state: ProxyTestState) -> Item:
    label = QCoreApplication.translate("Trial", "Proxy link")
    link = LineItem(label, state.link, _EXAMPLE, state.fault, _LONGEST, state.trying, enter=TRY, key=LINK)
    paste = ActionItem(QCoreApplication.translate("Trial", "Paste"), PASTE, enabled=not state.trying)
    attempt = QCoreApplication.translate("Trial", "Try")
    return RowItem((link, paste, ActionItem(attempt, TRY, ButtonStyle.MAIN, enabled=not state.trying)))


def _anyway() -> Item:
    return ActionItem(QCoreApplication.translate("Trial", "Try it anyway"), ANYWAY)


def _result(result: ProxyTestResult) -> list[Item]:
    """Return the items of a finished test: the outcome for each messenger, and what can be done next."""
    words = result.words
    items: list[Item] = [TextItem(result.banner)] if result.banner else []
    items += map(_passage, words.joined)
    if result.program:
        items.append(_hand_over(result.program))
    if words.can_do:
        items += (HeadingItem(section_titles()["can_do"]), *lines(words.can_do))
    if any(passage.outcome == ProxyOutcome.OWN_NETWORK for passage in words.joined):
        items.append(_anyway())
    if words.offers_older_hello:
        older = QCoreApplication.translate("Trial", "Try the disguise of older apps")
        price = QCoreApplication.translate(
            "Trial", "This makes one more connection. Many at once can get a proxy noticed."
        )
        items += (ActionItem(older, OLDER), TextItem(price, dim=True))
    items += lines(words.limits, dim=True)
    if result.details:
        technical = TextItem("\n".join(result.details), Type.CAPTION, dim=True, fixed=True)
        items.append(BoxRow(section_titles()["details"], items=(technical,), flat=True))
    return items


def _passage(passage: ProxyResultWords) -> Item:
    answer = HeadingItem(passage.headline, status=status_of_outcome(passage.outcome))
    through = (TextItem(passage.through, Type.CAPTION, dim=True),) if passage.through else ()
    return GroupItem((answer, TextItem(passage.means), *through), SPACE_S)


def _hand_over(program: str) -> Item:
    """Offer to open a working proxy in Telegram's own app; it asks for confirmation and says what cannot be known."""
    return ConfirmItem(
        QCoreApplication.translate("Trial", "Open it in {program}…").format(program=program),
        QCoreApplication.translate(
            "Trial",
            "It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you "
            "once more before it uses it.",
        ).format(program=program),
        QCoreApplication.translate("Trial", "Not now"),
        QCoreApplication.translate("Trial", "Open it"),
        OPEN,
        ButtonStyle.MAIN,
    )


def opener_of(proxy_test: ProxyTest, link: str, content: LoadedContent) -> str:
    """Return the app that opens a working proxy; empty if Telegram links do not belong to Telegram's own app."""
    link = for_telegram(link) if proxy_test.outcome is ProxyOutcome.WORKS else ""
    return content.telegram_opener() if link and content.telegram_opener is not None else ""


def result_of(proxy_test: ProxyTest, words: Explainer, program: str = "") -> ProxyTestResult:
    """Return the result that the page shows for a test."""
    sentences = explain_trial(words.sentences, proxy_test)
    banner = words.network(proxy_test.network).banner if proxy_test.outcome is not ProxyOutcome.WORKS else ""
    steps = (step for step in proxy_test.observations if step.messenger)  # the controls are covered by the banner
    return ProxyTestResult(sentences, banner, detail_lines(words.sentences, steps), program)
