"""What is asked once more before it is done: one button, then a question with the way back first."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_M, SPACE_S
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.flow_layout import in_a_row


class AskedTwice(QWidget):
    """The button, and after a press the question and two answers.

    `patient`: what cannot be taken back stands apart, and waits until a double click has passed.

    Signals:
        confirmed: the person said so twice.
    """

    confirmed = Signal()

    def __init__(
        self, offer: str, question: str, leave: str, go: str, *, look: ButtonStyle, patient: bool = False
    ) -> None:
        super().__init__()
        self.offer = Button(offer, look)
        self.offer.clicked.connect(self._on_offer_clicked)
        self.question = Text(question)
        self.leave = Button(leave, ButtonStyle.PLAIN if patient else ButtonStyle.QUIET)
        self.leave.clicked.connect(self._on_leave_clicked)
        self.go = Button(go)
        self.go.clicked.connect(self._on_go_clicked)
        self._answers = (
            in_a_row(self.leave, self.go, spacing=SPACE_M) if not patient else in_a_row(self.leave, apart=self.go)
        )
        self._patience = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval() if patient else 0)
        self._patience.timeout.connect(lambda: self.go.setEnabled(True))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_S)
        self.column.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.question)
        self.column.addWidget(self._answers)
        self.ask(False)

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
