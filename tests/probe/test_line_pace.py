"""A few handshakes at first; more as long as none waits; fewer on a line that they fill; never none."""

from collections.abc import Callable

import anyio
import pytest

from dialtone.model.frozen import replace
from dialtone.model.limits import PaceLimits
from dialtone.probe.line_pace import LinePace
from idle_time import LoopClock
from virtual_time import in_virtual_time

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
    return await _begin_while(pace, lambda: 0, wanted, seconds)


async def _begin_while(pace: LinePace, arriving: Callable[[], int], wanted: int, seconds: float) -> int:
    """Return how many of those that want to begin do, in the end; `arriving`: the bytes that have come so far."""
    begun, clock, everybody = 0, LoopClock(), anyio.Event()

    async def shake() -> None:
        nonlocal begun
        async with pace.turn(clock):
            begun += 1
            if begun == wanted:
                everybody.set()
            await anyio.sleep_forever()

    async with anyio.create_task_group() as group:
        group.start_soon(pace.watch, clock, arriving)
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


# The figures of `PaceLimits`, each from both sides


@pytest.mark.parametrize(("seconds", "slots"), [(0.14, 101), (0.16, 101), (0.45, 101), (0.55, 70)])
async def test_half_a_second_of_waiting_takes_slots_away(seconds: float, slots: int) -> None:
    pace = LinePace(PaceLimits(at_first=100))
    await _watched(pace, lambda: 0)
    pace.learn_handshake(2 * WAY + seconds, WAY, neutral=True)
    assert await _begun(pace, 200) == slots


@pytest.mark.parametrize(("seconds", "crowded"), [(0.14, False), (0.16, True)])
def test_a_handshake_is_quick_that_waited_less_than_three_twentieths_of_a_second(seconds: float, crowded: bool) -> None:
    """One slow handshake crowds the line unless as many were quick."""
    pace = LinePace()
    pace.learn_handshake(LATE, WAY, neutral=True)
    pace.learn_handshake(2 * WAY + seconds, WAY, neutral=True)
    assert pace.is_crowded is crowded


@pytest.mark.parametrize(("seconds", "waited"), [(0.24, False), (0.26, True)])
def test_a_handshake_waited_for_whatever_reason_from_a_quarter_of_a_second_on(seconds: float, waited: bool) -> None:
    assert LinePace().learn_handshake(2 * WAY + seconds, WAY, neutral=True) is waited


@pytest.mark.parametrize(("late", "at_once", "all_wait"), [(1, 0, False), (2, 0, True), (2, 1, True), (3, 2, False)])
def test_all_wait_where_two_do_and_twice_as_many_as_do_not(late: int, at_once: int, all_wait: bool) -> None:
    pace = LinePace()
    for seconds in (*[0.6] * late, *[QUICK] * at_once):
        pace.learn_handshake(seconds, WAY, neutral=True)
    assert pace.makes_all_wait is all_wait


@pytest.mark.parametrize(("seconds", "waited"), [(0.54, False), (0.56, True)])
def test_on_a_near_line_no_more_than_three_twentieths_of_a_second_of_connecting_count_as_a_round_trip(
    seconds: float, waited: bool
) -> None:
    """Two of these, and a quarter of a second of waiting: the rest of connecting was spent in a queue as well."""
    pace = LinePace()
    pace.learn_connection(WAY)
    assert pace.learn_handshake(seconds, 0.6, neutral=True) is waited


@pytest.mark.parametrize(("round_trip", "all_wait"), [(0.018, False), (0.022, True)])
def test_a_connection_that_took_less_than_a_fiftieth_of_a_second_may_have_been_accepted_nearby(
    round_trip: float, all_wait: bool
) -> None:
    pace = LinePace()
    for _ in range(2):
        pace.learn_handshake(LATE, round_trip, neutral=True)
    assert pace.makes_all_wait is all_wait


@in_virtual_time
@pytest.mark.parametrize(("wanted", "begun"), [(255, 255), (256, 256), (300, 256)])
async def test_at_most_256_handshakes_run_at_once(wanted: int, begun: int) -> None:
    pace = LinePace(PaceLimits(passed_on_after=1e6))
    assert await _begin_while_nothing_arrives(pace, wanted, 60.0) == begun


