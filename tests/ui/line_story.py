"""Asks a NetworkManager on a bus of its own, or a bus without one, what the line is; prints it.

Usage: python line_story.py TYPE METERED, or: python line_story.py nobody, or, as in a sandbox: portal METERED
"""

import os
import subprocess
import sys

from dbus_fast import Message, MessageType, Variant

HERE = os.path.dirname(__file__)
sys.path.insert(0, os.path.dirname(HERE))

from end_to_end.notifier import OnBus, session_bus  # noqa: E402 - the path is set above

NAME = "org.freedesktop.NetworkManager"
PORTAL = "org.freedesktop.portal.Desktop"


class NetworkManager(OnBus):
    """The service, with a line of one type."""

    def __init__(self, address: str, kind: str, metered: int) -> None:
        self._known = {"PrimaryConnectionType": Variant("s", kind), "Metered": Variant("u", metered)}
        super().__init__(address, NAME)

    def _answer(self, asked: Message) -> Message | bool | None:
        if asked.message_type is MessageType.METHOD_CALL and asked.member == "Get":
            interface, name = asked.body
            assert (asked.path, interface) == ("/org/freedesktop/NetworkManager", NAME)
            return Message.new_method_return(asked, "v", [self._known[name]])
        return None


class Portal(OnBus):
    """The desktop's portal, which a sandbox may ask."""

    def __init__(self, address: str, metered: int) -> None:
        self._metered = bool(metered)
        super().__init__(address, PORTAL)

    def _answer(self, asked: Message) -> Message | bool | None:
        if asked.message_type is MessageType.METHOD_CALL and asked.member == "GetMetered":
            where = (asked.path, asked.interface)
            assert where == ("/org/freedesktop/portal/desktop", "org.freedesktop.portal.NetworkMonitor")
            return Message.new_method_return(asked, "b", [self._metered])
        return None


def serve(address: str, kind: str, metered: int) -> None:
    """Be the service until nobody reads any more. A process of its own: who asks holds Python's lock meanwhile."""
    service = Portal(address, metered) if kind == "portal" else NetworkManager(address, kind, metered)
    print("there", flush=True)
    sys.stdin.read()
    service.close()


def ask() -> None:
    """Ask as the window does, and say whether Qt's network part came along."""
    from PySide6.QtGui import QGuiApplication

    from dialtone.ui.window.desktop_state import make_metered_reader

    app = QGuiApplication([])
    print(make_metered_reader()(), "PySide6.QtNetwork" in sys.modules, sep="|")
    del app


def main(kind: str, metered: int) -> None:
    """Play it."""
    with session_bus(os.environ) as address:
        os.environ.update(DBUS_SYSTEM_BUS_ADDRESS=address, DBUS_SESSION_BUS_ADDRESS=address)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        if kind == "nobody":
            ask()
            return
        command = [sys.executable, __file__, "serve", address, kind, str(metered)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as service:
            assert service.stdout is not None
            assert service.stdout.readline() == "there\n"
            ask()
            service.communicate()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main(sys.argv[1], int([*sys.argv, "0"][2]))
