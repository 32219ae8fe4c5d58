"""One of several: Qt's combo box; where there are many, they are searched by name."""

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
    """Qt's combo box, which leaves the wheel to the page.

    `prompt`: it is searched; a letter typed on the closed field begins the search.
    """

    def __init__(self, prompt: str = "") -> None:
        super().__init__()
        self._prompt = prompt
        self.choices: Sequence[Choosable] = ()

    def offer(self, choices: Sequence[Choosable], chosen: object) -> None:
        """Offer these, and show what is chosen (None: nothing, but the placeholder), without saying so."""
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
        """Show a value; one of another version, or written by hand, is shown as it is and not changed."""
        found = self.findData(value)
        if found < 0:
            self.addItem(str(value), value)
            found = self.count() - 1
        self.setCurrentIndex(found)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list at what is chosen."""
        if self._prompt:
            self._search("")
        else:
            super().showPopup()

    def _search(self, typed: str) -> None:
        """Let one be found by its name."""
        choices = self.choices
        numbers = {one.value: str(self.findData(one.value)) for one in choices}  # what stands first stands there twice

        def rows(typed: str) -> list[Row]:  # it knows the choices alone: the dialog may outlive what it was opened from
            return [Row(numbers[one.value], one.text) for one in found(choices, typed)]

        title, chosen = self.accessibleName() or self._prompt, str(self.currentIndex())
        qts_own = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)  # its word is there in every language
        take = qts_own.buttons()[0].text().replace("&", "")
        dialog = ChooseDialog(rows, self.window(), title=title, verb=take, prompt=self._prompt, chosen=chosen)
        dialog.chosen.connect(self._on_dialog_chosen)
        dialog.open()
        dialog.field.setText(typed)

    def _on_dialog_chosen(self, number: str) -> None:
        self.setCurrentIndex(int(number))
        self.activated.emit(int(number))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page: who scrolls over it chooses nothing."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Where it is searched, letters search instead of jumping; everything else is Qt's."""
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self._prompt and event.text().strip() and event.text().isprintable() and not command:
            self._search(event.text())
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
