"""A few handshakes at first; more as long as none waits; fewer on a line that they fill; never none."""

from collections.abc import Callable

import anyio
import pytest

from dialtone.model.frozen import replace
from dialtone.model.limits import PaceLimits
from dialtone.probe.line_pace import LinePace
from idle_time import LoopClock

pytestmark = pytest.mark.anyio

WAY = 0.04
QUICK, LATE = 0.1, 1.2
"""Seconds of a handshake that did not wait, and of one that did."""
SOON = PaceLimits(tick=0.01, window=4, passed_on_after=60.0)


async def _begun(pace: LinePace, wanted: int, then: Callable[[], None] = lambda: None) -> int:
    """Let so many handshakes want to begin, none ever done, and call `then`; count those that do."""
    begun, clock = 0, LoopClock()

    async def shake() -> None:
        nonlocal begun
        async with pace.turn(clock):
            begun += 1
            await anyio.sleep_forever()

    async with anyio.create_task_group() as group:
        for _ in range(wanted):
            group.start_soon(shake)
        await anyio.wait_all_tasks_blocked()
        then()
        await anyio.wait_all_tasks_blocked()
        group.cancel_scope.cancel()
    return begun


async def _begin_while_nothing_arrives(pace: LinePace, wanted: int, seconds: float = 10) -> int:
    """Return how many of those that want to begin do, in the end."""
    begun, clock, everybody = 0, LoopClock(), anyio.Event()

    async def shake() -> None:
        nonlocal begun
        async with pace.turn(clock):
            begun += 1
            if begun == wanted:
                everybody.set()
            await anyio.sleep_forever()

    async with anyio.create_task_group() as group:
        group.start_soon(pace.watch, clock, lambda: 0)
        await anyio.wait_all_tasks_blocked()
        for _ in range(wanted):
            group.start_soon(shake)
        with anyio.move_on_after(seconds):
            await everybody.wait()
        group.cancel_scope.cancel()
    return begun


async def _watched(pace: LinePace, arriving: Callable[[], int], seconds: float = 0.0) -> None:
    """Watch for a while what arrives."""
    with anyio.move_on_after(seconds or 0.001):
        await pace.watch(LoopClock(), arriving)


def _steady(rate: int) -> Callable[[], int]:
    """Return what has arrived so far, where so many bytes more do at each look."""
    arrived = 0

    def look() -> int:
        nonlocal arrived
        arrived += rate
        return arrived

    return look


async def test_without_a_watch_nobody_waits() -> None:
    assert await _begun(LinePace(), 100) == 100


async def test_a_few_begin_and_one_more_for_each_that_came() -> None:
    pace = LinePace()
    await _watched(pace, lambda: 0)
    assert await _begun(pace, 100) == 4
    for _ in range(4):
        pace.learn_handshake(QUICK, WAY, neutral=True)
    assert await _begun(pace, 100) == 8


async def test_those_that_wait_begin_as_soon_as_a_handshake_was_quick_while_its_place_is_still_in_use() -> None:
    pace = LinePace()
    await _watched(pace, lambda: 0)

    def answer_one() -> None:
        pace.learn_handshake(QUICK, WAY, neutral=True)
        pace.admit(LoopClock().now())

    assert await _begun(pace, 20, then=answer_one) == 5


async def test_where_they_wait_for_one_another_fewer_begin_but_never_none() -> None:
    pace = LinePace()
    await _watched(pace, lambda: 0)
    for _ in range(9):
        pace.learn_handshake(LATE, WAY, neutral=True)
    assert await _begun(pace, 100) == 2


async def test_a_messenger_that_is_slowed_makes_no_line_narrow() -> None:
    pace = LinePace(SOON)
    await _watched(pace, _steady(10), 0.2)
    for _ in range(9):
        pace.learn_handshake(LATE, WAY, neutral=False)
    assert not pace.is_narrow
    assert await _begun(pace, 100) >= 4


@pytest.mark.parametrize(
    ("arriving", "handshakes", "narrow"),
    [(200, (LATE, LATE), True), (200, (LATE, QUICK), False), (2000, (LATE, LATE), False), (0, (LATE, LATE), False)],
    ids=["little arrives, late", "one came at once", "much arrives", "nothing arrives"],
)
async def test_a_narrow_line(arriving: int, handshakes: tuple[float, ...], narrow: bool) -> None:
    """Bytes in a hundredth of a second: 20 KB a second are little, 200 are not."""
    pace = LinePace(SOON)
    await _watched(pace, _steady(arriving), 0.2)
    for seconds in handshakes:
        pace.learn_handshake(seconds, WAY, neutral=True)
    assert pace.is_narrow is narrow
    assert pace.bytes_to_read(65536) == (24 * 1024 if narrow else 65536)


