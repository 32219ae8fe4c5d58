"""How long data took to arrive, by the system's counters, which keep counting while a busy computer reads late."""

from collections.abc import Iterator
from contextlib import contextmanager

from anyio.abc import ByteStream

from dialtone.model.thresholds import BUFFER_FILLED_BYTES
from dialtone.probe.clock import Clock
from dialtone.probe.loop_lag import repeated
from dialtone.probe.tcp_info import received, since_received

_TICK = 0.05  # seconds between two samples


class Arrival:
    """What arrived on a connection since this was created, sampled repeatedly.

    If more has arrived at sample n + 1 than at sample n, some of it arrived between them. So the time of sample n is a
    lower bound for how long all of it took, however late this computer was to sample or to read.
    """

    def __init__(self, tcp_stream: ByteStream | None, clock: Clock, wanted: int) -> None:
        self._tcp_stream = tcp_stream
        self._clock = clock
        self._wanted = wanted
        self._began = self._sampled_at = clock.now()
        count = received(tcp_stream)
        self.is_measured = count is not None
        """Whether the system reports what arrived."""
        self._count_at_first = self._count = count or 0
        """Bytes that had arrived when this was created, and at the last sample."""
        self._lower_bound = 0.0
        self._upper_bound: float | None = None
        self._was_full = False

    @property
    def least_seconds(self) -> float:
        """Lower bound for the seconds until all had arrived; 0 if unknown."""
        return 0.0 if self._was_full else self._lower_bound

    def most_seconds(self, seconds_to_read: float, size: int) -> float:
        """Return an upper bound for the seconds in which `size` bytes arrived that took `seconds_to_read`.

        If most of them had arrived before this was created, how long those took is unknown: then only the time to read
        them is a bound.
        """
        arrived = self._count - self._count_at_first
        if self._upper_bound is None or 2 * arrived < size:
            return seconds_to_read
        return max(self._lower_bound, min(seconds_to_read, self._upper_bound))

    def sample(self) -> None:
        """Note how much has arrived by now, and when that was."""
        now = self._clock.now()  # before counting: a later time would not be a lower bound
        count = received(self._tcp_stream)
        if not self.is_measured or count is None:
            return
        if count > self._count:
            self._was_full = self._was_full or count - self._count >= BUFFER_FILLED_BYTES
            if self._count - self._count_at_first < self._wanted:
                self._lower_bound = self._sampled_at - self._began
                ago = since_received(self._tcp_stream)
                # The last data arrived that long before now, so what was received by now took no longer.
                self._upper_bound = None if ago is None else self._clock.now() - ago - self._began
            self._count = count
        self._sampled_at = now


@contextmanager
def watch_arrival(tcp_stream: ByteStream | None, clock: Clock, wanted: int) -> Iterator[Arrival]:
    """Sample repeatedly what arrives on a connection, up to `wanted` bytes."""
    arrival = Arrival(tcp_stream, clock, wanted)
    if not arrival.is_measured:
        yield arrival
        return
    with repeated(arrival.sample, _TICK):
        yield arrival
