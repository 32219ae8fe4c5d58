"""One of several: Qt's combo box; long lists can be searched by name."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDialogButtonBox

from dialtone.ui.painting.control_style import arrow_room
from dialtone.ui.painting.theme import SPACE_M, SPACE_S, TARGET
from dialtone.ui.state.country_names import Choosable, found
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.choose_dialog import ChooseDialog

_MANY = 40
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Choice(QComboBox):
    """Qt's combo box, which leaves the mouse wheel to the page.

    `prompt`: makes it searchable; a letter typed on the closed field starts the search.
    """

    def __init__(self, prompt: str = "") -> None:
        super().__init__()
        self._prompt = prompt
        self.choices: Sequence[Choosable] = ()

    def offer(self, choices: Sequence[Choosable], chosen: object) -> None:
        """Offer these, and show the chosen one (None: the placeholder), without emitting signals."""
        self.blockSignals(True)
        self.choices = choices
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
        """Show a value; an unknown one, from another version or edited by hand, is shown unchanged."""
        found = self.findData(value)
        if found < 0:
            self.addItem(str(value), value)
            found = self.count() - 1
        self.setCurrentIndex(found)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list at the chosen item."""
        if self._prompt:
            self._search("")
        else:
            super().showPopup()

    def _search(self, typed: str) -> None:
        """Open a dialog to find a choice by name."""
        choices = self.choices
        numbers = {
            one.value: str(self.findData(one.value)) for one in choices
        }  # the first choice can be in the list twice

        def rows(typed: str) -> list[Row]:  # captures only the choices: the dialog may outlive this widget
            return [Row(numbers[one.value], one.text) for one in found(choices, typed)]

        title, chosen = self.accessibleName() or self._prompt, str(self.currentIndex())
        button_box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)  # its label is translated into every language
        take = button_box.buttons()[0].text().replace("&", "")
        dialog = ChooseDialog(rows, self.window(), title=title, verb=take, prompt=self._prompt, chosen=chosen)
        dialog.chosen.connect(self._on_dialog_chosen)
        dialog.open()
        dialog.field.setText(typed)

    def _on_dialog_chosen(self, number: str) -> None:
        self.setCurrentIndex(int(number))
        self.activated.emit(int(number))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page: scrolling over the field must not change it."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """In a searchable list, letters open the search instead of jumping; everything else is left to Qt."""
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self._prompt and event.text().strip() and event.text().isprintable() and not command:
            self._search(event.text())
        elif self._prompt and event.key() in _ENTERS:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the widest choice; of many, only the shown one: measuring all would load more fonts."""
        metrics = QFontMetrics(self.font())
        if self.count() > _MANY:
            shown = self.currentText() if self.currentIndex() >= 0 else self.placeholderText()
            widest = max(metrics.horizontalAdvance(shown), 18 * metrics.averageCharWidth())
        else:
            widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(widest + 2 * SPACE_M + arrow_room(self) + 4, max(TARGET, metrics.height() + 2 * SPACE_S))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a width in which a long choice may be cut."""
        return QSize(min(140, self.sizeHint().width()), self.sizeHint().height())
