"""Good to know: all the advice there is, to read before anything stops working."""

from collections.abc import Sequence

from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.model.guidance import Action, Risk
from dialtone.ui.messengers.way_items import list_way_buttons, make_law_item, make_way_row
from dialtone.ui.state.labels import translate
from dialtone.ui.widgets.box_items import BoxItem, BoxRow
from dialtone.ui.widgets.item_view import Item
from dialtone.ui.widgets.page_items import ActionItem, TextItem

REMOVE = "remove"
"""The key for removing all Dialtone data from this computer; the person has confirmed it."""


def list_advice_items(
    advice: Sequence[Guidance],
    law: Sequence[str],
    law_in_short: str = "",
    *,
    may_try: bool,
    first: str = "",
    trouble: str = "",
) -> tuple[Item, ...]:
    """Return two boxes of advice: what is good to know at any time, then what helps once something has stopped.

    `law`: each note on the law; without one, there is no notice. `law_in_short`: the sentence on it; empty where a law
    applies to a part of the country. `may_try`: a proxy can be tested.
    `first`: the id of the advice that comes first, expanded. `trouble`: why the data could not be removed.
    """
    introduction = translate(
        "Advice", "Some things are easier to prepare while everything works. Each tip gives its risk and its sources."
    )
    items: list[Item] = [TextItem(introduction)]
    if trouble:
        items.append(TextItem(trouble, key="trouble"))
    if law:
        notes = tuple(dict.fromkeys(filter(None, (law_in_short, *law))))
        items.append(make_law_item(notes, Risk.HIGH if law_in_short and law_in_short != law[0] else Risk.LOW))
    in_order = sorted(advice, key=lambda entry: entry.id != first)
    at_any_time = [entry for entry in in_order if entry.ahead or entry.id == first]
    in_trouble = [entry for entry in in_order if entry not in at_any_time]
    rows = [_make_row(entry, may_try=may_try, opened=entry.id == first) for entry in at_any_time]
    items.append(BoxItem(tuple(rows), key="ahead"))
    if in_trouble:
        rows = [_make_row(entry, may_try=may_try) for entry in in_trouble]
        items.append(BoxItem(tuple(rows), translate("Advice", "When something does not work"), key="later"))
    return tuple(items)


def _make_row(entry: Guidance, *, may_try: bool, opened: bool = False) -> BoxRow:
    """Return the row of a piece of advice, with buttons for what Dialtone can do about it. `opened`: it is expanded."""
    actions: tuple[Item, ...] = list_way_buttons(entry, may_try=may_try, opens=False)
    if entry.action == Action.REMOVE_TRACES:
        remove = ActionItem(translate("Traces", "Delete everything and quit?"), REMOVE)
        delete = translate("Traces", "Delete all Dialtone data…")
        actions = (*actions, BoxRow(delete, items=(remove,), flat=True, key="removal"))
    return replace(make_way_row(entry, entry.marks, below=actions), opened=opened)
