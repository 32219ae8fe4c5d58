"""Gives the keyboard back to the window when an icon in a tray of X11 took it.

Some trays (stalonetray, awesome's) tell each icon that comes that it has the focus (XEMBED_FOCUS_IN), and Qt believes
them: keys go to the icon, though the X server sends them to the window, and no window manager can put it right. So the
X server is asked; where a window of ours has the focus, it loses it and gets it back, and Qt hears of that.
"""

from contextlib import suppress

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

from dialtone.ui.window.x11 import X11

_ICON = "QSystemTrayIconSysWindow"
"""Qt's name for the icon's own window; elsewhere than on X11 there is none."""


class TrayFocus(QObject):
    """Watches who has the keyboard."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app.focusWindowChanged.connect(self._on_focus_window_changed)

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None and window.objectName() == _ICON and QGuiApplication.platformName() == "xcb":
            _give_again({int(one.winId()) for one in QGuiApplication.topLevelWindows() if one.isVisible()})


def _give_again(ours: set[int]) -> None:
    with suppress(OSError), X11() as x11:
        x11.focus_again(ours)
