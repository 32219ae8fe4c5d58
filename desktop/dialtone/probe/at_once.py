"""Asking several things at the same time."""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

import anyio


async def at_once(calls: Iterable[Callable[[], Coroutine[Any, Any, object]]]) -> None:
    """Make all calls at the same time, and wait until the last one has ended."""
    async with anyio.create_task_group() as group:
        for call in calls:
            group.start_soon(call)
