"""The items of a messenger's page below the answer: why, what works instead, ways that help, notices, evidence."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from PySide6.QtCore import QLocale

from dialtone.explain.joining import split_first_sentence
from dialtone.model.answer import State, StepKind
from dialtone.model.explanation import Explanation, Guidance, WayWords
from dialtone.model.frozen import replace
from dialtone.model.guidance import Risk
from dialtone.model.readers import Readers
from dialtone.model.way import NO_WAYS, WayKind
from dialtone.ui.messengers.tile_board import MessengerWave
from dialtone.ui.messengers.way_items import OPENS, TRY_PROXY, list_way_buttons, make_ranked_row
from dialtone.ui.painting.theme import TEXT
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_page_state import MessengerPageState, list_functions, section_titles
from dialtone.ui.state.watch_list import EVERY_HOUR
from dialtone.ui.widgets.box_items import BoxItem, BoxRow, SwitchRow
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import (
    ActionItem,
    CustomItem,
    FieldItem,
    FlowItem,
    HeadingItem,
    NoticeItem,
    TextItem,
    paragraphs,
)

SERVER_LINE = "server line"  # the key of the field for the person's own server
_WILL_NOT_HELP = "will not help"  # the key of a row
WAVE = "wave"  # the key of the drawing, which shows how far a check is
_MOST_WAYS = 3  # the most ways that are shown at once; the others are in a row that expands


class PageAction(StrEnum):
    """What a press on a control of the page, or on the answer's button or link, requests.

    The values are the keys of the controls. An action is requested together with the value of its control, if any.
    """

    CHOOSE_COUNTRY = "country"
    CHECK_OTHERS = "others"
    """Check other messengers once, which might work instead."""
    COMPARE_NETWORKS = "line"
    """Begin the guided comparison with another network."""
    REACH_SOMEBODY = "reach"
    CHECK_AGAIN = "again"
    SET_NOTICES = "tell"
    """Switch notices about the messenger on or off; with True or False."""
    SAVE_SERVER = "server"
    """Use the person's own server, and check it; with its name, empty to remove the former one."""
    TAKE_STEP = "step"
    """Take the step that the answer's button names; with the `ResultState` shown."""
    WATCH_AND_CHECK = "check"
    """Add the messenger to the list, and check."""
    CHECK_ALL = "check here"
    """Check the whole list here, after an answer from another network."""
    TEST_HELP = "help"
    """Test hosts that the advice names; with these, a tuple of `HelpTarget`."""
    TRY_PROXY = TRY_PROXY
    OPEN_SETTINGS = OPENS
    """Open a page of the system settings; with a value of `SystemPage`."""
    PREPARE = "ready"
    """Prepare for a block: the link of an answer that all works."""


def list_page_items(page: MessengerPageState, typed: str = "", fault: str = "") -> tuple[Item, ...]:
    """Return what is below the answer. `typed`: the person's own server as typed; `fault`: what is wrong with it."""
    words = page.words
    boxes = [BoxItem(tuple(_make_server_row(page, typed, fault)), key="server")]
    if words is not None:
        why = (*_make_why_row(page, words), *_make_instead_row(page, words), *_make_circumstance_rows(page, words))
        ways = tuple(_make_way_rows(page, words))
        helps = any(row.key != _WILL_NOT_HELP for row in ways)
        ways_title = section_titles()["still" if words.saved else "can_help"] if helps else ""
        boxes += [
            BoxItem(why, key="why"),
            BoxItem(ways, ways_title, key="ways"),
            BoxItem((*_make_notices_switch(page), *_make_evidence_row(page, words)), key="how"),
        ]
    wave = [CustomItem(MessengerWave, (page.row, page.answer.network), key=WAVE)] if page.is_testable else []
    return (*_make_notices(page), *wave, *(box for box in boxes if box.rows))


