"""Sends and receives the calls of later starts on a Unix socket: Qt's network module would take 3 MB in the tray."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SOCKET_MODE = 0o600
"""Only the same user may call."""
_BACKLOG = 8
"""The most calls that may wait to be accepted."""
_MAX_CALL_BYTES = 64


def send_command(path: str, command: bytes, timeout_ms: int) -> bool:
    """Send a command to the Dialtone that listens on this socket. Return False if none does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as call:
        call.settimeout(timeout_ms / 1000)
        try:
            call.connect(path)
            call.sendall(command)
        except OSError:
            return False
    return True


class UnixCalls(QObject):
    """Listens on a socket in a private folder of the person (`system/instance_socket.py`).

    Signals:
        received: one or more commands, each with its newline (bytes).
    """

    received = Signal(bytes)

    def __init__(self, path: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._notifiers: dict[socket.socket, QSocketNotifier] = {}
        """By open socket: the one that listens, and one for each call until it is closed."""

    def listen(self) -> bool:
        """Listen from now on; return False if that fails. The caller holds the lock, so a former socket is unused."""
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with suppress(FileNotFoundError):
                os.unlink(self._path)
            listener.bind(self._path)
            os.chmod(self._path, _SOCKET_MODE)
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            return False
        self._watch(listener, lambda: self._accept_calls(listener))
        return True

    def close(self) -> None:
        """Stop listening, close all calls, and remove the socket."""
        if self._notifiers:
            for sock in list(self._notifiers):
                self._close_socket(sock)
            with suppress(OSError):
                os.unlink(self._path)

    def _watch(self, sock: socket.socket, on_readable: Callable[[], None]) -> None:
        def on_activated() -> None:
            if sock in self._notifiers:  # a last signal may come after the socket was closed
                on_readable()

        sock.setblocking(False)
        self._notifiers[sock] = notifier = QSocketNotifier(sock.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(on_activated)

    def _close_socket(self, sock: socket.socket) -> None:
        if (notifier := self._notifiers.pop(sock, None)) is not None:
            notifier.setEnabled(False)  # before the socket closes: its descriptor may be reused
            notifier.deleteLater()
            sock.close()

    def _accept_calls(self, listener: socket.socket) -> None:
        with suppress(OSError):  # no more connections
            while True:
                call, _ = listener.accept()
                self._watch(call, partial(self._read_call, call, bytearray()))

    def _read_call(self, call: socket.socket, received: bytearray) -> None:
        """Add what came to `received`; emit that once it has a newline. Close a call that has ended or is too long."""
        try:
            data = call.recv(_MAX_CALL_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        received += data
        if b"\n" in received:
            self.received.emit(bytes(received))
            received.clear()
        if not data or len(received) > _MAX_CALL_BYTES:
            self._close_socket(call)
