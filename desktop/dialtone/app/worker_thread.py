"""Runs engine work to completion on its own thread, for the terminal's commands."""

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import TypeVar

from anyio.from_thread import start_blocking_portal

_T = TypeVar("_T")
_ALONE_SECONDS = 0.45
"""How long a check has the processor to itself, since its first answers are timed; less if it ends sooner. On an open
line it is waiting for its last answers by then."""
_SWITCH_SECONDS = 0.0002
"""How soon the loading thread yields to the checking one, so that answers are not read late."""


def run_to_end(
    work: Callable[..., Awaitable[_T]], *arguments: object, meanwhile: Callable[[], None] | None = None
) -> _T:
    """Run `work` on its own thread and return its result; after its first moments, run `meanwhile` on this thread.

    `meanwhile` loads modules: an `OSError` in it is ignored. An interruption (ctrl-C) stops both within moments.
    """
    with start_blocking_portal() as portal:
        future: Future[_T] = portal.start_task_soon(work, *arguments)
        try:
            if meanwhile is not None:
                wait((future,), timeout=_ALONE_SECONDS)
                with suppress(OSError):  # no file descriptors are left; the modules are loaded again where needed
                    _run_yielding(meanwhile)
            return future.result()
        except BaseException:
            future.cancel()
            raise


def _run_yielding(work: Callable[[], None]) -> None:
    """Run `work` on this thread, which meanwhile yields to the thread of the check within a millisecond."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        work()
    finally:
        sys.setswitchinterval(interval)
