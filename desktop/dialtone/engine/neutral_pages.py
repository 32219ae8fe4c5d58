"""Neutral pages that are read beside what comes slowly, where the line may be slow for everybody."""

from collections.abc import Sequence
from functools import partial

import anyio

from dialtone.engine.plan import Task
from dialtone.model.catalogue import Endpoint
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.endpoint_probe import observe_control


class NeutralPages:
    """Read once in a check, a moment apart: they stand beside whatever comes slowly just then."""

    def __init__(self) -> None:
        self._ended: list[anyio.Event] = []

    def begin(self, pages: Sequence[Endpoint], apart: float) -> list[Task]:
        """Return the tasks that read them; nothing where they were begun before."""
        if self._ended:
            return []
        self._ended = [anyio.Event() for _ in pages]
        return [
            Task(partial(self._read, number * apart, ended), page)
            for number, (page, ended) in enumerate(zip(pages, self._ended, strict=True))
        ]

    async def wait(self, seconds: float) -> None:
        """Wait until all that was begun has ended, and no longer than a number of seconds."""
        with anyio.move_on_after(seconds):
            for ended in self._ended:
                await ended.wait()

    async def _read(
        self, after: float, ended: anyio.Event, tools: ProbeContext, names: Names, endpoint: Endpoint
    ) -> None:
        try:
            await anyio.sleep(after)
            await observe_control(tools, names, endpoint)
        finally:
            ended.set()
