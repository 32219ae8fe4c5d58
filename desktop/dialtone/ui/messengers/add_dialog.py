"""Add a messenger: a line to type in, and the messengers that are not in the list yet. Everything goes by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from dialtone.ui.messengers.messenger_list import MessengerList
from dialtone.ui.messengers.messenger_model import MessengerModel, RowRole
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, grown
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.line_field import Field

_WIDTH, _HEIGHT, _LETTERS = 420, 520, 30
"""Its size, where letters are large in their heights: a mark beside a name is read there too."""
_EDGES = 48
"""What the desktop adds around a window."""
_ROWS_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

Search = Callable[[str], Sequence[Row]]
"""Given what was typed: the rows to show."""


class AddDialog(QDialog):
    """Types and arrows together: what is typed filters, the arrows choose, Enter adds.

    Signals:
        chosen: add this messenger (its id).
    """

    chosen = Signal(str)

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("Add", "Add a messenger"))
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self._search = search
        self.model = MessengerModel(self)
        self.field = Field(QCoreApplication.translate("Add", "Name of the messenger"))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = MessengerList()
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.opened.connect(self._choose)
        self.list.selectionModel().currentChanged.connect(self._show_whether_chosen)
        self.nothing = Text(
            QCoreApplication.translate("Add", "Dialtone does not know a messenger by this name."), dim=True
        )
        self.add_button = Button(QCoreApplication.translate("Add", "Add"), ButtonStyle.MAIN)
        self.add_button.clicked.connect(self._on_add_clicked)
        cancel = Button(QCoreApplication.translate("Add", "Cancel"), ButtonStyle.PLAIN)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.field)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        room = self.screen().availableGeometry().size() - QSize(_EDGES, _EDGES)
        side = grown(_WIDTH, self.font(), _LETTERS)
        self.resize(QSize(side, max(_HEIGHT, side)).boundedTo(room))
        self._show()

    def _show(self) -> None:
        self.model.show_rows(self._search(self.field.text()))
        self.nothing.setVisible(not self.model.rows)
        if self.field.text().strip():
            self._make_current(0)
        else:
            self.list.setCurrentIndex(QModelIndex())  # who types nothing has chosen nobody yet
        self._show_whether_chosen()

    def _show_whether_chosen(self) -> None:
        self.add_button.setEnabled(self.list.currentIndex().isValid())

    def _make_current(self, row: int) -> None:
        index = self.model.index(row)
        if index.isValid():
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(index)

    def _on_add_clicked(self) -> None:
        row = self.list.currentIndex().data(RowRole.ROW)
        if isinstance(row, Row):
            self._choose(row.id)

    def _choose(self, messenger: str) -> None:
        self.chosen.emit(messenger)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter adds, wherever the focus is in the field or the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add_clicked()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows in the field move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ROWS_KEYS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)
