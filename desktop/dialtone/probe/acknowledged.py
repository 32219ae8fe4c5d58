"""Waiting longer for the answer to what has arrived: silence is then no filter's that swallows, and apps wait too."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import anyio

from dialtone.model.vocabulary import Step, Variant

GREETINGS = (Step.TLS, Step.WEBSOCKET, Step.HTTP, Step.NOISE, Step.MTPROTO)
"""Steps in which a server answers the first thing that is said to it."""
OF_THE_APP = (
    Variant.APP,
    Variant.AGAIN,
    Variant.BROWSER_HELLO,
    Variant.PHONE_HELLO,
    Variant.UPLOAD,
    Variant.IN_PIECES,
)
"""Attempts that say what apps say. Contrasts are compared with each other, and wait alike."""


@contextmanager
def patient_where(arrived: Callable[[], bool], seconds: float, longest: float) -> Iterator[None]:
    """Wait for `seconds`, and where all that was sent has arrived by then, `longest`. Raises `TimeoutError`."""
    with anyio.fail_after(max(seconds, longest)) as scope:

        def look() -> None:
            if not arrived():
                scope.deadline = anyio.current_time()

        timer = asyncio.get_running_loop().call_later(seconds, look)
        try:
            yield
        finally:
            timer.cancel()
