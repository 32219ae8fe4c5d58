"""Choose one of many: a field that filters a list. Everything works by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_XS, grown
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.flow_layout import in_a_column
from dialtone.ui.widgets.form_fields import Field

_WIDTH, _HEIGHT, _LETTERS = 420, 520, 30
"""The size of the dialog; with large letters, the width in letter heights."""
_MONOGRAM, _MONOGRAM_LETTERS = 36, 1.7
_EDGES = 48
"""The pixels that the desktop adds around a window."""
_ROWS_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

Search = Callable[[str], Sequence[Row]]
"""Returns the rows to show for what was typed."""


class ChooseDialog(QDialog):
    """Combines typing and arrow keys: typing filters, arrows choose, Enter accepts.

    Signals:
        chosen: one was chosen (its id).
    """

    chosen = Signal(str)

    def __init__(
        self,
        search: Search,
        parent: QWidget | None = None,
        *,
        title: str = "",
        verb: str = "",
        prompt: str = "",
        chosen: str = "",
    ) -> None:
        """`title`, `verb`: replace the words for adding a messenger.

        `prompt`: for choices that are not messengers, asks for their name; `chosen`: the id of the current choice.
        """
        super().__init__(parent)
        self.setWindowTitle(title or QCoreApplication.translate("Add", "Add a messenger"))
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search, self._chosen = search, chosen
        self.field = Field(prompt or QCoreApplication.translate("Add", "Name of the messenger"))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setWordWrap(True)
        self.list.setSpacing(SPACE_XS)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(prompt or QCoreApplication.translate("Window", "Messengers"))
        side = grown(_MONOGRAM, self.font(), _MONOGRAM_LETTERS)
        self.list.setIconSize(QSize(side, side))
        self.list.itemClicked.connect(self._choose)
        self.list.currentItemChanged.connect(self._show_whether_chosen)
        unknown = QCoreApplication.translate("Add", "Dialtone does not know a messenger by this name.")
        self.nothing = Text("" if prompt else unknown, dim=True)
        self.add_button = Button(verb or QCoreApplication.translate("Add", "Add"), ButtonStyle.MAIN)
        self.add_button.clicked.connect(self._on_add_clicked)
        cancel = Button(QCoreApplication.translate("Add", "Cancel"), ButtonStyle.PLAIN)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.add_button)
        column = in_a_column(self, self.field, self.nothing, self.list, row, spacing=SPACE_M)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setStretchFactor(self.list, 1)
        room = self.screen().availableGeometry().size() - QSize(_EDGES, _EDGES)
        wide = grown(_WIDTH, self.font(), _LETTERS)
        self.resize(QSize(wide, max(_HEIGHT, wide)).boundedTo(room))
        self._show()

    @property
    def found(self) -> tuple[str, ...]:
        """The ids that are listed now."""
        return tuple(str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.list.count()))

    def _show(self) -> None:
        self.list.clear()
        for row in self._search(self.field.text()):
            words = [word for word in (row.name, row.state) if word]
            item = QListWidgetItem("\n".join(words))
            if row.letter:
                item.setIcon(self._sign(row))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken or ", ".join(words))
            self.list.addItem(item)
            if row.id == self._chosen and not self.field.text() and self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self.nothing.setVisible(not self.list.count())
        if self.field.text().strip():  # before typing, nothing is chosen yet
            self.list.setCurrentRow(0)
        self._show_whether_chosen()

    def _sign(self, row: Row) -> QIcon:
        ratio, side = self.devicePixelRatioF(), self.list.iconSize().width()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            paint_monogram(painter, QRectF(0, 0, side, side), row.letter, row.hue, self.font())
        return QIcon(picture)

    def _show_whether_chosen(self) -> None:
        self.add_button.setEnabled(self.list.currentItem() is not None)

    def _on_add_clicked(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Accept the choice with Enter, in the field and in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add_clicked()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move through the list with arrow keys typed in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ROWS_KEYS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
