"""Your server: for messengers that have none of their own."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dialtone.store.own_server import OwnServerError, read_server
from dialtone.ui.painting.theme import SPACE_S, SPACE_XS
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.line_field import Field


class ServerForm(QWidget):
    """One line to type in and a button; what is wrong is said in one line below.

    Signals:
        acted: this server should be kept and checked; empty to forget it.
    """

    acted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._server = self._example = ""
        self.field = Field()
        self.field.setAccessibleName(QCoreApplication.translate("Server", "Your server"))
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a host name, in every language
        self.field.setMaximumWidth(360)
        self.button = Button("", ButtonStyle.MAIN)
        self.message = Text(dim=True)
        self.message.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS + 2)
        column.addLayout(row)
        column.addWidget(self.message)
        self.button.clicked.connect(self.submit)
        self.field.textChanged.connect(self._show_button)
        self._show_button()

    def show_value(self, value: tuple[str, str]) -> None:
        """Show the server that is kept, where nothing else was typed, and what one looks like."""
        server, self._example = value
        if self.field.text() == self._server:
            self.field.setText(server)
        self._server = server
        self.field.setPlaceholderText(self._example)
        self.button.show_look(ButtonStyle.PLAIN if server else ButtonStyle.MAIN)  # else the answer has the filled one
        self._show_button()

    def submit(self) -> None:
        """Read what is typed; keep it or say what is wrong."""
        typed = self.field.text().strip()
        if not typed:
            if self._server:
                self.acted.emit(self.objectName(), "")
            return
        try:
            server = read_server(typed)
        except OwnServerError:
            line = QCoreApplication.translate(
                "Server", "This is not the name of a server. It looks like {example}; a port may follow, as in :8443."
            )
            self.message.setText(line.format(example=f"\u2066{self._example}\u2069"))
            self.message.show()
            self.field.setFocus()
            return
        self.message.hide()
        self.field.setText(server)
        self.acted.emit(self.objectName(), server)

    def _show_button(self) -> None:
        forget = bool(self._server) and not self.field.text().strip()
        text = (
            QCoreApplication.translate("Server", "Remove")
            if forget
            else QCoreApplication.translate("Server", "Save and check")
        )
        self.button.show_as(text, self.button.sign)
        self.message.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in the field is the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)
