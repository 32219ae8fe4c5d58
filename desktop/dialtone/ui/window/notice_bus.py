"""A notice on the session bus, on a connection of its own.

By Qt itself it cannot be sent: Python's integers leave PySide6 as signed ones, and `Notify` wants an unsigned one.
Protocol: Desktop Notifications Specification 1.2.
"""

import os
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from dialtone.model.frozen import Frozen

_SERVER, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_SECONDS = 5.0
"""For a server that hangs: the notice comes another way."""
_SERVER_DECIDES = -1
"""How long it is shown."""
_BITS, _CHANNELS = 8, 4


class NoticePicture(Frozen):
    """A square picture beside the words: `side` in pixels, a byte each for red, green, blue and opacity."""

    side: int
    pixels: bytes


class NoticeBus:
    """A connection, for the time of a `with`. Raises `OSError` there where no bus is."""

    def __enter__(self) -> "NoticeBus":
        from jeepney import DBusErrorResponse, MatchRule, MessageType, message_bus
        from jeepney.io.blocking import Proxy, open_dbus_connection

        self._told: deque[Any] = deque()
        rule = MatchRule(type=MessageType.signal, interface=_SERVER)
        try:
            self._connection = open_dbus_connection(_address())
            self._connection.filter(rule, queue=self._told)
            Proxy(message_bus, self._connection, timeout=_SECONDS).AddMatch(rule)
        except (RuntimeError, ValueError, DBusErrorResponse) as problem:  # a strange address, or a bus that refuses us
            raise OSError(f"no session bus answers: {problem}") from problem
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def show(
        self,
        texts: Sequence[str],
        actions: Sequence[str],
        hints: Mapping[str, str],
        picture: NoticePicture,
        former: int = 0,
    ) -> int:
        """Show a notice and return its number. Raises `OSError` where nobody shows it.

        `texts`: the program, the name of its icon, the title, the body; `actions`: a key and a word, by turns;
        `former`: the number of the notice in whose place it comes, 0 for none.
        """
        from jeepney import DBusAddress, MessageType, new_method_call

        row, side = picture.side * _CHANNELS, picture.side
        image = ("(iiibiiay)", (side, side, row, True, _BITS, _CHANNELS, picture.pixels))
        typed = {**{key: ("s", text) for key, text in hints.items()}, "image-data": image}
        program, icon, title, body = texts
        asked = (program, former, icon, title, body, list(actions), typed, _SERVER_DECIDES)
        message = new_method_call(DBusAddress(_PATH, _SERVER, _SERVER), "Notify", "susssasa{sv}i", asked)
        reply = self._connection.send_and_get_reply(message, timeout=_SECONDS)
        if reply.header.message_type is not MessageType.method_return:
            raise OSError("nobody shows notices")
        return int(reply.body[0])

    def wait_for_press(self, number: int) -> bool:
        """Wait until this notice is pressed or gone, or the bus is. Return whether it was pressed."""
        from jeepney import HeaderFields

        with suppress(OSError):
            while True:
                told = self._connection.recv_until_filtered(self._told)
                what = told.header.fields[HeaderFields.member]
                if told.body[:1] == (number,) and what in ("ActionInvoked", "NotificationClosed"):
                    return bool(what == "ActionInvoked")
        return False


def _address() -> str:
    """Return where the session bus is; where nobody says it, where systemd puts it."""
    return os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={os.environ.get('XDG_RUNTIME_DIR', '')}/bus"
