"""Good to know: all the advice there is, to read before anything stops."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from dialtone.model.explanation import Guidance
from dialtone.ui.messengers.guidance_card import GuidanceCard
from dialtone.ui.painting.theme import SPACE_M
from dialtone.ui.widgets.controls import Heading, Text
from dialtone.ui.widgets.page import Page
from dialtone.ui.widgets.risk_notice import LawNotice


class AdvicePage(Page):
    """Two shelves of cards: what is good to know at any time, then what helps once something stopped.

    Signals:
        proxy_test_requested: the person has the link of a proxy, and wants it tried.
        removal_requested: all that Dialtone left on this computer is to be removed; the person has been asked.
    """

    proxy_test_requested = Signal()
    removal_requested = Signal()

    def __init__(
        self,
        advice: Sequence[Guidance],
        law: Sequence[str],
        law_in_short: str = "",
        *,
        may_try: bool,
        first: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`first`: the id of the one that comes first, and is open."""
        super().__init__(QCoreApplication.translate("Advice", "Good to know"), parent)
        lead = QCoreApplication.translate(
            "Advice", "Some things are easier to prepare while everything works. Each names its risk and its sources."
        )
        self.column.setSpacing(SPACE_M)
        self.column.addWidget(Text(lead))
        self._message = Text()
        self._message.hide()
        self.column.addWidget(self._message)
        if law:
            self.column.addWidget(LawNotice(law, law_in_short))
        self._first = first
        advice = sorted(advice, key=lambda one: one.id != first)
        ahead = [one for one in advice if one.ahead or one.id == first]
        self._add(ahead, may_try)
        later = [one for one in advice if one not in ahead]
        if later:
            self.column.addSpacing(SPACE_M)
            title = QCoreApplication.translate("Advice", "When something does not work")
            self.column.addWidget(Heading(title))
        self._add(later, may_try)
        self.column.addStretch(1)

    def _add(self, advice: Sequence[Guidance], may_try: bool) -> None:
        for guidance in advice:
            card = GuidanceCard(guidance, opened=guidance.id == self._first, may_try=may_try, may_remove=True)
            card.proxy_test_requested.connect(self.proxy_test_requested)
            card.removal_requested.connect(self.removal_requested)
            self.column.addWidget(card)

    def say(self, sentence: str) -> None:
        """Say what could not be done."""
        self._message.setText(sentence)
        self._message.show()
