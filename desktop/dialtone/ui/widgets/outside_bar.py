"""The offer to ask past a VPN as well: first what the provider sees, then the button that does it."""

from PySide6.QtCore import QCoreApplication

from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XS
from dialtone.ui.widgets.asked_twice import AskedTwice
from dialtone.ui.widgets.controls import ButtonStyle


class OutsideBar(AskedTwice):
    """Hidden where no VPN is on."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("Window", "Compare without the VPN…"),
            "",
            QCoreApplication.translate("Window", "Not now"),
            QCoreApplication.translate("Window", "Compare now"),
            look=ButtonStyle.QUIET,
        )
        self.column.setContentsMargins(margins(SPACE_L, SPACE_XS, SPACE_M, SPACE_XS))
        self.hide()

    def show_risk(self, sees: str) -> None:
        """Offer the check, with what the provider sees of it; offer nothing where that is empty."""
        if not sees or sees != self.question.text():
            self.question.setText(sees)
            self.ask(False)
        self.setVisible(bool(sees))
