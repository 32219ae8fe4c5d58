"""A few handshakes at first; more as long as none waits; fewer on a line that they fill; never none."""

from collections.abc import Callable
from functools import partial

import anyio
import pytest

from dialtone.model.frozen import replace
from dialtone.model.limits import PaceLimits
from dialtone.probe.line_pace import LinePace
from idle_time import LoopClock
from named_rows import named_rows
from virtual_time import in_virtual_time

WAY = 0.04
QUICK, LATE = 0.1, 1.2
"""Seconds of a handshake that did not wait, and of one that did."""
SOON = PaceLimits(tick_seconds=0.01, rate_ticks=4, slot_seconds=60.0)
Arriving = Callable[[], int]


def _nothing() -> int:
    return 0


def _shaken(
    *handshakes: float, pace: LinePace | None = None, round_trip: float = WAY, neutral: bool = True
) -> LinePace:
    """Return a line on which handshakes took so many seconds."""
    pace = pace or LinePace()
    for seconds in handshakes:
        pace.learn_handshake(seconds, round_trip, neutral=neutral)
    return pace


def _connected(*seconds: float, pace: LinePace | None = None) -> LinePace:
    """Return a line on which connections took so many seconds, one after the other."""
    pace = pace or LinePace()
    for took in seconds:
        pace.learn_connection(took)
    return pace


async def _begun(
    pace: LinePace,
    wanted: int,
    then: Callable[[], None] = lambda: None,
    *,
    arriving: Arriving | None = None,
    seconds: float = 0,
) -> int:
    """Let so many handshakes want to begin, none ever done, and call `then`; count those that do within some seconds.

    `arriving`: the bytes that have come so far, where they are watched.
    """
    begun, clock, everybody = 0, LoopClock(), anyio.Event()

    async def shake() -> None:
        nonlocal begun
        async with pace.turn(clock):
            begun += 1
            if begun == wanted:
                everybody.set()
            await anyio.sleep_forever()

    async with anyio.create_task_group() as group:
        if arriving is not None:
            group.start_soon(pace.watch, clock, arriving)
            await anyio.wait_all_tasks_blocked()
        for _ in range(wanted):
            group.start_soon(shake)
        await anyio.wait_all_tasks_blocked()
        then()
        await anyio.wait_all_tasks_blocked()
        with anyio.move_on_after(seconds):
            await everybody.wait()
        group.cancel_scope.cancel()
    return begun


async def _watched(pace: LinePace, arriving: Arriving = _nothing, seconds: float = 0.001) -> LinePace:
    """Watch for a while what arrives."""
    with anyio.move_on_after(seconds):
        await pace.watch(LoopClock(), arriving)
    return pace


def _steady(rate: int) -> Callable[[], int]:
    """Return what has arrived so far, where so many bytes more do at each look."""
    arrived = 0

    def look() -> int:
        nonlocal arrived
        arrived += rate
        return arrived

    return look


STEADILY = _steady(10_000)


async def test_without_a_watch_nobody_waits() -> None:
    assert await _begun(LinePace(), 100) == 100


async def test_a_few_begin_and_one_more_for_each_that_came() -> None:
    pace = await _watched(LinePace())
    assert await _begun(pace, 100) == 4
    assert await _begun(_shaken(*[QUICK] * 4, pace=pace), 100) == 8


async def test_those_that_wait_begin_as_soon_as_a_handshake_was_quick_while_its_place_is_still_in_use() -> None:
    pace = await _watched(LinePace())

    def answer_one() -> None:
        _shaken(QUICK, pace=pace).admit(LoopClock().now())

    assert await _begun(pace, 20, then=answer_one) == 5


async def test_where_they_wait_for_one_another_fewer_begin_but_never_none() -> None:
    assert await _begun(_shaken(*[LATE] * 9, pace=await _watched(LinePace())), 100) == 2


async def test_a_messenger_that_is_slowed_makes_no_line_narrow() -> None:
    pace = await _watched(LinePace(SOON), _steady(10), 0.2)
    assert not _shaken(*[LATE] * 9, pace=pace, neutral=False).is_narrow
    assert await _begun(pace, 100) >= 4


