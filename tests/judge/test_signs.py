"""How many attempts show a sign: repeated ones, those at several places, or all alike."""

from dialtone.judge.attempts import completed, numbers
from dialtone.judge.signs import by_endpoint, if_all, if_at_several, if_repeated
from dialtone.model.vocabulary import Failure, Step
from judge.factory import https, story

PAGE = https("app/page")


def test_too_few_attempts_and_attempts_at_one_place_mean_nothing() -> None:
    attempts = story(PAGE).answers().answers().index.attempts_at(PAGE)
    assert if_repeated(attempts, 2) == tuple(attempts)
    assert if_repeated(attempts, 3) == ()
    assert if_at_several(attempts, by_endpoint, 1) == attempts
    assert not if_at_several(attempts, by_endpoint, 2)


def test_one_attempt_that_differs_is_enough_against_all() -> None:
    attempts = story(PAGE).answers().fails(Step.TLS, Failure.TIMEOUT).index.attempts_at(PAGE)
    assert len(completed(attempts)) == 1
    assert if_all(attempts, lambda attempt: attempt.target) == attempts
    assert not if_all(attempts, lambda attempt: attempt.failure is None)
    assert numbers(attempts) == tuple(sorted(number for attempt in attempts for number in attempt.numbers))
