"""The certificates shown at an endpoint: whose they are, and where else their issuer is seen."""

from collections.abc import Sequence

from dialtone.judge.attempts import Attempt, shows_local_root, steps_of
from dialtone.judge.diagnosis import COMMON, DOWN, RARE, UNCOMMON, UNEXPLAINED, WORKS, blocked, unknown
from dialtone.judge.endpoint.endpoint_case import EndpointCase, EndpointSign
from dialtone.judge.endpoint.servers import is_sooner
from dialtone.judge.findings import innocent
from dialtone.judge.findings.innocent import INNOCENT_REASONS, OPERATOR_DOWN, Found, Row
from dialtone.judge.kinds import CERTIFICATE_FAILURES, WRONG_CERTIFICATE
from dialtone.judge.network.inspection import find_program, is_logged, is_state_authority, issuer_of
from dialtone.judge.signs import Seen, all_of, any_of, by_block, if_all, if_at_several, if_repeated, without
from dialtone.model.catalogue import Inspector, InspectorPlace
from dialtone.model.fact import Fact
from dialtone.model.frozen import replace
from dialtone.model.observation import Observation
from dialtone.model.thresholds import REPEATED, SAME_ISSUER, SITES_INSPECTED
from dialtone.model.vocabulary import Cause, Failure, NetworkFlag, NetworkStatus, Step, Trust
from dialtone.model.vocabulary import EvidenceKind as Kind


def several_messengers_show_the_issuer(case: EndpointCase) -> Seen:
    """The same issuer, on no public list, is seen at several messengers, and at none of four or more neutral sites."""
    inspection = case.check.inspection
    by_issuer = (inspection.messengers.get(issuer_of(tls), frozenset()) for tls in _not_public_handshakes(case))
    return any(len(messengers) >= SAME_ISSUER for messengers in by_issuer) and inspection.sites >= SITES_INSPECTED


def find_inspector(case: EndpointCase) -> Inspector | None:
    """Return the known program or gateway that issued the certificates; None if unknown or a state's authority."""
    issuer = find_program(case.check.inspection.programs, _not_public_handshakes(case))
    return None if is_state_authority(issuer) else issuer


def _inspected_from(case: EndpointCase, place: InspectorPlace) -> Sequence[int]:
    """Return the handshakes that show the inspector's issuer, if a known one at this place issued the certificates."""
    inspector = find_inspector(case)
    return _handshakes_showing_the_issuer(case) if inspector is not None and inspector.place is place else ()


def answered_with_national_root(case: EndpointCase) -> list[Attempt]:
    """Return the answered attempts with the national root, where the catalogue says that it is genuine."""
    if network_is_intercepted(case) or case.endpoint.trust is not Trust.NATIONAL:
        return []
    national = (t for t in case.answered if t.fact(Step.TLS, Fact.NATIONAL) is True)
    return [t for t in national if t.fact(Step.TLS, Fact.MOZILLA) is False]


def _local_handshakes(case: EndpointCase) -> list[Observation]:
    """Return the answered handshakes with a root that only this computer trusts, except the service's national root."""
    genuine = answered_with_national_root(case)
    answered = (t for t in case.answered if t not in genuine)
    return [tls for tls in steps_of(answered, Step.TLS) if shows_local_root(tls)]


def _not_public_handshakes(case: EndpointCase) -> Sequence[Observation]:
    """Return the handshakes that showed a certificate of no public root: accepted here or, if none was, refused."""
    return _local_handshakes(case) or case.refused_certificates


def _handshakes_showing_the_issuer(case: EndpointCase) -> list[int]:
    """Return the numbers of the handshakes that showed an issuer on no public list: at the endpoint, then elsewhere.

    Of the handshakes with neutral sites, those with one of the endpoint's issuers are included.
    """
    at_endpoint = _not_public_handshakes(case)
    return [*(o.number for o in at_endpoint), *case.check.inspection.at_neutral_sites(at_endpoint)]


