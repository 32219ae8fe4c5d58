"""One endpoint: what its observations mean, rule by rule. A failure is not a block until repeated and contrasted."""

import ipaddress
from collections.abc import Callable

from dialtone.judge.facts import REPEATED, EndpointFacts
from dialtone.judge.failures import judge_failures
from dialtone.judge.finding import Finding
from dialtone.judge.names import name_forged, name_gone_everywhere, name_missing, name_missing_without_witness
from dialtone.judge.network import controls_hold, is_lossy
from dialtone.judge.reading import Try, numbers
from dialtone.judge.speed import judge_flow
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    NetworkStatus,
    Step,
    Weight,
)


def judge_endpoint(facts: EndpointFacts) -> Finding:
    """Judge one endpoint: the first rule that holds decides; if none does, we could not tell."""
    for rule in _RULES:
        finding = rule(facts)
        if finding is not None:
            return finding
    seen = numbers((*facts.own, *facts.other, *facts.system))
    causes = (Cause.UNEXPLAINED,) if seen else ()
    return Finding(FunctionStatus.UNKNOWN, causes, Confidence.UNSURE, (Evidence(EvidenceKind.NOT_ENOUGH, seen),))


def greeting_answered(facts: EndpointFacts) -> Finding | None:
    """The app's own greeting was answered by a verified peer, at an address the app itself would use."""
    good = [t for t in facts.own if t.answered(facts.endpoint.wire)]
    if not good:
        return None
    national = [t for t in good if _is_national(t)] if facts.network.status is not NetworkStatus.INTERCEPTED else []
    private = [t for t in good if (tls := t.find(Step.TLS)) is not None and tls.facts.get("mozilla") is False]
    local = [t for t in private if t not in national]
    if len(local) == len(good):
        swapped = Evidence(EvidenceKind.LOCAL_ROOT_TRUSTED, numbers(local))
        if facts.network.status is NetworkStatus.INTERCEPTED:
            # It happens to every site here: an antivirus program or a workplace. Nobody singles out the messenger.
            return Finding(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.SURE, (swapped,))
        if not controls_hold(facts.network):
            # Nobody neutral to compare with: it may be the same program or workplace.
            return Finding(FunctionStatus.UNKNOWN, (Cause.CERTIFICATE_SWAPPED,), Confidence.UNSURE, (swapped,))
        return Finding(FunctionStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,), Confidence.LIKELY, (swapped,))
    flow = judge_flow(good, facts.beside, facts.network)
    if flow is not None:
        return flow
    if facts.endpoint.weight is Weight.CONNECTS:
        connected = Evidence(EvidenceKind.ONLY_CONNECTS, numbers(good))
        return Finding(FunctionStatus.WORKS, (), Confidence.UNSURE, (connected,))
    bad = [t for t in facts.own if not t.answered(facts.endpoint.wire)]
    evidence = [Evidence(EvidenceKind.GREETING_ANSWERED, numbers(good))]
    if len(national) == len(good):
        evidence.append(Evidence(EvidenceKind.NATIONAL_ROOT, numbers(national)))
    if bad:
        evidence.append(Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, numbers(bad)))
    confidence = Confidence.LIKELY if bad else Confidence.SURE
    return Finding(FunctionStatus.WORKS, (), confidence, tuple(evidence))


def _is_national(attempt: Try) -> bool:
    """Say whether a server hangs on its own country's root, which the catalogue says is genuine there."""
    tls = attempt.find(Step.TLS)
    return tls is not None and tls.facts.get("national") is True and tls.facts.get("mozilla") is False


def unproved(facts: EndpointFacts) -> Finding | None:
    """Something answered as the messenger does, and never proved to be it: a false far end, or a new key."""
    doubtful = [t for t in (*facts.own, *facts.other) if t.last.step is Step.PROOF and t.failure is not None]
    if not doubtful:
        return None
    evidence = Evidence(EvidenceKind.UNPROVED, numbers(doubtful))
    return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))


