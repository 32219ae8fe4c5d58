"""Slow and frozen: against a neutral host in the same check, near the borders."""

from collections.abc import Callable
from typing import Any

import pytest

from dialtone.judge.attempts import highest_rate, rate
from dialtone.judge.findings.speed import failed_uploads
from dialtone.judge.follow_up import page_came_slowly, page_stopped
from dialtone.judge.network.control_results import ControlResults
from dialtone.judge.rules import judge_endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import Confidence, EvidenceKind, Failure, NetworkDetail, NetworkStatus, Step
from judge.factory import NO_CONTROLS, Story, ask, brief, case_of, having, https, online, sample, small_ground, story
from named_rows import named_rows

PAGE = https("app/page", read_bytes=16_384)
FAST = 500_000.0
SLOW, SLOW_OR_CHANCE = "slow throttled likely", "slow throttled unsure"
FROZEN, UNTOLD = "blocked frozen likely", "unknown unexplained unsure"


def beside(*rates: float) -> tuple[Observation, ...]:
    """Read while everything else was: no time passes in a story."""
    return tuple(sample(rate, 0, 1) for rate in rates)


STALLED = Failure.STALLED

Telling = Callable[[Story], Story]


def narrow() -> NetworkVerdict:
    """A network whose line is narrow for all."""
    shown = (Evidence(EvidenceKind.NARROW_LINE),)
    return NetworkVerdict(NetworkStatus.UNSTABLE, (), shown, Confidence.SURE, 0.04, NetworkDetail.NARROW)


def judge(told: Story, results: ControlResults, network: NetworkVerdict) -> str:
    """What the rules about speed say."""
    rules = ("slower_than_control", "frozen_early", "nothing_read_whole")
    return brief(ask(case_of(told, PAGE, network, results=results), *rules))


def twice(size: int, seconds: float, **facts: Any) -> Telling:
    return lambda s: s.reads(size, seconds, **facts).reads(size, seconds, **facts)


FAR = online(round_trip=0.3)


@named_rows(
    ("telling", "network"),
    {
        "too little was read to tell": (twice(11_000, 2.0), online()),
        "a far line": (twice(16_384, 2.0), FAR),
        "a far line, and what is longer came fast once": (
            lambda s: s.reads(16_384, 2.0).reads(61_000, 1.4).reads(61_000, 4.0),
            FAR,
        ),
        "twice slow, once not": (lambda s: twice(16_384, 2.0)(s).reads(16_384, 0.3), online()),
        "this computer was busy meanwhile": (twice(16_384, 2.0, lag=1.7), online()),
        "this computer was busy, and the system had it soon": (
            twice(16_384, 2.0, lag=1.7, still_coming=0.3),
            online(),
        ),
        "a short page in a long time": (twice(9_000, 2.9, complete=True), online()),
        "no further than to a name": (twice(9_000, 2.9, named_path="/a.js"), online()),
    },
)
def test_what_is_not_called_slow(telling: Telling, network: NetworkVerdict) -> None:
    assert judge(telling(story(PAGE)), having(pages=beside(FAST)), network) == ""


@pytest.mark.parametrize(
    ("telling", "network", "said"),
    [
        (lambda s: s.reads(14_000, 0.1, STALLED).reads(14_000, 0.1, STALLED), NO_CONTROLS, "unknown frozen unsure"),
        (lambda s: s.reads(1_000, 0.1, STALLED).reads(1_000, 0.1, STALLED), online(), UNTOLD),
        (lambda s: s.reads(14_000, 0.1, Failure.RESET).reads(14_000, 0.1, Failure.RESET), online(), UNTOLD),
    ],
    ids=["no controls", "at once", "cut is not frozen"],
)
def test_frozen(telling: Telling, network: NetworkVerdict, said: str) -> None:
    assert judge(telling(story(PAGE)), having(pages=beside(FAST)), network) == said


CUT_SHORT = Failure.NOT_IN_TIME


