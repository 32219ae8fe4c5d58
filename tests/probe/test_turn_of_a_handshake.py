"""A connection stands before its handshake's turn comes, and is made anew where that took too long."""

from collections.abc import Callable

import anyio
import pytest

from dialtone.model.frozen import replace
from dialtone.model.limits import PaceLimits
from dialtone.model.vocabulary import AddressOrigin, Step, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.line_pace import LinePace
from dialtone.probe.target import Target
from probe.certificates import HOST
from probe.conftest import ProbeRun
from probe.loopback import is_silent, says, secured, serve

_TARGET = Target("10.0.0.1", 443, AddressOrigin.SYSTEM, host_header=HOST)
_PAGE = says(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")


async def _wait_until(holds: Callable[[], bool]) -> None:
    while not holds():  # noqa: ASYNC110 - nobody tells
        await anyio.sleep(0.005)


@pytest.mark.parametrize("idle", [60.0, -1.0], ids=["soon", "too late"])
async def test_only_the_handshake_waits_for_its_turn(run: ProbeRun, idle: float) -> None:
    limits = PaceLimits(max_slots=1, connection_idle_seconds=idle)
    taken, free = anyio.Event(), anyio.Event()
    paced = replace(run.tools, pace=LinePace(limits), limits=replace(run.tools.limits, pace=limits))

    async def holds_the_only_place() -> None:
        async with paced.pace.turn(paced.clock):
            taken.set()
            await free.wait()

    server = serve(secured(run.authorities.public.serve(), _PAGE))
    async with server as run.net.routes["10.0.0.1", 443], anyio.create_task_group() as group:
        group.start_soon(holds_the_only_place)
        await taken.wait()
        group.start_soon(attempt, paced, run.endpoint(Wire.HTTPS), _TARGET)
        await _wait_until(lambda: bool(run.seen(Step.TCP)))
        assert not run.seen(Step.TLS)
        free.set()
    connections = [Step.TCP] if idle > 0 else [Step.TCP, Step.TCP]
    assert [o.step for o in run.seen()] == [*connections, Step.TLS, Step.HTTP]
    assert [o.failure for o in run.seen()] == [None] * len(run.seen())
    assert len({o.attempt for o in run.seen()}) == 1


async def test_a_connection_that_never_stands_takes_nobodys_place(run: ProbeRun) -> None:
    """To `10.0.0.2` there is no way: the handshake with another server need not wait for that to be known."""
    paced = replace(run.tools, pace=LinePace(PaceLimits(max_slots=1)))
    server = serve(secured(run.authorities.public.serve(), is_silent))
    async with server as run.net.routes["10.0.0.1", 443], anyio.create_task_group() as group:
        group.start_soon(attempt, paced, run.endpoint(Wire.TLS), replace(_TARGET, address="10.0.0.2"))
        await _wait_until(lambda: ("10.0.0.2", 443) in run.net.connected)
        assert await attempt(paced, run.endpoint(Wire.TLS), _TARGET) is None
        assert not [o for o in run.seen(Step.TCP) if o.target == "10.0.0.2:443"]
        group.cancel_scope.cancel()
