"""The board: messengers as tiles, worst first, with the lines to them; and the actions for one of them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dialtone.ui.messengers.tile import Tile
from dialtone.ui.messengers.waves import LABEL_GAP, Waves
from dialtone.ui.painting.theme import TEXT, Space, enlarge, margins
from dialtone.ui.painting.wave_lines import BAR_OVERHANG, YOU_SIZE
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import MAX_TILES, Row
from dialtone.ui.widgets.layouts import discard, has_large_font

_LINE_SHARES = 0.5, 0.4
"""The share of a wide board that its lines take; and the share if a tile would be too narrow for its words."""
_MIN_WIDTH = 360  # a narrower board has no lines
_WIDE_FROM = 560  # a narrower board has short lines; with a large font none, and short ones from here on
_SHORT_LINES = 110  # the width of short lines, which carry no shapes
_DESCENT_RESERVE = 4  # how far letters from a fallback font, such as Persian ones, may reach below the window's font
_BAD_SHAPES = frozenset({"blocked", "down", "partly", "slow"})
_FITTING_EVENTS = frozenset(
    {QEvent.Type.LayoutRequest, QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}
)
"""What changes the space for the lines. New tiles have a height only once Qt has shown them and requests a layout."""
REST = "rest"  # the id of the tile that stands for all messengers without a tile of their own


class Board(QWidget):
    """A column of tiles, and the lines to them where they fit."""

    pressed = Signal(object)  # the `Row` of the messenger that was pressed

    def __init__(self) -> None:
        self.tiles: list[Tile] = []  # before the base class, whose constructor may already call `event`
        super().__init__()
        self.waves = [Waves(self)]
        """The lines from this side; if two ends are compared, those from the other side come second."""
        self._column = QVBoxLayout(self)
        self._column.setSpacing(Space.S)

    def keep_tiles(self, rows: Sequence[Row]) -> None:
        """Show a tile for each of these. Widgets are reused, so that keyboard and screen-reader focus stay."""
        while len(self.tiles) > len(rows):
            discard(self.tiles.pop())
        for number, row in enumerate(rows):
            if number == len(self.tiles):
                self.tiles.append(tile := self.make_tile(row))
                self._column.insertWidget(number, tile)
            elif self.tiles[number].row != row:
                self.tiles[number].show_value(row)

    def make_tile(self, row: Row) -> Tile:
        tile = Tile(row, self)
        tile.clicked.connect(lambda: self.pressed.emit(tile.row))
        return tile

    def show_lines(self, rows: Sequence[Row], network: str) -> None:
        """Draw the lines from this side. `network`: the name of the network that they pass."""
        self.waves[0].show_rows(rows, translate("Window", "You"), network)
        self._fit()

    def show_progress(self, share: float) -> None:
        self.waves[0].show_progress(share)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        focused = next((number for number, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        if not step or focused is None:
            super().keyPressEvent(event)
        elif 0 <= focused + step < len(self.tiles):
            self.tiles[focused + step].setFocus(Qt.FocusReason.TabFocusReason)

    def minimumSizeHint(self) -> QSize:
        width = max((tile.minimumSizeHint().width() for tile in self.tiles), default=0)
        return QSize(width, super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in _FITTING_EVENTS:
            self._fit()
        return handled

    def line_space(self) -> tuple[int, bool]:
        """Return the width of the lines, 0 for none, and whether their shapes, the circle and the bar fit into it."""
        width = self.width()
        large = has_large_font(self)
        is_wide = width >= _WIDE_FROM
        if width < _MIN_WIDTH or (large and not is_wide):
            return 0, False
        if large or not is_wide:
            return (_SHORT_LINES, False) if self._fits_beside(_SHORT_LINES) else (0, False)
        long, less_long = (round(width * share) for share in _LINE_SHARES)
        return long if self._fits_beside(long) else less_long, True

    def _fits_beside(self, lines: int) -> bool:
        """Return whether each tile has room for its words if the lines have this width."""
        return all(tile.has_room_in(self.width() - lines) for tile in self.tiles)

    def height_beside_labels(self) -> int:
        """Return the height of what else is below the tiles, beside the labels of the lines: here nothing."""
        return 0

    def _fit(self) -> None:
        """Leave space for the lines beside the tiles, and above and below for the bar, the circle and their labels."""
        width, whole = self.line_space()
        has_two_ends = len(self.waves) > 1
        above = below = 0
        if whole:
            bar_overhang = BAR_OVERHANG if has_two_ends else 0
            tiles_height = self._column.minimumSize().shrunkBy(self._column.contentsMargins()).height()
            circle_overhang = YOU_SIZE // 2 - tiles_height // 2
            labels_height = LABEL_GAP + QFontMetrics(enlarge(self.font(), TEXT)).height() + _DESCENT_RESERVE
            above = max(0, bar_overhang, circle_overhang)
            below = above + max(0, labels_height - self.height_beside_labels())
        self._column.setContentsMargins(margins(width, above, width if has_two_ends else 0, below))
        self._place_waves(width, whole=whole)

    def _place_waves(self, width: int, *, whole: bool) -> None:
        """Put the lines behind the tiles, each ending at the middle of its tile. Both: as `line_space` returns them."""
        middles = [tile.geometry().center().y() + 0.5 for tile in self.tiles]
        mirrored = Qt.LayoutDirection.RightToLeft if self.isLeftToRight() else Qt.LayoutDirection.LeftToRight
        for waves in self.waves:
            if waves is not self.waves[0]:
                waves.setLayoutDirection(mirrored)  # lines from the other side are the same drawing, mirrored
            waves.setGeometry(self.rect())
            waves.place(middles, width, whole=whole)
            waves.lower()


class TileBoard(Board):
    """The messengers as tiles that open their pages."""

    def show_rows(self, rows: Sequence[Row], network: str = "") -> None:
        """Show these rows; if there are too many, the last tile stands for the rest. `network`: as in `show_lines`."""
        if len(rows) > MAX_TILES:
            rows = [*rows[: MAX_TILES - 1], make_rest_row(rows[MAX_TILES - 1 :])]
        self.keep_tiles(rows)
        self.show_lines(rows, network)

    def tile_of(self, messenger: str) -> Tile | None:
        """Return the tile of a messenger, else the tile for the rest; None if there is none of these."""
        tiles = {tile.row.id: tile for tile in self.tiles}
        return tiles.get(messenger, tiles.get(REST))


class MessengerWave(TileBoard):
    """The line to one messenger, on its own page; its tile opens nothing."""

    def show_value(self, value: tuple[Row, str]) -> None:
        row, network = value
        self.show_rows((row,), network)
        self.tiles[0].setEnabled(False)


class MessengerActions(QObject):
    """Check, copy, mute and hide, for one messenger at a time. All labels but that of copy contain its name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messenger = ""
        self.muted = False
        """Whether that messenger is muted: `mute` then unmutes it."""
        self.check = QAction(self)
        self.copy = QAction(translate("Detail", "Copy as text"), self)
        self.mute = QAction(self)
        self.hide = QAction(self)

    def apply_to(self, row: Row) -> list[QAction]:
        """Apply the actions to this messenger from now on, and return those that change the list, as far as possible.

        One that is not watched can be neither muted nor checked.
        """
        self.messenger, self.muted = row.id, row.muted
        mute = translate("Window", "Unmute {name}") if row.muted else translate("Window", "Mute {name}")
        check, hide = translate("Detail", "Check {name}"), translate("Window", "Hide {name}")
        for action, label in ((self.mute, mute), (self.check, check), (self.hide, hide)):
            action.setText(label.format(name=row.name).replace("&", "&&"))
        return [self.mute, self.hide] if row.watched else [self.hide]


def make_rest_row(rows: Sequence[Row]) -> Row:
    """Return one row for these, worst first: their number, and a state if all share it or the worst is bad."""
    worst = rows[0]
    number = QLocale().toString(len(rows))
    name = translate("Window", "{number} more").format(number=number)
    readers = ""
    if all((row.state_and_readers, row.shape) == (worst.state_and_readers, worst.shape) for row in rows):
        state, readers, shape = worst.state, worst.readers_in_short, worst.shape
    elif worst.shape in _BAD_SHAPES:
        state = translate("Window", "Some problems")
        shape = worst.shape
    else:
        state = shape = ""
    return Row(REST, name, f"+{number}", "", worst.status, state, readers, shape, worst.doubtful and bool(shape))
