"""Asking again beside a control, at the same moment: what delays both is not the path to the messenger."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, number_of
from dialtone.model.vocabulary import Step, Variant
from dialtone.probe.at_once import at_once
from dialtone.probe.attempt import attempt, attempt_keeping, attempt_with
from dialtone.probe.context import ProbeContext
from dialtone.probe.endpoint_probe import observe_control
from dialtone.probe.greeting import Greet
from dialtone.probe.keeping import keep_open
from dialtone.probe.known_targets import find_first_targets, find_targets
from dialtone.probe.target import Target


async def read_with_controls(
    neutral: Sequence[Endpoint], preferred: Collection[str], tools: ProbeContext, endpoint: Endpoint
) -> None:
    """Read an endpoint once more, with controls beside it, unless that would exceed the allowance for rereading.

    It is read at the first of its targets that is `preferred`. The controls begin a moment later, so that they serve
    all pages that are read again from now on.
    """
    targets = await find_targets(tools, endpoint)
    if not targets or (controls := await tools.second_readings.reserve(endpoint, neutral)) is None:
        return

    async def read_control(page: Endpoint) -> None:
        await anyio.sleep(tools.limits.slow.neutral_after)
        await observe_control(tools, page)

    target = next((candidate for candidate in targets if str(candidate) in preferred), targets[0])
    reads = [partial(_read_within_allowance, tools, control, partial(read_control, control)) for control in controls]
    read_endpoint = partial(attempt, tools, endpoint, target)
    await at_once([*reads, partial(_read_within_allowance, tools, endpoint, read_endpoint)])


async def _read_within_allowance(tools: ProbeContext, page: Endpoint, read: Callable[[], Awaitable[object]]) -> None:
    """Read a page for which the allowance was reserved, and give back what was not used."""
    earlier = len(tools.journal.observations)
    try:
        await read()
    finally:
        flows = (o for o in tools.journal.observations[earlier:] if o.endpoint == page.id and o.step is Step.FLOW)
        # The first reading of the page may have ended meanwhile: its row is another.
        received = sum(number_of(o.facts, Fact.BYTES) for o in flows if o.row == tools.row)
        tools.second_readings.end(page, int(received))


async def send_with_controls(
    controls: Sequence[Endpoint],
    variant: Variant,
    send: Greet,
    tools: ProbeContext,
    endpoint: Endpoint,
) -> None:
    """Send the same message to an endpoint and controls a few times: round by round if it is timed, else all at once.

    Nothing is sent on a lossy line, as it would take long and show nothing, nor on a narrow line, which it would fill.
    """
    if tools.timeouts.lossy or tools.pace.is_narrow:
        return
    servers, times = await find_first_targets(tools, (endpoint, *controls)), tools.limits.sending.times
    if not servers or servers[0][0] != endpoint:
        return
    rounds = [servers * times] if variant is Variant.IN_PIECES else [servers] * times
    for batch in rounds:
        await at_once(partial(attempt_with, tools, *server, variant, send) for server in batch)


async def keep_with_controls(
    controls: Sequence[Endpoint], target: Target, tools: ProbeContext, endpoint: Endpoint
) -> None:
    """Keep connections to a target and to controls open, all at once.

    None is kept on a lossy line, where the end of a connection means nothing.
    """
    if tools.timeouts.lossy:
        return
    servers = [(endpoint, target)] * tools.limits.keeping.again
    servers += await find_first_targets(tools, controls)

    async def keep(endpoint: Endpoint, target: Target) -> None:
        if (lasting := await attempt_keeping(tools, endpoint, target)) is not None:
            await keep_open(lasting)

    await at_once(partial(keep, *server) for server in servers)


async def retry_after_burst(anchors: Sequence[Endpoint], tools: ProbeContext, endpoint: Endpoint) -> None:
    """Connect a few times more after the burst at the start of a check, with neutral addresses beside it.

    How soon a refusal comes tells who sent it, but a computer that opens many connections at once reads it late.
    """
    servers = await find_first_targets(tools, (endpoint, *anchors))
    for _ in range(tools.limits.retries.after_burst):
        await anyio.sleep(tools.limits.retries.calm)
        await at_once(partial(attempt, tools, *server) for server in servers)


async def observe_ports(controls: Sequence[Endpoint], tools: ProbeContext, _endpoint: Endpoint) -> None:
    """Ask neutral servers on ports other than the web's: a port may be blocked for all servers."""
    await at_once(partial(observe_control, tools, control) for control in controls)
