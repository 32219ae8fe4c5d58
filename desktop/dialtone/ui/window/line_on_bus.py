"""What NetworkManager says of the line, asked on the system's bus; in a sandbox, what the desktop's portal says.

Qt asks the same services, but by its network part, which is 3 MB in the package, more in memory, and links to Kerberos.
Names and values: NetworkManager's D-Bus interface, org.freedesktop.NetworkManager, and its nm-dbus-interface.h; the
portal's org.freedesktop.portal.NetworkMonitor, version 2 and later, which a Flatpak may ask without any permission.
"""

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

_NAME, _PATH = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
_PORTAL, _PORTAL_PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_BUS_MS = 1000
"""A service that hangs must not hang us."""
_METERED = frozenset({1, 3})
"""NM_METERED_YES and NM_METERED_GUESS_YES."""


def is_metered() -> bool:
    """Return whether the line is paid by volume; no where that is not known."""
    said = _read("Metered")
    if said is not None:
        return said in _METERED
    asked = QDBusMessage.createMethodCall(_PORTAL, _PORTAL_PATH, "org.freedesktop.portal.NetworkMonitor", "GetMetered")
    return _ask(QDBusConnection.sessionBus(), asked) is True


def _read(name: str) -> object:
    asked = QDBusMessage.createMethodCall(_NAME, _PATH, "org.freedesktop.DBus.Properties", "Get")
    asked.setArguments([_NAME, name])
    said = _ask(QDBusConnection.systemBus(), asked)
    return said.variant() if isinstance(said, QDBusVariant) else said


def _ask(bus: QDBusConnection, asked: QDBusMessage) -> object:
    """Return the first thing that is answered; None where nobody answers."""
    if not bus.isConnected():
        return None
    asked.setAutoStartService(False)
    answer = bus.call(asked, QDBus.CallMode.Block, _BUS_MS)
    said = answer.arguments() if answer.type() == QDBusMessage.MessageType.ReplyMessage else []
    return said[0] if said else None
