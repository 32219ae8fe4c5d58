"""What a certificate means that no public root vouches for: of this computer, of the network, or of the way.

The table: `rules.py`.
"""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, numbers
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.inspection import ENOUGH_SITES, is_local, is_states, issuer_of
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.public_trust import InspectorPlace
from dialtone.model.verdict import EndpointVerdict, Evidence
from dialtone.model.vocabulary import (
    Cause,
    Confidence,
    EvidenceKind,
    Failure,
    FunctionStatus,
    NetworkStatus,
    Step,
    Trust,
)

_INSPECTED = {
    InspectorPlace.COMPUTER: EvidenceKind.INSPECTED_BY_PROGRAM,
    InspectorPlace.NETWORK: EvidenceKind.INSPECTED_BY_GATEWAY,
}
_SEVERAL = 2
"""The least number of messengers at which the same stranger's certificate is no odd root of one of them."""


def signed_by_local_root(case: EndpointCase) -> EndpointVerdict | None:
    """Every answer came with a certificate of a root that this computer trusts and no public list holds: it opens.

    A country's own root, where the catalogue says that it is genuine there, is none of these. Where neutral sites
    show the issuer too, or it is that of a known guard program, the computer or the network inspects. A state's root,
    or one issuer at several messengers beside enough neutral sites without it: what they say is read on the way. On one
    messenger alone it may be a public root that no list here knows. Source: ADR 10 and 22.
    """
    good, home = case.good, from_home(case)
    secured = [tls for t in good if t not in home and (tls := t.find(Step.TLS)) is not None]
    local = [tls for tls in secured if is_local(tls)]
    if len(local) < len(good):
        return None
    swapped = Evidence(EvidenceKind.LOCAL_ROOT_TRUSTED, numbers(good))
    inspected = _inspected(case, local, swapped)
    if case.network.status is NetworkStatus.INTERCEPTED:
        named = inspected.evidence if inspected else (swapped,)
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), Confidence.SURE, named)
    if inspected is not None:
        return inspected
    confidence = _read_along(case, local)
    if confidence is None or not case.network.controls_answer:
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.CERTIFICATE_SWAPPED,), Confidence.UNSURE, (swapped,))
    evidence = (Evidence(EvidenceKind.READ_ALONG, swapped.observations), swapped)
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), confidence, evidence)


def _read_along(case: EndpointCase, local: Sequence[Observation]) -> Confidence | None:
    """Return how sure it is that what some messengers say is read on the way, and others are left alone."""
    inspection = case.messenger.inspection
    if any(tls.facts.get(Fact.NATIONAL) is True for tls in local) or is_states(inspection.program(local)):
        return Confidence.LIKELY
    strangers = (inspection.messengers.get(issuer_of(tls), frozenset()) for tls in local)
    several = any(len(found) >= _SEVERAL for found in strangers)
    return Confidence.UNSURE if several and inspection.sites >= ENOUGH_SITES else None


def certificate_wrong(case: EndpointCase) -> EndpointVerdict | None:
    """At the messenger's address a certificate is shown that the messenger's app refuses.

    Where neutral sites show its issuer too, or it is that of a known guard program, the computer or the network
    inspects. The messenger is singled out only where enough neutral sites show certificates of others.
    A genuine one with another name may be a block page's, or that of a misconfigured service: the first is
    shown where the answer came from nearby. People sign the certificates of their own servers themselves.
    Source: ADR 19 and 22.
    """
    wrong = [t for t in case.deepest if t.failure in (Failure.CERT_UNTRUSTED, Failure.CERT_NAME)]
    if not wrong:
        return None
    evidence = Evidence(EvidenceKind.CERTIFICATE_WRONG, numbers(wrong))
    if case.refused and (inspected := _inspected(case, case.refused, evidence)) is not None:
        return inspected
    # The ministry may issue from another root before this program knows it.
    renewed = case.endpoint.trust is Trust.NATIONAL and all(t.failure is Failure.CERT_UNTRUSTED for t in wrong)
    mixed_up = all(t.failure is Failure.CERT_NAME for t in wrong)
    alone = mixed_up or case.messenger.inspection.sites >= ENOUGH_SITES
    if renewed or case.endpoint.of_person or not alone or (mixed_up and not case.came_from_nearby(wrong)):
        return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.CERTIFICATE_SWAPPED,), Confidence.UNSURE, (evidence,))
    return EndpointVerdict(FunctionStatus.BLOCKED, (Cause.CERTIFICATE_SWAPPED,), Confidence.LIKELY, (evidence,))


def _inspected(case: EndpointCase, shown: Sequence[Observation], seen: Evidence) -> EndpointVerdict | None:
    """Return the verdict where this computer or this network inspects, with the program's name where it is known."""
    inspection = case.messenger.inspection
    elsewhere = inspection.at_neutral_sites(shown)
    program = inspection.program(shown)
    if is_states(program):
        program = None
    if not elsewhere and program is None:
        return None
    kind = _INSPECTED[program.place] if program else EvidenceKind.INSPECTED
    told = Evidence(kind, (*(o.number for o in shown), *elsewhere), program=program.name if program else "")
    confidence = Confidence.SURE if elsewhere else Confidence.LIKELY
    return EndpointVerdict(FunctionStatus.UNKNOWN, (Cause.INTERCEPTED,), confidence, (told, seen))


def from_home(case: EndpointCase) -> list[Attempt]:
    """Return the answers of servers with their own country's root, which the catalogue says is genuine there."""
    if case.network.status is NetworkStatus.INTERCEPTED or case.endpoint.trust is not Trust.NATIONAL:
        return []
    secured = [(t, tls) for t in case.good if (tls := t.find(Step.TLS)) is not None]
    return [t for t, tls in secured if tls.facts.get(Fact.NATIONAL) is True and tls.facts.get(Fact.MOZILLA) is False]
