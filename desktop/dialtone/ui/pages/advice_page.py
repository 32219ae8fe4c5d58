"""Good to know: all the advice there is, to read before anything stops working."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale

from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.model.guidance import Action, Risk
from dialtone.ui.messengers.way_items import list_way_buttons, make_way_row
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import ActionItem, NoticeItem, TextItem, paragraphs

REMOVE = "remove"
"""The key for removing all Dialtone data from this computer; the person has confirmed it."""


def advice_title() -> str:
    """Return the title of the page."""
    return translate("Advice", "Good to know")


def advice_items(
    advice: Sequence[Guidance],
    law: Sequence[str],
    law_in_short: str = "",
    *,
    may_try: bool,
    first: str = "",
    trouble: str = "",
) -> tuple[Item, ...]:
    """Return two boxes of ways: what is good to know at any time, then what helps once something has stopped.

    `may_try`: a proxy can be tried; `first`: the id of the way that comes first of all, expanded, in the first box;
    `trouble`: what could not be done.
    """
    introduction = translate(
        "Advice", "Some things are easier to prepare while everything works. Each tip gives its risk and its sources."
    )
    items: list[Item] = [TextItem(introduction)]
    if trouble:
        items.append(TextItem(trouble, key="trouble"))
    if law:
        items.append(law_item(law, law_in_short))
    in_order = sorted(advice, key=lambda entry: entry.id != first)
    at_any_time = [entry for entry in in_order if entry.ahead or entry.id == first]
    later = [entry for entry in in_order if entry not in at_any_time]
    items.append(_advice_box(at_any_time, "", first, may_try=may_try))
    if later:
        title = translate("Advice", "When something does not work")
        items.append(_advice_box(later, title, first, may_try=may_try))
    return tuple(items)


def law_item(law: Sequence[str], short: str) -> NoticeItem:
    """Return what is known about the law: one sentence, and a row that expands to each note with its date.

    `short`: that sentence; without a known law of the country there is nothing else. Empty where the only law applies
    to a part of the country.
    """
    sentence = short or law[0]
    if tuple(law) == (sentence,):
        return NoticeItem(sentence, key="law")
    title = translate("Detail", "What the law says ({number})")
    notes = BoxRow(title.format(number=QLocale().toString(len(law))), items=paragraphs(law), flat=True)
    return NoticeItem(sentence, Risk.HIGH if short else Risk.LOW, (notes,), key="law")


def _advice_box(advice: Sequence[Guidance], title: str, expanded: str, *, may_try: bool) -> Item:
    """Return a box with a row for each piece of advice. `expanded`: the id of the one whose row is open."""
    rows = []
    for entry in advice:
        actions = (*list_way_buttons(entry, may_try=may_try, opens=False), *_removal_button(entry))
        rows.append(replace(make_way_row(entry, entry.marks, below_steps=actions), opened=entry.id == expanded))
    return BoxItem(tuple(rows), title, key="later" if title else "ahead")


def _removal_button(entry: Guidance) -> tuple[Item, ...]:
    """Return the button that deletes all Dialtone data, for the advice to do so; nothing for any other."""
    if entry.action != Action.REMOVE_TRACES:
        return ()
    remove = ActionItem(translate("Traces", "Delete everything and quit?"), REMOVE)
    return (BoxRow(translate("Traces", "Delete all Dialtone data…"), items=(remove,), flat=True, key="removal"),)
