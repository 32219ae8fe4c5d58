"""An event loop whose time jumps to the next deadline: hours pass at once, and a wait lasts exactly as long as asked.

For what waits only for time and for other tasks. Whatever comes through a socket would come too late here: tests with
servers use `idle_time.py`.
"""

import asyncio
import selectors

from named_rows import named_rows

_THREAD_SECONDS = 5.0
"""The longest that a thread works, which time cannot jump over: by then it has reported to the loop."""


class _JumpingSelector(selectors.DefaultSelector):
    """Waits for nothing but threads, once there is no deadline to jump to."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0 if timeout is not None else _THREAD_SECONDS)
        if timeout is None and not found:
            raise RuntimeError("everybody waits, and for nothing that time would bring")
        if not found:
            self.now += timeout or 0.0
        return found


class _JumpingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


VIRTUAL_TIME = ("asyncio", {"loop_factory": _JumpingLoop})
"""For a fixture `anyio_backend`."""
in_virtual_time = named_rows("anyio_backend", {"virtual": VIRTUAL_TIME})
"""Marks a single test."""
