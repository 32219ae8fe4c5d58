"""The certificates shown at an endpoint: whose they are, and where else their issuer is seen."""

from collections.abc import Sequence

from dialtone.judge.attempts import CERTIFICATE, FOREIGN, numbers, steps_of
from dialtone.judge.diagnosis import Seen
from dialtone.judge.endpoint.endpoint_case import EndpointCase
from dialtone.judge.network.inspection import is_local, is_states, issuer_of
from dialtone.model.fact import Fact
from dialtone.model.observation import Observation
from dialtone.model.public_trust import Inspector, InspectorPlace
from dialtone.model.thresholds import SAME_ISSUER, SITES_INSPECTED
from dialtone.model.vocabulary import Failure, NetworkFlag, NetworkStatus, Step, Trust


def all_out_of_date(case: EndpointCase) -> Seen:
    """Every certificate shown at the app's own addresses looks expired or not yet valid."""
    dated = [t for t in case.own if t.failure in CERTIFICATE - FOREIGN]
    secured = [t for t in case.own if t.find(Step.TLS)]
    return numbers(dated) if len(dated) >= len(secured) else ()


def clock_is_wrong(case: EndpointCase) -> Seen:
    """Verified servers, or most controls' certificates, show that this computer's clock is wrong."""
    return all_out_of_date(case) if clock_is_off(case) else ()


def clock_is_off(case: EndpointCase) -> Seen:
    """The clock of this computer is wrong, according to neutral hosts."""
    return NetworkFlag.CLOCK_WRONG in case.network.flags


def clock_is_right(case: EndpointCase) -> Seen:
    """Controls proved their identity with certificates that are valid by this computer's clock."""
    return all_out_of_date(case) if case.network.controls_answer and not clock_is_off(case) else ()


def certificate_is_wrong(case: EndpointCase) -> Seen:
    """At the messenger's address, a certificate is shown that the app refuses: it is untrusted or another host's."""
    return numbers(case.ended(FOREIGN))


def names_another_host_alone(case: EndpointCase) -> Seen:
    """Each certificate has a public root and names another host: a block page's, or a misconfigured server's."""
    wrong = case.ended(FOREIGN)
    return numbers(wrong) if all(t.failure is Failure.CERT_NAME for t in wrong) else ()


def shown_from_nearby(case: EndpointCase) -> Seen:
    """The certificates came too soon for the server: at least two, in less than half the round trip. Source: ADR 8."""
    wrong = case.ended(FOREIGN)
    return numbers(wrong) if case.came_from_nearby(wrong) else ()


def may_be_renewed(case: EndpointCase) -> Seen:
    """The app accepts a ministry's root, which may be replaced by another one before this program knows it."""
    wrong = case.ended(FOREIGN)
    unknown = all(t.failure is Failure.CERT_UNTRUSTED for t in wrong)
    return numbers(wrong) if case.endpoint.trust is Trust.NATIONAL and unknown else ()


def all_signed_by_local_root(case: EndpointCase) -> Seen:
    """Every answer came with a certificate of a root that this computer trusts and no public list holds.

    A national root does not count where the catalogue says that it is genuine. Source: ADR 10 and 22.
    """
    return numbers(case.good) if len(_local(case)) >= len(case.good) else ()


def neutral_sites_show_the_issuer(case: EndpointCase) -> Seen:
    """Neutral sites abroad show certificates of the same issuer, which is on no public list. Source: ADR 22."""
    shown = _shown(case)
    elsewhere = case.ground.inspection.at_neutral_sites(shown)
    return (*(o.number for o in shown), *elsewhere) if elsewhere else ()


def neutral_sites_show_others(case: EndpointCase) -> Seen:
    """At least four neutral sites show certificates, none from that issuer, and it is no known program."""
    enough = case.ground.inspection.sites >= SITES_INSPECTED
    return enough and not neutral_sites_show_the_issuer(case) and inspector(case) is None


def inspected_by_program(case: EndpointCase) -> Seen:
    """The issuer is a known security program on a computer. Source: ADR 22."""
    return _issued_by(case, InspectorPlace.COMPUTER)


def inspected_by_gateway(case: EndpointCase) -> Seen:
    """The issuer is a known gateway of companies and schools. Source: ADR 22."""
    return _issued_by(case, InspectorPlace.NETWORK)


def signed_by_a_state(case: EndpointCase) -> Seen:
    """The issuer is an authority that a state asks people to trust, at a service that has nothing to do with it."""
    local = _local(case)
    state = is_states(case.ground.inspection.program(local))
    return bool(local) and (state or any(tls.facts.get(Fact.NATIONAL) is True for tls in local))


def several_messengers_show_the_issuer(case: EndpointCase) -> Seen:
    """The same issuer, on no public list, is seen at several messengers, and at none of four or more neutral sites."""
    inspection = case.ground.inspection
    found = (inspection.messengers.get(issuer_of(tls), frozenset()) for tls in _local(case))
    return any(len(each) >= SAME_ISSUER for each in found) and inspection.sites >= SITES_INSPECTED


def network_is_intercepted(case: EndpointCase) -> Seen:
    """Neutral sites cannot prove their identity: the network, or a program here, answers in their place."""
    return case.network.status is NetworkStatus.INTERCEPTED


def inspector(case: EndpointCase) -> Inspector | None:
    """Return the known program or gateway that issued the certificates; None if unknown or a state's authority."""
    found = case.ground.inspection.program(_shown(case))
    return None if is_states(found) else found


def _issued_by(case: EndpointCase, place: InspectorPlace) -> tuple[int, ...]:
    known, shown = inspector(case), _shown(case)
    elsewhere = case.ground.inspection.at_neutral_sites(shown)
    return (*(o.number for o in shown), *elsewhere) if known is not None and known.place is place else ()


def _local(case: EndpointCase) -> list[Observation]:
    home = case.from_home
    return [tls for tls in steps_of((t for t in case.good if t not in home), Step.TLS) if is_local(tls)]


def _shown(case: EndpointCase) -> Sequence[Observation]:
    """Return the handshakes that showed a certificate on no public list: accepted here, or refused."""
    return _local(case) if case.good else case.refused
