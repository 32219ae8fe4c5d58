"""What a check sends and who sees it, before the first one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.explanation import Guidance
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.painting.theme import SPACE_M
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.dialog import Dialog
from dialtone.ui.widgets.scroll_area import ScrollArea

_HEIGHT = 300


class SentDialog(Dialog):
    """Three things to know, each under its title; and when not to check at all, first where it matters most."""

    def __init__(self, when_not: Guidance | None, *, warned: bool, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("Start", "What is sent")
        super().__init__(title, "", parent)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, SPACE_M, 0)
        column.setSpacing(SPACE_M)
        for heading, said in (
            (title, QCoreApplication.translate("Start", "Dialtone contacts the servers the way the apps do.")),
            (
                QCoreApplication.translate("Start", "Your provider"),
                QCoreApplication.translate(
                    "Start",
                    "It can see which messengers are checked, blocked ones too. "
                    "It may also recognise Dialtone by that.",
                ),
            ),
            (
                QCoreApplication.translate("Start", "Private"),
                QCoreApplication.translate("Start", "Nothing is uploaded. Results stay on this computer. No account."),
            ),
        ):
            column.addWidget(Heading(heading))
            column.addWidget(Text(said))
        if when_not is not None:
            column.insertWidget(0 if warned else column.count(), GuidanceCard(when_not, opened=warned))
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setWidget(body)
        scroll.setMinimumHeight(_HEIGHT)
        self.column.addWidget(scroll, 1)
        close = Button(QCoreApplication.translate("Start", "Close"), ButtonStyle.PLAIN)
        close.clicked.connect(self.close)
        self.end_with(close)
