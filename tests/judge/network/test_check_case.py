"""What the addresses of several messengers at one hosting company show together."""

from collections.abc import Callable

from dialtone.model.catalogue import Operator
from dialtone.model.frozen import replace
from dialtone.model.vocabulary import Failure, Step
from judge.factory import THERE, Story, check_case_of, https, online, story
from named_rows import named_rows

CHAT = https()
TIMEOUT = Failure.TIMEOUT
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
