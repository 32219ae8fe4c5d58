"""Names that are missing here, forged here, or gone everywhere. The certificate decides if an address is genuine."""

import ipaddress
from collections.abc import Sequence

from dialtone.judge.attempts import FOREIGN, REPEATED, Lookup, is_invented, numbers
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkFlag,
    ResolverPlace,
    Step,
)

_UNHEARD = (Failure.TIMEOUT, Failure.UNREACHABLE)
_AT_HOME = (ResolverPlace.PRIVATE, ResolverPlace.LOOPBACK, ResolverPlace.FILTER)
"""Resolvers that a home or an office may have set up to leave names out."""
_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


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
    return _blocked_by_name(case, Cause.DNS_MISSING, evidence, Confidence.SURE if denied else Confidence.LIKELY)


def _is_denied(case: EndpointCase) -> bool:
    return any(found.is_denied for found in case.system)


def names_fallback(case: EndpointCase) -> EndpointVerdict | None:
    """The system resolver gives no usable address; the app goes on to another resolver or to built-in addresses.

    Most do so only where the lookup fails; some try those addresses beside whatever it gives, also a false one
    (`beside`). Only an answer at an address that the app itself would find in this way counts. Whether it has kept the
    address from an earlier day nobody can see. Source: signalapp/libsignal@b056faa rust/net/infra/src/dns.rs
    (2026-08-14), chatmail/core@4888889 src/net/dns.rs (2026-08-22).
    """
    ways, failed = case.endpoint.names_fallback, [found for found in case.system if not found.observation.ok]
    given = [found for found in case.system if found.addresses]
    theirs = {a for found in case.trusted for a in found.addresses} | set(case.endpoint.addresses)
    false = [found for found in given if theirs.isdisjoint(found.addresses)] if "beside" in ways else []
    missing = failed and not given and not case.own
    if not ways or case.good or not (missing or false):
        return None
    known = {a for found in case.trusted if found.resolver in ways for a in found.addresses}
    known |= set(case.endpoint.addresses if "built_in" in ways else ())
    good = [t for t in case.good_elsewhere if t.address in known]
    kept = [t for t in case.good_elsewhere if "cache" in ways]
    if not good and not kept:
        return None
    told = (EvidenceKind.NAME_FORGED, false) if false else (EvidenceKind.NAME_MISSING, failed)
    evidence = (
        Evidence(told[0], numbers(told[1])),
        Evidence(EvidenceKind.NAMES_FALLBACK, numbers(good or kept)),
    )
    return EndpointVerdict(FunctionStatus.WORKS, (), Confidence.LIKELY if good else Confidence.UNSURE, evidence)


def name_missing_without_witness(case: EndpointCase) -> EndpointVerdict | None:
    """The name does not exist here, no resolver abroad can be asked, but another name of the service works."""
    denied = [found for found in case.system if found.failure is Failure.NO_SUCH_NAME]
    heard = [found for found in case.trusted if found.failure is not Failure.TIMEOUT]
    if case.own or heard or len(denied) < REPEATED or not case.sibling_lives:
        return None
    evidence = Evidence(EvidenceKind.NAME_MISSING, numbers(denied))
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.DNS_MISSING,), Confidence.LIKELY, (evidence,))


def name_forged(case: EndpointCase) -> EndpointVerdict | None:
    """The system resolver gives an address where the messenger cannot be, or where another host shows its certificate.

    No messenger has a server on this computer or inside a home's or a provider's network; that, and a
    certificate of another host, is proof. Less certain: the names of several services lead to one address, or a decoy
    answers, where no resolver lives. One forged name exposes others that lead to the same address. An address that is
    only silent, beside one that answers, proves nothing (`another_site_answers`); one that a helper program here
    invents for a name is no forgery.
    """
    answers = [found for found in case.system if found.addresses]
    if not answers:
        return None
    addresses = {a for found in answers for a in found.addresses}
    theirs = {a for found in case.trusted for a in found.addresses} | {t.address for t in case.good_elsewhere}
    if addresses & theirs or any(map(is_invented, addresses)):
        return None
    shared = numbers([found for a in addresses for found in case.messenger.shared_places.get(a, ())])
    sureness = _sureness_of_forgery(case, answers, known=bool(theirs), shared=bool(shared))
    if sureness is None:
        return None
    seen = {*numbers((*answers, *case.trusted, *case.own)), *shared}
    evidence = Evidence(EvidenceKind.NAME_FORGED, tuple(sorted(seen)))
    if case.timing.leads_all_astray(addresses):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (evidence,))
    return _blocked_by_name(case, Cause.DNS_FORGED, evidence, sureness)


