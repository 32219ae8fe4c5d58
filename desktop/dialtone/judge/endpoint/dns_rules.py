"""Names that are missing here, forged here, or gone everywhere. The certificate decides if an address is genuine."""

import ipaddress

from dialtone.judge.attempts import CERTIFICATE, CUT, REPEATED, is_invented, numbers
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import Cause, Confidence, EvidenceKind, Failure, FunctionStatus, Step


def name_gone_everywhere(case: EndpointCase) -> EndpointVerdict | None:
    """Resolvers abroad do not know the name either: the service removed it, and nothing here hides it."""
    gone = [found for found in case.trusted if found.failure is Failure.NO_SUCH_NAME]
    if case.own or not gone or any(found.addresses for found in case.trusted):
        return None
    evidence = Evidence(EvidenceKind.SERVER_TROUBLE, numbers((*case.system, *gone)))
    return EndpointVerdict(FunctionStatus.DOWN, (Cause.SERVICE_DOWN,), Confidence.LIKELY, (evidence,))


def name_missing(case: EndpointCase) -> EndpointVerdict | None:
    """The system resolver has no address for the name, repeatedly, while a resolver abroad has one.

    One name without an answer may be a lost packet or a slow name server: it must be denied, or be one of several.
    """
    failed = [found for found in case.system if not found.observation.ok]
    known = [found for found in case.trusted if found.observation.ok]
    if case.own or any(found.addresses for found in case.system) or not failed:
        return None
    if not known and not case.good_elsewhere:
        return None
    denied = _is_denied(case)
    if not denied and case.messenger.unanswered_names < REPEATED:
        return None
    evidence = Evidence(EvidenceKind.NAME_MISSING, numbers((*failed, *known)))
    return _blocked_by_name(case, Cause.DNS_MISSING, evidence, sure=denied)


def _is_denied(case: EndpointCase) -> bool:
    return any(found.is_denied for found in case.system)


def names_fallback(case: EndpointCase) -> EndpointVerdict | None:
    """The system resolver has no address for the name; the app goes on to another resolver or to built-in addresses.

    It does so only where the lookup fails, not where it is answered falsely. Only an answer at an address that the app
    itself would find in this way counts. Whether it has kept the address from an earlier day nobody can see. Source:
    signalapp/libsignal@b056faa rust/net/infra/src/dns.rs (2026-08-14), chatmail/core@4888889 src/net/dns.rs.
    """
    ways, failed = case.endpoint.names_fallback, [found for found in case.system if not found.observation.ok]
    if not ways or case.own or not failed or any(found.addresses for found in case.system):
        return None
    known = {a for found in case.trusted if found.resolver in ways for a in found.addresses}
    known |= set(case.endpoint.addresses if "built_in" in ways else ())
    good = [t for t in case.good_elsewhere if t.address in known]
    kept = [t for t in case.good_elsewhere if "cache" in ways]
    if not good and not kept:
        return None
    missing = Evidence(EvidenceKind.NAME_MISSING, numbers(failed))
    way = Evidence(EvidenceKind.NAMES_FALLBACK, numbers(good or kept))
    confidence = Confidence.LIKELY if good else Confidence.UNSURE
    return EndpointVerdict(FunctionStatus.WORKS, (), confidence, (missing, way))


def name_missing_without_witness(case: EndpointCase) -> EndpointVerdict | None:
    """The name does not exist here, no resolver abroad can be asked, but another name of the service works."""
    denied = [found for found in case.system if found.failure is Failure.NO_SUCH_NAME]
    heard = [found for found in case.trusted if found.failure is not Failure.TIMEOUT]
    if case.own or heard or len(denied) < REPEATED or not case.sibling_lives:
        return None
    evidence = Evidence(EvidenceKind.NAME_MISSING, numbers(denied))
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.DNS_MISSING,), Confidence.LIKELY, (evidence,))


def name_forged(case: EndpointCase) -> EndpointVerdict | None:
    """The system resolver gives an address where the messenger is not: the certificate decides, not its owner.

    No messenger has a server inside a home's or a provider's network: such an address, tried in vain, needs no other
    proof (a person's own server may well be there). And one forged name exposes others that lead to the same address.
    An address that a helper program here invents for a name is no forgery.
    """
    answers = [found for found in case.system if found.addresses]
    if not answers:
        return None
    good = case.good_elsewhere
    addresses = {a for found in answers for a in found.addresses}
    theirs = {a for found in case.trusted for a in found.addresses} | {t.address for t in good}
    if addresses & theirs or any(map(is_invented, addresses)):
        return None
    impossible = (
        not case.endpoint.of_person
        and not any(ipaddress.ip_address(a).is_global for a in addresses)
        and (theirs or len(case.own) >= REPEATED)
    )
    same_place = bool(case.own) and all(t.address in case.messenger.disproved for t in case.own)
    if not (impossible or same_place or (good and _is_somebody_else(case))):
        return None
    evidence = Evidence(EvidenceKind.NAME_FORGED, numbers((*answers, *case.trusted, *case.own)))
    if case.timing.leads_all_astray(addresses):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    return _blocked_by_name(case, Cause.DNS_FORGED, evidence, sure=True)


def _is_somebody_else(case: EndpointCase) -> bool:
    """Return whether the system's addresses are shown to be wrong: another certificate, or no host there at all.

    A connection that dies when the name is seen says nothing about whose address it is.
    """
    shown = [t for t in case.own if t.failure in CERTIFICATE or t.failure in (Failure.ALERT, Failure.BAD_ANSWER)]
    told = any(found.addresses for found in case.trusted) or any(t.origin == "plain" for t in case.other)
    dead = [t for t in case.own if t.last.step is Step.TCP and t.failure in CUT]
    known = bool(case.own) and all(t.address in case.exposed for t in case.own)
    return bool(shown) or known or (told and len(dead) >= REPEATED and len(dead) == len(case.own))


def _blocked_by_name(case: EndpointCase, cause: Cause, evidence: Evidence, *, sure: bool) -> EndpointVerdict:
    """Return the verdict: `sure` holds where the messenger answers at its true address."""
    good = case.good_elsewhere
    if not good:
        return EndpointVerdict(FunctionStatus.BLOCKED, (cause,), Confidence.LIKELY, (evidence,))
    proof = Evidence(EvidenceKind.GREETING_ANSWERED, numbers(good))
    confidence = Confidence.SURE if sure else Confidence.LIKELY
    told = (evidence, proof, *_learnt_securely(case))
    return EndpointVerdict(FunctionStatus.BLOCKED, (cause,), confidence, told)


def _learnt_securely(case: EndpointCase) -> tuple[Evidence, ...]:
    """Return that only the name is in the way: an encrypted resolver answered here, and what it named answered too."""
    known = {address for found in case.trusted for address in found.addresses}
    reached = [t for t in case.good_elsewhere if t.address in known]
    return (Evidence(EvidenceKind.ONLY_THE_NAME, numbers((*case.trusted, *reached))),) if reached else ()
