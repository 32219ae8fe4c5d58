"""Looking closer at a server that says nothing, before the first attempt at it has run out of time."""

from collections.abc import Awaitable, Callable

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Failure, Step
from dialtone.probe.context import ProbeContext
from dialtone.probe.failure import StepFailed
from dialtone.probe.journal import RunningStep

_ODD = (Step.TCP, Step.TLS, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO, Step.STUN, Step.REFLECTOR)
"""Steps at which a server answers at once, if at all."""
_LOOK = 0.1
"""Seconds between two looks."""


class EarlyLook:
    """Watches the first attempt at an endpoint. Where it is silent for long, the closer look begins beside it.

    The attempt goes on and gets its whole time: only what would follow it does not wait. On a line that is far, full
    or loses packets, and on a busy computer, silence is nothing odd, and everything comes in its turn.
    """

    def __init__(self, tools: ProbeContext, endpoint: Endpoint) -> None:
        self._tools = tools
        self._endpoint = endpoint
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

    def end(self, *, answered: bool) -> None:
        """Begin no closer look any more: the attempt has ended."""
        self.answered = answered
        self._scope.cancel()

    async def _find_silence(self) -> RunningStep:
        tools = self._tools
        before = tools.lag.so_far(tools.clock)
        while True:
            late = tools.lag.so_far(tools.clock) - before  # what this computer read late was not silent
            running, limit = tools.journal.running(self._endpoint.id), tools.patience.odd_silence
            silent = tools.journal.elapsed() - running.started - late if running is not None else 0.0
            if running is not None and running.step in _ODD and limit is not None and silent >= limit:
                return running
            await anyio.sleep(_LOOK)