def _sureness_of_forgery(
    case: EndpointCase, answers: Sequence[Lookup], *, known: bool, shared: bool
) -> Confidence | None:
    """Return how sure it is at most that the system's answers are forged; None where nothing shows it.

    `known`: a resolver abroad gives others. A resolver of one's own, or a VPN's, may leave names out: then an address
    of no server alone proves little, unless a decoy gives the same.
    """
    addresses = {a for found in answers for a in found.addresses}
    nowhere = not case.endpoint.of_person and not any(ipaddress.ip_address(a).is_global for a in addresses)
    same_place = bool(case.own) and all(t.address in case.messenger.disproved for t in case.own)
    if same_place or (case.good_elsewhere and _is_somebody_else(case)) or (nowhere and known):
        return Confidence.SURE
    injected = addresses <= case.messenger.tampering.forged
    if injected or (shared and known) or (nowhere and len(case.own) >= REPEATED):
        return Confidence.LIKELY
    plain = nowhere and all(map(_is_no_server, addresses)) and NetworkFlag.VPN not in case.network.flags
    if plain and not any(found.is_asked_at(*_AT_HOME) for found in answers):
        return Confidence.LIKELY
    return Confidence.UNSURE if plain or shared else None


def _is_no_server(address: str) -> bool:
    ip = ipaddress.ip_address(address)
    return ip.is_loopback or ip.is_unspecified or any(ip in part for part in _PRIVATE)


def _is_somebody_else(case: EndpointCase) -> bool:
    """Return whether another host showed its certificate at an address that the system gives, to whichever endpoint.

    A connection that dies when the name is seen says nothing about whose address it is.
    """
    known = bool(case.own) and all(t.address in case.exposed for t in case.own)
    return known or any(t.failure in FOREIGN for t in case.own)


def another_site_answers(case: EndpointCase) -> EndpointVerdict | None:
    """The system's addresses give no answer, and the messenger answers at another address of the same name.

    Services stand in several places and answer each resolver with another one: this may have gone down for all, or the
    line may lose connections, and a filter of one address looks the same.
    """
    good, own = case.good_elsewhere, case.own
    if not good or not own or any(t.last.step is not Step.TCP or t.failure not in _UNHEARD for t in own):
        return None
    silent = Evidence(EvidenceKind.ADDRESS_SILENT, numbers(own))
    elsewhere = Evidence(EvidenceKind.ANOTHER_SITE_ANSWERS, numbers(good))
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.UNEXPLAINED,), Confidence.UNSURE, (silent, elsewhere))


def _blocked_by_name(case: EndpointCase, cause: Cause, evidence: Evidence, most: Confidence) -> EndpointVerdict:
    """Return the verdict, as sure as it may be at most: "sure" only where the messenger answers at its true address."""
    good = case.good_elsewhere
    if not good:
        confidence = Confidence.LIKELY if most is Confidence.SURE else most
        return EndpointVerdict(FunctionStatus.BLOCKED, (cause,), confidence, (evidence,))
    proof = Evidence(EvidenceKind.GREETING_ANSWERED, numbers(good))
    told = (evidence, proof, *_learnt_securely(case))
    return EndpointVerdict(FunctionStatus.BLOCKED, (cause,), most, told)


def _learnt_securely(case: EndpointCase) -> tuple[Evidence, ...]:
    """Return that only the name is in the way: an encrypted resolver answered here, and what it named answered too."""
    known = {address for found in case.trusted for address in found.addresses}
    reached = [t for t in case.good_elsewhere if t.address in known]
    return (Evidence(EvidenceKind.ONLY_THE_NAME, numbers((*case.trusted, *reached))),) if reached else ()
