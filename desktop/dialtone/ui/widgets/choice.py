"""One of several: closed, a field with an arrow; open, a list, with a line to type in above it where there are many."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidgetItem, QVBoxLayout

from dialtone.ui.painting.control_style import arrow_room
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, TARGET
from dialtone.ui.state.country_names import Choosable, found
from dialtone.ui.widgets.form_fields import Field
from dialtone.ui.widgets.popup_panel import ChoiceList, PopupPanel

_MANY = 40
_LINES, _LINES_BELOW_TYPING = 9, 8
"""The most choices that are seen at once."""
_LETTERS = 34
"""The least width of what is searched."""
_INSET = 4
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Choice(QComboBox):
    """Qt's combo box, with a list of rows that can be pressed.

    `prompt`: it is searched; a letter typed on the closed field begins the search.
    """

    def __init__(self, pairs: Sequence[tuple[object, str]] = (), chosen: object = None, *, prompt: str = "") -> None:
        super().__init__()
        self._prompt = prompt
        self._choices: Sequence[Choosable] = ()
        self.popup: ChoicePopup | None = None
        for value, text in pairs:
            self.addItem(text, value)
        if pairs:
            self.choose(chosen)

    def offer(self, choices: Sequence[Choosable], chosen: object) -> None:
        """Offer these, and show what is chosen (None: nothing, but the placeholder), without saying so."""
        self.blockSignals(True)
        self._choices = choices
        self.clear()
        for choice in choices:
            self.addItem(choice.text, choice.value)
        if chosen is None:
            self.setCurrentIndex(-1)
        else:
            self.choose(chosen)
        self.blockSignals(False)
        self.updateGeometry()
        self.update()

    def choose(self, value: object) -> None:
        """Show a value; one of another version, or written by hand, is shown as it is and not changed."""
        found = self.findData(value)
        if found < 0:
            self.addItem(str(value), value)
            found = self.count() - 1
        self.setCurrentIndex(found)

    def rows(self, typed: str) -> list[int]:
        """Return which choices are found by what was typed; all of them where nothing is."""
        if not typed.strip():
            return list(range(self.count()))
        return [self.findData(choice.value) for choice in found(self._choices, typed)]

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list at what is chosen."""
        self._open("")

    def _open(self, typed: str) -> None:
        if self.popup is None:
            self.popup = ChoicePopup(self, self._prompt)
            self.popup.taken.connect(self._on_popup_taken)
        if not self.popup.isVisible():
            self.popup.open(typed)

    def _on_popup_taken(self, row: int) -> None:
        self.setCurrentIndex(row)
        self.activated.emit(row)

    def hidePopup(self) -> None:  # noqa: N802 - Qt's name
        """Close the list, and choose nothing."""
        if self.popup is not None:
            self.popup.close()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page: who scrolls over it chooses nothing."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Where it is searched, letters search instead of jumping; everything else is Qt's."""
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self._prompt and event.text().strip() and event.text().isprintable() and not command:
            self._open(event.text())
        elif self._prompt and event.key() in _ENTERS:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as the widest choice; of many only the chosen one is measured: each script brings fonts in."""
        metrics = QFontMetrics(self.font())
        if self.count() > _MANY:
            shown = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
            widest = max(metrics.horizontalAdvance(shown), 18 * metrics.averageCharWidth())
        else:
            widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(widest + 2 * SPACE_M + arrow_room(self) + 4, max(TARGET, metrics.height() + 2 * SPACE_S))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A long choice may be cut."""
        return QSize(min(140, self.sizeHint().width()), self.sizeHint().height())


class ChoicePopup(PopupPanel):
    """All that can be chosen, one below the other. Typed letters filter, arrows choose, Enter takes, Escape leaves it.

    Signals:
        taken: the number of what was chosen.
    """

    taken = Signal(int)

    def __init__(self, choice: Choice, prompt: str) -> None:
        super().__init__(choice)
        self._choice, self._searched = choice, bool(prompt)
        self.field = Field(prompt)
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = ChoiceList()
        self.list.setAccessibleName(prompt or choice.accessibleName())
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.setFocusProxy(self.field if self._searched else self.list)
        if self._searched:
            self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inset = SPACE_S if self._searched else _INSET
        column = QVBoxLayout(self)
        column.setContentsMargins(inset, inset, inset, inset)
        column.setSpacing(SPACE_S)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        if not self._searched:
            self.field.hide()

    def open(self, typed: str) -> None:
        """Open under the field, or above it, at what is chosen; never over the edge of the screen."""
        choice, line = self._choice, self.list.line
        self.field.clear()
        self._show()
        size = QSize(choice.width(), min(_LINES, choice.count()) * line + 2 * _INSET)
        if self._searched:
            least = _LETTERS * self.fontMetrics().averageCharWidth()
            high = self.field.sizeHint().height() + _LINES_BELOW_TYPING * line + 3 * SPACE_S
            size = QSize(max(choice.width(), least), high)
        self.place_beside(choice, size)
        self.show()
        self.list.scrollToItem(self.list.currentItem(), QAbstractItemView.ScrollHint.PositionAtCenter)
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.setText(typed)

    def _show(self) -> None:
        typed = self.field.text()
        rows = self._choice.rows(typed)
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(self._choice.itemText(row))
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.list.addItem(item)
        current = self._choice.currentIndex()
        self.list.setCurrentRow(rows.index(current) if not typed and current in rows else 0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None and self.isVisible():  # a click is an activation too, where the desktop has it so
            row = int(item.data(Qt.ItemDataRole.UserRole))
            self.close()
            self.taken.emit(row)

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