def _make_notices(page: MessengerPageState) -> Iterator[Item]:
    """Yield what the person must see before they press anything."""
    for warning in page.maker.warnings:
        yield NoticeItem(warning, Risk.HIGH)
    if page.words is None:
        return
    if page.words.danger:
        yield NoticeItem(page.words.danger, Risk.HIGH)
    if page.words.readers == Readers.STATE:
        yield NoticeItem(page.words.who_reads)
    changed = "" if page.effect_of_change == page.headline else page.effect_of_change
    for text in (changed, page.words.reported, page.words.old_app):
        if text:
            yield NoticeItem(text, Risk.NONE)


def _make_server_row(page: MessengerPageState, typed: str, fault: str) -> Iterator[BoxRow]:
    """Yield the row with the form for the person's own server, if the messenger has such servers."""
    own_server = page.messenger.own_server
    if own_server is None or page.is_saved:
        return
    title = translate("Server", "Your server")
    removes = bool(page.server) and not typed.strip()
    verb = translate("Server", "Remove") if removes else translate("Server", "Save and check")
    look = ButtonStyle.PLAIN if page.server else ButtonStyle.MAIN  # with a server the answer has the main button
    line = FieldItem(
        title, typed, own_server.example, fault, enter=PageAction.SAVE_SERVER, is_address=True, key=SERVER_LINE
    )
    form: tuple[Item, ...] = (
        FlowItem((line, ActionItem(verb, PageAction.SAVE_SERVER, look))),
        *paragraphs((fault,), dim=True),
    )
    yield BoxRow(title, page.server, form, opened=not page.server, key="own server")


def say_not_a_server(page: MessengerPageState) -> str:
    """Return the error text for input that is not the name of a server."""
    text = translate(
        "Server", "This is not a server name. A server name looks like {example}; a port may follow, as in :8443."
    )
    own_server = page.messenger.own_server
    example = own_server.example if own_server is not None else ""
    return text.format(example=f"\u2066{example}\u2069")  # isolated: host names are written from left to right


