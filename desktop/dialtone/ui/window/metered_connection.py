"""Whether the line is paid by volume, where the system says so.

Only Windows and macOS are asked by Qt: its network part, with its plugins, is 6 MB in the tray, and no package for
Linux holds it. There NetworkManager is asked (org.freedesktop.NetworkManager, nm-dbus-interface.h), and in a sandbox
the desktop's portal: its org.freedesktop.portal.NetworkMonitor, version 2 and later, needs no permission.
"""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

_MANAGER = "org.freedesktop.NetworkManager"
_METERED = frozenset({1, 3})
"""NM_METERED_YES and NM_METERED_GUESS_YES."""


def read_metered() -> Callable[[], bool]:
    """Return the question to ask; the answer is no where that is unknown."""
    if QGuiApplication.platformName() not in ("windows", "cocoa"):
        return _system_says_metered
    from PySide6.QtNetwork import QNetworkInformation  # after the first paint

    known = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)

    def metered() -> bool:
        there = QNetworkInformation.instance() if known else None
        return there is not None and there.isMetered()

    return metered


def _system_says_metered() -> bool:
    from dialtone.ui.window.desktop_bus import ask, read_property  # only when a check is due

    said = read_property(_MANAGER, "/org/freedesktop/NetworkManager", "Metered", system=True)
    if said is not None:
        return said in _METERED
    portal = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
    return ask(*portal, "org.freedesktop.portal.NetworkMonitor", "GetMetered") is True
