"""The items of one way that can help: first the law, then the risk, its limits and cost, the steps, the operator."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from dialtone.model.explanation import Guidance, WayWords
from dialtone.model.frozen import replace
from dialtone.model.guidance import Action, Risk, SystemPage
from dialtone.model.way import WayKind
from dialtone.model.wording import split_english
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.box_items import BoxRow
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import ActionItem, LinkItem, NoticeItem, StepsItem, TextItem, paragraphs

TRY_PROXY, OPENS = "try_proxy", "opens"
"""The keys of what Dialtone itself can do: try a proxy, or open a page of the system's settings, which is the value."""


def make_way_row(
    way: Guidance, marks: tuple[str, ...], above: tuple[str, ...] = (), below: tuple[Item, ...] = ()
) -> BoxRow:
    """Return the row of a way. `marks`: on the collapsed row; `above`, `below`: above and below the expanded steps."""
    items = list_way_items(way, above, below)
    risky = way.risk_level == Risk.HIGH or bool(way.law)
    return BoxRow(way.title, " · ".join(marks), items, risky=risky, key=f"way {way.id}")


def make_ranked_row(way: WayWords, buttons: tuple[Item, ...] = ()) -> BoxRow:
    """Return the row of a way. Nothing is stated twice: not who can read or hear it, where it works, and the risk.

    Messengers have no steps: their row expands to who can read them, and to the law.
    """
    guidance = way.guidance
    if guidance is None:
        law = (NoticeItem(way.law, Risk.HIGH),) if way.law else ()
        items = (*paragraphs((way.known_there, way.who_reads)), *law)
        return BoxRow(way.title, " · ".join(way.marks), items, risky=bool(way.law), key=way.title)
    marks = list_collapsed_marks(way)
    who_reads = "" if way.who_reads in guidance.risk else way.who_reads
    above_steps = tuple(line for line in (who_reads, way.known_there, way.other_line) if line and line not in marks)
    shown = replace(guidance, risk="") if guidance.risk in marks else guidance
    return make_way_row(shown, marks, above_steps, buttons)


def list_collapsed_marks(way: WayWords) -> tuple[str, ...]:
    """Return what the collapsed row of a way says: its marks; who hears a call; that it may work on another line."""
    if way.kind == WayKind.CALL:
        return (*way.marks, split_english(way.who_reads)[0])  # nobody opens a row to learn how to call
    return (way.other_line,) if way.kind == WayKind.OTHER_LINE and way.other_line else way.marks


def list_way_items(way: Guidance, above: tuple[str, ...] = (), below: tuple[Item, ...] = ()) -> tuple[Item, ...]:
    """Return what a way expands to, in the order in which a person decides. Others: as in `make_way_row`.

    Law, risk, what the way cannot do and what it costs come before its steps.
    """
    level = way.risk_level or Risk.LOW
    links = (
        LinkItem(link.label, link.url, (link.opened,) if link.opened else (), may_open=link.may_open)
        for link in way.links
    )
    return (
        *paragraphs((way.stale,)),
        *((make_law_item(way.law, level),) if way.law else ()),
        *((_make_notice(way.risk, level),) if way.risk else ()),
        *paragraphs(above),
        *(TextItem(line, strong=True) for line in way.probe_results),
        *paragraphs((*way.sightings, way.does_not, "" if way.cost_in_marks else way.cost)),
        *((StepsItem(way.steps),) if way.steps else ()),
        *below,
        *links,
        *paragraphs((way.operator,), dim=True),
        *_list_sources(way),
    )


def make_law_item(law: Sequence[str], level: str) -> NoticeItem:
    """Return a notice of the law: its first sentence, and a row that expands to the further ones with their dates."""
    first, *further = law
    title = translate("Detail", "What the law says ({number})").format(number=QLocale().toString(len(further)))
    notes = (BoxRow(title, items=paragraphs(further), flat=True),) if further else ()
    return replace(_make_notice(first, level, notes), key="law")


def _make_notice(text: str, level: str, rows: tuple[BoxRow, ...] = ()) -> NoticeItem:
    """Return a notice of a risk or the law. The English beside a draft translation is in a row below it."""
    translated, english = split_english(text)
    title = translate("Detail", "In English")
    in_english = (BoxRow(title, items=paragraphs((english,)), flat=True),) if english else ()
    return NoticeItem(translated, level, (*rows, *in_english))


def _list_sources(way: Guidance) -> tuple[Item, ...]:
    """Return the line on how old the advice is and what it rests on; it expands to the sources, if there are any."""
    if not way.background:
        return paragraphs((way.written,), dim=True)
    return (BoxRow(way.written, items=paragraphs(way.background, dim=True), flat=True),)


def list_way_buttons(way: Guidance, *, may_try: bool, opens: bool) -> tuple[ActionItem, ...]:
    """Return the button of a way. `may_try`: a proxy can be tested; `opens`: its page of the settings can be opened."""
    if way.action == Action.TRY_PROXY and may_try:
        return (ActionItem(translate("Detail", "Try a proxy…"), TRY_PROXY),)
    if not opens:
        return ()
    labels: dict[str, str] = {
        SystemPage.PROXY: translate("Detail", "Open the proxy settings"),
        SystemPage.VPN: translate("Detail", "Open the VPN settings"),
        SystemPage.CLOCK: translate("Detail", "Open the clock settings"),
    }
    label = labels.get(way.settings_page, translate("Detail", "Open the network settings"))
    return (ActionItem(label, OPENS, value=way.settings_page),)
