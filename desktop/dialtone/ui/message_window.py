"""A window with one line, for people who started Dialtone with a click and see no terminal."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from dialtone.ui.launch import name_application
from dialtone.ui.painting.control_style import ControlStyle
from dialtone.ui.painting.theme import palette, scheme_for


def show_message(line: str) -> None:
    """Show a line until the person closes it. It is shown as plain text: a file name in it may contain markup."""
    application = QApplication.instance() or QApplication(["dialtone"])
    if isinstance(application, QApplication):
        name_application(application)
        application.setStyle(ControlStyle())
        application.setPalette(palette(scheme_for(application.styleHints().colorScheme(), application.palette())))
    window = QMessageBox()
    window.setWindowTitle("Dialtone")
    window.setTextFormat(Qt.TextFormat.PlainText)
    window.setText(line)
    window.exec()
    window.deleteLater()
