"""One Dialtone per person: a second start brings the first one forward and quits, or asks it to quit.

A request is an empty file in the person's own folder, which no other user may enter. The running Dialtone sees that the
folder changes, and removes the file, which is its answer.
"""

from contextlib import suppress
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QObject, QThread, Signal

from dialtone.store.data_folders import LOCK
from dialtone.store.own_files import make_private
from dialtone.system.run_lock import RunLock

_ANSWER_MS = 5000
"""How long an answer is waited for: the other instance may still be starting."""
_END_MS = 8000
"""How long the other instance has to end."""
_POLL_MS = 20


class Request(Enum):
    """What a later start requests, by the name of its file."""

    RAISE = "raise.request"
    QUIT = "quit.request"


class SingleInstance(QObject):
    """Finds out whether another Dialtone runs for this person; if not, answers later starts.

    Signals:
        raise_requested: Dialtone was started again.
        quit_requested: another program, such as an installer, asks this one to quit.
    """

    raise_requested = Signal()
    quit_requested = Signal()

    def __init__(self, folder: Path) -> None:
        """`folder`: that of the lock and the requests, the same for all instances of one person."""
        super().__init__()
        self._folder, self._lock = folder, RunLock(folder / LOCK)
        self._watcher: QFileSystemWatcher | None = None
        """Reports that the folder has changed; None while requests are not answered."""
        self.unanswered = False
        """Whether another instance holds the lock and did not answer."""

    def claim(self, *, quietly: bool = False) -> bool:
        """Take the lock, and return whether this is the only one; else bring the other forward if not `quietly`."""
        if self._take_lock():
            for request in Request:  # of a start that was answered by nobody
                self._withdraw(request)
            return True
        return not quietly and self._ask(Request.RAISE, _ANSWER_MS)

    def end_other(self) -> bool:
        """Ask the running instance to quit, and wait for that a few seconds. Return whether none runs any more."""
        has_ended = self._take_lock() or self._ask(Request.QUIT, _END_MS)
        self.close()
        return has_ended

    def _take_lock(self) -> bool:
        """Take the lock, or go on without it where none can be made, since two windows are better than none.

        Return False if another instance holds it.
        """
        try:
            make_private(self._folder)
            return self._lock.take()
        except OSError:
            return True

    def _ask(self, request: Request, wait_ms: int) -> bool:
        """Ask the other instance, and wait until it answers, or to quit until it ends. Return whether it has ended."""
        file, deadline = self._folder / request.value, QDeadlineTimer(wait_ms)
        with suppress(OSError):
            file.touch()
            while not deadline.hasExpired():
                QThread.msleep(_POLL_MS)
                if self._take_lock():
                    self._withdraw(request)
                    return True
                if request is Request.RAISE and not file.exists():
                    return False
            self._withdraw(request)
        self.unanswered = True
        return False

    def _withdraw(self, request: Request) -> bool:
        """Remove the file of a request; return whether there was one."""
        try:
            (self._folder / request.value).unlink()
        except OSError:
            return False
        return True

    def listen(self) -> None:
        """Begin to answer later starts of the program, and answer those that wait. Without the lock, others do that."""
        if self._lock.held and self._watcher is None:
            self._watcher = QFileSystemWatcher([str(self._folder)], self)
            self._watcher.directoryChanged.connect(self._answer_requests)
            self._answer_requests()

    def _answer_requests(self) -> None:
        """Emit the signal of each request that waits."""
        if self._withdraw(Request.QUIT):
            self.quit_requested.emit()
        elif self._withdraw(Request.RAISE):
            self.raise_requested.emit()

    def close(self) -> None:
        """Answer no more requests, and release the lock."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.release()
