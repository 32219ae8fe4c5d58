"""Limits grow with the line, and never shrink below one lost packet."""

from collections.abc import Callable
from contextlib import suppress

import anyio
import pytest

from dialtone.model.limits import StepLimits
from dialtone.model.vocabulary import Step
from dialtone.probe.timeouts import AdaptiveTimeouts
from named_rows import named_rows
from virtual_time import in_virtual_time


def informed(*round_trips: float, far: bool = False, limits: StepLimits | None = None) -> AdaptiveTimeouts:
    """Return timeouts that have learned these round trips."""
    timeouts = AdaptiveTimeouts(limits or StepLimits())
    for seconds in round_trips:
        timeouts.learn_round_trip(seconds, far=far)
    return timeouts


@pytest.mark.parametrize(
    ("round_trips", "limit"),
    [((), 3.0), ((0.001,), 1.6), ((0.02, 0.5, 0.03), 3.5), ((60.0,), 8.0)],
    ids=["nobody answered", "it outlasts a lost packet", "the slowest counts", "nothing takes forever"],
)
def test_how_long_a_step_may_take(round_trips: tuple[float, ...], limit: float) -> None:
    timeouts = informed(*round_trips)
    assert (timeouts.informed, timeouts.limit) == (bool(round_trips), limit)


QUICK = StepLimits(uninformed=60.0, shortest=0.05, shortest_unneeded_control=0.05, longest=60.0)
"""As for people, but long enough where nothing is known that a test would see it."""


async def _waits(timeouts: AdaptiveTimeouts, told: Callable[[], None], messenger: str = "") -> bool:
    """Wait for a connection that never comes while something is learned; return whether that ended it."""
    with anyio.move_on_after(1.5) as given_up:
        try:
            async with anyio.create_task_group() as group:

                async def learn() -> None:
                    await anyio.sleep(0.02)
                    told()

                group.start_soon(learn)
                with timeouts.pending_connection(messenger):
                    await anyio.sleep_forever()
        except* TimeoutError:
            pass
    return not given_up.cancelled_caught


@in_virtual_time
@named_rows(
    ("answers", "ended"),
    {
        "far": (((0.01, True), (0.01, True)), True),
        "one is near": (((0.01, True), (0.01, False)), False),
        "both are near": (((0.01, False), (0.01, False)), False),
        "a farther one gives back the time": (((0.01, True), (0.01, True), (0.4, True)), False),
    },
)
async def test_the_first_waits_until_others_as_far_answer(answers: tuple[tuple[float, bool], ...], ended: bool) -> None:
    """Hosts that answer from a house nearby do not tell how long the way abroad is."""
    timeouts = AdaptiveTimeouts(QUICK)

    def learn() -> None:
        for round_trip, far in answers:
            timeouts.learn_round_trip(round_trip, far=far)

    # A second and five round trips: what a connection gets that begins now.
    assert await _waits(timeouts, learn) is ended


BRIEF = StepLimits(uninformed=0.1, shortest=0.05, longest=0.1, app_patience=0.3)
"""As for people, but quicker."""


async def _seconds(timeouts: AdaptiveTimeouts, messenger: str, after: Callable[[], None] | None = None) -> float:
    """Wait for a connection until it is given up; after a moment `after` is called. Return the seconds."""
    began = anyio.current_time()
    with suppress(TimeoutError), timeouts.pending_connection(messenger):
        if after is not None:
            await anyio.sleep(0.02)
            after()
        await anyio.sleep_forever()
    return anyio.current_time() - began


def _accept(timeouts: AdaptiveTimeouts, messenger: str) -> None:
    with timeouts.pending_connection(messenger):
        pass


@in_virtual_time
async def test_of_servers_that_accept_nothing_one_is_waited_for_as_long_as_apps_wait() -> None:
    """Some paths hold every packet for a second or two: what answers after three seconds is not silent."""
    timeouts = AdaptiveTimeouts(BRIEF)
    assert await _seconds(timeouts, "chat") < 0.2, "the line is not known to lead anywhere"
    timeouts = informed(0.01, 0.01, far=True, limits=BRIEF)
    assert await _seconds(timeouts, "") < 0.2, "a neutral host"
    with pytest.raises(ConnectionRefusedError), timeouts.pending_connection("chat"):
        raise ConnectionRefusedError
    seconds = dict[int, float]()

    async def wait(number: int) -> None:
        seconds[number] = await _seconds(timeouts, "chat")

    async with anyio.create_task_group() as group:
        for number in (1, 2):
            group.start_soon(wait, number)
    assert seconds[1] > 0.25 > 0.2 > seconds[2]
    assert await _seconds(timeouts, "chat") < 0.2, "once"
    assert await _seconds(timeouts, "mail") > 0.25


