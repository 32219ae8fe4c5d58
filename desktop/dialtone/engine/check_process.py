"""A check, or a proxy test, in a process of its own (`docs/decisions`, "a process for each check"), from outside."""

import subprocess
import threading
from collections.abc import Callable, Sequence

from dialtone.engine.events import LAST, NOT_AN_EVENT, CheckFailed, Event, from_line
from dialtone.engine.requests import Request, encode_request

_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens a console for each program that is started, unless this flag is set."""


class WaitingProcess:
    """The process of the next check, started ahead of time, since loading its modules takes half a second.

    It sends nothing, and exits by itself if no request comes (`app/check_worker.py`). Thread-safe.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start a process, unless one is waiting already."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return
            ended_process, self._process = self._process, _start(self._command)
        if ended_process is not None:
            _end(ended_process)

    def take(self) -> "subprocess.Popen[bytes] | None":
        """Return the waiting process; None if there is none, or it has ended."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None and process.poll() is not None:
            _end(process)
            return None
        return process


class CheckProcess:
    """Starts the process, forwards its events, and ends it, which also frees all that the check loaded.

    A waiting process is used if there is one. If it ends before its first event, as it may after too long a wait,
    another is started.
    """

    def __init__(self, command: Sequence[str], request: Request, waiting: WaitingProcess | None = None) -> None:
        self._command = command
        self._request = encode_request(request)
        self._waiting = waiting
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def perform(self, emit: Callable[[Event], None]) -> None:
        """Run the check to its end, and pass its events to `emit`; return at once if it was stopped before.

        A process that ends without a final event counts as failed, but a waiting one that reported nothing is replaced.
        """
        waiting = self._waiting.take() if self._waiting is not None else None
        process = self._begin(waiting)
        last_event = self._forward_events(process, emit) if process is not None else None
        if waiting is not None and last_event is None and not self._stopped:
            process = self._begin(None)
            last_event = self._forward_events(process, emit) if process is not None else None
        if process is not None and not isinstance(last_event, LAST):
            emit(CheckFailed(f"the process that checks ended with code {process.returncode}"))

    def stop(self) -> None:
        """End the process at once. May be called from any thread, at any time, repeatedly."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _forward_events(self, process: "subprocess.Popen[bytes]", emit: Callable[[Event], None]) -> Event | None:
        """Send the request, forward the events, and end the process. Return the last event; None if none came."""
        last_event: Event | None = None
        try:
            # Keep the pipe open: the other side exits when it is closed.
            if process.stdin is not None and process.stdout is not None:
                process.stdin.write(self._request)
                process.stdin.flush()
                for line in process.stdout:
                    last_event = from_line(line)
                    emit(last_event)
                    if isinstance(last_event, LAST):
                        break
        except (OSError, *NOT_AN_EVENT):
            pass  # what came before tells whether the check was completed
        finally:
            _end(process)
        return last_event

    def _begin(self, ready: "subprocess.Popen[bytes] | None") -> "subprocess.Popen[bytes] | None":
        """Return the process of this check: `ready` if it is given, else a new one.

        None if the check was stopped before it began; `ready` is ended then.
        """
        with self._lock:
            if not self._stopped:
                self._process = ready or _start(self._command)
                return self._process
        if ready is not None:
            _end(ready)
        return None


def _start(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - our own program, by its own path
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=_NO_CONSOLE
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process, which may have ended by itself, and close its pipes."""
    process.kill()
    process.communicate()
