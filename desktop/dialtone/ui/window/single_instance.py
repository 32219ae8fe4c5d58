"""One Dialtone per person: a second start brings the first one forward and quits, or asks it to quit.

A request is an empty file in the person's own folder, which no other user may enter. The running Dialtone sees that the
folder changes, and removes the file, which is its answer.
"""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QFileSystemWatcher, QObject, Qt, QThread, QTimer, Signal

from dialtone.store.data_folders import LOCK
from dialtone.store.own_files import make_private
from dialtone.system.run_lock import RunLock

_ANSWER_MS = 5000
"""How long an answer is waited for: the other instance may still be starting."""
_END_MS = 8000
"""How long the other instance has to end."""
_POLL_MS = 20
_LOOK_MS = 2000
"""When requests are looked for again where nothing reports them. It is less than an answer is waited for."""


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
        self._folder = folder
        self._lock = RunLock(folder / LOCK)
        self._watcher: QFileSystemWatcher | None = None
        """Reports that the folder has changed; None while requests are not answered."""
        self._look_timer = QTimer(self, interval=_LOOK_MS, singleShot=True, timerType=Qt.TimerType.VeryCoarseTimer)
        self._look_timer.timeout.connect(self._answer_requests)
        self.unanswered = False
        """Whether another instance holds the lock and did not answer."""

    def claim(self, *, quietly: bool = False) -> bool:
        """Take the lock, and return whether this is the only one; else bring the other forward if not `quietly`."""
        if not self._take_lock() and (quietly or not self._ask(Request.RAISE, _ANSWER_MS)):
            return False
        for request in Request:  # to an instance that crashed or hung
            self._withdraw(request)
        return True

    def end_other(self) -> bool:
        """Ask the running instance to quit, and wait for that a few seconds. Return whether none runs any more."""
        has_ended = self._take_lock() or self._ask(Request.QUIT, _END_MS)
        self.close()
        return has_ended

    def _take_lock(self) -> bool:
        """Take the lock; return False if another instance on this computer holds it.

        Where none can be made, or another computer holds it, Dialtone goes on without, since two windows are better
        than none.
        """
        try:
            make_private(self._folder)
            return self._lock.take() or self._lock.is_elsewhere
        except OSError:
            return True

    def _ask(self, request: Request, wait_ms: int) -> bool:
        """Ask the other instance, and wait until it answers, or to quit until it ends. Return whether it has ended."""
        file = self._folder / request.value
        deadline = QDeadlineTimer(wait_ms)
        try:
            file.touch()
            while not deadline.hasExpired():
                QThread.msleep(_POLL_MS)
                if self._take_lock():
                    return True
                if request is Request.RAISE and not file.exists():
                    return False
        except OSError:
            pass  # the disk is full
        finally:
            self._withdraw(request)  # also if ctrl-C ends the wait: it must not be obeyed much later
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
        """Emit the signal of a request that waits, and look again soon if nothing might report the next one."""
        if self._watcher is None:
            return
        must_quit = self._withdraw(Request.QUIT)
        must_raise = not must_quit and self._withdraw(Request.RAISE)
        is_watched = bool(self._watcher.directories())  # Linux limits how many folders a user's programs may watch
        # Windows keeps a file that is still open elsewhere, and reports nothing when it is closed.
        some_remain = any((self._folder / request.value).exists() for request in Request)
        if some_remain or not is_watched:
            self._look_timer.start()
        if must_quit:
            self.quit_requested.emit()
        elif must_raise:
            self.raise_requested.emit()

    def close(self) -> None:
        """Answer no more requests, and release the lock."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        self._look_timer.stop()
        self._lock.release()
