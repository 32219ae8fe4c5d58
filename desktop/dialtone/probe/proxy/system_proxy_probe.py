"""How an endpoint is asked through the proxy that the system has set: as an app does that follows it."""

import ipaddress
import socket
from contextlib import suppress

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.proxy import Proxy, ProxyKind, usual_address
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.probe.attempt_steps import AttemptContext
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.failure import ProbeError, StepFailed
from dialtone.probe.proxy.proxied_attempt import ProxyRoute, attempt_through_proxy
from dialtone.probe.target import Origin, Target
from dialtone.probe.timeouts import AdaptiveTimeouts


class _HiddenDoor(Target):
    """The proxy's own address, which is written nowhere: it tells where a person works."""

    def __str__(self) -> str:
        return "proxy"


async def observe_through_system_proxy(proxy: Proxy, tools: ProbeContext, names: Names, endpoint: Endpoint) -> None:
    """Ask an endpoint through the proxy, and once more where that failed.

    It is asked for the name, as browsers do: the proxy looks it up, and may decline it.
    """
    # The way through a proxy is longer than the one to a control: its steps get the time of the first ones.
    patient = replace(tools, patience=AdaptiveTimeouts(tools.limits.steps))
    door = await _find_door(tools, proxy)
    if door is None:
        await _note_unknown_name(patient, endpoint)
        return
    far = await _far_end(proxy, names, endpoint)
    if not far:
        return
    route = ProxyRoute(proxy, endpoint, door, far=far, variant=Variant.PROXIED)
    for _ in range(tools.limits.retries.through_proxy):
        if await attempt_through_proxy(patient, route) is None:
            return


async def note_spared(tools: ProbeContext, _names: Names, endpoint: Endpoint) -> None:
    """Note that the settings leave the proxy out for an endpoint: apps that follow them go the direct way there."""
    call = AttemptContext.begin(tools, endpoint, _HiddenDoor("", 0, Origin.SYSTEM), Variant.PROXIED)
    async with call.step(Step.PROXY) as facts:
        facts[Fact.SPARED] = True


async def _far_end(proxy: Proxy, names: Names, endpoint: Endpoint) -> str:
    """Return what the proxy is asked for: a name; of SOCKS4, which knows none, the address that the system gives."""
    if endpoint.host is None:
        return usual_address(endpoint)
    if proxy.kind is not ProxyKind.SOCKS5 or proxy.socks != "4":
        return endpoint.host
    found = await names.by_system(endpoint.messenger, endpoint.id, endpoint.host)
    return next((a for a in found if ":" not in a), "")


async def _find_door(tools: ProbeContext, proxy: Proxy) -> _HiddenDoor | None:
    """Return the proxy's address; None where its name leads nowhere. The lookup is not noted: the name is private.

    It is waited for as any name is: where the resolver is silent the check would else wait for this alone.
    """
    try:
        return _HiddenDoor(str(ipaddress.ip_address(proxy.host)), proxy.port, Origin.BUILT_IN)
    except ValueError:
        pass
    for family in (socket.AF_INET, socket.AF_INET6):
        with suppress(OSError), anyio.move_on_after(tools.limits.lookups.system):
            if found := await tools.net.resolve(proxy.host, family):
                return _HiddenDoor(found[0], proxy.port, Origin.SYSTEM)
    return None


async def _note_unknown_name(tools: ProbeContext, endpoint: Endpoint) -> None:
    door = _HiddenDoor("", 0, Origin.SYSTEM)
    with suppress(StepFailed):
        async with AttemptContext.begin(tools, endpoint, door, Variant.PROXIED).step(Step.TCP) as facts:
            facts[Fact.FROM] = door.origin.value
            raise ProbeError(Failure.NO_SUCH_NAME)
