"""Hears later starts of Dialtone on a Unix socket, and calls by it: Qt's network part would be 3 MB in the tray."""

import os
import socket
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_MODE = 0o600
_WAITING = 8
_LONGEST = 64
"""Bytes of what a start may say."""


def tell(path: str, word: bytes, wait_ms: int) -> bool:
    """Say a word to the Dialtone that listens there. Return False where none does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as call:
        call.settimeout(wait_ms / 1000)
        try:
            call.connect(path)
            call.sendall(word)
        except OSError:
            return False
    return True


class UnixCalls(QObject):
    """Listens in a folder that is the person's own (`system/instance_socket.py`).

    Signals:
        heard: a word, with the end of its line (bytes).
    """

    heard = Signal(bytes)

    def __init__(self, path: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._socket: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def listen(self) -> bool:
        """Listen from now on, in the place of what a crash left; who calls holds the lock. Return whether it can."""
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
        """Hear nobody any more."""
        if self._socket is None or self._notifier is None:
            return
        self._notifier.setEnabled(False)  # before the socket goes, whose number another file may get
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
                return  # nobody more
            _Call(connection, self)


class _Call(QObject):
    """One call, until the other side ends it or says more than anyone has to say."""

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
        """Hear no more of it."""
        self._notifier.setEnabled(False)
        self._connection.close()
        self.deleteLater()
