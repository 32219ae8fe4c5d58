"""What a check asks: one experiment at one endpoint, and the row of the table that asks it."""

import logging
from collections.abc import Awaitable, Callable

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.probe.context import ProbeContext
from dialtone.probe.keeping import LastingConnection

log = logging.getLogger(__name__)

CONTROLS = ""
"""Stands for all neutral hosts where a messenger's id is expected: they belong to none."""

Observe = Callable[[ProbeContext, Endpoint], Awaitable[LastingConnection | None]]
"""Makes the attempts at an endpoint. Returns a connection if one is left open for later rows."""


class Question(Frozen):
    """One complete experiment: a probe with its retries and contrasts."""

    row: str
    """The id of the row that asks, saved with each attempt."""
    endpoint: Endpoint
    observe: Observe
    proxied: bool = False
    """Whether it goes through the system's proxy."""
    not_before: float = 0.0
    """It starts no sooner, in seconds since the check began."""
    because: Endpoint | None = None
    """The page whose slowness is the reason for asking; None for any other reason."""

    async def ask(self, tools: ProbeContext) -> LastingConnection | None:
        """Make the attempts, and return a connection if one is left open for later rows.

        A bug in Dialtone is logged, and affects no other question.
        """
        try:
            return await self.observe(tools.asked_by(self.row), self.endpoint)
        except Exception:
            log.exception("asking %s failed because of a bug in Dialtone", self.endpoint.id)
            return None

    @property
    def about(self) -> str:
        """The messenger that is asked about, or `CONTROLS`."""
        return self.endpoint.messenger
