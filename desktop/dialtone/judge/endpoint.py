"""One endpoint: what its failures mean, rule by rule. A failure is not a block until repeated and contrasted."""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dialtone.judge.finding import Finding
from dialtone.judge.network import controls_hold
from dialtone.judge.reading import CERTIFICATE, CUT, GREETING, Lookup, Try, lookups, numbers, tries
from dialtone.judge.speed import judge_flow
from dialtone.model.catalogue import Endpoint
from dialtone.model.observation import Observation
from dialtone.model.verdict import Evidence, NetworkVerdict
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    Step,
    Variant,
    Wire,
)

_REPEATED = 2
"""So many tries must fail alike before a failure means anything."""
_RAW = (Wire.MTPROTO, Wire.WHATSAPP_NOISE)
"""Wires on which any answer but the right one comes from somebody else: there is no TLS that names the peer."""


@dataclass(frozen=True, slots=True)
class EndpointFacts:
    """Everything observed that concerns one endpoint."""

    endpoint: Endpoint
    network: NetworkVerdict
    own: tuple[Try, ...]
    """Tries on the addresses that the app itself would use."""
    other: tuple[Try, ...]
    """Tries on addresses learnt elsewhere, for contrast."""
    neutral: tuple[Try, ...]
    """Contrasts on the same address with words that nobody filters."""
    system: tuple[Lookup, ...]
    trusted: tuple[Lookup, ...]
    sibling_lives: bool
    """Another endpoint of the same messenger was answered in the same check."""
    control_rate: float
    """Bytes per second read from a neutral host abroad in the same check; 0 where unknown."""


def gather(
    endpoint: Endpoint,
    siblings: Sequence[Endpoint],
    observations: Sequence[Observation],
    network: NetworkVerdict,
    control_rate: float,
) -> EndpointFacts:
    """Sort the observations that concern an endpoint."""
    found = tries(observations, endpoint)
    own_origin = "system" if endpoint.host else "built_in"
    host = endpoint.host or ""
    return EndpointFacts(
        endpoint=endpoint,
        network=network,
        own=tuple(t for t in found if t.origin == own_origin),
        other=tuple(t for t in found if t.origin != own_origin),
        neutral=tries(observations, endpoint, Variant.NEUTRAL_NAME)
        + tries(observations, endpoint, Variant.NEUTRAL_REQUEST),
        system=lookups(observations, host, system=True) if host else (),
        trusted=lookups(observations, host, system=False) if host else (),
        sibling_lives=any(t.answered(e.wire) for e in siblings if e is not endpoint for t in tries(observations, e)),
        control_rate=control_rate,
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
    local = [t for t in good if (tls := t.find(Step.TLS)) is not None and tls.facts.get("mozilla") is False]
    if len(local) == len(good):
        swapped = Evidence(EvidenceKind.LOCAL_ROOT_TRUSTED, numbers(local))
        return Finding(FunctionStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,), Confidence.LIKELY, (swapped,))
    flow = judge_flow(good, facts.control_rate, facts.network)
    if flow is not None:
        return flow
    bad = [t for t in facts.own if not t.answered(facts.endpoint.wire)]
    evidence = [Evidence(EvidenceKind.GREETING_ANSWERED, numbers(good))]
    if bad:
        evidence.append(Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, numbers(bad)))
    confidence = Confidence.LIKELY if bad else Confidence.SURE
    return Finding(FunctionStatus.WORKS, (), confidence, tuple(evidence))


def server_trouble(facts: EndpointFacts) -> Finding | None:
    """The verified server itself answers with an error: the way is free, the service is in trouble."""
    bad = [t for t in (*facts.own, *facts.other) if t.failure is Failure.HTTP_ERROR]
    if not bad:
        return None
    evidence = Evidence(EvidenceKind.SERVER_TROUBLE, numbers(bad))
    confidence = Confidence.SURE if len(bad) >= _REPEATED else Confidence.LIKELY
    return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), confidence, (evidence,))


def name_gone_everywhere(facts: EndpointFacts) -> Finding | None:
    """Resolvers abroad do not know the name either: the service took it away, nobody here did."""
    gone = [found for found in facts.trusted if found.observation.failure is Failure.NO_SUCH_NAME]
    if facts.own or facts.other or not gone:
        return None
    evidence = Evidence(EvidenceKind.SERVER_TROUBLE, numbers((*facts.system, *gone)))
    return Finding(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.LIKELY, (evidence,))


