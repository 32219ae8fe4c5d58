"""How long something was on its way, by the system's own count of a real connection, on a clock of the test's own."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import pytest
from anyio.abc import ByteStream

from dialtone.model.fact import Fact
from dialtone.model.vocabulary import Step, Wire
from dialtone.probe import arrival
from dialtone.probe.arrival import Arrival, watch_arrival
from dialtone.probe.clock import Clock
from dialtone.probe.net import Network
from dialtone.probe.tcp_info import received
from named_rows import named_rows
from probe.clocks import HandClock
from probe.conftest import ProbeRun
from probe.loopback import secured, serve

pytestmark = pytest.mark.skipif(sys.platform not in ("linux", "darwin", "win32"), reason="no system that tells")

WANTED = 32_768


class _Sender:
    """A server that sends what a test tells it to."""

    def __init__(self) -> None:
        self._told, self._orders = anyio.create_memory_object_stream[int](9)

    def close(self) -> None:
        """Take no more orders."""
        self._told.close()
        self._orders.close()

    async def serve(self, stream: ByteStream) -> None:
        async for size in self._orders:
            await stream.send(bytes(size))

    async def send(self, line: ByteStream, *sizes: int) -> None:
        """Send, and wait until the system of the receiver has it: nobody reads."""
        wanted = (received(line) or 0) + sum(sizes)
        for size in sizes:
            await self._told.send(size)
        while (received(line) or 0) < wanted:
            await anyio.lowlevel.checkpoint()


@pytest.fixture
async def sender() -> AsyncIterator[_Sender]:
    made = _Sender()
    yield made
    made.close()


@asynccontextmanager
async def _connected(sender: _Sender) -> AsyncIterator[tuple[ByteStream, HandClock]]:
    async with serve(sender.serve) as port:
        line = await Network().connect("127.0.0.1", port)
        yield line, HandClock()
        await line.aclose()


async def test_what_came_after_a_look_was_not_here_at_it(sender: _Sender) -> None:
    async with _connected(sender) as (line, clock):
        seen = Arrival(line, clock, WANTED)
        await sender.send(line, 4_000)
        clock.time += 1.0
        seen.sample()
        assert seen.least_seconds == 0, "it may have come at once"
        await sender.send(line, 4_000)
        clock.time += 1.5
        seen.sample()
        assert seen.least_seconds == pytest.approx(1.0)
        clock.time += 9.0
        seen.sample()
        assert seen.least_seconds == pytest.approx(1.0), "nothing came in this time: it was looked at late"


@pytest.mark.parametrize(("ago", "seconds"), [(0.4, 2.1), (1.4, 1.1), (9.0, 1.0), (None, 7.0)])
async def test_what_was_read_late_came_when_the_system_says(
    monkeypatch: pytest.MonkeyPatch, sender: _Sender, ago: float | None, seconds: float
) -> None:
    monkeypatch.setattr(arrival, "since_received", lambda _stream: ago)
    async with _connected(sender) as (line, clock):
        seen = Arrival(line, clock, WANTED)
        assert seen.most_seconds(7.0, 4_000) == 7.0, "nothing came yet: it may have been here before"
        clock.time += 1.0
        seen.sample()
        await sender.send(line, 4_000)
        clock.time += 1.5
        seen.sample()
        assert seen.least_seconds == pytest.approx(1.0)
        assert seen.most_seconds(7.0, 4_000) == pytest.approx(seconds)
        assert seen.most_seconds(7.0, 9_000) == 7.0, "most of it was here before"


@named_rows(
    ("wanted", "sizes", "seconds"),
    {
        "the room for it may have been full": (2 * WANTED, (2_000, 16_384, 2_000), 0.0),
        "there was room left": (2 * WANTED, (2_000, 16_000, 2_000), 2.0),
        "what comes beyond what is wanted does not count": (8_000, (4_000, 4_000, 4_000), 1.0),
    },
)
async def test_the_least_time_on_its_way(sender: _Sender, wanted: int, sizes: tuple[int, ...], seconds: float) -> None:
    async with _connected(sender) as (line, clock):
        seen = Arrival(line, clock, wanted)
        for size in sizes:
            await sender.send(line, size)
            clock.time += 1.0
            seen.sample()
        assert seen.least_seconds == pytest.approx(seconds)


async def test_it_looks_by_itself_as_long_as_it_is_watched(sender: _Sender) -> None:
    async with _connected(sender) as (line, _):
        with watch_arrival(line, Clock(), WANTED) as seen:
            while not seen.least_seconds:
                await sender.send(line, 1)
                await anyio.sleep(0.01)


@pytest.mark.parametrize("line", [True, False])
async def test_where_the_system_does_not_tell_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, sender: _Sender, line: bool
) -> None:
    monkeypatch.setattr(arrival, "received", lambda _stream: None)
    async with _connected(sender) as (stream, clock):
        with watch_arrival(stream if line else None, clock, WANTED) as seen:
            seen.sample()
        assert (seen.is_measured, seen.least_seconds) == (False, 0)


async def test_a_page_that_comes_in_parts_says_for_how_long_it_came(run: ProbeRun) -> None:
    async def answer(stream: ByteStream) -> None:
        await stream.receive()
        await stream.send(b"HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n")
        for _ in range(4):
            await anyio.sleep(0.15)
            await stream.send(bytes(5_000))
        await anyio.sleep_forever()

    server = secured(run.authorities.public.serve(), answer)
    await run.meet(server, run.endpoint(Wire.HTTPS, read_bytes=WANTED))
    (flow,) = run.seen(Step.FLOW)
    assert 0 < float(str(flow.facts[Fact.STILL_COMING])) <= float(str(flow.facts[Fact.FLOW_SECONDS]))
