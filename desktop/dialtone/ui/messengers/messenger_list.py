"""The list of messengers itself, in the window and where one is added."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from dialtone.ui.messengers.messenger_model import RowRole
from dialtone.ui.messengers.row_delegate import RowDelegate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import SlimScrollBar


class MessengerList(QListView):
    """The list itself: no frame, no sideways scrolling, one choice.

    Signals:
        opened: a messenger was pressed or confirmed (its id).
        picked: the person made a row the current one, by mouse or by key; Qt and the program do that too.
        delete_pressed: the key was pressed on it (its `Row`).
        menu_requested: its menu should open (its `Row`), at this place of the screen.
    """

    opened = Signal(str)
    picked = Signal()
    delete_pressed = Signal(object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(RowDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(Qt.Orientation.Vertical))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setAccessibleName(QCoreApplication.translate("Window", "Messengers"))
        self.viewport().setAutoFillBackground(False)
        self.pressed.connect(self._on_pressed)
        self.clicked.connect(self._on_opened)
        self.activated.connect(self._on_opened)

    def current(self) -> str:
        """Return the id of the current messenger; empty for none."""
        return _messenger_at(self.currentIndex())

    def _on_pressed(self, index: QModelIndex) -> None:
        if _messenger_at(index):
            self.picked.emit()

    def _on_opened(self, index: QModelIndex) -> None:
        if messenger := _messenger_at(index):
            self.opened.emit(messenger)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Delete is about the current messenger; another key may choose one."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current():
            self.delete_pressed.emit(self.currentIndex().data(RowRole.ROW))
            return
        before = self.current()
        super().keyPressEvent(event)
        if self.current() != before:
            self.picked.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """By the mouse the row below it, by the menu key the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = index.data(RowRole.ROW)
        if isinstance(row, Row) and not row.heading:
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu_requested.emit(row, self.viewport().mapToGlobal(place))


def _messenger_at(index: QModelIndex) -> str:
    row = index.data(RowRole.ROW)
    return row.id if isinstance(row, Row) and not row.heading else ""