@in_virtual_time
@named_rows(
    ("rate", "handshakes", "narrow"),
    {
        "little arrives, late": (38_000, (LATE, LATE), True),
        "much arrives": (42_000, (LATE, LATE), False),
        "one was late": (38_000, (LATE,), False),
        "one came at once": (38_000, (LATE, QUICK), False),
        "nothing arrives": (0, (LATE, LATE), False),
    },
)
async def test_below_forty_kilobytes_a_second_and_with_two_slow_handshakes_a_line_is_narrow(
    rate: int, handshakes: tuple[float, ...], narrow: bool
) -> None:
    pace = _shaken(*handshakes, pace=await _watched(LinePace(), _steady(rate // 4), 3.0))
    assert pace.is_narrow is narrow
    assert pace.bytes_to_read(65536) == (24 * 1024 if narrow else 65536)


async def test_who_is_answered_from_nearby_says_nothing_of_the_line() -> None:
    """A box accepts the connection, and a satellite carries the rest: late is not narrow."""
    pace = await _watched(LinePace(SOON), _steady(200), 0.2)
    assert not _shaken(*[LATE] * 4, pace=pace, round_trip=0.003).is_narrow


async def test_where_nothing_arrives_all_may_begin() -> None:
    """A network that swallows everything has nothing that could be drowned."""
    pace = LinePace(replace(SOON, answer_seconds=0.02))
    assert await _begun(pace, 200, arriving=_nothing, seconds=10) == 200


async def test_pages_are_read_one_after_the_other_on_a_narrow_line() -> None:
    pace, clock = _shaken(LATE, LATE, pace=await _watched(LinePace(SOON), _steady(200), 0.2)), LoopClock()
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


FILLED = (WAY, 0.2, 0.9)
"""Seconds of connections that take longer and longer, as on a line that they fill."""


async def test_a_line_is_full_while_connections_wait_for_what_arrives() -> None:
    pace = _connected(*FILLED, pace=await _watched(LinePace(SOON), seconds=0.1))
    assert (pace.is_filled, pace.is_shared, pace.is_narrow) == (True, True, False)
    pace.learn_exchange(0.1)
    assert not pace.is_filled, "a question that was answered at once"
    pace.learn_exchange(0.5)
    assert pace.is_filled


@pytest.mark.parametrize("filled", [True, False])
async def test_one_that_takes_long_frees_its_place_but_not_on_a_full_line(filled: bool) -> None:
    """What is still under way is answered late, and more of it would make all the answers later."""
    pace = await _watched(LinePace(replace(SOON, slot_seconds=0.02, idle_bytes=0)), seconds=0.1)
    if filled:
        _connected(*FILLED, pace=pace)
    assert await _begun(pace, 12, arriving=_nothing, seconds=0.3 if filled else 10) == (4 if filled else 12)


# The figures of `PaceLimits`, each from both sides


@pytest.mark.parametrize(("waited", "slots"), [(0.14, 101), (0.16, 101), (0.45, 101), (0.55, 70)])
async def test_half_a_second_of_waiting_takes_slots_away(waited: float, slots: int) -> None:
    pace = await _watched(LinePace(PaceLimits(slots_at_first=100)))
    assert await _begun(_shaken(2 * WAY + waited, pace=pace), 200) == slots


@named_rows(
    ("pace", "all_wait"),
    {
        "each": (_shaken(0.6, 0.6), True),
        "one": (_shaken(0.6), False),
        "one came at once": (_shaken(0.6, 0.6, QUICK), True),
        "others came at once": (_shaken(0.6, 0.6, QUICK, QUICK), False),
        "twice as many as did not": (_shaken(*[0.6] * 4, QUICK, QUICK), True),
        "fewer": (_shaken(*[0.6] * 3, QUICK, QUICK), False),
        "not for long": (_shaken(0.3, 0.3), False),
        "a far line": (_shaken(*[0.7] * 4, pace=_connected(0.6), round_trip=0.6), False),
        "a slowed messenger": (_shaken(*[2.0] * 4, neutral=False), False),
        "perhaps accepted nearby": (_shaken(LATE, LATE, round_trip=0.018), False),
        "not accepted nearby": (_shaken(LATE, LATE, round_trip=0.022), True),
    },
)
def test_where_nearly_every_handshake_with_a_neutral_site_waits(pace: LinePace, all_wait: bool) -> None:
    assert pace.makes_all_wait is all_wait
    assert not pace.is_narrow


@pytest.mark.parametrize(("waited", "crowded"), [(0.14, False), (0.16, True)])
def test_a_handshake_is_quick_that_waited_less_than_three_twentieths_of_a_second(waited: float, crowded: bool) -> None:
    """One slow handshake crowds the line unless as many were quick."""
    assert _shaken(LATE, 2 * WAY + waited).is_crowded is crowded


@pytest.mark.parametrize(
    ("seconds", "round_trip", "waited"),
    [(2 * WAY + 0.24, WAY, False), (2 * WAY + 0.26, WAY, True), (0.54, 0.6, False), (0.56, 0.6, True)],
)
def test_a_handshake_waited_from_a_quarter_of_a_second_on(seconds: float, round_trip: float, waited: bool) -> None:
    """Beside two round trips, of three twentieths of a second at most: the rest of connecting was queued as well."""
    assert _connected(WAY).learn_handshake(seconds, round_trip, neutral=True) is waited


@named_rows(
    ("pace", "wanted", "arriving", "seconds", "begun"),
    {
        "at most 256 at once": (LinePace(PaceLimits(slot_seconds=1e6)), 256, _nothing, 60.0, 256),
        "no more": (LinePace(PaceLimits(slot_seconds=1e6)), 300, _nothing, 60.0, 256),
        "nothing arrives, not for a second yet": (LinePace(), 8, _nothing, 1.1, 4),
        "nothing arrives, for a second": (LinePace(), 8, _nothing, 1.3, 8),
        "a slot is held": (LinePace(PaceLimits(min_slots=4)), 8, STEADILY, 1.6, 4),
        "a slot is free after a second and a half": (LinePace(PaceLimits(min_slots=4)), 8, STEADILY, 1.8, 8),
        "one was slow": (_shaken(LATE, pace=LinePace(PaceLimits(min_slots=4))), 8, STEADILY, 2.9, 4),
        "one was slow: after twice that": (_shaken(LATE, pace=LinePace(PaceLimits(min_slots=4))), 8, STEADILY, 3.3, 8),
        "a full line": (_connected(WAY, 0.9), 8, STEADILY, 7.8, 4),
        "a full line: after eight seconds": (_connected(WAY, 0.9), 8, STEADILY, 8.6, 8),
    },
)
@in_virtual_time
async def test_how_many_begin(pace: LinePace, wanted: int, arriving: Arriving, seconds: float, begun: int) -> None:
    """Where data arrives, no slot is added."""
    assert await _begun(pace, wanted, arriving=arriving, seconds=seconds) == begun


@named_rows(
    ("connections", "seconds", "filled"),
    {
        "one waited for three tenths of a second": ((WAY, WAY + 0.32), 0.0, True),
        "less": ((WAY, WAY + 0.28), 0.0, False),
        "a far line": ((0.6, 0.65, 0.7), 0.0, False),
        "nothing arrives": ((WAY, 0.9), 2.1, True),
        "for two seconds": ((WAY, 0.9), 2.3, False),
    },
)
@in_virtual_time
async def test_when_a_line_is_full(connections: tuple[float, ...], seconds: float, filled: bool) -> None:
    pace = _connected(*connections)
    if seconds:
        await _watched(pace, seconds=seconds)
    assert pace.is_filled is filled


@in_virtual_time
@pytest.mark.parametrize(("arriving", "busy"), [(250, False), (260, True)])
async def test_a_line_is_busy_on_which_256_bytes_arrive_in_a_quarter_of_a_second(arriving: int, busy: bool) -> None:
    assert (await _watched(LinePace(), _steady(arriving), 0.3)).is_busy is busy


@in_virtual_time
@pytest.mark.parametrize(("seconds", "rate"), [(1.9, 0), (2.1, 4_000)])
async def test_the_rate_of_a_line_is_measured_over_eight_looks_in_two_seconds(seconds: float, rate: int) -> None:
    assert (await _watched(LinePace(), _steady(1_000), seconds)).rate == pytest.approx(rate)


@pytest.mark.parametrize(("rate", "slower"), [(3_900, True), (4_100, False)])
def test_a_page_is_slower_than_a_narrow_line_at_less_than_two_fifths_of_its_rate(rate: int, slower: bool) -> None:
    pace = LinePace()
    pace.rate = 10_000.0
    assert pace.is_slower_than_line(rate) is slower


@in_virtual_time
async def test_what_is_urgent_goes_before_all_that_wait() -> None:
    pace, clock, begun = LinePace(replace(SOON, max_slots=1)), LoopClock(), list[str]()

    async def shake(name: str, *, urgent: bool) -> None:
        async with pace.turn(clock, urgent=urgent):
            begun.append(name)

    async with anyio.create_task_group() as group, pace.turn(clock):
        for name in ("early", "urgent", "urgent too", "late"):
            group.start_soon(partial(shake, name, urgent=name.startswith("urgent")))
            await anyio.wait_all_tasks_blocked()
    assert begun == ["urgent", "urgent too", "early", "late"]
