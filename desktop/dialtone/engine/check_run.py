"""One check: the controls and the messengers side by side, verdicts as soon as they are certain."""

import logging
from collections import Counter
from collections.abc import Callable
from functools import partial

import anyio
from anyio.abc import TaskGroup

from dialtone.engine.closer_look import look_closer
from dialtone.engine.concurrency import StartLimiter, allow_longer
from dialtone.engine.early_rechecks import EarlyRechecks
from dialtone.engine.events import (
    CheckFinished,
    CheckSettled,
    CheckStarted,
    Event,
    MessengerJudged,
    NetworkJudged,
    Progressed,
)
from dialtone.engine.kept_open import KeptOpen
from dialtone.engine.late_looks import LateLooks
from dialtone.engine.left_for_doubt import LeftForDoubt
from dialtone.engine.news import News
from dialtone.engine.open_datagrams import OpenDatagrams
from dialtone.engine.plan import Plan, Task, make_context, plain_resolvers
from dialtone.engine.quiet_order import late_pause, schedule
from dialtone.engine.rechecks import anchors_abroad, app_hello_check
from dialtone.engine.relay_probes import RelayProbes
from dialtone.engine.repetition import share_recheck
from dialtone.engine.sending_rechecks import pieces_recheck, sending_recheck
from dialtone.engine.speed_rechecks import SpeedRecheck
from dialtone.engine.turns import Turns
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.follow_up import is_hopeless, is_plainly_offline, may_die_later, relays_tell_nothing, stands_alone
from dialtone.judge.functions import check_day
from dialtone.judge.messenger_verdicts import as_named, judge_messengers
from dialtone.judge.network_verdict import judge_network
from dialtone.judge.open_ends import Judged
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.check import Check
from dialtone.model.frozen import replace
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkFlag, NetworkStatus
from dialtone.probe.clock import Clock
from dialtone.probe.dns.doh import TrustedLookups
from dialtone.probe.dns.lookups import Names
from dialtone.probe.keeping import LastingConnection
from dialtone.probe.libraries import load_names, load_pages, load_sockets
from dialtone.probe.net import Network
from dialtone.probe.paired_probes import monitor_controls

log = logging.getLogger(__name__)

_TO_ASK = 0.02  # seconds in which questions go out; then there is time, since no answer from afar is as quick
_LOOK = 0.1  # seconds between two looks at what is silent

Emit = Callable[[Event], None]


async def run_check(plan: Plan, net: Network, clock: Clock, emit: Emit) -> Check:
    """Measure and judge. Verdicts go out as events while the rest still runs; return the whole check."""
    run = _CheckRun(plan, net, clock, emit)
    emit(CheckStarted(tuple(m.id for m in plan.messengers), run.started_at))
    await run.observe()
    check = run.check()
    emit(CheckFinished(check))
    return check


