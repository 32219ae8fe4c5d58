"""Whether a place that advice names answered: three answers, and none of them "blocked"."""

import pytest

from dialtone.judge.help_answer import judge_place
from dialtone.model.fact import Fact, FactValue
from dialtone.model.help_place import HelpAnswer, HelpTarget
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step
from named_rows import named_rows

ONLINE = NetworkVerdict(NetworkStatus.ONLINE)


def step(kind: Step, failure: Failure | None = None, status: int = 0) -> Observation:
    facts: dict[Fact, FactValue] = {Fact.STATUS: status} if status else {}
    return Observation(1, "help", "help/0", kind, "192.0.2.1:443", 0.0, 0.1, failure, facts)


@named_rows(
    ("seen", "resolver", "answer"),
    {
        "a page of a proved server": ([step(Step.TLS), step(Step.HTTP, status=200)], False, HelpAnswer.ANSWERS),
        "a website lacks the page": ([step(Step.HTTP, status=404)], False, HelpAnswer.UNTOLD),
        "its server is in trouble": ([step(Step.HTTP, Failure.HTTP_ERROR, 503)], False, HelpAnswer.UNTOLD),
        "a resolver dislikes the question": ([step(Step.HTTP, status=400)], True, HelpAnswer.ANSWERS),
        "a resolver refuses to serve": ([step(Step.HTTP, status=451)], True, HelpAnswer.UNTOLD),
        "this computer forbids it": ([step(Step.TCP, Failure.DENIED)], False, HelpAnswer.UNTOLD),
        "this computer has no route": ([step(Step.TCP, Failure.UNREACHABLE)], False, HelpAnswer.UNTOLD),
        "an error of our own": ([step(Step.TCP, Failure.BUG)], False, HelpAnswer.UNTOLD),
        "nothing was asked": ([], False, HelpAnswer.UNTOLD),
    },
)
def test_what_a_place_said(seen: list[Observation], resolver: bool, answer: HelpAnswer) -> None:
    assert judge_place(seen, ONLINE, resolver=resolver) is answer


@pytest.mark.parametrize(
    "seen",
    [
        [step(Step.DNS, Failure.NO_SUCH_NAME)],
        [step(Step.TCP, Failure.TIMEOUT)],
        [step(Step.TCP), step(Step.TLS, Failure.RESET)],
        [step(Step.TCP), step(Step.TLS, Failure.CERT_NAME)],
    ],
)
def test_nothing_that_came_back_is_no_answer_where_the_network_carries_others(seen: list[Observation]) -> None:
    assert judge_place(seen, ONLINE) is HelpAnswer.NO_ANSWER
    assert judge_place(seen, NetworkVerdict(NetworkStatus.WHITELIST_MODE)) is HelpAnswer.NO_ANSWER
    for status in (NetworkStatus.OFFLINE, NetworkStatus.UNSTABLE, NetworkStatus.DNS_DOWN, NetworkStatus.INTERCEPTED):
        assert judge_place(seen, NetworkVerdict(status)) is HelpAnswer.UNTOLD


def test_what_people_call_a_place() -> None:
    assert HelpTarget("https://www.torproject.org").name == "torproject.org"
    assert HelpTarget("https://dns.quad9.net/dns-query", ("9.9.9.9",)).name == "9.9.9.9"
    mail = HelpTarget("mailto:gettor@torproject.org")
    assert not mail.can_be_probed
    assert HelpTarget("https://dns.quad9.net/dns-query").path == "/dns-query"
