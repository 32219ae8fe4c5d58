"""The one crossing between threads: wishes go in, frozen events come out.

The window lives on one thread, checks on another. Everything the worker says travels through one queued signal
together with the number of its run; what a run says after it was cancelled or replaced is dropped here.
"""

import itertools
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from dialtone.engine.events import CheckCancelled, CheckFailed, CheckFinished, Event

if TYPE_CHECKING:
    from anyio import CancelScope
    from anyio.from_thread import BlockingPortal

_log = logging.getLogger(__name__)

Emit = Callable[[Event], None]
Run = Callable[[Emit], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Something that was loaded beside the window."""

    value: object


@dataclass(frozen=True, slots=True)
class PreparationFailed:
    """It could not be loaded. `reason` is one line for a person."""

    reason: str


@dataclass(slots=True)
class _Job:
    """One run as the worker sees it. Touched by the worker alone but for `stopped`."""

    number: int
    stopped: threading.Event = field(default_factory=threading.Event)
    scope: "CancelScope | None" = None


class Bridge(QObject):
    """Starts and cancels checks, and tells what they say.

    Signals:
        happened: an `Event` of the run that is on the screen.
        prepared: a `Prepared` or a `PreparationFailed`.
    """

    happened = Signal(object)
    prepared = Signal(object)
    _crossed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._job: _Job | None = None
        self._worker = _Worker()
        self._loading: list[threading.Thread] = []
        self._crossed.connect(self._on_crossed, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """A check is under way."""
        return self._job is not None

    def prepare(self, load: Callable[[], object]) -> None:
        """Load something slow beside the window; `prepared` tells.

        In a thread that ends with it: what checks need is not loaded before the first check, and a running check
        is not held up.
        """

        def perform() -> None:
            try:
                said: object = Prepared(load())
            except Exception as problem:  # noqa: BLE001 - whatever it is, the window must say so instead of waiting
                _log.warning("loading failed", exc_info=True)
                said = PreparationFailed(f"{type(problem).__name__}: {problem}")
            self._send(0, said)

        thread = threading.Thread(target=perform, name="dialtone-loading", daemon=True)
        self._loading = [t for t in self._loading if t.is_alive()] + [thread]
        thread.start()

    def start(self, make: Callable[[], Run]) -> None:
        """Begin a check, in place of any other. `make` runs on the worker: it may import what is heavy."""
        self._drop()
        job = _Job(next(self._numbers))
        self._job = job

        async def perform() -> None:
            await self._perform(job, make)

        self._worker.post(perform)

    def cancel(self) -> None:
        """Stop the check on the screen at once; its sockets follow within moments, and nobody waits for them."""
        if self._job is not None:
            self._drop()
            self.happened.emit(CheckCancelled())

    def close(self) -> None:
        """End the worker without waiting for it."""
        self._drop()
        self._worker.stop()

    def wait_closed(self, seconds: float) -> bool:
        """After `close`: whether the worker has ended. The program never waits; tests leave no thread behind."""
        for thread in self._loading:
            thread.join(seconds)
        return self._worker.ended(seconds) and not any(t.is_alive() for t in self._loading)

    def _drop(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        job.stopped.set()

        async def stop() -> None:
            if job.scope is not None:
                job.scope.cancel()

        self._worker.post(stop)

    async def _perform(self, job: _Job, make: Callable[[], Run]) -> None:
        from anyio import CancelScope  # on the worker: the window is on the screen before anything heavy loads

        def emit(event: Event) -> None:
            self._send(job.number, event)

        with CancelScope() as job.scope:
            try:
                if not job.stopped.is_set():
                    await make()(emit)
            except Exception as surprise:  # noqa: BLE001 - a bug of ours ends the run, never the window
                _log.warning("the check failed", exc_info=True)
                emit(CheckFailed(f"{type(surprise).__name__}: {surprise}"))

    def _send(self, run: int, said: object) -> None:
        with suppress(RuntimeError):  # the window may be gone before the worker is
            self._crossed.emit((run, said))

    def _on_crossed(self, crossing: tuple[int, object]) -> None:
        run, said = crossing
        if run == 0:
            self.prepared.emit(said)
        elif self._job is not None and run == self._job.number:
            if isinstance(said, CheckFinished | CheckFailed):
                self._job = None
            self.happened.emit(said)


class _Worker:
    """One daemon thread with an AnyIO portal. Begins with the first job, never keeps the program alive."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._portal: BlockingPortal | None = None
        self._waiting: list[Callable[[], Coroutine[object, object, None]]] = []
        self._stopped = False

    def post(self, job: Callable[[], Coroutine[object, object, None]]) -> None:
        """Do something on the worker, in the order of posting."""
        with self._lock:
            if self._stopped:
                return
            if self._portal is not None:
                self._portal.start_task_soon(job)
                return
            self._waiting.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._live, name="dialtone-checks", daemon=True)
                self._thread.start()

    def stop(self) -> None:
        """Let the worker end by itself."""
        with self._lock:
            portal, self._portal = self._portal, None
            self._stopped = True
            self._waiting = []
            if portal is not None:
                portal.start_task_soon(portal.stop, True)

    def ended(self, seconds: float) -> bool:
        """Whether the thread is gone, after waiting a while."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _live(self) -> None:
        import anyio  # on the worker: a tenth of a second that the first paint does not wait for

        anyio.run(self._serve)

    async def _serve(self) -> None:
        from anyio import create_task_group  # as above
        from anyio.from_thread import BlockingPortal  # as above

        async with BlockingPortal() as portal, create_task_group() as early:
            with self._lock:
                if self._stopped:
                    return
                self._portal = portal
                for job in self._waiting:
                    early.start_soon(job)
                self._waiting = []
            await portal.sleep_until_stopped()
            early.cancel_scope.cancel()
