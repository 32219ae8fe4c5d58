"""Work on other threads: results and frozen events return to the window's thread through one queued signal."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Protocol
from weakref import WeakMethod

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

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
    """Does slow work on threads of its own, until its parent is destroyed or the application quits.

    Signals:
        work_finished: some work is done; `then` is called with its result right after this.
    """

    work_finished = Signal()
    _queued = Signal(object)
    """Emitted on any thread: a function to call on the window's."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False
        self._emitting = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._queued.connect(self._on_queued, Qt.ConnectionType.QueuedConnection)
        close_if_alive = partial(_call_if_alive, WeakMethod(self.close))
        # before Qt destroys this object: a thread that emits its signal meanwhile would crash the program
        if parent is not None:
            parent.destroyed.connect(close_if_alive)
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(close_if_alive)

    def in_background(
        self,
        work: Callable[[], object],
        then: Callable[[Any], object] = lambda _result: None,
        *,
        expected: tuple[type[Exception], ...] = (),
    ) -> None:
        """Do `work` on a thread; call `then` on the window's with the result or exception, logged unless `expected`."""

        def do_work() -> None:
            try:
                result = work()
            except Exception as problem:  # noqa: BLE001 - the window must report any error instead of waiting
                if not isinstance(problem, expected):
                    _log.warning("work in the background failed", exc_info=True)
                result = problem
            self._call_on_window_thread(partial(self._finish_work, then, result))

        self._start_thread(do_work)

    def close(self) -> None:
        """Drop all results from now on, without waiting for the work to end."""
        with self._emitting:
            self._closed = True

    def wait_closed(self, seconds: float) -> bool:
        """Wait at most `seconds` for each thread; return whether all have ended."""
        for thread in self._threads:
            thread.join(seconds)
        return not any(thread.is_alive() for thread in self._threads)

    def _start_thread(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="dialtone-background", daemon=True)
        self._threads = [t for t in self._threads if t.is_alive()] + [thread]
        thread.start()

    def _call_on_window_thread(self, function: Callable[[], None]) -> None:
        """Call `function` on the window's thread, unless this is closed by then. May be called on any thread."""
        with self._emitting:
            if not self._closed:
                self._queued.emit(function)

    def _on_queued(self, function: Callable[[], None]) -> None:
        if not self._closed:
            function()

    def _finish_work(self, then: Callable[[Any], object], result: object) -> None:
        self.work_finished.emit()
        then(result)


def _call_if_alive(method: WeakMethod[Callable[[], None]], *_: object) -> None:
    """Call a method unless its object is gone. A signal that is connected to it in this way does not keep it alive."""
    if (alive := method()) is not None:
        alive()


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
        """Start a run, and stop any other. `make` returns it, called on the run's thread, since it may import much.

        `messengers`: the ids for a `CheckStarted` that is emitted at once, as the process is slow to start.
        """
        self._stop_job()
        self._job = job = _Job()
        if messengers:
            self.happened.emit(CheckStarted(messengers, datetime.now(UTC)))
        self._start_thread(partial(self._run_job, job, make))

    def cancel(self) -> None:
        """Stop the current check at once, without waiting for its process to end."""
        if self._job is not None:
            self._stop_job()
            self.happened.emit(CheckCancelled())

    def close(self) -> None:
        """Stop the current run for good, without waiting for it: its remaining events are dropped."""
        super().close()
        self._stop_job()

    def _stop_job(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.stop()

    def _run_job(self, job: _Job, make: Callable[[], Run]) -> None:
        """Run a job on the current thread, and emit its events on the window's."""

        def emit(event: Event) -> None:
            self._call_on_window_thread(partial(self._receive, job, event))

        try:
            job.run = run = make()
            if not job.stopped:
                run.perform(emit)
        except Exception as problem:  # noqa: BLE001 - a bug ends the run, never the window
            _log.warning("the check failed", exc_info=True)
            emit(CheckFailed(f"{type(problem).__name__}: {problem}"))

    def _receive(self, job: _Job, event: Event) -> None:
        if job is self._job:
            if isinstance(event, LAST):
                self._job = None
            self.happened.emit(event)