@pytest.mark.parametrize(
    ("handshakes", "all_wait"),
    [
        ((0.6, 0.6), True),
        ((0.6,), False),
        ((0.6, 0.6, QUICK, QUICK), False),
        ((0.6, 0.6, 0.6, 0.6, QUICK), True),
        ((0.3, 0.3), False),
    ],
    ids=["each", "one", "others came at once", "all but one", "not for long"],
)
def test_where_nearly_every_handshake_with_a_neutral_site_waits(handshakes: tuple[float, ...], all_wait: bool) -> None:
    pace = LinePace()
    waited = [pace.learn_handshake(seconds, WAY, neutral=True) for seconds in handshakes]
    assert waited == [seconds > 0.3 for seconds in handshakes]
    assert pace.makes_all_wait is all_wait
    assert not pace.is_narrow


def test_a_far_line_and_a_slowed_messenger_make_nobody_wait() -> None:
    pace = LinePace()
    for _ in range(4):
        pace.learn_connection(0.6)
        pace.learn_handshake(0.7, 0.6, neutral=True)
        pace.learn_handshake(2.0, WAY, neutral=False)
        pace.learn_handshake(2.0, 0.003, neutral=True)  # accepted nearby: how far it is to the rest is not known
    assert not pace.makes_all_wait


async def test_who_is_answered_from_nearby_says_nothing_of_the_line() -> None:
    """A box accepts the connection, and a satellite carries the rest: late is not narrow."""
    pace = LinePace(SOON)
    await _watched(pace, _steady(200), 0.2)
    for _ in range(4):
        pace.learn_handshake(LATE, 0.003, neutral=True)
    assert not pace.is_narrow


async def test_where_nothing_arrives_all_may_begin() -> None:
    """A network that swallows everything has nothing that could be drowned."""
    assert await _begin_while_nothing_arrives(LinePace(replace(SOON, idle_after=0.02)), 200) == 200


async def test_pages_are_read_one_after_the_other_on_a_narrow_line() -> None:
    pace, clock = LinePace(SOON), LoopClock()
    await _watched(pace, _steady(200), 0.2)
    for _ in range(2):
        pace.learn_handshake(LATE, WAY, neutral=True)
    reading = most = 0

    async def read() -> None:
        nonlocal reading, most
        async with pace.turn(clock, reads=True):
            reading += 1
            most = max(most, reading)
            await anyio.lowlevel.checkpoint()
            reading -= 1

    async with anyio.create_task_group() as group:
        for _ in range(3):
            group.start_soon(read)
    assert most == 1


async def _filled(pace: LinePace, arriving: Callable[[], int] = lambda: 0) -> LinePace:
    """Let connections take longer and longer, as on a line that they fill."""
    await _watched(pace, arriving, 0.1)
    for seconds in (WAY, 0.2, 0.9):
        pace.learn_connection(seconds)
    return pace


async def test_a_line_is_full_while_connections_wait_for_what_arrives() -> None:
    pace = await _filled(LinePace(SOON))
    assert (pace.is_filled, pace.is_shared, pace.is_narrow) == (True, True, False)
    pace.learn_exchange(0.1)
    assert not pace.is_filled, "a question that was answered at once"
    pace.learn_exchange(0.5)
    assert pace.is_filled


async def test_where_nothing_arrives_any_more_nothing_waits_for_it() -> None:
    pace = await _filled(LinePace(replace(SOON, filled_for=0.02)))
    assert not pace.is_filled


async def test_a_far_line_is_not_full() -> None:
    pace = LinePace(SOON)
    for seconds in (0.6, 0.65, 0.7):
        pace.learn_connection(seconds)
    assert not pace.is_filled


@pytest.mark.parametrize("filled", [True, False])
async def test_one_that_takes_long_frees_its_place_but_not_on_a_full_line(filled: bool) -> None:
    """What is still under way is answered late, and more of it would make all the answers later."""
    limits = replace(SOON, passed_on_after=0.02, idle_bytes=0)
    pace = await _filled(LinePace(limits)) if filled else LinePace(limits)
    assert await _begin_while_nothing_arrives(pace, 12, 0.3 if filled else 10) == (4 if filled else 12)
