"""What is seen on the way through the proxy of the system."""

import pytest

from dialtone.judge.attempts import AttemptIndex
from dialtone.judge.network_verdict import judge_network
from dialtone.model.computer import Computer
from dialtone.model.vocabulary import (
    Cause,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    Place,
    Step,
)
from judge.factory import Record, small_ground
from judge.proxied_stories import asked, judged


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
