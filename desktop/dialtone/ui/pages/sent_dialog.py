"""What a check sends and who sees it, before the first one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dialtone.model.explanation import Guidance
from dialtone.model.frozen import replace
from dialtone.ui.messengers.way_items import way_row
from dialtone.ui.painting.theme import SPACE_M
from dialtone.ui.widgets.controls import Button, ButtonStyle
from dialtone.ui.widgets.dialog import Dialog
from dialtone.ui.widgets.item_view import ItemView
from dialtone.ui.widgets.page_items import BoxItem, HeadingItem, Item, TextItem
from dialtone.ui.widgets.scroll_area import ScrollArea

_HEIGHT = 300


class SentDialog(Dialog):
    """Three things to know, each under its title; and when not to check at all, first where it matters most."""

    def __init__(self, when_not: Guidance | None, *, warned: bool, parent: QWidget | None = None) -> None:
        super().__init__(_title(), "", parent)
        box = () if when_not is None else (BoxItem((replace(way_row(when_not, when_not.marks), opened=warned),)),)
        view = ItemView((*box, *_known()) if warned else (*_known(), *box), spacing=SPACE_M)
        scroll = ScrollArea()
        scroll.setWidget(view)
        scroll.setMinimumHeight(_HEIGHT)
        self.column.addWidget(scroll, 1)
        close = Button(QCoreApplication.translate("Start", "Close"), ButtonStyle.PLAIN)
        close.clicked.connect(self.close)
        self.end_with(close)


def _title() -> str:
    return QCoreApplication.translate("Start", "What is sent")


def _known() -> tuple[Item, ...]:
    sees = QCoreApplication.translate(
        "Start",
        "It can see which messengers are checked, blocked ones too. It may also recognise Dialtone by that.",
    )
    stays = QCoreApplication.translate("Start", "Nothing is uploaded. Results stay on this computer. No account.")
    return (
        HeadingItem(_title()),
        TextItem(QCoreApplication.translate("Start", "Dialtone contacts the servers the way the apps do.")),
        HeadingItem(QCoreApplication.translate("Start", "Your provider")),
        TextItem(sees),
        HeadingItem(QCoreApplication.translate("Start", "Private")),
        TextItem(stays),
    )
