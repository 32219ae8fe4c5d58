"""What the app itself would meet at a server that answered us: its own ClientHello, again where it is cut off."""

from functools import partial

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.client_hello import ClientHello
from dialtone.probe.attempt import attempt_again, attempt_app_hello
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.target import Target


async def probe_app_hello(
    target: Target, profile: ClientHello, tools: ProbeContext, _names: Names, endpoint: Endpoint
) -> None:
    """Send the app's own ClientHello where ours was answered: once if it passes, else again, beside ours."""
    if await attempt_app_hello(tools, endpoint, target, profile) is None:
        return
    async with anyio.create_task_group() as group:
        for _ in range(tools.limits.retries.app_hellos - 1):
            group.start_soon(attempt_app_hello, tools, endpoint, target, profile)
        group.start_soon(partial(attempt_again, whole=False), tools, endpoint, target)
