"""A wrong result: what is wrong, in the person's own words. It becomes a file; nothing is sent."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QStyle, QWidget

from dialtone.ui.painting.theme import SPACE_S
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
        self.setFocusProxy(self.field)

    @property
    def note(self) -> str:
        """What the person wrote."""
        return self.field.toPlainText()

    def say_saved(self, name: str) -> None:
        """Say that the file is there, and what to do with it."""
        saved = QCoreApplication.translate("Share", "Saved as {name}.").format(name=name)
        then = (
            QCoreApplication.translate("Window", "Who you give it to is up to you. Reports are read at {address}.")
            if self._home_page
            else QCoreApplication.translate("Window", "Who you give it to is up to you.")
        )
        self.say(" ".join((saved, then.format(address=self._home_page))))
        for done in (self.asked, self.field, self.save_button):
            done.hide()
        self.cancel_button.setText(QCoreApplication.translate("Share", "Close"))
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.adjustSize()

    def say(self, sentence: str) -> None:
        """Say what came of it."""
        self.message.setText(sentence)
        self.message.show()


class _NoteField(QPlainTextEdit):
    """Several lines to type in."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(SPACE_S)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        flows = self.document().defaultTextOption()
        flows.setTextDirection(self.layoutDirection())  # else an empty field begins where the keyboard's letters do
        flows.setAlignment(QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft))
        self.document().setDefaultTextOption(flows)
