"""Hands a proxy that works to Telegram's own app: asked once more, with what nobody can tell of it."""

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_S
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.folding_row import FoldingRow


class HandOver(QWidget):
    """One button; after a click the question, and two answers.

    `link`: what is opened. `program`: who opens it, as the system shows it.
    """

    def __init__(self, link: str, program: str) -> None:
        super().__init__()
        self._link = link
        offer = QCoreApplication.translate("Trial", "Open it in {program}…").format(program=program)
        self.offer = Button(offer, ButtonStyle.MAIN)
        self.offer.clicked.connect(self._on_offer_clicked)
        self.question = Text(
            QCoreApplication.translate(
                "Trial",
                "It works. We cannot tell who runs it. Its owner sees your internet address. {program} asks you "
                "once more before it uses it.",
            ).format(program=program)
        )
        self.open = Button(QCoreApplication.translate("Trial", "Open it"))
        self.open.clicked.connect(self._on_open_clicked)
        self.leave = Button(QCoreApplication.translate("Trial", "Not now"), ButtonStyle.QUIET)
        self.leave.clicked.connect(self._on_leave_clicked)
        self._answers = FoldingRow(self.leave, self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.question)
        column.addWidget(self._answers)
        self._ask(False)

    def _ask(self, asking: bool) -> None:
        self.offer.setVisible(not asking)
        self.question.setVisible(asking)
        self._answers.setVisible(asking)

    def _on_offer_clicked(self) -> None:
        self._ask(True)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_leave_clicked(self) -> None:
        self._ask(False)
        self.offer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_open_clicked(self) -> None:
        self._ask(False)
        QDesktopServices.openUrl(QUrl(self._link))
