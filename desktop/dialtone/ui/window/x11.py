"""Calls to the X server by ctypes on a separate connection: PySide6 does not expose Qt's."""

import ctypes
from collections.abc import Collection
from contextlib import suppress

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

_NO_WINDOW, _CURRENT_TIME, _REVERT_TO_PARENT = 0, 0, 2
"""None, CurrentTime and RevertToParent of X.h."""


class X11:
    """A connection to the X server, as a context manager."""

    def __enter__(self) -> "X11":
        """Connect. Raises `OSError` if Xlib is missing or no X server answers."""
        self._library = ctypes.CDLL("libX11.so.6")
        self._library.XOpenDisplay.restype = ctypes.c_void_p
        display = self._library.XOpenDisplay(None)
        if not display:
            raise OSError("no X server answers")
        self._display = ctypes.c_void_p(display)
        return self

    def __exit__(self, *_: object) -> None:
        self._library.XCloseDisplay(self._display)

    def has_tray(self) -> bool:
        """Return whether a window owns the screen's tray selection."""
        x11, display = self._library, self._display
        x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
        selection = x11.XInternAtom(display, f"_NET_SYSTEM_TRAY_S{x11.XDefaultScreen(display)}".encode(), 0)
        return bool(x11.XGetSelectionOwner(display, ctypes.c_ulong(selection)))

    def focus_again(self, windows: Collection[int]) -> None:
        """If one of these windows has the focus, remove it and set it again, so that X sends its program an event."""
        x11, display = self._library, self._display
        focus = ctypes.c_ulong()
        reverts = ctypes.c_int()
        x11.XGetInputFocus(display, ctypes.byref(focus), ctypes.byref(reverts))
        if focus.value in windows:
            x11.XSetInputFocus(display, ctypes.c_ulong(_NO_WINDOW), _REVERT_TO_PARENT, ctypes.c_ulong(_CURRENT_TIME))
            x11.XSetInputFocus(display, focus, _REVERT_TO_PARENT, ctypes.c_ulong(_CURRENT_TIME))


_ICON_WINDOW = "QSystemTrayIconSysWindow"
"""Qt's name for the window of the tray icon, which exists only on X11."""


class TrayFocus(QObject):
    """Gives the focus back to the program's window when Qt believes that the window of the tray icon has it."""

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app.focusWindowChanged.connect(self._on_focus_window_changed)

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        """Set the X focus again if Qt believes that the tray icon has it."""
        if window is not None and window.objectName() == _ICON_WINDOW and QGuiApplication.platformName() == "xcb":
            visible = (top_level for top_level in QGuiApplication.topLevelWindows() if top_level.isVisible())
            with suppress(OSError), X11() as x11:
                x11.focus_again({int(top_level.winId()) for top_level in visible})