@in_virtual_time
@pytest.mark.parametrize(("seconds", "slow", "begun"), [(1.6, 0, 4), (1.8, 0, 8), (2.9, 1, 4), (3.3, 1, 8)])
async def test_a_slot_is_free_after_a_second_and_a_half_and_after_twice_that_where_some_were_slow(
    seconds: float, slow: int, begun: int
) -> None:
    """Data arrives, so no slot is added."""
    pace = LinePace(PaceLimits(least=4))
    for _ in range(slow):
        pace.learn_handshake(LATE, WAY, neutral=True)
    assert await _begin_while(pace, _steady(10_000), 8, seconds) == begun


@in_virtual_time
@pytest.mark.parametrize(("seconds", "begun"), [(7.8, 4), (8.6, 8)])
async def test_on_a_full_line_a_slot_is_free_after_eight_seconds(seconds: float, begun: int) -> None:
    pace = LinePace()
    for took in (WAY, 0.9):
        pace.learn_connection(took)
    assert await _begin_while(pace, _steady(10_000), 8, seconds) == begun


@in_virtual_time
@pytest.mark.parametrize(("seconds", "filled"), [(0.28, False), (0.32, True)])
async def test_a_line_is_full_where_a_connection_waited_for_three_tenths_of_a_second(
    seconds: float, filled: bool
) -> None:
    pace = LinePace()
    for took in (WAY, WAY + seconds):
        pace.learn_connection(took)
    assert pace.is_filled is filled


@in_virtual_time
@pytest.mark.parametrize(("seconds", "filled"), [(2.1, True), (2.3, False)])
async def test_after_two_seconds_without_data_a_line_is_not_full(seconds: float, filled: bool) -> None:
    pace = LinePace()
    for took in (WAY, 0.9):
        pace.learn_connection(took)
    await _watched(pace, lambda: 0, seconds)
    assert pace.is_filled is filled


@in_virtual_time
@pytest.mark.parametrize(("arriving", "busy"), [(250, False), (260, True)])
async def test_a_line_is_busy_on_which_256_bytes_arrive_in_a_quarter_of_a_second(arriving: int, busy: bool) -> None:
    pace = LinePace()
    await _watched(pace, _steady(arriving), 0.3)
    assert pace.is_busy is busy


@in_virtual_time
@pytest.mark.parametrize(("seconds", "rate"), [(1.9, 0), (2.1, 4_000)])
async def test_the_rate_of_a_line_is_measured_over_eight_looks_in_two_seconds(seconds: float, rate: int) -> None:
    pace = LinePace()
    await _watched(pace, _steady(1_000), seconds)
    assert pace.rate == pytest.approx(rate)


@in_virtual_time
@pytest.mark.parametrize(("rate", "late", "narrow"), [(38_000, 2, True), (42_000, 2, False), (38_000, 1, False)])
async def test_below_forty_kilobytes_a_second_and_with_two_slow_handshakes_a_line_is_narrow(
    rate: int, late: int, narrow: bool
) -> None:
    pace = LinePace()
    await _watched(pace, _steady(rate // 4), 3.0)
    for _ in range(late):
        pace.learn_handshake(LATE, WAY, neutral=True)
    assert pace.is_narrow is narrow


@pytest.mark.parametrize(("rate", "slower"), [(3_900, True), (4_100, False)])
def test_a_page_is_slower_than_a_narrow_line_at_less_than_two_fifths_of_its_rate(rate: int, slower: bool) -> None:
    pace = LinePace()
    pace.rate = 10_000.0
    assert pace.is_slower_than_line(rate) is slower


@in_virtual_time
@pytest.mark.parametrize(("seconds", "begun"), [(1.1, 4), (1.3, 8)])
async def test_where_nothing_arrives_more_begin_once_an_answer_should_have_come_in_a_second(
    seconds: float, begun: int
) -> None:
    assert await _begin_while_nothing_arrives(LinePace(), 8, seconds) == begun
