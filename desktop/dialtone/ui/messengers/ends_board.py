"""The board of both ends of a conversation: messengers as tiles, with lines from you and from your friend to each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from dialtone.model.answer import CausePlace
from dialtone.model.frozen import Frozen
from dialtone.model.result_line import EndEntry, EndState
from dialtone.ui.messengers.tile_board import Board
from dialtone.ui.messengers.waves import Waves
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.layouts import has_large_font

_TILE_WIDTH = 256  # the width of a tile between the lines of both ends
_MIN_WIDTH = 420  # a narrower board has no lines, nor has one with a large font
_SHORT_LINES = 56  # the width of short lines, which carry no shapes
_MIN_LONG_LINES = 190  # the least width of lines with shapes
_SHAPES = {
    EndState.WORKS: "works",
    EndState.PART: "partly",
    EndState.BLOCKED: "blocked",
    EndState.FAILS: "blocked",
    EndState.UNKNOWN: "unknown",
}


class EndsTile(Frozen):
    """A messenger: its tile, and its entry at each end."""

    row: Row
    here: EndEntry | None
    """None if it was not checked here."""
    there: EndEntry
    opens: bool
    """Whether this version knows the messenger, so that it has a page."""


class EndsBoard(Board):
    """A column of tiles between the lines of two ends."""

    acted = Signal(str, object)  # a messenger was pressed: `messenger`, and its id

    def __init__(self) -> None:
        super().__init__()
        self.waves.append(Waves(self))
        self.pressed.connect(lambda row: self.acted.emit("messenger", row.id))

    def show_value(self, tiles: Sequence[EndsTile]) -> None:
        self.keep_tiles([tile.row for tile in tiles])
        for widget, tile in zip(self.tiles, tiles, strict=True):
            widget.setEnabled(tile.opens)
        friend, network = translate("Ends", "Friend"), translate("Ends", "Friend's network")
        self.waves[1].show_rows([_make_line(tile, tile.there) for tile in tiles], friend, network)
        self.show_lines([_make_line(tile, tile.here) for tile in tiles], translate("Ends", "Your network"))

    def line_space(self) -> tuple[int, bool]:
        width = (self.width() - _TILE_WIDTH) // 2
        if has_large_font(self) or self.width() < _MIN_WIDTH:
            return 0, False
        return (width, True) if width >= _MIN_LONG_LINES else (_SHORT_LINES, False)


def _make_line(tile: EndsTile, entry: EndEntry | None) -> Row:
    """Return the row whose line is drawn for one end. Only a block is known to be in the network."""
    state = EndState.UNKNOWN if entry is None else entry.claimed_state
    return Row(
        tile.row.id,
        tile.row.name,
        shape=_SHAPES[state],
        doubtful=entry is not None and entry.doubtful and state is not EndState.UNKNOWN,
        place=CausePlace.NETWORK if state is EndState.BLOCKED else CausePlace.UNKNOWN,
        spoken=tile.row.spoken,
    )
