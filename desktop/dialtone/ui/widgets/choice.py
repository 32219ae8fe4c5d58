"""One of several: Qt's combo box, and for many a dialog in which they are searched by name."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QHBoxLayout, QWidget

from dialtone.ui.painting.control_style import arrow_width
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, TARGET, TEXT, enlarge, margins, target_height
from dialtone.ui.state.country_names import Choosable, find_choices
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.box_items import ROW_HEIGHT
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.item_view import Act, Item, View
from dialtone.ui.widgets.layouts import make_column

_MANY = 40
"""Of more choices than this, only the shown one is measured: all would load more fonts."""
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ChoiceItem(Item):
    """One of several. `prompt`: makes it searchable, and asks for a name. The label is only for screen readers."""

    label: str
    options: tuple[Choosable, ...]
    chosen: object
    prompt: str = ""
    key: str = ""

    def view(self, act: Act) -> View:
        """Return its widget."""
        field = Choice(self.prompt)
        field.setObjectName(self.key)
        field.setAccessibleName(self.label)
        field.activated.connect(lambda _row: act(self.key, field.currentData()))

        def show(now: ChoiceItem) -> None:
            if field.choices != now.options:
                field.offer(now.options, now.chosen)
            elif field.currentData() != now.chosen:
                field.choose(now.chosen)

        return field, show


class ChoiceRow(ChoiceItem):
    """The same as a row of a box, its label before it. `line`: what it does, below the label."""

    line: str = ""

    def view(self, act: Act) -> View:
        """Return its widget."""
        field, show_choice = super().view(act)
        label, line, row, beside = Text(selectable=False), Text(dim=True), QWidget(), QHBoxLayout()
        beside.setSpacing(SPACE_L)
        beside.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)
        beside.addWidget(field)
        column = make_column(row, beside, line)
        column.setContentsMargins(margins(SPACE_L, SPACE_S, SPACE_L, SPACE_S))
        row.setMinimumHeight(target_height(ROW_HEIGHT, row.font()))

        def show(now: ChoiceRow) -> None:
            show_choice(now)
            label.setText(now.label)
            line.setText(now.line)
            line.setVisible(bool(now.line))
            field.setAccessibleDescription(now.line)

        return row, show


class Choice(QComboBox):
    """Qt's combo box, which leaves the mouse wheel to the page.

    `prompt`: makes it searchable; a letter typed on the closed field starts the search.
    """

    def __init__(self, prompt: str = "") -> None:
        super().__init__()
        self.setFont(enlarge(self.font(), TEXT))
        self._prompt = prompt
        self.choices: Sequence[Choosable] = ()

    def offer(self, choices: Sequence[Choosable], chosen: object) -> None:
        """Offer these, and show the chosen one, without emitting signals."""
        self.blockSignals(True)
        self.choices = choices
        self.clear()
        for choice in choices:
            self.addItem(choice.text, choice.value)
        self.choose(chosen)
        self.blockSignals(False)
        self.updateGeometry()
        self.update()

    def choose(self, value: object) -> None:
        """Show a value; the placeholder for None. An unknown value, such as one edited by hand, is shown as it is."""
        index = self.findData(value)
        if index < 0 and value is not None:
            self.addItem(str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        """Open the list at the chosen item."""
        if self._prompt:
            self._search("")
        else:
            super().showPopup()

    def _search(self, typed: str) -> None:
        """Open a dialog to find a choice by name."""
        choices = self.choices

        def find_rows(typed: str) -> list[Row]:  # captures only the choices: the dialog may outlive this widget
            return [Row(str(choice.value), choice.text) for choice in find_choices(choices, typed)]

        title, chosen = self.accessibleName() or self._prompt, self.currentData()
        button_box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)  # its label is translated into every language
        verb = button_box.buttons()[0].text().replace("&", "")
        dialog = ChooseDialog(find_rows, self.window(), title=title, verb=verb, prompt=self._prompt, chosen=chosen)
        dialog.chosen.connect(self._on_dialog_chosen)
        dialog.open()
        dialog.search_for(typed)

    def _on_dialog_chosen(self, value: str) -> None:
        self.choose(value)
        self.activated.emit(self.currentIndex())

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
            texts = (self.placeholderText(), *(self.itemText(number) for number in range(self.count())))
            widest = max(map(metrics.horizontalAdvance, texts))
        return QSize(widest + 2 * SPACE_M + arrow_width(self) + 4, max(TARGET, metrics.height() + 2 * SPACE_S))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a width in which a long choice may be cut."""
        return QSize(min(140, self.sizeHint().width()), self.sizeHint().height())
