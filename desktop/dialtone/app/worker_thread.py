"""Runs engine work to completion on its own thread, for the terminal's commands."""

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import TypeVar

from anyio.from_thread import start_blocking_portal

_T = TypeVar("_T")
_ALONE_SECONDS = 0.7
"""Seconds that a check has to itself, since its first answers are timed; a check that ends sooner waits for nothing."""
_SWITCH_SECONDS = 0.001
"""Seconds after which the loading thread yields to the checking one: answers must not be read late because of it."""


def run_to_end(
    work: Callable[..., Awaitable[_T]], *arguments: object, meanwhile: Callable[[], None] | None = None
) -> _T:
    """Run `work` on its own thread and return its result; after its first moments, run `meanwhile` on this thread.

    `meanwhile` loads modules. An interruption stops both within moments.
    """
    with start_blocking_portal() as portal:
        future: Future[_T] = portal.start_task_soon(work, *arguments)
        try:
            if meanwhile is not None:
                wait((future,), timeout=_ALONE_SECONDS)
                with suppress(OSError):  # no file descriptors left: whatever needs it loads it later
                    _run_yielding(meanwhile)
            return future.result()
        except BaseException:
            future.cancel()
            raise


def _run_yielding(work: Callable[[], None]) -> None:
    """Run something on this thread, which yields to that of the check within a millisecond meanwhile."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        work()
    finally:
        sys.setswitchinterval(interval)
