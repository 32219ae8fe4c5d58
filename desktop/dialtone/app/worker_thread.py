"""Running something of the engine to its end on a thread of its own, for the terminal's commands."""

import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from anyio.from_thread import start_blocking_portal

_T = TypeVar("_T")
_BURST = 0.7
"""Seconds that a check gets for itself, since its first answers are timed: one that ends sooner waits for nobody."""
_SWITCH = 0.001
"""Seconds after which the thread that loads lets the one that checks go on: an answer must not be read late for it."""


def run_to_end(
    work: Callable[..., Awaitable[_T]], *arguments: object, meanwhile: Callable[[], None] | None = None
) -> _T:
    """Run something on a worker thread of its own, and `meanwhile` on this one, once that has begun.

    An interruption stops it within moments.
    """
    with start_blocking_portal() as portal:
        future: Future[_T] = portal.start_task_soon(work, *arguments)
        try:
            if meanwhile is not None:
                wait((future,), timeout=_BURST)
                _run_beside(meanwhile)
            return future.result()
        except BaseException:
            future.cancel()
            raise


def _run_beside(work: Callable[[], None]) -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        work()
    finally:
        sys.setswitchinterval(before)