def neutral_sites_show_the_issuer(case: EndpointCase) -> Seen:
    """Neutral sites abroad show certificates of the same issuer, which is on no public list. Source: ADR 22."""
    at_neutral_sites = case.check.inspection.at_neutral_sites(_not_public_handshakes(case))
    return _handshakes_showing_the_issuer(case) if at_neutral_sites else ()


def neutral_sites_show_others(case: EndpointCase) -> Seen:
    """At least four neutral sites show certificates, none from that issuer, and it is no known program."""
    are_enough = case.check.inspection.sites >= SITES_INSPECTED
    return are_enough and not neutral_sites_show_the_issuer(case) and not find_inspector(case)


clock_is_off: EndpointSign = lambda c: c.flagged(NetworkFlag.CLOCK_WRONG)
"""The clock of this computer is wrong, according to neutral hosts."""
program_issued_it: EndpointSign = lambda c: _inspected_from(c, InspectorPlace.COMPUTER)
"""The issuer is a known security program on a computer. Source: ADR 22."""
gateway_issued_it: EndpointSign = lambda c: _inspected_from(c, InspectorPlace.NETWORK)
"""The issuer is a known gateway of companies and schools. Source: ADR 22."""
_INSPECTED = (program_issued_it, gateway_issued_it, neutral_sites_show_the_issuer)
_HOW_IT_IS_INSPECTED = (
    (Kind.INSPECTED_BY_PROGRAM, program_issued_it),
    (Kind.INSPECTED_BY_GATEWAY, gateway_issued_it),
    (Kind.INSPECTED, all_of(neutral_sites_show_the_issuer, without(any_of(program_issued_it, gateway_issued_it)))),
)
_ANTIVIRUS = (
    Row("antivirus", unknown(Cause.INTERCEPTED), COMMON)
    .unless(neutral_sites_show_others, gateway_issued_it)
    .proved_by(neutral_sites_show_the_issuer)
)

# The two leave the same certificate: the name of a known program excludes the gateway, and the other way round.
_COMPANY_GATEWAY = replace(_ANTIVIRUS, id="company_gateway", excluded_by=(neutral_sites_show_others, program_issued_it))
_OTHER_REASONS = tuple(h.unless(*_INSPECTED) for h in INNOCENT_REASONS if h.id in ("way_of_ones_own", "catalogue_old"))
"""Other reasons to reach another host. A certificate is an answer: it is not shown by chance."""


def all_are_out_of_date(case: EndpointCase) -> Seen:
    """Every certificate shown at the app's own addresses looks expired or not yet valid."""
    out_of_date = [t for t in case.own_attempts if t.failure in CERTIFICATE_FAILURES - WRONG_CERTIFICATE]
    return out_of_date if len(out_of_date) >= sum(t.find(Step.TLS) is not None for t in case.own_attempts) else ()


clock_is_wrong = all_of(all_are_out_of_date, clock_is_off)
clock_is_right = all_of(all_are_out_of_date, innocent.controls_answer, without(clock_is_off))

# Decides whether the clock here or the certificate is out of date: neutral hosts tell the time.
OUT_OF_DATE = Found(
    "certificate_out_of_date",
    all_are_out_of_date,
    needs=(any_of(clock_is_wrong, clock_is_right),),
    reports=((Kind.CLOCK_OFF, clock_is_wrong), (Kind.SERVER_TROUBLE, clock_is_right)),
).explained_by(
    Row("clock_wrong", unknown(Cause.THIS_COMPUTER), COMMON).unless(clock_is_right).proved_by(clock_is_wrong),
    Row("certificate_expired", DOWN, UNCOMMON).unless(clock_is_wrong),
    Row("one_place_down", UNEXPLAINED, COMMON).given(innocent.another_address_answers).unless(clock_is_wrong),
)


def neutral_sites_show_the_same(case: EndpointCase) -> Seen:
    """The very certificate was shown in the place of neutral sites' own as well: its owner sits on the path."""
    shown = [(t, t.fact(Step.TLS, Fact.CERTIFICATE)) for t in case.check.unverified_handshakes]
    at_messenger = {certificate for t, certificate in shown if t.messenger == case.endpoint.messenger} - {None}
    return [t for t, certificate in shown if not t.messenger and certificate in at_messenger]


