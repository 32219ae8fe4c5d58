"""A closer look at a silent server before the first attempt has timed out."""

from collections.abc import Awaitable, Callable

import anyio

from dialtone.model.catalogue import Endpoint
from dialtone.model.vocabulary import Failure, Step, Variant
from dialtone.probe.context import ProbeContext
from dialtone.probe.failure import StepFailed
from dialtone.probe.journal import RunningStep
from dialtone.probe.target import Target

_ANSWERED_AT_ONCE = (Step.TCP, Step.TLS, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO, Step.STUN, Step.REFLECTOR)
"""Steps at which a server answers at once, if at all."""
_INTERVAL = 0.1  # seconds between two looks while it is unknown when silence is odd
_SHORTEST = 0.01  # the shortest interval, in seconds


class EarlyLook:
    """Watches an attempt at an endpoint, and starts a closer look if it is silent for long.

    If a target or a variant is given, only attempts at that target or of that variant are watched. The attempt keeps
    its full timeout: only its follow-ups start early. On a line that is long, full or lossy, and on a busy computer,
    silence is not odd, and the follow-ups wait.
    """

    def __init__(
        self, tools: ProbeContext, endpoint: Endpoint, target: Target | None = None, variant: Variant | None = None
    ) -> None:
        self._tools = tools
        self._watched = (endpoint.id, str(target or ""), variant)
        self._scope = anyio.CancelScope()
        self.begun = False
        """Whether a closer look was started."""
        self.answered = False
        """Whether the attempt was answered after all."""

    async def watch(self, look: Callable[[StepFailed], Awaitable[None]]) -> None:
        """Wait until a step has been silent for too long, then look closer as if it had failed."""
        silent: RunningStep | None = None
        with self._scope:
            silent = await self._find_silence()
        if silent is not None:
            self.begun = True
            await look(StepFailed(silent.step, Failure.TIMEOUT))

    async def run(
        self, attempt: Callable[[], Awaitable[StepFailed | None]], look: Callable[[StepFailed], Awaitable[None]]
    ) -> StepFailed | None:
        """Make an attempt; look closer once it is long silent or has failed. Return the step that failed, if any."""
        async with anyio.create_task_group() as group:
            group.start_soon(self.watch, look)
            failed = await attempt()
            self.end(answered=failed is None)
        if failed is not None and not self.begun:
            await look(failed)
        return failed

    def end(self, *, answered: bool) -> None:
        """Note that the attempt has ended; no closer look is started any more."""
        self.answered = answered
        self._scope.cancel()

    async def _find_silence(self) -> RunningStep:
        """Wait for a step whose silence is odd, and return it."""
        tools = self._tools
        lag = tools.lag.start_measuring()  # time for which this computer read late is not silence
        while True:
            running = tools.journal.find_running(*self._watched)
            limit = tools.timeouts.odd_silence
            seconds = 0.0
            if running is not None and running.step in _ANSWERED_AT_ONCE:
                seconds = tools.journal.elapsed() - running.started - lag()
                if limit is not None and seconds >= limit:
                    return running
            await anyio.sleep(_INTERVAL if limit is None else max(_SHORTEST, limit - seconds))