def _allowed_seconds(timeouts: AdaptiveTimeouts, messenger: str, then: Callable[[], None] = lambda: None) -> float:
    """Return for how long a connection that begins now may take, once `then` was called."""
    with timeouts.pending_connection(messenger):
        then()
        return anyio.current_effective_deadline() - anyio.current_time()


@in_virtual_time
async def test_an_app_waits_three_and_a_half_seconds_for_one_of_its_servers_and_less_for_the_others() -> None:
    timeouts = informed(0.01, far=True)
    assert _allowed_seconds(timeouts, "chat") == 1.6, "one distant host does not tell how long the way abroad is"
    timeouts = informed(0.01, 0.01, far=True)
    with timeouts.pending_connection("chat"):
        assert anyio.current_effective_deadline() - anyio.current_time() == 3.5
        assert _allowed_seconds(timeouts, "chat") == 1.6


@in_virtual_time
@named_rows(("round_trip", "seconds"), {"near": (0.01, 0.6), "far": (0.1, 1.2), "as long as ever": (0.2, 2.0)})
async def test_once_all_is_certain_a_neutral_host_gets_twelve_round_trips(round_trip: float, seconds: float) -> None:
    timeouts = informed(round_trip)
    assert _allowed_seconds(timeouts, "", timeouts.shorten_for_controls) == pytest.approx(seconds)


@pytest.mark.parametrize(("handshake", "round_trip"), [(0.19, 0.04), (0.21, 0.21)])
def test_a_connection_under_a_fifth_of_its_handshake_was_accepted_nearby(handshake: float, round_trip: float) -> None:
    timeouts = informed(0.04)
    timeouts.learn_first_answer(handshake)
    assert timeouts.round_trip == round_trip


@pytest.mark.parametrize(("seconds", "lossy"), [(0.85, False), (0.95, True)])
def test_a_control_that_connects_after_nine_tenths_of_a_second_lost_a_packet(seconds: float, lossy: bool) -> None:
    timeouts = informed(seconds, seconds)
    assert timeouts.lossy is lossy


@in_virtual_time
async def test_a_wait_that_is_over_stays_over() -> None:
    """Its end was moved once more before it could raise, and whoever waited went on without a connection."""
    timeouts = AdaptiveTimeouts(BRIEF)

    async def wait() -> None:
        with timeouts.pending_connection("chat"):
            try:
                await anyio.sleep_forever()
            finally:
                for _ in range(2):
                    timeouts.learn_round_trip(0.01, far=True)

    with pytest.raises(TimeoutError):
        await wait()


@in_virtual_time
async def test_where_another_server_accepts_none_is_late() -> None:
    timeouts = informed(0.01, 0.01, far=True, limits=BRIEF)
    assert await _seconds(timeouts, "chat", after=lambda: _accept(timeouts, "chat")) < 0.2


@in_virtual_time
@pytest.mark.parametrize(("messenger", "lost", "soon"), [("", False, True), ("chat", False, False), ("", True, False)])
async def test_where_all_is_certain_neutral_hosts_get_moments(messenger: str, lost: bool, soon: bool) -> None:
    """Others, and those on a line that loses packets, get a second and five round trips as ever."""
    timeouts = informed(0.01, limits=QUICK)
    if lost:
        timeouts.note_loss()
    began = anyio.current_time()
    assert await _waits(timeouts, timeouts.shorten_for_controls, messenger)
    assert (anyio.current_time() - began < 1.0) is soon
    assert timeouts.may_retry_control(Step.QUIC) is lost
    assert timeouts.may_retry_control(Step.TCP) is lost, "what hangs on nothing is not asked again"
    assert timeouts.may_retry_control(Step.TLS)


