"""What the probes of one check share: servers that others named, proved identities, the time, pages read again."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from statistics import median

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.thresholds import SERVERS_AGREE, TIMES_AGREE_SECONDS
from dialtone.model.trust_anchors import Proof
from dialtone.model.vocabulary import Failure
from dialtone.probe.failure import ProbeError


class NamedServers:
    """The servers that others name, by the endpoint whose answer names them.

    An endpoint at such a server waits until it is named, or can no longer be.
    """

    def __init__(self) -> None:
        self._addresses: dict[str, str] = {}
        self._asked: defaultdict[str, anyio.Event] = defaultdict(anyio.Event)

    def note(self, endpoint: Endpoint, addresses: str) -> None:
        """Note which servers an answer names: their addresses, separated by spaces."""
        self._addresses.setdefault(endpoint.id, addresses)

    def note_asked(self, endpoint: Endpoint) -> None:
        """Note that an endpoint was asked: no server that it might name is waited for any longer."""
        self._asked[endpoint.id].set()

    async def locate(self, endpoint: Endpoint, seconds: float) -> Endpoint | None:
        """Return an endpoint at the server named for it; unchanged if none was named within `seconds`.

        Return None if the named servers replace this endpoint, which is only the app's guess.
        """
        with anyio.move_on_after(seconds):
            for naming in endpoint.server_by:
                await self._asked[naming].wait()
        named = (self._addresses[naming] for naming in endpoint.server_by if naming in self._addresses)
        return endpoint.at_server(next(named, ""))


class ProofRegistry:
    """Tracks proofs of identity. One proved server per messenger is enough, unless `each` has to prove itself.

    Telegram's proof takes some hundredths of a second of CPU time; six at once would make other answers look late.
    """

    def __init__(self, *, each: bool = False) -> None:
        self._each = each
        self._claimed: set[str] = set()
        self._settled: dict[str, anyio.Event] = {}
        self._shown: set[str] = set()

    @asynccontextmanager
    async def turn(self, messenger: str, seconds: float, *, may_be_first: bool = True) -> AsyncIterator[bool]:
        """Yield whether a server has to prove itself: the first one, and if that fails, each of the others.

        The others wait at most `seconds` for the first. A server with keys of its own must not be the first.
        """
        settled = self._settled.setdefault(messenger, anyio.Event())
        if self._each or (may_be_first and messenger not in self._claimed):
            self._claimed.add(messenger)
            try:
                yield True
            finally:
                settled.set()
            return
        with anyio.move_on_after(seconds):
            await settled.wait()
        yield messenger not in self._shown

    def note(self, messenger: str, proof: Proof, facts: Facts) -> None:
        """Note the outcome of a proof. Raises `ProbeError` unless it was shown."""
        facts[Fact.PROOF] = proof.value
        if proof is not Proof.VALID:
            raise ProbeError(Failure.BAD_ANSWER)
        self._shown.add(messenger)


class ServerTime:
    """How far the clocks of neutral servers with a proved identity are ahead of this computer's, which may be off."""

    def __init__(self) -> None:
        self._ahead: list[float] = []
        self._found = anyio.Event()

    def learn(self, server_time: int, own_time: float) -> None:
        """Note a Date header and when it arrived, both in Unix seconds."""
        self._ahead.append(server_time + 0.5 - own_time)  # the header truncates the fraction: assume the middle
        if self._list_agreeing():
            self._found.set()

    @property
    def ahead(self) -> float:
        """Seconds to add to this computer's time; 0 as long as fewer than two servers agree."""
        return median(self._list_agreeing() or (0.0,))

    async def wait(self, limit: float) -> None:
        """Wait until enough servers agree on the time, at most `limit` seconds."""
        with anyio.move_on_after(limit):
            await self._found.wait()

    def _list_agreeing(self) -> list[float]:
        """Return the leads that are near the median, if enough are; one stale Date header must not count."""
        if len(self._ahead) < SERVERS_AGREE:
            return []
        middle = median(self._ahead)
        near = [lead for lead in self._ahead if abs(lead - middle) <= TIMES_AGREE_SECONDS]
        return near if len(near) >= SERVERS_AGREE else []


class SecondReadings:
    """Pages read again beside neutral ones, within one allowance: on a busy computer every page may look slow.

    One reading of a neutral page serves all pages that are read at the same time, each once: two moments tell more.
    """

    def __init__(self, max_bytes: int) -> None:
        self._left_bytes = max_bytes
        self._under_way = 0
        self._served_by = defaultdict[str, list[set[str]]](list)
        """By neutral page, for each of its readings under way, the oldest first: the pages that the reading serves."""
        self._ended = anyio.Event()

    async def reserve(self, page: Endpoint, neutral: Sequence[Endpoint]) -> list[Endpoint] | None:
        """Reserve the bytes of a page and of neutral pages, and return the neutral pages to read beside it.

        A neutral page whose reading under way can serve the page is left out. Wait while the allowance is too small
        but a reading under way may give some back. Return None if it stays too small, so that nothing may be read.
        The caller calls `end` for the page and for each page returned.
        """
        while True:
            controls = [control for control in neutral if self._must_be_read(control, page)]
            needed_bytes = sum(reading.read_bytes for reading in (page, *controls))
            if needed_bytes <= self._left_bytes:
                break
            if not self._under_way:
                return None
            await self._ended.wait()
        self._left_bytes -= needed_bytes
        self._under_way += 1 + len(controls)
        for control in controls:
            self._served_by[control.id].append(set())
        for control in neutral:
            self._served_by[control.id][-1].add(page.id)
        return controls

    def _must_be_read(self, neutral: Endpoint, page: Endpoint) -> bool:
        """Whether a neutral page is not being read, or its latest reading serves this page already."""
        readings = self._served_by[neutral.id]
        return not readings or page.id in readings[-1]

    def end(self, reading: Endpoint, received: int) -> None:
        """Note that a page has been read, and give back what did not come: a slow one is left long before its end."""
        self._left_bytes += max(0, reading.read_bytes - received)
        self._under_way -= 1
        if self._served_by[reading.id]:
            self._served_by[reading.id].pop(0)
        self._ended.set()
        self._ended = anyio.Event()
