"""One of several: Qt's combo box, and for many a dialog in which they are searched by name."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPalette, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from dialtone.ui.painting.control_style import arrow_room
from dialtone.ui.painting.monogram import paint_monogram
from dialtone.ui.painting.theme import SPACE_L, SPACE_M, SPACE_S, SPACE_XS, TARGET, scale_to_font
from dialtone.ui.state.country_names import Choosable, find_choices
from dialtone.ui.state.labels import translate
from dialtone.ui.state.messenger_row import Row
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.form_fields import Field
from dialtone.ui.widgets.layouts import in_a_column

_WIDTH, _HEIGHT, _FONT_HEIGHTS = 420, 520, 30
"""The size of the dialog; with a large font, the width in font heights."""
_MONOGRAM, _MONOGRAM_FONT_HEIGHTS = 36, 1.7
_EDGES = 48
"""The pixels that the desktop adds around a window."""
_MANY = 40
"""Of more choices than this, only the shown one is measured: all would load more fonts."""
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_ROWS_KEYS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})

Search = Callable[[str], Sequence[Row]]
"""Returns the rows to show for what was typed."""


class ChooseDialog(QDialog):
    """Combines typing and arrow keys: typing filters, arrows choose, Enter accepts.

    Signals:
        chosen: one was chosen (its id).
    """

    chosen = Signal(str)

    def __init__(
        self,
        search: Search,
        parent: QWidget | None = None,
        *,
        title: str = "",
        verb: str = "",
        prompt: str = "",
        chosen: str | None = None,
    ) -> None:
        """`title`, `verb`: replace the words for adding a messenger.

        `prompt`: for choices that are not messengers, asks for their name; `chosen`: the id of the current choice.
        """
        super().__init__(parent)
        self.setWindowTitle(title or translate("Add", "Add a messenger"))
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._search, self._chosen = search, chosen
        self.field = Field(prompt or translate("Add", "Name of the messenger"))
        self.field.textChanged.connect(self._show)
        self.field.installEventFilter(self)
        self.list = self._make_list(prompt or translate("Window", "Messengers"))
        unknown = translate("Add", "Dialtone does not know a messenger by this name.")
        self.nothing = Text("" if prompt else unknown, dim=True)
        self.add_button = Button(verb or translate("Add", "Add"), ButtonStyle.MAIN)
        self.add_button.clicked.connect(self._on_add_clicked)
        self._lay_out()
        self._show()

    def _make_list(self, name: str) -> QListWidget:
        """Return the empty list, which screen readers call by this name."""
        rows = QListWidget()
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        rows.setWordWrap(True)
        rows.setSpacing(SPACE_XS)
        rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows.setAccessibleName(name)
        side = scale_to_font(_MONOGRAM, self.font(), _MONOGRAM_FONT_HEIGHTS)
        rows.setIconSize(QSize(side, side))
        rows.itemClicked.connect(self._choose)
        rows.currentItemChanged.connect(self._show_whether_chosen)
        return rows

    def _lay_out(self) -> None:
        cancel = Button(translate("Add", "Cancel"), ButtonStyle.PLAIN)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(SPACE_M)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.add_button)
        column = in_a_column(self, self.field, self.nothing, self.list, row, spacing=SPACE_M)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setStretchFactor(self.list, 1)
        room = self.screen().availableGeometry().size() - QSize(_EDGES, _EDGES)
        width = scale_to_font(_WIDTH, self.font(), _FONT_HEIGHTS)
        self.resize(QSize(width, max(_HEIGHT, width)).boundedTo(room))

    @property
    def found(self) -> tuple[str, ...]:
        """The ids that are listed now."""
        return tuple(str(self.list.item(row).data(Qt.ItemDataRole.UserRole)) for row in range(self.list.count()))

    def _show(self) -> None:
        """List the rows that match what was typed."""
        self.list.clear()
        for row in self._search(self.field.text()):
            words = [word for word in (row.name, row.state) if word]
            item = QListWidgetItem("\n".join(words))
            if row.letter:
                item.setIcon(self._sign(row))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken or ", ".join(words))
            self.list.addItem(item)
            if row.id == self._chosen and not self.field.text() and self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self.nothing.setVisible(not self.list.count())
        if self.field.text().strip():  # before typing, nothing is chosen yet
            self.list.setCurrentRow(0)
        self._show_whether_chosen()

    def _sign(self, row: Row) -> QIcon:
        """Return a messenger's monogram as an icon, in the resolution of the screen."""
        ratio, side = self.devicePixelRatioF(), self.list.iconSize().width()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            paint_monogram(painter, QRectF(0, 0, side, side), row.letter, row.hue, self.font())
        return QIcon(picture)

    def _show_whether_chosen(self) -> None:
        self.add_button.setEnabled(self.list.currentItem() is not None)

    def _on_add_clicked(self) -> None:
        if (item := self.list.currentItem()) is not None:
            self._choose(item)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Accept the choice with Enter, in the field and in the list."""
        if event.key() in _ENTERS:
            self._on_add_clicked()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Move through the list with arrow keys typed in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ROWS_KEYS:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)


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
        index = self.findData(value)
        if index < 0:
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

        def rows(typed: str) -> list[Row]:  # captures only the choices: the dialog may outlive this widget
            return [Row(str(choice.value), choice.text) for choice in find_choices(choices, typed)]

        title, chosen = self.accessibleName() or self._prompt, self.currentData()
        button_box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)  # its label is translated into every language
        take = button_box.buttons()[0].text().replace("&", "")
        dialog = ChooseDialog(rows, self.window(), title=title, verb=take, prompt=self._prompt, chosen=chosen)
        dialog.chosen.connect(self._on_dialog_chosen)
        dialog.open()
        dialog.field.setText(typed)

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
            widest = max((metrics.horizontalAdvance(self.itemText(n)) for n in range(self.count())), default=0)
        return QSize(widest + 2 * SPACE_M + arrow_room(self) + 4, max(TARGET, metrics.height() + 2 * SPACE_S))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a width in which a long choice may be cut."""
        return QSize(min(140, self.sizeHint().width()), self.sizeHint().height())
