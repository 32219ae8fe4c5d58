"""Which messengers do you use? A tile to tick for each that is offered, a line to it, and a way to the others."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from dialtone.ui.messengers.tile import TickTile
from dialtone.ui.messengers.tile_board import Board
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.offered_messengers import Offer
from dialtone.ui.state.result_state import this_network
from dialtone.ui.widgets.controls import Button, ButtonStyle

_TICKED = "ready"
"""The shape of a line along which something will be asked."""


class MessengerChoices(Board):
    """What was found here is ticked; what the person ticked stays so when others are offered.

    Signals:
        ticking: one was ticked, or is not any more.
        another_requested: the person uses one that is not offered.
    """

    ticking = Signal()
    another_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.offers: tuple[Offer, ...] = ()
        self.chips: dict[str, TickTile] = {}
        super().__init__(parent)
        self._added: list[Offer] = []
        self._by_hand: dict[str, bool] = {}
        self.another_button = Button(
            QCoreApplication.translate("Start", "Another one…"), ButtonStyle.QUIET, ButtonIcon.PLUS
        )
        self.another_button.clicked.connect(self.another_requested)
        self.another_button.hide()
        self._column.addWidget(self.another_button, 0, Qt.AlignmentFlag.AlignLeading)

    def in_order(self) -> Sequence[TickTile]:
        """Return the tiles, from above."""
        return tuple(self.chips.values())

    @property
    def ticked(self) -> tuple[str, ...]:
        """The messengers that are ticked, in their order."""
        return tuple(messenger for messenger, chip in self.chips.items() if chip.isChecked())

    def show_offers(self, offered: Sequence[Offer]) -> None:
        """Offer these, and those that the person added. A tile that is still offered stays the same widget."""
        known = {offer.messenger for offer in offered}
        offers = (*offered, *(offer for offer in self._added if offer.messenger not in known))
        if offers == self.offers and self.chips:
            return
        before, self.offers = self.chips, offers
        for gone in before.keys() - {offer.messenger for offer in offers}:
            before[gone].hide()
            before[gone].deleteLater()
        self.chips = {offer.messenger: before.get(offer.messenger) or self._chip(offer) for offer in offers}
        for number, chip in enumerate(self.chips.values()):
            self._column.insertWidget(number, chip)
            chip.show()  # at once: the keyboard may go to it
        self.another_button.show()
        for first, second in pairwise((*self.chips.values(), self.another_button)):
            QWidget.setTabOrder(first, second)
        self._show_lines()

    def add(self, offer: Offer) -> None:
        """Offer another one, ticked: it was chosen."""
        self._by_hand[offer.messenger] = True
        if offer.messenger in self.chips:
            self.chips[offer.messenger].setChecked(True)
        else:
            self._added.append(offer)
            self.show_offers(self.offers)
        self.chips[offer.messenger].setFocus()

    def _chip(self, offer: Offer) -> TickTile:
        chip = TickTile(Row(offer.messenger, offer.name, offer.letter, offer.hue), self)
        chip.setChecked(self._by_hand.get(offer.messenger, offer.found))
        chip.toggled.connect(lambda on, messenger=offer.messenger: self._on_chip_toggled(messenger, on))
        chip.moved.connect(lambda step: self.move_from(chip, step))
        return chip

    def _on_chip_toggled(self, messenger: str, on: bool) -> None:
        self._by_hand[messenger] = on
        self._show_lines()
        self.ticking.emit()

    def _show_lines(self) -> None:
        rows = [Row(chip.row.id, chip.row.name, shape=_TICKED if chip.isChecked() else "") for chip in self.in_order()]
        self.show_lines(rows, this_network())
