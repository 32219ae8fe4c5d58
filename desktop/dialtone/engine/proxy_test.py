"""One proxy test: the messengers through the proxy, the controls directly, one immutable result."""

import logging
from collections.abc import Sequence
from functools import partial

from dialtone import __version__
from dialtone.engine.first_questions import ask_with_controls
from dialtone.engine.plan import Plan, make_context
from dialtone.judge.proxy_outcome import judge_proxy, judge_through_proxy
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.frozen import replace
from dialtone.model.limits import ProxyTestLimits
from dialtone.model.proxy import Proxy, ProxyKind, ProxyOutcome, ProxyResult, ProxyTest
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Function, NetworkStatus, Wire
from dialtone.probe.at_once import at_once
from dialtone.probe.clock import Clock
from dialtone.probe.context import ProbeContext
from dialtone.probe.net import Network
from dialtone.probe.proxy.proxy_probe import observe_proxy
from dialtone.probe.shared_state import ProofRegistry
from dialtone.probe.timeouts import AdaptiveTimeouts

log = logging.getLogger(__name__)

_FIRST_CENTRES = (2, 4)
"""Telegram's data centres for Europe: asked first; an answer from any centre proves that the proxy works."""
_MOST_USED = ("whatsapp", "telegram", "signal")
"""Tested where neither the link nor the person names a messenger and none that can be tested is installed."""
_PROVES_NOTHING = (Wire.TCP, Wire.STUN, Wire.STUN_TCP, Wire.STUN_TLS, Wire.TELEGRAM_REFLECTOR, Wire.NTP, Wire.QUIC)
"""Wires on which a proxy could give the answer itself, or which it does not carry."""


async def run_proxy_test(
    plan: Plan, proxy: Proxy, messengers: Sequence[Messenger], net: Network, clock: Clock
) -> ProxyTest:
    """Test a proxy for some messengers, alongside the controls, which tell why it fails where it does.

    Once it works for all, the controls are abandoned. The plan has no messengers: only the controls are asked directly.
    """
    started_at = clock.today()
    tools = make_context(plan, net, clock)
    observations = tools.journal.observations
    asked = {m.id: proxied_endpoints(m, proxy.kind, plan.computer.platform) for m in messengers}

    def judge_each(network: NetworkVerdict) -> tuple[ProxyResult, ...]:
        return tuple(judge_through_proxy(name, e, observations, network, proxy.host) for name, e in asked.items())

    def works_for_all() -> bool:
        return all(result.outcome is ProxyOutcome.WORKS for result in judge_each(NetworkVerdict(NetworkStatus.ONLINE)))

    observe = partial(_observe, _make_proxied_context(tools), proxy)
    observe_each = partial(at_once, [partial(observe, endpoints) for endpoints in asked.values()])
    network = await ask_with_controls(plan, tools, plan.limits.proxy_test.seconds, observe_each, works_for_all)
    results = judge_each(network)
    return ProxyTest(
        app_version=__version__,
        kind=proxy.kind,
        host=proxy.host,
        port=proxy.port,
        secret_kind=proxy.secret_kind,
        started_at=started_at,
        seconds=round(tools.journal.elapsed(), 3),
        bytes_sent=net.traffic.sent,
        bytes_received=net.traffic.received,
        network=network,
        outcome=judge_proxy(results),
        results=results,
        observations=tuple(observations),
    )


def _make_proxied_context(tools: ProbeContext) -> ProbeContext:
    """Return the context for probes through the proxy: one timeout for all steps, and every server proves itself."""
    seconds = tools.limits.proxy_test.step
    steps = replace(tools.limits.steps, uninformed=seconds, shortest=seconds, longest=seconds)
    return replace(tools, timeouts=AdaptiveTimeouts(steps), proofs=ProofRegistry(each=True))


async def _observe(tools: ProbeContext, proxy: Proxy, endpoints: Sequence[Endpoint]) -> None:
    """Ask the endpoints of one messenger through the proxy. A bug in Dialtone is logged, and ends no other one."""
    try:
        await observe_proxy(tools, proxy, endpoints)
    except Exception:
        # The traceback reveals no secret: the repr of `Proxy` has none.
        log.exception("testing the proxy failed because of a bug in Dialtone")


def proxied_endpoints(messenger: Messenger, kind: ProxyKind, platform: str) -> tuple[Endpoint, ...]:
    """Return the endpoints for messages that this kind of proxy can carry, best first; may be empty."""
    if kind is ProxyKind.WHATSAPP:
        return tuple(e for e in messenger.endpoints if e.wire is Wire.WHATSAPP_NOISE)[:1]
    rules = (r for r in messenger.functions if r.function is Function.MESSAGES and r.needs)
    groups = [r.needs[0] for r in rules if not r.platforms or platform in r.platforms]
    needed = groups[0] if groups else ()
    able = [e for e in messenger.endpoints if e.id in needed and e.wire not in _PROVES_NOTHING]
    if kind is ProxyKind.SIGNAL:
        return tuple(able[:1])
    return tuple(sorted(able, key=lambda e: e.wire is Wire.MTPROTO and e.data_centre not in _FIRST_CENTRES))


def choose_proxied_messengers(
    messengers: Sequence[Messenger],
    proxy: Proxy,
    platform: str,
    installed: frozenset[str],
    wanted: str = "",
) -> tuple[Messenger, ...]:
    """Return the messengers to test a proxy for: the one that its link is for, else `wanted`, else some installed ones.

    If none of those can be tested through it, return the most used ones.
    """
    able = {m.id: m for m in messengers if proxied_endpoints(m, proxy.kind, platform)}
    named = proxy.meant_for or proxy.kind.carries_only or wanted
    if named in able:
        return (able[named],)
    able_installed = tuple(m for m in able.values() if m.id in installed)[: ProxyTestLimits().messengers]
    return able_installed or tuple(able[name] for name in _MOST_USED if name in able)
