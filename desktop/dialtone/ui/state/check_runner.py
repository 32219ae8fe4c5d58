"""The only crossing between threads: requests go in, results and frozen events come out.

The window has one thread; loading, slow disks and listening to a check have their own. What they bring is queued for
the window's thread; what a run that was cancelled or replaced still sends is dropped here.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from dialtone.engine.events import LAST, CheckCancelled, CheckFailed, CheckStarted, Event

_log = logging.getLogger(__name__)

Emit = Callable[[Event], None]


class Run(Protocol):
    """A running check; `engine.check_process.CheckProcess` is one."""

    def perform(self, emit: Emit) -> None:
        """Check, and return when it is finished. Called on its own thread."""

    def stop(self) -> None:
        """Stop at once. Called from any thread."""


class Background(QObject):
    """Does slow work on threads of its own.

    Signals:
        prepared: some work is done; its result is handed over right after this.
    """

    prepared = Signal()
    _crossed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._crossed.connect(self._on_crossed, Qt.ConnectionType.QueuedConnection)

    def in_background(self, work: Callable[[], object], then: Callable[[Any], object] = lambda _result: None) -> None:
        """Do `work` on a thread; call `then` on the window's with what it returned, or the exception that it raised."""

        def do_and_hand_over() -> None:
            try:
                result = work()
            except Exception as problem:  # noqa: BLE001 - the window must report any error instead of waiting
                _log.warning("work in the background failed", exc_info=True)
                result = problem
            self._cross(partial(self._hand_over, then, result))

        self._begin(do_and_hand_over)

    def close(self) -> None:
        """Drop all results from now on, without waiting for the work to end."""
        self._closed = True

    def wait_closed(self, seconds: float) -> bool:
        """Wait for each thread, at most so long; return whether all have ended."""
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _begin(self, work: Callable[[], None]) -> None:
        """Run the work on a new thread, and keep that among the threads that `wait_closed` waits for."""
        thread = threading.Thread(target=work, name="dialtone-background", daemon=True)
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def _cross(self, then: Callable[[], None]) -> None:
        """Call this on the window's thread, unless closed by then."""
        with suppress(RuntimeError):  # the window may be gone before the thread is
            self._crossed.emit(then)

    def _on_crossed(self, then: Callable[[], None]) -> None:
        if not self._closed:
            then()

    def _hand_over(self, then: Callable[[Any], object], result: object) -> None:
        """Emit `prepared`, and call `then` with the result."""
        self.prepared.emit()
        then(result)


class _Job:
    """One run: it is stopped on the window's thread and performed on its own."""

    run: Run | None = None
    stopped = False

    def stop(self) -> None:
        """Stop the run, or keep it from starting."""
        self.stopped = True  # before `run` is read: the other thread sets `run` before it reads this
        if self.run is not None:
            self.run.stop()


class CheckRunner(Background):
    """Starts and cancels checks, and emits their events.

    Signals:
        happened: an `Event` of the current run.
    """

    happened = Signal(object)
    _job: _Job | None = None

    @property
    def running(self) -> bool:
        """Whether a check is running."""
        return self._job is not None

    def start(self, make: Callable[[], Run], messengers: tuple[str, ...] = ()) -> None:
        """Start a check, and stop any other. `make` runs on the check's thread: it may import heavy modules.

        `messengers`: the messengers to check; `CheckStarted` is emitted at once, because the process is slow to start.
        """
        self._drop()
        self._job = job = _Job()
        if messengers:
            self.happened.emit(CheckStarted(messengers, datetime.now(UTC)))
        self._begin(partial(self._run_job, job, make))

    def cancel(self) -> None:
        """Stop the current check at once, without waiting for its process to end."""
        if self._job is not None:
            self._drop()
            self.happened.emit(CheckCancelled())

    def close(self) -> None:
        """Stop the current run for good, without waiting for it: its remaining events are dropped."""
        super().close()
        self._drop()

    def _drop(self) -> None:
        """Stop the current job, if there is one, and forget it."""
        job, self._job = self._job, None
        if job is not None:
            job.stop()

    def _run_job(self, job: _Job, make: Callable[[], Run]) -> None:
        """Run a job in its thread. Its events cross to the window's, where those of a stopped job are ignored."""

        def emit(event: Event) -> None:
            self._cross(partial(self._receive, job, event))

        try:
            job.run = run = make()
            if not job.stopped:
                run.perform(emit)
        except Exception as problem:  # noqa: BLE001 - a bug ends the run, never the window
            _log.warning("the check failed", exc_info=True)
            emit(CheckFailed(f"{type(problem).__name__}: {problem}"))

    def _receive(self, job: _Job, event: Event) -> None:
        """Pass on an event of the current job; those of an earlier one are dropped."""
        if job is self._job:
            if isinstance(event, LAST):
                self._job = None
            self.happened.emit(event)
