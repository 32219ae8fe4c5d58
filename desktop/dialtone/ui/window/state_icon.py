"""The window's icon, in title bar and task bar: it shows the worst that is known, as the tray does.

On a Mac it is left alone: there the Dock's icon is the program's own, and a title bar has none.
"""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from dialtone.ui.painting.app_icon import app_icon, state_icon
from dialtone.ui.painting.logo import TrayState
from dialtone.ui.state.screen_state import ScreenState
from dialtone.ui.window.tray import tray_state

_AS_INSTALLED = frozenset({TrayState.WORKS, TrayState.NOTHING})


class StateIcon:
    """Dresses the window that holds a widget; while a check runs the icon stays as it is."""

    def __init__(self, icon_file: Path, content: QWidget) -> None:
        self._icon_file = icon_file
        self._content = content
        self._shown = (TrayState.NOTHING, False)

    def show_state(self, state: ScreenState, asked: tuple[str, ...], *, doubtful: bool) -> None:
        """Show the worst of the messengers that were asked; `doubtful`: even that is said with a doubt."""
        seen = tray_state(state, asked)
        if seen is TrayState.CHECKING or self._shown == (seen, doubtful) or QGuiApplication.platformName() == "cocoa":
            return
        self._shown = (seen, doubtful)
        drawn = (
            app_icon(self._icon_file) if seen in _AS_INSTALLED else state_icon(self._icon_file, seen, doubtful=doubtful)
        )
        self._content.window().setWindowIcon(drawn)
