"""Whether a system tray is available.

Qt looks for a tray on the session bus once in the life of a process and keeps the answer (isDBusTrayAvailable in its
qgenericunixtheme.cpp). A program that starts at login asks before the panel is there, and would never have an icon.
So the bus and the X server are asked here, and Qt only when one of them says yes.
"""

from contextlib import suppress

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

from dialtone.ui.window.x11 import X11

_WATCHER = "org.kde.StatusNotifierWatcher"
_BUS_MS = 1000
"""A panel that hangs must not hang us."""


def tray_is_there() -> bool:
    """Return whether an icon would be seen."""
    platform = QGuiApplication.platformName()
    if platform in ("xcb", "wayland"):
        somebody = _on_the_bus() or (platform == "xcb" and _on_x11())
        return somebody and QSystemTrayIcon.isSystemTrayAvailable()
    return QSystemTrayIcon.isSystemTrayAvailable()


def _on_the_bus() -> bool:
    """The way of KDE and of GNOME's extension: a watcher with a host behind it."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant  # late, and nowhere but on Linux

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    asked = QDBusMessage.createMethodCall(_WATCHER, "/StatusNotifierWatcher", "org.freedesktop.DBus.Properties", "Get")
    asked.setArguments([_WATCHER, "IsStatusNotifierHostRegistered"])
    asked.setAutoStartService(False)
    answer = bus.call(asked, QDBus.CallMode.Block, _BUS_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        return False
    said = answer.arguments()[0]
    return bool(said.variant() if isinstance(said, QDBusVariant) else said)


def _on_x11() -> bool:
    """The older way: a window that owns the tray's selection."""
    with suppress(OSError), X11() as x11:
        return x11.has_tray()
    return False
