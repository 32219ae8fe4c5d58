"""Opens addresses in the browser or another program; if none does, shows the address, so that it can be copied."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from dialtone.ui.state.labels import translate


def open_address(address: str, parent: QWidget) -> None:
    """Open an address, or a folder as a `file:` address, on a press. `parent`: the widget that was pressed."""
    url = QUrl(address)
    if not QDesktopServices.openUrl(url):
        _show_unopened(url.toLocalFile() if url.isLocalFile() else address, parent)


def _show_unopened(address: str, parent: QWidget) -> None:
    """Show an address that no program opened, as plain text, with a button that copies it."""
    from PySide6.QtWidgets import QMessageBox  # imported late: rarely shown

    box = QMessageBox(parent.window())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("Window", "No program on this computer opened this address:"))
    box.setInformativeText(address)
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    copy = box.addButton(translate("Country", "Copy"), QMessageBox.ButtonRole.AcceptRole)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(address))
    box.addButton(translate("Window", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.open()