@pytest.mark.parametrize(
    ("telling", "control", "network", "said"),
    [
        (lambda s: s.reads(2_700, 1.2, STALLED).reads(4_100, 2.4, CUT_SHORT), FAST, online(), SLOW),
        (lambda s: s.reads(5_000, 4.0, CUT_SHORT), 20_000.0, online(), UNTOLD),
        (lambda s: s.reads(5_000, 4.0, CUT_SHORT), FAST, narrow(), UNTOLD),
        (lambda s: s.reads(12_000, 13.0), 35_000.0, narrow(), SLOW_OR_CHANCE),
        (lambda s: s.reads(12_000, 13.0).reads(12_000, 0.5), 35_000.0, narrow(), ""),
        (lambda s: s.reads(12_000, 2.0), 35_000.0, narrow(), ""),
        (lambda s: s.reads(12_000, 13.0), 4_000.0, narrow(), ""),
        (lambda s: s.reads(5_000, 4.0, STALLED).reads(14_000, 0.1, STALLED), FAST, online(), FROZEN),
        (lambda s: s.reads(17_800, 3.0, STALLED).reads(16_400, 2.7, STALLED), 9_000.0, online(), UNTOLD),
        (lambda s: s.reads(17_800, 3.0, STALLED).reads(17_800, 0.2, STALLED), 9_000.0, online(), FROZEN),
    ],
    ids=[
        "held up, and the time ran out",
        "neutral pages crawl too",
        "the line is narrow for all",
        "far slower than a narrow line allows, to the end",
        "far slower at first",
        "as a narrow line allows",
        "neutral pages crawl on a narrow line",
        "one came fast and froze",
        "all crept, as neutral pages did",
        "one came fast to the point where another stopped",
    ],
)
def test_what_crept_to_the_end_is_slow(telling: Telling, control: float, network: NetworkVerdict, said: str) -> None:
    results = having(pages=beside(control) if control else ())
    assert judge(telling(story(PAGE)), results, network) == said


@named_rows(
    ("pages", "said"),
    {
        "fast earlier, and none at that moment": ((sample(35_000, -60, -59),), ""),
        "fast earlier, and slow at that moment": ((sample(35_000, -60, -59), sample(1_500, 0, 13)), ""),
        "fast at that moment": (beside(35_000), SLOW_OR_CHANCE),
    },
)
def test_a_narrow_line_that_is_filled_for_a_while_slows_no_messenger(pages: tuple[Observation, ...], said: str) -> None:
    """Something else downloads while a page is read: only a neutral page at that moment tells a throttle from it."""
    assert judge(story(PAGE).reads(12_000, 13.0), having(pages=pages), narrow()) == said


CHAT = https("app/chat")


@named_rows(
    ("lag", "usual", "network"),
    {
        "this computer was busy": (3.0, 0.06, online()),
        "nothing to compare with": (0.0, 0.0, online()),
        "neutral sites take as long": (0.0, 2.0, online()),
        "the line is narrow for all": (0.0, 0.06, narrow()),
    },
)
def test_where_something_else_explains_it_a_crawling_exchange_works(
    lag: float, usual: float, network: NetworkVerdict
) -> None:
    told = story(CHAT).takes(0.04, 3.5, 2.1, lag=lag)
    exchanges = {(step, 4): [usual] * 12 for step in (Step.TLS, Step.HTTP) if usual}
    assert brief(judge_endpoint(case_of(told, CHAT, network, results=having(exchanges=exchanges)))) == "works sure"


def test_what_is_usual_is_the_median_of_neutral_sites_of_several_hosts() -> None:
    controls = small_ground()
    record = story(controls.sites[0].endpoint).takes(0.04, 0.3).record
    record.about(controls.sites[1].endpoint).takes(0.04, 0.2)
    assert record.results(controls).usual_seconds == {}
    record.about(controls.sites[2].endpoint).takes(0.04, 4.0)
    usual = record.results(controls).usual_seconds
    assert usual == {(Step.TLS, 4): pytest.approx(0.3)}


def at(began: float, ended: float, rate: float = FAST) -> tuple[Observation, ...]:
    return (sample(rate, began, ended),)


def test_yardsticks_are_what_was_read_whole_from_neutral_hosts() -> None:
    controls = small_ground()
    first, second = (c.endpoint for c in controls.sites[:2])
    told = story(first).reads(16_000, 0.5)
    told.record.about(second).reads(16_000, 0.1, lag=0.05).reads(16_000, 0.01, STALLED).answers()
    results = told.record.results(controls)
    assert list(map(rate, results.pages)) == pytest.approx([32_000, 160_000])
    assert list(map(highest_rate, results.pages)) == pytest.approx([32_000, 320_000])


@named_rows(
    ("telling", "stops"),
    {
        "stops": (lambda s: s.reads(14_000, 0.1, STALLED), True),
        "once, and once not": (lambda s: s.reads(14_000, 0.1, STALLED).reads(16_384, 0.1), False),
        "dead": (lambda s: s.fails(Step.TCP, Failure.TIMEOUT), False),
    },
)
def test_what_stops_at_home_too_is_the_line(telling: Telling, stops: bool) -> None:
    controls = small_ground()
    at_home = controls.sites[-1].endpoint
    assert ControlResults(telling(story(at_home)).index, controls).home_stops is stops
    frozen = story(PAGE).reads(14_000, 0.1, STALLED).reads(13_000, 0.1, STALLED)
    said = judge(frozen, having(home_stops=stops), online())
    assert said == ("unknown frozen unsure" if stops else "blocked frozen likely")


