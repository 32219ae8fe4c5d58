"""How many handshakes the line bears at once: seen by how long they wait for one another.

A handshake brings two or three kilobytes in one go. On a narrow line some dozens of them fill the queue of the modem,
or run into a policer, and are lost: then a check would see nothing but what it did itself. So it begins with a few,
and adds as long as none has to wait.
"""

import math
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import anyio

from dialtone.model.pace_limits import PaceLimits
from dialtone.probe.clock import Clock

_NEARBY = 0.02
"""Seconds. What is accepted sooner may have been accepted by something near, and a far handshake take as long."""


class LinePace:
    """Places for handshakes, as many as the line bears."""

    def __init__(self, limits: PaceLimits | None = None) -> None:
        self._limits = limits or PaceLimits()
        self._places = float(self._limits.most)
        self._held: dict[anyio.Event, float] = {}
        self._waiting: deque[anyio.Event] = deque()
        self._quick = self._slow = 0
        self._nearest, self._latest = math.inf, 0.0
        self._idle_looks = 0
        self._waited = self._waited_not = 0
        self._one_page = anyio.Semaphore(1)
        self.rate = 0.0
        """Bytes per second that arrived at most so far, of all connections together."""
        self.first_way = 0.0
        """Seconds that the first connection took, among all that a check begins with; 0 before."""
        self.is_busy = False
        """Whether something arrived just now."""

    @property
    def is_crowded(self) -> bool:
        """Whether handshakes with neutral sites had to wait for one another: then no step is hurried."""
        return self._slow > self._quick

    @property
    def is_filled(self) -> bool:
        """Whether the latest connection had to wait for what arrives: then answers are under way to us, one by one.

        It is the system that measured how long it took; a busy computer plays no part in it.
        """
        arrives = self._idle_looks * self._limits.tick <= self._limits.filled_for
        return arrives and self._latest - self._nearest >= self._limits.filled

    @property
    def is_narrow(self) -> bool:
        """Whether they did repeatedly, and little arrives on all connections together."""
        limits = self._limits
        repeated = self._slow >= limits.slow_handshakes
        return self.is_crowded and repeated and 0 < self.rate < limits.narrow_rate

    @property
    def is_shared(self) -> bool:
        """Whether the line is narrow, or full just now: then whatever is read takes the room of all else."""
        return self.is_narrow or self.is_filled

    @property
    def makes_all_wait(self) -> bool:
        """Whether handshakes with neutral sites wait, nearly all of them: what comes slowly may come so from anybody.

        A busy computer may have read one of them so late that it is not known whether it waited.
        """
        return self._waited >= max(self._limits.all_known, self._limits.all_share * self._waited_not)

    @asynccontextmanager
    async def turn(self, clock: Clock, *, reads: bool = False) -> AsyncIterator[None]:
        """Wait for a place, and hold it until done, or for as long as an answer takes.

        Pages are read one after the other on a line that connections share and fill.
        """
        async with AsyncExitStack() as stack:
            if reads and self.is_shared:
                await stack.enter_async_context(self._one_page)
            await stack.enter_async_context(self._place(clock))
            yield

    @asynccontextmanager
    async def _place(self, clock: Clock) -> AsyncIterator[None]:
        place = anyio.Event()
        self._waiting.append(place)
        self.let_in(clock.now())
        try:
            await place.wait()
            yield
        finally:
            if not place.is_set():
                self._waiting.remove(place)
            self._held.pop(place, None)
            self.let_in(clock.now())

    def learn_way(self, seconds: float) -> None:
        """Note what a connection took: the shortest is a way on which nothing waited yet."""
        self._nearest, self._latest = min(self._nearest, seconds), seconds
        self.first_way = self.first_way or seconds

    def learn_exchange(self, seconds: float) -> None:
        """Note what a small question to a neutral host took, its answer included: it waits for what else arrives."""
        self._latest = seconds

    def learn(self, seconds: float, way: float, *, neutral: bool) -> None:
        """Note what a handshake took, and the round trip of its connection: more or fewer begin at once from now on."""
        limits = self._limits
        # The connection may have waited for the line as well: no way is so much longer than the shortest.
        waited = seconds - 2 * min(way, max(limits.far, 2 * self._nearest))
        if neutral and way >= _NEARBY:
            self._waited += waited >= limits.all_wait
            self._waited_not += waited < limits.all_wait
        if waited < limits.slow:
            # Each lets one more begin, as in TCP's slow start (RFC 5681, 3.1): had it let in twice as many, the burst
            # that a policer lets through was used up before anybody was seen to wait.
            self._quick += neutral and waited < limits.quick
            self._places += 1
        elif neutral and way >= _NEARBY:
            self._slow += 1
            self._places *= 0.7
        self._places = min(limits.most, max(limits.least, self._places))

    def let_in(self, now: float) -> None:
        """Let begin what waits, as far as there are places: also while those that came before are still in use."""
        while self._waiting and len(self._held) < int(self._places):
            place = self._waiting.popleft()
            self._held[place] = now
            place.set()

    def bytes_to_read(self, wanted: int) -> int:
        """Return how much of a page to read."""
        return min(wanted, self._limits.read_bytes) if self.is_narrow else wanted

    def is_slower_than_line(self, rate: float) -> bool:
        """Return whether a page came more slowly than a narrow line explains."""
        return rate < self._limits.read_share * self.rate

    async def watch(self, clock: Clock, received: Callable[[], int]) -> None:
        """Begin with a few, and measure what arrives until cancelled."""
        limits = self._limits
        self._places = float(limits.at_first)
        seen = deque([(clock.now(), received())], maxlen=limits.window + 1)
        while True:
            await anyio.sleep(limits.tick)
            now, before = clock.now(), seen[-1][1]
            seen.append((now, received()))
            self.is_busy = seen[-1][1] - before >= limits.idle_bytes
            self._idle_looks = 0 if self.is_busy else self._idle_looks + 1
            if len(seen) > limits.window:
                self.rate = max(self.rate, (seen[-1][1] - seen[0][1]) / (now - seen[0][0]))
            self._free_places(now)
            if self._is_idle and self._waiting and self._has_waited_long(now):
                self._use_idle_line()
            self.let_in(now)

    def _free_places(self, now: float) -> None:
        limits = self._limits
        after = limits.filled_after if self.is_filled else limits.passed_on_after * (2 if self._slow else 1)
        for place, since in tuple(self._held.items()):
            if now - since > after:
                del self._held[place]

    @property
    def _is_idle(self) -> bool:
        """Whether nothing arrives: for longer where handshakes were slow, since what we send may wait as well."""
        idle_for = self._idle_looks * self._limits.tick
        return idle_for >= self._limits.idle_after if self._slow or self.is_filled else not self.is_busy

    def _has_waited_long(self, now: float) -> bool:
        """Return whether an answer should have come by now, however long what was sent had to wait here."""
        return now - min(self._held.values(), default=now) > self._limits.idle_after or not self._held

    def _use_idle_line(self) -> None:
        """Let more begin: nothing arrives, so that there is nothing to be drowned; carefully where something was."""
        if self._slow:
            self._places += 1
        else:
            self._places = min(self._limits.most, self._places * 2)
