"""A window with one line, for people who started Dialtone with a click and see no terminal."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from dialtone.ui.appearance import Appearance
from dialtone.ui.launch import name_application


def show_message(line: str) -> None:
    """Show a line until the person closes it, as plain text: a file name in it may contain markup."""
    application = QApplication.instance() or QApplication(["dialtone"])
    if isinstance(application, QApplication):
        name_application(application)
        Appearance(application)
    window = QMessageBox()
    window.setWindowTitle("Dialtone")
    window.setTextFormat(Qt.TextFormat.PlainText)
    window.setText(line)
    window.exec()
    window.deleteLater()
