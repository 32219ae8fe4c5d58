"""What is gathered once for a whole check: who answers, what is stopped or slowed, and silence at a company."""

from collections.abc import Callable

import pytest

from dialtone.model.catalogue import Endpoint, Operator
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkDetail, NetworkFlag, NetworkStatus, Step
from judge.factory import THERE, Record, Story, check_case_of, having, https, online, raw, sample, story
from judge.neutral_hosts import ABROAD, ANCHORS, ANCHORS_ABROAD, GROUND, HOME, fail, judge_record
from named_rows import named_rows


@named_rows(
    ("late", "apart", "times", "busy"),
    {
        "late each time": (0.3, 1.0, 4, True),
        "twice": (0.3, 1.0, 2, False),
        "hardly late": (0.1, 1.0, 4, False),
        "most was the line": (0.19, 1.0, 4, False),
        "one hitch for all": (0.3, 0.0, 4, False),
        "never late": (0.0, 1.0, 4, False),
    },
)
def test_a_busy_computer_says_so(late: float, apart: float, times: int, busy: bool) -> None:
    """Once late is a computer that wakes up; late again and again is one that cannot keep up."""
    record = Record().well(*ABROAD, *ANCHORS)
    shakes = [o for o in record.observations if o.step is Step.TLS][:times]
    for place, shake in enumerate(shakes):
        facts = {**shake.facts, Fact.LAG: late}
        changed = replace(shake, started=1.0 + apart * place, seconds=0.4, facts=facts)
        record.observations[record.observations.index(shake)] = changed
    verdict = judge_record(record)
    assert (NetworkFlag.COMPUTER_BUSY in verdict.flags) is busy
    assert verdict.status is NetworkStatus.ONLINE


def test_a_messenger_of_home_and_the_site_of_its_company_are_one_witness() -> None:
    """Some providers let one company through for nothing: its site and its messenger show no second company."""
    of_company = HOME[:2]
    sites = tuple(
        replace(c, endpoint=replace(c.endpoint, operator="one"), messengers=("app",)) if c.endpoint in of_company else c
        for c in GROUND.sites
    )
    controls = replace(GROUND, at_home=frozenset({"app"}), sites=sites)

    def degree(*answering: Endpoint) -> NetworkDetail | None:
        record = fail(Record().well(*answering, raw()), (*ABROAD, *ANCHORS_ABROAD), Failure.TIMEOUT)
        return judge_record(record, controls).detail

    assert degree(*of_company) is NetworkDetail.SOME_NAMES_ONLY
    assert degree(*HOME) is NetworkDetail.HOME_ONLY


def test_the_round_trip_is_the_shortest_one_abroad() -> None:
    record = Record().well(*HOME)
    for endpoint, seconds in zip(ANCHORS_ABROAD, (0.12, 0.05, 1.2), strict=True):
        record.about(endpoint).fails(Step.TCP, None, seconds=seconds)
    assert judge_record(record).round_trip == pytest.approx(0.05)


def test_sites_of_two_countries_are_no_two_witnesses_of_one() -> None:
    there = {HOME[0].id: ("IR",), HOME[1].id: ("CN",), HOME[2].id: ("IR",)}
    sites = tuple(replace(c, countries=there.get(c.endpoint.id, ())) for c in GROUND.sites)
    controls = replace(GROUND, sites=sites)
    record = fail(Record().well(*HOME[:2]), (*ABROAD, *ANCHORS_ABROAD), Failure.TIMEOUT)
    assert judge_record(record, controls).detail is NetworkDetail.SOME_NAMES_ONLY
    record.well(HOME[2])
    assert judge_record(record, controls).detail is NetworkDetail.HOME_ONLY


CHAT = https()
RESET, TIMEOUT, ALERT = Failure.RESET, Failure.TIMEOUT, Failure.ALERT
Telling = Callable[[Story], Story]


@named_rows(
    ("telling", "silent"),
    {
        "another address of the company accepts": (lambda s: s.fails(Step.TCP, TIMEOUT).answers("157.240.9.9"), 1),
        "none does": (lambda s: s.fails(Step.TCP, TIMEOUT).answers(THERE), 0),
        "it accepts at times": (lambda s: s.fails(Step.TCP, TIMEOUT).answers(), 0),
        "it refuses": (lambda s: s.fails(Step.TCP, Failure.REFUSED).answers("157.240.9.9"), 0),
    },
)
def test_silent_addresses_are_found_by_company(telling: Telling, silent: int) -> None:
    check = check_case_of(telling(story(CHAT)).observations, online())
    check.controls = replace(check.controls, operators=(Operator("meta", ("157.240.0.0/16",), "made up"),))
    assert sum(len(attempts) for _, attempts in check.silent_at_companies) == silent


@named_rows(
    ("telling", "network", "odd"),
    {
        "answered": (lambda s: s.answers(), online(), False),
        "cut once": (lambda s: s.fails(Step.TLS, RESET), online(), False),
        "cut twice": (lambda s: s.fails(Step.TLS, RESET, times=2), online(), True),
        "alerts": (lambda s: s.fails(Step.TLS, ALERT, times=2), online(), True),
        "silent": (lambda s: s.fails(Step.TCP, TIMEOUT, times=2), online(), True),
        "cut at an address that anybody may have told": (
            lambda s: s.fails(Step.TLS, RESET, THERE, origin="plain", times=2),
            online(),
            False,
        ),
        "silent on a lossy line": (lambda s: s.fails(Step.TCP, TIMEOUT, times=2), online(lossy=True), False),
        "one address of two is dead": (lambda s: s.fails(Step.TCP, TIMEOUT, THERE, times=2).answers(), online(), False),
        "silent at times": (lambda s: s.fails(Step.TLS, TIMEOUT, times=2).answers(), online(), True),
        "slow beside a fast neutral page": (lambda s: s.reads(16_384, 2.0).reads(16_384, 2.0), online(), True),
        "slow once": (lambda s: s.reads(16_384, 2.0).reads(16_384, 0.1), online(), False),
        "a far way": (lambda s: s.reads(16_384, 2.0, round_trip=0.3), online(), False),
        "exchanges crawl": (lambda s: s.takes(0.04, 3.5, 2.1), online(), True),
        "exchanges crawl on a busy computer": (
            lambda s: s.takes(0.04, 3.5, 2.1),
            online(NetworkStatus.ONLINE, NetworkFlag.COMPUTER_BUSY),
            False,
        ),
    },
)
def test_what_is_odd_on_a_line(telling: Telling, network: NetworkVerdict, odd: bool) -> None:
    exchanges = {(Step.TLS, 4): [0.06] * 4, (Step.HTTP, 4): [0.06] * 4}
    results = having(exchanges=exchanges, pages=(sample(500_000.0, 0, 1),), families=frozenset({4}))
    assert bool(check_case_of(telling(story(CHAT)).observations, network, results).interference) is odd
