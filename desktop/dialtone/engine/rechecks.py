"""What is observed only once something looks wrong: speed beside a control, rare answers again, the status page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import anyio

from dialtone.engine.plan import Plan, Task, is_near
from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.follow_up import (
    came_slowly,
    ended_too_soon,
    fastest_reading,
    looks_lossy,
    named_file,
    slow_readings,
    stopped,
)
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Place, Step, Variant, Weight, Wire
from dialtone.probe.browser_probe import greet_as_a_browser
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.endpoint_probe import (
    confirm_answer,
    observe_endpoint,
    observe_status,
)
from dialtone.probe.paired_probes import observe_ports, read_with_controls, retry_after_burst
from dialtone.probe.protocols.mtproto import Transport
from dialtone.probe.target import Origin, Target

_WEB_PORTS = (80, 443)


class SpeedRecheck:
    """Remembers what was read again, so that no page is read too often."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._at_home = _pages_at_home(plan)
        self._read: Counter[str] = Counter()
        self._longer_pages: set[str] = set()
        self._contrasted: set[str] = set()
        self._turns = anyio.Semaphore(plan.limits.retries.read_at_once)

    def work(self, endpoint: Endpoint, index: AttemptIndex) -> list[Task]:
        """Return what to read after an endpoint: itself where it came slowly, twice, and the messenger's further pages.

        What came slowly is read beside a control abroad; what stopped early once beside pages at home, which no
        filter of foreign traffic would stop.
        """
        slowly = came_slowly(index, endpoint)
        if not endpoint.messenger:
            return []
        if not (slowly or stopped(index, endpoint)):
            return self._longer(endpoint, index)
        beside = self._yardsticks(endpoint, index)
        observe = partial(_read_again, beside, self._turns) if slowly else observe_endpoint
        further = self._unread(endpoint, index)
        retries = self._plan.limits.retries
        doubtful = slow_readings(index, endpoint) < retries.read
        limit = retries.read_in_doubt if doubtful else retries.read
        again = [_whole(endpoint, self._plan)] if slowly and self._read[endpoint.id] < limit else []
        wanted = {e.id: e for e in (*again, *further)}
        self._read.update(wanted.keys())
        return [Task(observe, e) for e in wanted.values()] + ([] if slowly else self._contrast(endpoint, beside))

    def _longer(self, endpoint: Endpoint, index: AttemptIndex) -> list[Task]:
        """Return what to read after a page that came well: the file that it names; a longer page, where it is short."""
        unread = self._unread(endpoint, index)
        named = [e for e in unread if e.named_by == endpoint.id]
        wanted = named or (unread[:1] if ended_too_soon(index, endpoint) else [])
        self._longer_pages.update(e.id for e in wanted)
        return [Task(observe_endpoint, e) for e in wanted]

    def _unread(self, endpoint: Endpoint, index: AttemptIndex) -> list[Endpoint]:
        """Return the messenger's further pages that nobody has read yet, as far as their paths are known."""
        found = [e for m in self._plan.messengers if m.id == endpoint.messenger for e in m.endpoints]
        pages = {e.id: e for e in found}
        known = self._longer_pages | self._read.keys()
        further = [e for e in found if e.weight is Weight.SPEED and e.id not in known]
        paths = {e.id: named_file(index, pages[e.named_by]) if e.named_by else e.path for e in further}
        return [replace(e, path=paths[e.id]) for e in further if paths[e.id]]

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
        readable = [c.endpoint for c in controls.sites if c.endpoint.read_bytes and c.place is Place.FOREIGN]
        ordinary = [e for e in readable if not e.cdn]
        answering = [e for e in ordinary if index.answer(e) is not None] or ordinary
        asked = index.of(endpoint)
        theirs = {o.id for o in controls.operators if asked and all(o.has(t.address) for t in asked)}
        witnesses = [e for e in readable if e.cdn and e.operator in theirs]
        beside = (*answering[: self._plan.limits.retries.pages_abroad], *witnesses)
        return tuple(_whole(e, self._plan) for e in beside)


def browser_look(endpoint: Endpoint, index: AttemptIndex) -> list[Task]:
    """Say a browser's first message once where ours was answered, beside all else that follows."""
    tried = index.of(endpoint)
    answered = bool(tried) and all(t.failure is None for t in tried)
    if not endpoint.browser or not answered or index.of(endpoint, Variant.BROWSER_HELLO):
        return []
    return [Task(partial(greet_as_a_browser, target_of(endpoint, tried[0])), replace(endpoint, browser=False))]


async def _read_again(
    beside: tuple[Endpoint, ...], turns: anyio.Semaphore, tools: ProbeContext, names: Names, endpoint: Endpoint
) -> None:
    """Read a page again beside others: on a narrow line only one that came more slowly than it, and beside one."""
    narrow = tools.pace.is_narrow
    came = fastest_reading(AttemptIndex(tools.journal.observations), endpoint)
    if narrow and not (came and tools.pace.is_slower_than_line(came)):
        return
    await read_with_controls(beside[:1] if narrow else beside, turns, tools, names, endpoint)


