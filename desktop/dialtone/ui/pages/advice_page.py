"""Good to know: all the advice there is, to read before anything stops."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QWidget

from dialtone.model.explanation import Guidance
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.painting.theme import SPACE_M, Type
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.page import Page


class AdvicePage(Page):
    """Two shelves of cards: what is good to know at any time, then what helps once something stopped.

    Signals:
        proxy_test_requested: the person has the link of a proxy, and wants it tried.
    """

    proxy_test_requested = Signal()

    def __init__(self, advice: Sequence[Guidance], *, may_try: bool, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Advice", "Good to know"), parent)
        lead = QCoreApplication.translate(
            "Advice", "Some things are better prepared while everything works. Each names its risk and its sources."
        )
        self.column.setSpacing(SPACE_M)
        self.column.addWidget(Text(lead))
        ahead = [one for one in advice if one.ahead]
        self._add(ahead, may_try)
        later = [one for one in advice if not one.ahead]
        if later:
            self.column.addSpacing(SPACE_M)
            title = QCoreApplication.translate("Advice", "When something does not work")
            self.column.addWidget(Text(title, Type.TITLE, strong=True))
        self._add(later, may_try)
        self.column.addStretch(1)

    def _add(self, advice: Sequence[Guidance], may_try: bool) -> None:
        today = QDate.currentDate()
        for guidance in advice:
            card = GuidanceCard(guidance, today, opened=False, may_try=may_try)
            card.proxy_test_requested.connect(self.proxy_test_requested)
            self.column.addWidget(card)
