"""What closing the window means: the program ends, unless it goes on checking where it can be found in the tray."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from dialtone.ui.window.check_controller import CheckController


class ClosingController(QObject):
    """Follows the settings of one program. Nothing is asked when the window is closed."""

    def __init__(self, app: QApplication, check_controller: CheckController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app, self._check_controller, self._tray = app, check_controller, False
        check_controller.settings_changed.connect(self._show)

    def show_meaning(self, *, tray: bool) -> None:
        """Go on only where there is a tray to be found in."""
        self._tray = tray
        self._show()

    def _show(self) -> None:
        settings = self._check_controller.settings
        watching = settings.watch_minutes > 0 and not settings.quiet_profile
        self._app.setQuitOnLastWindowClosed(not (self._tray and watching))