def another_host_answers_for_all(case: EndpointCase) -> Seen:
    """All its servers, in several blocks, show another host's certificate, and are nearer than any site abroad."""
    handshakes = [t for t in case.messenger.attempts if t.find(Step.TLS)]
    of_other_hosts = if_all(handshakes, lambda t: t.failure is Failure.CERT_NAME)
    near = if_all(of_other_hosts, lambda t: is_sooner(t.connect_seconds, case.messenger.distances.abroad))
    return if_at_several(near, by_block, REPEATED)


def public_authority_issued_it(case: EndpointCase) -> Seen:
    """A public authority issued each certificate that was refused, as timestamps of public logs in it show.

    The server sent it without the authority's own, or this computer does not know it. Source: RFC 6962, 3.3; RFC 8446,
    4.4.2.
    """
    are_logged = all(map(is_logged, case.refused_certificates))
    return case.refused_certificates if are_logged and not find_inspector(case) else ()


def names_another_host_alone(case: EndpointCase) -> Seen:
    """Each certificate has a public root and names another host: a block page's, or a misconfigured server's."""
    return if_all(case.ended(WRONG_CERTIFICATE), lambda t: t.failure is Failure.CERT_NAME)


def root_may_have_been_renewed(case: EndpointCase) -> Seen:
    """The app accepts a ministry's root, or certain certificates, which may be replaced before this program knows."""
    accepts_few = case.endpoint.trust in (Trust.NATIONAL, Trust.PINNED)
    return accepts_few and if_all(case.ended(WRONG_CERTIFICATE), lambda t: t.failure is Failure.CERT_UNTRUSTED)


certificate_is_wrong: EndpointSign = lambda c: c.ended(WRONG_CERTIFICATE)
"""At the messenger's address, a certificate is shown that the app refuses: it is untrusted or another host's."""
shown_from_nearby: EndpointSign = lambda c: c.if_from_nearby(c.ended(WRONG_CERTIFICATE))
"""The certificates came too soon for the server: at least two, in less than half the round trip. Source: ADR 8."""

# Another certificate than the messenger's. The hardest rivals of a swap on the path are an inspector that a company or
# this computer has installed, which neutral sites with the same issuer show, and a server that is mixed up: both a
# block page and such a server show the genuine certificate of another host.
CERTIFICATE_WRONG = Found(
    "certificate_wrong",
    certificate_is_wrong,
    needs=(innocent.failed_repeatedly,),
    reports=(*_HOW_IT_IS_INSPECTED, (Kind.CERTIFICATE_WRONG, certificate_is_wrong)),
    fallback=unknown(Cause.CERTIFICATE_SWAPPED),
).explained_by(
    Row("certificate_swapped", blocked(Cause.CERTIFICATE_SWAPPED), COMMON).unless(*_INSPECTED),
    _ANTIVIRUS.unless(names_another_host_alone),
    _COMPANY_GATEWAY.unless(names_another_host_alone),
    # Rarer where all servers, in several blocks, show it from nearby: that is hardly the service's mistake.
    Row("server_mixed_up", DOWN, COMMON)
    .given(any_of(names_another_host_alone, public_authority_issued_it))
    .unless(shown_from_nearby, neutral_sites_show_the_same)
    .rarer_if(another_host_answers_for_all),
    # Here not for silence, but for one certificate in the place of many. Uncommon: its owner sits on the path.
    replace(OPERATOR_DOWN, prior=UNCOMMON).given(neutral_sites_show_the_same),
    Row("signed_by_its_owner", UNEXPLAINED, COMMON).given(innocent.is_a_persons_own).unless(*_INSPECTED),
    Row("root_renewed", UNEXPLAINED, COMMON)
    .given(root_may_have_been_renewed)
    .unless(*_INSPECTED, several_messengers_show_the_issuer),
    Row("new_root", UNEXPLAINED, RARE).unless(*_INSPECTED, names_another_host_alone),
    Row("clock_wrong", unknown(Cause.THIS_COMPUTER), COMMON).given(clock_is_off).unless(*_INSPECTED),
    *_OTHER_REASONS,
)

