"""Gives the keyboard back to the window when an icon in a tray of X11 took it.

Some trays (stalonetray, awesome's) tell each icon that comes that it has the focus (XEMBED_FOCUS_IN), and Qt believes
them: keys go to the icon, though the X server sends them to the window, and no window manager can put it right. So the
X server is asked; where a window of ours has the focus, it loses it and gets it back, and Qt hears of that.
"""

import ctypes

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

_ICON = "QSystemTrayIconSysWindow"
"""Qt's name for the icon's own window; elsewhere than on X11 there is none."""
_NOBODY, _NOW, _TO_PARENT = 0, 0, 2


class TrayFocus(QObject):
    """Watches who has the keyboard."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app.focusWindowChanged.connect(self._on_focus_window_changed)

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None and window.objectName() == _ICON and QGuiApplication.platformName() == "xcb":
            _give_again({int(one.winId()) for one in QGuiApplication.topLevelWindows() if one.isVisible()})


def _give_again(ours: set[int]) -> None:
    """On a connection of our own: Qt does not lend its one."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return
    x11.XOpenDisplay.restype = ctypes.c_void_p
    display = x11.XOpenDisplay(None)
    if not display:
        return
    here, focus, reverts = ctypes.c_void_p(display), ctypes.c_ulong(), ctypes.c_int()
    x11.XGetInputFocus(here, ctypes.byref(focus), ctypes.byref(reverts))
    if focus.value in ours:
        x11.XSetInputFocus(here, ctypes.c_ulong(_NOBODY), _TO_PARENT, ctypes.c_ulong(_NOW))
        x11.XSetInputFocus(here, focus, _TO_PARENT, ctypes.c_ulong(_NOW))
    x11.XCloseDisplay(here)
