"""What a browser would meet at a server that answered us: its first message, again where it is cut off."""

from functools import partial

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.probe.attempt import attempt_again, attempt_browser_hello
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.target import Target


async def greet_as_a_browser(target: Target, tools: ProbeContext, _names: Names, endpoint: Endpoint) -> None:
    """Say a browser's first message where ours was answered: once if it passes, else again, beside ours."""
    if await attempt_browser_hello(tools, endpoint, target) is None:
        return
    async with anyio.create_task_group() as group:
        for _ in range(tools.limits.retries.browser_hellos - 1):
            group.start_soon(attempt_browser_hello, tools, endpoint, target)
        group.start_soon(partial(attempt_again, whole=False), tools, endpoint, target)
