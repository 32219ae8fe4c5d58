"""Finds out whether there is a system tray.

Qt looks for a tray on the session bus once per process and caches the answer (isDBusTrayAvailable in its
qgenericunixtheme.cpp). A program that starts at login asks before the panel is there, and would never get an icon.
So the bus and the X server are asked here, and Qt only if one of them has a tray.
"""

from contextlib import suppress

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from dialtone.ui.window.x11 import X11

_WATCHER = "org.kde.StatusNotifierWatcher"


def tray_is_there() -> bool:
    """Return whether an icon would be visible."""
    platform = QGuiApplication.platformName()
    if platform in ("xcb", "wayland"):
        has_host = _has_bus_tray() or (platform == "xcb" and _has_x11_tray())
        return has_host and QSystemTrayIcon.isSystemTrayAvailable()
    return QSystemTrayIcon.isSystemTrayAvailable()


def _has_bus_tray() -> bool:
    """Return whether a panel shows icons by the session bus (StatusNotifier), as KDE and GNOME's extension do."""
    from dialtone.ui.window.desktop_bus import read_property  # imported late, and only on Linux

    return bool(read_property(_WATCHER, "/StatusNotifierWatcher", "IsStatusNotifierHostRegistered"))


def _has_x11_tray() -> bool:
    """Return whether there is a tray of the older kind: a window that owns the tray's X selection."""
    with suppress(OSError), X11() as x11:
        return x11.has_tray()
    return False
