"""The page of one messenger below its answer: why, what works instead, ways that help, notices, how we know."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from PySide6.QtCore import QLocale

from dialtone.explain.joining import split_first_sentence
from dialtone.model.answer import State, StepKind
from dialtone.model.explanation import Explanation, Guidance, WayWords
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk
from dialtone.model.readers import Readers
from dialtone.ui.messengers.tile_board import MessengerWave
from dialtone.ui.messengers.way_items import (
    OPENS,
    TRY_PROXY,
    collapsed_line,
    list_way_buttons,
    list_way_items,
    way_row,
)
from dialtone.ui.painting.theme import TEXT
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_page_state import MessengerPageState
from dialtone.ui.state.page_text import function_lines, section_titles
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import (
    ActionItem,
    CustomItem,
    HeadingItem,
    LineItem,
    NoticeItem,
    RowItem,
    TextItem,
    paragraphs,
)

SERVER_LINE = "server line"
"""The key of the field for the person's own server."""
_MOST_WAYS = 3
"""The others are behind a row that expands."""


class PageAction(StrEnum):
    """The actions of the page's controls; the value is the control's key."""

    COUNTRY = "country"
    OTHERS = "others"
    LINE = "line"
    REACH = "reach"
    AGAIN = "again"
    TELL = "tell"
    SERVER = "server"
    STEP = "step"
    """The answer's button, where the window handles it; called with the `ResultState` shown."""
    CHECK = "check"
    CHECK_HERE = "check here"
    HELP = "help"
    """Test hosts that the advice names; called with them."""
    PROXY = TRY_PROXY
    OPENS = OPENS
    READY = "ready"
    """Prepare for a block: the link of an answer that all works."""
    WAVE = "wave"
    """The drawing; it has no action."""


def list_page_items(page: MessengerPageState, typed: str = "", fault: str = "") -> tuple[Item, ...]:
    """Return the page below the answer. `typed`: the person's own server as typed; `fault`: what is wrong with it."""
    words = page.words
    boxes = [BoxItem(tuple(_server_form(page, typed, fault)), key="server")]
    if words is not None:
        boxes += [
            BoxItem((*_why(page, words), *_make_instead_row(page, words), *_vpn_and_sign_in(page, words)), key="why"),
            BoxItem(tuple(_ways(page, words)), section_titles()["still" if words.saved else "can_help"], key="ways"),
            BoxItem((*_notices_row(page), *_how_we_know(page, words)), key="how"),
        ]
    drawing = (page.row, page.answer.network)
    wave = [CustomItem(MessengerWave, drawing, key=PageAction.WAVE)] if page.row is not None else []
    return (*_notices(page), *wave, *(box for box in boxes if box.rows))


def _notices(page: MessengerPageState) -> Iterator[Item]:
    """Yield what must be seen before anything is pressed."""
    for warning in page.maker.warnings:
        yield NoticeItem(warning, Risk.HIGH)
    if page.words is None:
        return
    if page.words.readers == Readers.STATE:
        yield NoticeItem(page.words.who_reads)
    changed = "" if page.changed == page.headline else page.changed
    for text in (changed, page.words.reported, page.words.old_app):
        if text:
            yield NoticeItem(text, Risk.NONE)


def _server_form(page: MessengerPageState, typed: str, fault: str) -> Iterator[BoxRow]:
    """Yield the form for the person's own server, if the messenger has such servers."""
    own_server = page.messenger.own_server
    if own_server is None or page.is_saved:
        return
    title = translate("Server", "Your server")
    verb = translate("Server", "Save and check")
    if page.server and not typed.strip():
        verb = translate("Server", "Remove")
    look = ButtonStyle.PLAIN if page.server else ButtonStyle.MAIN  # with a server the answer has the filled button
    line = LineItem(title, typed, own_server.example, fault, enter=PageAction.SERVER, address=True, key=SERVER_LINE)
    form: tuple[Item, ...] = (
        RowItem((line, ActionItem(verb, PageAction.SERVER, look))),
        *paragraphs((fault,), dim=True),
    )
    yield BoxRow(title, page.server, form, opened=not page.server, key="own server")


def server_fault(page: MessengerPageState) -> str:
    """Return the error text for input that is not the name of a server."""
    text = translate(
        "Server", "This is not a server name. A server name looks like {example}; a port may follow, as in :8443."
    )
    own_server = page.messenger.own_server
    # isolated, as a host name is written from left to right in every language
    return text.format(example=f"\u2066{own_server.example if own_server is not None else ''}\u2069")


