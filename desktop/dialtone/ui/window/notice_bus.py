"""Notices on the session bus, on a separate connection.

Qt's D-Bus cannot send them: PySide6 passes Python's integers as signed, and `Notify` requires an unsigned one.
Protocol: Desktop Notifications Specification 1.2.
"""

import math
import os
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from typing import Any

_SERVER, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_TIMEOUT_SECONDS = 5.0
"""How long a hanging server is waited for: the notice is then shown another way."""
_SERVER_DECIDES = -1
"""The value of `expire_timeout` for which the server decides how long the notice is shown."""
_BITS_PER_CHANNEL, _CHANNELS = 8, 4


class NoticeBus:
    """A connection to the session bus, as a context manager."""

    def __enter__(self) -> "NoticeBus":
        """Connect, and subscribe to the signals for pressed and closed notices. Raises `OSError` if there is no bus."""
        from jeepney import DBusErrorResponse, MatchRule, MessageType, message_bus  # imported here: notices are rare
        from jeepney.io.blocking import Proxy, open_dbus_connection

        self._signals: deque[Any] = deque()
        rule = MatchRule(type=MessageType.signal, interface=_SERVER)
        try:
            self._connection = open_dbus_connection(_find_bus_address())
            self._connection.filter(rule, queue=self._signals)
            Proxy(message_bus, self._connection, timeout=_TIMEOUT_SECONDS).AddMatch(rule)
        except (RuntimeError, ValueError, DBusErrorResponse) as problem:  # an invalid address, or a refused connection
            raise OSError(f"no session bus answers: {problem}") from problem
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def show(self, body: str, actions: Mapping[str, str], desktop_entry: str, picture: bytes, replaces: int) -> int:
        """Show a notice titled with the program's name, and return its id. Raises `OSError` if no server shows it.

        `actions`: labels by key; `picture`: a square, in RGBA with one byte per channel, row by row; `replaces`: the id
        of the notice that it replaces, 0 for none.
        """
        from jeepney import DBusAddress, MessageType, new_method_call  # imported here: only Linux has it

        side = math.isqrt(len(picture) // _CHANNELS)
        has_alpha = True
        image = ("(iiibiiay)", (side, side, side * _CHANNELS, has_alpha, _BITS_PER_CHANNEL, _CHANNELS, picture))
        hints = {"desktop-entry": ("s", desktop_entry), "image-data": image}
        keys_and_labels = [*chain.from_iterable(actions.items())]
        no_icon = ""  # before Dialtone is installed the desktop finds none, afterwards it has that of the desktop entry
        arguments = ("Dialtone", replaces, no_icon, "Dialtone", body, keys_and_labels, hints, _SERVER_DECIDES)
        message = new_method_call(DBusAddress(_PATH, _SERVER, _SERVER), "Notify", "susssasa{sv}i", arguments)
        reply = self._connection.send_and_get_reply(message, timeout=_TIMEOUT_SECONDS)
        if reply.header.message_type is not MessageType.method_return:
            raise OSError("nobody shows notices")
        return int(reply.body[0])

    def wait_for_press(self, notification_id: int) -> bool:
        """Wait until this notice is pressed or closed, or the bus is gone. Return whether it was pressed."""
        from jeepney import HeaderFields  # imported here: only Linux has it

        with suppress(OSError):
            while True:
                signal = self._connection.recv_until_filtered(self._signals)
                member = signal.header.fields[HeaderFields.member]
                if signal.body[:1] == (notification_id,) and member in ("ActionInvoked", "NotificationClosed"):
                    return bool(member == "ActionInvoked")
        return False


def _find_bus_address() -> str:
    """Return the address of the session bus: that of the environment, else systemd's default."""
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '')}/bus"
