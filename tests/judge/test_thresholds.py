"""Each threshold of the judge from both sides: what is just enough, and what is just too little."""

import pytest

from dialtone.judge.attempts import Attempt, AttemptIndex
from dialtone.judge.endpoint.messenger_case import PathLoss
from dialtone.judge.follow_up import find_lossy_endpoints
from dialtone.judge.network.packet_loss import connections
from dialtone.judge.proxy_outcome import judge_through_proxy
from dialtone.model.fact import Fact, Facts
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.proxy import ProxyOutcome
from dialtone.model.vocabulary import Failure, NetworkFlag, Step
from judge.factory import (
    HERE,
    THERE,
    Record,
    ask,
    ask_addresses,
    brief,
    case_of,
    https,
    online,
    path_loss_of,
    raw,
    small_ground,
    standing,
    story,
)
from judge.neutral_hosts import judge_record
from named_rows import named_rows

CHAT, PAGE, CENTRE = https(), https("app/page", read_bytes=100_000), raw()
GROUND = small_ground()
REFUSED, ALERT, STALLED, TIMEOUT = Failure.REFUSED, Failure.ALERT, Failure.STALLED, Failure.TIMEOUT


@pytest.mark.parametrize(("offset", "wrong"), [(3_600, False), (3_601, True), (-3_601, True)])
def test_a_clock_may_be_wrong_by_an_hour(offset: int, wrong: bool) -> None:
    record = Record()
    for control in GROUND.sites[:3]:
        record.about(control.endpoint).answers(server_time=1_700_000_000, own_time=1_700_000_000 + offset)
    flags = judge_record(record, GROUND).flags
    assert (NetworkFlag.CLOCK_WRONG in flags) is wrong


OPEN = "unknown unexplained unsure"


@pytest.mark.parametrize(
    ("way", "refused", "cut", "taken"),
    [
        (0.015, OPEN, OPEN, "down service_down unsure"),
        (0.016, "blocked address_blocked likely", "blocked name_filtered sure", OPEN),
    ],
)
def test_where_a_server_is_close_times_tell_nothing(way: float, refused: str, cut: str, taken: str) -> None:
    told = story(CHAT).fails(Step.TCP, REFUSED, times=2, seconds=0.001)
    assert brief(ask_addresses(case_of(told, CHAT, online(round_trip=way)))) == refused
    told = story(CHAT).fails(Step.TLS, ALERT, times=2, seconds=0.003).neutral_name()
    assert brief(ask_addresses(case_of(standing(told, way), CHAT))) == cut
    told = story(CHAT).fails(Step.TLS, TIMEOUT, times=2, delivered=True).neutral_name(TIMEOUT)
    near = [replace(o, seconds=0.001) if o.step is Step.TCP else o for o in told.observations]
    told.record.observations = near
    assert brief(ask_addresses(case_of(told, CHAT, online(round_trip=way)))) == taken


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.049, "blocked address_blocked likely"), (0.05, "unknown unexplained unsure")]
)
def test_half_of_the_way_is_nearby(seconds: float, said: str) -> None:
    told = story(CHAT).fails(Step.TCP, REFUSED, times=2, seconds=seconds)
    assert brief(ask_addresses(case_of(told, CHAT, online(round_trip=0.1)))) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (3_999, "unknown unexplained unsure"),
        (4_000, "blocked frozen likely"),
        (40_000, "blocked frozen likely"),
        (40_001, "unknown unexplained unsure"),
    ],
)
def test_freezes_set_in_between_4_and_40_kilobytes(size: int, said: str) -> None:
    told = story(PAGE).reads(size, 0.1, STALLED).reads(size, 0.1, STALLED)
    assert brief(ask(case_of(told, PAGE), "frozen_early", "nothing_read_whole")) == said


def _connect(record: Record, number: int, *, first: bool = False, later: bool = False, address: str = HERE) -> None:
    facts: Facts = {Fact.FROM: "system"}
    for step, lost in ((Step.TCP, first), (Step.TLS, later)):
        known: Facts = {**facts, Fact.RESENT: 1} if lost else facts
        record.write(Observation(0, "app", CHAT.id, step, f"{address}:443", 0.0, 0.04, None, known, number))


def _losing(first: int = 0, later: int = 0, whole: int = 0, *, elsewhere: int = 0) -> AttemptIndex:
    """So many connections lost their first packet, so many a later one, the rest none."""
    record = Record()
    lost = [*[(True, False)] * first, *[(False, True)] * later, *[(False, False)] * whole]
    for number, (one, other) in enumerate(lost, 1):
        _connect(record, number, first=one, later=other)
    for number in range(elsewhere):
        _connect(record, 1_000 + number, address=THERE)
    return record.index


