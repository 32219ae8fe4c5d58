"""Good to know: all the advice there is, to read before anything stops."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.model.guidance import Action
from dialtone.ui.messengers.way_items import way_row, what_dialtone_can_do
from dialtone.ui.widgets.page_items import BoxItem, BoxRow, ConfirmItem, Item, TextItem

REMOVE = "remove_traces"
"""The key of the button that removes all that Dialtone left on this computer."""


def advice_title() -> str:
    """Return what the page is called."""
    return QCoreApplication.translate("Advice", "Good to know")


def advice_items(advice: Sequence[Guidance], *, may_try: bool, first: str = "", said: str = "") -> tuple[Item, ...]:
    """Return two boxes of rows: what is good to know at any time, then what helps once something stopped.

    `first`: the id of the one that comes first, and is open. `said`: what could not be done. Each row opens to the law
    that bears on it, the risk, the steps.
    """
    lead = QCoreApplication.translate(
        "Advice", "Some things are easier to prepare while everything works. Each names its risk and its sources."
    )
    rows = [
        (one.ahead or one.id == first, replace(_row(one, may_try=may_try), opened=one.id == first))
        for one in sorted(advice, key=lambda one: one.id != first)
    ]
    ahead, later = (tuple(row for is_ahead, row in rows if is_ahead is wanted) for wanted in (True, False))
    title = QCoreApplication.translate("Advice", "When something does not work")
    return (
        TextItem(lead),
        *((TextItem(said, strong=True),) if said else ()),
        *((BoxItem(ahead, key="ahead"),) if ahead else ()),
        *((BoxItem(later, title, key="later"),) if later else ()),
    )


def _row(one: Guidance, *, may_try: bool) -> BoxRow:
    acts = what_dialtone_can_do(one, may_try=may_try, opens=False)
    if one.action == Action.REMOVE_TRACES:
        acts = (
            ConfirmItem(
                QCoreApplication.translate("Traces", "Delete all Dialtone data…"),
                "",
                QCoreApplication.translate("Traces", "Keep it"),
                QCoreApplication.translate("Traces", "Delete everything and quit?"),
                REMOVE,
                patient=True,
            ),
        )
    return way_row(one, one.marks, more=acts)
