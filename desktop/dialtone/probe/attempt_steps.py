"""One connection being made: what its steps share."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import anyio
from anyio.abc import ByteStream

from dialtone.model.catalogue import Endpoint
from dialtone.model.fact import Fact, Facts
from dialtone.model.vocabulary import Step
from dialtone.probe.context import ProbeContext
from dialtone.probe.failure import StepFailed
from dialtone.probe.journal import AttemptWriter
from dialtone.probe.target import Target
from dialtone.probe.tcp_info import is_acked, times_resent


@dataclass(frozen=True, slots=True)
class AttemptContext:
    """An attempt on a target of an endpoint."""

    tools: ProbeContext
    record: AttemptWriter
    endpoint: Endpoint
    target: Target
    line: ByteStream | None = None
    """The TCP connection, once it stands."""

    @asynccontextmanager
    async def step(self, step: Step, limits: float = 1.0) -> AsyncIterator[Facts]:
        """Run one step within `limits` times the current limit of a step. Raises `StepFailed`.

        Where nothing came in time, the facts say whether what we sent was `delivered`, which tells who swallowed it,
        and how often something had to be `resent` so far, if it was. What answered slowly before is given more time: a
        connection held to 24 kbit/s takes a second and a half for a handshake, and is not silent after it.
        """
        seconds = max(self.tools.patience.limit * limits, self.tools.patience.after(self.record.slowest))
        async with self.record.step(step, str(self.target), seconds) as facts:
            try:
                yield facts
            except anyio.get_cancelled_exc_class():
                delivered = is_acked(self.line) if self.line is not None else None
                if delivered is not None:
                    facts[Fact.DELIVERED] = delivered
                raise
            finally:
                if self.line is not None and (again := times_resent(self.line)):
                    facts[Fact.RESENT] = again

    async def run(
        self,
        connect: Callable[["AttemptContext"], Awaitable[ByteStream]],
        use: Callable[[ByteStream], Awaitable[None]],
    ) -> StepFailed | None:
        """Connect, use the connection and close it. Return the step that failed; None where none did."""
        try:
            stream = await connect(self)
            try:
                await use(stream)
            finally:
                await anyio.aclose_forcefully(stream)
        except StepFailed as failed:
            return failed
        return None