@named_rows(
    ("telling", "slowly"),
    {
        "fast": (lambda s: s.reads(16_384, 0.1), False),
        "once": (lambda s: s.reads(16_384, 1.0).reads(16_384, 0.1), False),
        "busy": (lambda s: s.reads(16_384, 1.0, lag=0.8), True),
        "not in time": (lambda s: s.reads(14_000, 0.1, Failure.NOT_IN_TIME), False),
        "never got there": (lambda s: s.fails(Step.TLS, Failure.RESET), False),
        "nothing to read": (lambda s: s.answers(), False),
    },
)
def test_what_is_read_again(telling: Telling, slowly: bool) -> None:
    told = telling(story(PAGE)).index
    assert (page_came_slowly(told, PAGE), page_stopped(told, PAGE)) == (slowly, False)


def test_a_reading_that_is_held_up_came_no_faster_than_one_that_came_slowly() -> None:
    """The queue of a throttled line overflows, and what was lost comes later than anyone waits: that is no "works"."""
    results = having(pages=beside(FAST))
    slow = story(PAGE).reads(32_768, 2.8)
    assert judge(slow, results, online()) == ""
    assert judge(slow.reads(17_800, 1.5, STALLED), results, online()) == SLOW
    assert judge(story(PAGE).reads(32_768, 0.1).reads(17_800, 1.5, STALLED), results, online()) == ""


@pytest.mark.parametrize(
    ("size", "seconds", "began", "said"),
    [(27_000, 4.7, 0.0, SLOW), (27_000, 0.4, 0.0, ""), (27_000, 4.7, 20.0, ""), (800, 0.9, 0.0, "")],
    ids=["slow beside a fast page", "fast until then", "no page was read beside it", "too little to tell"],
)
def test_a_slow_reading_cut_short_counts_beside_a_whole_one(size: int, seconds: float, began: float, said: str) -> None:
    told = story(PAGE).reads(65_536, 8.4).later(began).reads(size, seconds, CUT_SHORT)
    assert judge(told, having(pages=beside(FAST)), online()) == said


@named_rows(
    ("telling", "control", "network", "doubted"),
    {
        "nothing was read beside it": (lambda s: s.reads(16_384, 2.0), 0.0, online(), True),
        "busy once, and then fast": (lambda s: s.reads(16_384, 2.0, lag=1.9).reads(16_384, 0.3), FAST, online(), False),
        "fast": (lambda s: s.reads(16_384, 0.3), 0.0, online(), False),
        "a far line": (lambda s: s.reads(16_384, 2.0), 0.0, online(round_trip=0.3), False),
        "a far line on which a neutral page is fast": (
            lambda s: s.reads(16_384, 2.0),
            FAST,
            online(round_trip=0.3),
            True,
        ),
        "a narrow line": (lambda s: s.reads(16_384, 2.0), 0.0, narrow(), False),
        "slower than others on a narrow line": (lambda s: s.reads(12_321, 4.0), 8_000.0, narrow(), True),
        "the same where they share the line": (
            lambda s: s.reads(12_321, 4.0, line_rate=9_000),
            8_000.0,
            narrow(),
            False,
        ),
        "too little was read": (lambda s: s.reads(9_000, 0.5), FAST, online(), False),
        "nothing was read": (lambda s: s.answers(), FAST, online(), False),
        "it is slow for sure": (lambda s: s.reads(16_384, 2.0).reads(16_384, 2.0), FAST, online(), False),
    },
)
def test_what_came_slowly_is_doubtful(telling: Telling, control: float, network: NetworkVerdict, doubted: bool) -> None:
    beside_it = beside(control) if control else ()
    results = having(pages=beside_it)
    assert judge_endpoint(case_of(telling(story(PAGE)), PAGE, network, results=results)).doubted is doubted


def test_a_body_that_arrived_or_was_acknowledged_did_not_fail() -> None:
    told = story(PAGE).sends(18_000, 0.1).sends(18_000, 2.0, STALLED, delivered=True).sends(18_000, 0.1, Failure.RESET)
    told.sends(18_000, 2.0, STALLED, delivered=False).sends(18_000, 8.0, Failure.TIMEOUT, delivered=False)
    failed = [t.failure for t in failed_uploads(case_of(told, PAGE))]
    assert failed == [STALLED, Failure.TIMEOUT]
