"""One Dialtone per person: a second start brings the first one forward and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
_RAISE = b"raise\n"


class SingleInstance(QObject):
    """Asks whether another Dialtone runs for this person, and if not, answers those who ask later.

    The lock decides, not the server: on Unix `listen()` succeeds over a socket that is in use, so two
    starts at the same moment would both win.

    Signals:
        raise_wanted: somebody started Dialtone again.
    """

    raise_wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._name = "app.dialtone.Dialtone-" + hashlib.sha256(str(folder).encode()).hexdigest()[:16]
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """True where this is the only one. Else the other one was told to come forward."""
        if self._tell_other():
            return False
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True  # nowhere to lock: better two windows than none
        self._lock = QLockFile(str(self._folder / "running.lock"))
        self._lock.setStaleLockTime(0)
        if not self._lock.tryLock(0) and self._lock.error() == QLockFile.LockError.LockFailedError:
            self._tell_other()
            return False
        self._listen()
        return True

    def close(self) -> None:
        """Make room for the next one."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    def _tell_other(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_WAIT_MS):
            return False
        socket.write(_RAISE)
        socket.waitForBytesWritten(_WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _listen(self) -> None:
        QLocalServer.removeServer(self._name)  # left over from a crash; the lock says that nobody uses it
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)
        self._server.listen(self._name)

    def _on_server_new_connection(self) -> None:
        if self._server is None:
            return
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raise_wanted.emit()
