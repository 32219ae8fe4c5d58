"""Asks a service on one of the two buses of a desktop on Linux. Imported late: Qt's D-Bus part is for nothing else."""

from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant

_WAIT_MS = 1000
"""A service that hangs must not hang us."""


def ask(
    service: str, path: str, interface: str, question: str, arguments: tuple[str, ...] = (), *, system: bool = False
) -> object:
    """Return the first thing that is answered; None where nobody answers. `system`: on the system's bus."""
    bus = QDBusConnection.systemBus() if system else QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    asked = QDBusMessage.createMethodCall(service, path, interface, question)
    asked.setArguments(list(arguments))
    asked.setAutoStartService(False)
    answer = bus.call(asked, QDBus.CallMode.Block, _WAIT_MS)
    said = answer.arguments() if answer.type() == QDBusMessage.MessageType.ReplyMessage else []
    return said[0] if said else None


def read_property(service: str, path: str, name: str, *, system: bool = False) -> object:
    """Return a property of the interface that is called as its service; None where nobody answers."""
    said = ask(service, path, "org.freedesktop.DBus.Properties", "Get", (service, name), system=system)
    return said.variant() if isinstance(said, QDBusVariant) else said
