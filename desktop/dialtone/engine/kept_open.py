"""Connections that are kept open beside the rest of a check: waited for only where their end may change a word."""

from collections.abc import Collection
from functools import partial

import anyio

from dialtone.engine.plan import Plan, Task
from dialtone.engine.repetition import try_until_many
from dialtone.engine.sending_rechecks import yardsticks
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.probe.attempt import attempt_keeping
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.keeping import LastingConnection, keep_open
from dialtone.probe.paired_probes import keep_with_controls
from dialtone.probe.target import Target


class KeptOpen:
    """Those of one check: one of each messenger, from the late look on (`repetition.py`)."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._greeted: list[LastingConnection] = []
        self._open: dict[str, tuple[LastingConnection, anyio.CancelScope]] = {}

    async def greet(self, target: Target, tools: ProbeContext, _names: Names, endpoint: Endpoint) -> None:
        """Greet a server and leave the connection open. What becomes of it is not waited for here."""
        if (lasting := await attempt_keeping(tools, endpoint, target)) is not None:
            self._greeted.append(lasting)

    def begin(self) -> list[LastingConnection]:
        """Return the connections that were left open since; they count as open from now on."""
        begun, self._greeted = self._greeted, []
        self._open |= {each.call.endpoint.messenger: (each, anyio.CancelScope()) for each in begun}
        return begun

    async def keep(self, lasting: LastingConnection) -> list[Task]:
        """Keep one until it has lasted, has ended, or is left. Return what is asked since it ended."""
        ended, messenger = False, lasting.call.endpoint.messenger
        try:
            with self._open[messenger][1]:
                ended = await keep_open(lasting)
        finally:
            del self._open[messenger]
        again = partial(keep_with_controls, yardsticks(self._plan), lasting.call.target)
        return [Task(again, lasting.call.endpoint)] if ended else []

    @property
    def open(self) -> frozenset[str]:
        """The messengers of which a connection is open."""
        return frozenset(self._open)

    def leave(self, messengers: Collection[str]) -> None:
        """Wait for those of some messengers no longer."""
        for messenger in messengers:
            self._open[messenger][1].cancel()

    def beside(self, messenger: Messenger) -> Task:
        """Return what is asked of a messenger as long as its connection is waited for in doubt."""
        call = self._open[messenger.id][0].call
        return Task(partial(try_until_many, messenger.endpoints, call.target), call.endpoint)
