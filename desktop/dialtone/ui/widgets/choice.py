"""One of several: Qt's combo box, and for many a dialog in which they are searched by name."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QHBoxLayout, QWidget

from dialtone.ui.painting.theme import TEXT, Space, enlarge, margins, target_height
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.state.options import Option, find_options
from dialtone.ui.widgets.box_items import ROW_HEIGHT
from dialtone.ui.widgets.choose_dialog import ChooseDialog
from dialtone.ui.widgets.controls import Text
from dialtone.ui.widgets.item_view import Act, Item, View
from dialtone.ui.widgets.layouts import make_column

_SEARCHED_CHARS = 24  # the width of a field whose options are searched, in capital letters
_MIN_WIDTH = 140  # the pixels to which a field may shrink: a long option is then cut
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ChoiceItem(Item):
    """A choice of one of several options."""

    label: str
    options: tuple[Option, ...]
    chosen: object
    prompt: str = ""
    """Asks for a name in a dialog where the options are searched; empty for a list without search."""
    key: str = ""

    def view(self, act: Act) -> View:
        field = Choice(self.prompt)
        field.setObjectName(self.key)
        field.setAccessibleName(self.label)
        field.activated.connect(lambda _row: act(self.key, field.currentData()))

        return field, lambda now: field.offer(now.options, now.chosen)


class ChoiceRow(ChoiceItem):
    """A choice as a row of a box, with its label before it."""

    line: str = ""
    """What it changes, below the label; empty for nothing."""

    def view(self, act: Act) -> View:
        field, show_choice = super().view(act)
        label = Text(selectable=False)
        line = Text(dim=True)
        row = QWidget()
        top = QHBoxLayout()
        top.setSpacing(Space.L)
        top.addWidget(label, 1, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(field)
        column = make_column(row, top, line, spacing=Space.XS)
        column.setContentsMargins(margins(Space.L, Space.S, Space.L, Space.S))
        row.setMinimumHeight(target_height(ROW_HEIGHT, row.font()))

        def show(now: ChoiceRow) -> None:
            show_choice(now)
            label.setText(now.label)
            line.show_words(now.line)
            field.setAccessibleDescription(now.line)

        return row, show


class Choice(QComboBox):
    """Qt's combo box, without the mouse wheel. `prompt`: asks for a name in a dialog that replaces the list."""

    def __init__(self, prompt: str = "") -> None:
        super().__init__()
        self.setFont(enlarge(self.font(), TEXT))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        if prompt:  # of many options none is measured: all would load more fonts
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(_SEARCHED_CHARS)
        self._prompt = prompt
        self.options: Sequence[Option] = ()

    def offer(self, options: Sequence[Option], chosen: object) -> None:
        """Offer these options, and show the chosen value as `choose` does, without emitting signals."""
        with QSignalBlocker(self):
            if options != self.options:
                self.options = options
                self.clear()
                for option in options:
                    self.addItem(option.text, option.value)
            self.choose(chosen)
        self.updateGeometry()
        self.update()

    def choose(self, value: object) -> None:
        """Show a value; for None, the placeholder. A value that is no option, as in a file edited by hand, is added."""
        index = self.findData(value)
        if index < 0 and value is not None:
            self.addItem(str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def showPopup(self) -> None:
        if self._prompt:
            self._search("")
        else:
            super().showPopup()

    def _search(self, typed: str) -> None:
        """Open a dialog in which an option is found by its name, with this text in its field."""
        options = self.options

        def find_rows(typed: str) -> list[Row]:  # captures only the options: the dialog may outlive this widget
            return [Row(str(option.value), option.text) for option in find_options(options, typed)]

        title = self.accessibleName() or self._prompt
        chosen = self.currentData()
        button_box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)  # its label is translated into every language
        verb = button_box.buttons()[0].text().replace("&", "")
        dialog = ChooseDialog(find_rows, self.window(), title=title, verb=verb, prompt=self._prompt, chosen=chosen)
        dialog.chosen.connect(self._on_dialog_chosen)
        dialog.open()
        dialog.field.setText(typed)

    def _on_dialog_chosen(self, value: str) -> None:
        self.choose(value)
        self.activated.emit(self.currentIndex())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling over the field must not change it."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """In a searchable list, letters open the search instead of jumping; everything else is left to Qt."""
        command = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if self._prompt and event.text().strip() and event.text().isprintable() and not command:
            self._search(event.text())
        elif self._prompt and event.key() in _ENTERS:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return a width in which a long option may be cut."""
        return QSize(min(_MIN_WIDTH, self.sizeHint().width()), self.sizeHint().height())
