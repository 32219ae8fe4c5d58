"""What a check sends and who sees it, before the first one."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.dialog import Dialog


class SentDialog(Dialog):
    """Three things to know, each under its title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("Start", "What is sent")
        super().__init__(title, "", parent)
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
            self.column.addWidget(Heading(heading))
            self.column.addWidget(Text(said))
        self.column.addStretch(1)
        close = Button(QCoreApplication.translate("Start", "Close"), ButtonStyle.PLAIN)
        close.clicked.connect(self.close)
        self.end_with(close)