def _make_why_row(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the row on the reasons for a failure: the first reason that the answer does not name, then the others."""
    if not page.in_trouble:
        return
    reasons = (*words.means, *words.observed, words.summary)
    first_reason = next((text for text in reasons if text and text != page.answer.line), "")
    already_shown = ("", first_reason, page.answer.line)
    means = [text for text in (words.summary, words.differs, *words.means) if text not in already_shown]
    observed = [text for text in words.observed if text not in already_shown]
    functions = list_functions(words.functions) if words.parts_differ else ()
    choose_country = translate("Detail", "Choose the country")
    items = (
        *paragraphs(means),
        *_make_section(section_titles()["saw"], observed),
        *paragraphs(functions),
        *_make_section(section_titles()["cannot_tell"], words.cannot_tell),
        *(
            (TextItem(words.ask_country), ActionItem(choose_country, PageAction.CHOOSE_COUNTRY))
            if words.ask_country
            else ()
        ),
        *_offer_comparison(page, words),
    )
    yield BoxRow(translate("Detail", "Why"), first_reason, items, key="why")


def _make_instead_row(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the row with what works instead, or with a test of other messengers, or with what can be done at once."""
    working = [way for way in words.ways if way.guidance is None]
    title = _choose_title_of_instead(page, words, working)
    line, *further = words.can_do or ("",)
    if working:
        # that people are punished for it is read before its row is opened
        line = " ".join(split_first_sentence(way.law)[0] or way.title for way in working)
        further = list(words.can_do)
    items = (
        *(NoticeItem(way.law, Risk.HIGH) for way in working if way.law),
        *paragraphs(way.who_reads for way in working),
        *paragraphs(further),
        *_offer_test_of_others(page, words, title),
        *(() if page.in_trouble else _offer_comparison(page, words)),  # in trouble it is under Why
        ActionItem(translate("Reach", "Who do you want to reach?"), PageAction.REACH_SOMEBODY),
    )
    if title:
        yield BoxRow(title, line, items, risky=any(way.law for way in working), key="instead")


def _choose_title_of_instead(page: MessengerPageState, words: Explanation, working: Sequence[WayWords]) -> str:
    """Return the title of the row on what can be done instead; empty if there would be nothing new in it."""
    if working:
        return translate("Detail", "Use instead")
    if page.may_test_others:
        return translate("Detail", "See what else works here")
    if not _stands_alone(page, words):
        return ""
    if page.is_testable and not page.in_trouble:
        return translate("Window", "It still fails for me")
    return section_titles()["can_do"]


def _offer_test_of_others(page: MessengerPageState, words: Explanation, title: str) -> tuple[Item, ...]:
    """Return the button that tests other messengers, with who sees that, if a test is offered. `title`: of its row."""
    if not page.may_test_others:
        return ()
    note = translate("Detail", "Tests other messengers once. Your provider can see which ones.")
    if words.answer.through_vpn and not words.through_vpn:  # and nothing goes past the VPN
        note = translate("Detail", "Tests other messengers once. The owner of the VPN can see which ones.")
    verb = translate("Detail", "See what else works here")
    if verb == title:
        verb = translate("Tray", "Check now")
    return TextItem(note, dim=True), ActionItem(verb, PageAction.CHECK_OTHERS)


def _offer_comparison(page: MessengerPageState, words: Explanation) -> tuple[Item, ...]:
    """Return the button that begins the comparison with another network, if the messenger can be checked again."""
    if not _may_check(page, words):
        return ()
    return (ActionItem(translate("Line", "Is it my connection?"), PageAction.COMPARE_NETWORKS),)


def _stands_alone(page: MessengerPageState, words: Explanation) -> bool:
    """Return whether what can be done at once needs a row of its own: no way that is shown below says it."""
    is_sign_in = page.answer.step is not None and page.answer.step.kind is StepKind.SIGN_IN
    return bool(words.can_do) and not is_sign_in and all(entry.risk_level != Risk.NONE for entry in words.guidance)


def _make_circumstance_rows(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the rows on what a VPN changes, and on how to stay signed in, as far as they apply."""
    if lines := (*page.vpn_comparison, *words.through_vpn):
        yield BoxRow(translate("Detail", "With and without the VPN"), lines[0], paragraphs(lines[1:]), key="vpn")
    if page.lock_out:
        first_sentence, further_sentences = split_first_sentence(page.lock_out)
        title = translate("Detail", "Stay signed in")
        yield BoxRow(title, first_sentence, paragraphs((further_sentences,)), key="lock out")


def _make_way_rows(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield what to prepare, the ranked ways, the guidance that is no such way, and last what will not help."""
    to_prepare = (way for way in words.ways if way.kind == WayKind.REFERENCE)
    yield from (replace(make_ranked_row(way), opened=True) for way in to_prepare)  # the report above has just named it
    yield from _make_ranked_rows(page, words)
    yield from (make_ranked_row(way) for way in words.ways if way.kind == WayKind.NOTE)
    yield from _make_warning_rows(words)


def _make_ranked_rows(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the ways for which there is guidance, best first; those after the first few in one row that expands."""
    rows = [
        make_ranked_row(way, _make_way_buttons(page, words, way.guidance))
        for way in words.ways
        if way.guidance is not None and way.kind not in NO_WAYS
    ]
    yield from rows[:_MOST_WAYS]
    if rest := tuple(rows[_MOST_WAYS:]):
        title = translate("Detail", "More ways ({number})")
        yield BoxRow(title.format(number=QLocale().toString(len(rest))), items=rest, key="more")


def _make_warning_rows(words: Explanation) -> Iterator[BoxRow]:
    """Yield one row on what will not help, with the warnings in it; or, if there is no such, a row for each warning."""
    warnings = [way for way in words.ways if way.kind == WayKind.CLOSING]
    useless = paragraphs(words.will_not_help)
    if not useless:
        yield from map(make_ranked_row, warnings)
        return
    under_titles = (item for way in warnings for item in (HeadingItem(way.title, TEXT), *make_ranked_row(way).items))
    yield BoxRow(section_titles()["will_not_help"], items=(*useless, *under_titles), key=_WILL_NOT_HELP)


def _make_way_buttons(page: MessengerPageState, words: Explanation, way: Guidance) -> tuple[Item, ...]:
    """Return the buttons for what Dialtone itself can do about a way, with who sees that."""
    buttons = list_way_buttons(way, may_try=not page.is_saved, opens=way.settings_page in page.system_pages)
    if way.shown_by_check and page.in_trouble and _may_check(page, words):
        buttons = (*buttons, ActionItem(translate("Detail", "Done, check again"), PageAction.CHECK_AGAIN))
    if way.tool_probe.targets and page.may_ask_help:
        label = translate("Detail", "Does it answer here?")
        targets = way.tool_probe.targets
        test_tool = ActionItem(label, PageAction.TEST_HELP, enabled=not page.asking_help, value=targets)
        return (*buttons, TextItem(way.tool_probe.sees), test_tool)
    return (*buttons, *_offer_places_test(page, words)) if way.asks_places else buttons


def _offer_places_test(page: MessengerPageState, words: Explanation) -> tuple[Item, ...]:
    """Return the button that tests which hosts named in the steps answer here, if any; a text while a test runs."""
    if page.asking_help:
        return (TextItem(translate("Detail", "Asking…"), dim=True),)
    if not page.may_ask_help or not words.help.sees:
        return ()
    label = translate("Detail", "Which of these answer here?")
    return ActionItem(label, PageAction.TEST_HELP, value=words.help.targets), TextItem(words.help.sees, dim=True)


def _make_notices_switch(page: MessengerPageState) -> Iterator[SwitchRow]:
    """Yield the switch for notices, unless they are not available or the answer's button offers them."""
    button_offers_notices = page.answer.step is not None and page.answer.step.kind is StepKind.TELL_ME
    if page.notices_on is None or page.words is None or button_offers_notices:
        return
    title = translate("Detail", "Tell me if this changes")
    if page.in_trouble:
        title = translate("Detail", "Tell me when {name} is back").format(name=page.row.name)
    line = translate("Detail", "Checks every half hour. Your provider can see that.")
    if page.notice_minutes == EVERY_HOUR:
        line = translate("Detail", "Checks every hour. Your provider can see that.")
    yield SwitchRow(title, line, on=page.notices_on, key=PageAction.SET_NOTICES)


def _make_evidence_row(page: MessengerPageState, words: Explanation) -> Iterator[BoxRow]:
    """Yield the row on how this is known, unless it would be empty; for a failure, without what is under Why."""
    titles = section_titles()
    functions = list_functions(words.functions)
    observed: tuple[Item, ...]
    if page.in_trouble:
        observed = () if words.parts_differ else paragraphs(functions)
    else:
        summary = "" if words.summary == page.answer.line else words.summary
        observed = (
            *paragraphs((summary, words.differs, *functions)),
            *_make_section(titles["saw"], words.observed),
            *_make_section(titles["cannot_tell"], words.cannot_tell),
        )
    is_at_the_top = words.readers == Readers.STATE
    readers = (words.who_reads,) if words.who_reads and not is_at_the_top else ()
    technical = TextItem("\n".join(words.details), dim=True, monospaced=True)
    items = (
        *observed,
        *paragraphs((words.where, page.known_until)),
        *_make_section(translate("Detail", "The app"), page.maker.lines),
        *_make_section(translate("Detail", "Who can read it"), readers),
        *((BoxRow(titles["details"], items=(technical,), flat=True),) if words.details else ()),
    )
    if items:
        yield BoxRow(titles["how"], items=items, key="how we know")


def _make_section(title: str, sentences: Sequence[str]) -> tuple[Item, ...]:
    return (HeadingItem(title, TEXT), *paragraphs(sentences)) if sentences else ()


def _may_check(page: MessengerPageState, words: Explanation) -> bool:
    """Return whether the messenger can be checked again: it is watched and testable, and no saved check is shown."""
    return page.row.watched and not (page.is_saved or words.saved) and words.answer.first.state is not State.UNTESTED
