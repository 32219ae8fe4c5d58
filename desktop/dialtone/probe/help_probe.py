"""How a place named in advice is checked: as a browser would visit it, with retries."""

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import replace
from dialtone.probe.attempt import attempt
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Lookups
from dialtone.probe.known_targets import find_targets, list_other_family, make_targets, next_target
from dialtone.probe.target import Origin, Target


async def observe_place(tools: ProbeContext, lookups: Lookups, endpoint: Endpoint, *, asked: str) -> None:
    """Check one place until it answers, at most three times: one lost packet must not look like a dead place.

    `asked`: the host to request from the endpoint's server; empty for its own name.
    """
    found = await _find_targets(tools, lookups, endpoint)
    targets = [replace(target, host_header=asked or target.host_header) for target in found]
    tries = [targets[0], next_target(targets), *list_other_family(targets)[:1]] if targets else ()
    for target in tries:
        if await attempt(tools, endpoint, target) is None:
            return


async def _find_targets(tools: ProbeContext, lookups: Lookups, endpoint: Endpoint) -> list[Target]:
    """Return where to reach a place: its own addresses, else the system's, asked a second time if it had none."""
    if endpoint.addresses:
        return make_targets(tools, endpoint, endpoint.addresses, Origin.BUILT_IN)
    if targets := await find_targets(tools, lookups, endpoint):
        return targets
    again = await lookups.ask_system_again(endpoint)
    return make_targets(tools, endpoint, again, Origin.SYSTEM)
