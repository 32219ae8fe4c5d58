"""The actions for one messenger in the list, shared by its row, its page and the keyboard."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from dialtone.ui.state.labels import translate


class MessengerActions(QObject):
    """Check, copy, mute and hide; they apply to the messenger last given to `apply_to`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messenger = ""
        self.muted = False
        self.check = QAction(self)
        self.copy = QAction(translate("Detail", "Copy as text"), self)
        self.mute = QAction(self)
        self.hide = QAction(self)

    def apply_to(self, messenger: str, name: str, *, watched: bool, muted: bool) -> None:
        """Apply to this messenger from now on. One that is not watched can be neither muted nor checked."""
        self.messenger, self.muted = messenger, muted
        self.mute.setText(mute_text(name, muted=muted).replace("&", "&&"))
        self.mute.setVisible(watched)
        self.check.setText(translate("Detail", "Check {name}").format(name=name).replace("&", "&&"))
        self.check.setVisible(watched)
        self.hide.setText(translate("Window", "Hide {name}").format(name=name).replace("&", "&&"))


def mute_text(name: str, *, muted: bool) -> str:
    """Return the label for muting or unmuting a messenger."""
    text = translate("Window", "Unmute {name}") if muted else translate("Window", "Mute {name}")
    return text.format(name=name)
