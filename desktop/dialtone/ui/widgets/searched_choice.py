"""One of many: closed, a field with an arrow; open, a line to type in above the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import SPACE_S
from dialtone.ui.state.country_names import Choosable, found
from dialtone.ui.widgets.form_fields import Choice
from dialtone.ui.widgets.line_field import Field
from dialtone.ui.widgets.popup_panel import ChoiceList, PopupPanel

_LETTERS = 34
_LINES = 8
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchedChoice(Choice):
    """A combo box whose popup can be searched; a letter typed on the closed field begins the search."""

    def __init__(self, prompt: str) -> None:
        super().__init__()
        self._prompt = prompt
        self._choices: Sequence[Choosable] = ()
        self.popup: SearchPopup | None = None

    def offer(self, choices: Sequence[Choosable], chosen: object) -> None:
        """Offer these, to be searched by all their names."""
        self._choices = choices
        super().offer(choices, chosen)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the search below the field, or above it where there is no room."""
        self._search("")

    def _search(self, typed: str) -> None:
        if self.popup is None:
            self.popup = SearchPopup(lambda text: found(self._choices, text), self._prompt, self)
            self.popup.chosen.connect(self._on_popup_chosen)
        if not self.popup.isVisible():
            self.popup.open_beside(self, str(self.currentData() or ""))
            self.popup.field.setText(typed)

    def _on_popup_chosen(self, value: str) -> None:
        self.choose(value)
        self.activated.emit(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Letters search instead of jumping; everything else is Qt's."""
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.text().strip() and event.text().isprintable() and not command:
            self._search(event.text())
        elif event.key() in _ENTERS:
            self.showPopup()
        else:
            super().keyPressEvent(event)


class SearchPopup(PopupPanel):
    """Typed letters filter, arrows choose, Enter takes, Escape leaves everything as it was.

    Signals:
        chosen: the value of what was taken.
    """

    chosen = Signal(str)

    def __init__(
        self, search: Callable[[str], Sequence[Choosable]], prompt: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._search, self._current = search, ""
        self.field = Field(prompt)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = ChoiceList()
        self.list.setAccessibleName(prompt)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.setSpacing(SPACE_S)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)

    def open_beside(self, field: QWidget, current: str) -> None:
        """Open under a field, or above it, at what is chosen; never over the edge of the screen."""
        self._current = current
        self.field.clear()
        self._show()
        metrics = self.fontMetrics()
        width = max(field.width(), _LETTERS * metrics.averageCharWidth())
        height = self.field.sizeHint().height() + _LINES * self.list.line + 3 * SPACE_S
        self.place_beside(field, QSize(width, height))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self) -> None:
        typed = self.field.text()
        self.list.clear()
        for choice in self._search(typed):
            item = QListWidgetItem(choice.text)
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            self.list.addItem(item)
        values = [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]
        self.list.setCurrentRow(values.index(self._current) if not typed and self._current in values else 0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows in the field move through the list, Enter takes what is marked there."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in _ENTERS:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)
