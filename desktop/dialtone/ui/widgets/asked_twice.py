"""An action that asks for confirmation: one button, then a question with the safe answer first."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from dialtone.ui.painting.theme import SPACE_M, SPACE_S
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.flow_layout import in_a_column, in_a_row
from dialtone.ui.widgets.page_items import ConfirmItem


class AskedTwice(QWidget):
    """Shows the button, and after a press the question and two answers.

    Signals:
        confirmed: the person confirmed the action.
    """

    confirmed = Signal()

    def __init__(self, item: ConfirmItem) -> None:
        super().__init__()
        self.setObjectName(item.key)
        self.offer, self.question, self.go = Button(item.label, item.look), Text(item.question), Button(item.go)
        self.leave = Button(item.leave, ButtonStyle.PLAIN if item.patient else ButtonStyle.QUIET)
        self.offer.clicked.connect(self._on_offer_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.go.clicked.connect(self._on_go_clicked)
        self._answers = (
            in_a_row(self.leave, apart=self.go) if item.patient else in_a_row(self.leave, self.go, spacing=SPACE_M)
        )
        interval = QApplication.doubleClickInterval() if item.patient else 0
        self._patience = QTimer(self, singleShot=True, interval=interval)
        self._patience.timeout.connect(lambda: self.go.setEnabled(True))
        column = in_a_column(self, self.offer, self.question, self._answers, spacing=SPACE_S)
        column.setAlignment(self.offer, Qt.AlignmentFlag.AlignLeading)
        self.ask(False)

    def show_item(self, item: ConfirmItem) -> None:
        """Show these words; whether the question is open does not change."""
        self.offer.setText(item.label)
        self.question.setText(item.question)

    def ask(self, asking: bool) -> None:
        """Show the question, or the button again."""
        self.offer.setVisible(not asking)
        self.question.setVisible(asking and bool(self.question.text()))
        self._answers.setVisible(asking)
        self.go.setEnabled(not self._patience.interval())
        self._patience.stop()

    def _on_offer_clicked(self) -> None:
        self.ask(True)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self._patience.start()

    def _on_leave_clicked(self) -> None:
        self.ask(False)
        self.offer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go_clicked(self) -> None:
        self.ask(False)
        self.confirmed.emit()
