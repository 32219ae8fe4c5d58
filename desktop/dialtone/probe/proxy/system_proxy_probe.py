"""How an endpoint is asked through the system's proxy, as apps that follow this setting do."""

import ipaddress
import socket
from contextlib import suppress

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.proxy import Proxy, usual_address
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Variant
from dialtone.probe.attempt_context import AttemptContext
from dialtone.probe.context import ProbeContext
from dialtone.probe.failure import ProbeError, StepFailed
from dialtone.probe.proxy.proxied_attempt import ProxyRoute, attempt_through_proxy
from dialtone.probe.target import Target
from dialtone.probe.timeouts import AdaptiveTimeouts


class _HiddenAddress(Target):
    """The proxy's own address, which is never recorded: it may reveal where a person works."""

    def __str__(self) -> str:
        return "proxy"


async def observe_through_system_proxy(proxy: Proxy, tools: ProbeContext, endpoint: Endpoint) -> None:
    """Ask an endpoint through the proxy as browsers do: it is given the name. Retry if that failed."""
    # The path through a proxy is longer than that to a control: do not scale timeouts by the controls' round trips.
    patient = replace(tools, timeouts=AdaptiveTimeouts(tools.limits.steps))
    address = await _find_proxy_address(tools, proxy)
    if address is None:
        await _note_unknown_name(patient, endpoint)
        return
    destination = await _choose_destination(proxy, tools, endpoint)
    if destination is None:
        return
    route = ProxyRoute(proxy, endpoint, address, destination=destination, variant=Variant.PROXIED)
    for _ in range(tools.limits.retries.through_proxy):
        if await attempt_through_proxy(patient, route) is None:
            return


async def note_spared(tools: ProbeContext, endpoint: Endpoint) -> None:
    """Note that the settings bypass the proxy for an endpoint: apps that follow them connect directly."""
    attempt = AttemptContext.begin(tools, endpoint, _HiddenAddress("", 0, AddressOrigin.SYSTEM), Variant.PROXIED)
    with attempt.step(Step.PROXY) as facts:
        facts[Fact.SPARED] = True


async def _choose_destination(proxy: Proxy, tools: ProbeContext, endpoint: Endpoint) -> str | None:
    """Return what to ask the proxy for: the name, or its IPv4 address if the proxy takes no names; None without one."""
    if endpoint.host is None:
        return usual_address(endpoint)
    if proxy.accepts_names:
        return endpoint.host
    addresses = await tools.lookups.ask_system(endpoint)
    return next((a for a in addresses if ":" not in a), None)


async def _find_proxy_address(tools: ProbeContext, proxy: Proxy) -> _HiddenAddress | None:
    """Return the proxy's address; None if it has none. The lookup is not recorded, since the name is private.

    It has the usual timeout: otherwise the check would wait for a silent resolver for this alone.
    """
    try:
        return _HiddenAddress(str(ipaddress.ip_address(proxy.host)), proxy.port, AddressOrigin.BUILT_IN)
    except ValueError:
        pass
    for family in (socket.AF_INET, socket.AF_INET6):
        with suppress(OSError), anyio.move_on_after(tools.limits.lookups.system):
            if addresses := await tools.net.resolve(proxy.host, family):
                return _HiddenAddress(addresses[0], proxy.port, AddressOrigin.SYSTEM)
    return None


async def _note_unknown_name(tools: ProbeContext, endpoint: Endpoint) -> None:
    """Write that the proxy's name cannot be resolved, as a failed step: apps reach nothing through it either."""
    address = _HiddenAddress("", 0, AddressOrigin.SYSTEM)  # there is none
    attempt = AttemptContext.begin(tools, endpoint, address, Variant.PROXIED)
    with suppress(StepFailed), attempt.step(Step.TCP) as facts:
        facts[Fact.FROM] = address.origin.value
        raise ProbeError(Failure.NO_SUCH_NAME)