def local_override(facts: EndpointFacts) -> Finding | None:
    """The hosts file of this computer sends the name elsewhere, and there the messenger is not."""
    local = [found for found in facts.system if found.observation.facts.get("hosts_file") is True]
    nowhere = not any(ipaddress.ip_address(a).is_global for found in local for a in found.addresses)
    lives_elsewhere = any(t.answered(facts.endpoint.wire) for t in facts.other)
    if not local or not (nowhere or lives_elsewhere):
        return None  # people also write true addresses into the hosts file, to get around a resolver
    evidence = Evidence(EvidenceKind.LOCAL_OVERRIDE, numbers((*local, *facts.own)))
    return Finding(FunctionStatus.BLOCKED, (Cause.THIS_COMPUTER,), Confidence.SURE, (evidence,))


def server_trouble(facts: EndpointFacts) -> Finding | None:
    """The verified server itself answers with an error: the way is free, the service is in trouble."""
    bad = [t for t in (*facts.own, *facts.other) if t.failure is Failure.HTTP_ERROR]
    if not bad:
        return None
    evidence = Evidence(EvidenceKind.SERVER_TROUBLE, numbers(bad))
    confidence = Confidence.SURE if len(bad) >= REPEATED else Confidence.LIKELY
    return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), confidence, (evidence,))


def comes_and_goes(facts: EndpointFacts) -> Finding | None:
    """Of tries that differ in nothing some are answered and at least two are cut off: named, not averaged away."""
    here = [t for t in facts.own if t.target.endswith(f":{facts.endpoint.port}") and t.last.step is not Step.TCP]
    alike = [t for t in here if not (t.last.step is Step.PROOF and t.failure)]
    good = [t for t in alike if t.answered(facts.endpoint.wire)]
    cut = [t for t in alike if t.failure in (Failure.RESET, Failure.CLOSED)]
    if not is_lossy(facts.network):
        # One address of several may be dead: silence counts where the same address answered as well.
        # A server that confirmed the question and did not come to answer it was busy: no filter swallowed it.
        alive = {t.target for t in good}
        cut += [t for t in alike if t.failure is Failure.TIMEOUT and t.target in alive and not t.delivered]
    if not good or len(cut) < REPEATED:
        return None
    evidence = Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, numbers((*good, *cut)))
    silent = all(t.failure is Failure.TIMEOUT for t in cut)
    confidence = Confidence.UNSURE if silent else Confidence.LIKELY
    return Finding(FunctionStatus.SLOW, (Cause.UNEXPLAINED,), confidence, (evidence,))


def certificate_out_of_date(facts: EndpointFacts) -> Finding | None:
    """The certificates are out of date: this computer's clock is wrong, or else the service let them expire."""
    dated = [t for t in facts.own if t.failure in (Failure.CERT_EXPIRED, Failure.CERT_NOT_YET)]
    if not dated or len(dated) < len([t for t in facts.own if t.find(Step.TLS)]):
        return None
    if NetworkFlag.CLOCK_WRONG in facts.network.flags:
        evidence = Evidence(EvidenceKind.CLOCK_OFF, numbers(dated))
        return Finding(FunctionStatus.UNKNOWN, (Cause.THIS_COMPUTER,), Confidence.SURE, (evidence,))
    if not controls_hold(facts.network):
        return None
    evidence = Evidence(EvidenceKind.SERVER_TROUBLE, numbers(dated))
    return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.LIKELY, (evidence,))


def failed_at_own_address(facts: EndpointFacts) -> Finding | None:
    """Every try at the app's own addresses failed: the step it failed at, and the contrast, say why."""
    return judge_failures(facts, facts.own)


_RULES: tuple[Callable[[EndpointFacts], Finding | None], ...] = (
    comes_and_goes,
    greeting_answered,
    unproved,
    local_override,
    server_trouble,
    certificate_out_of_date,
    name_gone_everywhere,
    name_missing,
    name_missing_without_witness,
    name_forged,
    failed_at_own_address,
)