def name_missing(facts: EndpointFacts) -> Finding | None:
    """The system resolver has no address for the name, repeatedly, while a resolver abroad has one."""
    failed = [found for found in facts.system if not found.observation.ok]
    known = [found for found in facts.trusted if found.observation.ok]
    if facts.own or any(found.addresses for found in facts.system) or not failed or not controls_hold(facts.network):
        return None
    alive = [t for t in facts.other if t.answered(facts.endpoint.wire)]
    if not known and not alive:
        return None
    evidence = Evidence(EvidenceKind.NAME_MISSING, numbers((*failed, *known)))
    return _behind_the_name(facts, Cause.DNS_MISSING, evidence)


def name_missing_without_witness(facts: EndpointFacts) -> Finding | None:
    """The name does not exist here, nobody abroad can be asked, but the service lives behind another of its names."""
    denied = [found for found in facts.system if found.observation.failure is Failure.NO_SUCH_NAME]
    heard = [found for found in facts.trusted if found.observation.failure is not Failure.TIMEOUT]
    if facts.own or heard or len(denied) < _REPEATED or not facts.sibling_lives or not controls_hold(facts.network):
        return None
    evidence = Evidence(EvidenceKind.NAME_MISSING, numbers(denied))
    return Finding(FunctionStatus.BLOCKED, (Cause.DNS_MISSING,), Confidence.LIKELY, (evidence,))


def comes_and_goes(facts: EndpointFacts) -> Finding | None:
    """Of several tries alike some are answered and at least two are cut off: named as such, not averaged away."""
    everything = (*facts.own, *facts.other)
    good = [t for t in everything if t.answered(facts.endpoint.wire)]
    cut = [t for t in everything if t.failure in (Failure.RESET, Failure.CLOSED) and t.last.step is not Step.TCP]
    if not good or len(cut) < _REPEATED:
        return None
    evidence = Evidence(EvidenceKind.SOME_ATTEMPTS_FAIL, numbers((*good, *cut)))
    return Finding(FunctionStatus.SLOW, (Cause.UNEXPLAINED,), Confidence.LIKELY, (evidence,))


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


def name_forged(facts: EndpointFacts) -> Finding | None:
    """The system resolver gives an address where the messenger is not: the certificate decides, not its owner."""
    answers = [found for found in facts.system if found.addresses]
    if not answers or not facts.trusted or not controls_hold(facts.network):
        return None
    addresses = {a for found in answers for a in found.addresses}
    theirs = {a for found in facts.trusted for a in found.addresses}
    if not theirs or addresses & theirs:
        return None
    impossible = not any(ipaddress.ip_address(a).is_global for a in addresses)
    true_elsewhere = any(t.answered(facts.endpoint.wire) for t in facts.other)
    if not (impossible or (true_elsewhere and _is_somebody_else(facts))):
        return None
    evidence = Evidence(EvidenceKind.NAME_FORGED, numbers((*answers, *facts.trusted, *facts.own)))
    return _behind_the_name(facts, Cause.DNS_FORGED, evidence)


def _is_somebody_else(facts: EndpointFacts) -> bool:
    """Say whether the system's addresses are shown to be wrong: another certificate, or nobody there at all.

    A connection that dies when the name is seen says nothing about whose address it is.
    """
    shown = [t for t in facts.own if t.failure in CERTIFICATE or t.failure in (Failure.ALERT, Failure.BAD_ANSWER)]
    dead = [t for t in facts.own if t.last.step is Step.TCP and t.failure in CUT]
    return bool(shown) or (len(dead) >= _REPEATED and len(dead) == len(facts.own))


def _behind_the_name(facts: EndpointFacts, cause: Cause, evidence: Evidence) -> Finding:
    """The name is the first obstacle. See whether there is another one at the true address."""
    good = [t for t in facts.other if t.answered(facts.endpoint.wire)]
    if good:
        proof = Evidence(EvidenceKind.GREETING_ANSWERED, numbers(good))
        return Finding(FunctionStatus.BLOCKED, (cause,), Confidence.SURE, (evidence, proof))
    behind = _judge_failures(facts, facts.other)
    causes = (cause, *(c for c in behind.causes if c is not cause)) if behind is not None else (cause,)
    more = behind.evidence if behind is not None else ()
    return Finding(FunctionStatus.BLOCKED, causes, Confidence.LIKELY, (evidence, *more))


def failed_at_own_address(facts: EndpointFacts) -> Finding | None:
    """Every try at the app's own addresses failed: the step it failed at, and the contrast, say why."""
    return _judge_failures(facts, facts.own)


