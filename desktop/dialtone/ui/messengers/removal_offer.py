"""A button that removes all that Dialtone left here: asked once more before it is done."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dialtone.ui.widgets.controls import Button
from dialtone.ui.widgets.folding_row import FoldingRow


class RemovalOffer(QWidget):
    """One button, then a question with the way back first.

    Signals:
        confirmed: the person said so twice.
    """

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer_button = Button(QCoreApplication.translate("Traces", "Delete all Dialtone data…"))
        self.sure_button = Button(QCoreApplication.translate("Traces", "Delete everything and quit?"))
        self.keep_button = Button(QCoreApplication.translate("Traces", "Keep it"))
        self._question = FoldingRow(self.keep_button, apart=self.sure_button)
        self._second_thought = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._second_thought.timeout.connect(lambda: self.sure_button.setEnabled(True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.offer_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._question)
        self.offer_button.clicked.connect(self._on_offer_clicked)
        self.keep_button.clicked.connect(lambda: self._ask(False))
        self.sure_button.clicked.connect(self.confirmed)
        self._ask(False)

    def _ask(self, asking: bool) -> None:
        self.offer_button.setVisible(not asking)
        self._question.setVisible(asking)
        self.sure_button.setEnabled(False)  # not at once: a double click is no answer
        self._second_thought.stop()

    def _on_offer_clicked(self) -> None:
        self._ask(True)
        self.keep_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._second_thought.start()
