"""The dialog in which one of many is found by its name: a messenger or a country."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QDialog, QFrame, QListWidget, QListWidgetItem, QWidget

from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XS, scale_to_font
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import ButtonStyle
from dialtone.ui.widgets.item_view import Act, Item, ItemView, View
from dialtone.ui.widgets.layouts import in_a_column
from dialtone.ui.widgets.page_items import ActionItem, LineItem, RowItem, paragraphs

TYPED, LIST, CANCEL, ACCEPT = "typed", "list", "cancel", "accept"
"""Keys: the text to search for, the list, and both buttons."""
_MARKED = "marked"
"""The arrow keys reached a row of the list."""
_WIDTH, _HEIGHT, _FONT_HEIGHTS = 420, 520, 30
"""The size of the dialog; with a large font, the width in font heights."""
_MONOGRAM, _MONOGRAM_FONT_HEIGHTS = 36, 1.7
"""The side of a monogram; with a large font, in font heights."""
_EDGES = 48
"""The pixels that the desktop adds around a window."""
_ROW_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

Search = Callable[[str], Sequence[Row]]
"""Returns the rows to show for what was typed."""


class ChooseDialog(QDialog):
    """Combines typing and arrow keys: typing filters, arrows choose, Enter accepts. Signals: chosen (the id)."""

    chosen = Signal(str)

    def __init__(
        self,
        search: Search,
        parent: QWidget | None = None,
        *,
        title: str = "",
        verb: str = "",
        prompt: str = "",
        chosen: str | None = None,
    ) -> None:
        """`title`, `verb`: replace the words for adding a messenger.

        `prompt`: for choices that are not messengers, asks for their name; `chosen`: the id of the current choice.
        """
        super().__init__(parent)
        self.setWindowTitle(title or translate("Add", "Add a messenger"))
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search, self._current = search, chosen
        self._prompt, self._verb = prompt, verb or translate("Add", "Add")
        self._typed = ""
        """What the field shows."""
        self.rows: tuple[Row, ...] = ()
        """What matches the typed text."""
        self._marked: str | None = None
        """The id of the row that Enter accepts."""
        self.view = ItemView(spacing=SPACE_M, fills=True)
        self.view.acted.connect(self._on_acted)
        in_a_column(self, self.view).setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        self.search_for("")
        self.view.control(TYPED).installEventFilter(self)
        room = self.screen().availableGeometry().size() - QSize(_EDGES, _EDGES)
        width = scale_to_font(_WIDTH, self.font(), _FONT_HEIGHTS)
        self.resize(QSize(width, max(_HEIGHT, width)).boundedTo(room))

    def search_for(self, text: str) -> None:
        """List what matches this text, with the first match marked; before anything is typed, the current choice."""
        self._typed, self.rows = text, tuple(self._search(text))
        ids = [row.id for row in self.rows]
        wanted = ids[:1] if text.strip() else [self._current]
        self._marked = next((row_id for row_id in wanted if row_id in ids), None)
        self._show()

    def _show(self) -> None:
        """Show the field, the list and the buttons; if no messenger matches, a sentence that says so."""
        question = self._prompt or translate("Add", "Name of the messenger")
        name = self._prompt or translate("Window", "Messengers")
        unknown = translate("Add", "Dialtone does not know a messenger by this name.")
        cancel = ActionItem(translate("Add", "Cancel"), CANCEL)
        accept = ActionItem(self._verb, ACCEPT, ButtonStyle.MAIN, enabled=self._marked is not None)
        self.view.show_items(
            (
                LineItem(question, self._typed, enter=ACCEPT, key=TYPED),
                *paragraphs(("" if self.rows or self._prompt else unknown,), dim=True),
                ListItem(name, self.rows, self._marked, _MARKED, key=LIST),
                RowItem((), apart=(cancel, accept)),
            )
        )

    def _on_acted(self, key: str, value: object) -> None:
        """Handle what was typed, marked with the arrow keys, or pressed."""
        match key:
            case "typed" if value != self._typed:  # else the field only shows it
                self.search_for(str(value))
            case "marked":
                self._marked = str(value)
                self._show()
            case "list":
                self._choose(str(value))
            case "accept" if self._marked is not None:
                self._choose(self._marked)
            case "cancel":
                self.reject()

    def _choose(self, row_id: str) -> None:
        """Emit this choice, and close."""
        self.chosen.emit(row_id)
        self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move through the list with arrow keys typed in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ROW_KEYS:
            self.view.control(LIST).keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


class ListItem(Item):
    """A list that takes the height left over. A press acts with the id of its row.

    `marked`: the id of the current row; None for none. `mark`: the action of the arrow keys.
    """

    label: str
    rows: tuple[Row, ...]
    marked: str | None
    mark: str
    key: str = ""

    def view(self, act: Act) -> View:
        """Return its widget."""
        rows = _RowList(self.label)
        rows.setObjectName(self.key)
        rows.itemClicked.connect(lambda item: act(self.key, item.data(Qt.ItemDataRole.UserRole)))
        rows.currentItemChanged.connect(lambda item: act(self.mark, item.data(Qt.ItemDataRole.UserRole)))
        return rows, rows.show_item


class _RowList(QListWidget):
    """Rows with monograms, moved through by the keys of the field above it, which keeps the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setSpacing(SPACE_XS)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = scale_to_font(_MONOGRAM, self.font(), _MONOGRAM_FONT_HEIGHTS)
        self.setIconSize(QSize(side, side))

    def show_item(self, item: ListItem) -> None:
        """Show these rows, and mark one, without emitting signals."""
        self.blockSignals(True)
        if item.rows != self._rows:
            self._rows = item.rows
            self.clear()
            for row in item.rows:
                self.addItem(self._list_item(row))
        ids = [row.id for row in item.rows]
        self.setCurrentRow(ids.index(item.marked) if item.marked in ids else -1)
        self.blockSignals(False)

    def _list_item(self, row: Row) -> QListWidgetItem:
        """Return a row as Qt's list shows it: name and state on two lines, the monogram before them."""
        words = [word for word in (row.name, row.state) if word]
        list_item = QListWidgetItem("\n".join(words))
        if row.letter:
            list_item.setIcon(self._monogram(row))
        list_item.setData(Qt.ItemDataRole.UserRole, row.id)
        list_item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken or ", ".join(words))
        return list_item

    def _monogram(self, row: Row) -> QIcon:
        """Return a messenger's monogram as an icon, in the resolution of the screen."""
        ratio, side = self.devicePixelRatioF(), self.iconSize().width()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            paint_monogram(painter, QRectF(0, 0, side, side), row.letter, row.hue, self.font())
        return QIcon(picture)
