"""Whether a place that advice names answered: three answers, and none of them "blocked"."""

import pytest

from dialtone.judge.help_answer import judge_place
from dialtone.model.fact import Fact, FactValue
from dialtone.model.help_place import HelpAnswer, HelpTarget
from dialtone.model.observation import Observation
from dialtone.model.verdict import NetworkVerdict
from dialtone.model.vocabulary import Failure, NetworkStatus, Step

ONLINE = NetworkVerdict(NetworkStatus.ONLINE)


def step(kind: Step, failure: Failure | None = None, status: int = 0) -> Observation:
    facts: dict[Fact, FactValue] = {Fact.STATUS: status} if status else {}
    return Observation(1, "help", "help/0", kind, "192.0.2.1:443", 0.0, 0.1, failure, facts)


def test_a_page_of_a_proved_server_is_an_answer() -> None:
    assert judge_place([step(Step.TLS), step(Step.HTTP, status=200)], ONLINE) is HelpAnswer.ANSWERS


@pytest.mark.parametrize("status", [403, 404, 451])
def test_an_error_of_a_website_stays_open(status: int) -> None:
    assert judge_place([step(Step.HTTP, status=status)], ONLINE) is HelpAnswer.UNTOLD


def test_an_error_of_its_server_stays_open_too() -> None:
    assert judge_place([step(Step.HTTP, Failure.HTTP_ERROR, 503)], ONLINE) is HelpAnswer.UNTOLD


def test_a_resolver_that_dislikes_the_question_is_there() -> None:
    assert judge_place([step(Step.HTTP, status=400)], ONLINE, resolver=True) is HelpAnswer.ANSWERS
    assert judge_place([step(Step.HTTP, status=403)], ONLINE, resolver=True) is HelpAnswer.UNTOLD


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


@pytest.mark.parametrize("failure", [Failure.DENIED, Failure.UNREACHABLE, Failure.BUG])
def test_what_this_computer_does_says_nothing_of_a_place(failure: Failure) -> None:
    assert judge_place([step(Step.TCP, failure)], ONLINE) is HelpAnswer.UNTOLD


def test_what_was_not_asked_stays_open() -> None:
    assert judge_place([], ONLINE) is HelpAnswer.UNTOLD


def test_what_people_call_a_place() -> None:
    assert HelpTarget("https://www.torproject.org").name == "torproject.org"
    assert HelpTarget("https://dns.quad9.net/dns-query", ("9.9.9.9",)).name == "9.9.9.9"
    mail = HelpTarget("mailto:gettor@torproject.org")
    assert not mail.can_be_probed
    assert HelpTarget("https://dns.quad9.net/dns-query").path == "/dns-query"