class _CheckRun:
    """The state of one check while it runs."""

    def __init__(self, plan: Plan, net: Network, clock: Clock, emit: Emit) -> None:
        self._work, self._begins, plan = schedule(plan)
        self._plan, self._emit, self.started_at = plan, emit, clock.today()
        self._tools = make_context(plan, net, clock)
        self._when = check_day(clock.today().date(), plan.catalogue.version)
        self.journal = self._tools.journal
        controls = plan.catalogue.controls
        self._trusted = TrustedLookups(self._tools, controls.resolvers)
        self._names = Names(self._tools, self._trusted, plain_resolvers(plan))
        self._turns = StartLimiter(plan.limits.starts)
        self._total = len(self._work)
        self._pending: Counter[str] = Counter(task.endpoint.messenger for task in self._work)
        self._kept = KeptOpen(plan)
        self._late = LateLooks(self._work, self._tools, self._kept.greet)
        self._doubted: set[str] | None = None
        self._neutral_pending = {task.endpoint.id for task in self._work if not task.endpoint.messenger}
        self._proxied_pending = {t.endpoint.id for t in self._work if t.proxied and not t.endpoint.messenger}
        self._sites = {e.id for e in (*(control.endpoint for control in controls.sites), *controls.sign_in_checks)}
        self._speed_recheck = SpeedRecheck(plan)
        self._rounds: Counter[str] = Counter()
        self._in_pieces: set[str] = set()
        self._network: NetworkVerdict | None = None
        self._told: dict[str, MessengerVerdict] = {}
        self._works: dict[str, bool] = {}
        self._news = News(self.journal)
        self._grouped = AttemptIndex(())
        self._scope = anyio.CancelScope()
        self._wanted = Turns(plan, self._tools.pace, self._index)
        self._left = LeftForDoubt(self._work, self._wanted, self._tools)
        self._early = EarlyRechecks(plan, self._tools, self._index)
        self._relays = RelayProbes(self._work)
        self._datagrams = OpenDatagrams(controls, self.journal)

    async def observe(self) -> None:
        """Observe every endpoint, within the limit of the whole check."""
        traffic = self._tools.net.traffic
        try:
            with anyio.move_on_after(self._plan.limits.check.seconds) as in_all, self._scope:
                async with anyio.create_task_group() as watch:
                    watch.start_soon(self._tools.lag.watch, self._tools.clock)
                    watch.start_soon(self._tools.pace.watch, self._tools.clock, partial(getattr, traffic, "received"))
                    watch.start_soon(allow_longer, in_all, self._tools.pace, self._is_busy, self._plan.limits.check)
                    watch.start_soon(self._prepare)
                    watch.start_soon(monitor_controls, anchors_abroad(self._plan), self._tools, self._names)
                    async with anyio.create_task_group() as group:
                        watch.start_soon(self._look_early, group)
                        for task, begin in zip(self._work, self._begins, strict=True):
                            group.start_soon(self._observe_one, task, group, begin)
                    watch.cancel_scope.cancel()
        finally:
            await self._tools.kept.aclose()
            await self._trusted.aclose()

    async def _prepare(self) -> None:
        """Get ready for answers, a part in each of the first waits: for names, for connections, for handshakes.

        All at once it would hold up the connections, which need nothing of it, by as long as their answers take.
        """
        contexts = self._tools.contexts
        for part in ((load_sockets,), (load_pages, contexts.load), (load_names, contexts.public)):
            await anyio.sleep(_TO_ASK)
            for get_ready in part:
                get_ready()

    async def _look_early(self, group: TaskGroup) -> None:
        """Look closer as soon as a server is oddly silent, cuts a name or sends slowly, not when all else is done."""
        while True:
            await anyio.sleep(_LOOK)
            self._left.look()
            pending = [as_named(m, self._index()) for m in self._plan.messengers if self._pending[m.id]]
            tasks = [*self._early.work(pending), *self._speed_recheck.look(self._tools, self._index())]
            for found in pending:
                tasks += self._late.early(self._plan, found, self._index())
            for task in tasks:
                self._add(task, group)

    def check(self) -> Check:
        """Judge all that was observed so far, tell what was not told yet, and return it."""
        network, verdicts = self._judge_all()
        if network != self._network:
            self._network = network
            self._emit(NetworkJudged(network))
        for verdict in (one for one in verdicts if self._told.get(one.messenger) != one):
            self._told[verdict.messenger] = verdict
            self._emit(MessengerJudged(verdict))
        traffic = self._tools.net.traffic
        return Check(
            app_version=self._plan.app_version,
            catalogue_version=self._plan.catalogue.version,
            started_at=self.started_at,
            seconds=round(self.journal.elapsed(), 3),
            bytes_sent=traffic.sent,
            bytes_received=traffic.received,
            platform=self._plan.computer.platform,
            network=network,
            messengers=verdicts,
            observations=tuple(self.journal.observations),
        )

    def _index(self) -> AttemptIndex:
        """Return all that was observed so far, grouped; only what is new is grouped anew."""
        self._grouped = self._grouped.up_to(self.journal.observations)
        return self._grouped

    async def _observe_one(self, task: Task, group: TaskGroup, begin: float) -> None:
        await anyio.sleep(begin)
        if await self._wanted.wants(task.turn):
            async with self._turns.one():
                try:
                    with self._relays.observing(task), self._datagrams.observing(task):
                        await task.observe(self._tools, self._names, task.endpoint)
                except Exception:
                    log.exception("endpoint %s met a bug of ours", task.endpoint.id)
        for lasting in self._kept.begin():
            group.start_soon(self._keep, lasting, group)
        self._relays.note_end(task)
        if not task.proxied:
            self._recheck_speed(task.endpoint, group)
        self._look_again(task.endpoint.messenger, group)
        self._late.note_end(task)
        if not task.proxied and (found := self._find(task.endpoint.messenger)) is not None:
            for late in self._late.early(self._plan, found, self._index()):
                self._add(late, group)
        self._pending[task.endpoint.messenger] -= 1
        (self._proxied_pending if task.proxied else self._neutral_pending).discard(task.endpoint.id)
        self._left.note(task, self._index(), self._pending.total(), self._judge_all)
        self._settle()
        self._leave_kept(group)

    async def _keep(self, lasting: LastingConnection, group: TaskGroup) -> None:
        try:
            tasks = await self._kept.keep(lasting)
        except Exception:
            log.exception("keeping %s met a bug of ours", lasting.call.endpoint.id)
        else:
            for task in tasks:
                self._add(task, group)

    def _leave_kept(self, group: TaskGroup) -> None:
        """Once nothing else is waited for, leave the connections that are kept open, or wait for what they may tell.

        They may where messages work and the judge cannot exclude that they stop later; then more is asked meanwhile.
        """
        if self._pending.total() or not self._kept.open:
            return
        if self._doubted is None:
            _, verdicts = self._judge_all()
            self._doubted = {v.messenger for v in verdicts if may_die_later(v)} & self._kept.open
            if self._plan.keeps_open:
                self._emit(CheckSettled(self.check()))
            for found in (m for m in self._plan.messengers if m.id in self._doubted):
                self._add(self._kept.beside(found), group)
        if not self._plan.keeps_open:
            self._kept.leave(self._kept.open - self._doubted)

    def _recheck_speed(self, endpoint: Endpoint, group: TaskGroup) -> None:
        """Add the app's own ClientHello, and what has to be read or sent again since it came slowly or stopped."""
        tasks = [*app_hello_check(endpoint, self._index()), *self._speed_recheck.work(endpoint, self._index())]
        found = self._find(endpoint.messenger)
        if found is not None and found.id not in self._in_pieces:
            pieces = pieces_recheck(self._plan, found, self._index())
            self._in_pieces.update(task.endpoint.messenger for task in pieces)
            tasks = [*tasks, *pieces]
        for task in tasks:
            self._add(task, group)

    def _find(self, messenger: str) -> Messenger | None:
        found = next((m for m in self._plan.messengers if m.id == messenger), None)
        return as_named(found, self._index()) if found is not None else None

    def _look_again(self, messenger: str, group: TaskGroup) -> None:
        """Add, each time the last endpoint of a messenger is done, relays aside, what the next round asks."""
        if (found := self._find(messenger)) is None or self._others_pending(messenger) > 1:
            return
        rounds = (look_closer, self._late.round, share_recheck, sending_recheck)
        while self._rounds[messenger] < len(rounds):
            ask = rounds[self._rounds[messenger]]
            self._rounds[messenger] += 1
            tasks = ask(self._plan, found, self._index())
            for task in tasks:
                self._add(task, group)
            if tasks:
                return

    def _others_pending(self, messenger: str) -> int:
        """Return how much of a messenger is waited for: not its relays, as long as the line has room for more."""
        return self._pending[messenger] - (self._relays.pending[messenger] if self._tools.patience.roomy else 0)

    def _add(self, task: Task, group: TaskGroup) -> None:
        self._relays.note_begin(task)
        self._total += 1
        self._pending[task.endpoint.messenger] += 1
        group.start_soon(self._observe_one, task, group, late_pause(self._plan))

    def _settle(self) -> None:
        """Send, after each endpoint, the verdicts that no pending probe can change."""
        self._emit(Progressed(self._total - self._pending.total(), self._total))
        self._wanted.note(self._neutral_pending)
        if self._network is None:
            self._settle_network()
        if self._network is not None and is_hopeless(self._network):
            self._scope.cancel()
            return
        self._settle_messengers()
        self._leave_relays()
        self._datagrams.note(self._pending.total(), self._index(), self._judge_all)

    def _settle_network(self) -> None:
        if self._proxied_pending:
            return  # the only way out may be the one through the system's proxy
        if is_plainly_offline(self._index(), self._plan.catalogue.controls, self._plan.computer):
            self._network = self._judge_network()
        elif not (self._neutral_pending - self._left.waiting) & self._sites:
            network = self._judge_network()
            if not self._neutral_pending or network.status is NetworkStatus.CAPTIVE_PORTAL:
                self._network = network
        if self._network is not None:
            self._emit(NetworkJudged(self._network))

    def _settle_messengers(self) -> None:
        ready = self._news.among(filter(self._is_ready, self._plan.messengers), self._network)
        if not ready:
            return
        network, plan = self._network or self._judge_network(), self._plan
        for messenger, verdict in zip(ready, self._judge_messengers(ready, network), strict=True):
            self._works[messenger.id] = verdict.status is MessengerStatus.WORKS
            if self._network is not None or stands_alone(messenger, verdict, self._index(), plan.catalogue.controls):
                self._told[verdict.messenger] = verdict
                self._emit(MessengerJudged(verdict))
        tested = [self._works.get(m.id) for m in plan.messengers if m.endpoints and m.untested is None]
        if tested and all(tested):
            self._tools.patience.hurry()

    def _leave_relays(self) -> None:
        """Leave the relays of a messenger of which all else is known, where they can change nothing of it."""
        for found in self._plan.messengers:
            waits = self._relays.pending[found.id] and not self._others_pending(found.id)
            if waits and self._network is not None:
                (verdict,) = self._judge_messengers((found,), self._network)
                if relays_tell_nothing(found, verdict):
                    self._relays.leave(found.id)

    def _is_ready(self, messenger: Messenger) -> bool:
        """Return whether no probe of it is pending and its verdict may go out: early, never of what has no test."""
        untold = not self._pending[messenger.id] and messenger.id not in self._told
        may_work = bool(messenger.endpoints) and messenger.untested is None
        return untold and (self._network is not None or may_work)

    def _judge_all(self, index: AttemptIndex | None = None) -> Judged:
        network = self._judge_network(index)
        return network, self._judge_messengers(self._plan.messengers, network, index)

    def _is_busy(self) -> bool:
        return NetworkFlag.COMPUTER_BUSY in self._judge_network().flags

    def _judge_network(self, index: AttemptIndex | None = None) -> NetworkVerdict:
        return judge_network(index or self._index(), self._plan.catalogue.controls, self._plan.computer)

    def _judge_messengers(
        self, asked: tuple[Messenger, ...], network: NetworkVerdict, index: AttemptIndex | None = None
    ) -> tuple[MessengerVerdict, ...]:
        plan = self._plan
        known = (plan.catalogue.controls, plan.computer, plan.installed, self._when)
        verdicts = judge_messengers(asked, index or self._index(), network, *known)
        return tuple(replace(verdict, old_app=plan.old_apps.get(verdict.messenger)) for verdict in verdicts)
