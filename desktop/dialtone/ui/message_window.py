"""A window with one line, for who started Dialtone by a click and reads no terminal."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from dialtone.ui.launch import name_application


def show_message(line: str) -> None:
    """Show a line until the person has read it."""
    application = QApplication.instance() or QApplication(["dialtone"])
    if isinstance(application, QApplication):
        name_application(application)
    box = make_message(line)
    box.exec()
    box.deleteLater()


def make_message(line: str) -> QMessageBox:
    """Return the window, not shown yet. The line is plain text, whatever a file's name holds."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Dialtone", "", QMessageBox.StandardButton.Close)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(line)
    return box
