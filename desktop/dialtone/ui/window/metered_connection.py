"""Whether the line is paid by volume, where the system says so."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from dialtone.system.this_system import this_system

_MANAGER, _PATH = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
_YES, _GUESSED_YES = 1, 3
"""NMMetered of NetworkManager's D-Bus interface."""
_BUS_MS = 1000


def read_metered() -> Callable[[], bool]:
    """Return the question to ask; the answer is no where that is unknown.

    On Linux NetworkManager is asked itself, as Qt does: Qt's network part, with its plugins, is 6 MB in the tray. A
    sandbox has no way there but the portal, and Qt knows that.
    """
    if QGuiApplication.platformName() in ("xcb", "wayland") and not this_system().sandbox:
        return manager_says_metered
    from PySide6.QtNetwork import QNetworkInformation  # after the first paint

    known = QNetworkInformation.loadBackendByFeatures(QNetworkInformation.Feature.Metered)

    def metered() -> bool:
        there = QNetworkInformation.instance() if known else None
        return there is not None and there.isMetered()

    return metered


def manager_says_metered() -> bool:
    """Return what NetworkManager says; no where it is not there."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant  # nowhere but on Linux

    bus = QDBusConnection.systemBus()
    if not bus.isConnected():
        return False
    asked = QDBusMessage.createMethodCall(_MANAGER, _PATH, "org.freedesktop.DBus.Properties", "Get")
    asked.setArguments([_MANAGER, "Metered"])
    asked.setAutoStartService(False)
    answer = bus.call(asked, QDBus.CallMode.Block, _BUS_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        return False
    said = answer.arguments()[0]
    return (said.variant() if isinstance(said, QDBusVariant) else said) in (_YES, _GUESSED_YES)
