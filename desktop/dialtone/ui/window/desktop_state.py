"""What the desktop and its bus say: whether there is a tray, and whether the connection is metered."""

# Late imports: the first paint must not wait for ctypes and Qt's D-Bus, and Qt's network module takes megabytes.

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

_TIMEOUT_MS = 1000
"""A hanging service must not block the window for longer."""
_WATCHER = "org.kde.StatusNotifierWatcher"
_MANAGER = "org.freedesktop.NetworkManager"
_METERED = frozenset({1, 3})
"""NM_METERED_YES and NM_METERED_GUESS_YES."""


def tray_is_there() -> bool:
    """Return whether an icon in the tray would be visible.

    Qt looks for a tray on the session bus once per process and caches the answer (isDBusTrayAvailable in its
    qgenericunixtheme.cpp). A program that starts at login asks before the panel is there, and would never get an icon.
    So the bus and the X server are asked here, and Qt only if one of them has a tray.
    """
    platform = QGuiApplication.platformName()
    if platform in ("xcb", "wayland"):
        has_host = _has_bus_tray() or (platform == "xcb" and _has_x11_tray())
        return has_host and QSystemTrayIcon.isSystemTrayAvailable()
    return QSystemTrayIcon.isSystemTrayAvailable()


def _has_bus_tray() -> bool:
    """Return whether a panel shows icons by the session bus (StatusNotifier), as KDE and GNOME's extension do."""
    return bool(_read_property(_WATCHER, "/StatusNotifierWatcher", "IsStatusNotifierHostRegistered"))


def _has_x11_tray() -> bool:
    """Return whether there is a tray of the older kind: a window that owns the tray's X selection."""
    from dialtone.ui.window.x11 import X11

    with suppress(OSError), X11() as x11:
        return x11.has_tray()
    return False


def make_metered_reader() -> Callable[[], bool]:
    """Return the function that reads whether the connection is metered now; it returns False if that is unknown.

    Qt is used only on Windows and macOS: its network module with plugins takes 6 MB in the tray, and packages for Linux
    leave it out. There NetworkManager is queried (org.freedesktop.NetworkManager, nm-dbus-interface.h), and in a
    sandbox the desktop's portal: its org.freedesktop.portal.NetworkMonitor, version 2 and later, needs no permission.
    """
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        return _read_metered_by_bus
    from PySide6.QtNetwork import QNetworkInformation

    supported = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)

    def read_metered() -> bool:
        network = QNetworkInformation.instance() if supported else None
        return network is not None and network.isMetered()

    return read_metered


def _read_metered_by_bus() -> bool:
    """Return whether NetworkManager, or the desktop portal if that does not answer, reports a metered connection."""
    metered = _read_property(_MANAGER, "/org/freedesktop/NetworkManager", "Metered", system=True)
    if metered is not None:
        return metered in _METERED
    portal = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
    return _call_method(*portal, "org.freedesktop.portal.NetworkMonitor", "GetMetered") is True


def _read_property(service: str, path: str, name: str, *, system: bool = False) -> object:
    """Return a property of the interface named like its service; None if there is no reply."""
    from PySide6.QtDBus import QDBusVariant

    value = _call_method(service, path, "org.freedesktop.DBus.Properties", "Get", (service, name), system=system)
    return value.variant() if isinstance(value, QDBusVariant) else value


def _call_method(
    service: str, path: str, interface: str, method: str, arguments: tuple[str, ...] = (), *, system: bool = False
) -> object:
    """Call a method, and return the first value of its reply; None without a reply. `system`: on the system bus."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    bus = QDBusConnection.systemBus() if system else QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    message = QDBusMessage.createMethodCall(service, path, interface, method)
    message.setArguments(list(arguments))
    message.setAutoStartService(False)
    reply = bus.call(message, QDBus.CallMode.Block, _TIMEOUT_MS)
    values = reply.arguments() if reply.type() == QDBusMessage.MessageType.ReplyMessage else []
    return values[0] if values else None
