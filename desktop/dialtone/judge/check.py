"""Judging a whole check: a pure function of its observations, so that old checks can be judged again."""

from collections.abc import Sequence
from dataclasses import replace

from dialtone.judge.admission import service_admits, with_admission
from dialtone.judge.beside import Beside, gather_beside
from dialtone.judge.endpoint import judge_endpoint
from dialtone.judge.facts import gather
from dialtone.judge.finding import Finding
from dialtone.judge.lossy_way import lossy_way, neutral_connections, under_loss
from dialtone.judge.messenger import judge_messenger
from dialtone.judge.reading import Try, tries
from dialtone.model.catalogue import Ground, Messenger
from dialtone.model.computer import Computer
from dialtone.model.observation import Observation
from dialtone.model.verdict import MessengerVerdict, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, FunctionStatus, NetworkFlag, Weight


def judge_messengers(
    messengers: Sequence[Messenger],
    observations: Sequence[Observation],
    network: NetworkVerdict,
    ground: Ground,
    computer: Computer,
    installed: frozenset[str],
) -> tuple[MessengerVerdict, ...]:
    """Judge some messengers over the ground that was judged before."""
    beside = gather_beside(observations, ground)
    neutral = neutral_connections(observations, (*(c.endpoint for c in ground.controls), *ground.anchors))
    verdicts = (
        judge_messenger(
            messenger,
            _findings(messenger, observations, network, beside, neutral),
            network,
            computer.platform,
            installed=messenger.id in installed,
        )
        for messenger in messengers
    )
    return tuple(map(_past_the_proxy, verdicts) if NetworkFlag.PROXY in network.flags else verdicts)


def _past_the_proxy(verdict: MessengerVerdict) -> MessengerVerdict:
    """Doubt what was seen past the system's proxy: some apps follow it, and fare as it does."""
    if not verdict.functions:
        return verdict
    functions = tuple(replace(f, confidence=Confidence.UNSURE) for f in verdict.functions)
    return replace(verdict, confidence=Confidence.UNSURE, functions=functions)


def _findings(
    messenger: Messenger,
    observations: Sequence[Observation],
    network: NetworkVerdict,
    beside: Beside,
    neutral: Sequence[Try],
) -> dict[str, Finding]:
    """Judge the endpoints that may decide something, alone or by their speed."""
    own = [o for o in observations if o.messenger == messenger.id]
    said = service_admits(messenger, own)
    found = {
        endpoint.id: with_admission(judge_endpoint(gather(endpoint, messenger.endpoints, own, network, beside)), said)
        for endpoint in messenger.endpoints
        if endpoint.weight is not Weight.INFORMS
    }
    way = lossy_way(messenger.endpoints, own, neutral, network)
    if way is not None:
        asked = {e.id: (tries(own, e), e.wire) for e in messenger.endpoints}
        found = {name: under_loss(finding, way, *asked[name]) for name, finding in found.items()}
    return {name: _silent_abroad(finding) for name, finding in found.items()} if messenger.home else found


def _silent_abroad(finding: Finding) -> Finding:
    """No answer from the address of a service of one country: such services often answer nobody abroad.

    Where the person is we are never sure, so this is not called a block.
    """
    if finding.status is not FunctionStatus.BLOCKED or set(finding.causes) != {Cause.ADDRESS_BLOCKED}:
        return finding
    return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, finding.evidence)
