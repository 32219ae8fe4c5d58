"""What is read again since it came slowly or stopped: beside neutral pages, and with it the further pages."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import anyio

from dialtone.engine.neutral_pages import NeutralPages
from dialtone.engine.plan import Plan, Task, is_near
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import (
    came_slowly,
    ended_too_soon,
    fastest_reading,
    named_file,
    slow_readings,
    stopped,
)
from dialtone.judge.slow_for_all import cannot_be_slow, is_settled
from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Place, Weight
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.endpoint_probe import observe_endpoint
from dialtone.probe.paired_probes import read_with_controls
from dialtone.probe.slow_look import slow_on_a_slow_line, slow_so_far


class SpeedRecheck:
    """Remembers what was read again, so that no page is read too often."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._at_home = _pages_at_home(plan)
        self._read: Counter[str] = Counter()
        self._longer_pages: set[str] = set()
        self._contrasted: set[str] = set()
        self._neutral = NeutralPages()
        self._one_by_one = anyio.Semaphore(1)
        self._turns = anyio.Semaphore(plan.limits.retries.read_at_once)
        self._grouped = AttemptIndex(())
        self._named: dict[str, Endpoint] = {}
        """Further pages, with the paths that were learned, by id."""
        self._begun: dict[str, tuple[float, tuple[Endpoint, ...]]] = {}
        """By a page that was seen to come slowly: when it was read again for that, and what with it."""
        self._early: Counter[str] = Counter()
        """Readings that were begun for that and have not ended, by page."""

    def look(self, tools: ProbeContext, index: AttemptIndex) -> list[Task]:
        """Return what follows the pages that come plainly slowly while they are read: their end says nothing new.

        Not in a quiet check, which reads one page after the other.
        """
        if self._plan.quiet:
            return []
        now = tools.journal.elapsed()
        return [
            *self._beside_all(slow_on_a_slow_line(tools), index),
            *(task for page in slow_so_far(tools) for task in self.early(page, now, index)),
        ]

    def _beside_all(self, pages: Sequence[str], index: AttemptIndex) -> list[Task]:
        """Return the tasks that read neutral pages beside those of messengers, where all handshakes were slow.

        They come before any page is read again: where they are as slow, none has to be.
        """
        if not any(self._find(page) for page in pages):
            return []
        _, ordinary = self._readable()
        first = sorted(ordinary, key=lambda e: index.answer(e) is None)  # some answer a moment later
        return self._neutral.begin(first[: self._plan.limits.retries.pages_abroad], self._plan.limits.slow.apart)

    def early(self, page: str, now: float, index: AttemptIndex) -> list[Task]:
        """Return what to read since a page comes slowly so far, `now` being the seconds since the check began.

        It and the further pages, and a little later the same once more: two moments are less likely to be bad ones
        than one. Each reading has its own neutral pages beside it.
        """
        if page in self._begun:
            first, again = self._begun[page]
            if now - first < self._plan.limits.slow.apart:
                return []
        elif self._read[page] or (found := self._find(page)) is None:
            return []
        else:
            again = (found, *self._unread(found, index))
            self._begun[page] = (now, again)
        wanted = [e for e in again if self._read[e.id] < self._plan.limits.retries.read]
        self._read.update(e.id for e in wanted)
        self._early.update(e.id for e in wanted)
        beside = self._yardsticks(again[0], index)
        return [Task(partial(self._read_early, again[0], beside), _whole(e, self._plan)) for e in wanted]

    async def _read_early(
        self, slow: Endpoint, beside: tuple[Endpoint, ...], tools: ProbeContext, names: Names, endpoint: Endpoint
    ) -> None:
        try:
            wanted = partial(self._is_open, tools, slow)
            await read_with_controls(beside, self._turns, tools, names, endpoint, wanted=wanted)
        finally:
            self._early[endpoint.id] -= 1

    def _find(self, page: str) -> Endpoint | None:
        known = (e for m in self._plan.messengers for e in m.endpoints if e.id == page)
        return self._named.get(page) or next(known, None)

    def work(self, endpoint: Endpoint, index: AttemptIndex) -> list[Task]:
        """Return what to read after an endpoint: itself where it came slowly, twice, and the messenger's further pages.

        What came slowly is read beside a control abroad; what stopped early once beside pages at home, which no
        filter of foreign traffic would stop.
        """
        controls = self._plan.catalogue.controls
        if not endpoint.messenger:
            return []
        slowly = came_slowly(index, endpoint) and not is_settled(index, controls, endpoint)
        if not (slowly or stopped(index, endpoint)):
            return self._longer(endpoint, index)
        beside = self._yardsticks(endpoint, index)
        observe = partial(self._read_again, endpoint, beside) if slowly else observe_endpoint
        further = self._unread(endpoint, index)
        retries = self._plan.limits.retries
        doubtful = slow_readings(index, endpoint) < retries.read and not self._early[endpoint.id]
        limit = retries.read_in_doubt if doubtful else retries.read
        if cannot_be_slow(index, controls, endpoint):
            limit = retries.read_not_slow
        again = [_whole(endpoint, self._plan)] if slowly and self._read[endpoint.id] < limit else []
        wanted = {e.id: e for e in (*again, *further)}
        self._read.update(wanted.keys())
        return [Task(observe, e) for e in wanted.values()] + ([] if slowly else self._contrast(endpoint, beside))

    async def _read_again(
        self, slow: Endpoint, beside: tuple[Endpoint, ...], tools: ProbeContext, names: Names, endpoint: Endpoint
    ) -> None:
        """Read a page again beside others, since one of its messenger came slowly; not where others came as slowly.

        On a line that connections share and fill, only one that came more slowly than the line; in a calm moment, and
        beside another page if it came so again.
        """
        await self._neutral.wait(tools.limits.slow.neutral_longest)
        wanted = partial(self._is_open, tools, slow)
        if not tools.pace.is_shared:
            await read_with_controls(beside, self._turns, tools, names, endpoint, wanted=wanted)
            return
        async with self._one_by_one:
            for others in ((), beside[:1]):
                came = fastest_reading(self._index(tools), endpoint)
                if came and tools.pace.is_slower_than_line(came):
                    await read_with_controls(others, self._turns, tools, names, endpoint, wanted=wanted)

    def _is_open(self, tools: ProbeContext, slow: Endpoint) -> bool:
        """Return whether it is still open whether a page is slowed: what was read meanwhile may have told."""
        return not is_settled(self._index(tools), self._plan.catalogue.controls, slow)

    def _index(self, tools: ProbeContext) -> AttemptIndex:
        self._grouped = self._grouped.up_to(tools.journal.observations)
        return self._grouped

    def _longer(self, endpoint: Endpoint, index: AttemptIndex) -> list[Task]:
        """Return what to read after a page that came well: the file that it names; a longer page, where it is short."""
        unread = self._unread(endpoint, index)
        named = [e for e in unread if e.named_by == endpoint.id]
        wanted = named or (unread[:1] if ended_too_soon(index, endpoint) else [])
        self._longer_pages.update(e.id for e in wanted)
        return [Task(observe_endpoint, e) for e in wanted]

    def _unread(self, endpoint: Endpoint, index: AttemptIndex) -> list[Endpoint]:
        """Return the messenger's further pages that nobody has read yet, as far as their paths are known."""
        every = [e for m in self._plan.messengers if m.id == endpoint.messenger for e in m.endpoints]
        pages = {e.id: e for e in every}
        known = self._longer_pages | self._read.keys()
        further = [e for e in every if e.weight is Weight.SPEED and e.id not in known]
        paths = {e.id: named_file(index, pages[e.named_by]) if e.named_by else e.path for e in further}
        found = [replace(e, path=paths[e.id]) for e in further if paths[e.id]]
        self._named.update({e.id: e for e in found})
        return found

    def _contrast(self, stopping: Endpoint, beside: tuple[Endpoint, ...]) -> list[Task]:
        """Read it once more beside pages at home; where its hosting company has a witness, beside that as well."""
        if stopping.messenger in self._contrasted:
            return []
        self._contrasted.add(stopping.messenger)
        abroad = beside[:1] + beside[-1:] if any(e.cdn for e in beside) else ()
        return [Task(partial(read_with_controls, (*self._at_home, *abroad), self._turns), _whole(stopping, self._plan))]

    def _yardsticks(self, endpoint: Endpoint, index: AttemptIndex) -> tuple[Endpoint, ...]:
        """Return the pages to read beside an endpoint: of ordinary sites that answer, and of its hosting company."""
        controls = self._plan.catalogue.controls
        readable, ordinary = self._readable()
        answering = [e for e in ordinary if index.answer(e) is not None] or ordinary
        asked = index.of(endpoint)
        theirs = {o.id for o in controls.operators if asked and all(o.has(t.address) for t in asked)}
        witnesses = [e for e in readable if e.cdn and e.operator in theirs]
        beside = (*answering[: self._plan.limits.retries.pages_abroad], *witnesses)
        return tuple(_whole(e, self._plan) for e in beside)

    def _readable(self) -> tuple[list[Endpoint], list[Endpoint]]:
        """Return the sites abroad that have a page to be read; then those of them that stand in no CDN."""
        sites = self._plan.catalogue.controls.sites
        readable = [c.endpoint for c in sites if c.endpoint.read_bytes and c.place is Place.FOREIGN]
        return readable, [e for e in readable if not e.cdn]


def _whole(page: Endpoint, plan: Plan) -> Endpoint:
    """Return a page to be read as far as on a second look: the further, the less its first round trips count.

    The app's own ClientHello is sent after its first reading alone.
    """
    return replace(page, read_bytes=max(page.read_bytes, plan.limits.retries.second_look_bytes), hello=None)


def _pages_at_home(plan: Plan) -> tuple[Endpoint, ...]:
    """Return some sites at home, to be read as far as the speed controls abroad."""
    sites = plan.catalogue.controls.sites
    size = max((c.endpoint.read_bytes for c in sites), default=0)
    near = (c.endpoint for c in sites if c.place is Place.DOMESTIC and is_near(c, plan.country))
    return tuple(replace(e, read_bytes=size) for e in near)[: plan.limits.retries.pages_at_home] if size else ()
