"""What is seen on the way through the proxy of the system."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.findings.proxied import judge_proxied_endpoints
from dialtone.judge.network_verdict import judge_network
from dialtone.model.catalogue import Messenger
from dialtone.model.computer import Computer
from dialtone.model.verdict import EndpointVerdict, Evidence, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Place,
    Step,
)
from judge.factory import Record, Story, https, small_ground

CHAT, PAGE = https(), https("app/page", "page.example.org")
CUT = EndpointVerdict(
    FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.SURE, (Evidence(EvidenceKind.NAME_CUT, (1,)),)
)


APP = Messenger("app", "App", "A", "#000000", endpoints=(CHAT,))


def judged(story: Story, *kinds: EvidenceKind) -> EndpointVerdict | None:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), tuple(Evidence(kind) for kind in kinds))
    return judge_proxied_endpoints(APP, AttemptIndex(story.observations), network, {CHAT.id: CUT}).get(CHAT.id)


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


def test_what_is_left_out_says_nothing_of_the_proxy() -> None:
    ground = small_ground()
    abroad = [c.endpoint for c in ground.sites if c.place is Place.FOREIGN]
    record = Record()
    for endpoint in abroad:
        record.about(endpoint).spared()
    network = judge_network(AttemptIndex(record.observations), ground, Computer("linux"))
    assert NetworkFlag.PROXY not in network.flags
