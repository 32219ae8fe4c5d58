"""How one messenger is observed through a proxy: once if all is well, otherwise by all other routes."""

import ipaddress
from collections.abc import Sequence

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind, usual_address
from dialtone.model.public_address import is_public_address
from dialtone.model.vocabulary import Failure, Step
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.proxy.faketls import HelloShape
from dialtone.probe.proxy.proxied_attempt import ProxyRoute, attempt_through_proxy
from dialtone.probe.target import Origin, Target

_WHATSAPP_DOORS = ((443, True), (5222, False), (80, False))


async def observe_proxy(tools: ProbeContext, names: Lookups, proxy: Proxy, endpoints: Sequence[Endpoint]) -> None:
    """Observe whether a messenger is reached through a proxy. `endpoints` are the messenger's, best first."""
    doors = await find_proxy_addresses(tools, names, proxy, endpoints[0])
    if not doors:
        return
    limits = tools.limits.proxy_test
    if proxy.secret_kind is SecretKind.FAKETLS:
        await _observe_disguised(tools, proxy, doors, endpoints[0])
        return
    ways = await _routes(names, proxy, doors, endpoints, limits.routes)
    began = tools.clock.now()
    failed = await attempt_through_proxy(tools, ways[0])
    if failed is None:
        if tools.clock.now() - began > limits.late:
            await attempt_through_proxy(tools, ways[0])
        return
    others = [way for way in ways[1 : limits.routes] if way.door != doors[0] or not _speaks_no_socks(tools, ways[0])]
    async with anyio.create_task_group() as group:
        for way in others:
            group.start_soon(attempt_through_proxy, tools, way)


async def _observe_disguised(tools: ProbeContext, proxy: Proxy, doors: Sequence[Target], endpoint: Endpoint) -> None:
    """Send one hello on one connection: several, or several shapes, can get a private proxy detected and blocked.

    So its time must be right on the first attempt. An address that accepts no connection has seen no hello.
    """
    await tools.server_time.wait(tools.limits.proxy_test.server_time)
    shape = HelloShape.CLASSIC if proxy.older_hello else HelloShape.CURRENT
    for door in doors[:2]:
        failed = await attempt_through_proxy(tools, ProxyRoute(proxy, endpoint, door, shape=shape))
        if failed is None or failed.step is not Step.TCP:
            return


def _speaks_no_socks(tools: ProbeContext, way: ProxyRoute) -> bool:
    """Return whether the proxy did not even choose a login method: asking it for another target is pointless."""
    if way.proxy.kind is not ProxyKind.SOCKS5:
        return False
    found = [o for o in tools.journal.observations if o.endpoint == way.endpoint.id and o.step is Step.PROXY]
    return bool(found) and found[-1].failure is Failure.TIMEOUT and Fact.METHOD not in found[-1].facts


async def find_proxy_addresses(
    tools: ProbeContext, names: Lookups, proxy: Proxy, endpoint: Endpoint
) -> tuple[Target, ...]:
    """Return the proxy's addresses: the one in its link, or those of its name, IPv4 first.

    None in the person's own network without their consent: a stranger's link may name anything.
    """
    try:
        found: Sequence[str] = (str(ipaddress.ip_address(proxy.host)),)
        origin = Origin.BUILT_IN
    except ValueError:
        who = (endpoint.messenger, endpoint.id, proxy.host)
        origin, found = Origin.SYSTEM, await names.by_system(*who)
        if not found:
            origin, found = Origin.TRUSTED, await names.by_trusted(*who)
        found = sorted((a for a in found if tools.ipv6 or ":" not in a), key=lambda a: ":" in a)
    allowed = (a for a in found if proxy.own_network or is_public_address(ipaddress.ip_address(a)))
    return tuple(Target(address, proxy.port, origin) for address in allowed)


async def _routes(
    names: Lookups, proxy: Proxy, doors: Sequence[Target], endpoints: Sequence[Endpoint], most: int
) -> list[ProxyRoute]:
    """Return the routes in order: to the proxy's first address, and the last one to its second address."""
    door, main = doors[0], endpoints[0]
    if proxy.kind is ProxyKind.MTPROTO:
        ways = [ProxyRoute(proxy, endpoint, door) for endpoint in endpoints[:3]]
    elif proxy.kind is ProxyKind.SIGNAL:
        ways = [ProxyRoute(proxy, main, door), ProxyRoute(proxy, main, door)]
    elif proxy.kind is ProxyKind.WHATSAPP:
        ways = [ProxyRoute(proxy, main, replace(door, port=port), tls=tls) for port, tls in _whatsapp_doors(proxy)]
        ways.append(ways[0])
    else:
        ways = [ProxyRoute(proxy, e, door, far=far) for e in endpoints[:3] for far in await _far(names, e)]
        ways.append(ways[0])
    elsewhere = [replace(ways[0], door=other) for other in doors[1:2]]
    return [*ways[: most - len(elsewhere)], *elsewhere]


def _whatsapp_doors(proxy: Proxy) -> Sequence[tuple[int, bool]]:
    """Return ports and whether they use TLS. A full link says both; for a bare host the usual ones are tried."""
    if proxy.tls is not None:
        return ((proxy.port, proxy.tls),)
    if proxy.port == _WHATSAPP_DOORS[0][0]:
        return _WHATSAPP_DOORS
    usual = dict(_WHATSAPP_DOORS).get(proxy.port, True)
    return ((proxy.port, usual), (proxy.port, not usual))


async def _far(names: Lookups, endpoint: Endpoint) -> list[str]:
    """Return what to ask a general proxy for: the name, for it to look up, then the address known here."""
    if endpoint.host is None:
        return [usual_address(endpoint)]
    found = await names.by_system(endpoint.messenger, endpoint.id, endpoint.host)
    return [endpoint.host, *[address for address in found if ":" not in address][:1]]