def _whole(page: Endpoint, plan: Plan) -> Endpoint:
    """Return a page to be read as far as on a second look: the further, the less its first round trips count."""
    return replace(page, read_bytes=max(page.read_bytes, plan.limits.retries.second_look_bytes))


def _pages_at_home(plan: Plan) -> tuple[Endpoint, ...]:
    """Return some sites at home, to be read as far as the speed controls abroad."""
    sites = plan.catalogue.controls.sites
    size = max((c.endpoint.read_bytes for c in sites), default=0)
    near = (c.endpoint for c in sites if c.place is Place.DOMESTIC and is_near(c, plan.country))
    return tuple(replace(e, read_bytes=size) for e in near)[: plan.limits.retries.pages_at_home] if size else ()


def doubt_recheck(messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask again what answered, where at least half of the servers that could do the same did not.

    A filter that guesses lets one of many through by chance.
    """
    endpoints = {endpoint.id: endpoint for endpoint in messenger.endpoints}
    found = {name: answer_at_home(endpoint, index) for name, endpoint in endpoints.items()}
    doubtful: dict[str, Attempt] = {}
    for group in (group for rule in messenger.functions for group in rule.needs):
        answered = {name: answer for name in group if (answer := found[name]) is not None}
        if len(answered) * 2 <= len(group):
            doubtful |= answered
    return [Task(partial(confirm_answer, target_of(endpoints[n], t)), endpoints[n]) for n, t in doubtful.items()]


def loss_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask again, in a calmer moment, where packets had to be resent: the whole line may have been bad just then."""
    anchors = anchors_abroad(plan)[:1]
    lossy = looks_lossy(messenger.endpoints, index)[: plan.limits.retries.lossy_endpoints]
    return [Task(partial(_retry_on_wide_line, anchors if number == 0 else []), e) for number, e in enumerate(lossy)]


async def _retry_on_wide_line(
    anchors: Sequence[Endpoint], tools: ProbeContext, names: Names, endpoint: Endpoint
) -> None:
    """Ask again, unless the line is narrow: there whatever waits is sent again, and nothing got lost."""
    if not tools.pace.is_narrow:
        await retry_after_burst(anchors, tools, names, endpoint)


def anchors_abroad(plan: Plan) -> list[Endpoint]:
    """Return neutral addresses abroad."""
    return [endpoint for endpoint in plan.catalogue.controls.anchors if endpoint.place is Place.FOREIGN]


def port_recheck(plan: Plan, messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Ask neutral servers on the port at which no connection came about; where there are none, on other ports."""
    witnesses = plan.catalogue.controls.port_witnesses
    dead = [e for e in messenger.endpoints if _is_dead_on_odd_port(e, index)]
    if not dead or not witnesses:
        return []
    wanted = {e.port for e in dead}
    beside = [w for w in witnesses if w.port in wanted]
    asked = beside if wanted <= {w.port for w in beside} else witnesses
    untold = tuple(w for w in asked if not index.of(w))
    return [Task(partial(observe_ports, untold), dead[0])] if untold else []


def _is_dead_on_odd_port(endpoint: Endpoint, index: AttemptIndex) -> bool:
    found = index.of(endpoint)
    odd = endpoint.port not in _WEB_PORTS and endpoint.wire not in (Wire.STUN, Wire.NTP)
    return odd and bool(found) and all(t.failure is not None and t.last.step is Step.TCP for t in found)


def status_page_check(messenger: Messenger, index: AttemptIndex) -> list[Task]:
    """Return the task that reads the service's status page, where something of it gets no answer."""
    deciding = [endpoint for endpoint in messenger.endpoints if endpoint.weight is Weight.DECIDES]
    page = messenger.status
    if page is None or all(answer_at_home(endpoint, index) is not None for endpoint in deciding):
        return []
    return [Task(partial(observe_status, page.format), page.endpoint)]


def answer_at_home(endpoint: Endpoint, index: AttemptIndex) -> Attempt | None:
    """Return the first answer at an address that the app itself would use."""
    own = Origin.SYSTEM if endpoint.host else Origin.BUILT_IN
    return next((t for t in index.of(endpoint) if t.origin == own and t.answered(endpoint.wire)), None)


def target_of(endpoint: Endpoint, answered: Attempt) -> Target:
    """Return the target of a recorded attempt."""
    greeting = answered.find(Step.MTPROTO)
    framing = greeting.facts.get(Fact.FRAMING) if greeting is not None else None
    return Target(
        answered.address,
        int(answered.target.rpartition(":")[2]),
        Origin(answered.origin),
        host_header=endpoint.host or answered.address,
        transport=Transport(str(framing)) if framing else Transport.OBFUSCATED,
    )
