"""A clock and an event loop whose time passes while they wait, and hardly while this computer is busy.

A test with a server that says nothing waits for a limit to run out, and a short one, or the tests would take hours.
A computer that pauses for as long must not make those silent who answer. So no turn of the loop counts more than a few
milliseconds, however long it took. Who answers in this process is heard: the answer is there when the loop looks the
next time. Only who says nothing, turn after turn, meets the limit.
"""

import asyncio
import selectors
import time
from collections.abc import Callable
from typing import Any

import anyio

from dialtone.probe.clock import Clock

_TURN = 0.005
"""Seconds that one turn of the loop counts at most."""


class IdleTime(Clock):
    """Seconds in which the tests waited. It gives the loops that go by it."""

    def __init__(self) -> None:
        self._seen = time.monotonic()
        self._passed = self._seen

    def now(self) -> float:
        return self._passed + min(time.monotonic() - self._seen, _TURN)

    def turn(self) -> None:
        self._passed, self._seen = self.now(), time.monotonic()

    @property
    def backend(self) -> tuple[str, dict[str, Any]]:
        return "asyncio", {"loop_factory": self._new_loop}

    def run(self, function: Callable[..., Any], *arguments: object) -> Any:
        backend, options = self.backend
        return anyio.run(function, *arguments, backend=backend, backend_options=options)

    def _new_loop(self) -> asyncio.AbstractEventLoop:
        return _IdleLoop(self)


class LoopClock(Clock):
    """The time of the loop that runs, for tests that make no loop themselves."""

    def now(self) -> float:
        return anyio.current_time()


class _IdleSelector(selectors.DefaultSelector):
    """Looks often, so that no wait counts more than it lasted."""

    def __init__(self, idle: IdleTime) -> None:
        super().__init__()
        self._idle = idle

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(_TURN if timeout is None else min(timeout, _TURN))
        self._idle.turn()
        return found


class _IdleLoop(asyncio.SelectorEventLoop):
    """The loop of the program on Linux and macOS, with another clock."""

    def __init__(self, idle: IdleTime) -> None:
        self._idle = idle
        super().__init__(_IdleSelector(idle))

    def time(self) -> float:
        return self._idle.now()