def _judge_failures(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    failed = tuple(t for t in failed if not t.answered(facts.endpoint.wire))
    if not failed or not controls_hold(facts.network):
        return None
    deepest = max(_STAGES.index(t.last.step) for t in failed)
    at_depth = tuple(t for t in failed if _STAGES.index(t.last.step) == deepest)
    if len(failed) < _REPEATED:
        return None
    for rule in (certificate_wrong, page_instead, name_cut, greeting_cut, relays_silent, address_dead):
        finding = rule(facts, at_depth)
        if finding is not None:
            return finding
    return None


_STAGES = (Step.TCP, Step.STUN, Step.TLS, Step.HTTP, Step.WEBSOCKET, Step.NOISE, Step.MTPROTO, Step.FLOW)


def certificate_wrong(_facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """Somebody answers at the messenger's address with a certificate that the messenger's app refuses."""
    wrong = [t for t in failed if t.failure in (Failure.CERT_UNTRUSTED, Failure.CERT_NAME)]
    if not wrong:
        return None
    evidence = Evidence(EvidenceKind.CERTIFICATE_WRONG, numbers(wrong))
    return Finding(FunctionStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,), Confidence.LIKELY, (evidence,))


def page_instead(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """On a wire without TLS something else than the messenger answers, every time."""
    wrong = [t for t in failed if t.failure is Failure.BAD_ANSWER]
    if facts.endpoint.wire not in _RAW or len(wrong) < _REPEATED:
        return None
    evidence = Evidence(EvidenceKind.PAGE_INSTEAD, numbers(wrong))
    return Finding(FunctionStatus.BLOCKED, (Cause.BLOCK_PAGE,), Confidence.UNSURE, (evidence,))


def name_cut(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """The connection dies when the name is seen; with a neutral name the same address answers."""
    cut = [t for t in failed if t.last.step is Step.TLS and t.failure in CUT]
    if not cut:
        return None
    contrast = [t for t in facts.neutral if t.find(Step.TLS) is not None]
    alive = [t for t in contrast if t.failure is None or t.failure not in CUT]
    if alive:
        evidence = Evidence(EvidenceKind.NAME_CUT, numbers((*cut, *alive)))
        confidence = Confidence.SURE if len(cut) >= _REPEATED else Confidence.LIKELY
        return Finding(FunctionStatus.BLOCKED, (Cause.NAME_FILTERED,), confidence, (evidence,))
    if not contrast or len(cut) < _REPEATED:
        return None
    evidence = Evidence(EvidenceKind.ADDRESS_SILENT, numbers((*cut, *contrast)))
    return Finding(FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.UNSURE, (evidence,))


def greeting_cut(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """It connects, but the app's own greeting gets no answer, every time."""
    steps = {GREETING[facts.endpoint.wire], Step.WEBSOCKET, Step.HTTP} - {Step.TCP, Step.TLS, Step.STUN}
    cut = [t for t in failed if t.last.step in steps and t.failure in CUT]
    if len(cut) < _REPEATED:
        return None
    alive = [t for t in facts.neutral if t.failure is None]
    evidence = Evidence(EvidenceKind.GREETING_CUT, numbers((*cut, *alive)))
    reset = any(t.failure is Failure.RESET for t in cut)
    if facts.neutral and not alive and not reset:
        # It is as silent to a plain request: then it may as well be the service that accepts and says nothing.
        return Finding(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    confidence = Confidence.LIKELY if alive or reset or facts.sibling_lives else Confidence.UNSURE
    return Finding(FunctionStatus.BLOCKED, (Cause.PROTOCOL_FILTERED,), confidence, (evidence,))


def relays_silent(facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """The messenger's call relays do not answer, while neutral ones do."""
    silent = [t for t in failed if t.last.step is Step.STUN and t.failure in CUT]
    if not silent or NetworkFlag.UDP_BLOCKED in facts.network.flags:
        return None
    evidence = Evidence(EvidenceKind.RELAYS_SILENT, numbers(silent))
    return Finding(FunctionStatus.BLOCKED, (Cause.CALLS_FILTERED,), Confidence.LIKELY, (evidence,))


def address_dead(_facts: EndpointFacts, failed: tuple[Try, ...]) -> Finding | None:
    """No connection comes about, on any address tried, while neutral hosts answer."""
    dead = [t for t in failed if t.last.step is Step.TCP and t.failure in CUT]
    if len(dead) < _REPEATED or len(dead) < len(failed):
        return None
    refused = all(t.failure in (Failure.REFUSED, Failure.RESET) for t in dead)
    kind = EvidenceKind.ADDRESS_REFUSES if refused else EvidenceKind.ADDRESS_SILENT
    return Finding(
        FunctionStatus.BLOCKED, (Cause.ADDRESS_BLOCKED,), Confidence.LIKELY, (Evidence(kind, numbers(dead)),)
    )


_RULES: tuple[Callable[[EndpointFacts], Finding | None], ...] = (
    comes_and_goes,
    greeting_answered,
    server_trouble,
    certificate_out_of_date,
    name_gone_everywhere,
    name_missing,
    name_missing_without_witness,
    name_forged,
    failed_at_own_address,
)
