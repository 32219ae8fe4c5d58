"""A window with one line, for who started Dialtone by a click and reads no terminal."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from dialtone.ui.launch import name_application
from dialtone.ui.painting.control_style import ControlStyle
from dialtone.ui.painting.theme import palette, scheme_for
from dialtone.ui.widgets.controls import Button, ButtonStyle, Text
from dialtone.ui.widgets.dialog import Dialog


def show_message(line: str) -> None:
    """Show a line until the person has read it."""
    application = QApplication.instance() or QApplication(["dialtone"])
    if isinstance(application, QApplication):
        name_application(application)
        application.setStyle(ControlStyle())
        application.setPalette(palette(scheme_for(application.styleHints().colorScheme(), application.palette())))
    window = MessageWindow(line)
    window.exec()
    window.deleteLater()


class MessageWindow(Dialog):
    """Not shown yet. The line is plain text, whatever a file's name holds."""

    def __init__(self, line: str) -> None:
        super().__init__("Dialtone", "Dialtone")
        self.line = Text(line)
        self.column.addWidget(self.line)
        self.column.addStretch(1)
        close = Button(QCoreApplication.translate("Share", "Close"), ButtonStyle.MAIN)
        close.clicked.connect(self.accept)
        self.end_with(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)
