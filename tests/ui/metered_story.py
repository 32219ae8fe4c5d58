"""Asks a NetworkManager on a bus of its own whether the line is metered; prints the answer.

Usage: python metered_story.py NUMBER|nobody
"""

import os
import subprocess
import sys

from dbus_fast import Message, MessageType, Variant

HERE = os.path.dirname(__file__)
sys.path.insert(0, os.path.dirname(HERE))

from end_to_end.notifier import OnBus, session_bus  # noqa: E402 - the path is set above

NAME = "org.freedesktop.NetworkManager"


class NetworkManager(OnBus):
    """Knows one property."""

    def __init__(self, address: str, metered: int) -> None:
        self._metered = metered
        super().__init__(address, NAME)

    def _answer(self, asked: Message) -> Message | bool | None:
        if asked.message_type is MessageType.METHOD_CALL and asked.body == [NAME, "Metered"]:
            return Message.new_method_return(asked, "v", [Variant("u", self._metered)])
        return None


def serve(address: str, said: str) -> None:
    """Be NetworkManager until nobody is left to answer."""
    manager = NetworkManager(address, int(said))
    print("ready", flush=True)
    sys.stdin.read()
    manager.close()


def ask() -> None:
    """Ask the one that is there, as the window does."""
    from PySide6.QtCore import QCoreApplication

    from dialtone.ui.window.metered_connection import manager_says_metered

    app = QCoreApplication([])
    print(manager_says_metered())
    del app


def main(said: str) -> None:
    """Play both: Qt waits for its answer without letting another thread of Python go on."""
    with session_bus(os.environ) as address:
        os.environ.update(DBUS_SYSTEM_BUS_ADDRESS=address, QT_QPA_PLATFORM="offscreen")
        if said == "nobody":
            ask()
            return
        with subprocess.Popen(
            [sys.executable, __file__, "serve", address, said],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        ) as manager:  # fmt: skip
            assert manager.stdout is not None
            assert manager.stdin is not None
            assert manager.stdout.readline() == "ready\n"
            ask()
            manager.stdin.close()


if __name__ == "__main__":
    serve(*sys.argv[2:]) if sys.argv[1] == "serve" else main(sys.argv[1])
