"""The clock of the tests: a pause of this computer uses up no limit, silence and floods do."""

import time

import anyio

from idle_time import IdleTime
from probe.loopback import is_silent, serve

LIMIT, PAUSE = 0.5, 0.8


def pause() -> None:
    """Hold everything up, as a busy computer does."""
    until = time.monotonic() + PAUSE
    while time.monotonic() < until:
        pass


async def held_up(stream: anyio.abc.ByteStream) -> None:
    """Answer after a pause."""
    pause()
    await stream.send(b"here")


async def test_who_answers_is_heard_however_long_this_computer_pauses() -> None:
    async with serve(held_up) as port:
        with anyio.fail_after(LIMIT):
            stream = await anyio.connect_tcp("127.0.0.1", port)
            pause()
            assert await stream.receive() == b"here"
        await stream.aclose()


async def test_who_is_silent_meets_the_limit_and_not_before(idle_time: IdleTime) -> None:
    began, really = idle_time.now(), time.monotonic()
    async with serve(is_silent) as port, await anyio.connect_tcp("127.0.0.1", port) as stream:
        with anyio.move_on_after(LIMIT) as waited:
            await stream.receive()
    assert waited.cancelled_caught
    assert idle_time.now() - began >= LIMIT
    assert time.monotonic() - really >= LIMIT, "no second is longer than a second"


async def test_who_never_lets_go_meets_it_too() -> None:
    with anyio.move_on_after(LIMIT) as waited:
        while True:
            await anyio.lowlevel.checkpoint()
    assert waited.cancelled_caught
