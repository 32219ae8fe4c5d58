"""Brings a notice to the person: by the desktop, else by the tray, else the window asks to be looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from dialtone.ui.painting.logo import TrayState
from dialtone.ui.window.desktop_notices import DesktopNotices, desktop_may_tell
from dialtone.ui.window.tray import Tray


class Notices(QObject):
    """Chooses the way. The tray's own notices open its messenger by the tray.

    Signals:
        open_requested: a notice was pressed; the messenger it is about.
    """

    open_requested = Signal(str)

    def __init__(self, tray: Callable[[], Tray | None], alert: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._tray = tray
        self._alert = alert
        self._desktop = DesktopNotices(self)
        self._desktop.open_requested.connect(self.open_requested)
        self._desktop.failed.connect(self._on_desktop_failed)

    def tell(self, messenger: str, lines: Sequence[str], state: TrayState = TrayState.NOTHING) -> None:
        """Say what changed; a press on it opens the messenger. `state`: what the picture beside it shows."""
        if desktop_may_tell():
            self._desktop.tell(messenger, lines, state)
        else:
            self._on_desktop_failed(messenger, lines)

    def _on_desktop_failed(self, messenger: str, lines: Sequence[str]) -> None:
        tray = self._tray()
        if tray is not None:
            tray.tell(messenger, lines)
        else:
            self._alert()
