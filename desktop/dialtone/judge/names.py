"""Names: missing here, forged here, or gone everywhere. The certificate decides whether an address is true."""

import ipaddress

from dialtone.judge.closer import is_denied
from dialtone.judge.facts import REPEATED, EndpointFacts
from dialtone.judge.failures import judge_failures
from dialtone.judge.finding import Finding
from dialtone.judge.network import controls_hold
from dialtone.judge.reading import CERTIFICATE, CUT, numbers
from dialtone.model.verdict import Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step


def name_gone_everywhere(facts: EndpointFacts) -> Finding | None:
    """Resolvers abroad do not know the name either: the service took it away, nobody here did."""
    gone = [found for found in facts.trusted if found.observation.failure is Failure.NO_SUCH_NAME]
    if facts.own or not gone or any(found.addresses for found in facts.trusted):
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
    if not _is_denied(facts) and facts.unanswered_names < REPEATED:
        return None  # one name without an answer may be a lost packet or a slow server of names
    evidence = Evidence(EvidenceKind.NAME_MISSING, numbers((*failed, *known)))
    return _behind_the_name(facts, Cause.DNS_MISSING, evidence)


def _is_denied(facts: EndpointFacts) -> bool:
    return any(is_denied(found) for found in facts.system)


def name_missing_without_witness(facts: EndpointFacts) -> Finding | None:
    """The name does not exist here, nobody abroad can be asked, but the service lives behind another of its names."""
    denied = [found for found in facts.system if found.observation.failure is Failure.NO_SUCH_NAME]
    heard = [found for found in facts.trusted if found.observation.failure is not Failure.TIMEOUT]
    if facts.own or heard or len(denied) < REPEATED or not facts.sibling_lives or not controls_hold(facts.network):
        return None
    evidence = Evidence(EvidenceKind.NAME_MISSING, numbers(denied))
    return Finding(FunctionStatus.BLOCKED, (Cause.DNS_MISSING,), Confidence.LIKELY, (evidence, *facts.closer))


def name_forged(facts: EndpointFacts) -> Finding | None:
    """The system resolver gives an address where the messenger is not: the certificate decides, not its owner."""
    answers = [found for found in facts.system if found.addresses]
    if not answers or not controls_hold(facts.network):
        return None
    good = [t for t in facts.other if t.answered(facts.endpoint.wire)]
    addresses = {a for found in answers for a in found.addresses}
    theirs = {a for found in facts.trusted for a in found.addresses} | {t.address for t in good}
    if addresses & theirs:
        return None
    # No messenger lives at an address inside a house's or a provider's network: tried in vain, it needs no witness.
    # A person's own server may well stand there.
    impossible = (
        not facts.endpoint.of_person
        and not any(ipaddress.ip_address(a).is_global for a in addresses)
        and (theirs or len(facts.own) >= REPEATED)
    )
    # One forged name of a messenger shows up the others that lead to the same place.
    same_place = bool(facts.own) and all(t.address in facts.disproved for t in facts.own)
    if not (impossible or same_place or (good and _is_somebody_else(facts))):
        return None
    evidence = Evidence(EvidenceKind.NAME_FORGED, numbers((*answers, *facts.trusted, *facts.own)))
    return _behind_the_name(facts, Cause.DNS_FORGED, evidence)


def _is_somebody_else(facts: EndpointFacts) -> bool:
    """Say whether the system's addresses are shown to be wrong: another certificate, or nobody there at all.

    A connection that dies when the name is seen says nothing about whose address it is.
    """
    shown = [t for t in facts.own if t.failure in CERTIFICATE or t.failure in (Failure.ALERT, Failure.BAD_ANSWER)]
    told = any(found.addresses for found in facts.trusted) or any(t.origin == "plain" for t in facts.other)
    dead = [t for t in facts.own if t.last.step is Step.TCP and t.failure in CUT]
    known = bool(facts.own) and all(t.address in facts.exposed for t in facts.own)
    return bool(shown) or known or (told and len(dead) >= REPEATED and len(dead) == len(facts.own))


def _behind_the_name(facts: EndpointFacts, cause: Cause, evidence: Evidence) -> Finding:
    """The name is the first obstacle. See whether there is another one at the true address."""
    good = [t for t in facts.other if t.answered(facts.endpoint.wire)]
    if good:
        proof = Evidence(EvidenceKind.GREETING_ANSWERED, numbers(good))
        confidence = Confidence.SURE if cause is Cause.DNS_FORGED or _is_denied(facts) else Confidence.LIKELY
        return Finding(FunctionStatus.BLOCKED, (cause,), confidence, (evidence, *facts.closer, proof))
    behind = judge_failures(facts, facts.other)
    causes = (cause, *(c for c in behind.causes if c is not cause)) if behind is not None else (cause,)
    more = behind.evidence if behind is not None else ()
    return Finding(FunctionStatus.BLOCKED, causes, Confidence.LIKELY, (evidence, *facts.closer, *more))
