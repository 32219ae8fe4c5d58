"""The app's own ClientHello is cut off where another program's passes."""

from collections.abc import Callable

import pytest

from dialtone.judge.rules import judge_endpoint
from dialtone.model.vocabulary import Failure, Step
from judge.factory import HERE, Story, case_of, https, story

CHAT, SISTER = https(), https("app/page")
RESET, TIMEOUT, ALERT = Failure.RESET, Failure.TIMEOUT, Failure.ALERT

Telling = Callable[[Story], object]


def said(telling: Telling) -> str:
    told = story(CHAT).system(HERE)
    telling(told)
    verdict = judge_endpoint(case_of(told, CHAT, None, SISTER))
    return " ".join((verdict.status.value, *(c.value for c in verdict.causes), verdict.confidence.value))


@pytest.mark.parametrize(
    ("telling", "expected"),
    [
        (lambda s: s.answers().app_hello(), "works sure"),
        (lambda s: s.answers().app_hello(RESET, times=4), "unknown protocol_filtered likely"),
        (lambda s: s.answers().app_hello(TIMEOUT, times=4), "unknown protocol_filtered likely"),
        (lambda s: s.answers().app_hello(RESET, times=2), "works unsure"),
        (lambda s: s.answers().app_hello(RESET, times=3).app_hello(), "works unsure"),
        (lambda s: s.answers().app_hello(ALERT, times=4), "works unsure"),
        (
            lambda s: s.fails(Step.TLS, RESET, times=2).neutral_name().app_hello(RESET, times=4),
            "blocked name_filtered",
        ),
    ],
    ids=[
        "both pass",
        "reset every time",
        "silence every time",
        "not often enough",
        "it passed once",
        "an answer, though no good one",
        "ours is cut off too",
    ],
)
def test_the_apps_own_client_hello(telling: Telling, expected: str) -> None:
    assert said(telling).startswith(expected)


def test_it_is_said_of_the_whole_server() -> None:
    """Asked once for each server: what holds for the page holds for the chat at the same name."""
    told = story(CHAT).system(HERE).answers()
    told.record.about(SISTER).app_hello(RESET, times=4)
    verdict = judge_endpoint(case_of(told, CHAT, None, SISTER))
    assert verdict.status.value == "unknown"


def test_a_shape_that_the_app_may_not_send_is_unsure() -> None:
    """An old profile, or one that nobody captured: the app's own may pass."""
    assert said(lambda s: s.answers().app_hello(RESET, times=4, in_doubt=True)) == "unknown protocol_filtered unsure"
