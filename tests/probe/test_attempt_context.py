"""What has arrived is waited for as the apps wait; what was swallowed is not."""

from collections.abc import Callable
from functools import partial
from itertools import chain, repeat

import anyio
import pytest
from anyio.abc import SocketStream

from dialtone.model.frozen import replace
from dialtone.model.limits import Limits, StepLimits
from dialtone.model.vocabulary import AddressOrigin, Failure, Step, Variant, Wire
from dialtone.probe.attempt import attempt, attempt_contrast
from dialtone.probe.attempt_context import time_limit
from dialtone.probe.context import ProbeContext
from dialtone.probe.target import Target
from dialtone.probe.timeouts import AdaptiveTimeouts
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import is_silent, says, secured, serve

ADDRESS = "10.0.0.1"
TARGET = Target(ADDRESS, 443, AddressOrigin.SYSTEM, HOST)
SHORT = 0.3


def _hurried(run: ProbeRun, acknowledged: float = 3600.0) -> ProbeContext:
    """Let steps be short; what has arrived is waited for longer, in seconds."""
    limits = Limits(steps=StepLimits(uninformed=SHORT, shortest=SHORT, longest=SHORT, acknowledged=acknowledged))
    return replace(run.tools, limits=limits, timeouts=AdaptiveTimeouts(limits.steps))


async def _late(serve_it: Callable[[SocketStream], object], stream: SocketStream) -> None:
    await anyio.sleep(2 * SHORT)
    await serve_it(stream)  # type: ignore[misc]


async def test_a_greeting_that_arrived_is_waited_for(run: ProbeRun) -> None:
    late = partial(_late, secured(run.authorities.public.serve(), says(b"")))
    async with serve(late) as run.net.routes[ADDRESS, 443]:
        assert await attempt(_hurried(run, 60.0), run.endpoint(Wire.TLS), TARGET) is None


@pytest.mark.usefixtures("brisk")
async def test_neither_a_control_nor_a_contrast_is(run: ProbeRun) -> None:
    tools = _hurried(run)
    async with serve(is_silent) as run.net.routes[ADDRESS, 443]:
        await attempt_contrast(tools, run.endpoint(Wire.TLS), TARGET, Variant.NEUTRAL_NAME)
        await attempt(tools, run.endpoint(Wire.TLS, messenger=""), TARGET)
    assert [o.failure for o in run.seen(Step.TLS)] == [Failure.TIMEOUT] * 2


async def test_what_something_near_accepted_has_not_arrived(run: ProbeRun) -> None:
    """A guarding program here acknowledges everything at once, whatever becomes of it."""
    tools = _hurried(run)
    tools.timeouts.note_handshake(3600.0)
    async with serve(is_silent) as run.net.routes[ADDRESS, 443]:
        await attempt(tools, run.endpoint(Wire.TLS), TARGET)
    assert [o.failure for o in run.seen(Step.TLS)] == [Failure.TIMEOUT]


async def test_a_server_that_hangs_is_waited_for_once(run: ProbeRun) -> None:
    tools = _hurried(run, 3 * SHORT)
    async with serve(is_silent) as run.net.routes[ADDRESS, 443]:
        assert "app/site" not in tools.timeouts.unanswered
        await attempt(tools, run.endpoint(Wire.TLS), TARGET)
    (first,) = run.seen(Step.TLS)
    assert first.seconds >= 3 * SHORT
    assert first.endpoint in tools.timeouts.unanswered


async def test_what_was_swallowed_is_not_waited_for() -> None:
    with pytest.raises(TimeoutError), time_limit(lambda: False, lambda: SHORT, 3600.0):
        await anyio.sleep_forever()


async def test_what_is_learned_meanwhile_shortens_the_wait_for_what_was_swallowed() -> None:
    limits = chain([3600.0, 3600.0], repeat(SHORT))
    with pytest.raises(TimeoutError), time_limit(lambda: False, partial(next, limits), 3600.0, 2 * SHORT):
        await anyio.sleep_forever()


async def test_who_learns_nothing_waits_on() -> None:
    began = anyio.current_time()
    with pytest.raises(TimeoutError), time_limit(lambda: False, lambda: 2 * SHORT, 3600.0, 0.01):
        await anyio.sleep_forever()
    assert anyio.current_time() - began > 1.5 * SHORT


@pytest.mark.parametrize("messenger", ["app", ""])
async def test_a_greeting_sent_early_is_not_awaited_as_if_nothing_were_known(run: ProbeRun, messenger: str) -> None:
    """Without what is learned it would be waited for an hour. What stands so near has not let it arrive."""
    limits = Limits(steps=StepLimits(uninformed=3600.0, shortest=SHORT, acknowledged=3600.0))
    tools, heard = replace(run.tools, limits=limits, timeouts=AdaptiveTimeouts(limits.steps)), anyio.Event()

    async def hear(stream: SocketStream) -> None:
        await stream.receive()
        heard.set()
        await is_silent(stream)

    with anyio.fail_after(60):
        async with serve(hear) as run.net.routes[ADDRESS, 443], anyio.create_task_group() as group:
            group.start_soon(attempt, tools, run.endpoint(Wire.TLS, messenger=messenger), TARGET)
            await heard.wait()
            tools.timeouts.learn_round_trip(0.001)
            for _ in range(limits.steps.handshakes_known):
                tools.timeouts.note_handshake(0.1)
    assert [o.failure for o in run.seen(Step.TLS)] == [Failure.TIMEOUT]


async def test_the_longest_wait_ends() -> None:
    with pytest.raises(TimeoutError), time_limit(lambda: True, lambda: SHORT, 2 * SHORT):
        await anyio.sleep_forever()
