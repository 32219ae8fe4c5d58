"""Looking closer at a server that says nothing, before the first attempt at it has run out of time."""

from collections.abc import Awaitable, Callable

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.probe.context import ProbeContext
from dialtone.probe.failure import StepFailed
from dialtone.probe.journal import RunningStep
from dialtone.probe.target import Target

_ODD = (Step.TCP, Step.TLS, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO, Step.STUN, Step.REFLECTOR)
"""Steps at which a server answers at once, if at all."""
_LOOK, _SHORTEST = 0.1, 0.01
"""Seconds between two looks, as long as it is not known when silence is odd; and at least."""


class EarlyLook:
    """Watches an attempt at an endpoint, or at one target of it. Where it is silent for long, a closer look begins.

    The attempt goes on and gets its whole time: only what would follow it does not wait. On a line that is far, full
    or loses packets, and on a busy computer, silence is nothing odd, and everything comes in its turn.
    """

    def __init__(
        self, tools: ProbeContext, endpoint: Endpoint, target: Target | None = None, variant: Variant | None = None
    ) -> None:
        self._tools = tools
        self._watched = (endpoint.id, str(target or ""), variant)
        self._scope = anyio.CancelScope()
        self.begun = False
        """Whether there was a closer look."""
        self.answered = False
        """Whether the attempt was answered after all."""

    async def watch(self, look: Callable[[StepFailed], Awaitable[None]]) -> None:
        """Wait until a step has been silent for too long, and look closer as if it had failed."""
        silent: RunningStep | None = None
        with self._scope:
            silent = await self._find_silence()
        if silent is not None:
            self.begun = True
            await look(StepFailed(silent.step, Failure.TIMEOUT))

    async def around(
        self, attempt: Callable[[], Awaitable[StepFailed | None]], look: Callable[[StepFailed], Awaitable[None]]
    ) -> None:
        """Make an attempt; look closer beside it where it is silent for long, and after it where it failed sooner."""
        async with anyio.create_task_group() as group:
            group.start_soon(self.watch, look)
            failed = await attempt()
            self.end(answered=failed is None)
        if failed is not None and not self.begun:
            await look(failed)

    def end(self, *, answered: bool) -> None:
        """Begin no closer look any more: the attempt has ended."""
        self.answered = answered
        self._scope.cancel()

    async def _find_silence(self) -> RunningStep:
        tools = self._tools
        before = tools.lag.so_far(tools.clock)
        while True:
            late = tools.lag.so_far(tools.clock) - before  # what this computer read late was not silent
            running, limit = tools.journal.running(*self._watched), tools.patience.odd_silence
            odd = running is not None and running.step in _ODD
            silent = tools.journal.elapsed() - running.started - late if running is not None and odd else 0.0
            if running is not None and odd and limit is not None and silent >= limit:
                return running
            await anyio.sleep(_LOOK if limit is None else max(_SHORTEST, limit - silent))
