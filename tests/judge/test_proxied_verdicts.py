"""What the way through the system's proxy says about a messenger's servers."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.endpoint.proxied_verdicts import judge_proxied_endpoints
from dialtone.judge.network.proxied_way import is_declined
from dialtone.model.catalogue import Messenger
from dialtone.model.verdict import EndpointVerdict, Evidence, NetworkVerdict
from dialtone.model.vocabulary import Cause, EvidenceKind, Failure, FunctionStatus, NetworkFlag, NetworkStatus, Step
from judge.factory import Record, Story, https

CHAT = https()
APP = Messenger("app", "App", "A", "#000000", endpoints=(CHAT,))


def judged(story: Story, *kinds: EvidenceKind) -> EndpointVerdict | None:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), tuple(Evidence(kind) for kind in kinds))
    return judge_proxied_endpoints(APP, AttemptIndex(story.observations), network).get(CHAT.id)


def asked(failure: Failure | None, step: Step, times: int = 2, **facts: object) -> Story:
    story = Record().about(CHAT)
    for _ in range(times):
        story.proxied(failure, step, **facts)  # type: ignore[arg-type]
    return story


def test_an_answer_through_the_proxy_is_one() -> None:
    verdict = judged(asked(None, Step.HTTP, 1, mozilla=True))
    assert verdict is not None
    assert verdict.status is FunctionStatus.WORKS
    assert [e.kind for e in verdict.evidence] == [EvidenceKind.ANSWERED_THROUGH_PROXY]


def test_a_proxy_with_a_root_of_this_computer_reads_along() -> None:
    verdict = judged(asked(None, Step.HTTP, 1, mozilla=False))
    assert verdict is not None
    assert (verdict.status, verdict.causes) == (FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,))


@pytest.mark.parametrize("facts", [{"status": 403}, {"reply": 2}])
def test_what_the_proxy_forbids_by_a_rule_is_blocked_there(facts: dict[str, int]) -> None:
    verdict = judged(asked(Failure.DECLINED, Step.PROXY, **facts))
    assert verdict is not None
    assert (verdict.status, verdict.causes) == (FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,))


def test_a_failure_through_the_proxy_alone_tells_nothing() -> None:
    verdict = judged(asked(Failure.TIMEOUT, Step.TLS))
    assert verdict is not None
    assert (verdict.status, verdict.causes) == (FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,))
    index = AttemptIndex(asked(Failure.TIMEOUT, Step.TLS).observations)
    assert not any(is_declined(attempt) for attempts in [index.of(CHAT)] for attempt in attempts)


def test_behind_a_dead_proxy_this_computer_is_the_cause_and_a_login_asks_nothing() -> None:
    dead = judged(asked(Failure.REFUSED, Step.TCP), EvidenceKind.PROXY_DEAD)
    assert dead is not None
    assert dead.causes == (Cause.THIS_COMPUTER,)
    assert judged(asked(Failure.DECLINED, Step.PROXY, status=407), EvidenceKind.PROXY_WANTS_LOGIN) is None