@in_virtual_time
@pytest.mark.parametrize(("measured", "soon"), [(0.01, True), (None, False)])
async def test_what_this_computer_read_late_is_not_taken_for_a_long_way(measured: float | None, soon: bool) -> None:
    """A dozen round trips of 10 ms, and once the time in which nobody looked."""
    timeouts = AdaptiveTimeouts(QUICK)
    timeouts.learn_round_trip(0.4, measured=measured, far=True)
    timeouts.shorten_for_controls()
    assert await _waits(timeouts, lambda: None) is soon


def test_silence_is_odd_where_neutral_hosts_answered_much_sooner() -> None:
    timeouts = informed(0.04)
    timeouts.note_handshake(0.05)
    timeouts.note_handshake(0.05)
    assert timeouts.odd_silence is None, "too little is known"
    timeouts.note_handshake(0.05)
    assert timeouts.odd_silence == 0.5
    timeouts.note_handshake(0.4)
    assert timeouts.odd_silence == 1.6, "this computer is busy, or the line"
    timeouts.note_loss()
    assert timeouts.odd_silence is None


def test_a_line_has_room_where_it_is_quick_and_loses_nothing() -> None:
    timeouts = AdaptiveTimeouts(StepLimits())
    assert not timeouts.has_capacity, "nothing is known"
    timeouts.learn_round_trip(0.34)
    assert timeouts.has_capacity
    timeouts.note_loss()
    assert (timeouts.has_capacity, timeouts.lossy) == (False, False)
    timeouts.note_loss()
    assert timeouts.lossy
    assert not informed(0.36).has_capacity
    narrow = informed(0.04)
    narrow.learn_first_answer(0.9)
    assert not narrow.has_capacity, "the first messages stand in a queue"


@named_rows(
    ("round_trip", "moment"), {"unknown": (0.0, 1.5), "near": (0.01, 0.25), "far": (0.1, 0.4), "slow": (0.6, 1.5)}
)
def test_a_probe_whose_silence_decides_nothing_gets_four_round_trips(round_trip: float, moment: float) -> None:
    assert informed(round_trip).brief_limit == moment


def test_a_connection_that_was_slow_so_far_gets_four_times_as_long() -> None:
    timeouts = AdaptiveTimeouts(StepLimits())
    assert (timeouts.limit_after_slow_step(0.5), timeouts.limit_after_slow_step(3.0)) == (2.0, 8.0)


def test_until_a_handshake_came_nobody_knows_how_narrow_the_line_is() -> None:
    timeouts = informed(0.01)
    assert (timeouts.limit_of(Step.TLS), timeouts.limit_of(Step.TCP)) == (3.0, 1.6)
    timeouts.note_handshake(0.6)
    assert (timeouts.limit_of(Step.TLS), timeouts.limit_of(Step.TCP)) == (2.4, 1.6), "larger than a packet"
    timeouts.note_handshake(0.1)
    assert timeouts.limit_of(Step.TLS) == 1.6


def test_what_began_before_that_is_waited_for_as_if_it_began_later_once_silence_is_odd() -> None:
    timeouts = informed(0.01)
    timeouts.note_handshake(0.02)
    assert timeouts.revise_limit(3.0) == 3.0, "one handshake says little"
    for _ in range(StepLimits().handshakes_known):
        timeouts.note_handshake(0.02)
    assert timeouts.revise_limit(3.0) == 2.0, "what was lost is sent a third time within it"
    assert timeouts.revise_limit(1.0) == 1.0, "it makes nothing longer"
    timeouts.note_handshake(0.6)
    assert timeouts.revise_limit(3.0) == 2.4, "this computer is busy, or the line"
    timeouts.note_loss()
    assert timeouts.revise_limit(3.0) == 3.0


def test_the_longest_way_is_what_the_system_measured_however_late_it_was_read() -> None:
    timeouts = AdaptiveTimeouts(StepLimits())
    assert timeouts.longest_round_trip == 0
    timeouts.learn_round_trip(0.45, measured=0.045)
    assert (timeouts.longest_round_trip, timeouts.round_trip) == (0.045, 0.45)
    timeouts.learn_round_trip(0.08)
    assert timeouts.longest_round_trip == 0.08, "where the system does not tell"
