"""Sends and receives calls of later starts on a Unix socket: Qt's network module would take 3 MB in the tray."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_MODE = 0o600
"""Only the person may call."""
_WAITING = 8
"""The most calls that may wait to be accepted."""
_LONGEST = 64
"""The most bytes of one call."""


def send_word(path: str, word: bytes, wait_ms: int) -> bool:
    """Send a word to the Dialtone that listens there. Return False if none does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as call:
        call.settimeout(wait_ms / 1000)
        try:
            call.connect(path)
            call.sendall(word)
        except OSError:
            return False
    return True


class UnixCalls(QObject):
    """Listens in a private folder of the person (`system/instance_socket.py`).

    Signals:
        received: a word with its newline (bytes).
    """

    received = Signal(bytes)

    def __init__(self, path: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._open: dict[socket.socket, QSocketNotifier] = {}
        """The socket that listens, and one for each call until the other side closes it or sends too much."""

    def listen(self) -> bool:
        """Listen from now on, replacing a socket left by a crash (the caller holds the lock). Return whether it can."""
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with suppress(FileNotFoundError):
                os.unlink(self._path)
            listening.bind(self._path)
            os.chmod(self._path, _MODE)
            listening.listen(_WAITING)
        except OSError:
            listening.close()
            return False
        self._watch(listening, lambda: self._on_called(listening))
        return True

    def close(self) -> None:
        """Stop listening."""
        if self._open:
            for call in list(self._open):
                self._end(call)
            with suppress(OSError):
                os.unlink(self._path)

    def _watch(self, sock: socket.socket, then: Callable[[], None]) -> None:
        """Call `then` whenever a socket can be read."""
        sock.setblocking(False)
        self._open[sock] = notifier = QSocketNotifier(sock.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: then() if sock in self._open else None)  # a last one may come after `_end`

    def _end(self, sock: socket.socket) -> None:
        """Stop watching a socket, and close it."""
        if (notifier := self._open.pop(sock, None)) is not None:
            notifier.setEnabled(False)  # before the socket closes: its descriptor may be reused
            notifier.deleteLater()
            sock.close()

    def _on_called(self, listening: socket.socket) -> None:
        """Accept all calls that wait."""
        with suppress(OSError):  # no more connections
            while True:
                call, _ = listening.accept()
                self._watch(call, partial(self._on_readable, call, bytearray()))

    def _on_readable(self, call: socket.socket, received: bytearray) -> None:
        """Add what came to `received`; emit it once it has a newline. End a call that is over or too long."""
        try:
            data = call.recv(_LONGEST)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        received += data
        if b"\n" in received:
            self.received.emit(bytes(received))
            received.clear()
        if not data or len(received) > _LONGEST:
            self._end(call)
