"""A wrong result: what is wrong, in the person's own words. It becomes a file; nothing is sent."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStyle, QVBoxLayout, QWidget

from dialtone.ui.painting.theme import RADIUS, SPACE_S, colours_of, mixed
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.dialog import Dialog

_LINES = 5


class ReportDialog(Dialog):
    """Asks, and then says where the file is and what to do with it.

    Signals:
        save_requested: the person wants the file; `note` has the words.
    """

    save_requested = Signal()

    def __init__(self, home_page: str, parent: QWidget | None = None) -> None:
        """`home_page`: where reports are read; empty where nobody said so."""
        title = QCoreApplication.translate("Window", "Report a wrong result")
        super().__init__(title, title, parent)
        asked = QCoreApplication.translate(
            "Window", "What is wrong? The file holds the check with addresses of servers. It is saved, not sent."
        )
        self._home_page = home_page
        self.asked = Text(asked)
        self.field = _NoteField(asked)
        self.message = Text()
        self.message.hide()
        self.column.addWidget(self.asked)
        self.column.addWidget(self.field, 1)
        self.column.addWidget(self.message)
        self.cancel_button = Button(QCoreApplication.translate("Add", "Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.save_button = Button(QCoreApplication.translate("Share", "Save…"), ButtonStyle.MAIN)
        self.save_button.clicked.connect(self.save_requested)
        self.end_with(self.cancel_button, self.save_button)
        self.setFocusProxy(self.field.text)

    @property
    def note(self) -> str:
        """What the person wrote."""
        return self.field.text.toPlainText()

    def say_saved(self, name: str) -> None:
        """Say that the file is there, and what to do with it."""
        saved = QCoreApplication.translate("Share", "Saved as {name}.").format(name=name)
        then = (
            QCoreApplication.translate("Window", "Who you give it to is up to you. Reports are read at {address}.")
            if self._home_page
            else QCoreApplication.translate("Window", "Who you give it to is up to you.")
        )
        self.say(" ".join((saved, then.format(address=self._home_page))))
        self.asked.hide()
        self.field.hide()
        self.save_button.hide()
        self.cancel_button.setText(QCoreApplication.translate("Share", "Close"))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.adjustSize()

    def say(self, sentence: str) -> None:
        """Say what came of it."""
        self.message.setText(sentence)
        self.message.show()


class _NoteField(QWidget):
    """Several lines to type in, with the edge of the other fields."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(name)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTabChangesFocus(True)
        self.text.viewport().setAutoFillBackground(False)
        self.text.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_S, SPACE_S, SPACE_S, SPACE_S)
        column.addWidget(self.text)
        self.text.cursorPositionChanged.connect(self.update)
        flows = self.text.document().defaultTextOption()
        flows.setTextDirection(self.layoutDirection())  # else an empty field begins where the keyboard's letters do
        flows.setAlignment(QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft))
        self.text.document().setDefaultTextOption(flows)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint ground and edge; the accent where the keyboard is."""
        colours, focused = colours_of(self.palette()), self.text.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.accent if focused else mixed(colours.dim, colours.outline, 0.4)
        painter.setPen(QPen(edge, 2 if focused else 1))
        painter.setBrush(colours.page)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()
