"""One Dialtone per person: a second start brings the first one forward and quits, or asks it to quit.

The calls of later starts come through a Unix socket; on Windows alone through a pipe: Qt's network module would take
3 MB in the tray.
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from os import getpid
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QIODevice, QLockFile, QObject, QSocketNotifier, Signal

from dialtone.store.data_folders import LOCK
from dialtone.store.private_files import make_private
from dialtone.system.instance_socket import find_instance_socket

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_CALL_TIMEOUT_MS = 500
_RAISE = b"raise\n"
_QUIT = b"quit\n"
_END_TIMEOUT_MS = 8000
"""How long the other instance has to end."""
_MAX_CALLS = 10
"""The number of attempts: the other instance may still be starting, and not listen yet."""
_START_SECONDS = 60.0
"""After this time, every running Dialtone answers calls."""
_SOCKET_MODE = 0o600
"""Only the same user may call."""
_BACKLOG = 8
_MAX_CALL_BYTES = 64


class SingleInstance(QObject):
    """Finds out whether another Dialtone runs for this person; if not, answers later starts.

    A lock decides, not the server: on Unix `listen()` succeeds on a socket that is in use, so two simultaneous starts
    would both be the only one. The first paint waits only for the lock.

    Signals:
        raise_requested: Dialtone was started again.
        quit_requested: another program, such as an installer, asks this one to quit.
    """

    raise_requested = Signal()
    quit_requested = Signal()

    def __init__(self, folder: Path) -> None:
        """`folder`: that of the lock, the same for all instances of one person."""
        super().__init__()
        self._folder = folder
        self._lock: QLockFile | None = None
        """None before it is first tried, and if its folder cannot be made."""
        self._server: QLocalServer | UnixCalls | None = None
        self.unanswered = False
        """Whether another instance holds the lock and did not answer."""

    def claim(self, *, quietly: bool = False) -> bool:
        """Take the lock, and return whether this is the only one; else bring the other forward if not `quietly`."""
        if self._take_lock(0):
            return True
        for _ in range(1 if quietly else _MAX_CALLS):
            if self._send_to_other(b"" if quietly else _RAISE):
                return False
            if self._take_lock(0 if quietly else _CALL_TIMEOUT_MS) or self._take_over():
                return True  # the other one has ended
        self.unanswered = not quietly
        return False

    def end_other(self) -> bool:
        """Ask the running instance to quit, and wait for that a few seconds. Return whether none runs any more."""
        if not self._take_lock(0):
            for _ in range(_MAX_CALLS):
                delivered = self._send_to_other(_QUIT)
                if self._take_lock(_END_TIMEOUT_MS // _MAX_CALLS) or (not delivered and self._take_over()):
                    break
            else:
                return False
        self.close()
        return True

    def _take_lock(self, wait_ms: int) -> bool:
        """Take the lock, waiting for it no longer than this. Return False if another instance holds it."""
        try:
            make_private(self._folder)
        except OSError:
            return True  # no lock can be made there, and two windows are better than none
        self._lock = QLockFile(str(self._folder / LOCK))
        self._lock.setStaleLockTime(0)
        return self._lock.tryLock(wait_ms) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _take_over(self) -> bool:
        """Take over the lock of an instance that crashed; return whether that succeeded. Called after a failed call.

        Qt recognises such a lock by its process id. But each start of a Flatpak has process ids of its own: after a
        crash, the id in the lock is often that of this very process, or of an unrelated one.
        """
        holder_pid = self._lock.getLockInfo()[0] if self._lock is not None else 0
        lock_path = self._folder / LOCK
        can_be_called = bool(find_instance_socket(self._folder, _sha256))
        with suppress(OSError):
            should_answer = can_be_called and time() - lock_path.stat().st_mtime > _START_SECONDS
            if holder_pid == getpid() or should_answer:
                lock_path.unlink()
                return self._take_lock(0)
        return False

    def listen(self) -> None:
        """Answer later starts from now on."""
        name = find_instance_socket(self._folder, _sha256)
        if self._lock is None or self._server is not None or not name:
            return
        if Path(name).is_absolute():  # a socket; on Windows it is the name of a pipe
            unix_calls = UnixCalls(name, self)
            unix_calls.received.connect(self._on_received)
            if unix_calls.listen():
                self._server = unix_calls
            return
        from PySide6.QtNetwork import QLocalServer  # imported after the first paint

        QLocalServer.removeServer(name)  # left by a crash; the lock shows that it is unused
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)
        self._server.listen(name)

    def close(self) -> None:
        """Stop listening, and release the lock."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    def _send_to_other(self, command: bytes) -> bool:
        """Send a command to the running instance; an empty one only tries to connect. Return whether it got through."""
        name = find_instance_socket(self._folder, _sha256)
        if Path(name).is_absolute():
            return send_command(name, command, _CALL_TIMEOUT_MS)
        from PySide6.QtNetwork import QLocalSocket  # needed only by a second start on Windows

        call = QLocalSocket()
        call.connectToServer(name)
        if not call.waitForConnected(_CALL_TIMEOUT_MS):
            return False
        call.write(command)
        call.waitForBytesWritten(_CALL_TIMEOUT_MS)
        call.disconnectFromServer()
        return True

    def _on_server_new_connection(self) -> None:
        """Accept calls on Windows: `UnixCalls` accepts its own."""
        if self._server is None or isinstance(self._server, UnixCalls):
            return
        while (call := self._server.nextPendingConnection()) is not None:
            call.disconnected.connect(call.deleteLater)
            call.readyRead.connect(partial(self._read_call, call))
            self._read_call(call)  # no signal is emitted for data that came with the connection

    def _read_call(self, call: QIODevice) -> None:
        """Read the commands that are complete; Qt keeps the beginning of the next one until the rest comes."""
        commands = b""
        while call.canReadLine():
            commands += bytes(call.readLine().data())
        self._on_received(commands)

    def _on_received(self, received: bytes) -> None:
        """Emit the signal for what a later start requests; quitting comes first."""
        commands = received.splitlines(keepends=True)
        if _QUIT in commands:
            self.quit_requested.emit()
        elif _RAISE in commands:
            self.raise_requested.emit()


def _sha256(data: bytes) -> bytes:
    return bytes(QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256).data())


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
        """Call `on_readable` whenever a socket can be read."""

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
        """Emit the commands that are complete; `received` keeps the beginning of the next one until the rest comes.

        A call that has ended or is too long is closed.
        """
        try:
            data = call.recv(_MAX_CALL_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        received += data
        end_of_commands = received.rfind(b"\n") + 1
        if end_of_commands:
            commands = bytes(received[:end_of_commands])
            del received[:end_of_commands]
            self.received.emit(commands)
        if not data or len(received) > _MAX_CALL_BYTES:
            self._close_socket(call)
