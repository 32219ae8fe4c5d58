"""What addresses and groups of attempts tell: families, blocks, invented addresses, and how many must agree."""

import pytest

from dialtone.judge.attempts import TRANSLATED, AttemptIndex, block_of, completed, family_of, is_fake_ip, numbers
from dialtone.judge.enough import by_endpoint, if_all, if_at_several, if_repeated
from dialtone.model.vocabulary import Failure, Step
from judge.factory import https, story

PAGE = https("app/page")


@pytest.mark.parametrize(
    ("target", "family"), [("1.2.3.4:443", 4), ("[2001:db8::1]:443", 6), ("[64:ff9b::102:304]:443", TRANSLATED)]
)
def test_the_family_of_a_target(target: str, family: int) -> None:
    assert family_of(target) == family


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("149.154.1.1", "149.154.250.9", True),
        ("149.154.1.1", "149.155.1.1", False),
        ("2001:67c:4e8::1", "2001:67c:1::2", True),
        ("2001:67c:4e8::1", "2001:67d:4e8::1", False),
    ],
)
def test_addresses_of_one_data_centre_lie_in_one_block(one: str, other: str, alike: bool) -> None:
    assert (block_of(one) == block_of(other)) is alike


@pytest.mark.parametrize(
    ("address", "fake"), [("198.17.255.255", False), ("198.18.0.1", True), ("198.19.9.9", True), ("198.20.0.1", False)]
)
def test_invented_addresses_lie_in_a_range_for_benchmarks(address: str, fake: bool) -> None:
    assert is_fake_ip(address) is fake


def test_too_few_attempts_and_attempts_at_one_place_mean_nothing() -> None:
    attempts = AttemptIndex(story(PAGE).answers().answers().observations).attempts_at(PAGE)
    assert if_repeated(attempts, 2) == tuple(attempts)
    assert if_repeated(attempts, 3) == ()
    assert if_at_several(attempts, by_endpoint, 1) == attempts
    assert not if_at_several(attempts, by_endpoint, 2)


def test_one_attempt_that_differs_is_enough_against_all() -> None:
    attempts = AttemptIndex(story(PAGE).answers().fails(Step.TLS, Failure.TIMEOUT).observations).attempts_at(PAGE)
    assert len(completed(attempts)) == 1
    assert if_all(attempts, lambda attempt: attempt.target) == attempts
    assert not if_all(attempts, lambda attempt: attempt.failure is None)
    assert numbers(attempts) == tuple(sorted(number for attempt in attempts for number in attempt.numbers))
