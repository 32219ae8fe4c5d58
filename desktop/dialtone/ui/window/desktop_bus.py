"""Calls a D-Bus service on a Linux desktop. Imported late: Qt's D-Bus module is used for nothing else."""

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

_TIMEOUT_MS = 1000
"""A hanging service must not block the window for longer."""


def call_method(
    service: str, path: str, interface: str, method: str, arguments: tuple[str, ...] = (), *, system: bool = False
) -> object:
    """Call a method, and return the first value of its reply; None without a reply. `system`: on the system bus."""
    bus = QDBusConnection.systemBus() if system else QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    message = QDBusMessage.createMethodCall(service, path, interface, method)
    message.setArguments(list(arguments))
    message.setAutoStartService(False)
    reply = bus.call(message, QDBus.CallMode.Block, _TIMEOUT_MS)
    values = reply.arguments() if reply.type() == QDBusMessage.MessageType.ReplyMessage else []
    return values[0] if values else None


def read_property(service: str, path: str, name: str, *, system: bool = False) -> object:
    """Return a property of the interface named like its service; None if there is no reply."""
    value = call_method(service, path, "org.freedesktop.DBus.Properties", "Get", (service, name), system=system)
    return value.variant() if isinstance(value, QDBusVariant) else value
