"""A check, or a test of a proxy, in a process of its own, as its owner sees it.

Why: docs/decisions, "a process for each check".
"""

import subprocess
import threading
from collections.abc import Callable, Sequence

from dialtone.engine.event_codec import NotAnEventError, from_line
from dialtone.engine.events import LAST, CheckFailed, Event
from dialtone.engine.requests import Request, encode_request

_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Windows opens a console for each started program, unless it is told not to."""


class CheckProcess:
    """Starts the process, passes its events on, and ends it. What the check loaded goes with it."""

    def __init__(self, command: Sequence[str], request: Request) -> None:
        self._command = command
        self._request = encode_request(request)
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None

    def perform(self, emit: Callable[[Event], None]) -> None:
        """Run the check to its end. A process that ends without a last event counts as failed."""
        process = self._begin()
        if process is None or process.stdin is None or process.stdout is None:
            return
        ended = False
        try:
            # The pipe stays open: a closed pipe tells the other side to end.
            process.stdin.write(self._request)
            process.stdin.flush()
            for line in process.stdout:
                event = from_line(line)
                ended = isinstance(event, LAST)
                emit(event)
                if ended:
                    break
        except (BrokenPipeError, NotAnEventError):
            ended = False
        finally:
            self.stop()
            process.stdin.close()
            process.stdout.close()
            code = process.wait()
        if not ended:
            emit(CheckFailed(f"the process that checks ended with code {code}"))

    def stop(self) -> None:
        """End the process at once. May be called from any thread, at any time, repeatedly."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _begin(self) -> "subprocess.Popen[bytes] | None":
        with self._lock:
            if not self._stopped:
                self._process = subprocess.Popen(  # noqa: S603 - our own program, by its own path
                    self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=_NO_CONSOLE
                )
            return self._process
