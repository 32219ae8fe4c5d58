"""Both ends of a conversation: the messengers as tiles, a line to each from you, and one from your friend."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.model.answer import Place
from dialtone.model.end_code import EndEntry, EndState
from dialtone.model.frozen import Frozen
from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.waves import Waves
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_S, larger
from dialtone.ui.painting.wave_lines import BAR_OVER
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.reading_column import has_large_letters

_TILE = 256
_LEAST, _SHORT_ROOM, _WHOLE_ROOM = 420, 56, 190
"""With less width, or with large letters, there are no lines; where two whole ones have no room, they are short."""
_SHAPES = {
    EndState.WORKS: "works",
    EndState.PART: "partly",
    EndState.BLOCKED: "blocked",
    EndState.FAILS: "blocked",
    EndState.UNKNOWN: "unknown",
}


class EndsTile(Frozen):
    """A messenger: its tile, and what stands at either end."""

    row: Row
    here: EndEntry | None
    there: EndEntry
    opens: bool
    """It is known, and has a page."""


class EndsBoard(QWidget):
    """A column of tiles between two ends.

    Signals:
        acted: a messenger was pressed: `messenger`, and its id.
    """

    acted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[Tile] = []
        self._room, self._whole = 0, False
        self.here, self.there = Waves(self), Waves(self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_S)

    def show_value(self, tiles: Sequence[EndsTile]) -> None:
        """Show these; what a page of items asks for."""
        for old in self.tiles:
            old.hide()
            old.deleteLater()
        self.tiles = []
        for one in tiles:
            tile = Tile(one.row, self)
            tile.setEnabled(one.opens)
            tile.clicked.connect(lambda _on=False, id_=one.row.id: self.acted.emit("messenger", id_))
            tile.moved.connect(lambda step, tile=tile: self._move(self.tiles.index(tile) + step))
            self.tiles.append(tile)
            self._column.addWidget(tile)
        you, friend = QCoreApplication.translate("Window", "You"), QCoreApplication.translate("Ends", "Friend")
        yours = QCoreApplication.translate("Ends", "Your network")
        theirs = QCoreApplication.translate("Ends", "Friend's network")
        self.here.show_rows([_line(one, one.here) for one in tiles], you, yours)
        self.there.show_rows([_line(one, one.there) for one in tiles], friend, theirs)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave as much room for the lines as there is."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Let the lines follow the tiles, and the letters."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._fit()
        return done

    def _fit(self) -> None:
        room = (self.width() - _TILE) // 2
        if has_large_letters(self) or self.width() < _LEAST:
            room = 0
        elif room < _WHOLE_ROOM:
            room = _SHORT_ROOM
        self._room, self._whole = room, room >= _WHOLE_ROOM
        above = BAR_OVER if self._whole else 0
        below = above + (QFontMetrics(larger(self.font(), 1)).height() if self._whole else 0)
        self._column.setContentsMargins(margins(room, above, room, below))
        self._place()

    def _place(self) -> None:
        mirrored = Qt.LayoutDirection.RightToLeft if self.isLeftToRight() else Qt.LayoutDirection.LeftToRight
        self.there.setLayoutDirection(mirrored)  # what begins at the other side is the same drawing, mirrored
        middles = [tile.geometry().center().y() + 0.5 for tile in self.tiles]
        for waves in (self.here, self.there):
            waves.setGeometry(self.rect())
            waves.place(middles, self._room, whole=self._whole)
            waves.lower()

    def _move(self, number: int) -> None:
        if 0 <= number < len(self.tiles):
            self.tiles[number].setFocus(Qt.FocusReason.TabFocusReason)


def _line(tile: EndsTile, entry: EndEntry | None) -> Row:
    """Return the line of one end: where it is cut, only a block is the network's."""
    state = EndState.UNKNOWN if entry is None else entry.claims
    return Row(
        tile.row.id,
        tile.row.name,
        shape=_SHAPES[state],
        doubtful=entry is not None and entry.doubtful and state is not EndState.UNKNOWN,
        place=Place.NETWORK if state is EndState.BLOCKED else Place.UNKNOWN,
        spoken=tile.row.spoken,
    )
