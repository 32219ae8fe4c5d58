"""One check: the ground and the messengers side by side, verdicts as soon as they are certain."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio

from dialtone.engine.events import CheckFinished, CheckStarted, Event, MessengerJudged, NetworkJudged, Progressed
from dialtone.judge.check import judge_messengers
from dialtone.judge.network import is_plainly_offline, judge_network
from dialtone.model.catalogue import Catalogue, Endpoint, Messenger
from dialtone.model.check import Check
from dialtone.model.computer import Computer
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import MessengerStatus, NetworkStatus
from dialtone.probe.clock import Clock
from dialtone.probe.endpoint import observe_control, observe_endpoint
from dialtone.probe.journal import Journal
from dialtone.probe.names import Names
from dialtone.probe.net import Network
from dialtone.probe.patience import Patience
from dialtone.probe.resolver import TrustedLookups
from dialtone.probe.tls import Contexts
from dialtone.probe.tools import Tools

log = logging.getLogger(__name__)

_ENDPOINTS_AT_ONCE = 48  # home routers drop bursts; one endpoint opens one connection, up to five when it fails
_HOPELESS = (NetworkStatus.OFFLINE, NetworkStatus.CAPTIVE_PORTAL)

Emit = Callable[[Event], None]
Observe = Callable[[Tools, Names, Endpoint], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to check, and what is known before the first packet."""

    catalogue: Catalogue
    messengers: tuple[Messenger, ...]
    computer: Computer
    installed: frozenset[str]
    app_version: str
    signal_roots: tuple[bytes, ...]
    limit_seconds: float = 30.0


async def run_check(plan: Plan, net: Network, clock: Clock, emit: Emit) -> Check:
    """Measure and judge. Verdicts go out as events while the rest still runs; the whole comes back."""
    started_at = clock.today()
    emit(CheckStarted(tuple(m.id for m in plan.messengers), started_at))
    run = _Run(plan, net, clock, emit)
    await run.observe()
    network, verdicts = run.judge()
    check = Check(
        app_version=plan.app_version,
        catalogue_version=plan.catalogue.version,
        started_at=started_at,
        seconds=round(run.journal.elapsed(), 3),
        bytes_sent=net.traffic.sent,
        bytes_received=net.traffic.received,
        platform=plan.computer.platform,
        network=network,
        messengers=verdicts,
        observations=tuple(run.journal.observations),
    )
    emit(CheckFinished(check))
    return check


class _Run:
    """The state of one check while it runs."""

    def __init__(self, plan: Plan, net: Network, clock: Clock, emit: Emit) -> None:
        self._plan = plan
        self._emit = emit
        self.journal = Journal(clock)
        ground = plan.catalogue.ground
        self._tools = Tools(
            net=net,
            clock=clock,
            journal=self.journal,
            patience=Patience(),
            contexts=Contexts(plan.signal_roots),
            neutral_name=ground.neutral_name,
            ipv6=plan.computer.has_ipv6,
        )
        self._trusted = TrustedLookups(self._tools, ground.resolvers)
        self._names = Names(self._tools, self._trusted)
        self._room = anyio.CapacityLimiter(_ENDPOINTS_AT_ONCE)
        self._work = _list_work(plan)
        self._pending = {endpoint.id: endpoint for _, endpoint in self._work}
        self._network: NetworkVerdict | None = None
        self._told: dict[str, MessengerVerdict] = {}
        self._scope = anyio.CancelScope()

    async def observe(self) -> None:
        """Observe every endpoint, within the limit of the whole check."""
        try:
            with anyio.move_on_after(self._plan.limit_seconds), self._scope:
                async with anyio.create_task_group() as group:
                    for observe, endpoint in self._work:
                        group.start_soon(self._observe_one, observe, endpoint)
        finally:
            await self._trusted.aclose()

    def judge(self) -> tuple[NetworkVerdict, tuple[MessengerVerdict, ...]]:
        """Judge all that was observed, and tell what was not told yet."""
        network = judge_network(self.journal.observations, self._plan.catalogue.ground, self._plan.computer)
        if network != self._network:
            self._emit(NetworkJudged(network))
        verdicts = self._judge_messengers(self._plan.messengers, network)
        for verdict in verdicts:
            if self._told.get(verdict.messenger) != verdict:
                self._emit(MessengerJudged(verdict))
        return network, verdicts

    async def _observe_one(self, observe: Observe, endpoint: Endpoint) -> None:
        async with self._room:
            try:
                await observe(self._tools, self._names, endpoint)
            except Exception:
                log.exception("endpoint %s met a bug of ours", endpoint.id)
        del self._pending[endpoint.id]
        self._settle()

    def _settle(self) -> None:
        """After each endpoint: see which verdicts no pending probe can change."""
        self._emit(Progressed(len(self._work) - len(self._pending), len(self._work)))
        if self._network is None:
            self._settle_network()
        if self._network is not None and self._network.status in _HOPELESS:
            self._scope.cancel()
            return
        self._settle_messengers()

    def _settle_network(self) -> None:
        ground, computer = self._plan.catalogue.ground, self._plan.computer
        done = not any(endpoint.messenger == "" for endpoint in self._pending.values())
        if done or is_plainly_offline(self.journal.observations, ground):
            self._network = judge_network(self.journal.observations, ground, computer)
            self._emit(NetworkJudged(self._network))

    def _settle_messengers(self) -> None:
        waiting = {endpoint.messenger for endpoint in self._pending.values()}
        ready = tuple(m for m in self._plan.messengers if m.id not in waiting and m.id not in self._told)
        network = self._network or NetworkVerdict(NetworkStatus.ONLINE)
        for verdict in self._judge_messengers(ready, network):
            if self._network is not None or verdict.status is MessengerStatus.WORKS:
                self._told[verdict.messenger] = verdict
                self._emit(MessengerJudged(verdict))

    def _judge_messengers(
        self, messengers: tuple[Messenger, ...], network: NetworkVerdict
    ) -> tuple[MessengerVerdict, ...]:
        plan = self._plan
        return judge_messengers(
            messengers, self.journal.observations, network, plan.catalogue.ground, plan.computer, plan.installed
        )


def _list_work(plan: Plan) -> list[tuple[Observe, Endpoint]]:
    """The ground first: its round trips set the patience for everything else."""
    ground = plan.catalogue.ground
    neutral = [
        *ground.anchors,
        *(control.endpoint for control in ground.controls),
        *ground.sign_in_checks,
        *ground.udp,
    ]
    if not plan.computer.has_ipv6:
        neutral = [endpoint for endpoint in neutral if not _is_ipv6_only(endpoint)]
    theirs = [endpoint for messenger in plan.messengers for endpoint in messenger.endpoints]
    return [*((observe_control, e) for e in neutral), *((observe_endpoint, e) for e in theirs)]


def _is_ipv6_only(endpoint: Endpoint) -> bool:
    return bool(endpoint.addresses) and endpoint.host is None and all(":" in a for a in endpoint.addresses)
