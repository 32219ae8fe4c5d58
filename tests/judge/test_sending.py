"""What is sent and does not arrive, or slowly, beside the same sent to neutral sites."""

from collections.abc import Callable

import pytest

from dialtone.judge.attempts import rate
from dialtone.judge.follow_up import upload_came_slowly, upload_stopped
from dialtone.judge.network.control_results import ControlResults
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure
from judge.factory import NO_CONTROLS, Story, ask, brief, case_of, having, https, online, sample, small_ground, story
from named_rows import named_rows

PAGE = https("app/page", read_bytes=16_384)
STALLED, RESET, TIMEOUT = Failure.STALLED, Failure.RESET, Failure.TIMEOUT
FAST = (sample(500_000.0, 0, 1),)
BESIDE = having(uploads=FAST, pieces=FAST)
ALONE = having()
LARGE, SMALL = 24_000, 60

Telling = Callable[[Story], Story]


def stops(told: Story, times: int, *, pieces: bool = False, delivered: bool = False) -> Story:
    for _ in range(times):
        told.sends(SMALL if pieces else LARGE, 2.0, STALLED, in_pieces=pieces, delivered=delivered)
    return told


def times_out(told: Story, times: int, **facts: bool) -> Story:
    for _ in range(times):
        told.sends(LARGE, 8.8, TIMEOUT, **facts)
    return told


def judge(telling: Telling, results: ControlResults = BESIDE, network: NetworkVerdict | None = None) -> str:
    rules = ("frozen_by_packets", "sending_stops", "sending_slower_than_control")
    return brief(ask(case_of(telling(story(PAGE)), PAGE, network or online(), results=results), *rules))


@named_rows(
    ("telling", "said"),
    {
        "packets: twice": (lambda s: stops(s.answers(), 2, pieces=True), "blocked frozen likely"),
        "packets: twice, and once not": (
            lambda s: stops(s.answers().sends(SMALL, 0.1, in_pieces=True), 2, pieces=True),
            "",
        ),
        "packets: taken without a word": (lambda s: stops(s.answers(), 2, pieces=True, delivered=True), ""),
        "a body: twice, and once not": (lambda s: stops(s.answers().sends(LARGE, 0.1), 2), ""),
        "a body: a smaller one arrives": (lambda s: stops(s.answers().sends(8_000, 0.1), 2), "slow frozen likely"),
        "slow: once, and once not in time": (
            lambda s: s.answers().sends(LARGE, 2.0).sends(LARGE, 8.8, TIMEOUT, delivered=False),
            "slow throttled likely",
        ),
        "slow: twice not in time": (lambda s: times_out(s.answers(), 2, delivered=False), "slow throttled likely"),
        "slow: once not in time": (lambda s: times_out(s.answers(), 1, delivered=False), ""),
        "slow: twice without an answer, on a system that reports no ACKs": (lambda s: times_out(s.answers(), 2), ""),
    },
)
def test_what_is_sent(telling: Telling, said: str) -> None:
    assert judge(telling) == said


@pytest.mark.parametrize("pieces", [True, False])
def test_what_stops_is_not_blamed_on_anyone_without_a_control_beside_it(pieces: bool) -> None:
    assert judge(lambda s: stops(s.answers(), 2, pieces=pieces), ALONE) == "unknown frozen unsure"
    assert judge(lambda s: stops(s.answers(), 2, pieces=pieces), BESIDE, NO_CONTROLS) == "unknown frozen unsure"


def test_what_is_as_slow_at_a_neutral_site_is_the_line_or_the_way_abroad() -> None:
    slow: Telling = lambda s: s.answers().sends(LARGE, 2.0).sends(LARGE, 2.0)  # noqa: E731 - it is told twice
    late = (sample(30_000.0, 0, 1),)
    abroad, at_home_alone = having(uploads=late), having(uploads=late, uploads_at_home=FAST)
    assert judge(slow, abroad) == ""
    assert brief(ask(case_of(slow(story(PAGE)), PAGE, results=abroad), "greeting_answered")) == "works unsure"
    assert judge(slow, having(uploads=late, uploads_at_home=late)) == ""
    assert judge(slow, at_home_alone) == "slow throttled likely"
    assert judge(lambda s: slow(s).sends(LARGE, 0.1), at_home_alone) == "", "one was fast"
    assert judge(slow, having(uploads=(sample(500_000.0, 5, 6),))) == "", "at another moment"
    assert judge(slow, BESIDE, online(round_trip=0.3)) == "", "a far line"


def test_bodies_that_arrived_at_sites_abroad_are_the_yardstick() -> None:
    controls = small_ground()
    abroad, at_home = controls.sites[0].endpoint, controls.sites[-1].endpoint
    told = story(abroad).sends(24_000, 0.1).sends(24_000, 0.1, STALLED).sends(60, 0.1, in_pieces=True)
    told.record.about(at_home).sends(24_000, 0.01)
    results = told.record.results(controls)
    assert list(map(rate, results.uploads)) == pytest.approx([240_000])
    assert list(map(rate, results.pieces)) == pytest.approx([600])


@named_rows(
    ("telling", "slowly", "halted"),
    {
        "slow": (lambda s: s.sends(18_000, 1.0), True, False),
        "busy": (lambda s: s.sends(18_000, 1.0, lag=0.9), False, False),
        "stopped": (lambda s: stops(s, 1), False, True),
        "late": (lambda s: s.sends(18_000, 8.8, TIMEOUT, delivered=False), True, False),
        "hung up on": (lambda s: s.sends(18_000, 0.1, RESET), False, False),
        "in pieces": (lambda s: stops(s, 1, pieces=True), False, False),
        "nothing was sent": (lambda s: s.answers(), False, False),
    },
)
def test_what_is_sent_again(telling: Telling, slowly: bool, halted: bool) -> None:
    told = telling(story(PAGE)).index
    assert (upload_came_slowly(told, PAGE), upload_stopped(told, PAGE)) == (slowly, halted)
