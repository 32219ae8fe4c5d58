"""Which messengers do you use? A tile to tick for each that is offered, a line to it, and a way to the others."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal

from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.tile_board import Board, let_go
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.offered_messengers import Offer
from dialtone.ui.state.result_state import this_network
from dialtone.ui.widgets.controls import Button, ButtonStyle
from dialtone.ui.widgets.flow_layout import tab_in_order

_TICKED = "ready"
"""The shape of a line along which something will be asked."""


class MessengerChoices(Board):
    """What was found here is ticked; what the person ticked stays so when others are offered.

    Signals:
        ticking: one was ticked, or is not any more.
    """

    ticking = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offers: tuple[Offer, ...] = ()
        self._added: list[Offer] = []
        self._by_hand: dict[str, bool] = {}
        self.another_button = Button(
            QCoreApplication.translate("Start", "Another one…"), ButtonStyle.QUIET, ButtonIcon.PLUS
        )
        self.another_button.hide()
        self._column.addWidget(self.another_button, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def chips(self) -> Mapping[str, Tile]:
        """The tiles by their messengers, from above."""
        return {tile.row.id: tile for tile in self.tiles}

    @property
    def ticked(self) -> tuple[str, ...]:
        """The messengers that are ticked, in their order."""
        return tuple(tile.row.id for tile in self.tiles if tile.isChecked())

    def show_offers(self, offered: Sequence[Offer]) -> None:
        """Offer these, and those that the person added. A tile that is still offered stays the same widget."""
        known = {offer.messenger for offer in offered}
        offers = (*offered, *(offer for offer in self._added if offer.messenger not in known))
        if offers == self.offers and self.tiles:
            return
        before, self.offers = dict(self.chips), offers
        self.tiles = [
            before.pop(offer.messenger) if offer.messenger in before else self._chip(offer) for offer in offers
        ]
        for gone in before.values():
            let_go(gone)
        for number, chip in enumerate(self.tiles):
            self._column.insertWidget(number, chip)
            chip.show()  # at once: the keyboard may go to it
        self.another_button.show()
        tab_in_order(*self.tiles, self.another_button)
        self._show_lines()

    def add(self, offer: Offer) -> None:
        """Offer another one, ticked: it was chosen."""
        self._by_hand[offer.messenger] = True
        if (chip := self.chips.get(offer.messenger)) is not None:
            chip.setChecked(True)
        else:
            self._added.append(offer)
            self.show_offers(self.offers)
        self.chips[offer.messenger].setFocus()

    def _chip(self, offer: Offer) -> Tile:
        chip = self.make_tile(Row(offer.messenger, offer.name, offer.letter, offer.hue), ticks=True)
        chip.setChecked(self._by_hand.get(offer.messenger, offer.found))
        chip.toggled.connect(lambda on: self._on_chip_toggled(offer.messenger, on))
        return chip

    def _on_chip_toggled(self, messenger: str, on: bool) -> None:
        self._by_hand[messenger] = on
        self._show_lines()
        self.ticking.emit()

    def _show_lines(self) -> None:
        rows = [Row(chip.row.id, chip.row.name, shape=_TICKED if chip.isChecked() else "") for chip in self.tiles]
        self.show_lines(rows, this_network())
