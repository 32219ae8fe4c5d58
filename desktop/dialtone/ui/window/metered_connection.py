"""Finds out whether the connection is metered, as far as the system reports it.

Qt is used only on Windows and macOS: its network module with plugins takes 6 MB in the tray, and packages for Linux
leave it out. There NetworkManager is queried (org.freedesktop.NetworkManager, nm-dbus-interface.h), and in a sandbox
the desktop's portal: its org.freedesktop.portal.NetworkMonitor, version 2 and later, needs no permission.
"""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

_MANAGER = "org.freedesktop.NetworkManager"
_METERED = frozenset({1, 3})
"""NM_METERED_YES and NM_METERED_GUESS_YES."""


def make_metered_reader() -> Callable[[], bool]:
    """Return the function that reads whether the connection is metered now; it returns False if that is unknown."""
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        return _read_metered_by_bus
    from PySide6.QtNetwork import QNetworkInformation  # imported after the first paint

    supported = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)

    def read_metered() -> bool:
        network = QNetworkInformation.instance() if supported else None
        return network is not None and network.isMetered()

    return read_metered


def _read_metered_by_bus() -> bool:
    """Return whether NetworkManager, or the desktop portal if that does not answer, reports a metered connection."""
    from dialtone.ui.window.desktop_bus import call_method, read_property  # imported only when a check is due

    metered = read_property(_MANAGER, "/org/freedesktop/NetworkManager", "Metered", system=True)
    if metered is not None:
        return metered in _METERED
    portal = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
    return call_method(*portal, "org.freedesktop.portal.NetworkMonitor", "GetMetered") is True
