"""How many begin at once: bursts are what a home router drops, not connections that wait in silence."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

from dialtone.model.limits import StartLimits


class StartLimiter:
    """Places for endpoints. One that is not done after a moment passes its place on and goes on beside.

    So a network that swallows everything does not make hundreds of endpoints wait for one another's timeouts, and no
    second sees more new ones than a network that answers. Nobody's patience runs before its turn has come.
    """

    def __init__(self, limits: StartLimits) -> None:
        self._places = anyio.Semaphore(limits.at_once)
        self._all = anyio.Semaphore(limits.in_all)
        self._passed_on_after = limits.passed_on_after

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a place, and hold it until done or until a moment has passed."""
        async with self._all:
            await self._places.acquire()
            held = _Held(self._places, self._passed_on_after)
            try:
                async with anyio.create_task_group() as group:
                    group.start_soon(held.give_back_later)
                    yield
                    group.cancel_scope.cancel()
            finally:
                held.give_back()


class _Held:
    """One place, given back once."""

    def __init__(self, places: anyio.Semaphore, passed_on_after: float) -> None:
        self._places = places
        self._passed_on_after = passed_on_after
        self._given_back = False

    def give_back(self) -> None:
        if not self._given_back:
            self._given_back = True
            self._places.release()

    async def give_back_later(self) -> None:
        await anyio.sleep(self._passed_on_after)
        self.give_back()
