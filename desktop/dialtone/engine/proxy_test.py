"""One test of a proxy: the messengers through it, the controls beside it, one frozen result."""

import logging
from collections.abc import Sequence

import anyio

from dialtone.engine.first_questions import first_questions
from dialtone.engine.plan import Plan, make_context, plain_resolvers
from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network_verdict import judge_network
from dialtone.judge.proxy_outcome import judge_passage, judge_trial
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.frozen import Frozen, replace
from dialtone.model.limits import ProxyTestLimits
from dialtone.model.proxy import Proxy, ProxyKind, ProxyOutcome, ProxyResult, ProxyTest
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Function, NetworkStatus, Wire
from dialtone.probe.clock import Clock
from dialtone.probe.dns.doh import TrustedLookups
from dialtone.probe.dns.lookups import Names
from dialtone.probe.net import Network
from dialtone.probe.proxy.proxy_probe import LongTimeouts, observe_proxy

log = logging.getLogger(__name__)

_FIRST_CENTRES = (2, 4)
"""Telegram's data centres for Europe: asked first; an answer of any proves that the proxy works."""
_USUAL = ("whatsapp", "telegram", "signal")
_PROVES_NOTHING = (Wire.TCP, Wire.STUN, Wire.STUN_TCP, Wire.STUN_TLS, Wire.TELEGRAM_REFLECTOR, Wire.NTP, Wire.QUIC)


class ProxyTestPlan(Frozen):
    """What to try, and for whom. `direct.messengers` is empty: only the controls are asked without the proxy."""

    direct: Plan
    proxy: Proxy
    messengers: tuple[Messenger, ...]


async def run_proxy_test(plan: ProxyTestPlan, net: Network, clock: Clock) -> ProxyTest:
    """Test the proxy for each messenger. A lone success ends it; a failure is judged beside the controls."""
    started_at = clock.today()
    run = _ProxyTestRun(plan, net, clock)
    await run.observe()
    network, passages = run.judge()
    return ProxyTest(
        app_version=plan.direct.app_version,
        kind=plan.proxy.kind,
        host=plan.proxy.host,
        port=plan.proxy.port,
        secret_kind=plan.proxy.secret_kind,
        started_at=started_at,
        seconds=round(run.journal.elapsed(), 3),
        bytes_sent=net.traffic.sent,
        bytes_received=net.traffic.received,
        network=network,
        outcome=judge_trial(passages),
        passages=passages,
        observations=tuple(run.journal.observations),
    )


def proxied_endpoints(messenger: Messenger, kind: ProxyKind, platform: str) -> tuple[Endpoint, ...]:
    """Return what a messenger needs for messages and this kind of proxy can carry, the best first; may be empty."""
    if kind is ProxyKind.WHATSAPP:
        return tuple(e for e in messenger.endpoints if e.wire is Wire.WHATSAPP_NOISE)[:1]
    rules = (r for r in messenger.functions if r.function is Function.MESSAGES and r.needs)
    groups = [r.needs[0] for r in rules if not r.platforms or platform in r.platforms]
    needed = groups[0] if groups else ()
    found = [e for e in messenger.endpoints if e.id in needed and e.wire not in _PROVES_NOTHING]
    if kind is ProxyKind.SIGNAL:
        return tuple(found[:1])
    return tuple(sorted(found, key=lambda e: e.wire is Wire.MTPROTO and e.data_centre not in _FIRST_CENTRES))


def choose_proxied_messengers(
    messengers: Sequence[Messenger],
    proxy: Proxy,
    platform: str,
    installed: frozenset[str],
    wanted: str = "",
    most: int = ProxyTestLimits().messengers,
) -> tuple[Messenger, ...]:
    """Return the messenger whose link it is; else the one `wanted`; else the installed ones, or the usual ones."""
    able = {m.id: m for m in messengers if proxied_endpoints(m, proxy.kind, platform)}
    one = proxy.meant_for or proxy.kind.carries_only or wanted
    if one in able:
        return (able[one],)
    found = tuple(m for m in able.values() if m.id in installed)[:most]
    return found or tuple(able[usual] for usual in _USUAL if usual in able)


class _ProxyTestRun:
    def __init__(self, plan: ProxyTestPlan, net: Network, clock: Clock) -> None:
        self._plan = plan
        self._direct = make_context(plan.direct, net, clock, prove_each=True)
        self.journal = self._direct.journal
        self._through = replace(self._direct, patience=LongTimeouts(plan.direct.limits))
        self._trusted = TrustedLookups(self._direct, plan.direct.catalogue.controls.resolvers)
        self._names = Names(self._direct, self._trusted, plain_resolvers(plan.direct))
        platform = plan.direct.computer.platform
        self._endpoints = {m.id: proxied_endpoints(m, plan.proxy.kind, platform) for m in plan.messengers}

    async def observe(self) -> None:
        """Observe the proxy and the controls; do not wait for the controls where every messenger was answered."""
        try:
            with anyio.move_on_after(self._plan.direct.limits.proxy_test.seconds):
                async with anyio.create_task_group() as group:
                    for question in first_questions(self._plan.direct):
                        group.start_soon(question.ask, self._direct, self._names)
                    async with anyio.create_task_group() as passages:
                        for endpoints in self._endpoints.values():
                            passages.start_soon(self._observe_passage, endpoints)
                    if all(p.outcome is ProxyOutcome.WORKS for p in self._judge_passages(_ONLINE)):
                        group.cancel_scope.cancel()
        finally:
            await self._trusted.aclose()

    def judge(self) -> tuple[NetworkVerdict, tuple[ProxyResult, ...]]:
        """Judge all that was observed."""
        observations, direct = self.journal.observations, self._plan.direct
        passages = self._judge_passages(_ONLINE)
        if all(p.outcome is ProxyOutcome.WORKS for p in passages):
            return _ONLINE, passages
        network = judge_network(AttemptIndex(observations), direct.catalogue.controls, direct.computer)
        return network, self._judge_passages(network)

    def _judge_passages(self, network: NetworkVerdict) -> tuple[ProxyResult, ...]:
        observations = self.journal.observations
        host = self._plan.proxy.host
        return tuple(judge_passage(m, e, observations, network, host) for m, e in self._endpoints.items())

    async def _observe_passage(self, endpoints: Sequence[Endpoint]) -> None:
        try:
            await observe_proxy(self._through, self._names, self._plan.proxy, endpoints)
        except Exception:
            log.exception("the proxy met a bug of ours")  # the traceback names no secret: `Proxy` prints none


_ONLINE = NetworkVerdict(NetworkStatus.ONLINE)
