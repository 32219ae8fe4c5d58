"""How one messenger is observed through a proxy: once if all is well, otherwise by all other routes."""

import ipaddress
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.host import is_public_address
from dialtone.model.proxy import Proxy, ProxyKind, SecretKind, usual_address
from dialtone.model.vocabulary import AddressOrigin, Failure, Step
from dialtone.probe.at_once import at_once
from dialtone.probe.context import ProbeContext
from dialtone.probe.proxy.faketls import HelloShape
from dialtone.probe.proxy.proxied_attempt import ProxyRoute, attempt_through_proxy
from dialtone.probe.target import Target

_WHATSAPP_PORTS = ((443, True), (5222, False), (80, False))
"""The ports of WhatsApp's proxy, and whether they use TLS."""


async def observe_proxy(tools: ProbeContext, proxy: Proxy, endpoints: Sequence[Endpoint]) -> None:
    """Observe whether a messenger is reached through a proxy. `endpoints` are the messenger's, best first.

    The first route is tried alone, since one success is enough; if it fails, all others are tried at once. FakeTLS has
    rules of its own.
    """
    addresses = await find_proxy_addresses(tools, proxy, endpoints[0])
    if not addresses:
        return
    if proxy.secret_kind is SecretKind.FAKETLS:
        await _observe_faketls(tools, proxy, addresses, endpoints[0])
        return
    first_route, *other_routes = await _list_routes(tools, proxy, addresses, endpoints)
    began = tools.clock.now()
    failed = await attempt_through_proxy(tools, first_route)
    if failed is None:
        took_long = tools.clock.now() - began > tools.limits.proxy_test.late
        if took_long:  # once more, since a lost packet must not make it look slow
            await attempt_through_proxy(tools, first_route)
        return
    if _speaks_no_socks(tools, first_route):
        other_routes = [route for route in other_routes if route.address != first_route.address]
    await at_once(partial(attempt_through_proxy, tools, route) for route in other_routes)


async def _observe_faketls(tools: ProbeContext, proxy: Proxy, addresses: Sequence[Target], endpoint: Endpoint) -> None:
    """Send one hello on one connection: several, or several shapes, can get a private proxy detected and blocked.

    So its time must be right on the first attempt. An address that accepts no connection has seen no hello.
    """
    await tools.server_time.wait(tools.limits.proxy_test.server_time)
    shape = HelloShape.CLASSIC if proxy.older_hello else HelloShape.CURRENT
    for address in addresses[:2]:
        failed = await attempt_through_proxy(tools, ProxyRoute(proxy, endpoint, address, shape=shape))
        if failed is None or failed.step is not Step.TCP:
            return


def _speaks_no_socks(tools: ProbeContext, route: ProxyRoute) -> bool:
    """Return whether the proxy did not even choose a login method: asking it for another target is pointless."""
    if route.proxy.kind is not ProxyKind.SOCKS5:
        return False
    handshakes = [o for o in tools.journal.observations if o.endpoint == route.endpoint.id and o.step is Step.PROXY]
    return bool(handshakes) and handshakes[-1].failure is Failure.TIMEOUT and Fact.METHOD not in handshakes[-1].facts


async def find_proxy_addresses(tools: ProbeContext, proxy: Proxy, endpoint: Endpoint) -> tuple[Target, ...]:
    """Return the proxy's addresses: the one in its link, or those of its name, IPv4 first.

    Addresses in the person's own network need their consent, because a stranger's link may name anything.
    """
    origin, addresses = await _resolve_proxy(tools, replace(endpoint, host=proxy.host, addresses=()))
    allowed = (a for a in addresses if proxy.own_network or is_public_address(ipaddress.ip_address(a)))
    return tuple(Target(address, proxy.port, origin) for address in allowed)


async def _resolve_proxy(tools: ProbeContext, named: Endpoint) -> tuple[AddressOrigin, Sequence[str]]:
    """Return how a proxy's addresses were learnt, and which they are. `named`: an endpoint with the proxy's host."""
    with suppress(ValueError):
        return AddressOrigin.BUILT_IN, [str(ipaddress.ip_address(named.host or ""))]
    origin, addresses = AddressOrigin.SYSTEM, await tools.lookups.ask_system(named)
    if not addresses:
        origin, addresses = AddressOrigin.TRUSTED, await tools.lookups.ask_trusted(named)
    usable = (a for a in addresses if tools.computer.has_ipv6 or ":" not in a)
    return origin, sorted(usable, key=lambda a: ":" in a)


async def _list_routes(
    tools: ProbeContext, proxy: Proxy, addresses: Sequence[Target], endpoints: Sequence[Endpoint]
) -> list[ProxyRoute]:
    """Return the routes to try in order: the first ones to the proxy's first address, the last one to its second."""
    limits = tools.limits.proxy_test
    routes = await _list_routes_to(addresses[0], tools, proxy, endpoints[: limits.endpoints])
    elsewhere = [replace(routes[0], address=other) for other in addresses[1:2]]
    return [*routes[: limits.routes - len(elsewhere)], *elsewhere]


async def _list_routes_to(
    address: Target, tools: ProbeContext, proxy: Proxy, endpoints: Sequence[Endpoint]
) -> list[ProxyRoute]:
    """Return the routes to one address of the proxy.

    The last one retries the first, so that one lost packet does not count against the proxy. An MTProto proxy needs no
    retry: each of its routes leads to another data centre of Telegram.
    """
    match proxy.kind:
        case ProxyKind.MTPROTO:
            return [ProxyRoute(proxy, endpoint, address) for endpoint in endpoints]
        case ProxyKind.SIGNAL:
            routes = [ProxyRoute(proxy, endpoints[0], address)]
        case ProxyKind.WHATSAPP:
            ports = _whatsapp_ports(proxy)
            routes = [ProxyRoute(proxy, endpoints[0], replace(address, port=port), tls=tls) for port, tls in ports]
        case _:
            routes = [
                ProxyRoute(proxy, endpoint, address, destination=destination)
                for endpoint in endpoints
                for destination in await _list_destinations(tools, endpoint)
            ]
    return [*routes, routes[0]]


def _whatsapp_ports(proxy: Proxy) -> Sequence[tuple[int, bool]]:
    """Return ports and whether they use TLS. A full link says both; for a bare host the usual ones are tried."""
    if proxy.tls is not None:
        return ((proxy.port, proxy.tls),)
    if proxy.port == _WHATSAPP_PORTS[0][0]:
        return _WHATSAPP_PORTS
    uses_tls = dict(_WHATSAPP_PORTS).get(proxy.port, True)
    return ((proxy.port, uses_tls), (proxy.port, not uses_tls))


async def _list_destinations(tools: ProbeContext, endpoint: Endpoint) -> list[str]:
    """Return what to ask a general proxy for: the name, then an IPv4 address (it may have no route to an IPv6 one)."""
    if endpoint.host is None:
        return [usual_address(endpoint)]
    addresses = await tools.lookups.ask_system(endpoint)
    return [endpoint.host, *[candidate for candidate in addresses if ":" not in candidate][:1]]
