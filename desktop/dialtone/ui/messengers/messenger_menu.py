"""What can be done with one messenger in the list: from its row, and from its page."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget


class MessengerMenu(QMenu):
    """Opens once, then goes.

    Signals:
        mute_requested: whether it should be watched without a word.
        hide_requested: it should leave the list.
    """

    mute_requested = Signal(bool)
    hide_requested = Signal()

    def __init__(self, name: str, *, watched: bool, muted: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if watched:
            said = (
                QCoreApplication.translate("Window", "Unmute {name}")
                if muted
                else QCoreApplication.translate("Window", "Mute {name}")
            )
            self._add(said, name).triggered.connect(lambda: self.mute_requested.emit(not muted))
        hide = self._add(QCoreApplication.translate("Window", "Hide {name}"), name)
        hide.triggered.connect(self.hide_requested)

    def _add(self, said: str, name: str) -> QAction:
        return self.addAction(said.format(name=name).replace("&", "&&"))
