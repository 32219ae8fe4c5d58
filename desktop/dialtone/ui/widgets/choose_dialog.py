"""The dialog in which one of many is found by its name: a messenger or a country."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from dialtone.explain.joining import capitalize
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.theme import TEXT, Space, enlarge, scale_to_font
from dialtone.ui.state.labels import translate
from dialtone.ui.state.languages import current_language
from dialtone.ui.state.messenger_row import Row, say_aloud
from dialtone.ui.widgets.controls import Button, ButtonStyle, Field, Text
from dialtone.ui.widgets.layouts import make_column

_WIDTH, _HEIGHT, _FONT_HEIGHTS = 420, 520, 30
"""The size of the dialog; with a large font, the width in font heights, and at least that height."""
_WINDOW_FRAME = 48  # the pixels that the desktop may add to the width and the height of a window
_ROW_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class ChooseDialog(QDialog):
    """Combines typing and arrow keys: typing filters, arrows choose, Enter accepts."""

    chosen = Signal(str)  # the id of what was accepted

    def __init__(
        self,
        search: Callable[[str], Sequence[Row]],
        parent: QWidget | None = None,
        *,
        title: str = "",
        verb: str = "",
        prompt: str = "",
        chosen: str | None = None,
    ) -> None:
        """`search`: returns the rows to show for what was typed.

        Without `title`, `verb` and `prompt` (which asks for a name), its words are those for adding a messenger.
        `chosen`: the id of the current choice, which is marked before anything is typed.
        """
        super().__init__(parent)
        self.setWindowTitle(title or translate("Add", "Add a messenger"))
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search, self._current = search, chosen
        self.rows: tuple[Row, ...] = ()
        self.field = Field(prompt or translate("Add", "Name of the messenger"))
        self.field.setClearButtonEnabled(True)
        self._unknown = Text(translate("Add", "Dialtone knows nothing by this name."), dim=True)
        self.list = _RowList(prompt or translate("Window", "Messengers"))
        self.accept_button = Button(verb or translate("Add", "Add"), ButtonStyle.MAIN)
        self._lay_out()
        self.field.textChanged.connect(self._show_matches)
        self.field.returnPressed.connect(self._accept_current)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._accept_current)
        self.list.currentItemChanged.connect(lambda item: self.accept_button.setEnabled(item is not None))
        self.accept_button.clicked.connect(self._accept_current)
        self._show_matches("")

    def _lay_out(self) -> None:
        """Put the field above the list, which takes the height left over, and the buttons below it."""
        cancel = Button(translate("Add", "Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.M)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        column = make_column(self, self.field, self._unknown, self.list, buttons, spacing=Space.M)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        available = self.screen().availableGeometry().size() - QSize(_WINDOW_FRAME, _WINDOW_FRAME)
        width = scale_to_font(_WIDTH, self.font(), _FONT_HEIGHTS)
        self.resize(QSize(width, max(_HEIGHT, width)).boundedTo(available))

    def _show_matches(self, text: str) -> None:
        """List what matches this text, with the first match marked; before anything is typed, the current choice."""
        self.rows = tuple(self._search(text))
        ids = [row.id for row in self.rows]
        marked = ids[0] if text.strip() and ids else self._current
        self.list.show_rows(self.rows, ids.index(marked) if marked in ids else -1)
        self.accept_button.setEnabled(self.list.currentRow() >= 0)
        self._unknown.setVisible(not self.rows)

    def _accept_current(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the list with the arrow and page keys that the field receives."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ROW_KEYS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


class _RowList(QListWidget):
    """Rows with monograms, moved through by the keys of the field above it, which keeps the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(enlarge(self.font(), TEXT))
        self.viewport().setAutoFillBackground(False)  # the frame fills it, also under the scroll bar
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setSpacing(Space.XS)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = scale_to_font(36, self.font(), 1.7)
        self.setIconSize(QSize(side, side))

    def show_rows(self, rows: Sequence[Row], marked: int) -> None:
        """Show these rows, and mark one by its number, with rows above and below it; -1 marks none."""
        self.clear()
        for row in rows:
            self.addItem(self._make_item(row))
        self.setCurrentRow(marked)
        if (item := self.currentItem()) is not None:
            self.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def _make_item(self, row: Row) -> QListWidgetItem:
        """Return a row as Qt's list shows it: name and state on two lines, the monogram before them."""
        state = capitalize(row.state_and_readers, current_language())
        lines = [line for line in (row.name, state) if line]
        list_item = QListWidgetItem("\n".join(lines))
        if row.letter:
            list_item.setIcon(self._make_monogram(row))
        list_item.setData(Qt.ItemDataRole.UserRole, row.id)
        list_item.setData(Qt.ItemDataRole.AccessibleTextRole, say_aloud(row))
        return list_item

    def _make_monogram(self, row: Row) -> QIcon:
        """Return a messenger's monogram as an icon, in the resolution of the screen."""
        ratio = self.devicePixelRatioF()
        side = self.iconSize().width()
        pixmap = QPixmap(round(side * ratio), round(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            paint_monogram(painter, QRectF(0, 0, side, side), row.letter, row.hue, self.font())
        return QIcon(pixmap)
