"""What a check asks: one experiment at one endpoint, and which row of the table asks it."""

import logging
from collections.abc import Awaitable, Callable

from dialtone.model.catalogue import Endpoint
from dialtone.model.frozen import Frozen
from dialtone.model.vocabulary import Weight
from dialtone.probe.context import ProbeContext
from dialtone.probe.dns.lookups import Names
from dialtone.probe.keeping import LastingConnection
from dialtone.probe.target import Target

log = logging.getLogger(__name__)

Found = LastingConnection | Target
"""What a question may leave for the rows that follow: a connection that is still open, or where one died."""
Observe = Callable[[ProbeContext, Names, Endpoint], Awaitable[Found | None]]
"""Makes the attempts."""


class Question(Frozen):
    """One experiment: a probe with its repetitions and contrasts, never half of one."""

    row: str
    """The id of the row that asks, saved with each attempt."""
    endpoint: Endpoint
    observe: Observe
    proxied: bool = False
    """Through the system's proxy."""
    not_before: float = 0.0
    """Seconds since the check began."""
    because: Endpoint | None = None
    """The page that came slowly, if that is why it is asked."""

    async def ask(self, tools: ProbeContext, names: Names) -> Found | None:
        """Make the attempts. A bug of ours is logged, and ends nothing else."""
        try:
            return await self.observe(tools.asked_by(self.row), names, self.endpoint)
        except Exception:
            log.exception("endpoint %s met a bug of ours", self.endpoint.id)
            return None

    @property
    def about(self) -> str:
        """The messenger; empty where a control is asked."""
        return self.endpoint.messenger

    @property
    def is_relay(self) -> bool:
        """Whether it asks a relay of calls, which often says nothing."""
        return self.endpoint.weight is Weight.RELAYS