def _controls(whole: int, lost: int = 0) -> tuple[Attempt, ...]:
    return connections(_losing(first=lost, whole=whole), CHAT)


def _found(index: AttemptIndex, controls: tuple[Attempt, ...]) -> PathLoss | None:
    return path_loss_of(index, controls, online(), CHAT)


@pytest.mark.parametrize(
    ("first", "later", "whole", "lossy"),
    [(2, 2, 0, True), (2, 1, 0, False), (1, 3, 0, False), (2, 2, 12, True), (2, 2, 13, False)],
    ids=["four", "three", "one first packet", "a quarter", "less than a quarter"],
)
def test_how_much_must_be_lost_on_the_way_to_a_messenger(first: int, later: int, whole: int, lossy: bool) -> None:
    assert (_found(_losing(first, later, whole), _controls(40)) is not None) is lossy


@named_rows(("controls", "lossy"), {"one in 121": (10, True), "one in 91": (9, False)})
def test_what_comes_about_by_chance_in_one_of_a_hundred_checks_is_no_lossy_way(controls: int, lossy: bool) -> None:
    assert (_found(_losing(2, 2, whole=2), _controls(controls)) is not None) is lossy


@pytest.mark.parametrize(
    ("whole", "lost", "lossy"),
    [(5, 0, True), (4, 0, False), (12, 4, True), (11, 4, False)],
    ids=["five controls", "four controls", "they lose a quarter of it", "they lose more"],
)
def test_how_little_the_controls_may_lose(whole: int, lost: int, lossy: bool) -> None:
    assert (_found(_losing(2, 4), _controls(whole, lost)) is not None) is lossy


@named_rows(
    ("later", "whole", "often"),
    {"six, and half": (3, 6, True), "less than half": (3, 7, False), "five": (2, 0, False)},
)
def test_how_much_must_be_lost_to_be_no_bad_moment(later: int, whole: int, often: bool) -> None:
    loss = _found(_losing(3, later, whole), _controls(40))
    assert loss is not None
    assert loss.often is often


@pytest.mark.parametrize(("asked", "clean"), [(3, True), (2, False)])
def test_three_connections_without_a_loss_free_a_part_of_the_internet(asked: int, clean: bool) -> None:
    loss = _found(_losing(2, 2, elsewhere=asked), _controls(40))
    assert loss is not None
    assert bool(loss.clean_blocks) is clean


@pytest.mark.parametrize(("first", "again"), [(1, False), (2, True)])
def test_two_losses_are_worth_a_second_check(first: int, again: bool) -> None:
    assert bool(find_lossy_endpoints((CHAT,), _losing(first), small_ground())) is again


def _through(answer: float, before: float, way: float = 0.0) -> ProxyOutcome:
    """One attempt through a proxy, with the seconds of the greeting and those of everything before it."""
    steps = [
        Observation(1, "app", CENTRE.id, Step.TCP, "192.0.2.1:443", 0.0, before, None, {}, 1),
        Observation(
            2, "app", CENTRE.id, Step.MTPROTO, "192.0.2.1:443", before, answer, None, {Fact.ANSWER: "resPQ"}, 1
        ),
        Observation(3, "app", CENTRE.id, Step.PROOF, "192.0.2.1:443", before, 9.0, None, {Fact.PROOF: "shown"}, 1),
    ]
    return judge_through_proxy("app", (CENTRE,), steps, online(round_trip=way)).outcome


@named_rows(
    ("answer", "before", "way", "outcome"),
    {
        "an answer in time": (1.49, 0.1, 0.0, ProxyOutcome.WORKS),
        "a late answer": (1.5, 0.1, 0.0, ProxyOutcome.SLOW),
        "in all in time": (1.4, 2.5, 0.0, ProxyOutcome.WORKS),
        "in all late": (1.4, 2.6, 0.0, ProxyOutcome.SLOW),
        "less than three round trips": (1.79, 0.1, 0.6, ProxyOutcome.WORKS),
        "more than three round trips": (1.81, 0.1, 0.6, ProxyOutcome.SLOW),
        "less than ten in all": (1.0, 3.9, 0.5, ProxyOutcome.WORKS),
        "ten in all": (1.0, 4.0, 0.5, ProxyOutcome.SLOW),
    },
)
def test_when_a_proxy_is_slow(answer: float, before: float, way: float, outcome: ProxyOutcome) -> None:
    assert _through(answer, before, way) is outcome
