"""Which messengers do you use? A chip for each that is offered, and a way to the others."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.theme import SPACE_S, Type
from dialtone.ui.state.offered_messengers import Offer
from dialtone.ui.widgets.announce import announce
from dialtone.ui.widgets.choice_chip import ChoiceChip
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.flow_layout import FlowLayout


class MessengerChoices(QWidget):
    """What was found here is ticked; what the person ticked stays so when others are offered.

    Signals:
        another_requested: the person uses one that is not offered.
    """

    another_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers: tuple[Offer, ...] = ()
        self.chips: dict[str, ChoiceChip] = {}
        self._added: list[Offer] = []
        self._by_hand: dict[str, bool] = {}
        self.question = Heading(QCoreApplication.translate("Start", "Which do you use?"), Type.BODY)
        self.note = Text(kind=Type.CAPTION, dim=True)
        self.another_button = Button(
            QCoreApplication.translate("Start", "Another one…"), ButtonStyle.QUIET, ButtonIcon.PLUS
        )
        self.another_button.clicked.connect(self.another_requested)
        self._row = QWidget()
        self._flow = FlowLayout(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self._row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self.question)
        column.addWidget(self._row)
        column.addWidget(self.note)
        self.another_button.hide()

    @property
    def ticked(self) -> tuple[str, ...]:
        """The messengers that are ticked, in their order."""
        return tuple(messenger for messenger, chip in self.chips.items() if chip.isChecked())

    def show_offers(self, offered: Sequence[Offer]) -> None:
        """Offer these, and those that the person added. Where nothing changes, the keyboard stays where it is."""
        known = {offer.messenger for offer in offered}
        offers = (*offered, *(offer for offer in self._added if offer.messenger not in known))
        if offers == self.offers and self.chips:
            return
        self.offers = offers
        focused = next((messenger for messenger, chip in self.chips.items() if chip.hasFocus()), "")
        while self._flow.count():
            self._flow.takeAt(0)
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        self.chips = {offer.messenger: self._chip(offer) for offer in self.offers}
        for chip in self.chips.values():
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.another_button)
        self.another_button.show()
        self._order_tabs()
        if focused in self.chips:
            self.chips[focused].setFocus()
        self.note.setText(self._note())
        self._row.updateGeometry()

    def add(self, offer: Offer) -> None:
        """Offer another one, ticked: it was chosen."""
        self._by_hand[offer.messenger] = True
        if offer.messenger in self.chips:
            self.chips[offer.messenger].setChecked(True)
        else:
            self._added.append(offer)
            self.show_offers(self.offers)
        self.chips[offer.messenger].setFocus()

    def insist(self) -> None:
        """Say that one has to be ticked, and go there."""
        said = QCoreApplication.translate("Start", "Tick at least one messenger.")
        self.note.setText(said)
        self.note.setForegroundRole(QPalette.ColorRole.WindowText)
        announce(self, [said])
        next(iter(self.chips.values()), self.another_button).setFocus()

    def _chip(self, offer: Offer) -> ChoiceChip:
        chip = ChoiceChip(offer.name, offer.letter, offer.hue)
        chip.setChecked(self._by_hand.get(offer.messenger, offer.found))
        chip.toggled.connect(lambda on, messenger=offer.messenger: self._on_chip_toggled(messenger, on))
        return chip

    def _on_chip_toggled(self, messenger: str, on: bool) -> None:
        self._by_hand[messenger] = on
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setText(self._note())

    def _note(self) -> str:
        if any(offer.found for offer in self.offers):
            return QCoreApplication.translate(
                "Start", "Those found on this computer are already ticked. Dialtone checks only those you tick."
            )
        return QCoreApplication.translate(
            "Start", "None was found on this computer. Tick what you use, on your phone too. Only those are checked."
        )

    def _order_tabs(self) -> None:
        """Tab comes from the question and goes to the note: chips are made last, and would come after Start."""
        stops: list[QWidget] = [self.question, *self.chips.values(), self.another_button, self.note]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger letters need more lines."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._row.updateGeometry()
