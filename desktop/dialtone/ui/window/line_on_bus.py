"""What NetworkManager says of the line, asked on the system's bus.

Qt asks the same service, but by its network part, which is 3 MB in the package, more in memory, and links to Kerberos.
Names and values: NetworkManager's D-Bus interface, org.freedesktop.NetworkManager, and its nm-dbus-interface.h.
"""

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

_NAME, _PATH = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
_BUS_MS = 1000
"""A service that hangs must not hang us."""
_METERED = frozenset({1, 3})
"""NM_METERED_YES and NM_METERED_GUESS_YES."""
_MEDIA = {
    "802-11-wireless": "WiFi",
    "802-3-ethernet": "Ethernet",
    "gsm": "Cellular",
    "cdma": "Cellular",
}
"""Type of the primary connection, which under a VPN is the one that carries it → the word Qt has for it."""


def read_medium() -> str:
    """Return what the line goes over, as Qt names it; empty where that is not known."""
    return _MEDIA.get(str(_read("PrimaryConnectionType")), "")


def is_metered() -> bool:
    """Return whether the line is paid by volume; no where that is not known."""
    return _read("Metered") in _METERED


def _read(name: str) -> object:
    bus = QDBusConnection.systemBus()
    if not bus.isConnected():
        return None
    asked = QDBusMessage.createMethodCall(_NAME, _PATH, "org.freedesktop.DBus.Properties", "Get")
    asked.setArguments([_NAME, name])
    asked.setAutoStartService(False)
    answer = bus.call(asked, QDBus.CallMode.Block, _BUS_MS)
    if answer.type() != QDBusMessage.MessageType.ReplyMessage:
        return None
    said: object = answer.arguments()[0]
    return said.variant() if isinstance(said, QDBusVariant) else said
