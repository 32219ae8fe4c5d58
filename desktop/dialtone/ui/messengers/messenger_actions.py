"""The actions for one messenger in the list, shared by its tile, its page and the keyboard."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from dialtone.ui.state.labels import translate


class MessengerActions(QObject):
    """Check, copy, mute and hide, for one messenger at a time. All labels but that of copy contain its name."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messenger = ""
        self.muted = False
        """Whether that messenger is muted: `mute` then unmutes it."""
        self.check = QAction(self)
        self.copy = QAction(translate("Detail", "Copy as text"), self)
        self.mute = QAction(self)
        self.hide = QAction(self)

    def apply_to(self, messenger: str, name: str, *, watched: bool, muted: bool) -> None:
        """Apply the actions to this messenger from now on. One that is not watched can be neither muted nor checked."""
        self.messenger, self.muted = messenger, muted
        mute = translate("Window", "Unmute {name}") if muted else translate("Window", "Mute {name}")
        check, hide = translate("Detail", "Check {name}"), translate("Window", "Hide {name}")
        for action, label in ((self.mute, mute), (self.check, check), (self.hide, hide)):
            action.setText(label.format(name=name).replace("&", "&&"))
        self.mute.setVisible(watched)
        self.check.setVisible(watched)
