"""How observations are grouped into attempts and lookups, and what the figures of single steps tell."""

import pytest

from dialtone.judge.attempts import (
    Attempt,
    AttemptIndex,
    addresses_in,
    exchange_seconds,
    highest_rate,
    numbers,
    rate,
    steps_of,
    successes,
    with_address,
)
from dialtone.model.vocabulary import Failure, Step, Variant, Via
from judge.factory import HERE, THERE, Record, Story, https, story

CHAT, PAGE = https("app/chat"), https("app/page", read_bytes=16_384)
RESET = Failure.RESET


def index_of(told: Story) -> AttemptIndex:
    return told.index


def attempt_of(told: Story, variant: Variant = Variant.APP) -> Attempt:
    (attempt,) = index_of(told).every_attempt(variant)
    return attempt


def test_only_what_there_is_more_of_is_grouped_anew() -> None:
    """A check asks after each step of hundreds of endpoints: all grouped each time, they cost a square."""
    record = Record().well(CHAT, PAGE)
    index = record.index
    record.about(PAGE).answers()
    grown = index.up_to(record.observations)
    assert grown.attempts_at(CHAT) is index.attempts_at(CHAT)
    assert (len(index.attempts_at(PAGE)), len(grown.attempts_at(PAGE))) == (1, 2)
    assert grown.up_to(record.observations) is grown


def test_what_says_nothing_of_the_network_is_no_attempt_but_an_unfinished_page() -> None:
    told = story(PAGE).fails(Step.TLS, Failure.NOT_IN_TIME).fails(Step.TCP, Failure.DENIED)
    index = index_of(told.reads(8_000, 1.0, Failure.NOT_IN_TIME))
    (unfinished,) = index.attempts_at(PAGE)
    assert unfinished.last.step is Step.FLOW
    (denied,) = index.denied(PAGE)
    assert index.steps[denied - 1].failure is Failure.DENIED


def test_attempts_are_grouped_by_endpoint_and_variant() -> None:
    told = story(CHAT).answers().neutral_name(RESET)
    told.record.about(PAGE).fails(Step.TLS, RESET).answers()
    index = index_of(told)
    assert [t.failure for t in index.every_attempt()] == [None, RESET, None]
    assert [t.failure for t in index.attempts([CHAT], Variant.APP, Variant.NEUTRAL_NAME)] == [None, RESET]
    assert [t.endpoint for t in index.answers([CHAT, PAGE])] == [CHAT.id, PAGE.id]
    rest = index.without(lambda attempt: attempt.failure is RESET)
    assert len(rest.attempts_at(PAGE)) == 1
    assert not rest.attempts_at(CHAT, Variant.NEUTRAL_NAME)
    assert rest.steps == index.steps


def test_the_steps_that_were_reached_can_be_told_from_those_that_succeeded() -> None:
    attempts = index_of(story(CHAT).answers().fails(Step.TLS, RESET)).attempts_at(CHAT)
    assert [o.failure for o in steps_of(attempts, Step.TLS)] == [None, RESET]
    assert [o.failure for o in successes(attempts, Step.TLS)] == [None]
    assert attempts[1].passed(Step.TLS) is None
    assert attempts[1].ended(Step.TLS, [RESET])
    assert not attempts[1].ended(Step.TCP, [RESET])


def test_what_the_first_step_says_of_the_way_holds_for_the_attempt() -> None:
    assert attempt_of(story(CHAT).answers(via=Via.OWN_ROUTE)).by_own_route
    assert attempt_of(story(CHAT).answers(via=Via.TUNNEL)).by_helper
    assert attempt_of(story(CHAT).answers("198.18.0.7")).by_helper, "an address that a program here invented"
    plain = attempt_of(story(CHAT).answers(HERE))
    assert (plain.via, plain.by_own_route, plain.by_helper) == ("", False, False)


@pytest.mark.parametrize(("address", "place"), [("192.0.2.7", "192.0.2"), ("2001:db8::7", "2001:db8:")])
def test_servers_in_one_place_share_the_first_part_of_their_address(address: str, place: str) -> None:
    assert attempt_of(story(CHAT).answers(address)).place == place


@pytest.mark.parametrize(
    ("facts", "wants_login"),
    [({"login": False}, True), ({"status": 407}, True), ({"status": 403}, False), ({"login": True}, False)],
)
def test_a_proxy_declines_for_want_of_a_login_where_it_says_so(facts: dict[str, int], wants_login: bool) -> None:
    declined = story(CHAT).proxied(Failure.DECLINED, Step.PROXY, **facts)
    assert attempt_of(declined, Variant.PROXIED).wants_login is wants_login
    assert not attempt_of(story(CHAT).proxied(RESET, Step.PROXY, **facts), Variant.PROXIED).wants_login


def test_lookups_are_told_apart_by_who_answered() -> None:
    told = story(CHAT).system(HERE).trusted(THERE).trusted(failure=Failure.NO_SUCH_NAME)
    told.record.about(PAGE).system(failure=Failure.NO_ADDRESS, family=4, hosts_file=True)
    index = index_of(told)
    by_system, trusted = index.lookups(CHAT.host or "", system=True), index.lookups(CHAT.host or "")
    assert addresses_in((*by_system, *trusted)) == {HERE, THERE}
    assert (len(trusted), len(with_address(trusted))) == (2, 1)
    assert [lookup.is_denied for lookup in trusted] == [False, True]
    assert not index.lookups(CHAT.host or "", system=True, messenger="another")
    page = index.lookups_by_system[-1]
    assert (page.is_denied, page.is_local) == (True, True), "no IPv4 address, by the hosts file"
    assert numbers((page, *index.every_attempt())) == page.numbers


def test_a_rate_is_measured_and_the_highest_one_leaves_out_what_this_computer_read_late() -> None:
    (page,) = steps_of(index_of(story(PAGE).reads(8_000, 2.0, lag=1.5)).every_attempt(), Step.FLOW)
    assert (rate(page), highest_rate(page)) == (4_000, 16_000)
    (coming,) = steps_of(index_of(story(PAGE).reads(8_000, 2.0, lag=1.5, still_coming=1.0)).every_attempt(), Step.FLOW)
    assert highest_rate(coming) == 8_000, "it kept coming for a second"


def test_a_connection_takes_as_long_as_the_system_measured() -> None:
    measured = attempt_of(story(CHAT).fails(Step.TCP, None, seconds=0.9, round_trip=0.2))
    assert exchange_seconds(measured.last) == measured.connect_seconds == 0.2
    assert attempt_of(story(CHAT).fails(Step.TCP, None, seconds=0.9)).connect_seconds == 0.9
    assert attempt_of(story(CHAT).fails(Step.TCP, RESET)).connect_seconds == 0.0
