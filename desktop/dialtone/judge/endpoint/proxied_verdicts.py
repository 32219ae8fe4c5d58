"""What the way through the system's proxy says about a messenger: simpler than the direct way, and judged apart."""

from collections.abc import Sequence

from dialtone.judge.attempts import REPEATED, Attempt, AttemptIndex, numbers
from dialtone.judge.network.proxied_way import is_declined
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.verdict import EndpointVerdict, Evidence, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, FunctionStatus, Step, Variant

_RULE = "past_the_proxy"


def judge_proxied_endpoints(
    messenger: Messenger, index: AttemptIndex, network: NetworkVerdict
) -> dict[str, EndpointVerdict]:
    """Judge those endpoints that were asked through the proxy; whatever wants a login has not been asked."""
    kinds = {e.kind for e in network.evidence}
    if EvidenceKind.PROXY_WANTS_LOGIN in kinds:
        return {}
    asked = ((e, index.of(e, Variant.PROXIED)) for e in messenger.endpoints)
    return {e.id: _judge(e, found, dead=EvidenceKind.PROXY_DEAD in kinds) for e, found in asked if found}


def _judge(endpoint: Endpoint, found: Sequence[Attempt], *, dead: bool) -> EndpointVerdict:
    good = [t for t in found if t.answered(endpoint.wire)]
    if good:
        return _answered(good)
    if dead:
        return _verdict(FunctionStatus.BLOCKED, Cause.THIS_COMPUTER, EvidenceKind.FAILED_THROUGH_PROXY, found)
    if len(found) >= REPEATED and all(is_declined(t) for t in found):
        return _verdict(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED, EvidenceKind.DECLINED_BY_PROXY, found)
    failed = Evidence(EvidenceKind.FAILED_THROUGH_PROXY, numbers(found), _RULE)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (failed,))


def _answered(good: Sequence[Attempt]) -> EndpointVerdict:
    """Judge an answer: with a certificate of a root of this computer alone the proxy reads along."""
    read = [t for t in good if _is_local(t)]
    if len(read) == len(good):
        local = Evidence(EvidenceKind.LOCAL_ROOT_TRUSTED, numbers(read), _RULE)
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.LIKELY, (local,))
    evidence = Evidence(EvidenceKind.ANSWERED_THROUGH_PROXY, numbers(good), _RULE)
    return EndpointVerdict(FunctionStatus.WORKS, (), Confidence.LIKELY, (evidence,))


def _is_local(attempt: Attempt) -> bool:
    tls = attempt.find(Step.TLS)
    facts = tls.facts if tls is not None else {}
    return facts.get(Fact.MOZILLA) is False and facts.get(Fact.NATIONAL) is not True


def _verdict(status: FunctionStatus, cause: Cause, kind: EvidenceKind, found: Sequence[Attempt]) -> EndpointVerdict:
    return EndpointVerdict(status, (cause,), Confidence.LIKELY, (Evidence(kind, numbers(found), _RULE),))
