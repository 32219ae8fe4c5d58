"""What the way through the system's proxy says about a messenger: simpler than the direct way, and judged apart."""

from collections.abc import Mapping, Sequence

from dialtone.judge.attempts import REPEATED, Attempt, AttemptIndex, numbers
from dialtone.judge.network.proxied_way import asked_through_proxy, is_declined, spared
from dialtone.model.catalogue import Endpoint, Messenger
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.function_rule import FunctionRule
from dialtone.model.verdict import EndpointVerdict, Evidence, NetworkVerdict
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step

_RULE = "past_the_proxy"


def judge_proxied_endpoints(
    messenger: Messenger, index: AttemptIndex, network: NetworkVerdict, direct: Mapping[str, EndpointVerdict]
) -> dict[str, EndpointVerdict]:
    """Judge those endpoints that were asked through the proxy; whatever wants a login has not been asked.

    For what the settings leave out, the direct way is that of every app.
    """
    kinds = {e.kind for e in network.evidence}
    past = {e.id: found for e in messenger.endpoints if (found := spared(index, e)) and e.id in direct}
    verdicts = {name: _left_out(direct[name], found) for name, found in past.items()}
    if EvidenceKind.PROXY_WANTS_LOGIN in kinds:
        return verdicts
    asked = ((e, asked_through_proxy(index, e)) for e in messenger.endpoints)
    dead = EvidenceKind.PROXY_DEAD in kinds
    return verdicts | {e.id: _judge(e, found, dead=dead) for e, found in asked if found}


def _left_out(direct: EndpointVerdict, found: Sequence[Attempt]) -> EndpointVerdict:
    told = Evidence(EvidenceKind.PROXY_SPARES, numbers(found), _RULE)
    return replace(direct, evidence=(*direct.evidence, told))


def find_left_out(rule: FunctionRule, proxied: Mapping[str, EndpointVerdict]) -> tuple[Evidence, ...]:
    """Return that the settings leave the proxy out, where they do so for all that a function needs."""
    needed = [proxied[e].evidence if e in proxied else () for group in rule.needs for e in group]
    told = [[e for e in each if e.kind is EvidenceKind.PROXY_SPARES] for each in needed]
    return tuple(dict.fromkeys(e for each in told for e in each)) if all(told) else ()


def _judge(endpoint: Endpoint, found: Sequence[Attempt], *, dead: bool) -> EndpointVerdict:
    good = [t for t in found if t.answered(endpoint.wire)]
    if good:
        return _answered(good)
    if dead:
        return _verdict(FunctionStatus.BLOCKED, Cause.THIS_COMPUTER, EvidenceKind.FAILED_THROUGH_PROXY, found)
    if len(found) >= REPEATED and all(is_declined(t) for t in found):
        return _verdict(FunctionStatus.BLOCKED, Cause.ADDRESS_BLOCKED, EvidenceKind.DECLINED_BY_PROXY, found)
    if len(_in_trouble(endpoint, found)) >= REPEATED:
        return _verdict(FunctionStatus.DOWN, Cause.SERVICE_DOWN, EvidenceKind.SERVER_TROUBLE, found)
    failed = Evidence(EvidenceKind.FAILED_THROUGH_PROXY, numbers(found), _RULE)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (failed,))


def _in_trouble(endpoint: Endpoint, found: Sequence[Attempt]) -> list[Attempt]:
    """Return where the server itself, proved by its certificate, answered with an error to what is known to be healthy.

    What is known stands with `server_trouble`, which judges the direct way.
    """
    known = bool(endpoint.healthy or endpoint.expect_text)
    bad = [t for t in found if t.failure is Failure.HTTP_ERROR and not _is_local(t)]
    return [t for t in bad if known or t.last.step is Step.WEBSOCKET]


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
