"""Calls a D-Bus service on a Linux desktop. Imported late: Qt's D-Bus module is used for nothing else."""

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

_WAIT_MS = 1000
"""A hanging service must not block the window for longer."""


def ask(
    service: str, path: str, interface: str, question: str, arguments: tuple[str, ...] = (), *, system: bool = False
) -> object:
    """Return the first value of the reply; None if there is none. `system`: on the system bus."""
    bus = QDBusConnection.systemBus() if system else QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    message = QDBusMessage.createMethodCall(service, path, interface, question)
    message.setArguments(list(arguments))
    message.setAutoStartService(False)
    answer = bus.call(message, QDBus.CallMode.Block, _WAIT_MS)
    values = answer.arguments() if answer.type() == QDBusMessage.MessageType.ReplyMessage else []
    return values[0] if values else None


def read_property(service: str, path: str, name: str, *, system: bool = False) -> object:
    """Return a property of the interface named like its service; None if there is no reply."""
    value = ask(service, path, "org.freedesktop.DBus.Properties", "Get", (service, name), system=system)
    return value.variant() if isinstance(value, QDBusVariant) else value
