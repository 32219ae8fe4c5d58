"""A button that removes all that Dialtone left here: asked once more before it is done."""

from PySide6.QtCore import QCoreApplication

from dialtone.ui.widgets.asked_twice import AskedTwice
from dialtone.ui.widgets.controls import ButtonStyle


class RemovalOffer(AskedTwice):
    """One button, then a question with the way back first."""

    def __init__(self) -> None:
        super().__init__(
            QCoreApplication.translate("Traces", "Delete all Dialtone data…"),
            "",
            QCoreApplication.translate("Traces", "Keep it"),
            QCoreApplication.translate("Traces", "Delete everything and quit?"),
            look=ButtonStyle.PLAIN,
            patient=True,
        )
