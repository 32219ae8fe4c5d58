"""Waiting longer for the answer to what has arrived: silence is then no filter's that swallows, and apps wait too."""

import asyncio
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio

from dialtone.model.vocabulary import Step, Variant

GREETINGS = (Step.TLS, Step.WEBSOCKET, Step.HTTP, Step.NOISE, Step.MTPROTO)
"""Steps in which a server answers the first thing that is said to it."""
OF_THE_APP = (
    Variant.APP,
    Variant.AGAIN,
    Variant.KEPT,
    Variant.APP_HELLO,
    Variant.PHONE_HELLO,
    Variant.UPLOAD,
    Variant.IN_PIECES,
)
"""Attempts that say what apps say. Contrasts are compared with each other, and wait alike."""


@contextmanager
def patient_where(
    arrived: Callable[[], bool], limit: Callable[[], float], longest: float, soonest: float = math.inf
) -> Iterator[None]:
    """Wait for the seconds of `limit`, and where all that was sent has arrived by then, `longest`.

    After the `soonest` seconds the limit is asked for again: more may be known of the line by then. Raises
    `TimeoutError`.
    """
    began, loop = anyio.current_time(), asyncio.get_running_loop()
    timer: asyncio.TimerHandle | None = None
    with anyio.fail_after(max(limit(), longest)) as scope:

        def look() -> None:
            nonlocal timer
            if (left := began + limit() - anyio.current_time()) > 0:
                timer = loop.call_later(left, look)
            elif not arrived():
                scope.deadline = anyio.current_time()

        timer = loop.call_later(min(soonest, limit()), look)
        try:
            yield
        finally:
            if timer is not None:
                timer.cancel()
