"""The offer to ask past a VPN as well: first what the provider sees, then the button that does it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XS
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text


class OutsideBar(QWidget):
    """One quiet button; after a click the risk, and two answers. Hidden where no VPN is on.

    Signals:
        requested: the person knows what the provider sees, and wants the check.
    """

    requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offer = Button(QCoreApplication.translate("Window", "Compare without the VPN…"), ButtonStyle.QUIET)
        self.offer.clicked.connect(self._on_offer_clicked)
        self._sees = Text(dim=True)
        self.compare = Button(QCoreApplication.translate("Window", "Compare now"))
        self.compare.clicked.connect(self._on_compare_clicked)
        self.leave = Button(QCoreApplication.translate("Window", "Not now"), ButtonStyle.QUIET)
        self.leave.clicked.connect(self._on_leave_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(SPACE_L, SPACE_XS, SPACE_M, SPACE_XS))
        row.setSpacing(SPACE_M)
        row.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._sees, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        self._ask(False)
        self.hide()

    def show_risk(self, sees: str) -> None:
        """Offer the check, with what the provider sees of it; offer nothing where that is empty."""
        if not sees or sees != self._sees.text():
            self._ask(False)
        self._sees.setText(sees)
        self.setVisible(bool(sees))

    def _ask(self, asking: bool) -> None:
        self.offer.setVisible(not asking)
        for part in (self._sees, self.compare, self.leave):
            part.setVisible(asking)

    def _on_offer_clicked(self) -> None:
        self._ask(True)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_leave_clicked(self) -> None:
        self._ask(False)
        self.offer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_compare_clicked(self) -> None:
        self._ask(False)
        self.requested.emit()
