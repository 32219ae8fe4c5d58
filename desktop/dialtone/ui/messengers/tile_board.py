"""The messengers as tiles, worst first, and the lines to them: at most five; the last one stands for the rest."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.messengers.tile import TickTile, Tile
from dialtone.ui.messengers.waves import Waves
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_S, larger
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.reading_column import has_large_letters

_MOST = 5
_TILE, _TILE_SHARE = 217, 0.44
"""The least width of a tile, and how much of the room it takes beside the lines."""
_LEAST, _LEAST_LARGE, _SHORT = 360, 560, 110
"""With less width there are no lines: with large letters with less than the second. Below that, and with large letters,
they are short, and have no signs."""
BAD_SHAPES = frozenset({"blocked", "down", "partly", "slow"})
REST = "rest"
"""In the place of a messenger's id: all that have no tile of their own."""


class Board(QWidget):
    """A column of tiles, and the lines to them, as far as there is room for lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room, self._whole = 0, False
        self._waves = Waves(self)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_S)

    def in_order(self) -> Sequence[TickTile]:
        """Return the tiles, from above."""
        return ()

    def show_lines(self, rows: Sequence[Row], network: str) -> None:
        """Draw the lines. `network`: what they go through, in words."""
        self._waves.show_rows(rows, QCoreApplication.translate("Window", "You"), network)
        self._fit()

    def show_progress(self, share: float) -> None:
        """Let the lines of what is being asked grow."""
        self._waves.show_progress(share)

    def move_from(self, tile: TickTile, step: int) -> None:
        """Let the keyboard go to a neighbour."""
        tiles = self.in_order()
        number = tiles.index(tile) + step
        if 0 <= number < len(tiles):
            tiles[number].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave as much room for the lines as there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Let the lines follow the tiles."""
        done = super().event(event)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._place_waves()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        return done

    def _fit(self) -> None:
        wide, large = self.width(), has_large_letters(self)
        short = large or wide < _LEAST_LARGE
        if wide < _LEAST or (large and wide < _LEAST_LARGE):
            room = 0
        else:
            room = _SHORT if short else wide - max(_TILE, round(wide * _TILE_SHARE))
        self._room, self._whole = room, room > 0 and not short
        below = QFontMetrics(larger(self.font(), 1)).height() if self._whole else 0
        self._column.setContentsMargins(margins(room, 0, 0, below))
        self._place_waves()

    def _place_waves(self) -> None:
        self._waves.setGeometry(self.rect())
        middles = [tile.geometry().center().y() + 0.5 for tile in self.in_order()]
        self._waves.place(middles, self._room, whole=self._whole)


class TileBoard(Board):
    """The messengers that lead on to their pages.

    Signals:
        opened: a messenger was pressed (its id).
        rest_opened: the tile that stands for the rest was pressed.
        delete_pressed: the key was pressed on a messenger (its `Row`).
        menu_requested: the menu of a messenger (its `Row`) should open, at this place of the screen.
    """

    opened = Signal(str)
    rest_opened = Signal()
    delete_pressed = Signal(object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.tiles: list[Tile] = []
        super().__init__(parent)

    def in_order(self) -> Sequence[TickTile]:
        """Return the tiles, from above."""
        return self.tiles

    def show_rows(self, rows: Sequence[Row], network: str = "") -> None:
        """Show these. A tile stays the same widget: the keyboard and a screen reader hold on to it."""
        shown = list(rows) if len(rows) <= _MOST else [*rows[: _MOST - 1], rest_of(rows[_MOST - 1 :])]
        while len(self.tiles) > len(shown):
            tile = self.tiles.pop()
            tile.hide()
            tile.deleteLater()
        for number, row in enumerate(shown):
            if number == len(self.tiles):
                self._add(Tile(row, self))
            elif self.tiles[number].row != row:
                self.tiles[number].show_row(row)
        self.show_lines(shown, network)

    def tile_of(self, messenger: str) -> Tile | None:
        """Return the tile of a messenger: of one that has none, that of the rest."""
        found = {tile.row.id: tile for tile in self.tiles}
        return found.get(messenger, found.get(REST))

    def _add(self, tile: Tile) -> None:
        self.tiles.append(tile)
        self._column.addWidget(tile)
        tile.clicked.connect(lambda: self._open(tile.row.id))
        tile.moved.connect(lambda step: self.move_from(tile, step))
        tile.delete_pressed.connect(lambda: self._tell(tile))
        tile.menu_requested.connect(lambda at: self._tell(tile, at))

    def _open(self, messenger: str) -> None:
        if messenger == REST:
            self.rest_opened.emit()
        else:
            self.opened.emit(messenger)

    def _tell(self, tile: Tile, place: QPoint | None = None) -> None:
        if tile.row.id != REST and place is not None:
            self.menu_requested.emit(tile.row, place)
        elif tile.row.id != REST:
            self.delete_pressed.emit(tile.row)


def rest_of(rows: Sequence[Row]) -> Row:
    """Return the one row that stands for these: how many they are, and what is so of all of them."""
    said = QCoreApplication.translate("Window", "{number} more")
    name, worst = said.format(number=QLocale().toString(len(rows))), rows[0]
    alike = all((row.state, row.shape) == (worst.state, worst.shape) for row in rows)
    bad = bool(worst.shape) and worst.shape in BAD_SHAPES
    state = worst.state if alike else QCoreApplication.translate("Window", "Not all work well") if bad else ""
    shape = worst.shape if alike or bad else ""
    spoken = QCoreApplication.translate("Window", "{name}, {state}").format(name=name, state=state) if state else name
    doubtful = worst.doubtful and bool(shape)
    return Row(REST, name, "…", status=worst.status, state=state, shape=shape, doubtful=doubtful, spoken=spoken)
