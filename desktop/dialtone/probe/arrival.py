"""How long data took to arrive, by the system's counters, which keep counting while a busy computer reads late."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from anyio.abc import ByteStream

from dialtone.model.thresholds import BUFFER_FILLED_BYTES
from dialtone.probe.clock import Clock
from dialtone.probe.tcp_info import received, since_received

_TICK = 0.05  # seconds between two samples


class Arrival:
    """What arrived on a connection since this was created, sampled repeatedly.

    What arrives after a sample was not there before. So the time of the last sample before the last arrival is a lower
    bound for how long it took, however late this computer was to sample or to read.
    """

    def __init__(self, tcp_stream: ByteStream | None, clock: Clock, wanted: int) -> None:
        self._tcp_stream, self._clock, self._wanted = tcp_stream, clock, wanted
        self._began = self._sampled_at = clock.now()
        self._received_before = self._received = received(tcp_stream)
        self._lower_bound = 0.0
        self._upper_bound: float | None = None
        self._was_full = False

    @property
    def is_measured(self) -> bool:
        """Whether the system reports what arrived."""
        return self._received is not None

    @property
    def least_seconds(self) -> float:
        """Lower bound for the seconds until all had arrived; 0 if unknown."""
        return 0.0 if self._was_full else self._lower_bound

    def most_seconds(self, read: float, size: int) -> float:
        """Return an upper bound for the seconds in which `size` bytes arrived that took `read` seconds to read.

        If most of them had arrived before this was created, how long those took is unknown: then return `read`.
        """
        arrived = (self._received or 0) - (self._received_before or 0)
        if self._upper_bound is None or 2 * arrived < size:
            return read
        return max(self._lower_bound, min(read, self._upper_bound))

    def sample(self) -> None:
        """Note how much has arrived by now, and when that was."""
        now = self._clock.now()  # before counting: a later time would not be a lower bound
        count = received(self._tcp_stream)
        if count is None or self._received is None or self._received_before is None:
            return
        if count > self._received:
            self._was_full = self._was_full or count - self._received >= BUFFER_FILLED_BYTES
            if self._received - self._received_before < self._wanted:
                self._lower_bound = self._sampled_at - self._began
                ago = since_received(self._tcp_stream)
                # The last data arrived that long before now, so what was received by now took no longer.
                self._upper_bound = None if ago is None else self._clock.now() - ago - self._began
            self._received = count
        self._sampled_at = now


@contextmanager
def watch_arrival(tcp_stream: ByteStream | None, clock: Clock, wanted: int) -> Iterator[Arrival]:
    """Sample repeatedly what arrives on a connection, up to `wanted` bytes."""
    arrival, loop = Arrival(tcp_stream, clock, wanted), asyncio.get_running_loop()
    if not arrival.is_measured:
        yield arrival
        return

    timers: list[asyncio.TimerHandle] = []

    def sample() -> None:
        arrival.sample()
        timers[:] = [loop.call_later(_TICK, sample)]

    timers.append(loop.call_later(_TICK, sample))
    try:
        yield arrival
    finally:
        timers[0].cancel()
