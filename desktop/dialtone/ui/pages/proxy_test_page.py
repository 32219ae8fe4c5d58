"""Test a proxy link: first who could see what, then whether a messenger gets through."""

from PySide6.QtCore import QCoreApplication

from dialtone.explain.proxy_test_words import proxy_title, what_it_sees
from dialtone.explain.sentences import Sentences
from dialtone.explain.status_signs import status_of_outcome
from dialtone.model.explanation import ProxyResultWords, ProxyTestWords
from dialtone.model.frozen import Frozen
from dialtone.model.proxy import ProxyOutcome
from dialtone.model.proxy_link import ProxyLinkError, parse_link
from dialtone.model.public_address import is_public_host
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_S, Type
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


LINK, PASTE, TRY, ANYWAY, CANCEL, OLDER, OPEN = "link", "paste", "try", "anyway", "cancel", "older", "open"
"""Keys: type or paste a link, try it, try it in the own network, cancel, try an older disguise, open the proxy."""
FAULT, SEES = "fault", "sees"
"""Keys: what is wrong with the link; whose it is and what that owner could see."""
_LONGEST = 4096
"""Longer than any valid link, so that a link that is too long is reported instead of cut."""
_EXAMPLE = "tg://proxy?server=…&port=443&secret=…"


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
