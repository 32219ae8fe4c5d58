"""The rows of the messenger list, and the model that hands them to Qt."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dialtone.ui.state.messenger_row import Row

Index = QModelIndex | QPersistentModelIndex


class RowRole(IntEnum):
    """Own roles of the model."""

    ROW = Qt.ItemDataRole.UserRole + 1


class MessengerModel(QAbstractListModel):
    """Holds the rows; tells Qt which of them changed, so that nothing jumps and the selection stays."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as they are shown."""
        return self._rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. Rows that do not move are changed without being replaced."""
        new = tuple(rows)
        ids, old_ids = [row.id for row in new], [row.id for row in self._rows]
        if sorted(ids) != sorted(old_ids):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        if ids != old_ids:
            self._reorder(new)
            return
        old, self._rows = self._rows, new
        for number, (before, now) in enumerate(zip(old, new, strict=True)):
            if before != now:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def _reorder(self, new: tuple[Row, ...]) -> None:
        """The same rows in another order: who was current or selected stays so."""
        self.layoutAboutToBeChanged.emit()
        old, kept = self._rows, self.persistentIndexList()
        self._rows = new
        places = {row.id: number for number, row in enumerate(new)}
        self.changePersistentIndexList(kept, [self.index(places[old[index.row()].id]) for index in kept])
        self.layoutChanged.emit()

    def index_of(self, messenger: str) -> QModelIndex:
        """Where a messenger stands; an invalid index where it does not."""
        for number, row in enumerate(self._rows):
            if row.id == messenger and not row.heading:
                return self.index(number)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What Qt and screen readers ask of a row."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or row.name
        if role == RowRole.ROW:
            return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be read, not chosen."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].heading:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
