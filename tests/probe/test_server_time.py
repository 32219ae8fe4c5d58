"""What time it is by others: learnt from neutral servers alone, and only where they agree."""

import anyio
import pytest

from dialtone.model.frozen import replace
from dialtone.model.vocabulary import AddressOrigin, Wire
from dialtone.probe.attempt import attempt
from dialtone.probe.shared_state import ServerTime
from dialtone.probe.target import Target
from probe.certificates import HOST
from probe.clocks import NOW, TwentySecondsBehind
from probe.conftest import ProbeRun
from probe.loopback import says, secured, serve

ADDRESS = "10.0.0.1"
DATED = b"HTTP/1.1 200 OK\r\nDate: Tue, 24 Nov 2026 10:00:20 GMT\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.parametrize(
    ("said", "ahead"),
    [
        ((), 0.0),
        ((20,), 0.0),  # one alone may have come out of a cache
        ((20, 20), 20.5),
        ((20, 21, 20), 20.5),
        ((20, 26), 23.5),
        ((20, 27), 0.0),
        ((0, 1, -86_400), 1.0),
        ((20, -3600), 0.0),
        ((20, 21, 3600, 3601), 0.0),
    ],
)
async def test_servers_have_to_agree(said: tuple[int, ...], ahead: float) -> None:
    time = ServerTime()
    for seconds in said:
        time.learn(NOW + seconds, float(NOW))
    assert time.ahead == ahead


async def test_it_is_waited_for_until_two_servers_have_said_it() -> None:
    time = ServerTime()
    with anyio.fail_after(5):
        async with anyio.create_task_group() as group:
            group.start_soon(time.wait, 60.0)
            await anyio.wait_all_tasks_blocked()
            time.learn(NOW, float(NOW))
            time.learn(NOW, float(NOW))
        await ServerTime().wait(0.01)


@pytest.mark.parametrize(
    ("wire", "messenger", "ahead"),
    [(Wire.HTTPS, "", 20.5), (Wire.HTTPS, "chat", 0.0), (Wire.HTTP, "", 0.0)],
    ids=["a neutral site", "a messenger's server", "a page that proves nothing"],
)
async def test_who_is_believed(run: ProbeRun, wire: Wire, messenger: str, ahead: float) -> None:
    behind = replace(run.tools, clock=TwentySecondsBehind())
    endpoint = run.endpoint(wire, messenger=messenger)
    server = says(DATED) if wire is Wire.HTTP else secured(run.authorities.public.serve(), says(DATED))
    async with serve(server) as run.net.routes[ADDRESS, 443]:
        for _ in range(2):
            assert await attempt(behind, endpoint, Target(ADDRESS, 443, AddressOrigin.SYSTEM, HOST)) is None
    assert behind.server_time.ahead == ahead
