"""How many begin at once: bursts are what a home router drops, not connections that wait in silence."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

_AT_ONCE = 48  # one endpoint opens one connection, up to five when it fails
_IN_ALL = 160
_PASSED_ON_AFTER = 1.0  # seconds


class StartLimiter:
    """Places for endpoints. One that is not done after a moment passes its place on and goes on beside.

    So a network that swallows everything does not make hundreds of endpoints wait for one another's timeouts, and no
    second sees more new ones than a network that answers. Nobody's patience runs before its turn has come.
    """

    def __init__(self) -> None:
        self._places = anyio.Semaphore(_AT_ONCE)
        self._all = anyio.Semaphore(_IN_ALL)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a place, and hold it until done or until a moment has passed."""
        async with self._all:
            await self._places.acquire()
            held = _Held(self._places)
            try:
                async with anyio.create_task_group() as group:
                    group.start_soon(held.give_back_later)
                    yield
                    group.cancel_scope.cancel()
            finally:
                held.give_back()


class _Held:
    """One place, given back once."""

    def __init__(self, places: anyio.Semaphore) -> None:
        self._places = places
        self._given_back = False

    def give_back(self) -> None:
        if not self._given_back:
            self._given_back = True
            self._places.release()

    async def give_back_later(self) -> None:
        await anyio.sleep(_PASSED_ON_AFTER)
        self.give_back()
