"""The left side: title, Check again or Cancel, the progress line, the messengers, and when that was."""

from PySide6.QtCore import QCoreApplication, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from dialtone.ui.messengers.messenger_actions import MessengerActions
from dialtone.ui.messengers.messenger_list import MessengerList
from dialtone.ui.messengers.messenger_model import MessengerModel, RowRole
from dialtone.ui.painting.button_icons import ButtonIcon
from dialtone.ui.painting.margins import margins
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, Type
from dialtone.ui.state.messenger_row import Row, attention
from dialtone.ui.widgets.controls import Button, ButtonStyle, Heading, Text
from dialtone.ui.widgets.face import EmptyState
from dialtone.ui.widgets.progress_line import ProgressLine
from dialtone.ui.widgets.undo_bar import UndoBar

_LITTLE_TO_READ = ("", "not_tested", "works")
"""While a page says no more than this, it may give way to one that says more; the first says least."""


class ListPane(QWidget):
    """Everything left of the page.

    Signals:
        check_all_requested: check everything, though nothing is installed.
        add_requested: the person wants another messenger in the list.
        chosen: another messenger is the current one (its id).
        opened: a messenger was pressed (its id).
    """

    check_all_requested = Signal()
    add_requested = Signal()
    chosen = Signal(str)
    opened = Signal(str)

    def __init__(
        self, check: QAction, cancel: QAction, actions: MessengerActions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._check, self._cancel = check, cancel
        self._messenger_actions = actions
        self._checking = False
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.model = MessengerModel(self)
        self.title = Heading(QCoreApplication.translate("Window", "Your messengers"), Type.BODY, selectable=False)
        self.title.setWordWrap(False)
        self.check_button = Button("", ButtonStyle.PLAIN, ButtonIcon.AGAIN)
        self.check_button.clicked.connect(self._on_check_clicked)
        self._line = ProgressLine()
        add = QCoreApplication.translate("Window", "Add a messenger")
        self._empty = EmptyState("", "", verb=add, other=QCoreApplication.translate("Window", "Check all of them"))
        self._empty.hide()
        self._empty.button.clicked.connect(self.add_requested)
        self._empty.other.clicked.connect(self.check_all_requested)
        self.list = MessengerList()
        self.list.setModel(self.model)
        self.list.opened.connect(self.opened)
        self.list.selectionModel().currentChanged.connect(self._on_current_changed)
        self.list.delete_pressed.connect(self._on_list_delete_pressed)
        self.list.menu_requested.connect(self._on_list_menu_requested)
        self.add_button = Button(add, ButtonStyle.QUIET, ButtonIcon.PLUS)
        self.add_button.clicked.connect(self.add_requested)
        self.undo_bar = UndoBar()
        self.footer = Text("", Type.CAPTION, dim=True)
        self.footer.setContentsMargins(margins(SPACE_L + 4, SPACE_S, SPACE_L, SPACE_M))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(margins(SPACE_L + 4, SPACE_M, SPACE_M, SPACE_M))
        head.setSpacing(SPACE_S)
        head.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.check_button)
        column.addLayout(head)
        column.addWidget(self._line)
        column.addSpacing(SPACE_S)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self.undo_bar)
        self._foot = QWidget()
        adding = QHBoxLayout(self._foot)
        adding.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, 0)
        adding.addWidget(self.add_button)
        adding.addStretch(1)
        column.addWidget(self._foot)
        column.addWidget(self.footer)
        self.show_checking(False, 0.0)

    def show_checking(self, checking: bool, share: float) -> None:
        """Cancel is where Check was; the line under the header fills."""
        self._checking = checking
        if checking:
            self.check_button.show_as(self._cancel.iconText(), ButtonIcon.STOP)
        else:
            self.check_button.show_as(self._check.iconText(), ButtonIcon.AGAIN)
        self._line.show_share(share, active=checking)

    def show_empty(self, empty: bool, note: str) -> None:
        """Say why the list is empty, and offer to add a messenger, or to check them all."""
        self._empty.say(note)
        self._empty.setVisible(empty)
        for other in (self.list, self._foot):
            other.setVisible(not empty)

    def choose(self, messenger: str) -> None:
        """Make a messenger the current one."""
        index = self.model.index_of(messenger)
        if index.isValid():
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def settle_choice(self, current: str, *, picked: bool) -> None:
        """Stay with the messenger; while the person picked none, go to the worst from where there is less to read."""
        rows = [row for row in self.model.rows if not row.heading]
        worst = min((row for row in rows if row.watched), key=attention, default=rows[0] if rows else None)
        shown = next((row for row in rows if row.id == current), None)
        if worst is not None and (shown is None or (not picked and _says(worst) > _says(shown))):
            self.choose(worst.id)
        elif not self.list.selectionModel().hasSelection():  # Qt makes a row the current one and does not mark it
            self.choose(current)

    def current(self) -> str:
        """Return the current messenger; empty for none."""
        return self.list.current()

    def neighbour(self, messenger: str) -> str:
        """Return the row to select after a messenger is removed; empty where none is left."""
        ids = [row.id for row in self.model.rows if not row.heading]
        if messenger not in ids or len(ids) < 2:
            return ""
        place = ids.index(messenger)
        return ids[place + 1] if place + 1 < len(ids) else ids[place - 1]

    def row_menu(self, row: Row) -> QMenu:
        """Return the menu of what can be done with one messenger."""
        self._messenger_actions.apply_to(row.id, row.name, watched=row.watched, muted=row.muted)
        menu = self._messenger_actions.menu(self)
        first = menu.actions()[0]
        about = [self._messenger_actions.check] if row.watched else []
        if row.status and row.id == self.current():  # it is copied from its page
            about.append(self._messenger_actions.copy)
        menu.insertActions(first, about)
        if about:
            menu.insertSeparator(first)
        return menu

    def _on_list_delete_pressed(self, row: Row) -> None:
        self._messenger_actions.apply_to(row.id, row.name, watched=row.watched, muted=row.muted)
        self._messenger_actions.hide.trigger()

    def _on_list_menu_requested(self, row: Row, place: QPoint) -> None:
        if self.add_button.isVisible():  # nothing of a saved check can be changed
            self.row_menu(row).popup(place)

    def _on_check_clicked(self) -> None:
        (self._cancel if self._checking else self._check).trigger()

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = now.data(RowRole.ROW)
        if isinstance(row, Row) and not row.heading:
            self.chosen.emit(row.id)


def _says(row: Row) -> int:
    """How much there is to read of a messenger."""
    return _LITTLE_TO_READ.index(row.status) if row.status in _LITTLE_TO_READ else len(_LITTLE_TO_READ)