certificate_is_wrong_at_times: EndpointSign = lambda c: if_repeated(c.tries.swapped)
"""At one address several handshakes with the name meet an untrusted certificate, and others pass, of one endpoint."""
most_tries_pass: EndpointSign = lambda c: c.tries.passed if len(c.tries.passed) > len(c.tries.swapped) else ()
"""More of the identical tries pass than meet an untrusted certificate."""

# Some of identical tries get another certificate. Decides by their share, and again whether an inspector shows it.
SWAPPED_AT_TIMES = Found(
    "certificate_wrong_at_times",
    certificate_is_wrong_at_times,
    needs=(innocent.controls_answer,),
    reports=(*_HOW_IT_IS_INSPECTED, (Kind.CERTIFICATE_WRONG, certificate_is_wrong_at_times)),
    fallback=unknown(Cause.CERTIFICATE_SWAPPED),
).explained_by(
    Row("certificate_swapped", blocked(Cause.CERTIFICATE_SWAPPED), COMMON).unless(*_INSPECTED, most_tries_pass),
    Row("by_share", unknown(Cause.CERTIFICATE_SWAPPED), COMMON).given(most_tries_pass).unless(*_INSPECTED),
    _ANTIVIRUS,
    _COMPANY_GATEWAY,
    # One of several servers behind an address may lack its certificate chain, but seldom a large service's.
    Row("server_mixed_up", DOWN, RARE).unless(*_INSPECTED),
    *(h for h in _OTHER_REASONS if h.id == "way_of_ones_own"),
)


def a_states_authority_issued_it(case: EndpointCase) -> Seen:
    """The issuer is an authority that a state asks people to trust, at a service that has nothing to do with it."""
    local = _local_handshakes(case)
    is_known_authority = is_state_authority(find_program(case.check.inspection.programs, local))
    return bool(local) and (is_known_authority or any(tls.facts.get(Fact.NATIONAL) is True for tls in local))


all_signed_by_local_root: EndpointSign = lambda c: c.answered if len(_local_handshakes(c)) >= len(c.answered) else ()
"""Every answer came with a certificate of a root that this computer alone trusts. Source: ADR 10 and 22."""
network_is_intercepted: EndpointSign = lambda c: c.network.status is NetworkStatus.INTERCEPTED
"""Neutral sites cannot prove their identity: the network, or a program here, answers in their place."""

# It answers with a root that this computer alone trusts. The hardest rival of one who reads along is a new public root
# that the lists here do not have yet: the messenger opens. It is rarer where several messengers show the same issuer.
SIGNED_BY_LOCAL_ROOT = Found(
    "signed_by_local_root",
    all_signed_by_local_root,
    reports=(
        *_HOW_IT_IS_INSPECTED,
        (
            Kind.READ_ALONG,
            all_of(
                all_signed_by_local_root,
                innocent.controls_answer,
                any_of(a_states_authority_issued_it, several_messengers_show_the_issuer),
                without(any_of(*_INSPECTED, network_is_intercepted)),
            ),
        ),
        (Kind.LOCAL_ROOT_TRUSTED, all_signed_by_local_root),
    ),
    fallback=unknown(Cause.CERTIFICATE_SWAPPED),
).explained_by(
    Row("intercepted", unknown(Cause.INTERCEPTED), COMMON)
    .given(network_is_intercepted)
    .proved_by(network_is_intercepted),
    _ANTIVIRUS,
    _COMPANY_GATEWAY,
    Row("read_along", unknown(Cause.INTERCEPTED), COMMON).unless(*_INSPECTED),
    Row("new_root", WORKS, COMMON)
    .unless(*_INSPECTED, network_is_intercepted, all_of(innocent.controls_answer, a_states_authority_issued_it))
    .rarer_if(all_of(innocent.controls_answer, several_messengers_show_the_issuer)),
)
