"""How many handshakes the line can carry at once, measured by how long they wait for one another.

A handshake brings a burst of two or three kilobytes. On a narrow line a few dozen of them fill the modem's queue, or
hit a policer, and are lost: then a check would only observe its own effects. So it begins with a few, and adds more
as long as none has to wait.
"""

import math
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext

import anyio

from dialtone.model.limits import PaceLimits
from dialtone.probe.clock import Clock

_SLOW_FACTOR = 2  # how many times as long a handshake keeps its slot once one was slow


class LinePace:
    """Slots for handshakes, as many as the line can carry. `PaceLimits` says which are quick, slow or delayed."""

    def __init__(self, limits: PaceLimits | None = None) -> None:
        self._limits = limits or PaceLimits()
        self._slots = float(self._limits.max_slots)
        self._held: dict[anyio.Event, float] = {}
        """Slots in use, and since when."""
        self._waiting = deque[anyio.Event]()
        """The handshakes that wait for a slot, without the urgent ones."""
        self._urgent = deque[anyio.Event]()
        """Those that go first."""
        self._quick = self._slow = 0
        """How many handshakes with neutral sites were quick, and how many slow."""
        self._delayed = self._not_delayed = 0
        """How many of the comparable ones among them were delayed, and how many were not."""
        self._quickest_seconds = math.inf
        """Of the quickest connection so far."""
        self._latest_seconds = 0.0
        """Of the latest connection or small exchange."""
        self._idle_ticks = 0
        """Ticks in a row in which next to nothing arrived."""
        self._one_page = anyio.Semaphore(1)
        self.rate = 0.0
        """Highest receive rate so far in bytes per second, over all connections."""
        self.first_connection = 0.0
        """Seconds that the first connection took, amid everything that a check begins with; 0 before that."""
        self.is_busy = False
        """Whether data has just arrived."""

    @property
    def is_crowded(self) -> bool:
        """Whether handshakes with neutral sites had to wait for one another, so that no timeout may be shortened."""
        return self._slow > self._quick

    @property
    def is_filled(self) -> bool:
        """Whether the latest connection was queued behind incoming data, as the system measured it."""
        is_drained = self._idle_seconds > self._limits.drained_seconds
        return not is_drained and self._latest_seconds - self._quickest_seconds >= self._limits.queued_seconds

    @property
    def is_narrow(self) -> bool:
        """Whether handshakes were slow repeatedly, and little arrives over all connections together."""
        limits = self._limits
        return self.is_crowded and self._slow >= limits.min_slow_handshakes and 0 < self.rate < limits.narrow_rate

    @property
    def is_shared(self) -> bool:
        """Whether the line is narrow, or full right now, so that each page that is read slows down everything else."""
        return self.is_narrow or self.is_filled

    @property
    def makes_all_wait(self) -> bool:
        """Whether nearly all handshakes with neutral sites have to wait: then slowness may concern every server.

        Nearly all is enough, since a busy computer may have read one so late that it is unknown whether it waited.
        """
        return self._delayed >= max(self._limits.min_delayed, self._limits.delayed_ratio * self._not_delayed)

    @asynccontextmanager
    async def turn(self, clock: Clock, *, urgent: bool = False, reads: bool = False) -> AsyncIterator[None]:
        """Wait for a slot, and hold it while the body runs; an `urgent` handshake goes before those that are not.

        On a shared line, pages that are read take turns.
        """
        slot = anyio.Event()
        queue = self._urgent if urgent else self._waiting
        async with self._one_page if reads and self.is_shared else nullcontext():
            queue.append(slot)
            self.admit(clock.now())
            try:
                await slot.wait()
                yield
            finally:
                if not slot.is_set():
                    queue.remove(slot)
                self._held.pop(slot, None)
                self.admit(clock.now())

    def learn_connection(self, seconds: float) -> None:
        """Note how long a connection took: the shortest time is a round trip without queueing."""
        self._quickest_seconds = min(self._quickest_seconds, seconds)
        self._latest_seconds = seconds
        self.first_connection = self.first_connection or seconds

    def learn_exchange(self, seconds: float) -> None:
        """Note how long a small exchange with a neutral host took: it queues behind other incoming data."""
        self._latest_seconds = seconds

    def learn_handshake(self, seconds: float, round_trip: float, *, neutral: bool) -> bool:
        """Note how long a handshake took; adjust how many may run at once. Return whether it waited for the line."""
        limits = self._limits
        # Connecting may have been queued as well, so only as much of its time counts as the way to a far server takes.
        way_seconds = min(round_trip, max(limits.far_round_trip, 2 * self._quickest_seconds))
        waited_seconds = seconds - 2 * way_seconds
        is_delayed = waited_seconds >= limits.delayed_seconds
        is_comparable = neutral and round_trip >= limits.nearby_round_trip
        if is_comparable:
            self._delayed += is_delayed
            self._not_delayed += not is_delayed
        if waited_seconds < limits.slow_seconds:
            # Each such handshake lets one more begin, as in TCP's slow start (RFC 5681, 3.1). If it let in twice as
            # many, the burst allowance of a policer would be used up before any delay was noticed.
            self._quick += neutral and waited_seconds < limits.quick_seconds
            self._slots += 1
        elif is_comparable:
            self._slow += 1
            self._slots *= limits.back_off
        self._slots = min(limits.max_slots, max(limits.min_slots, self._slots))
        return is_delayed

    def admit(self, now: float) -> None:
        """Let waiting handshakes start, as far as there are slots, even while earlier connections are still in use."""
        while (queue := self._urgent or self._waiting) and len(self._held) < int(self._slots):
            slot = queue.popleft()
            self._held[slot] = now
            slot.set()

    def bytes_to_read(self, wanted: int) -> int:
        """Return how many bytes of a page to read."""
        return min(wanted, self._limits.narrow_read_bytes) if self.is_narrow else wanted

    def is_slower_than_line(self, rate: float) -> bool:
        """Return whether a page came more slowly than a narrow line explains."""
        return rate < self._limits.slow_page_share * self.rate

    async def watch(self, clock: Clock, received: Callable[[], int]) -> None:
        """Begin with a few slots, and measure what arrives until cancelled."""
        limits = self._limits
        self._slots = float(limits.slots_at_first)
        samples = deque([(clock.now(), received())], maxlen=limits.rate_ticks + 1)
        while True:
            await anyio.sleep(limits.tick_seconds)
            now, count = clock.now(), received()
            _, last_count = samples[-1]
            samples.append((now, count))
            self.is_busy = count - last_count >= limits.idle_bytes
            self._idle_ticks = 0 if self.is_busy else self._idle_ticks + 1
            if len(samples) > limits.rate_ticks:
                first_at, first_count = samples[0]
                self.rate = max(self.rate, (count - first_count) / (now - first_at))
            self._release_overdue_slots(now)
            if self._is_idle and (self._urgent or self._waiting) and self._has_waited_long(now):
                self._use_idle_line()
            self.admit(now)

    def _release_overdue_slots(self, now: float) -> None:
        """Take the slots of handshakes that have taken longer than answers do, as most likely nobody answers.

        On a filled line answers wait for one another, so they get longer.
        """
        longest = self._limits.slot_seconds * (_SLOW_FACTOR if self._slow else 1)
        if self.is_filled:
            longest = self._limits.slot_seconds_on_full_line
        self._held = {slot: since for slot, since in self._held.items() if now - since <= longest}

    @property
    def _is_idle(self) -> bool:
        """Whether nothing arrives; for longer if handshakes were slow, since what we send may be queued too."""
        if self._slow or self.is_filled:
            return self._idle_seconds >= self._limits.answer_seconds
        return not self.is_busy

    @property
    def _idle_seconds(self) -> float:
        return self._idle_ticks * self._limits.tick_seconds

    def _has_waited_long(self, now: float) -> bool:
        """Return whether an answer should have come by now, however long the request was queued here."""
        return not self._held or now - min(self._held.values()) > self._limits.answer_seconds

    def _use_idle_line(self) -> None:
        """Allow twice as many handshakes, as nothing arrives that they could delay; only one more if some were slow."""
        if self._slow:
            self._slots += 1
        else:
            self._slots = min(self._limits.max_slots, self._slots * 2)
