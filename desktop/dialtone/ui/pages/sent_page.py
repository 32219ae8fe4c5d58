"""What a check sends and who sees it, before the first one."""

from PySide6.QtCore import QCoreApplication

from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.ui.messengers.way_items import way_row
from dialtone.ui.widgets.item_view import ItemPage
from dialtone.ui.widgets.page_items import BoxItem, HeadingItem, TextItem


def sent_page(when_not: Guidance | None, *, warned: bool) -> ItemPage:
    """Return three things to know, each under its title; and when not to check at all, first where it matters most."""
    title = QCoreApplication.translate("Start", "What is sent")
    sees = QCoreApplication.translate(
        "Start",
        "It can see which messengers are checked, blocked ones too. It may also recognise Dialtone by that.",
    )
    stays = QCoreApplication.translate("Start", "Nothing is uploaded. Results stay on this computer. No account.")
    known = (
        TextItem(QCoreApplication.translate("Start", "Dialtone contacts the servers the way the apps do.")),
        HeadingItem(QCoreApplication.translate("Start", "Your provider")),
        TextItem(sees),
        HeadingItem(QCoreApplication.translate("Start", "Private")),
        TextItem(stays),
    )
    box = () if when_not is None else (BoxItem((replace(way_row(when_not, when_not.marks), opened=warned),)),)
    return ItemPage(title, (*box, *known) if warned else (*known, *box))
