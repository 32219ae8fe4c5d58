"""One Dialtone per person: a second start brings the first one forward and quits, or asks it to quit.

The calls of later starts come through a Unix socket; on Windows alone through a pipe: Qt's network module would take
3 MB in the tray.
"""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from os import getpid
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, QSocketNotifier, Signal

from dialtone.store.data_folders import LOCK
from dialtone.store.own_files import make_private
from dialtone.system.own_process import find_instance_socket

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

_CALL_TIMEOUT_MS = 500
"""How long either side waits for the other, which is another process of the same person."""
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


class CallOutcome(Enum):
    """What came of a call to another instance."""

    ANSWERED = "answered"
    """It read the command, and ended the call."""
    UNANSWERED = "unanswered"
    """It accepts calls, but did not read this one in time: it hangs, or is busy."""
    NOBODY = "nobody"
    """None listens: it has ended, or is still starting."""


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
        self._stop_listening: Callable[[], None] | None = None
        """None while it does not listen."""
        self.unanswered = False
        """Whether another instance holds the lock and did not answer."""

    def claim(self, *, quietly: bool = False) -> bool:
        """Take the lock, and return whether this is the only one; else bring the other forward if not `quietly`."""
        if self._take_lock(0):
            return True
        for _ in range(1 if quietly else _MAX_CALLS):
            outcome = self._send_to_other(b"" if quietly else _RAISE)
            if outcome is CallOutcome.ANSWERED:
                return False
            has_waited = quietly or outcome is CallOutcome.UNANSWERED
            if self._other_has_ended(outcome, 0 if has_waited else _CALL_TIMEOUT_MS):
                return True
        self.unanswered = not quietly
        return False

    def end_other(self) -> bool:
        """Ask the running instance to quit, and wait for that a few seconds. Return whether none runs any more."""
        if not self._take_lock(0):
            for _ in range(_MAX_CALLS):
                if self._other_has_ended(self._send_to_other(_QUIT), _END_TIMEOUT_MS // _MAX_CALLS):
                    break
            else:
                return False
        self.close()
        return True

    def _other_has_ended(self, outcome: CallOutcome, wait_ms: int) -> bool:
        """Wait for the lock after a call with this outcome; return whether it could be taken, or taken over."""
        return self._take_lock(wait_ms) or (outcome is CallOutcome.NOBODY and self._take_over())

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
        """Take over the lock of an instance that crashed; return whether that succeeded. Called if nobody listens.

        Qt recognises such a lock by its process id. But each start of a Flatpak has process ids of its own: after a
        crash, the id in the lock is often that of this very process, or of an unrelated one.
        """
        holder_pid = self._lock.getLockInfo()[0] if self._lock is not None else 0
        lock_path = self._folder / LOCK
        can_be_called = bool(find_instance_socket(self._folder, _sha256))
        with suppress(OSError):
            # A lock from the future is as old as one from the past: the clock was set back since.
            should_answer = can_be_called and abs(time() - lock_path.stat().st_mtime) > _START_SECONDS
            if holder_pid == getpid() or should_answer:
                lock_path.unlink()
                return self._take_lock(0)
        return False

    def listen(self) -> None:
        """Begin to answer later starts of the program, through a socket or, on Windows, a pipe."""
        name = find_instance_socket(self._folder, _sha256)
        if self._lock is None or self._stop_listening is not None or not name:
            return
        if Path(name).is_absolute():  # a socket; on Windows it is the name of a pipe
            self._listen_on_socket(name)
        else:
            self._listen_on_pipe(name)

    def _listen_on_socket(self, path: str) -> None:
        """Listen on a socket in a private folder of the person (`system/own_process.py`), if it can be made."""
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with suppress(FileNotFoundError):
                os.unlink(path)  # left by a crash; the lock shows that it is unused
            listener.bind(path)
            os.chmod(path, _SOCKET_MODE)
            listener.listen(_BACKLOG)
        except OSError:
            listener.close()
            return
        listener.setblocking(False)  # a caller may be gone before it is accepted
        notifier = QSocketNotifier(listener.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: self._answer_call(listener))

        def stop() -> None:
            notifier.setEnabled(False)  # before the socket closes: its descriptor may be reused
            listener.close()
            with suppress(OSError):
                os.unlink(path)

        self._stop_listening = stop

    def _listen_on_pipe(self, name: str) -> None:
        from PySide6.QtNetwork import QLocalServer  # imported after the first paint

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(lambda: self._answer_pipe(server.nextPendingConnection()))
        server.listen(name)
        self._stop_listening = server.close

    def close(self) -> None:
        """Stop listening, and release the lock."""
        if self._stop_listening is not None:
            self._stop_listening()
            self._stop_listening = None
        if self._lock is not None:
            self._lock.unlock()

    def _send_to_other(self, command: bytes) -> CallOutcome:
        """Send a command to the running instance; an empty one only connects, and counts as answered then."""
        name = find_instance_socket(self._folder, _sha256)
        if Path(name).is_absolute():
            return send_command(name, command, _CALL_TIMEOUT_MS)
        from PySide6.QtNetwork import QLocalSocket  # needed only by a second start on Windows

        call = QLocalSocket()
        call.connectToServer(name)
        if not call.waitForConnected(_CALL_TIMEOUT_MS):
            return CallOutcome.NOBODY
        call.write(command)
        call.waitForBytesWritten(_CALL_TIMEOUT_MS)
        has_ended = call.state() is QLocalSocket.LocalSocketState.UnconnectedState
        answered = not command or has_ended or call.waitForDisconnected(_CALL_TIMEOUT_MS)
        return CallOutcome.ANSWERED if answered else CallOutcome.UNANSWERED

    def _answer_call(self, listener: socket.socket) -> None:
        """Read one call, which sends its command as soon as it is connected; a silent one is not waited for long."""
        with suppress(OSError):
            call, _ = listener.accept()
            with call:
                call.settimeout(_CALL_TIMEOUT_MS / 1000)
                self._obey(call.recv(_MAX_CALL_BYTES))

    def _answer_pipe(self, call: "QLocalSocket") -> None:
        """Read one call, as `_answer_call` does."""
        if call.bytesAvailable() or call.waitForReadyRead(_CALL_TIMEOUT_MS):
            self._obey(bytes(call.readLine(_MAX_CALL_BYTES).data()))
        call.deleteLater()

    def _obey(self, command: bytes) -> None:
        """Emit the signal for what a later start requests."""
        if command == _QUIT:
            self.quit_requested.emit()
        elif command == _RAISE:
            self.raise_requested.emit()


def _sha256(data: bytes) -> bytes:
    return bytes(QCryptographicHash.hash(data, QCryptographicHash.Algorithm.Sha256).data())


def send_command(path: str, command: bytes, timeout_ms: int) -> CallOutcome:
    """Send a command to the Dialtone that listens on this socket; an empty one only connects.

    The system accepts calls, until their queue is full, also for a program that hangs. One that has read a command
    ends the call, as every version does.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as call:
        call.settimeout(timeout_ms / 1000)
        try:
            call.connect(path)
            call.sendall(command)
            if command:
                call.recv(1)
        except (BlockingIOError, TimeoutError):
            return CallOutcome.UNANSWERED
        except OSError:
            return CallOutcome.NOBODY
    return CallOutcome.ANSWERED
