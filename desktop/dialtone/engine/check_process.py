"""A check, or a test of a proxy, in a process of its own, as its owner sees it.

Why: docs/decisions, "a process for each check".
"""

import subprocess
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

from dialtone.engine.event_codec import NotAnEventError, from_line
from dialtone.engine.events import LAST, CheckFailed, Event
from dialtone.engine.requests import Request, encode_request

_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens a console for each started program, unless it is told not to."""


class WaitingProcess:
    """The process of the next check, started before it is asked: what takes half a second to load is loaded then.

    It sends nothing, and ends by itself where nothing is asked of it (`app/check_worker.py`). From any thread.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start one, unless one waits already."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                return
            before, self._process = self._process, _start(self._command)
        if before is not None:
            _close(before)

    def end(self) -> None:
        """End the one that waits."""
        if (process := self.take()) is not None:
            _end(process)

    def take(self) -> "subprocess.Popen[bytes] | None":
        """Return the one that waits; None where there is none, or it has ended."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None and process.poll() is not None:
            _close(process)
            return None
        return process


class CheckProcess:
    """Starts the process, passes its events on, and ends it. What the check loaded goes with it.

    One that waits is taken; where it ends before it says anything, as one may that has waited too long, another begins.
    """

    def __init__(self, command: Sequence[str], request: Request, waiting: WaitingProcess | None = None) -> None:
        self._command = command
        self._request = encode_request(request)
        self._waiting = waiting
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def perform(self, emit: Callable[[Event], None]) -> None:
        """Run the check to its end. A process that ends without a last event counts as failed."""
        waiting = self._waiting.take() if self._waiting is not None else None
        for ready in (waiting, None) if waiting is not None else (None,):
            process = self._begin(ready)
            if process is None:
                return
            said, ended = self._follow(process, emit)
            if ended:
                return
            if said or ready is None or self._stopped:
                emit(CheckFailed(f"the process that checks ended with code {process.returncode}"))
                return

    def stop(self) -> None:
        """End the process at once. May be called from any thread, at any time, repeatedly."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _follow(self, process: "subprocess.Popen[bytes]", emit: Callable[[Event], None]) -> tuple[bool, bool]:
        """Ask, and pass on what is said. Return whether anything was, and whether it was all."""
        said = ended = False
        try:
            # The pipe stays open: a closed pipe tells the other side to end.
            if process.stdin is not None and process.stdout is not None:
                process.stdin.write(self._request)
                process.stdin.flush()
                for line in process.stdout:
                    event = from_line(line)
                    said, ended = True, isinstance(event, LAST)
                    emit(event)
                    if ended:
                        break
        except (OSError, NotAnEventError):
            ended = False
        finally:
            _end(process)
        return said, ended

    def _begin(self, ready: "subprocess.Popen[bytes] | None") -> "subprocess.Popen[bytes] | None":
        """Return the process of this check; None where it was stopped before it began."""
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


def _close(process: "subprocess.Popen[bytes]") -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was to be flushed into a process that has ended
                pipe.close()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    _close(process)
    process.wait()
