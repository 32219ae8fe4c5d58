"""The actions for one messenger in the list, shared by its row, its page and the keyboard."""

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction


class MessengerActions(QObject):
    """Check, copy, mute and hide; they apply to the messenger last given to `apply_to`.

    Signals:
        check_requested: a messenger (its id) should be checked again.
        mute_requested: a messenger (its id), and whether it should be watched without notices.
        hide_requested: a messenger should leave the list (its id).
    """

    check_requested = Signal(str)
    mute_requested = Signal(str, bool)
    hide_requested = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messenger = ""
        self._muted = False
        self.check = QAction(self)
        self.check.triggered.connect(lambda: self.check_requested.emit(self._messenger))
        self.copy = QAction(QCoreApplication.translate("Detail", "Copy as text"), self)
        self.mute = QAction(self)
        self.mute.triggered.connect(lambda: self.mute_requested.emit(self._messenger, not self._muted))
        self.hide = QAction(self)
        self.hide.triggered.connect(lambda: self.hide_requested.emit(self._messenger))

    def apply_to(self, messenger: str, name: str, *, watched: bool, muted: bool) -> None:
        """Apply to this messenger from now on. One that is not watched can be neither muted nor checked."""
        self._messenger, self._muted = messenger, muted
        self.mute.setText(mute_text(name, muted=muted).replace("&", "&&"))
        self.mute.setVisible(watched)
        self.check.setText(QCoreApplication.translate("Detail", "Check {name}").format(name=name).replace("&", "&&"))
        self.check.setVisible(watched)
        self.hide.setText(QCoreApplication.translate("Window", "Hide {name}").format(name=name).replace("&", "&&"))


def mute_text(name: str, *, muted: bool) -> str:
    """Return the label for muting or unmuting a messenger."""
    text = (
        QCoreApplication.translate("Window", "Unmute {name}")
        if muted
        else QCoreApplication.translate("Window", "Mute {name}")
    )
    return text.format(name=name)
