"""Which targets of an endpoint to try, and in which order."""

import ipaddress
from collections.abc import Iterable, Sequence

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import AddressOrigin
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import may_be_reachable
from dialtone.probe.target import Target


async def find_targets(tools: ProbeContext, endpoint: Endpoint) -> list[Target]:
    """Return the targets the app itself would use: built-in addresses, or the system's answer."""
    if endpoint.host is None:
        return make_targets(tools, endpoint, endpoint.addresses, AddressOrigin.BUILT_IN)
    return make_targets(tools, endpoint, await tools.lookups.ask_system(endpoint), AddressOrigin.SYSTEM)


async def find_first_targets(tools: ProbeContext, endpoints: Iterable[Endpoint]) -> list[tuple[Endpoint, Target]]:
    """Return the endpoints that have a target, each with its first one."""
    return [(e, targets[0]) for e in endpoints if (targets := await find_targets(tools, e))]


def make_targets(
    tools: ProbeContext, endpoint: Endpoint, addresses: tuple[str, ...], origin: AddressOrigin
) -> list[Target]:
    """Order addresses: IPv4 first (broken IPv6 must not look like a block), then IPv6 if this computer has it."""
    usable = [a for a in addresses if may_be_reachable(a) and (tools.computer.has_ipv6 or ":" not in a)]
    usable.sort(key=lambda a: ipaddress.ip_address(a).version)
    return [Target(a, endpoint.port, origin, host_header=endpoint.host or a) for a in usable]


def next_target(targets: Sequence[Target]) -> Target:
    """Return the next address of the same family, or the same one again."""
    tried = targets[0]
    return next((t for t in targets[1:] if (":" in t.address) == (":" in tried.address)), tried)


def list_other_family(targets: Sequence[Target]) -> list[Target]:
    """Return the targets whose address family differs from the first one's."""
    return [t for t in targets if (":" in t.address) != (":" in targets[0].address)]
