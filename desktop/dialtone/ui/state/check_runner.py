"""The only crossing between threads: requests go in, frozen events come out.

The window has one thread; loading and listening to a check have their own. Their results travel through one queued
signal together with the number of the run; results of a run that was cancelled or replaced are dropped here.
"""

import itertools
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from dialtone.engine.events import LAST, CheckCancelled, CheckFailed, CheckStarted, Event
from dialtone.model.frozen import Frozen

_log = logging.getLogger(__name__)

Emit = Callable[[Event], None]


class Run(Protocol):
    """A running check; `engine.check_process.CheckProcess` is one."""

    def perform(self, emit: Emit) -> None:
        """Check, and return when it is finished. Called on its own thread."""

    def stop(self) -> None:
        """Stop at once. Called from any thread."""


class Prepared(Frozen):
    """Something that was loaded in the background."""

    value: object


class PreparationFailed(Frozen):
    """Loading failed. `reason` is one line for people."""

    reason: str


class _Job:
    """One run: it is stopped on the window's thread and performed on its own."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._lock = threading.Lock()
        self._stopped = False
        self._run: Run | None = None
        self.sent = self.received = 0
        """The number of events sent by its thread, and received on the window's thread."""

    def take(self, run: Run) -> bool:
        """Keep the run to stop it later; return whether it may still start."""
        with self._lock:
            self._run = run
            return not self._stopped

    def stop(self) -> None:
        """Stop the run, or keep it from starting."""
        with self._lock:
            self._stopped = True
            run = self._run
        if run is not None:
            run.stop()


class CheckRunner(QObject):
    """Starts and cancels checks, and emits their events.

    Signals:
        happened: an `Event` of the current run.
        prepared: a `Prepared` or a `PreparationFailed`.
    """

    happened = Signal(object)
    prepared = Signal(object)
    _crossed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._job: _Job | None = None
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._crossed.connect(self._on_crossed, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a check is running."""
        return self._job is not None

    @property
    def more_comes(self) -> bool:
        """Whether the running check has sent more events that are still queued."""
        return self._job is not None and self._job.sent > self._job.received

    def prepare(self, load: Callable[[], object]) -> None:
        """Load something slow on a separate thread, and emit `prepared`."""

        def perform() -> None:
            try:
                said: object = Prepared(load())
            except Exception as problem:  # noqa: BLE001 - the window must report any error instead of waiting
                _log.warning("loading failed", exc_info=True)
                said = PreparationFailed(str(problem) or type(problem).__name__)
            self._send(0, said)

        self._begin("dialtone-loading", perform)

    def start(self, make: Callable[[], Run], asked: tuple[str, ...] = ()) -> None:
        """Start a check, and stop any other. `make` runs on the check's thread: it may import heavy modules.

        `asked`: the messengers to check; `CheckStarted` is emitted at once, because the process is slow to start.
        """
        self._drop()
        job = _Job(next(self._numbers))
        self._job = job
        if asked:
            self.happened.emit(CheckStarted(asked, datetime.now(UTC)))
        self._begin("dialtone-check", lambda: self._perform(job, make))

    def cancel(self) -> None:
        """Stop the current check at once, without waiting for its process to end."""
        if self._job is not None:
            self._drop()
            self.happened.emit(CheckCancelled())

    def close(self) -> None:
        """Stop the current run for good, without waiting for it: its remaining events are dropped."""
        self._closed = True
        self._drop()

    def wait_closed(self, seconds: float) -> bool:
        """Return, after `close`, whether every thread has ended. For tests, which must leave no thread behind."""
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _begin(self, name: str, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name=name, daemon=True)
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def _drop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.stop()

    def _perform(self, job: _Job, make: Callable[[], Run]) -> None:
        def emit(event: Event) -> None:
            job.sent += 1
            self._send(job.number, event)

        try:
            run = make()
            if job.take(run):
                run.perform(emit)
        except Exception as surprise:  # noqa: BLE001 - a bug ends the run, never the window
            _log.warning("the check failed", exc_info=True)
            emit(CheckFailed(f"{type(surprise).__name__}: {surprise}"))

    def _send(self, run: int, said: object) -> None:
        with suppress(RuntimeError):  # the window may be gone before the thread is
            self._crossed.emit((run, said))

    def _on_crossed(self, crossing: tuple[int, object]) -> None:
        run, said = crossing
        if self._closed:
            return
        if run == 0:
            self.prepared.emit(said)
        elif self._job is not None and run == self._job.number:
            self._job.received += 1
            if isinstance(said, LAST):
                self._job = None
            self.happened.emit(said)
