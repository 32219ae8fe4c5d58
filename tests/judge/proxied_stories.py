"""Stories of what is asked through the system's proxy, and what is judged of the one messenger that was."""

from dialtone.judge.rules import judge_proxied_endpoints
from dialtone.model.catalogue import Messenger
from dialtone.model.verdict import EndpointVerdict, Evidence, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
)
from judge.factory import Record, Story, https, judged_endpoint

CHAT = https()
CUT = judged_endpoint(
    FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), Confidence.SURE, (Evidence(EvidenceKind.NAME_CUT, (1,)),)
)


APP = Messenger("app", "App", "A", "#000000", endpoints=(CHAT,))


def judged(story: Story, *kinds: EvidenceKind) -> EndpointVerdict:
    network = NetworkVerdict(NetworkStatus.ONLINE, (NetworkFlag.PROXY,), tuple(Evidence(kind) for kind in kinds))
    return judge_proxied_endpoints(APP, story.index, network, {CHAT.id: CUT})[CHAT.id]


def asked(failure: Failure | None, step: Step, times: int = 2, **facts: object) -> Story:
    story = Record().about(CHAT)
    for _ in range(times):
        story.proxied(failure, step, **facts)  # type: ignore[arg-type]
    return story
