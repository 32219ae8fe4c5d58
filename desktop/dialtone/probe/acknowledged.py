"""A longer timeout for messages that were acknowledged: no filter dropped them, and apps wait as well."""

import asyncio
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio

from dialtone.model.vocabulary import Step, Variant

GREETINGS = (Step.TLS, Step.WEBSOCKET, Step.HTTP, Step.NOISE, Step.MTPROTO)
"""Steps in which a server answers the first message that it gets."""
OF_THE_APP = (
    Variant.APP,
    Variant.AGAIN,
    Variant.KEPT,
    Variant.APP_HELLO,
    Variant.PHONE_HELLO,
    Variant.UPLOAD,
    Variant.IN_PIECES,
)
"""Attempts that send what apps send. Contrasts are compared with each other, so all have the same timeout."""


@contextmanager
def patient_where(
    arrived: Callable[[], bool], limit: Callable[[], float], longest: float, soonest: float = math.inf
) -> Iterator[None]:
    """Run the body for `limit` seconds, or for `longest` if all that was sent has arrived by then.

    After `soonest` seconds the limit is evaluated again, as more may be known about the line by then. Raises
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
