"""How a place that advice names is asked: as a browser would go there, and again where that failed."""

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.known_targets import known_targets, make_targets
from dialtone.probe.target import Origin, Target


async def observe_place(tools: ProbeContext, names: Names, endpoint: Endpoint, *, asked: str = "") -> None:
    """Ask one place until it answers, three times at most: one lost packet must not look like a place that is gone.

    `asked`: for whom the question is, behind the server of the endpoint.
    """
    targets = [replace(one, host_header=asked or one.host_header) for one in await _targets(tools, names, endpoint)]
    for target in _tries(targets):
        if await attempt(tools, endpoint, target) is None:
            return


async def _targets(tools: ProbeContext, names: Names, endpoint: Endpoint) -> list[Target]:
    if endpoint.addresses:
        return make_targets(tools, endpoint, endpoint.addresses, Origin.BUILT_IN)
    if targets := await known_targets(tools, names, endpoint):
        return targets
    again = await names.again_by_system(endpoint.messenger, endpoint.id, endpoint.host or "")
    return make_targets(tools, endpoint, again, Origin.SYSTEM)


def _tries(targets: list[Target]) -> list[Target]:
    """Return the first address, another one or the same again, and one of the other family."""
    if not targets:
        return []
    first = targets[0]
    others = [t for t in targets[1:] if (":" in t.address) == (":" in first.address)]
    far = [t for t in targets if (":" in t.address) != (":" in first.address)]
    return [first, *(others or [first])[:1], *far[:1]]
