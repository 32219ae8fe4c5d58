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

    def show_rows(self, rows: Sequence[Row], staying: str = "") -> None:
        """Show these rows. `staying`, a messenger, is never taken away and put back: the others move around it.

        A view and a screen reader hold on to it: Orca says list and row again when what it reads is replaced.
        """
        new = tuple(rows)
        ids, old_ids = [row.id for row in new], [row.id for row in self._rows]
        if ids != old_ids and not (staying in ids and staying in old_ids):
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        for number in reversed(range(len(old_ids))):
            if old_ids[number] not in ids:
                self._take(number)
        for number, row in enumerate(new):
            self._bring(number, row, staying)
        old, self._rows = self._rows, new
        for number, (before, now) in enumerate(zip(old, new, strict=True)):
            if before != now:
                index = self.index(number)
                self.dataChanged.emit(index, index)

    def _bring(self, number: int, row: Row, staying: str) -> None:
        """Let this row be at this place; those before it are at theirs."""
        if row.id == staying:
            while self._rows[number].id != staying:
                self._put(len(self._rows) - 1, self._take(number))
            return
        before = next((place for place, one in enumerate(self._rows) if one.id == row.id), None)
        if before != number:
            self._put(number, row if before is None else self._take(before))

    def _take(self, number: int) -> Row:
        taken = self._rows[number]
        self.beginRemoveRows(QModelIndex(), number, number)
        self._rows = (*self._rows[:number], *self._rows[number + 1 :])
        self.endRemoveRows()
        return taken

    def _put(self, number: int, row: Row) -> None:
        self.beginInsertRows(QModelIndex(), number, number)
        self._rows = (*self._rows[:number], row, *self._rows[number:])
        self.endInsertRows()

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
