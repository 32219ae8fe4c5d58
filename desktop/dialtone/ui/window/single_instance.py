"""One Dialtone per person: a second start brings the first one forward and quits, or asks it to quit."""

from contextlib import suppress
from functools import partial
from os import getpid
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QIODevice, QLockFile, QObject, Signal

from dialtone.store.data_folders import LOCK
from dialtone.store.private_files import make_private
from dialtone.system.instance_socket import find_instance_socket
from dialtone.ui.window.unix_calls import UnixCalls, send_word

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_WAIT_MS = 500
"""How long one call may take."""
_RAISE = b"raise\n"
_QUIT = b"quit\n"
_WAIT_FOR_END_MS = 8000
"""How long the other instance has to end."""
_CALLS = 10
"""The number of attempts: the other instance may still be starting, and not listen yet."""
_LONGEST_START = 60.0
"""Seconds after which every running Dialtone answers calls."""


class SingleInstance(QObject):
    """Finds out whether another Dialtone runs for this person; if not, answers later starts.

    The lock decides, not the server: on Unix `listen()` succeeds over a socket that is in use, so two
    simultaneous starts would both win. The first paint waits only for the lock.

    Signals:
        raise_requested: Dialtone was started again.
        quit_requested: another program, such as an installer, asks this one to quit.
    """

    raise_requested = Signal()
    quit_requested = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock: QLockFile | None = None
        """None before it is first tried, and where there is no place for one."""
        self._server: QLocalServer | UnixCalls | None = None
        self.unanswered = False
        """Whether another instance holds the lock and did not answer."""

    def claim(self, *, quietly: bool = False) -> bool:
        """Take the lock; return whether this is the only instance. If not, call the other forward, unless `quietly`."""
        if self._take_lock(0):
            return True
        for _ in range(1 if quietly else _CALLS):
            if self._send_to_other(b"" if quietly else _RAISE):
                return False
            if self._take_lock(0 if quietly else _WAIT_MS) or self._take_over():
                return True  # the other one has ended
        self.unanswered = not quietly
        return False

    def end_other(self) -> bool:
        """Ask the running instance to quit. Return whether none runs, at the latest after a short wait."""
        if not self._take_lock(0):
            for _ in range(_CALLS):
                delivered = self._send_to_other(_QUIT)
                if self._take_lock(_WAIT_FOR_END_MS // _CALLS) or (not delivered and self._take_over()):
                    break
            else:
                return False
        self.close()
        return True

    def _take_lock(self, wait_ms: int) -> bool:
        """Take the lock, waiting for it no longer than this. Return whether no other instance holds it."""
        try:
            make_private(self._folder)
        except OSError:
            return True  # there is no place for a lock: two windows are better than none
        self._lock = QLockFile(str(self._folder / LOCK))
        self._lock.setStaleLockTime(0)
        return self._lock.tryLock(wait_ms) or self._lock.error() != QLockFile.LockError.LockFailedError

    def _take_over(self) -> bool:
        """Take over a stale lock, whose holder answers no call and does not run; return whether that succeeded.

        Each start of a Flatpak has its own process ids: after a crash the lock often names the very process that reads
        it, or an unrelated one.
        """
        holder = self._lock.getLockInfo()[0] if self._lock is not None else 0
        lock_path = self._folder / LOCK
        hears = bool(find_instance_socket(self._folder, _sha256))
        with suppress(OSError):
            if holder == getpid() or (hears and time() - lock_path.stat().st_mtime > _LONGEST_START):
                lock_path.unlink()
                return self._take_lock(0)
        return False

    def listen(self) -> None:
        """Answer later starts from now on."""
        name = find_instance_socket(self._folder, _sha256)
        if self._lock is None or self._server is not None or not name:
            return
        if Path(name).is_absolute():  # a socket; on Windows it is the name of a pipe
            calls = UnixCalls(name, self)
            calls.received.connect(self._on_received)
            if calls.listen():
                self._server = calls
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

    def _send_to_other(self, word: bytes) -> bool:
        """Send a word to the running instance. Return whether it was delivered."""
        name = find_instance_socket(self._folder, _sha256)
        if Path(name).is_absolute():
            return send_word(name, word, _WAIT_MS)
        from PySide6.QtNetwork import QLocalSocket  # needed only by a second start on Windows

        socket = QLocalSocket()
        socket.connectToServer(name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(word)
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _on_server_new_connection(self) -> None:
        """Read what later starts send; the Unix socket reads its own calls."""
        if self._server is None or isinstance(self._server, UnixCalls):
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(self._hear, socket))
            self._hear(socket)  # no signal is emitted for data that came with the connection

    def _hear(self, socket: QIODevice) -> None:
        self._on_received(bytes(socket.readAll().data()))

    def _on_received(self, received: bytes) -> None:
        """Obey a later start: quit, or else come forward."""
        words = received.splitlines(keepends=True)
        if _QUIT in words:
            self.quit_requested.emit()
        elif _RAISE in words:
            self.raise_requested.emit()


def _sha256(data: bytes) -> bytes:
    return bytes(QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256).data())
