"""Sends and receives calls of later starts on a Unix socket: Qt's network module would take 3 MB in the tray."""

import os
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_MODE = 0o600
_WAITING = 8
_LONGEST = 64
"""The most bytes of one call."""


def tell(path: str, word: bytes, wait_ms: int) -> bool:
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
        heard: a word with its newline (bytes).
    """

    heard = Signal(bytes)

    def __init__(self, path: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def listen(self) -> bool:
        """Listen from now on, replacing a socket left by a crash (the caller holds the lock). Return whether it can."""
        listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with suppress(FileNotFoundError):
                os.unlink(self._path)
            listening.bind(self._path)
            os.chmod(self._path, _MODE)
            listening.listen(_WAITING)
            listening.setblocking(False)
        except OSError:
            listening.close()
            return False
        self._socket = listening
        self._notifier = QSocketNotifier(listening.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_called)
        return True

    def close(self) -> None:
        """Stop listening."""
        if self._socket is None or self._notifier is None:
            return
        self._notifier.setEnabled(False)  # before the socket closes: its descriptor may be reused
        self._socket.close()
        self._socket = None
        for call in self.findChildren(_Call):
            call.end()
        with suppress(OSError):
            os.unlink(self._path)

    def _on_called(self) -> None:
        while self._socket is not None:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return  # no more connections
            _Call(connection, self)


class _Call(QObject):
    """One call, until the other side closes it or sends too much."""

    def __init__(self, connection: socket.socket, calls: UnixCalls) -> None:
        super().__init__(calls)
        self._calls = calls
        self._said = b""
        connection.setblocking(False)
        self._connection = connection
        self._notifier = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_said)

    def _on_said(self) -> None:
        try:
            more = self._connection.recv(_LONGEST)
        except BlockingIOError:
            return
        except OSError:
            more = b""
        self._said += more
        if b"\n" in self._said:
            said, self._said = self._said, b""
            self._calls.heard.emit(said)
        if not more or len(self._said) > _LONGEST:
            self.end()

    def end(self) -> None:
        """Close the call."""
        self._notifier.setEnabled(False)
        self._connection.close()
        self.deleteLater()
