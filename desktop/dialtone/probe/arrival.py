"""How long something was on its way, by the system's own count: it goes on while a busy computer reads late."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from anyio.abc import ByteStream

from dialtone.probe.clock import Clock
from dialtone.probe.tcp_info import received, since_received

_TICK = 0.05
"""Seconds between two looks."""
_FILLS = 16 * 1024
"""Bytes between two looks: with more, the room asked of the system (`Allowance.unread`) may have been full, so that the
sender waited."""


class Arrival:
    """What came on a connection since this was made: each look is a moment and what was here by then.

    What comes after a look was not here at it. So the last look before something came is a time that it took at least,
    and whether this computer was late to look or to read plays no part.
    """

    def __init__(self, line: ByteStream | None, clock: Clock, wanted: int) -> None:
        self._line, self._clock, self._wanted = line, clock, wanted
        self._began = self._looked = clock.now()
        self._before = self._seen = received(line) if line is not None else None
        self._until = 0.0
        self._by: float | None = None
        self._held_up = False

    @property
    def is_told(self) -> bool:
        """Whether the system tells what came."""
        return self._seen is not None

    @property
    def least_seconds(self) -> float:
        """The seconds for which not all was here, at least; 0 where that is not known."""
        return 0.0 if self._held_up else self._until

    def most_seconds(self, read: float, size: int) -> float:
        """Return the seconds after which all was here, at most, of `size` bytes that were read whole in `read`.

        Where most of them were here before, how long those took is not known: then it is the time of reading.
        """
        came = (self._seen or 0) - (self._before or 0)
        if self._by is None or 2 * came < size:
            return read
        return max(self._until, min(read, self._by))

    def look(self) -> None:
        """See what is here."""
        now = self._clock.now()  # before the count: so much may have come by then, and no more
        count = received(self._line) if self._line is not None else None
        if count is None or self._seen is None or self._before is None:
            return
        if count > self._seen:
            self._held_up = self._held_up or count - self._seen >= _FILLS
            if self._seen - self._before < self._wanted:
                self._until = self._looked - self._began
                ago = since_received(self._line) if self._line is not None else None
                self._by = None if ago is None else self._clock.now() - ago - self._began
            self._seen = count
        self._looked = now


@contextmanager
def watch_arrival(line: ByteStream | None, clock: Clock, wanted: int) -> Iterator[Arrival]:
    """Look again and again at what came on a connection, as far as `wanted` bytes."""
    arrival, loop = Arrival(line, clock, wanted), asyncio.get_running_loop()
    if not arrival.is_told:
        yield arrival
        return

    timers: list[asyncio.TimerHandle] = []

    def look() -> None:
        arrival.look()
        timers[:] = [loop.call_later(_TICK, look)]

    timers.append(loop.call_later(_TICK, look))
    try:
        yield arrival
    finally:
        timers[0].cancel()
