"""Reading a page beside a neutral one, at the same moment: what slows both is not the way to the messenger."""

from collections.abc import Sequence

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.probe.attempt import attempt
from dialtone.probe.endpoint import known_targets, observe_control
from dialtone.probe.names import Names
from dialtone.probe.tools import Tools


async def read_beside(yardsticks: Sequence[Endpoint], tools: Tools, names: Names, endpoint: Endpoint) -> None:
    """Read an endpoint once more, and neutral hosts beside it."""
    targets = await known_targets(tools, names, endpoint)
    if not targets:
        return
    async with anyio.create_task_group() as group:
        for yardstick in yardsticks:
            group.start_soon(observe_control, tools, names, yardstick)
        group.start_soon(attempt, tools, endpoint, targets[0])