def _why(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the box on the reasons for a failure, without what stands above it already."""
    if not page.in_trouble:
        return
    reasons = (*words.means, *words.saw, words.summary)
    reason = next((text for text in reasons if text and text != page.answer.line), "")
    already_shown = ("", reason, page.answer.line)
    means = [text for text in (words.summary, words.differs, *words.means) if text not in already_shown]
    saw = [text for text in words.saw if text not in already_shown]
    functions = function_lines(words.functions) if words.parts_differ else ()
    choose_country = translate("Detail", "Choose the country")
    compare = translate("Line", "Is it my connection?")
    items = (
        *paragraphs(means),
        *_put_under_title(section_titles()["saw"], saw),
        *paragraphs(functions),
        *_put_under_title(section_titles()["cannot_tell"], words.cannot_tell),
        *((TextItem(words.ask_country), ActionItem(choose_country, PageAction.COUNTRY)) if words.ask_country else ()),
        *((ActionItem(compare, PageAction.LINE),) if _may_check(page, words) else ()),
    )
    yield BoxRow(translate("Detail", "Why"), reason, items, key="why")


def _make_instead_row(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield what works instead; else what can be done at once."""
    working = [way for way in words.ways if way.guidance is None]
    offer = translate("Detail", "See what else works here")
    title, line, further = _choose_instead_head(page, words, " ".join(way.title for way in working), offer)
    if not title:
        return
    check = offer if title != offer else translate("Tray", "Check now")  # the title says the rest
    note = translate("Detail", "Tests other messengers once. Your provider can see which ones.")
    compare = translate("Line", "Is it my connection?")
    may_compare = not page.in_trouble and _may_check(page, words)  # in trouble this is under Why
    items = (
        *(NoticeItem(way.law, Risk.HIGH) for way in working if way.law),
        *paragraphs(way.reads for way in working),
        *paragraphs(further),
        *((TextItem(note, dim=True), ActionItem(check, PageAction.OTHERS)) if page.may_test_others else ()),
        *((ActionItem(compare, PageAction.LINE),) if may_compare else ()),
        # not where only a test of others is offered
        *((ActionItem(translate("Reach", "Who do you want to reach?"), PageAction.REACH),) if line else ()),
    )
    yield BoxRow(title, line, items, risky=any(way.law for way in working), key="instead")


def _choose_instead_head(
    page: MessengerPageState, words: Explanation, working: str, offer: str
) -> tuple[str, str, Sequence[str]]:
    """Return the title and the line of that row, and what else can be done; no title if there is nothing to show.

    `working`: what works instead. `offer`: the title that offers a test of other messengers.
    """
    if working:
        return translate("Detail", "Use instead"), working, words.can_do
    if page.may_test_others:
        return offer, "", words.can_do
    if not words.can_do or any(entry.risk_level == Risk.NONE for entry in words.guidance):
        return "", "", ()
    works = page.row is not None and not page.in_trouble
    title = translate("Window", "It still fails for me") if works else section_titles()["can_do"]
    return title, words.can_do[0], words.can_do[1:]


def _vpn_and_sign_in(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield what a VPN changes, and how to stay signed in."""
    vpn = (*page.outside, *words.through_vpn)
    if vpn:
        title = translate("Detail", "With and without the VPN")
        yield BoxRow(title, vpn[0], paragraphs(vpn[1:]), key="vpn")
    if page.lock_out:
        first_sentence, further_sentences = split_first_sentence(page.lock_out)
        title = translate("Detail", "Stay signed in")
        yield BoxRow(title, first_sentence, paragraphs((further_sentences,)), key="lock out")


def _ways(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield what to prepare, the ways in order of rank, unranked guidance, and last what will not help."""
    prepare = words.guidance[:1] if words.reported else ()  # the report above has just named what to do first
    yield from (replace(way_row(entry, entry.marks), opened=True) for entry in prepare)
    yield from _ranked_ways(page, words)
    listed = [*prepare, *(way.guidance for way in words.ways)]
    yield from (way_row(entry, entry.marks) for entry in words.guidance if entry not in listed and not entry.closing)
    yield from _what_will_not_help(words)


def _ranked_ways(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the ways for which there is guidance in order of rank, the first few in the open."""
    rows = [_ranked_way(page, words, way, way.guidance) for way in words.ways if way.guidance is not None]
    yield from rows[:_MOST_WAYS]
    if rest := tuple(rows[_MOST_WAYS:]):
        title = translate("Detail", "More ways ({number})")
        yield BoxRow(title.format(number=QLocale().toString(len(rest))), items=rest, key="more")


def _ranked_way(page: MessengerPageState, words: Explanation, way: WayWords, guidance: Guidance) -> BoxRow:
    """Return the row of a way, with its guidance inside and the buttons for what Dialtone can do about it."""
    line = collapsed_line(way)
    above_steps, buttons = _lines_above_steps(way), _way_buttons(page, words, guidance)
    return way_row(_without_repeated_risk(guidance, line), line, above_steps, buttons)


def _what_will_not_help(words: Explanation) -> Iterator[BoxRow]:
    """Yield the box on what will not help, with the warnings in it; without one, each warning has a row of its own."""
    warnings = [entry for entry in words.guidance if entry.closing]
    useless = paragraphs(words.will_not_help)
    if not useless:
        yield from (way_row(entry, entry.marks) for entry in warnings)
        return
    under_titles = (item for entry in warnings for item in (HeadingItem(entry.title, TEXT), *list_way_items(entry)))
    yield BoxRow(section_titles()["will_not_help"], items=(*useless, *under_titles), key="will not help")


def _without_repeated_risk(guidance: Guidance, line: tuple[str, ...]) -> Guidance:
    """Return the guidance without its risk if the collapsed row says it already."""
    return replace(guidance, risk="") if guidance.risk in line else guidance


def _lines_above_steps(way: WayWords) -> tuple[str, ...]:
    """Return the lines above the steps; who can read or hear it is left out if the risk already says so."""
    reads = "" if way.guidance is not None and way.reads in way.guidance.risk else way.reads
    return tuple(line for line in (reads, way.there, way.other_line) if line and line not in collapsed_line(way))


def _way_buttons(page: MessengerPageState, words: Explanation, way: Guidance) -> tuple[Item, ...]:
    """Return the buttons for what Dialtone itself can do about a way."""
    acts = list_way_buttons(way, may_try=not page.is_saved, opens=way.opens in page.system_pages)
    if way.risk_level and page.in_trouble and _may_check(page, words):
        acts = (*acts, ActionItem(translate("Detail", "Done, check again"), PageAction.AGAIN))
    if way.reach.targets and page.may_ask_help:
        return (*acts, *_ask_tool(page, way))
    return (*acts, *_ask_places(page, words)) if way.asks_places else acts


def _ask_tool(page: MessengerPageState, way: Guidance) -> tuple[Item, ...]:
    """Return the button that asks whether a tool's own servers answer here, below who sees that."""
    label = translate("Detail", "Does it answer here?")
    ask = ActionItem(label, PageAction.HELP, enabled=not page.asking_help, value=way.reach.targets)
    return TextItem(way.reach.sees), ask


def _ask_places(page: MessengerPageState, words: Explanation) -> tuple[Item, ...]:
    """Return the button that asks which of the places named in the steps answer here, above who sees that."""
    if page.asking_help:
        return (TextItem(translate("Detail", "Asking…"), dim=True),)
    if not page.may_ask_help or not words.help.sees:
        return ()
    label = translate("Detail", "Which of these answer here?")
    return ActionItem(label, PageAction.HELP, value=words.help.targets), TextItem(words.help.sees, dim=True)


def _notices_row(page: MessengerPageState) -> Iterator[BoxRow]:
    """Yield the switch for notices, unless they are not available or the button at the top offers the same."""
    by_button = page.answer.step is not None and page.answer.step.kind is StepKind.TELL_ME
    if page.notices_on is None or page.words is None or by_button:
        return
    title = (
        translate("Detail", "Tell me when {name} is back").format(name=page.name)
        if page.in_trouble
        else translate("Detail", "Tell me if this changes")
    )
    line = translate("Detail", "Checks every hour. Your provider can see that.")
    yield BoxRow(title, line, on=page.notices_on, key=PageAction.TELL)


def _how_we_know(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the box on how this is known; for a failure without what is under Why."""
    titles, troubled = section_titles(), page.in_trouble
    technical = TextItem("\n".join(words.details), dim=True, monospaced=True)
    summary = "" if troubled or words.summary == page.answer.line else words.summary
    items = (
        *paragraphs((summary, "" if troubled else words.differs)),
        *paragraphs(() if troubled and words.parts_differ else function_lines(words.functions)),
        *(() if troubled else _put_under_title(titles["saw"], words.saw)),
        *(() if troubled else _put_under_title(titles["cannot_tell"], words.cannot_tell)),
        *paragraphs((words.where, page.known_until)),
        *_put_under_title(translate("Detail", "The app"), page.maker.lines),
        *_put_under_title(
            translate("Detail", "Who can read it"),
            (words.who_reads,) if words.who_reads and words.readers != Readers.STATE else (),
        ),
        *((BoxRow(titles["details"], items=(technical,), flat=True),) if words.details else ()),
    )
    if items:
        yield BoxRow(titles["how"], items=items, key="how we know")


def _put_under_title(title: str, sentences: Sequence[str]) -> tuple[Item, ...]:
    """Return the lines under a small title; nothing if there are none."""
    return (HeadingItem(title, TEXT), *paragraphs(sentences)) if sentences else ()


def _may_check(page: MessengerPageState, words: Explanation) -> bool:
    """Return whether it can be checked again: it is watched and can be tested, and no saved check is shown."""
    return page.watched and not (page.is_saved or words.saved) and words.answer.first.state is not State.UNTESTED
