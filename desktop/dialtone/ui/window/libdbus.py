"""A notice on the session bus, by libdbus, which Qt needs anyway, on a connection of its own.

By Qt itself it cannot be sent: Python's integers leave PySide6 as signed ones, and `Notify` wants an unsigned one.
Protocol: Desktop Notifications Specification 1.2. Functions: dbus/dbus-bus.h, dbus-connection.h, dbus-message.h.
"""

import ctypes
from collections.abc import Mapping, Sequence

from dialtone.model.frozen import Frozen

_SERVER, _PATH = b"org.freedesktop.Notifications", b"/org/freedesktop/Notifications"
_ARRAY, _STRING, _INT, _UINT, _VARIANT, _ENTRY, _STRUCT, _BOOL, _BYTE = (ord(kind) for kind in "asiuverby")
_SESSION = 0
_LIMIT_MS = 5000
"""A server that hangs: the notice comes another way."""
_UNTIL_SOMETHING_COMES = -1
_SERVER_DECIDES = -1
"""How long it is shown."""
_Place = ctypes.c_void_p * 32
"""Room for a `DBusMessageIter`, which has fourteen fields."""
_BITS, _CHANNELS = 8, 4


class NoticePicture(Frozen):
    """A square picture beside the words: `side` in pixels, a byte each for red, green, blue and opacity."""

    side: int
    pixels: bytes


class NoticeBus:
    """A connection, for the time of a `with`. Raises `OSError` there where no library or no bus is."""

    def __enter__(self) -> "NoticeBus":
        self._library = library = ctypes.CDLL("libdbus-1.so.3")
        for name in ("bus_get_private", "message_new_method_call", "connection_pop_message"):
            getattr(library, f"dbus_{name}").restype = ctypes.c_void_p
        library.dbus_connection_send_with_reply_and_block.restype = ctypes.c_void_p
        library.dbus_threads_init_default()
        connection = library.dbus_bus_get_private(_SESSION, None)
        if not connection:
            raise OSError("no session bus answers")
        self._connection = ctypes.c_void_p(connection)
        library.dbus_connection_set_exit_on_disconnect(self._connection, 0)
        return self

    def __exit__(self, *_: object) -> None:
        self._library.dbus_connection_close(self._connection)
        self._library.dbus_connection_unref(self._connection)

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
        library = self._library
        library.dbus_bus_add_match(self._connection, b"type='signal',interface='" + _SERVER + b"'", None)
        message = ctypes.c_void_p(library.dbus_message_new_method_call(_SERVER, _PATH, _SERVER, b"Notify"))
        into = _Place()
        library.dbus_message_iter_init_append(message, into)
        self._add_text(into, texts[0])
        self._add_number(into, _UINT, former)
        for text in texts[1:]:
            self._add_text(into, text)
        self._add_actions(into, actions)
        self._add_hints(into, hints, picture)
        self._add_number(into, _INT, _SERVER_DECIDES)
        reply = library.dbus_connection_send_with_reply_and_block(self._connection, message, _LIMIT_MS, None)
        library.dbus_message_unref(message)
        number = self._number_in(ctypes.c_void_p(reply)) if reply else 0
        if not number:
            raise OSError("nobody shows notices")
        return number

    def wait_for_press(self, number: int) -> bool:
        """Wait until this notice is pressed or gone. Return whether it was pressed."""
        library = self._library
        there = True
        while there:
            while told := library.dbus_connection_pop_message(self._connection):
                message = ctypes.c_void_p(told)
                pressed = bool(library.dbus_message_is_signal(message, _SERVER, b"ActionInvoked"))
                ended = pressed or bool(library.dbus_message_is_signal(message, _SERVER, b"NotificationClosed"))
                if self._number_in(message) == number and ended:
                    return pressed
            there = bool(library.dbus_connection_read_write(self._connection, _UNTIL_SOMETHING_COMES))
        return False

    def _number_in(self, message: ctypes.c_void_p) -> int:
        """Return the number that a message begins with, and let go of it; 0 where there is none."""
        number, at = ctypes.c_uint32(), _Place()
        library = self._library
        if library.dbus_message_iter_init(message, at) and library.dbus_message_iter_get_arg_type(at) == _UINT:
            library.dbus_message_iter_get_basic(at, ctypes.byref(number))
        library.dbus_message_unref(message)
        return number.value

    def _add_text(self, into: ctypes.Array[ctypes.c_void_p], text: str) -> None:
        self._library.dbus_message_iter_append_basic(into, _STRING, ctypes.byref(ctypes.c_char_p(text.encode())))

    def _add_number(self, into: ctypes.Array[ctypes.c_void_p], kind: int, number: int) -> None:
        self._library.dbus_message_iter_append_basic(into, kind, ctypes.byref(ctypes.c_int32(number)))

    def _add_actions(self, into: ctypes.Array[ctypes.c_void_p], actions: Sequence[str]) -> None:
        inside = self._open(into, _ARRAY, b"s")
        for text in actions:
            self._add_text(inside, text)
        self._library.dbus_message_iter_close_container(into, inside)

    def _add_hints(self, into: ctypes.Array[ctypes.c_void_p], hints: Mapping[str, str], picture: NoticePicture) -> None:
        inside = self._open(into, _ARRAY, b"{sv}")
        for key, text in hints.items():
            entry = self._open(inside, _ENTRY, None)
            self._add_text(entry, key)
            value = self._open(entry, _VARIANT, b"s")
            self._add_text(value, text)
            self._library.dbus_message_iter_close_container(entry, value)
            self._library.dbus_message_iter_close_container(inside, entry)
        self._add_picture(inside, picture)
        self._library.dbus_message_iter_close_container(into, inside)

    def _add_picture(self, into: ctypes.Array[ctypes.c_void_p], picture: NoticePicture) -> None:
        """Add the hint `image-data`: width, height, bytes a row, opacity or not, bits, channels, and the bytes."""
        entry = self._open(into, _ENTRY, None)
        self._add_text(entry, "image-data")
        value = self._open(entry, _VARIANT, b"(iiibiiay)")
        fields = self._open(value, _STRUCT, None)
        for number in (picture.side, picture.side, picture.side * _CHANNELS):
            self._add_number(fields, _INT, number)
        self._add_number(fields, _BOOL, 1)
        for number in (_BITS, _CHANNELS):
            self._add_number(fields, _INT, number)
        pixels = self._open(fields, _ARRAY, b"y")
        begin = ctypes.c_char_p(picture.pixels)
        self._library.dbus_message_iter_append_fixed_array(pixels, _BYTE, ctypes.byref(begin), len(picture.pixels))
        for outer, inner in ((fields, pixels), (value, fields), (entry, value), (into, entry)):
            self._library.dbus_message_iter_close_container(outer, inner)

    def _open(
        self, into: ctypes.Array[ctypes.c_void_p], kind: int, holds: bytes | None
    ) -> ctypes.Array[ctypes.c_void_p]:
        inside = _Place()
        self._library.dbus_message_iter_open_container(into, kind, holds, inside)
        return inside
